"""What Windows' programs ask for, read from programs made on the spot."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from installer import pe

_GCC = shutil.which("x86_64-w64-mingw32-gcc")
pytestmark = pytest.mark.skipif(_GCC is None, reason="mingw is not installed: make installer brings it")


def _library(target: Path, *names: str, asks: dict[Path, str] | None = None) -> Path:
    """A library that offers functions and calls one of each other library."""
    target.parent.mkdir(parents=True, exist_ok=True)
    asks = asks or {}
    source = target.with_suffix(".c")
    wanted = [f"extern __declspec(dllimport) int {name}(void);" for name in asks.values()]
    called = "".join(f" + {name}()" for name in asks.values())
    offered = [f"__declspec(dllexport) int {name}(void) {{ return 1{called}; }}" for name in names]
    source.write_text("\n".join([*wanted, *offered]), "utf-8")
    command = [str(_GCC), "-shared", "-nostdlib", str(source), *map(str, asks), "-o", str(target)]
    subprocess.run(command, check=True)
    source.unlink()
    return target


def _unresolved(payload: Path, *, folders: list[str] | None = None) -> list[str]:
    images = {path: pe.read(path) for path in pe.files(payload)}
    return pe.unresolved(
        payload, images, folders=folders or [], windows=["kernel32"], windows_sets=["api-ms-win-crt-"]
    )


def test_exports_and_imports_are_read(tmp_path: Path) -> None:
    giver = _library(tmp_path / "Giver.dll", "give", "more")
    asker = _library(tmp_path / "asker.dll", "ask", asks={giver: "give"})
    assert pe.read(giver).exports == {"give", "more"}
    read = pe.read(asker)
    assert read.imports == {"giver.dll": {"give"}}
    assert read.x64
    assert (read.icon, read.manifest, read.version) == (False, "", {})
    assert _unresolved(tmp_path) == []


def test_a_missing_library_and_a_missing_name_are_told(tmp_path: Path) -> None:
    giver = _library(tmp_path / "giver.dll", "give")
    _library(tmp_path / "deep" / "asker.pyd", "ask", asks={giver: "give"})
    _library(giver, "other")
    assert _unresolved(tmp_path) == ["deep/asker.pyd asks giver.dll for give"]
    giver.unlink()
    assert _unresolved(tmp_path) == ["deep/asker.pyd asks for giver.dll, which is nowhere"]


def test_another_folder_counts_only_where_it_was_added(tmp_path: Path) -> None:
    giver = _library(tmp_path / "lib" / "a.libs" / "giver.dll", "give")
    _library(tmp_path / "lib" / "a" / "asker.pyd", "ask", asks={giver: "give"})
    assert _unresolved(tmp_path) == ["lib/a/asker.pyd asks for giver.dll, which is nowhere"]
    assert _unresolved(tmp_path, folders=["lib/a.libs"]) == []


def test_names_that_lead_elsewhere_have_to_lead_somewhere(tmp_path: Path) -> None:
    _library(tmp_path / "real.dll", "give")
    definition = tmp_path / "short.def"
    definition.write_text("LIBRARY short.dll\nEXPORTS\n give = real.give\n lost = real.lost\n", "utf-8")
    subprocess.run(
        [str(_GCC), "-shared", "-nostdlib", str(definition), "-o", str(tmp_path / "short.dll")], check=True
    )
    assert _unresolved(tmp_path) == ["short.dll asks real.dll for lost"]


def test_what_is_no_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.dll").write_bytes(b"text")
    with pytest.raises(ValueError, match=r"x\.dll is no Windows program"):
        pe.read(tmp_path / "x.dll")
