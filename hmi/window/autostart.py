"""Whether the window opens when the user logs in: an entry of the system, one for each data folder.

Everything here reads or writes at once and may be slow: call it off the GUI thread.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSettings

from hmi.config.folder import DataFolder
from hmi.model.errors import HmiError
from hmi.model.whole_file import whole_file
from hmi.window.relaunch import own_command

_RUN_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
_RUN_KEY_OF_ALL = r"HKEY_LOCAL_MACHINE\Software\Microsoft\Windows\CurrentVersion\Run"
_OWN_NAME = "Lineside"
"""The set-up writes a value of this name, too, for the user or for all, without a data folder."""
_RESERVED = "\"'\\<>~|&;$*?#()`"
"""Characters for which an argument of a desktop entry has to be quoted, beside blanks."""


class Entries(Protocol):
    """What the system starts for this user, by name."""

    def __contains__(self, name: str) -> bool:
        """Whether there is such an entry."""

    def put(self, name: str, command: Sequence[str]) -> None:
        """Have this command started; raises HmiError or OSError where the system does not take it."""

    def remove(self, name: str) -> None:
        """Have it started no more; raises as ``put``."""


def is_available() -> bool:
    """Whether this system can be told at all."""
    return _own_entries() is not None


def is_enabled(folder: DataFolder) -> bool:
    """Whether the window on this data folder opens at log-in."""
    entries = _own_entries()
    return (entries is not None and _name(folder) in entries) or is_for_all(folder)


def is_for_all(folder: DataFolder) -> bool:
    """Whether the installation opens it for all users, which the user cannot change here."""
    # Each user's window stands on that user's own folder.
    entries = _entries_of_all()
    return entries is not None and _name(folder) == _OWN_NAME and _OWN_NAME in entries


def set_enabled(folder: DataFolder, *, on: bool, demo: bool = False) -> None:
    """Have the window on this data folder opened at log-in, or not.

    Raises:
        HmiError: this system has no way for it, or refuses.
        OSError: the entry cannot be written.
    """
    entries = _own_entries()
    if entries is None:
        raise HmiError(
            f"Lineside cannot be started with the system on {sys.platform}: do it by its own means"
        )
    if on:
        entries.put(_name(folder), own_command(folder, demo=demo))
    else:
        entries.remove(_name(folder))


class RunKey:
    """Values of a registry key ``Run``, the user's or that of all; ``settings`` stands on that key."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def __contains__(self, name: str) -> bool:
        return self._settings.contains(name)

    def put(self, name: str, command: Sequence[str]) -> None:
        """Write one value: a command line as Windows splits it."""
        self._settings.setValue(name, subprocess.list2cmdline(command))
        self._sync()

    def remove(self, name: str) -> None:
        """Remove that value."""
        self._settings.remove(name)
        self._sync()

    def _sync(self) -> None:
        self._settings.sync()
        if self._settings.status() is not QSettings.Status.NoError:
            raise HmiError(
                f"{self._settings.fileName()} cannot be written: ask who looks after this computer"
            )


class DesktopEntries:
    """Files ``*.desktop`` in the folder ``autostart`` of the user's configuration."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __contains__(self, name: str) -> bool:
        try:
            return "Hidden=true" not in self._path(name).read_text("utf-8")
        except FileNotFoundError:
            return False

    def put(self, name: str, command: Sequence[str]) -> None:
        """Write one entry, whole or not at all."""
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Lineside",
            f"Exec={' '.join(map(_quoted, command))}",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
            "",
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        with whole_file(self._path(name)) as new:
            new.write_text("\n".join(lines), "utf-8")

    def remove(self, name: str) -> None:
        """Remove that entry."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name.lower()}.desktop"


def _own_entries() -> Entries | None:
    platform: str = sys.platform
    if platform == "win32":
        return RunKey(QSettings(_RUN_KEY, QSettings.Format.NativeFormat))
    if platform == "linux":
        base = os.environ.get("XDG_CONFIG_HOME", "")
        return DesktopEntries((Path(base) if base else Path.home() / ".config") / "autostart")
    return None


def _entries_of_all() -> Entries | None:
    platform: str = sys.platform
    if platform == "win32":
        return RunKey(QSettings(_RUN_KEY_OF_ALL, QSettings.Format.NativeFormat))
    return None


def _name(folder: DataFolder) -> str:
    """The user's own folder goes by the program's name, any other by a mark behind it."""
    root = folder.root.resolve()
    if root == DataFolder.locate(env={}).root.resolve():
        return _OWN_NAME
    return f"{_OWN_NAME}-{hashlib.sha256(os.fsencode(root)).hexdigest()[:8]}"


def _quoted(argument: str) -> str:
    """An argument of ``Exec``, by the rules of desktop entries: quoted first, then escaped as any value."""
    text = argument.replace("%", "%%")
    if not text or any(c.isspace() or c in _RESERVED for c in text):
        inner = "".join(f"\\{c}" if c in '"`$\\' else c for c in text)
        text = f'"{inner}"'
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
