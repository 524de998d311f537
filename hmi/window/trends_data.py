"""One tag's past and present as a curve: from the historian what is stored, from polling what comes.

Knows no Qt. ``read_history`` is for a thread of its own, everything else for the GUI thread.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from hmi.historian.protocol import TrendPart, TrendPoint, TrendSource
from hmi.model.live import LivePoint
from hmi.model.plant import LogMode, Tag, TagType
from hmi.model.reading import Quality, Value
from hmi.window.widgets.time_chart_samples import NO_SAMPLES, Floats, Samples

MOST_POINTS = 60_000
"""Read one by one; more than that is read in parts."""

_RAW_S = 4_500.0
"""Up to this span every point is read: an hour, and a little to move in."""
_MINUTES_S = 100_000.0
_PADDING, _PADDING_OF_PARTS = 0.5, 0.1
"""Of the span, read on both sides, so that moving a little needs no new reading."""
_TAIL = 36_000
"""Live points kept: an hour at 100 ms."""
_SLICE = 500
_MISSING_POLLS = 3.5
_LEAST_REFRESH_S, _MOST_REFRESH_S = 300.0, 1800.0


@dataclass(frozen=True, slots=True)
class Request:
    """What to read: seconds since 1970, and the length of a part (0 for every point)."""

    start: float
    end: float
    part_s: int


@dataclass(frozen=True, slots=True)
class History:
    """What was read; ``until`` is the time of the last row in it."""

    request: Request
    samples: Samples
    until: float


@dataclass(frozen=True, slots=True)
class Curve:
    """How a tag is drawn: values that hold until the next one as ``steps``.

    Between rows further apart than ``gap_s`` there was nothing; None where rows come only when they change,
    or when somebody asks.
    """

    tag: Tag
    steps: bool
    gap_s: float | None


def curve_of(tag: Tag, interval_s: float | None) -> Curve:
    """``interval_s`` is that of its group; None for a group that is triggered."""
    steady = interval_s is not None and tag.log_mode is LogMode.ALWAYS
    gap_s = _MISSING_POLLS * interval_s if interval_s is not None and steady else None
    return Curve(tag, steps=tag.tag_type is TagType.BOOL or not steady, gap_s=gap_s)


def part_for(span_s: float) -> int:
    """The length of a part in seconds for a view of that span; 0 for every point."""
    if span_s <= _RAW_S:
        return 0
    return 60 if span_s <= _MINUTES_S else 600


def read_history(source: TrendSource, curve: Curve, request: Request) -> History:
    """Read what is stored.

    Raises:
        HistorianError: it cannot be read.
    """
    tag, start, end = curve.tag, _moment(request.start), _moment(request.end)
    points: list[TrendPoint] = []
    parts: list[TrendPart] = []
    if not request.part_s or curve.steps:
        points = source.trend(tag.plc_code, tag.tag_address, start, end, MOST_POINTS)
    if request.part_s and (not curve.steps or len(points) == MOST_POINTS):
        until = points[0].ts if points else end
        parts = source.trend_parts(tag.plc_code, tag.tag_address, start, until, request.part_s)
    samples = joined(_of_parts(parts, curve), with_gaps(_of_points(points), curve.gap_s))
    last = points[-1].ts if points else parts[-1].last if parts else start
    return History(request, samples, last.timestamp())


class Tail:
    """The newest live points, in arrays that move only when they are full."""

    def __init__(self, since: float, most: int = _TAIL) -> None:
        self._most = most
        self._times, self._values = np.empty(2 * most), np.empty(2 * most)
        self._end = 0
        self.begin = since
        """From here on it has every point."""

    def add(self, points: Sequence[LivePoint]) -> None:
        """More points, later than all before; BAD ones are gaps."""
        for point in points:
            if self._end == len(self._times):
                self._move()
            self._times[self._end] = point.ts.timestamp()
            self._values[self._end] = math.nan if point.quality is Quality.BAD else number(point.value)
            self._end += 1

    def after(self, moment: float) -> Samples:
        """The points later than that."""
        first = int(np.searchsorted(self._times[: self._end], moment, "right"))
        return Samples(self._times[first : self._end].copy(), self._values[first : self._end].copy())

    def _move(self) -> None:
        kept = slice(self._end - self._most, self._end)
        self._times[: self._most], self._values[: self._most] = self._times[kept], self._values[kept]
        self._end = self._most
        self.begin = float(self._times[0])


class TagTrend:
    """A tag in the trend: what was read of it, and what has come since."""

    def __init__(self, curve: Curve, now: float) -> None:
        self.curve = curve
        self.tail = Tail(now)
        self._history: History | None = None

    def wants(self, start: float, end: float, now: float) -> Request | None:
        """What has to be read for a view; None where all of it is here."""
        span, part_s = end - start, part_for(end - start)
        padding = (_PADDING_OF_PARTS if part_s else _PADDING) * span
        wanted = Request(start - padding, min(end + padding, now), part_s)
        if self._history is None:
            return wanted
        have = self._history.request
        refresh_s = min(max(span / 20, _LEAST_REFRESH_S), _MOST_REFRESH_S)
        is_whole = have.start <= start and (
            end <= have.end or (self.tail.begin <= have.end and now - have.end < refresh_s)
        )
        return None if is_whole and have.part_s == part_s else wanted

    def show(self, history: History) -> None:
        """This was read."""
        self._history = history

    def samples(self) -> Samples:
        """Everything, oldest first; a point that was read and has come live is in it once."""
        gap_s, history = self.curve.gap_s, self._history
        live = with_gaps(self.tail.after(history.until if history else -math.inf), gap_s)
        if history is None or not len(live.times):
            return live if history is None else history.samples
        if gap_s is not None and len(history.samples.times) and live.times[0] - history.until > gap_s:
            live = joined(_gap(history.until + gap_s / 2), live)
        return joined(history.samples, live)


def number(value: Value) -> float:
    """A value as a point of a curve; NaN for what is no number."""
    return float(value) if isinstance(value, (int, float)) else math.nan


def joined(one: Samples, other: Samples) -> Samples:
    """The one, then the other; a point without a reach of its own reaches from itself to itself."""
    if not len(one.times) or not len(other.times):
        return one if len(one.times) else other
    lows = highs = None
    if one.lows is not None or other.lows is not None:
        lows = np.concatenate([part.values if part.lows is None else part.lows for part in (one, other)])
        highs = np.concatenate([part.values if part.highs is None else part.highs for part in (one, other)])
    times, values = (np.concatenate(pair) for pair in ((one.times, other.times), (one.values, other.values)))
    return Samples(times, values, lows, highs)


def with_gaps(samples: Samples, gap_s: float | None) -> Samples:
    """NaN between points that are further apart than ``gap_s``."""
    times = samples.times
    if gap_s is None or len(times) < 2:
        return samples
    long = (np.diff(times) > gap_s) & np.isfinite(samples.values[:-1]) & np.isfinite(samples.values[1:])
    after = np.flatnonzero(long)
    if not len(after):
        return samples
    return Samples(
        np.insert(times, after + 1, times[after] + gap_s / 2),
        _broken(samples.values, after),
        None if samples.lows is None else _broken(samples.lows, after),
        None if samples.highs is None else _broken(samples.highs, after),
    )


def _broken(values: Floats, after: np.ndarray) -> Floats:
    return np.insert(values, after + 1, np.nan)


def _of_points(points: Sequence[TrendPoint]) -> Samples:
    times, values = np.empty(len(points)), np.empty(len(points))
    for place, point in enumerate(points):
        if place % _SLICE == 0:
            time.sleep(0)  # the window is to go on meanwhile
        times[place] = point.ts.timestamp()
        values[place] = math.nan if point.quality is Quality.BAD else number(point.value)
    return Samples(times, values)


def _of_parts(parts: Sequence[TrendPart], curve: Curve) -> Samples:
    rows: list[tuple[float, float, float, float]] = []
    until = math.inf
    for part in parts:
        first, last = part.first.timestamp(), part.last.timestamp()
        if curve.gap_s is not None and first - until > curve.gap_s:
            rows.append(_nothing(until + curve.gap_s / 2))
        until = last
        rows += _of_part(part, first, last, steps=curve.steps)
    if not rows:
        return NO_SAMPLES
    table = np.array(rows).T
    return Samples(table[0], table[1], None if curve.steps else table[2], None if curve.steps else table[3])


def _of_part(
    part: TrendPart, first: float, last: float, *, steps: bool
) -> list[tuple[float, float, float, float]]:
    """Time, value, lowest, highest; a gap behind it where some of its rows have no number."""
    if part.mean is None or part.low is None or part.high is None:
        return [_nothing(first)]
    middle = (first + last) / 2
    rows = [(middle, part.mean, part.low, part.high)]
    if steps:
        rows = [(first, part.low, part.low, part.low)]
        if part.high != part.low:
            rows.append((middle, part.high, part.high, part.high))
    return rows if part.good == part.rows else [*rows, _nothing(last)]


def _nothing(moment: float) -> tuple[float, float, float, float]:
    return moment, math.nan, math.nan, math.nan


def _gap(moment: float) -> Samples:
    return Samples(np.array([moment]), np.array([math.nan]))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
