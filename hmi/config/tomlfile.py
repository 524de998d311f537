"""TOML files that people write by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hmi.model.errors import UsageError

BACKSLASHES = "; in {name} a path with backslashes stands between single quotes, like 'D:\\backup'"
"""What helps against an escape that nobody meant; takes the ``name`` of the file."""


def load_toml(path: Path) -> dict[str, Any]:
    """What a TOML file in UTF-8 holds; empty where there is no file.

    Raises:
        UsageError: not readable, or not TOML.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error
    try:
        text = data.decode("utf-8-sig")  # Notepad may write a byte order mark
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not a TOML file in UTF-8: save it as UTF-8, or move it away") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = BACKSLASHES.format(name=path.name) if b"\\" in data else ""
        raise UsageError(
            f"{path} is not a TOML file in UTF-8: {error}; correct it, or move it away{hint}"
        ) from error
