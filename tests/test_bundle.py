from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from hmi.bundle import Bundle, console_command, find_bundle, window_command
from hmi.model.errors import HmiError


def packaged(root: Path, **other: str) -> None:
    told = {"name": "Lineside", "version": "1.2.3", "platform": "linux", "python": "3.11.7"}
    root.mkdir(parents=True, exist_ok=True)
    (root / "bundle.json").write_text(json.dumps(told | other), "utf-8")


def test_on_windows_the_programs_stand_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged(tmp_path, platform="windows")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "lineside-cli.exe"))
    assert find_bundle() == Bundle(tmp_path, "1.2.3", "windows", "3.11.7")
    assert window_command() == [str(tmp_path / "Lineside.exe")]
    assert console_command() == [str(tmp_path / "lineside-cli.exe")]


def test_on_linux_python_stands_two_folders_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packaged(tmp_path)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "runtime" / "bin" / "python3.11"))
    assert window_command() == [str(tmp_path / "lineside")]
    assert console_command() == [str(tmp_path / "lineside-cli")]


def test_a_checkout_is_not_packaged() -> None:
    assert find_bundle() is None
    assert window_command() == console_command() == [sys.executable, "-m", "hmi"]


@pytest.mark.parametrize("wrong", [{"name": "Other"}, {"platform": "plan9"}])
def test_a_description_of_something_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]
) -> None:
    packaged(tmp_path, **wrong)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "lineside-cli.exe"))
    with pytest.raises(HmiError, match="install Lineside again"):
        find_bundle()
