"""A PLC goes away: the alarm, what it means, who acknowledges it, and what is left of it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.alarms import board
from hmi.model.events import EventKind
from hmi.model.said import Said
from hmi.model.status import AlarmStatus
from hmi.station import Station
from hmi.window import sound
from hmi.window.context import Context
from hmi.window.models.alarm_model import AlarmModel
from hmi.window.pages.alarms import AlarmsPage
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.window.alarm_rig import PLC, OnePlc, context_of, running
from tests.window.hands import waits
from tests.window.samples import snapshot

ALARM = f"plc_down:{PLC}"
LOST = AlarmStatus(
    "rows_dropped",
    "critical",
    "2026-11-22T03:04:05.000678Z",
    acknowledged=False,
    text="12 rows are lost",
    guidance="Free space.",
    said=Said("{rows} rows are lost: neither the historian nor the disk took them", {"rows": 1234}),
    advice=("ORA-12541.", Said("The rows are safe on disk.")),
)
OVER = AlarmStatus(
    "plc_down:PAINT",
    "high",
    "2026-11-22T03:04:05.000678Z",
    acknowledged=False,
    text="PLC PAINT cannot be read",
    guidance="Check the cable.",
    over_since="2026-11-22T03:05:05.000678Z",
)


@pytest.fixture
def plc(tmp_path: Path) -> Iterator[OnePlc]:
    made = OnePlc(tmp_path / "Line 1")
    yield made
    made.switch_off()


@pytest.fixture
def station(plc: OnePlc, monkeypatch: pytest.MonkeyPatch) -> Iterator[Station]:
    monkeypatch.setitem(board._DELAYS, "plc_down", board._Delay(on=0.1, off=0.3))  # 2 and 10 s
    made = plc.station()
    assert made.start() == []
    yield made
    made.stop()


@pytest.fixture
def context(station: Station, theme: Theme, tasks: Tasks) -> Context:
    return context_of(station, theme, tasks)


@pytest.fixture
def page(context: Context) -> Iterator[AlarmsPage]:
    with running(AlarmsPage(context), context.station) as (made, _):
        yield made


@pytest.fixture
def silent(context: Context) -> Iterator[AlarmsPage]:
    """Shown nothing but what the test shows it."""
    with running(AlarmsPage(context), context.station) as (made, snapshots):
        snapshots.stop()
        yield made


def shown(page: AlarmsPage, row: int, column: int) -> str:
    return str(page.model.index(row, column).data())


def history(page: AlarmsPage, row: int = 0) -> list[str]:
    model = page.history_model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_from_the_lost_plc_to_the_history(
    qtbot: QtBot, page: AlarmsPage, station: Station, plc: OnePlc, context: Context
) -> None:
    waits(qtbot, lambda: page.is_empty() and station.status().groups[0].poll_count > 0)
    plc.switch_off()
    waits(qtbot, lambda: page.model.rowCount() == 1)
    chosen = page.selected()
    assert chosen is not None
    assert chosen.id == ALARM
    assert not page.is_empty()
    assert shown(page, 0, AlarmModel.TEXT) == "PLC PRESS cannot be read"
    assert "Check the cable" in page.guidance.text()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    who = context.access.who
    waits(qtbot, lambda: f"acknowledged by {who}" in shown(page, 0, AlarmModel.STATE))
    assert not page.acknowledge.isEnabled()
    plc.switch_on()
    waits(qtbot, page.is_empty)
    waits(qtbot, lambda: page.history_model.rowCount() == 1 and "stands" not in history(page))
    raised, severity, text, acknowledged, over, lasted = history(page)
    assert (severity, text) == ("High", "PLC PRESS cannot be read")
    assert acknowledged.endswith(f" by {who}")
    assert raised <= over
    assert lasted.endswith(" s")
    kinds = [event.kind for event in station.events.read()][::-1]
    assert [kind for kind in kinds if kind != EventKind.GROUP_FAILED][:6] == [
        EventKind.PROGRAM_STARTED,
        EventKind.PLC_LOST,
        EventKind.ALARM_RAISED,
        EventKind.ALARM_ACKNOWLEDGED,
        EventKind.PLC_BACK,
        EventKind.ALARM_CLEARED,
    ]


def test_what_was_over_before_anybody_saw_it_stays_in_the_list(
    qtbot: QtBot, page: AlarmsPage, station: Station, plc: OnePlc
) -> None:
    waits(qtbot, lambda: station.status().groups[0].poll_count > 0)
    plc.switch_off()
    waits(qtbot, lambda: page.model.rowCount() == 1)
    plc.switch_on()
    waits(qtbot, lambda: "over since" in shown(page, 0, AlarmModel.STATE))
    assert station.status().alarms == ()
    assert station.status().as_dict()["alarms"] == []
    QTest.mouseClick(page.acknowledge_all, Qt.MouseButton.LeftButton)
    waits(qtbot, page.is_empty)
    waits(qtbot, lambda: station.events.read(1)[0].kind == EventKind.ALARM_ACKNOWLEDGED)


def test_the_history_survives_a_restart(
    qtbot: QtBot, page: AlarmsPage, station: Station, plc: OnePlc
) -> None:
    waits(qtbot, lambda: page.history_model.rowCount() == 0)
    station.events.add(EventKind.ALARM_RAISED, "historian_down", text=Said("The historian"), severity="high")
    station.events.add(EventKind.PROGRAM_STOPPED, stored=0, accepted=0)
    station.events.add(EventKind.PROGRAM_STARTED, version="2")
    waits(qtbot, lambda: history(page)[4].endswith("the end of the program"))
    assert page.history_model.rowCount() == 1
    assert history(page)[2] == "The historian"


def test_an_empty_list_says_that_all_is_well(silent: AlarmsPage) -> None:
    silent.show_snapshot(snapshot())
    assert silent.is_empty()
    assert silent.acknowledge.toolTip() == "There is no alarm"
    assert silent.acknowledge_all.accessibleDescription() == "There is no alarm"


def test_texts_are_said_with_their_figures_and_others_words_as_they_are(silent: AlarmsPage) -> None:
    silent.show_snapshot(snapshot(alarms=(LOST,)))
    text = "1,234 rows are lost: neither the historian nor the disk took them"
    assert shown(silent, 0, AlarmModel.TEXT) == text
    assert silent.guidance.text() == "ORA-12541. The rows are safe on disk."


def test_the_choice_stays_when_others_come(silent: AlarmsPage) -> None:
    silent.show_snapshot(snapshot(alarms_over=(OVER,)))
    silent.show_snapshot(snapshot(alarms=(LOST,), alarms_over=(OVER,)))
    chosen = silent.selected()
    assert chosen is not None
    assert chosen.id == OVER.id
    assert [shown(silent, row, AlarmModel.SEVERITY) for row in (0, 1)] == ["Critical", "High"]
    assert silent.model.look(OVER, AlarmModel.SEVERITY) != silent.model.look(LOST, AlarmModel.SEVERITY)
    silent.select(LOST.id)
    assert silent.guidance.text().startswith("ORA-12541")


def test_the_sound_is_switched_by_keyboard_and_remembered(silent: AlarmsPage, context: Context) -> None:
    memory: QSettings = context.memory
    assert not sound.is_wanted(memory)
    silent.sound.setFocus()
    QTest.keyClick(silent.sound, Qt.Key.Key_Space)
    assert sound.is_wanted(memory)
    silent.show_snapshot(snapshot())
    assert silent.sound.isChecked()


def test_a_log_that_cannot_be_read_is_said(
    qtbot: QtBot, page: AlarmsPage, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> list[object]:
        raise OSError("events.db cannot be read: disk I/O error")

    monkeypatch.setattr(station.events, "read", fails)
    page.acknowledge_all.setFocus()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F5)
    waits(qtbot, lambda: "disk I/O error" in page.messages.text())
