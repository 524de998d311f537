"""Closes gaps of Wine 8 for Qt, NumPy and cryptography, in the prefix of the test and nowhere else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pefile

from installer.places import BuildError

_SOURCES = Path(__file__).parent
_BUILTIN = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll")
NAMES = ("ucrtbase", "bcryptprimitives", "icuuc")
"""Libraries that Wine is to take from the prefix."""


def put(system32: Path) -> None:
    """Make the libraries in ``system32`` of a prefix.

    Raises:
        BuildError: Wine has no C runtime of its own here, or mingw refuses.
    """
    if not _BUILTIN.is_file():
        raise BuildError(f"{_BUILTIN} is missing: this is for the Wine of Debian's packages wine and wine64")
    # Under another name, and without the mark by which Wine would look for it among its own.
    copy = system32 / "ucrtbase_wine.dll"
    copy.write_bytes(_BUILTIN.read_bytes().replace(b"Wine builtin DLL", b"Wine copied  DLL"))
    definitions = system32 / "ucrtbase.def"
    definitions.write_text(_definitions(copy), "utf-8")
    (system32 / "ucrtbase.dll").unlink(missing_ok=True)
    _compile(system32 / "ucrtbase.dll", _SOURCES / "complexmath.c", definitions)
    definitions.unlink()
    _compile(system32 / "bcryptprimitives.dll", _SOURCES / "bcryptprimitives.c")
    _compile(system32 / "icuuc.dll", _SOURCES / "icuuc.c")


def _definitions(builtin: Path) -> str:
    """Everything leads to Wine's own, but for what is written here."""
    source = (_SOURCES / "complexmath.c").read_text("utf-8")
    names = re.findall(r"\b(?:ONE|TWO|REAL)\((c\w+)\)", source)
    own = {f"{name}{kind}" for name in names for kind in ("", "f", "l")}
    library = pefile.PE(str(builtin), fast_load=True)
    library.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]])
    exported = [symbol.name.decode() for symbol in library.DIRECTORY_ENTRY_EXPORT.symbols if symbol.name]
    library.close()
    lines = [f"  {name} = {f'shim_{name}' if name in own else f'{builtin.stem}.{name}'}" for name in exported]
    return "\n".join(["LIBRARY ucrtbase.dll", "EXPORTS", *lines, ""])


def _compile(target: Path, *sources: Path) -> None:
    # Every program of Wine loads the C runtime, so it must need no library of mingw's.
    command = ["x86_64-w64-mingw32-gcc", "-shared", "-O2", "-fno-builtin", "-static-libgcc", "-s"]
    files = [str(source) for source in sources]
    done = subprocess.run(
        [*command, "-o", str(target), *files, "-ladvapi32"], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BuildError(f"{target.name} cannot be made for the test: {done.stderr}")
