"""What the checks work on: the prefix, the set-ups, and how an installed copy is looked at."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installer.wine.prefix import Prefix, wait_until
from installer.wine.table import FailedError, require

OWN_KEY = r"Software\Lineside"
UNINSTALL_KEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Lineside"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
OWN_FILES = {"installed.txt", "uninstall.exe", "SHA256SUMS"}
"""What an installed copy has beside the files of which SHA256SUMS speaks."""


@dataclass
class World:
    """One Windows and what is installed into it."""

    prefix: Prefix
    setup: Path
    older: Path
    """The set-up of a version before, with a file that is gone since and one that has changed."""
    version: str
    older_version: str
    pictures: Path

    @property
    def user_copy(self) -> Path:
        """Where the copy for one user goes: a folder with blanks and Hangul in its name."""
        return self.prefix.drive_c / "공장 control room" / "Lineside"

    @property
    def machine_copy(self) -> Path:
        """Where the copy for all users goes by itself."""
        return self.prefix.drive_c / "Program Files" / "Lineside"

    def install(self, setup: Path, *switches: str) -> None:
        """Run a set-up silently; what it did is to be looked at."""
        told = self.prefix.run(str(setup), "/S", *switches, timeout=400)
        require(told.code is not None, f"{setup.name} does not end: {told.err}")

    def uninstall(self, copy: Path, hive: str, *switches: str) -> None:
        """Run the uninstaller silently, as the registry names it, until it has done or refused."""
        command = self.prefix.registry(rf"{hive}\{UNINSTALL_KEY}").get("QuietUninstallString", "")
        require(
            command == f'"{self.prefix.windows(copy / "uninstall.exe")}" /S',
            f"QuietUninstallString {command!r}",
        )
        self.prefix.run(str(copy / "uninstall.exe"), "/S", *switches, timeout=200)
        # It goes on in a copy of itself in the temporary folder.
        ended = wait_until(lambda: not self.prefix.is_running("~nsu"), 120)
        require(ended, "the uninstaller does not end")

    def cli(self, copy: Path, *arguments: str, timeout: float = 120) -> tuple[str, str]:
        """What the installed command line says: stdout and stderr."""
        told = self.prefix.run(str(copy / "lineside-cli.exe"), *arguments, timeout=timeout)
        return told.out, told.err

    def cli_json(self, copy: Path, *arguments: str, timeout: float = 120) -> dict[str, Any]:
        """The one object that it writes.

        Raises:
            FailedError: it writes something else.
        """
        out, err = self.cli(copy, *arguments, timeout=timeout)
        try:
            found: dict[str, Any] = json.loads(out)
        except ValueError as error:
            raise FailedError(f"{' '.join(arguments)} wrote {out[:200]!r}, {err[-400:]!r}") from error
        return found

    def rows(self) -> int:
        """How many rows the demo plant's historian holds."""
        path = self.prefix.local / "Lineside-demo" / "historian.db"
        with closing(sqlite3.connect(path)) as database:
            return int(database.execute("SELECT COUNT(*) FROM tag_values").fetchone()[0])

    def value(self, key: str, name: str) -> str:
        """One value of the registry; empty where it is not there."""
        return self.prefix.registry(key).get(name, "")


def state(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def require_same(before: dict[str, str], after: dict[str, str], what: str) -> None:
    """Fail with the first differences.

    Raises:
        FailedError: the two are not the same.
    """
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    require(not changed, f"{what}: {len(changed)} differ, first {changed[:4]}")


def listed(copy: Path) -> dict[str, str]:
    """What the copy's own SHA256SUMS says: hash by path."""
    lines = (copy / "SHA256SUMS").read_text("utf-8").splitlines()
    return {line[66:]: line[:64] for line in lines}


def require_whole(copy: Path, *strangers: str) -> int:
    """Every file as SHA256SUMS says, and no other but what the set-up adds and ``strangers``; how many.

    Raises:
        FailedError: it is not so.
    """
    require((copy / "SHA256SUMS").is_file(), f"{copy.name} holds no SHA256SUMS: nothing was installed")
    is_there = state(copy)
    for name in (*OWN_FILES, *strangers):
        require(name in is_there, f"{name} is missing")
        del is_there[name]
    require_same(listed(copy), is_there, "files against SHA256SUMS")
    return len(is_there)
