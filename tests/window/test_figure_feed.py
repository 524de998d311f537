"""What the charts are fed with: read on another thread, followed second by second."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from hmi.figures import FigureHistory
from hmi.model.figures import Column, Figure, Figures
from hmi.window.figure_feed import FigureFeed
from hmi.window.tasks import Tasks
from hmi.window.widgets.time_chart_view import DAY, HOUR, TimeView
from tests.figures.statuses import status
from tests.window.samples import PATIENCE_MS

NOW = 1_800_000_000.0
QUEUE = Column(Figure.QUEUE)


class Source(FigureHistory):
    """A history on a clock of the test's, which notes who reads."""

    def __init__(self, path: Path) -> None:
        self.now = NOW
        self.threads: list[str] = []
        self.broken = False
        super().__init__(path, status, clock=lambda: self.now, monotonic=lambda: self.now)

    def seconds(self, count: int) -> None:
        for _ in range(count):
            self.sample()
            assert self._writing is None or self._writing.ends_in(10.0)
            self.now += 1.0

    def read(self, start: float, end: float, max_points: int) -> Figures:
        self.threads.append(threading.current_thread().name)
        if self.broken:
            raise OSError("no disk")
        return super().read(start, end, max_points)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    made = Source(tmp_path / "figures.db")
    made.seconds(100)
    return made


@pytest.fixture
def view(source: Source) -> TimeView:
    return TimeView(source.now)


@pytest.fixture
def feed(qtbot: QtBot, source: Source, view: TimeView, tasks: Tasks) -> FigureFeed:
    made = FigureFeed(source, tasks, view, view)
    with qtbot.waitSignal(made.changed, timeout=PATIENCE_MS):
        made.tick(source.now)
    return made


def times(feed: FigureFeed) -> list[float]:
    assert feed.figures is not None
    return [float(time) for time in feed.figures.times]


def settled(qtbot: QtBot, feed: FigureFeed) -> None:
    qtbot.waitUntil(lambda: not feed._is_reading, timeout=PATIENCE_MS)


def test_the_disk_is_read_on_another_thread(feed: FigureFeed, source: Source) -> None:
    assert len(source.threads) == 1
    assert source.threads[0].startswith("window")
    assert times(feed) == [NOW + second for second in range(100)]


def test_new_seconds_come_without_the_disk(qtbot: QtBot, feed: FigureFeed, source: Source) -> None:
    for _ in range(20):
        source.seconds(1)
        feed.tick(source.now)
    settled(qtbot, feed)
    assert len(source.threads) == 1
    assert times(feed) == [NOW + second for second in range(120)]


def test_after_a_while_all_is_read_anew_and_stays_bounded(
    qtbot: QtBot, feed: FigureFeed, source: Source
) -> None:
    for _ in range(200):
        source.seconds(1)
        feed.tick(source.now)
        settled(qtbot, feed)
    assert len(source.threads) == 4
    assert times(feed) == [NOW + second for second in range(300)]


def test_what_lies_beside_what_is_seen_is_there_for_the_drag(
    qtbot: QtBot, feed: FigureFeed, source: Source, view: TimeView
) -> None:
    view.pan(-view.span / 2)
    settled(qtbot, feed)
    assert len(source.threads) == 1
    view.pan(-view.span)
    settled(qtbot, feed)
    assert len(source.threads) == 2


@pytest.mark.parametrize(("span_s", "reads"), [(400.0, 1), (HOUR, 2), (30.0, 2), (7 * DAY, 2)])
def test_another_span_is_read_when_its_points_would_be_too_few_or_too_many(
    qtbot: QtBot, feed: FigureFeed, source: Source, view: TimeView, span_s: float, reads: int
) -> None:
    view.show_span(span_s)
    settled(qtbot, feed)
    assert len(source.threads) == reads


def test_a_computer_that_slept_shows_a_gap(qtbot: QtBot, feed: FigureFeed, source: Source) -> None:
    source.now += 60
    source.seconds(3)
    feed.tick(source.now)
    settled(qtbot, feed)
    assert feed.figures is not None
    assert np.isnan(feed.figures.traces[QUEUE].means).sum() == 1


def test_a_clock_that_was_set_back_is_followed(qtbot: QtBot, feed: FigureFeed, source: Source) -> None:
    source.now -= 50
    source.seconds(3)
    feed.tick(source.now)
    settled(qtbot, feed)
    assert times(feed) == sorted(times(feed))
    assert times(feed)[-1] == source.now - 1


def test_what_cannot_be_read_is_tried_again(
    qtbot: QtBot, source: Source, view: TimeView, tasks: Tasks
) -> None:
    feed = FigureFeed(source, tasks, view, view)
    source.broken = True
    feed.tick(source.now)
    settled(qtbot, feed)
    assert feed.figures is None
    source.broken = False
    feed.tick(source.now)
    settled(qtbot, feed)
    assert feed.figures is not None
