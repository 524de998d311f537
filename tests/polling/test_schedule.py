"""Ticks without drift, overruns without a queue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.polling.schedule import Lateness, Schedule

INTERVALS = st.sampled_from([0.1, 0.25, 0.5, 1.0, 2.0, 60.0])
NOW = st.floats(0, 1e6)


@given(interval=INTERVALS, now=NOW)
def test_the_first_poll_comes_within_a_second_and_within_an_interval(interval: float, now: float) -> None:
    due = Schedule(interval, now).due
    assert now - 1e-6 <= due <= now + min(interval, 1.0) + 1e-6


def on_its_grid(interval: float, now: float) -> Schedule:
    """A schedule after its first poll, from when on it stands on multiples of its interval."""
    schedule = Schedule(interval, now)
    schedule.advance(schedule.due)
    return schedule


@given(interval=INTERVALS, now=NOW)
def test_two_thousand_polls_do_not_drift(interval: float, now: float) -> None:
    schedule = on_its_grid(interval, now)
    first = schedule.due
    for _ in range(2_000):
        assert schedule.advance(schedule.due + interval * 0.4) == 0
    assert schedule.due == pytest.approx(first + 2_000 * interval, abs=1e-6)


@given(interval=INTERVALS, one=NOW, other=NOW)
def test_groups_of_one_interval_tick_together(interval: float, one: float, other: float) -> None:
    apart = (on_its_grid(interval, one).due - on_its_grid(interval, other).due) / interval
    assert apart == pytest.approx(round(apart), abs=1e-4)


@given(slow=st.sampled_from([1.0, 2.0, 5.0, 60.0]), now=NOW)
def test_a_slow_group_ticks_together_with_faster_ones(slow: float, now: float) -> None:
    due = on_its_grid(slow, now).due
    for fast in (0.1, 0.25, 0.5, 1.0):
        assert due / fast == pytest.approx(round(due / fast), abs=1e-4)


@given(interval=INTERVALS, now=NOW, took=st.floats(0, 30))
def test_ticks_during_a_poll_are_counted_and_skipped(interval: float, now: float, took: float) -> None:
    schedule = on_its_grid(interval, now)
    begun = schedule.due
    missed = schedule.advance(begun + took)
    assert missed == pytest.approx(took / interval, abs=1 + 1e-6)
    assert schedule.due == pytest.approx(begun + (missed + 1) * interval, abs=1e-6)
    assert begun + took - 1e-6 <= schedule.due <= begun + took + interval + 1e-6


def test_a_slow_group_is_polled_soon_and_then_on_its_grid() -> None:
    schedule = Schedule(60.0, 90.2)
    assert schedule.due == 91.0
    assert schedule.advance(91.1) == 0
    assert schedule.due == 120.0


def test_a_first_poll_that_takes_too_long_costs_the_tick_it_overran() -> None:
    schedule = Schedule(5.0, 7.2)
    assert schedule.due == 8.0
    assert schedule.advance(11.0) == 1
    assert schedule.due == 15.0


def test_the_99th_percentile_speaks_of_the_last_thousand_starts() -> None:
    lateness = Lateness()
    assert lateness.p99_ms() is None
    for _ in range(500):
        lateness.add(10.0)
    for late_ms in range(1, 1001):
        lateness.add(late_ms / 1000)
    assert lateness.p99_ms() == pytest.approx(990)
    lateness.add(-0.001)
    assert Lateness().p99_ms() is None


def test_one_start_is_its_own_percentile() -> None:
    lateness = Lateness()
    lateness.add(0.002)
    assert lateness.p99_ms() == pytest.approx(2)
