"""A program without a console, as Lineside.exe: whatever it would have said is seen by somebody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hmi.config.folder import DataFolder
from tests.processes import environment

_RUN = """
import runpy, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMessageBox
def critical(parent, title, text):
    assert QApplication.instance() is not None
    Path("box.txt").write_text(text, "utf-8")
QMessageBox.critical = critical
{before}
sys.argv = ["hmi", *sys.argv[1:]]
sys.stdin = sys.stdout = sys.stderr = None
runpy.run_module("hmi", run_name="__main__")
"""


class Silent:
    """Runs the program without streams; ``box`` is what a person saw, ``file`` what stays of it."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def run(self, *words: str | Path, before: str = "") -> int:
        done = subprocess.run(
            [sys.executable, "-c", _RUN.format(before=before), *map(str, words)],
            cwd=self._place,
            env=environment(TMPDIR=str(self._place), TEMP=str(self._place)),
            capture_output=True,
            text=True,
            check=False,
        )
        assert not done.stdout + done.stderr
        return done.returncode

    @property
    def box(self) -> str:
        return self._said("box.txt")

    @property
    def file(self) -> str:
        return self._said("Lineside-crash.log")

    def _said(self, name: str) -> str:
        path = self._place / name
        return path.read_text("utf-8") if path.exists() else ""


@pytest.fixture
def silent(tmp_path: Path) -> Silent:
    return Silent(tmp_path)


def test_a_wrong_option_is_explained_in_a_box(silent: Silent) -> None:
    assert silent.run("--dmeo") == 2
    assert "No such option" in silent.box
    assert "--demo" in silent.box  # what comes near
    assert "No such option" in silent.file


def test_an_answer_is_shown_and_is_no_failure(silent: Silent) -> None:
    assert silent.run("--version") == 0
    assert silent.box.startswith("Lineside ")
    assert not silent.file


def test_a_wrong_configuration_is_told_in_a_box(silent: Silent, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.create()
    folder.settings_file.write_text("[nonsense\n", "utf-8")
    assert silent.run("--data-dir", folder.root) == 2
    assert "settings.toml" in silent.box
    assert not silent.box.startswith("hmi:")


def test_what_cannot_be_loaded_is_in_the_file_where_there_can_be_no_box(silent: Silent) -> None:
    assert silent.run(before='sys.modules["hmi.station"] = None') == 1
    assert not silent.box  # the window needs it, too
    assert "hmi.station" in silent.file


def test_a_defect_of_the_program_is_in_both(silent: Silent, tmp_path: Path) -> None:
    broken = "import hmi.cli.window\nhmi.cli.window.settings_of = lambda *_, **__: 1 / 0"
    assert silent.run("--data-dir", tmp_path / "data", before=broken) == 1
    assert "ZeroDivisionError" in silent.box
    assert "defect of the program" in silent.box
    assert "ZeroDivisionError" in silent.file


def test_collecting_works_without_streams(silent: Silent, tmp_path: Path) -> None:
    words = ("collect", "--demo", "--api", "--data-dir", tmp_path / "data", "--duration", "1")
    assert silent.run(*words) == 0, silent.file
    assert "Recording into" in silent.box
    assert not silent.file
