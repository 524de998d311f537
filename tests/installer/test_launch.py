"""The two programs, their icon and the library that leads to Python, as Windows would read them."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pefile
import pytest

from hmi import __version__
from installer import launch
from installer.icon import SIZES, make_ico
from installer.places import BuildError

_GUI, _CONSOLE = 2, 3

needs_mingw = pytest.mark.skipif(
    shutil.which("x86_64-w64-mingw32-gcc") is None, reason="mingw is not installed: make installer brings it"
)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return launch.programs(
        tmp_path_factory.mktemp("programs"), version=__version__, python_dll="python311.dll"
    )


@needs_mingw
def test_one_has_a_console_and_one_has_none(programs: list[Path]) -> None:
    kinds = {path.name: pefile.PE(str(path), fast_load=True).OPTIONAL_HEADER.Subsystem for path in programs}
    assert kinds == {"Lineside.exe": _GUI, "lineside-cli.exe": _CONSOLE}


@needs_mingw
def test_they_say_their_version_and_need_windows_alone(programs: list[Path]) -> None:
    for path in programs:
        program = pefile.PE(str(path))
        strings = program.FileInfo[0][0].StringTable[0].entries
        assert strings[b"ProductVersion"].decode() == __version__
        assert strings[b"OriginalFilename"].decode() == path.name
        needed = {entry.dll.decode().lower() for entry in program.DIRECTORY_ENTRY_IMPORT}
        assert needed <= {"kernel32.dll", "user32.dll", "msvcrt.dll"}
        text = path.read_bytes()
        assert b"PerMonitorV2" in text
        assert b"longPathAware" in text


@needs_mingw
def test_they_are_the_same_each_time(programs: list[Path], tmp_path: Path) -> None:
    again = launch.programs(tmp_path, version=__version__, python_dll="python311.dll")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in programs]


@needs_mingw
def test_every_name_of_python_is_found_by_the_short_name_too(programs: list[Path], tmp_path: Path) -> None:
    # Any library with an export will do in Python's place.
    library = tmp_path / "python311.dll"
    launch.forwarder(library, _exporter(tmp_path))
    launch.forwarder(tmp_path / "python3.dll", library)
    short = pefile.PE(str(tmp_path / "python3.dll"))
    symbols = {symbol.name: symbol.forwarder for symbol in short.DIRECTORY_ENTRY_EXPORT.symbols}
    assert symbols == {b"Py_Main": b"python311.Py_Main"}


def _exporter(folder: Path) -> Path:
    (folder / "real.def").write_text("LIBRARY real.dll\nEXPORTS\n  Py_Main = other.Py_Main\n", "utf-8")
    launch._tool("gcc", "-shared", "-nostdlib", "real.def", "-o", "real.dll", cwd=folder)
    return folder / "real.dll"


def test_icon_has_every_size(tmp_path: Path, qapp: object) -> None:
    path = tmp_path / "lineside.ico"
    make_ico(path)
    data = path.read_bytes()
    _reserved, kind, count = struct.unpack_from("<HHH", data)
    assert (kind, count) == (1, len(SIZES))
    for index, size in enumerate(SIZES):
        width, height, *_rest, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * index)
        assert (width or 256, height or 256) == (size, size)
        assert offset + length <= len(data)


def test_a_missing_compiler_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: object) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError, match="mingw"):
        launch.programs(tmp_path, version=__version__, python_dll="python311.dll")
