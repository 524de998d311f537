from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.historian.protocol import TrendPart, TrendPoint
from hmi.historian.trend_parts import parts_by_points
from hmi.model.live import LivePoint
from hmi.model.plant import LogMode, Tag, TagType
from hmi.model.reading import Quality, Value
from hmi.window.trends_data import (
    MOST_POINTS,
    Curve,
    Request,
    TagTrend,
    Tail,
    curve_of,
    part_for,
    read_history,
    with_gaps,
)
from hmi.window.widgets.time_chart_samples import Samples

T0 = datetime(2026, 11, 22, tzinfo=UTC)
NOW = T0.timestamp()
TAG = Tag("P1", "D0", "Force", TagType.INT, "G")
SECOND = timedelta(seconds=1)


class Stored:
    """A historian of one tag; it remembers what it was asked."""

    place = "memory"

    def __init__(self, points: Sequence[TrendPoint] = ()) -> None:
        self.points = list(points)
        self.asked: list[str] = []

    def trend(self, plc: str, address: str, start: datetime, end: datetime, limit: int) -> list[TrendPoint]:
        self.asked.append("points")
        return [point for point in self.points if start <= point.ts <= end][-limit:]

    def trend_parts(
        self, plc: str, address: str, start: datetime, end: datetime, part_s: int
    ) -> list[TrendPart]:
        found = parts_by_points(lambda *span: self.trend(plc, address, *span), start, end, part_s)
        self.asked = ["parts"]
        return found


def point(second: float, value: Value, quality: Quality = Quality.GOOD) -> TrendPoint:
    return TrendPoint(T0 + second * SECOND, value, quality)


def coming(second: float, value: Value, quality: Quality = Quality.GOOD) -> LivePoint:
    return LivePoint(T0 + second * SECOND, value, quality)


def curve(steps: bool = False, gap_s: float | None = None) -> Curve:
    return Curve(TAG, steps, gap_s)


def seen(samples: Samples) -> list[tuple[float, float | None]]:
    return [
        (round(time - NOW, 3), None if math.isnan(value) else value)
        for time, value in zip(samples.times, samples.values, strict=True)
    ]


@pytest.mark.parametrize(
    ("tag_type", "log_mode", "interval_s", "steps", "gap_s"),
    [
        (TagType.INT, LogMode.ALWAYS, 1.0, False, 3.5),
        (TagType.BOOL, LogMode.ALWAYS, 1.0, True, 3.5),
        (TagType.INT, LogMode.ON_CHANGE, 1.0, True, None),
        (TagType.INT, LogMode.ALWAYS, None, True, None),
    ],
)
def test_values_that_come_when_they_change_hold_until_the_next(
    tag_type: TagType, log_mode: LogMode, interval_s: float | None, steps: bool, gap_s: float | None
) -> None:
    tag = Tag("P1", "D0", "X", tag_type, "G", log_mode=log_mode)
    assert curve_of(tag, interval_s) == Curve(tag, steps, gap_s)


@pytest.mark.parametrize(
    ("span_s", "part_s"), [(300, 0), (3600, 0), (8 * 3600, 60), (86400, 60), (604800, 600)]
)
def test_long_spans_are_read_in_parts(span_s: float, part_s: int) -> None:
    assert part_for(span_s) == part_s


def test_bad_rows_and_missing_polls_are_gaps() -> None:
    points = [point(0, 1), point(1, None, Quality.BAD), point(2, 3), point(10, 4), point(11, True)]
    history = read_history(Stored(points), curve(gap_s=3.5), Request(NOW, NOW + 60, 0))
    assert seen(history.samples) == [(0, 1), (1, None), (2, 3), (3.75, None), (10, 4), (11, 1)]
    assert history.until == NOW + 11


def test_parts_keep_lowest_and_highest_and_their_gaps() -> None:
    points = [point(n, n) for n in range(120)] + [point(120, None, Quality.BAD), point(121, 7)]
    stored = Stored(points)
    history = read_history(stored, curve(), Request(NOW, NOW + 600, 60))
    assert stored.asked == ["parts"]
    assert seen(history.samples) == [(29.5, 29.5), (89.5, 89.5), (120.5, 7), (121, None)]
    assert history.samples.lows is not None
    assert history.samples.highs is not None
    assert list(history.samples.lows[:3]) == [0, 60, 7]
    assert list(history.samples.highs[:3]) == [59, 119, 7]
    assert history.until == NOW + 121


def test_between_parts_is_a_gap_only_where_polls_are_missing() -> None:
    points = [point(n, n) for n in (*range(150), *range(200, 240))]
    history = read_history(Stored(points), curve(gap_s=3.5), Request(NOW, NOW + 600, 60))
    assert seen(history.samples) == [
        (29.5, 29.5),
        (89.5, 89.5),
        (134.5, 134.5),
        (150.75, None),
        (219.5, 219.5),
    ]


def test_between_what_is_read_and_what_comes_is_a_gap_only_where_polls_are_missing() -> None:
    for first_live, gap in ((240, []), (260, [(240.75, None)])):
        trend = TagTrend(curve(gap_s=3.5), NOW + 240)
        request = Request(NOW, NOW + 600, 60)
        trend.show(read_history(Stored([point(n, 5) for n in range(180, 240)]), curve(gap_s=3.5), request))
        trend.tail.add([coming(first_live, 5), coming(first_live + 1, 5)])
        assert seen(trend.samples())[1:-2] == gap


def test_changes_are_read_one_by_one_even_over_a_week() -> None:
    stored = Stored([point(0, 1), point(50_000, 0)])
    history = read_history(stored, curve(steps=True), Request(NOW, NOW + 604_800, 600))
    assert stored.asked == ["points"]
    assert seen(history.samples) == [(0, 1), (50_000, 0)]


def test_of_too_many_changes_the_older_ones_are_read_in_parts() -> None:
    count = MOST_POINTS + 1000
    stored = Stored([point(n, n % 2) for n in range(count)])
    history = read_history(stored, curve(steps=True), Request(NOW, NOW + 604_800, 600))
    assert MOST_POINTS < len(history.samples.times) < MOST_POINTS + 10
    assert (np.diff(history.samples.times) >= 0).all()
    assert history.samples.reach(NOW, NOW + count) == (0, 1)


@given(
    stored=st.sets(st.integers(0, 60)),
    live_from=st.integers(0, 60),
    read_at=st.integers(0, 60),
)
def test_what_is_read_and_what_comes_meet_without_doubles_and_without_holes(
    stored: set[int], live_from: int, read_at: int
) -> None:
    """The historian has every row up to some second at least; from ``live_from`` on all come live."""
    behind = min(max(stored, default=0), read_at)
    history_rows = [point(n, n) for n in range(behind + 1)]
    trend = TagTrend(curve(), NOW + live_from)
    trend.tail.add([coming(n, n) for n in range(live_from, 61)])
    trend.show(read_history(Stored(history_rows), curve(), Request(NOW, NOW + read_at, 0)))
    times = [time for time, _ in seen(trend.samples())]
    assert times == sorted({*range(behind + 1), *range(live_from, 61)})


def test_live_values_alone_are_shown_where_nothing_can_be_read() -> None:
    trend = TagTrend(curve(gap_s=3.5), NOW)
    trend.tail.add([coming(0, 1), coming(1, 2, Quality.BAD), coming(2, "text"), coming(9, 4.5)])
    assert seen(trend.samples()) == [(0, 1), (1, None), (2, None), (9, 4.5)]


def test_the_tail_keeps_the_newest_and_says_from_when_on() -> None:
    tail = Tail(NOW, most=10)
    for n in range(57):
        tail.add([coming(n, n)])
    times = list(tail.after(-math.inf).times)
    assert len(times) >= 10
    assert (tail.begin, times[-1]) == (times[0], NOW + 56)
    assert seen(tail.after(NOW + 54)) == [(55, 55), (56, 56)]


def test_nothing_is_read_twice_and_what_is_missing_is() -> None:
    trend = TagTrend(curve(), NOW)
    first = trend.wants(NOW - 300, NOW, NOW)
    assert first == Request(NOW - 450, NOW, 0)
    assert first is not None
    trend.show(read_history(Stored(), curve(), first))
    assert trend.wants(NOW - 290, NOW + 10, NOW + 10) is None, "live values go on from there"
    assert trend.wants(NOW - 440, NOW - 140, NOW + 10) is None
    assert trend.wants(NOW - 500, NOW - 200, NOW + 10) == Request(NOW - 650, NOW - 50, 0)
    assert trend.wants(NOW - 8 * 3600, NOW, NOW + 10) == Request(NOW - 8.8 * 3600, NOW + 10, 60)
    assert trend.wants(NOW + 100, NOW + 400, NOW + 400) is not None, "it is read anew every few minutes"


def test_a_tail_that_has_lost_its_beginning_is_read_from_the_historian() -> None:
    trend = TagTrend(curve(), NOW)
    request = trend.wants(NOW - 300, NOW, NOW)
    assert request is not None
    trend.show(read_history(Stored(), curve(), request))
    trend.tail = Tail(NOW + 50)
    assert trend.wants(NOW - 250, NOW + 60, NOW + 60) is not None


def test_gaps_break_the_reach_too() -> None:
    one = np.array([1.0, 1.0])
    broken = with_gaps(Samples(np.array([0.0, 10.0]), one, one - 1, one + 1), 3.0)
    assert broken.lows is not None
    assert math.isnan(broken.lows[1])
