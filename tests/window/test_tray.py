"""Closing into the tray, coming back, and the one question before the end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from hmi.model.reading import Destination
from hmi.model.status import AlarmStatus, RowCounts
from hmi.station import Station
from hmi.window.dialogs.question import Question
from hmi.window.frame import MainWindow
from hmi.window.theme import Theme
from hmi.window.tray import KEEP_KEY, Tray
from tests.window.samples import PATIENCE_MS, snapshot


@pytest.fixture
def has_tray(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """A desktop with a tray, as far as the program sees it; whether our icon is in it."""
    state = {"shown": False}
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _: state.update(shown=True))
    monkeypatch.setattr(QSystemTrayIcon, "hide", lambda _: state.update(shown=False))
    return state


@pytest.fixture
def balloons(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _self, title, *_: said.append(title))
    return said


def alarm(severity: str) -> AlarmStatus:
    return AlarmStatus("plc_down", severity, "2026-11-22T03:04:05Z", False, "PLC PRESS is away " * 9, "")


def has_ended(window: MainWindow) -> bool:
    return window.stopped


def test_the_icon_tells_the_state_by_its_form(window: MainWindow, has_tray: dict[str, bool]) -> None:
    window.snapshots.stop()
    tray = window.tray
    pictures = []
    for alarms in ((), (alarm("medium"),), (alarm("critical"),)):
        rows = RowCounts(accepted=6000, stored=2700, pending=200, backed_up=3100)
        tray.show_snapshot(snapshot(alarms=alarms, rows=rows))
        pictures.append(
            tray.icon.icon().pixmap(32, 32).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        )
        assert tray.icon.toolTip().startswith("Lineside – Line 1\n")
        assert "PLC PRESS" in tray.icon.toolTip() if alarms else "No alarms" in tray.icon.toolTip()
        assert tray.icon.toolTip().endswith("Rows at risk: 3,300")
        assert len(tray.icon.toolTip()) <= 127
        assert has_tray["shown"]
    assert all(one != other for one, other in pairwise(pictures))


def test_the_header_is_complete_from_the_first_moment_on(
    qtbot: QtBot, station: Station, theme: Theme
) -> None:
    opened = MainWindow(station, theme)
    opened.snapshots.stop()
    assert opened.header.texts().split("|")[-1].strip().replace(",", "").isdigit()
    opened.tasks.close()
    opened.stopped = True
    opened.close()
    opened.deleteLater()


def test_closing_stays_in_the_tray_if_that_is_wanted(
    qtbot: QtBot, window: MainWindow, station: Station, has_tray: dict[str, bool], balloons: list[str]
) -> None:
    window.context.memory.setValue(KEEP_KEY, True)
    window.close()
    assert window.isHidden()
    window.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()
    window.close()
    assert balloons == ["Lineside goes on recording"]  # said once
    assert not window.stopped
    show, _, quit_ = window.tray.menu.actions()
    show.trigger()
    assert window.isVisible()
    window.close()
    quit_.trigger()
    assert window.isVisible()  # its end is to be seen
    qtbot.waitUntil(lambda: has_ended(window), timeout=PATIENCE_MS)
    assert not has_tray["shown"]
    assert station.status().rows.pending == 0


@pytest.mark.parametrize("wanted", [True, False])
def test_without_a_tray_or_unless_wanted_closing_is_the_end(
    qtbot: QtBot, window: MainWindow, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.context.memory.setValue(KEEP_KEY, wanted)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: not wanted)
    window.close()
    qtbot.waitUntil(lambda: has_ended(window), timeout=PATIENCE_MS)


def test_nothing_is_asked_while_rows_are_safe(
    qtbot: QtBot, window: MainWindow, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(station._storage.journal, "refuses", True)  # the historian takes them all
    assert station.rows_in_danger == 0
    window.close()
    qtbot.waitUntil(lambda: has_ended(window), timeout=PATIENCE_MS)
    assert not window.findChildren(Question)


def test_rows_that_no_disk_takes_are_asked_for(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Station, "rows_in_danger", 3120)
    started: list[list[str]] = []
    monkeypatch.setattr("hmi.window.frame.start_detached", started.append)
    window.restart()
    (question,) = window.findChildren(Question)
    text = "3,120 rows are in memory only: neither the historian nor the disk takes them."
    assert question.text() == text
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert not window.tasks.closing.is_set()
    qtbot.waitUntil(lambda: not window.findChildren(Question), timeout=PATIENCE_MS)
    window.close()
    (question,) = window.findChildren(Question)
    QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.waitUntil(lambda: has_ended(window), timeout=PATIENCE_MS)
    assert started == []  # the restart was not agreed to


def test_a_signal_ends_the_program_without_a_question(
    qtbot: QtBot, window: MainWindow, has_tray: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.context.memory.setValue(KEEP_KEY, True)
    monkeypatch.setattr(Station, "rows_in_danger", 1)
    window.quit(asks=False)
    qtbot.waitUntil(lambda: has_ended(window), timeout=PATIENCE_MS)
    assert not window.findChildren(Question)


def test_no_tray_at_all_costs_nothing(window: MainWindow) -> None:
    tray = Tray(window.context)
    tray.show_snapshot(snapshot())
    assert not tray.icon.isVisible()
    assert not tray.keeps_running
    tray.close()


def test_rows_are_in_danger_when_every_disk_refuses(station: Station) -> None:
    storage = station._storage
    storage.ledger.accept(7)
    storage.journal.refuses = True
    assert station.rows_in_danger == 0
    storage.writer._settlement._disk_refuses = True
    assert station.rows_in_danger >= 7
    storage.journal.refuses = False
    assert station.rows_in_danger == 0
    storage.ledger.settle(7, Destination.STORED)
