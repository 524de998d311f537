"""Dialogs that ask for a file look into none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo, QSettings
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from hmi.window.dialogs.plain_icons import PlainIcons
from hmi.window.dialogs.save_file import ask_where
from tests.window.hands import choose_path, waits


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_file_is_known_by_its_name_alone(qtbot: QtBot, parent: QWidget, tmp_path: Path) -> None:
    odd = tmp_path / "README"
    odd.write_bytes(b"%PDF-1.7")
    written: list[Path] = []
    ask_where(parent, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat), "a.csv", written.append)
    (dialog,) = parent.findChildren(QFileDialog)
    icons = dialog.iconProvider()
    assert isinstance(icons, PlainIcons)
    assert icons.type(QFileInfo(str(odd))) == ""
    assert icons.type(QFileInfo(str(tmp_path / "tags.csv"))) == "csv"
    assert icons.type(QFileInfo(str(tmp_path))) != ""
    assert not icons.icon(QFileInfo(str(odd))).isNull()
    choose_path(qtbot, parent, tmp_path / "rows.csv")
    waits(qtbot, lambda: written == [tmp_path / "rows.csv"])
