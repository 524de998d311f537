"""The log of a running station: found, followed, scrolled back, exported."""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.eventlog import EVERYTHING, EventLog, Wanted
from hmi.model.events import Event, EventKind
from hmi.polling.errors import NotRunningError
from hmi.station import Station
from hmi.window.context import Context
from hmi.window.event_export import export_events
from hmi.window.event_feed import PAGE
from hmi.window.event_texts import EventGroup
from hmi.window.models.event_model import EventModel
from hmi.window.pages.events import EventsPage
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.window.alarm_rig import GROUP, OnePlc, context_of, running
from tests.window.hands import choose_path, waits
from tests.window.samples import PATIENCE_MS


@pytest.fixture
def plc(tmp_path: Path) -> Iterator[OnePlc]:
    made = OnePlc(tmp_path / "Line 1")
    yield made
    made.switch_off()


@pytest.fixture
def station(plc: OnePlc) -> Iterator[Station]:
    made = plc.station()
    assert made.start() == []
    yield made
    made.stop()


@pytest.fixture
def context(station: Station, theme: Theme, tasks: Tasks) -> Context:
    return context_of(station, theme, tasks)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[EventsPage]:
    with running(EventsPage(context), context.station) as (made, _):
        qtbot.waitUntil(lambda: made.model.rowCount() > 0, timeout=PATIENCE_MS)
        yield made


def texts(page: EventsPage) -> list[str]:
    model = page.model
    return [str(model.index(row, EventModel.TEXT).data()) for row in range(model.rowCount())]


def has_rows(page: EventsPage, count: int) -> bool:
    return page.model.rowCount() == count


def write_many(station: Station, count: int) -> None:
    """As many triggers by one person, on disk."""
    for number in range(count):
        station.events.add(EventKind.GROUP_TRIGGERED, f"G{number}", by="lee")
    station.events.flush()


def test_what_a_person_does_comes_by_itself_with_who(
    qtbot: QtBot, page: EventsPage, station: Station
) -> None:
    assert texts(page)[-1].startswith("Lineside ")
    station.stop_group(GROUP, by="kim (operator)")
    with pytest.raises(NotRunningError):
        station.stop_group(GROUP, by="kim (operator)")
    waits(qtbot, lambda: len(texts(page)) == 3)
    assert texts(page)[1] == f"Group {GROUP} was stopped"
    assert texts(page)[0] == f"Group {GROUP} does not run; start it first"
    assert page.model.index(0, EventModel.WHO).data() == "kim (operator)"


def test_words_are_found_as_they_are_typed(qtbot: QtBot, page: EventsPage, station: Station) -> None:
    station.stop_group(GROUP, by="kim (operator)")
    waits(qtbot, lambda: len(texts(page)) == 2)
    page.filter.words.setFocus()
    QTest.keyClicks(page.filter.words, "STOPPED kim")
    waits(qtbot, lambda: texts(page) == [f"Group {GROUP} was stopped"])
    QTest.keyClicks(page.filter.words, " nobody")
    waits(qtbot, page.is_empty)
    assert not page.export.isEnabled()
    assert page.export.accessibleDescription() == "There is no event to export"
    QTest.mouseClick(page.empty.action, Qt.MouseButton.LeftButton)
    waits(qtbot, lambda: len(texts(page)) == 2)
    assert page.filter.words.text() == ""


def test_a_long_search_is_given_up_for_the_next_one(qtbot: QtBot, page: EventsPage, station: Station) -> None:
    write_many(station, 3 * PAGE)
    looked, go_on = threading.Event(), threading.Event()
    seen: list[int] = []

    def slow(event: Event) -> bool:
        seen.append(event.seq)
        looked.set()
        return not go_on.wait(PATIENCE_MS / 1000)

    page.feed.ask(Wanted(matches=slow))
    waits(qtbot, looked.is_set)
    page.filter.words.setText("G599")
    waits(qtbot, lambda: texts(page) == ["Group G599 was triggered"])
    go_on.set()
    page.look_again()
    waits(qtbot, lambda: texts(page) == ["Group G599 was triggered"])
    assert len(seen) == 1


def test_by_group_person_and_time(qtbot: QtBot, page: EventsPage, station: Station) -> None:
    station.stop_group(GROUP, by="kim (operator)")
    waits(qtbot, lambda: station.events.people() == ["kim (operator)"])
    page.look_again()
    waits(qtbot, lambda: page.filter.who.findData("kim (operator)") > 0)
    page.filter.who.setCurrentIndex(page.filter.who.findData("kim (operator)"))
    waits(qtbot, lambda: texts(page) == [f"Group {GROUP} was stopped"])
    page.filter.who.setCurrentIndex(0)
    page.filter.about.setCurrentIndex(page.filter.about.findData(EventGroup.PROGRAM.value))
    waits(qtbot, lambda: len(texts(page)) == 1 and texts(page)[0].startswith("Lineside"))
    page.filter.time.setCurrentIndex(page.filter.time.findData("between"))
    assert page.filter.since.isVisible()
    page.filter.until.setDateTime(page.filter.since.dateTime())
    waits(qtbot, page.is_empty)
    page.filter.words.setText("lineside")
    page.filter.time.setCurrentIndex(page.filter.time.findData(1))
    waits(qtbot, lambda: len(texts(page)) == 1)
    assert not page.is_empty()
    assert not page.filter.since.isVisible()


def test_scrolling_down_brings_older_ones(qtbot: QtBot, page: EventsPage, station: Station) -> None:
    write_many(station, 2 * PAGE)
    page.look_again()
    waits(qtbot, lambda: page.model.rowCount() == PAGE)
    bar = page.table.verticalScrollBar()
    for shown in (2 * PAGE, 2 * PAGE + 1):
        bar.setValue(bar.maximum())
        waits(qtbot, partial(has_rows, page, shown))
    assert not page.model.canFetchMore(page.table.rootIndex())
    assert len({event.seq for event in page.model.events()}) == 2 * PAGE + 1


def test_who_reads_further_down_stays_where_he_is(qtbot: QtBot, page: EventsPage, station: Station) -> None:
    write_many(station, PAGE // 2)
    page.look_again()
    waits(qtbot, lambda: page.model.rowCount() > PAGE // 2)
    page.table.verticalScrollBar().setValue(20)
    top = page.table.indexAt(page.table.viewport().rect().topLeft()).data()
    rows = page.model.rowCount()
    station.stop_group(GROUP, by="kim")
    waits(qtbot, lambda: page.model.rowCount() > rows)
    assert page.table.indexAt(page.table.viewport().rect().topLeft()).data() == top


def test_the_chosen_event_is_shown_in_full(qtbot: QtBot, page: EventsPage, station: Station) -> None:
    page.table.setFocus()
    page.table.selectRow(0)
    assert page.chosen_text().startswith("Lineside ")
    station.stop_group(GROUP, by="kim")
    waits(qtbot, lambda: len(texts(page)) == 2)
    assert page.chosen_text().startswith("Lineside ")
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    assert page.chosen_text() == f"Group {GROUP} was stopped"


def test_everything_that_is_asked_for_is_exported(
    qtbot: QtBot, page: EventsPage, station: Station, tmp_path: Path
) -> None:
    write_many(station, 3 * PAGE)
    target = tmp_path / "events, all.csv"
    page.filter.words.setText("triggered")
    waits(qtbot, lambda: page.model.rowCount() == PAGE)
    QTest.mouseClick(page.export, Qt.MouseButton.LeftButton)
    choose_path(qtbot, page, target)
    assert not page.export.isEnabled()
    waits(qtbot, lambda: "600" in page.messages.text())
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["subject"] for row in rows] == [f"G{n}" for n in reversed(range(3 * PAGE))]
    assert {row["what"] for row in rows[:1]} == {"Group G599 was triggered"}
    assert [file.name for file in tmp_path.glob("*.tmp")] == []


def test_an_export_that_fails_is_said_and_leaves_nothing(
    qtbot: QtBot, page: EventsPage, tmp_path: Path
) -> None:
    page.export_to(tmp_path / "no such folder" / "events.csv")
    waits(qtbot, lambda: "not exported" in page.messages.text())
    assert page.export.isEnabled()


def test_events_that_wait_for_the_disk_do_not_cut_an_export_short(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.db")
    for number in range(700):
        if number == 20:
            log.flush()
        log.add(EventKind.GROUP_TRIGGERED, f"G{number}", by="lee")
    assert export_events(tmp_path / "events.csv", log, EVERYTHING, threading.Event()) == 700
    with (tmp_path / "events.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["subject"] for row in csv.DictReader(file)] == [f"G{n}" for n in reversed(range(700))]
