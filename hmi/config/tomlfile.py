"""TOML files that people write by hand, and that the program changes without undoing their work."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

import tomlkit

from hmi.model.errors import UsageError
from hmi.model.folders import sync_folder
from hmi.model.whole_file import whole_file

BACKSLASHES = "; in {name} a path with backslashes stands between single quotes, like 'D:\\backup'"
"""What helps against an escape that nobody meant; takes the ``name`` of the file."""


Document = MutableMapping[str, Any]
"""A TOML file in memory, with its comments and its order."""


def load_toml(path: Path) -> dict[str, Any]:
    """What a TOML file in UTF-8 holds; empty where there is no file.

    Raises:
        UsageError: not readable, or not TOML.
    """
    return _parsed(path, _text_of(path))


def edit_toml(path: Path, change: Callable[[Document], None]) -> None:
    """Change a TOML file, or make it; what ``change`` leaves alone stays as a person wrote it.

    The file is replaced as a whole and is on disk when this returns.

    Raises:
        UsageError: it cannot be read, is not TOML, or cannot be written; then it stays as it was.
    """
    text = _text_of(path)
    _parsed(path, text)
    is_windows = "\r\n" in text
    document = tomlkit.parse(text.replace("\r\n", "\n"))
    change(document)
    changed = tomlkit.dumps(document)
    write_whole(path, changed.replace("\n", "\r\n") if is_windows else changed)


def write_whole(path: Path, text: str) -> None:
    """Put a text in the place of a file, in UTF-8; on disk when this returns.

    Raises:
        UsageError: the disk refuses; the file is as it was.
    """
    try:
        with whole_file(path) as new, new.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror or error}): allow this user to write it, or make "
            "room on the disk"
        ) from error


def toml_value(value: object) -> object:
    """A value as a person would write it: a path with backslashes stands between single quotes."""
    if isinstance(value, str) and "\\" in value and "'" not in value:
        return tomlkit.string(value, literal=True)
    return value


def _text_of(path: Path) -> str:
    """The text of a file; empty where there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig")  # Notepad may write a byte order mark
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not a TOML file in UTF-8: save it as UTF-8, or move it away") from error


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = BACKSLASHES.format(name=path.name) if "\\" in text else ""
        raise UsageError(
            f"{path} is not a TOML file in UTF-8: {error}; correct it, or move it away{hint}"
        ) from error
