"""Times of readings: strictly increasing, whatever the PC's clock does, and each step is told once."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from hmi.polling.clock import GroupClock, StationClock, awake_and_asleep

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

pytestmark = pytest.mark.promise("R11")


class Pc:
    """A PC's two clocks, which move when the test says so."""

    def __init__(self) -> None:
        self.wall = START
        self.elapsed = 1000.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.elapsed

    def run(self, seconds: float) -> None:
        self.elapsed += seconds
        self.wall += timedelta(seconds=seconds)

    def start(self) -> StationClock:
        return StationClock(self.now, self.monotonic)


@pytest.fixture
def pc() -> Pc:
    return Pc()


def newest(station: StationClock) -> tuple[int, float, bool]:
    step = station.status().last_step
    assert step is not None
    return step.number, step.seconds, step.refused


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_clock_that_is_set_back_is_told_once(pc: Pc, caplog: pytest.LogCaptureFixture) -> None:
    station = pc.start()
    press, paint = GroupClock("PRESS_1", station), GroupClock("PAINT", station)
    press.stamp()
    pc.wall -= HOUR
    for _ in range(3):
        assert press.stamp() - START < timedelta(microseconds=10)
        paint.stamp()
    (text,) = told(caplog)
    assert "set back by 3,600 s to 2026-03-01T07:00:00.000000Z: times stand still" in text
    assert newest(station) == (1, -3600.0, False)
    assert station.status().behind_s == 3600.0
    pc.run(3601)
    assert press.stamp() == pc.wall
    assert station.status().behind_s == 0.0


def test_an_hour_forward_is_followed_and_told(pc: Pc, caplog: pytest.LogCaptureFixture) -> None:
    station = pc.start()
    group = GroupClock("G", station)
    pc.wall += HOUR
    assert group.stamp() == pc.wall
    assert group.stamp() > pc.wall
    (text,) = told(caplog)
    assert "went forward by 3,600 s" in text
    assert "the PC slept" in text


def test_drift_and_its_correction_are_nobody_s_business(pc: Pc, caplog: pytest.LogCaptureFixture) -> None:
    station = pc.start()
    for minute in range(600):
        pc.run(60)
        pc.wall += timedelta(seconds=0.9 if minute % 200 < 100 else -0.9)
        assert station.time() == pc.wall
    assert station.status().last_step is None
    assert not told(caplog)


def test_more_than_a_day_forward_is_not_believed(pc: Pc, caplog: pytest.LogCaptureFixture) -> None:
    station = pc.start()
    group = GroupClock("G", station)
    pc.wall += 30 * DAY
    pc.run(10)
    assert group.stamp() == START + timedelta(seconds=10)
    pc.run(10)
    assert group.stamp() == START + timedelta(seconds=20)
    assert station.status().ahead_s == pytest.approx(30 * 86400)
    assert newest(station) == (1, 30 * 86400.0, True)
    (record,) = caplog.records
    assert record.levelno == logging.CRITICAL
    assert "more than a day into the future and not believed" in record.getMessage()


def test_a_clock_that_comes_back_from_the_future_is_followed_again(
    pc: Pc, caplog: pytest.LogCaptureFixture
) -> None:
    station = pc.start()
    pc.wall += 30 * DAY
    station.time()
    pc.run(10)
    pc.wall -= 30 * DAY
    assert station.time() == pc.wall
    assert station.status().ahead_s == 0.0
    assert newest(station) == (2, -30 * 86400.0, False)
    assert "set back by 2,592,000 s to 2026-03-01T08:00:10.000000Z" in told(caplog)[1]
    assert "stand still" not in told(caplog)[1]  # they went on all the time
    assert "follow the clock of this PC again" in told(caplog)[2]


def test_a_person_may_say_that_the_future_is_right(pc: Pc) -> None:
    station = pc.start()
    pc.wall += 400 * DAY
    assert station.time() == START
    station.trust()
    assert station.time() == pc.wall
    assert station.status().ahead_s == 0.0
    pc.wall += 2 * DAY  # that does not mean that everything is believed from now on
    assert station.time() == pc.wall - 2 * DAY


def test_to_trust_a_clock_that_is_believed_changes_nothing(pc: Pc, caplog: pytest.LogCaptureFixture) -> None:
    station = pc.start()
    station.trust()
    assert station.time() == START
    assert not told(caplog)


def test_a_new_start_believes_the_pc(pc: Pc) -> None:
    pc.start()
    pc.wall += 30 * DAY
    assert pc.start().time() == pc.wall


def test_a_pc_that_began_in_the_past_is_corrected_without_a_question(pc: Pc) -> None:
    pc.wall = datetime(2000, 1, 1, tzinfo=UTC)  # a flat battery
    station = pc.start()
    group = GroupClock("G", station, after=START)
    assert group.stamp() == START + timedelta(seconds=1, microseconds=1)
    pc.wall = START + HOUR
    assert group.stamp() == pc.wall
    assert station.status().ahead_s == 0.0


@pytest.mark.parametrize(
    ("ahead", "levels"),
    [
        (timedelta(0), []),
        (timedelta(seconds=1), []),
        (HOUR, [logging.WARNING]),
        (2 * DAY, [logging.CRITICAL]),
    ],
)
def test_times_of_an_earlier_run_are_never_repeated(
    pc: Pc, caplog: pytest.LogCaptureFixture, ahead: timedelta, levels: list[int]
) -> None:
    station = pc.start()
    group = GroupClock("PRESS_1", station, after=START + ahead)
    assert group.stamp() == START + ahead + timedelta(seconds=1, microseconds=1)
    assert [record.levelno for record in caplog.records] == levels
    assert all("PRESS_1" in text and "ahead of the clock" in text for text in told(caplog))
    assert station.status().behind_s == ahead.total_seconds()


def test_a_thread_that_is_held_up_between_two_clocks_sees_no_step(pc: Pc) -> None:
    held_up = iter([0.0, 0.0, 0.0, 30.0])  # in the second look, between wall and monotonic time

    def monotonic() -> float:
        pc.run(next(held_up, 0.0))
        return pc.elapsed

    station = StationClock(pc.now, monotonic)
    for _ in range(5):
        station.time()
    assert station.status().last_step is None


def test_two_workers_of_one_group_never_get_the_same_time(pc: Pc) -> None:
    group = GroupClock("G", pc.start())
    with ThreadPoolExecutor(4) as threads:
        parts = list(threads.map(lambda _: [group.stamp() for _ in range(2000)], range(4)))
    assert len({ts for part in parts for ts in part}) == 8000
    assert all(part == sorted(part) for part in parts)


def test_the_real_clocks() -> None:
    station = StationClock()
    group = GroupClock("G", station)
    first, second = group.stamp(), group.stamp()
    assert first.tzinfo is UTC
    assert first < second
    before = awake_and_asleep()
    assert next(elapsed for _ in count() if (elapsed := awake_and_asleep()) > before)
