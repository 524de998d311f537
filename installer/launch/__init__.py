"""Lineside.exe and lineside-cli.exe: made of ``lineside.c`` by mingw, on Debian and on Windows alike."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pefile

from installer.icon import make_ico
from installer.places import ROOT, BuildError

_SOURCES = ROOT / "installer" / "launch"
_PREFIX = "x86_64-w64-mingw32-"
_PROGRAMS = {"Lineside": ("Lineside", []), "lineside-cli": ("Lineside, command line", ["-DCONSOLE"])}
_STRICT = ["-O2", "-Wall", "-Wextra", "-Werror", "-municode", "-DUNICODE", "-D_UNICODE"]
# Else the linker makes up an address from the name of the folder that it writes to.
_BASE = "-Wl,--image-base,0x180000000"
# No time and nothing of the machine is in what it writes.
_SAME_EVERY_TIME = ["-s", "-Wl,--no-insert-timestamp", "-static-libgcc"]


def programs(target: Path, *, version: str, python_dll: str) -> list[Path]:
    """Compile both programs into ``target``; they load ``python_dll``.

    Raises:
        BuildError: mingw is missing or refuses.
    """
    made: list[Path] = []
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        make_ico(work / "lineside.ico")
        shutil.copy(_SOURCES / "lineside.manifest", work)
        for name, (description, flags) in _PROGRAMS.items():
            (work / "lineside.rc").write_text(resource_script(name, description, version), "utf-8")
            _tool("windres", "--codepage=65001", "-i", "lineside.rc", "-o", "resources.o", cwd=work)
            program = target / f"{name}.exe"
            kind = "-mconsole" if flags else "-mwindows"
            defines = [*flags, f'-DPYTHON_DLL="{python_dll}"']
            source = str(_SOURCES / "lineside.c")
            _tool(
                "gcc",
                *_STRICT,
                kind,
                *defines,
                *_SAME_EVERY_TIME,
                source,
                "resources.o",
                "-o",
                str(program),
                cwd=work,
            )
            made.append(program)
    return made


def forwarder(target: Path, python_dll: Path) -> None:
    """Make python3.dll, by which modules of the stable ABI find this Python: every name leads to it.

    Raises:
        BuildError: mingw is missing or refuses.
    """
    library = pefile.PE(str(python_dll), fast_load=True)
    library.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]])
    names = sorted(symbol.name.decode() for symbol in library.DIRECTORY_ENTRY_EXPORT.symbols if symbol.name)
    library.close()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        lines = [f"  {name} = {python_dll.stem}.{name}" for name in names]
        (work / "python3.def").write_text("\n".join(["LIBRARY python3.dll", "EXPORTS", *lines, ""]), "utf-8")
        _tool(
            "gcc",
            "-shared",
            "-nostdlib",
            *_SAME_EVERY_TIME,
            _BASE,
            "python3.def",
            "-o",
            str(target),
            cwd=work,
        )


def resource_script(name: str, description: str, version: str) -> str:
    """The resources of one program: icon, manifest, and its version as Windows shows it."""
    numbers = [int(part) for part in version.split(".")]
    values = {
        "@NUMBERS@": ",".join(map(str, [*numbers, 0, 0, 0, 0][:4])),
        "@DESCRIPTION@": description,
        "@VERSION@": version,
        "@NAME@": name,
    }
    text = (_SOURCES / "lineside.rc.in").read_text("utf-8")
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def _tool(name: str, *arguments: str, cwd: Path) -> None:
    program = shutil.which(f"{_PREFIX}{name}") or shutil.which(name if name != "gcc" else f"{name}.exe")
    if program is None:
        raise BuildError(f"{_PREFIX}{name} is missing: install mingw-w64 (Debian: gcc-mingw-w64-x86-64)")
    done = subprocess.run([program, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"{name} refuses: {done.stderr}")
