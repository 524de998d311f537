"""A bundle that is right, and one fault after another put into it."""

from __future__ import annotations

import json
import py_compile
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from installer import hashes, launch, policy
from installer.places import ROOT, version
from installer.wheels import Platform

needs_mingw = pytest.mark.skipif(
    shutil.which("x86_64-w64-mingw32-gcc") is None, reason="mingw is not installed: make installer brings it"
)


def _compiled(target: Path, *, named: str, mode: py_compile.PycInvalidationMode) -> None:
    source = target.with_suffix(".py")
    target.parent.mkdir(parents=True, exist_ok=True)
    source.write_text("def f():\n    return 1\n", "utf-8")
    py_compile.compile(str(source), cfile=str(target), dfile=named, doraise=True, invalidation_mode=mode)
    source.unlink()


_SAME = py_compile.PycInvalidationMode.UNCHECKED_HASH


def _bundle(folder: Path, platform: Platform) -> Path:
    _compiled(folder / "lib" / "hmi" / "__init__.pyc", named="hmi/__init__.py", mode=_SAME)
    mark = {"name": "Lineside", "version": version(), "platform": platform, "python": "3.11.7"}
    (folder / "bundle.json").write_text(json.dumps(mark), "utf-8")
    if platform == "windows":
        (folder / "python311._pth").write_bytes(b"python311.zip\r\nDLLs\r\nlib\r\n")
        launch.programs(folder, version=version(), python_dll="python311.dll")
    hashes.write(folder)
    return folder


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return _bundle(tmp_path / "lineside", "linux")


def test_a_right_bundle_has_no_problems(bundle: Path) -> None:
    assert policy.problems(bundle, "linux") == []
    assert policy.summary(bundle, "linux").startswith("linux: 3 files, 0.0 MB")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("lib/PySide6/Qt6Qml.dll", "Qt that the program does not use"),
        ("lib/PySide6/QtQuick.pyd", "Qt that the program does not use"),
        ("runtime/lib/PySide6/Qt/lib/libQt6Sql.so.6", "Qt that the program does not use"),
        ("lib/PySide6/QtTest.pyd", "Qt that the program does not use"),
        ("lib/PySide6/QtPrintSupport.pyd", "Qt that the program does not use"),
        ("DLLs/_tkinter.pyd", "Tk"),
        ("DLLs/tcl86t.dll", "Tk"),
        ("lib/numpy/tests/data.bin", "tests of somebody"),
        ("icuuc.dll", "a shim of the tests, or a library of Windows' own"),
        ("api-ms-win-crt-heap-l1-1-0.dll", "a shim of the tests, or a library of Windows' own"),
        ("lib/hmi/cli.py", "a source"),
        ("lib/pip/vendored.bin", "a tool of developers"),
        ("lib/pytest-9.0.dist-info/METADATA", "a tool of developers"),
        ("lib/hmi/__pycache__/x.bin", "a leftover of this machine"),
        ("release.pfx", "a secret or data of a plant"),
        ("lib/historian.db", "a secret or data of a plant"),
    ],
)
def test_what_may_not_be_in_it_is_named(bundle: Path, name: str, what: str) -> None:
    path = bundle / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    hashes.write(bundle)
    assert policy.problems(bundle, "linux") == [f"{name} is {what}"]


def _of_this_machine(bundle: Path) -> None:
    _compiled(bundle / "lib" / "a.pyc", named="/home/builder/a.py", mode=_SAME)


def _of_a_time(bundle: Path) -> None:
    _compiled(bundle / "lib" / "a.pyc", named="a.py", mode=py_compile.PycInvalidationMode.TIMESTAMP)


def _in_the_archive(bundle: Path) -> None:
    _of_this_machine(bundle)
    with zipfile.ZipFile(bundle / "python311.zip", "w") as archive:
        archive.write(bundle / "lib" / "a.pyc", "a.pyc")
    (bundle / "lib" / "a.pyc").unlink()


def _with_a_key(bundle: Path) -> None:
    text = f"-----BEGIN EC PRIVATE KEY-----\n{'A' * 64}\n-----END EC PRIVATE KEY-----\n"
    (bundle / "lib" / "a.txt").write_text(text, "utf-8")


def _with_the_folder(bundle: Path) -> None:
    (bundle / "lib" / "a.txt").write_text(f"built in {ROOT}/build", "utf-8")


def _of_another_version(bundle: Path) -> None:
    mark = {"name": "Lineside", "version": "0.0.1", "platform": "linux"}
    (bundle / "bundle.json").write_text(json.dumps(mark), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_of_this_machine, "lib/a.pyc names /home/builder/a.py"),
        (_in_the_archive, "python311.zip/a.pyc names /home/builder/a.py"),
        (_of_a_time, "lib/a.pyc holds the time of its source: it is not the same each time"),
        (_with_a_key, "lib/a.txt holds a private key"),
        (_with_the_folder, "lib/a.txt names the folder it was built in"),
        (_of_another_version, f"bundle.json says version '0.0.1', not {version()!r}"),
    ],
)
def test_what_files_say_is_read(bundle: Path, spoil: Callable[[Path], None], told: str) -> None:
    spoil(bundle)
    hashes.write(bundle)
    assert policy.problems(bundle, "linux") == [told]


def test_every_file_is_accounted_for(bundle: Path) -> None:
    (bundle / "extra.txt").write_bytes(b"")
    assert policy.problems(bundle, "linux") == ["extra.txt is not in SHA256SUMS"]


def test_many_of_a_kind_are_counted(bundle: Path) -> None:
    for number in range(50):
        (bundle / f"{number:02}.py").write_bytes(b"")
    hashes.write(bundle)
    found = policy.problems(bundle, "linux")
    assert len(found) == 21
    assert found[-1] == "... and 30 more like this"


def test_size_of_the_set_up_is_limited(tmp_path: Path) -> None:
    setup = tmp_path / "setup.exe"
    with setup.open("wb") as file:
        file.truncate(60_000_001)
    assert policy.artifact_problems(setup) == ["setup.exe has 60.0 MB, 60 are allowed"]
    with setup.open("wb") as file:
        file.truncate(60_000_000)
    assert policy.artifact_problems(setup) == []


@needs_mingw
def test_windows_programs_bear_their_marks(tmp_path: Path) -> None:
    bundle = _bundle(tmp_path / "Lineside", "windows")
    assert policy.problems(bundle, "windows") == []
    shutil.copy(bundle / "Lineside.exe", bundle / "lineside-cli.exe")
    (bundle / "python311._pth").write_bytes(b"python311.zip\nDLLs\nlib\nimport site\n")
    (bundle / "lib" / "numpy.libs").mkdir()
    hashes.write(bundle)
    assert policy.problems(bundle, "windows") == [
        "Nothing adds lib/numpy.libs to where libraries are found; lib/numpy/__init__.pyc should",
        "python311._pth does not say exactly where Python looks",
        "lineside-cli.exe says FileDescription 'Lineside', not 'Lineside, command line'",
        "lineside-cli.exe says OriginalFilename 'Lineside.exe', not 'lineside-cli.exe'",
    ]
