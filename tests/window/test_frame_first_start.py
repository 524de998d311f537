"""The window of a data folder without a plant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.model.plant import Plant, Plc
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.frame import MainWindow
from hmi.window.theme import Theme
from tests.window.samples import PATIENCE_MS


@pytest.fixture
def new_window(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Iterator[MainWindow]:
    folder = DataFolder(tmp_path / "Line 1")
    folder.create()
    station = Station(folder, load_settings(folder, {}), QThreadHost())
    assert station.start() == []
    opened = MainWindow(station, theme)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.snapshots.stop()
    opened.tasks.close()
    opened.stopped = True
    opened.close()
    opened.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    station.stop()


def test_it_begins_with_the_first_start(new_window: MainWindow) -> None:
    assert new_window.pages.first_start.isVisible()
    assert new_window.page_name == "overview"
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F2):
        QTest.keyClick(new_window, key)
        assert new_window.pages.first_start.isVisible()
    QTest.keyClick(new_window, Qt.Key.Key_F9)
    assert new_window.pages.setup.isVisible()
    QTest.keyClick(new_window, Qt.Key.Key_F1)
    assert "PLCs, groups and tags" in new_window.help.text.toPlainText()
    QTest.keyClick(new_window, Qt.Key.Key_F2)
    assert "first start" in new_window.help.text.toPlainText()


def test_a_list_of_tags_leads_to_the_import(qtbot: QtBot, new_window: MainWindow) -> None:
    new_window.pages.first_start.import_wanted.emit()
    qtbot.waitUntil(lambda: new_window.pages.setup.editor.is_loaded, timeout=PATIENCE_MS)
    assert new_window.pages.setup.imports.plc.currentText() == "none"
    assert new_window.pages.setup.imports.isVisible()


def test_a_plant_that_came_another_way_ends_it(qtbot: QtBot, new_window: MainWindow) -> None:
    station = new_window.context.station
    edit = station.setup.draft().edit()
    station.setup.apply(replace(edit, wanted=Plant((Plc("PRESS", "127.0.0.1"),))), by="test")
    qtbot.waitUntil(lambda: bool(station.status().plcs), timeout=PATIENCE_MS)
    last = new_window.snapshots.last
    qtbot.waitUntil(lambda: new_window.snapshots.last is not last, timeout=PATIENCE_MS)
    QTest.keyClick(new_window, Qt.Key.Key_F2)
    assert new_window.pages.overview.isVisible()
    assert ConfigDatabase(station.data_folder.station_db).load_plant().plcs[0].plc_code == "PRESS"


def is_in_view(window: MainWindow, part: QWidget) -> bool:
    """Whether the middle of a part is on the screen, not beyond the edge of what scrolls."""
    middle = part.mapTo(window, part.rect().center())
    shown = window.childAt(middle)
    return shown is not None and (shown is part or part.isAncestorOf(shown))


def follow_tab_key(start: QWidget, goal: QWidget) -> None:
    """Press Tab from one part to another; each is where the one before leads to."""
    at = start
    while at is not goal:
        QTest.keyClick(at, Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        assert reached not in (None, at, start), "the Tab key does not lead there"
        at = reached


def test_a_small_window_follows_the_keyboard_and_the_answers(qtbot: QtBot, new_window: MainWindow) -> None:
    start = new_window.pages.first_start
    new_window.resize(new_window.minimumSize())
    new_window.activateWindow()
    qtbot.waitUntil(lambda: start.editor.is_loaded, timeout=PATIENCE_MS)
    QTest.mouseClick(start.welcome.plc, Qt.MouseButton.LeftButton)
    address, test = start.plc.form.input("ip_address"), start.plc.test
    qtbot.waitUntil(lambda: is_in_view(new_window, address), timeout=PATIENCE_MS)
    QTest.keyClicks(address, "127.0.0.1")
    QTest.keyClick(address, Qt.Key.Key_Tab)
    port = start.plc.form.input("port")
    assert isinstance(port, QLineEdit)
    port.selectAll()
    QTest.keyClicks(port, "1")
    QApplication.processEvents()  # everything has its place, also what two fields have changed
    assert not is_in_view(new_window, test.button)
    follow_tab_key(port, test.button)
    assert is_in_view(new_window, test.button)
    QTest.keyClick(test.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: test.text() != "" and is_in_view(new_window, test.answer), timeout=PATIENCE_MS)

    port.setFocus()
    bar = next(scroll for scroll in new_window.findChildren(QScrollBar) if scroll.isVisible())
    bar.setValue(bar.maximum())
    QTest.keyClick(port, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_in_view(new_window, start.tags.lines[0].address), timeout=PATIENCE_MS)
