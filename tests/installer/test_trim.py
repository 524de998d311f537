"""What is taken out of wheels and of the standard library, and what becomes of it."""

from __future__ import annotations

import marshal
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path
from types import CodeType

import pytest

from hmi.config.resources import resource_path
from installer import trim
from installer.places import ROOT, BuildError


def _wheel(folder: Path, name: str, files: dict[str, str]) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in files.items():
            archive.writestr(inner, text)
    return path


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_whole_distribution_loses_its_tests_and_notes_for_developers(tmp_path: Path) -> None:
    wheel = _wheel(
        tmp_path,
        "h11",
        {
            "h11/__init__.py": "x = 1",
            "h11/tests/test_it.py": "",
            "h11/deep/tests/data.txt": "",
            "h11/py.typed": "",
            "h11-1.0.dist-info/METADATA": "Name: h11",
            "h11-1.0.dist-info/RECORD": "",
            "h11-1.0.data/purelib/h11/more.py": "",
            "h11-1.0.data/scripts/h11.exe": "",
        },
    )
    target = tmp_path / "lib"
    trim.unpack([wheel], target, "windows")
    own = {name for name in _files(target) if name.startswith("hmi/")}
    assert _files(target) - own == {"h11/__init__.py", "h11/more.py", "h11-1.0.dist-info/METADATA"}


def test_an_unknown_distribution_stops_the_build(tmp_path: Path) -> None:
    wheel = _wheel(tmp_path, "left_pad", {"left_pad.py": ""})
    with pytest.raises(BuildError, match=r"payload\.toml what of 'left-pad'"):
        trim.unpack([wheel], tmp_path / "lib", "windows")


@pytest.mark.parametrize(
    ("platform", "library"), [("windows", "Qt6Core.dll"), ("linux", "Qt/lib/libQt6Core.so.6")]
)
def test_qt_is_taken_by_name_and_by_platform(tmp_path: Path, platform: str, library: str) -> None:
    names = [
        "PySide6/QtCore.abi3.so",
        "PySide6/QtQml.pyd",
        "PySide6/Qt6Core.dll",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/qml/QtQuick/x.qml",
        "PySide6/opengl32sw.dll",
    ]
    wheel = _wheel(tmp_path, "PySide6_Essentials", dict.fromkeys(names, ""))
    target = tmp_path / "lib"
    trim.unpack([wheel], target, "windows" if platform == "windows" else "linux")
    taken = {name for name in _files(target) if name.startswith("PySide6/")}
    assert taken == {"PySide6/QtCore.abi3.so", f"PySide6/{library}"}


def test_our_own_package_brings_the_resources_that_the_program_opens(tmp_path: Path) -> None:
    trim.unpack([], tmp_path, "linux")
    inside = tmp_path / "hmi" / "_resources"
    included = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    folders = included["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {path.name for path in inside.iterdir()} == {Path(name).name for name in folders}
    # The window reads the .qm, the remote face the .ts.
    translations = [
        f"translations/lineside_{language}.{kind}" for language in ("ko", "ja") for kind in ("qm", "ts")
    ]
    for name in (*translations, "icons/lineside.svg", "web/page.html", "demo/tags.csv"):
        assert (inside / name).read_bytes() == resource_path(*name.split("/")).read_bytes()


def test_standard_library_is_whole_but_for_what_is_left_out(tmp_path: Path) -> None:
    trim.stdlib(Path(sysconfig.get_path("stdlib")), tmp_path)
    assert {"os.py", "json/decoder.py", "encodings/cp949.py"} <= _files(tmp_path)
    gone = {"test", "tkinter", "idlelib", "ensurepip", "site-packages", "lib-dynload"}
    assert not gone & {path.name for path in tmp_path.iterdir()}


def test_standard_library_with_a_hole_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with pytest.raises(BuildError, match="is it the whole standard library"):
        trim.stdlib(home, tmp_path / "target")


def test_compiled_files_know_nothing_of_the_machine_and_are_the_same_each_time(tmp_path: Path) -> None:
    made: list[bytes] = []
    for folder in (tmp_path / "one", tmp_path / "another" / "deeper"):
        (folder / "package").mkdir(parents=True)
        source = folder / "package" / "module.py"
        # Windows' line ends in one of them
        text = "def f():\n    return {'a', 'b', 'c'} & {'x', 'y'}\n"
        source.write_bytes((text.replace("\n", "\r\n") if made else text).encode())
        trim.compile_tree(folder, Path(sys.executable))
        assert not source.exists()
        made.append((folder / "package" / "module.pyc").read_bytes())
    assert made[0] == made[1]
    code = marshal.loads(made[0][16:])
    assert isinstance(code, CodeType)
    assert code.co_filename == "package/module.py"


def test_a_file_that_does_not_compile_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def f(:\n", "utf-8")
    with pytest.raises(BuildError, match=r"broken\.py"):
        trim.compile_tree(tmp_path, Path(sys.executable))
