"""Times of readings: strictly increasing, whatever the PC's clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.polling.clock import GroupClock

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


class WallClock:
    """A wall clock that is set by the test."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@given(steps=st.lists(st.timedeltas(timedelta(hours=-2), timedelta(hours=2)), min_size=1))
def test_times_never_repeat_nor_go_back(steps: list[timedelta]) -> None:
    wall = WallClock()
    clock = GroupClock("G", wall)
    times = [clock.stamp()]
    for step in steps:
        wall.now += step
        times.append(clock.stamp())
        assert times[-1] >= wall.now
    assert all(earlier < later for earlier, later in pairwise(times))


def test_a_clock_that_is_set_back_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    wall = WallClock()
    clock = GroupClock("PRESS_1", wall)
    clock.stamp()
    wall.now -= timedelta(hours=1)
    for _ in range(3):
        assert clock.stamp() - START < timedelta(microseconds=10)
    (record,) = caplog.records
    assert "set back by 3600 s" in record.getMessage()
    assert "PRESS_1" in record.getMessage()
    wall.now = START + timedelta(seconds=1)
    assert clock.stamp() == wall.now


def test_the_real_clock_is_utc() -> None:
    assert GroupClock("G").stamp().tzinfo is UTC
