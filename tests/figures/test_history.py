"""The worker on a clock of the test's, with real files."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from hmi.figures import FigureHistory
from hmi.model.figures import Column, Figure, Figures, Floats, Span, SpanKind
from hmi.model.status import StationStatus, WriterState
from tests.figures.statuses import group, status, writer

NOON = 1_800_000_000.0
"""A whole multiple of 10 s and of 2 min."""
HOUR, DAY = 3600.0, 86_400.0
QUEUE, SUCCESS = Column(Figure.QUEUE), Column(Figure.SUCCESS, "PRESS_1")


class Run:
    """One run of the program: a sample a second, writes on this thread."""

    def __init__(self, path: Path, now: float = NOON) -> None:
        self.now = now
        self.status = status()
        self.history = FigureHistory(path, self._take, clock=lambda: self.now, monotonic=lambda: self.now)
        self._polls = 0

    def _take(self) -> StationStatus:
        return self.status

    def seconds(self, count: float, each: Callable[[], StationStatus] = status) -> Run:
        """So many pass; whole tens of seconds are on disk when they are over."""
        for _ in range(int(count)):
            self.status = each()
            self.history.sample()
            self._ended()
            self.now += 1.0
        return self

    def stop(self) -> float:
        """The end of the program; the time of it."""
        self.history.write_all()
        return self.now

    def read(self, span_s: float = HOUR, points: int = 1000) -> Figures:
        return self.history.read(self.now - span_s, self.now, points)

    def _ended(self) -> None:
        writing = self.history._writing  # a test waits for what a program leaves alone
        assert writing is None or writing.ends_in(10.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "figures.db"


def queue(figures: Figures) -> Floats:
    return figures.traces[QUEUE].means


def gaps(figures: Figures) -> int:
    """How often the curve is broken between two values."""
    known = np.isfinite(queue(figures))
    return int(np.count_nonzero(np.diff(known.astype(int)) == 1)) - (0 if known[0] else 1)


def test_the_last_hour_second_by_second(path: Path) -> None:
    figures = Run(path).seconds(30).read(60)
    assert figures.times.tolist() == [NOON + second for second in range(30)]
    assert set(queue(figures)) == {5.0}
    assert (figures.width_s, gaps(figures)) == (1.0, 0)


def test_a_group_and_its_polls(path: Path) -> None:
    polls = iter(range(1000))

    def polled() -> StationStatus:
        count = next(polls)
        return status(groups=(group(count, good=count - count // 10),))

    trace = Run(path).seconds(40, polled).read(100, points=10).traces[SUCCESS]
    assert (trace.lows[1], trace.highs[1]) == (0.0, 100.0)
    assert trace.means[1] == pytest.approx(90.0)


def test_a_restart_shows_the_earlier_figures_and_a_gap(path: Path) -> None:
    first = Run(path).seconds(63)
    second = Run(path, first.stop() + 120).seconds(25)
    figures = second.read(300)
    assert figures.times[0] == NOON
    assert gaps(figures) == 1
    assert figures.times[-1] == second.now - 1
    (span,) = figures.spans
    assert (span.kind, span.start, span.end) == (SpanKind.NOT_RECORDED, NOON + 62, NOON + 63 + 120)


def test_a_quick_restart_is_a_gap_too(path: Path) -> None:
    second = Run(path, Run(path).seconds(63).stop() + 5).seconds(25)
    assert gaps(second.read(300)) == 1
    assert gaps(second.read(24 * HOUR, points=300)) == 0


def test_after_a_kill_all_but_the_last_ten_seconds_are_known(path: Path) -> None:
    Run(path).seconds(65)
    second = Run(path, NOON + 100).seconds(5)
    assert second.read(300).spans[0].start == NOON + 60
    assert queue(second.read(300))[5] == 5.0


def test_the_history_is_there_before_the_first_sample(path: Path) -> None:
    Run(path).seconds(63, lambda: status(writer=writer(state=WriterState.BACKUP))).stop()
    figures = Run(path, NOON + 100).read(300)
    assert len(figures.times) >= 6
    assert [span.kind for span in figures.spans] == [SpanKind.OUTAGE]


def test_an_outage_is_known_after_a_restart(path: Path) -> None:
    first = Run(path).seconds(15)
    first.seconds(20, lambda: status(writer=writer(state=WriterState.BACKUP))).seconds(5).stop()
    outage = Span(SpanKind.OUTAGE, NOON + 15, NOON + 35)
    assert first.read().spans == (outage,)
    assert outage in Run(path, NOON + 100).seconds(1).read().spans


def test_a_computer_that_slept_has_a_gap(path: Path) -> None:
    run = Run(path).seconds(10)
    run.now += 600
    run.seconds(10)
    assert gaps(run.read()) == 1
    assert run.read().spans == (Span(SpanKind.NOT_RECORDED, NOON + 9, NOON + 610),)


def test_what_memory_lets_go_is_read_from_the_disk(path: Path) -> None:
    run = Run(path).seconds(4000)
    figures = run.read(3900, points=5000)
    assert figures.times[0] < NOON + 120
    assert gaps(figures) == 0
    assert figures.width_s == 10.0


def test_long_spans_have_fewer_points(path: Path) -> None:
    run = Run(path).seconds(3700)
    run.now += 6 * DAY
    figures = run.read(7 * DAY, points=1000)
    assert len(figures.times) <= 10
    assert figures.width_s == 900.0
    assert queue(figures)[0] == 5.0


def test_a_week_is_kept(path: Path) -> None:
    later = Run(path, Run(path).seconds(130).stop() + 7 * DAY).seconds(15)
    later.stop()
    with closing(sqlite3.connect(path)) as file:
        for table in ("fine", "coarse"):
            (oldest,) = file.execute(f"SELECT min(time) FROM {table}").fetchone()
            assert oldest >= NOON + 120


def test_a_group_that_is_no_more_does_not_keep_its_layout(path: Path) -> None:
    polls = iter(range(1000))
    Run(path).seconds(30, lambda: status(groups=(group(next(polls), group_name="OLD"),))).stop()
    Run(path, NOON + 8 * DAY).seconds(30).stop()
    Run(path, NOON + 9 * DAY).seconds(30, lambda: status(groups=(group(next(polls)),))).stop()
    with closing(sqlite3.connect(path)) as file:
        layouts = [text for (text,) in file.execute("SELECT columns FROM layouts")]
    assert not any("OLD" in text for text in layouts)


def test_a_locked_disk_is_told_of_once_and_loses_nothing(
    path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO, "hmi.figures")
    monkeypatch.setattr("hmi.figures.store._BUSY_S", 0.01)
    run = Run(path).seconds(20)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        run.seconds(40)
        assert len(run.read(100).times) >= 60
    run.seconds(20).stop()
    told = [record.getMessage() for record in caplog.records]
    assert [text for text in told if "cannot be used" in text] == told[:1]
    assert told[1:] == [f"the history of figures is written to {path} again"]
    figures = Run(path, run.now).read(100)
    assert figures.times.tolist() == [NOON + 10 * ten for ten in range(8)]


def test_a_damaged_file_is_set_aside_and_a_new_one_begun(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)
    run = Run(path).seconds(25)
    assert gaps(run.read(100)) == 0
    run.stop()
    (aside,) = path.parent.glob("figures.db.damaged_*")
    assert aside.read_bytes().startswith(b"no database at all")
    assert len(Run(path, run.now).read(100).times) == 3


def test_a_file_that_is_cut_off_is_set_aside(path: Path) -> None:
    first = Run(path).seconds(3000)
    first.stop()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    second = Run(path, first.now + 60)
    second.read(2 * HOUR)
    second.seconds(25).stop()
    assert len(list(path.parent.glob("figures.db.damaged_*"))) == 1
    assert len(Run(path, second.now).read(100).times) == 3


def test_another_program_s_database_is_set_aside(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE something (a)")
    Run(path).seconds(25).stop()
    assert len(list(path.parent.glob("figures.db.damaged_*"))) == 1


def test_a_disk_that_hangs_keeps_nobody(path: Path) -> None:
    run = Run(path)
    asleep, woken = threading.Event(), threading.Event()

    def hang() -> None:
        asleep.set()
        woken.wait(20.0)

    run.history.write = hang  # type: ignore[method-assign]  # a disk cannot be made to hang
    run.history.sample()
    assert asleep.wait(10.0)
    for _ in range(30):
        run.now += 1.0
        run.history.sample()
    assert len(run.history.recent(NOON).times) == 31
    woken.set()
    run._ended()


def test_it_records_as_a_worker_until_it_is_stopped(path: Path) -> None:
    taken = threading.Event()

    def take() -> StationStatus:
        taken.set()
        return status()

    history = FigureHistory(path, take)
    stop = threading.Event()
    thread = threading.Thread(target=history.run, args=(stop,))
    thread.start()
    assert taken.wait(10.0)
    stop.set()
    thread.join(10.0)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM fine").fetchone() == (1,)


def test_a_clock_that_is_set_back_goes_on(path: Path) -> None:
    run = Run(path).seconds(60)
    run.now -= 30
    run.seconds(20)
    figures = run.read(100)
    assert (np.diff(figures.times) > 0).all()
    assert figures.times[-1] == run.now - 1


def test_the_newest_seconds_at_once(path: Path) -> None:
    run = Run(path).seconds(100)
    figures = run.history.recent(NOON + 90)
    assert figures.times.tolist() == [NOON + second for second in range(90, 100)]
