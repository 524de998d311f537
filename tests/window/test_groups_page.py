from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hmi.model.errors import HmiError
from hmi.model.status import GroupState
from hmi.station import Station
from hmi.window.frame import MainWindow
from hmi.window.looks import Pending
from hmi.window.pages.groups import GroupsPage
from tests.statuses import group
from tests.window.hands import click, waits
from tests.window.samples import snapshot

FIXED, HANDSHAKE = "PRESS_OPERATION", "PAINT_QUALITY"


@pytest.fixture
def page(window: MainWindow) -> GroupsPage:
    window.open_page("groups")
    return window.pages.groups


@pytest.fixture
def silent(window: MainWindow) -> GroupsPage:
    """The page without the running station's snapshots: the test gives it its own."""
    window.snapshots.stop()
    window.open_page("groups")
    return window.pages.groups


def state(page: GroupsPage) -> str:
    row = page.model.row_of(FIXED)
    assert row is not None
    return str(page.model.index(row, page.model.STATE).data())


def test_stop_and_start_of_a_group(qtbot: QtBot, page: GroupsPage, station: Station) -> None:
    page.select(FIXED)
    click(page.stop)
    assert state(page) == "Stopping…"
    waits(qtbot, lambda: state(page) == "Stopped")
    assert page.messages.text() == "PRESS_OPERATION is stopped"
    assert page.stop.toolTip() == "PRESS_OPERATION is not running"
    assert not page.stop.isEnabled()
    click(page.start)
    assert state(page) == "Starting…"
    waits(qtbot, lambda: state(page) == "Running")
    assert page.messages.text() == "PRESS_OPERATION is started"
    others = [g.state for g in station.status().groups if g.group_name != FIXED]
    assert set(others) == {GroupState.RUNNING}


def test_a_second_press_of_a_button_that_is_done_presses_no_other(
    qtbot: QtBot, page: GroupsPage, station: Station
) -> None:
    page.select(FIXED)
    page.stop.setFocus()
    QTest.keyClick(page.stop, Qt.Key.Key_Space)
    focused = QApplication.focusWidget()
    assert focused is page.table
    QTest.keyClick(focused, Qt.Key.Key_Space)
    waits(qtbot, lambda: state(page) == "Stopped")
    others = [g.state for g in station.status().groups if g.group_name != FIXED]
    assert set(others) == {GroupState.RUNNING}


def test_many_groups_that_could_not_be_started_leave_room_for_the_table(silent: GroupsPage) -> None:
    silent.commands._started_all([HmiError(f"Group G{n} was not started") for n in range(14)])
    assert silent.messages.text().splitlines() == [
        "Group G0 was not started",
        "Group G1 was not started",
        "Group G2 was not started",
        "11 more were not started; the last column says why",
    ]


def test_a_trigger_tells_what_was_polled_and_where_the_record_went(qtbot: QtBot, page: GroupsPage) -> None:
    page.select(HANDSHAKE)
    click(page.trigger)
    waits(qtbot, lambda: page.messages.text() != "")
    assert page.messages.text() == "PAINT_QUALITY: 20 tags polled, 0 bad; the record is in the historian"
    waits(qtbot, lambda: not page.commands.pending())
    requested, *rest = page.detail.fate.texts()
    assert requested.startswith("Requested ")
    assert rest == ["Polled: 20 tags", "In the historian"]
    page.select(FIXED)
    assert page.detail.fate.isHidden()


def test_two_triggers_at_once_share_one_poll(qtbot: QtBot, page: GroupsPage, station: Station) -> None:
    said: list[str] = []
    page.commands.said.connect(lambda _tone, text: said.append(text))
    page.select(HANDSHAKE)
    click(page.trigger)
    click(page.trigger)
    waits(qtbot, lambda: len(said) == 2)
    assert sum("shared with a trigger" in text for text in said) == 1
    (polls,) = [g.poll_count for g in station.status().groups if g.group_name == HANDSHAKE]
    assert polls == 1


def test_stop_all_and_start_all(qtbot: QtBot, page: GroupsPage, station: Station) -> None:
    assert page.start_all.toolTip() == "Every group is running already"
    click(page.stop_all)
    waits(qtbot, lambda: page.messages.text() == "All groups are stopped" and page.start_all.isEnabled())
    assert {g.state for g in station.status().groups} == {GroupState.STOPPED}
    assert page.stop_all.toolTip() == "No group is running"
    click(page.start_all)
    waits(qtbot, lambda: page.messages.text() == "All groups are started" and page.stop_all.isEnabled())
    assert GroupState.STOPPED not in {g.state for g in station.status().groups}


def test_a_refusal_stands_in_the_page(qtbot: QtBot, page: GroupsPage, station: Station) -> None:
    page.commands.start("NO_SUCH_GROUP")
    waits(qtbot, lambda: page.messages.text() != "")
    assert "NO_SUCH_GROUP" in page.messages.text()
    assert page.messages.property("tone") == "alarm"
    waits(qtbot, lambda: not page.commands.pending())


def test_the_keyboard_is_enough(qtbot: QtBot, page: GroupsPage) -> None:
    page.select(HANDSHAKE)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    chosen = page.selected()
    assert chosen is not None
    assert chosen.group_name != HANDSHAKE
    QTest.keyClick(page.window(), Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    waits(qtbot, lambda: page.messages.text() == f"{chosen.group_name} is stopped")


def test_the_selection_stays_when_groups_come_and_go(silent: GroupsPage) -> None:
    silent.show_snapshot(snapshot(groups=(group("A"), group("B"))))
    silent.select("B")
    silent.show_snapshot(snapshot(groups=(group("C"), group("A"), group("B"))))
    chosen = silent.selected()
    assert chosen is not None
    assert chosen.group_name == "B"
    silent.show_snapshot(snapshot(groups=()))
    assert not silent.start_all.isEnabled()
    assert silent.start.toolTip() == "Choose a group first"


def test_long_names_take_the_room_that_a_wide_window_has(
    qtbot: QtBot, window: MainWindow, silent: GroupsPage
) -> None:
    column = silent.model.GROUP
    silent.show_snapshot(snapshot(groups=(group("A"),)))
    least = silent.table.columnWidth(column)
    name = "PRESS_SLIDE_FORCE_AND_POSITION_HIGH_SPEED_GROUP_02"
    silent.show_snapshot(snapshot(groups=(group(name), group("A"))))
    window.resize(1920, 1080)
    needed = silent.table.fontMetrics().horizontalAdvance(name)
    waits(qtbot, lambda: silent.table.columnWidth(column) > needed)
    window.resize(1024, 700)
    waits(qtbot, lambda: silent.table.columnWidth(column) == least)


def test_the_detail_holds_the_whole_error(silent: GroupsPage) -> None:
    text = "PLC PRESS: 127.0.0.1:5010 refused the connection; " * 10
    failed = group("A", state=GroupState.ERROR, last_error=text, last_error_time="2026-11-22T03:04:00Z")
    silent.show_snapshot(snapshot(groups=(failed,)))
    silent.select("A")
    assert silent.detail.error_text() == text


def test_the_detail_tells_bad_tags_in_the_alarm_tone(silent: GroupsPage) -> None:
    bad = group("A", tag_count=20, bad_tag_count=1, last_error="1 of 20 tags is BAD: W1FF0 (Force): no such")
    silent.show_snapshot(snapshot(groups=(bad,)))
    silent.select("A")
    assert silent.detail.value("tags") == "1 of 20 tags bad"
    assert silent.detail.tone("tags") == "alarm"
    assert "W1FF0" in silent.detail.error_text()
    silent.show_snapshot(snapshot(groups=(group("A", tag_count=20),)))
    assert (silent.detail.value("tags"), silent.detail.tone("tags")) == ("20", "normal")


@pytest.mark.parametrize(
    ("changes", "pending", "start", "stop", "trigger"),
    [
        (
            {},
            None,
            "A is running already",
            "",
            "A is polled at a fixed interval; only handshake groups are triggered",
        ),
        ({"mode": "HANDSHAKE"}, None, "A is running already", "", ""),
        ({"mode": "HANDSHAKE"}, Pending.TRIGGERING, "A command to A is under way", "", ""),
        (
            {"mode": "HANDSHAKE", "state": GroupState.STOPPED},
            None,
            "",
            "A is not running",
            "A is not running: start it first",
        ),
        (
            {"mode": "HANDSHAKE", "state": GroupState.STOPPED},
            Pending.STARTING,
            "A command to A is under way",
            "A command to A is under way",
            "A command to A is under way",
        ),
        ({"mode": "HANDSHAKE", "state": GroupState.ERROR}, None, "A is running already", "", ""),
    ],
)
def test_a_button_that_is_not_possible_says_why(
    silent: GroupsPage,
    changes: dict[str, object],
    pending: Pending | None,
    start: str,
    stop: str,
    trigger: str,
) -> None:
    chosen = group("A", **changes)
    refusals = silent.refusals
    assert refusals.start(chosen, pending) == start
    assert refusals.stop(chosen, pending) == stop
    assert refusals.trigger(chosen, pending) == trigger
