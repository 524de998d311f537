"""The share of polls that are left out: over a minute, and only where the group itself is to blame."""

from __future__ import annotations

from dataclasses import replace

from hmi.alarms import OverrunShares
from hmi.model.status import GroupState, GroupStatus

FAST = GroupStatus("FAST", "PRESS", "FIXED", GroupState.RUNNING, interval_ms=100, tag_count=10)


def watch(
    shares: OverrunShares, begin: int, end: int, polls_per_s: int, overruns_per_s: int
) -> dict[str, float]:
    """Let the group run from one second to another; what is known at the end."""
    known: dict[str, float] = {}
    for second in range(begin, end + 1):
        counted = replace(FAST, poll_count=polls_per_s * second, overrun_count=overruns_per_s * second)
        known = shares.update([counted], float(second))
    return known


def test_nothing_is_said_before_half_a_minute() -> None:
    shares = OverrunShares()
    assert watch(shares, 0, 29, 5, 5) == {}
    assert watch(shares, 30, 30, 5, 5) == {"FAST": 50.0}


def test_a_single_overrun_is_next_to_nothing() -> None:
    shares = OverrunShares()
    watch(shares, 0, 60, 10, 0)
    late = replace(FAST, poll_count=609, overrun_count=1)
    assert shares.update([late], 61.0)["FAST"] < 0.2


def test_what_was_more_than_a_minute_ago_is_forgotten() -> None:
    shares = OverrunShares()
    watch(shares, 0, 300, 5, 5)
    for second in range(301, 362):
        group = replace(FAST, poll_count=1500 + 10 * (second - 300), overrun_count=1500)
        known = shares.update([group], float(second))
    assert known == {"FAST": 0.0}


def test_a_group_that_cannot_be_read_is_watched_anew_afterwards() -> None:
    shares = OverrunShares()
    assert watch(shares, 0, 60, 5, 5)
    assert shares.update([replace(FAST, state=GroupState.ERROR)], 61.0) == {}
    assert watch(shares, 62, 91, 10, 0) == {}
    assert watch(shares, 92, 92, 10, 0) == {"FAST": 0.0}


def test_a_group_that_was_started_again_counts_from_its_beginning() -> None:
    shares = OverrunShares()
    assert watch(shares, 0, 60, 5, 5)
    assert shares.update([replace(FAST, poll_count=3)], 61.0) == {}
    assert shares.update([replace(FAST, poll_count=303)], 91.0) == {"FAST": 0.0}


def test_a_slow_group_is_judged_by_ten_intervals() -> None:
    slow = replace(FAST, interval_ms=60_000)
    shares = OverrunShares()
    known: dict[str, float] = {}
    for minute in range(11):
        counted = replace(slow, poll_count=minute, overrun_count=minute)
        known = shares.update([counted], 60.0 * minute)
        assert ("FAST" in known) is (minute >= 5)
    assert known == {"FAST": 50.0}


def test_many_looks_a_second_cost_no_memory() -> None:
    shares = OverrunShares()
    for tick in range(3000):
        shares.update([replace(FAST, poll_count=tick)], tick / 5)
    assert len(shares._kept["FAST"]) <= 61
