"""Help beside every page, and the bundle that is saved from it."""

from __future__ import annotations

import zipfile
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hmi.window.frame import MainWindow
from hmi.window.help_texts import help_of
from tests.window.hands import choose_path
from tests.window.samples import PATIENCE_MS
from tests.window.tab_order import tab_stops


def test_every_page_has_a_help_of_its_own(window: MainWindow) -> None:
    begins = [help_of(name)[0].heading for name in (*window.pages, "first_start")]
    assert len(set(begins)) == len(begins)
    for name in window.pages:
        assert sum(len(chapter.lines) for chapter in help_of(name)) >= 4


def test_the_key_opens_it_for_the_page_and_closes_it(window: MainWindow) -> None:
    window.activateWindow()
    window.open_page("backups")
    assert window.help.isHidden()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    assert "Quarantine" in window.help.text.toPlainText()
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert "Acknowledge" in window.help.text.toPlainText()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isHidden()


def test_escape_closes_it_and_gives_the_keyboard_back(window: MainWindow) -> None:
    window.activateWindow()
    window.open_page("groups")
    QTest.mouseClick(window.navigation.help, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is window.help.text
    QTest.keyClick(window.help.text, Qt.Key.Key_Escape)
    assert window.help.isHidden()
    assert QApplication.focusWidget() is window.pages.groups.table


def test_the_tab_key_comes_to_it_after_the_page(window: MainWindow) -> None:
    window.help.show()
    for name in window.pages:
        if name == "overview":  # its charts are put in once there is room for them, and come last of all
            continue
        window.open_page(name)
        parts = {"navigation": window.navigation, "page": window.pages[name], "help": window.help}
        kinds = [
            kind for stop in tab_stops(window) for kind, part in parts.items() if part.isAncestorOf(stop)
        ]
        assert [kind for kind, _ in groupby(kinds)] == [*parts], name


def test_the_bundle_is_saved_where_it_was_asked_for(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "for the maker.zip"
    window.help.show()
    QTest.mouseClick(window.help.bundle, Qt.MouseButton.LeftButton)
    choose_path(qtbot, window.help, path)
    qtbot.waitUntil(lambda: "is saved" in window.help.messages.text(), timeout=PATIENCE_MS)
    assert str(path) in window.help.messages.text()
    with zipfile.ZipFile(path) as archive:
        assert "status.json" in archive.namelist()
    assert window.help.bundle.isEnabled()


def test_a_place_that_cannot_be_written_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    window.help.save_bundle(tmp_path / "file" / "bundle.zip")
    qtbot.waitUntil(lambda: "cannot be written" in window.help.messages.text(), timeout=PATIENCE_MS)
    assert window.help.bundle.isEnabled()
