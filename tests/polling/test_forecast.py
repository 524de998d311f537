"""What polling will cost, checked by counting polls one by one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.melsec.plan import plan_reads
from hmi.model.plant import Plant, Plc, PollingGroup, PollingMode, Tag, TagType
from hmi.polling.forecast import (
    ASSUMED_SCAN_MS,
    USUAL_INTERVALS_MS,
    Obstacle,
    PlcForecast,
    forecast_plant,
    forecast_plc,
)

PLC = Plc("PRESS", "127.0.0.1")
LIMIT = 960
"""Words of one request to a Q series PLC."""

Member = tuple[PollingGroup, tuple[Tag, ...]]


def member(name: str, interval_ms: int, *heads: int, **changes: object) -> Member:
    """A group of INT tags at these D numbers."""
    group = PollingGroup(name, "PRESS", polling_interval_ms=interval_ms, **changes)  # type: ignore[arg-type]  # any field
    return group, tuple(Tag("PRESS", f"D{head}", f"T{head}", TagType.INT, name) for head in heads)


def handshake(name: str, *heads: int, trigger: str | None = None, ack: str | None = None) -> Member:
    changes = {"trigger_bit_address": trigger, "ack_bit_address": ack}
    return member(name, 100, *heads, polling_mode=PollingMode.HANDSHAKE, **changes)


def many_windows(count: int, device: str = "ZR", name: str = "FAR", interval_ms: int = 1000) -> Member:
    """A group whose fewest requests are ``count`` windows: each holds more than a random read takes."""
    group = PollingGroup(name, "PRESS", polling_interval_ms=interval_ms)
    heads = [window * 2 * LIMIT + word for window in range(count) for word in range(0, LIMIT, 8)]
    return group, tuple(Tag("PRESS", f"{device}{head}", "", TagType.LREAL, name) for head in heads)


def requests(tags: Sequence[Tag]) -> int:
    return len(plan_reads(tags, PLC.series).requests)


def load(forecast: PlcForecast) -> float:
    return forecast.requests_per_s * (forecast.scan_ms + 1.0) / 10.0


def test_groups_that_are_due_together_share_their_requests() -> None:
    plan = forecast_plc(PLC, [member("A", 1000, 0, 10), member("B", 1000, 5, 20)], 10.0)
    assert (plan.tag_count, plan.requests, plan.points, plan.estimated_ms) == (4, 1, 21, 11.0)
    assert [(group.requests, group.points) for group in plan.groups] == [(1, 11), (1, 16)]
    assert plan.requests_per_s == pytest.approx(1.0)
    assert plan.load_pct == pytest.approx(1.1)


def test_a_group_that_is_due_between_the_others_is_read_alone_then() -> None:
    plan = forecast_plc(PLC, [member("A", 1000, 0), member("B", 250, 5)], 10.0)
    assert plan.requests_per_s == pytest.approx(4.0)


def test_an_unknown_scan_time_is_assumed_and_said_so() -> None:
    plan = forecast_plc(PLC, [member("A", 1000, 0)], None)
    assert (plan.scan_ms, plan.scan_measured) == (ASSUMED_SCAN_MS, False)
    assert forecast_plc(PLC, [member("A", 1000, 0)], 3.0).scan_measured


def test_a_tag_that_can_never_be_read_is_counted_and_costs_nothing() -> None:
    group, tags = member("A", 1000, 0)
    wrong = Tag("PRESS", "X1A", "wrong", TagType.INT, "A")
    (forecast,) = forecast_plc(PLC, [(group, (*tags, wrong))], 10.0).groups
    assert (forecast.tag_count, forecast.unreadable_tags, forecast.requests) == (2, 1, 1)


def test_a_group_without_tags_costs_nothing() -> None:
    plan = forecast_plc(PLC, [member("A", 1000)], 10.0)
    assert (plan.requests, plan.requests_per_s, plan.load_pct, plan.fits) == (0, 0.0, 0.0, True)
    assert forecast_plc(PLC, [], 10.0).fits


# -- HANDSHAKE groups -----------------------------------------------------------------------------------


def test_a_group_that_is_triggered_by_hand_is_read_alone_and_is_no_load() -> None:
    plan = forecast_plc(PLC, [member("A", 1000, 0), handshake("H", 5)], 10.0)
    assert plan.requests == 2
    assert plan.requests_per_s == pytest.approx(1.0)


def test_a_handshake_s_bits_are_watched_at_its_interval_in_the_shared_requests() -> None:
    watched = handshake("H", 5, trigger="M100", ack="M101")
    plan = forecast_plc(PLC, [watched], 10.0)
    assert (plan.tag_count, plan.requests) == (1, 2)
    assert plan.requests_per_s == pytest.approx(10.0)
    in_words = handshake("H", 5, trigger="D3.0", ack="D3.1")
    together = forecast_plc(PLC, [member("A", 100, 0), in_words], 10.0)
    assert together.requests_per_s == pytest.approx(10.0)


def test_a_group_that_is_triggered_has_no_interval_to_miss() -> None:
    _, tags = many_windows(10)
    slow = PollingGroup("FAR", "PRESS", PollingMode.HANDSHAKE, 100)
    (forecast,) = forecast_plc(PLC, [(slow, tags)], 40.0).groups
    assert forecast.estimated_ms > 100
    assert forecast.fits


# -- intervals that cannot be met ------------------------------------------------------------------------


def test_a_poll_that_takes_longer_than_its_interval_names_the_interval_that_can_be_met() -> None:
    (forecast,) = forecast_plc(PLC, [many_windows(10, interval_ms=100)], 10.0).groups
    assert (forecast.requests, forecast.obstacle, forecast.remedy_ms) == (10, Obstacle.OWN_POLL, 200)
    assert forecast.reason == (
        "one poll takes about 110 ms and does not fit into its interval of 100 ms; "
        "make the interval 200 ms or longer"
    )


def test_a_plc_that_is_asked_for_more_than_it_can_answer_leaves_out_polls_of_who_comes_last() -> None:
    groups = [many_windows(1, device, device, ms) for device, ms in (("ZR", 101), ("D", 103), ("R", 107))]
    plan = forecast_plc(PLC, groups, 40.0)
    assert plan.load_pct > 100
    assert [group.obstacle for group in plan.groups] == [None, None, Obstacle.BUSY_PLC]
    assert not plan.fits
    assert "beside what PLC PRESS is asked as often or more often a poll takes up to" in plan.groups[2].reason
    assert "make the interval 200 ms or longer" in plan.groups[2].reason


def test_groups_of_one_interval_that_do_not_fit_together_leave_slower_ones_alone() -> None:
    twins = [many_windows(8, "ZR", "A", 100), many_windows(8, "D", "B", 100)]
    plan = forecast_plc(PLC, [*twins, member("ALARMS", 1000, 7)], 10.0)
    assert [group.obstacle for group in plan.groups] == [Obstacle.BUSY_PLC, Obstacle.BUSY_PLC, None]
    assert [group.remedy_ms for group in plan.groups] == [1000, 1000, None]


def test_a_fast_group_is_read_in_between_the_long_read_of_a_slow_one() -> None:
    plan = forecast_plc(PLC, [member("FAST", 100, 0), many_windows(20, interval_ms=10_000)], 10.0)
    assert plan.estimated_ms > 100
    assert plan.fits


def test_where_no_interval_of_the_group_helps_there_is_something_else_to_do() -> None:
    (forecast,) = forecast_plc(PLC, [member("A", 100, 0)], 700_000.0).groups
    assert forecast.remedy_ms is None
    assert "make the intervals of the PLC's other groups longer, or read fewer tags" in forecast.reason


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.tuples(st.sampled_from(USUAL_INTERVALS_MS), st.integers(1, 12)), min_size=1, max_size=3),
    st.sampled_from((1.0, 10.0, 40.0)),
)
def test_a_remedy_is_one(shapes: list[tuple[int, int]], scan_ms: float) -> None:
    members = [
        many_windows(count, name=f"G{n}", interval_ms=interval) for n, (interval, count) in enumerate(shapes)
    ]
    for place, group in enumerate(forecast_plc(PLC, members, scan_ms).groups):
        if group.remedy_ms is not None:
            changed = list(members)
            old, tags = members[place]
            changed[place] = PollingGroup(old.group_name, "PRESS", polling_interval_ms=group.remedy_ms), tags
            assert forecast_plc(PLC, changed, scan_ms).groups[place].fits


# -- means over time ------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from((100, 200, 250, 500, 1000, 1500)), st.sets(st.integers(0, 5000), min_size=1)
        ),
        max_size=4,
    )
)
def test_the_mean_is_that_of_polls_counted_one_by_one(shapes: list[tuple[int, set[int]]]) -> None:
    members = [member(f"G{n}", interval, *heads) for n, (interval, heads) in enumerate(shapes)]
    whole = math.lcm(*(interval for interval, _ in shapes))
    counted = 0
    for moment in range(0, whole, 50):
        counted += requests([t for g, tags in members if moment % g.polling_interval_ms == 0 for t in tags])
    plan = forecast_plc(PLC, members, 10.0)
    assert plan.requests_per_s == pytest.approx(1000.0 * counted / whole)
    assert plan.load_pct == pytest.approx(load(plan))


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(100, 86_400_000), min_size=1, max_size=10))
def test_awkward_intervals_are_estimated_from_above_and_never_take_long(intervals: list[int]) -> None:
    members = [member(f"G{n}", interval, 2000 * n) for n, interval in enumerate(intervals)]
    alone = sum(1000.0 / interval for interval in intervals)
    plan = forecast_plc(PLC, members, 10.0)
    assert plan.requests_per_s <= alone + 1e-9
    fastest = max(1000.0 / interval for interval in intervals)
    assert plan.requests_per_s >= fastest - 1e-9


def test_work_is_bounded_for_many_sets_of_due_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    planned = 0

    def counting(tags: Sequence[Tag], series: object) -> object:
        nonlocal planned
        planned += 1
        return plan_reads(tags, PLC.series)

    monkeypatch.setattr("hmi.polling.forecast.plan_reads", counting)
    members = [member(f"G{n}", 100 * (n + 1), 2000 * n) for n in range(10)]
    plan = forecast_plc(PLC, members, 10.0)
    assert planned < 100
    assert plan.requests_per_s <= sum(10.0 / (n + 1) for n in range(10)) + 1e-9


# -- a whole plant ---------------------------------------------------------------------------------------


def test_only_what_runs_is_reckoned_with() -> None:
    (a, a_tags), (b, b_tags) = member("A", 1000, 0), member("B", 1000, 5, is_active=False)
    other = Plc("PAINT", "127.0.0.2")
    plant = Plant((PLC, other), (a, b), (*a_tags, *b_tags))
    press, paint = forecast_plant(plant, {"PRESS": 4.0})
    assert [group.group_name for group in press.groups] == ["A"]
    assert (press.scan_ms, press.scan_measured) == (4.0, True)
    assert (paint.requests, paint.scan_measured, paint.groups) == (0, False, ())
