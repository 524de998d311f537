"""The table of events grows at both ends and stays a table by Qt's rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex

from hmi.model.events import Event, EventKind
from hmi.window.models.event_model import EventModel
from hmi.window.theme import Theme

ROOT = QModelIndex()


def event(name: str, seq: int) -> Event:
    return Event("2026-11-22T03:04:05.000678Z", EventKind.GROUP_STARTED, name, "kim", seq=seq)


@pytest.fixture
def model(theme: Theme, check_model: Callable[[QAbstractItemModel], None]) -> EventModel:
    made = EventModel(theme)
    check_model(made)
    return made


def names(model: EventModel) -> str:
    return " ".join(f"{event.subject}{event.seq}" for event in model.events())


def test_what_it_shows(model: EventModel) -> None:
    model.start_with([event("A", 1)], has_more=False)
    shown = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert shown[1:] == ["kim", "Commands", "Group A was started"]


def test_events_that_are_on_disk_now_take_the_place_of_those_that_waited(model: EventModel) -> None:
    model.start_with([event("C", 0), event("B", 0), event("A", 1)], has_more=False)
    inserted: list[int] = []
    model.rowsInserted.connect(lambda _, first, last: inserted.append(last - first + 1))
    assert model.add_newer([event("D", 0), event("C", 3), event("B", 2)]) == 1
    assert names(model) == "D0 C3 B2 A1"
    assert inserted == [1]


def test_what_does_not_fit_replaces_what_waited(model: EventModel) -> None:
    model.start_with([event("C", 0), event("B", 0), event("A", 1)], has_more=False)
    model.add_newer([event("X", 9)])
    assert names(model) == "X9 A1"
    model.add_newer([])
    assert names(model) == "X9 A1"


def test_older_ones_are_asked_for_only_where_there_are_some(model: EventModel) -> None:
    asked: list[int] = []
    model.more_wanted.connect(lambda: asked.append(1))
    model.start_with([event("B", 2)], has_more=True)
    assert model.canFetchMore(ROOT)
    model.fetchMore(ROOT)
    model.add_older([event("A", 1)], has_more=False)
    assert not model.canFetchMore(ROOT)
    before = len(asked)
    model.fetchMore(ROOT)
    assert names(model) == "B2 A1"
    assert 0 < before == len(asked)
