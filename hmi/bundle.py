"""A packaged program: one that was installed with a Python of its own, and how its programs are called."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from hmi.model.errors import HmiError

FILE = "bundle.json"
"""At the top of every packaged program."""

_WINDOWS, _LINUX = "windows", "linux"
_PROGRAMS = {_WINDOWS: ("Lineside.exe", "lineside-cli.exe"), _LINUX: ("lineside", "lineside-cli")}


@dataclass(frozen=True, slots=True)
class Bundle:
    """One packaged program; ``platform`` is ``windows`` or ``linux``, ``python`` its Python's version."""

    root: Path
    version: str
    platform: str
    python: str

    @property
    def window(self) -> Path:
        """The program of the window; it has no console."""
        return self.root / _PROGRAMS[self.platform][0]

    @property
    def console(self) -> Path:
        """The program of the command line."""
        return self.root / _PROGRAMS[self.platform][1]


def find_bundle() -> Bundle | None:
    """The packaged program that runs now; None where it runs by a Python that others installed.

    Raises:
        HmiError: its description is damaged, so the rest of it may be.
    """
    # Windows: Lineside.exe stands beside it. Linux: runtime/bin/python3.11 stands two folders below it.
    program = Path(sys.executable)
    for root in (program.parent, *program.parents[2:3]):
        if (root / FILE).is_file():
            return _read(root)
    return None


def window_command() -> list[str]:
    """The program that opens the window, to be followed by its arguments; without a console on Windows."""
    bundle = find_bundle()
    if bundle is not None:
        return [str(bundle.window)]
    python = Path(sys.executable)
    windowed = python.with_name("pythonw.exe")
    has_console = python.name.lower() == "python.exe" and windowed.exists()
    return [str(windowed if has_console else python), "-m", "hmi"]


def console_command() -> list[str]:
    """The program of the command line, to be followed by its arguments."""
    bundle = find_bundle()
    return [str(bundle.console)] if bundle is not None else [sys.executable, "-m", "hmi"]


def _read(root: Path) -> Bundle:
    file = root / FILE
    try:
        told = json.loads(file.read_text("utf-8"))
        bundle = Bundle(root, str(told["version"]), str(told["platform"]), str(told["python"]))
        if told["name"] != "Lineside" or bundle.platform not in _PROGRAMS:
            raise ValueError
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise HmiError(f"The program's own file {file} is damaged: install Lineside again") from error
    return bundle
