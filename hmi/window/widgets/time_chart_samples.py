"""What a chart of time draws: samples cut to what is seen, and to what the screen can tell apart."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from hmi.window.looks import Tone

Floats = npt.NDArray[np.float64]

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_TICKS = 4
_NOTHING = np.empty(0)


@dataclass(frozen=True, slots=True)
class Limits:
    """From where a figure is abnormal, in its unit; its chart runs from 0 to ``top``."""

    warning: float
    alarm: float
    top: float

    def tone(self, value: float) -> Tone:
        """How much attention the value asks for."""
        if value >= self.alarm:
            return Tone.ALARM
        return Tone.WARNING if value >= self.warning else Tone.NORMAL


@dataclass(frozen=True, slots=True)
class Series:
    """One curve: ``label`` stands at its end, ``name`` with its values; ``steps`` hold until the next."""

    name: str
    unit: str = ""
    label: str = ""
    steps: bool = False
    decimals: int | None = None
    """Of its values as they are written; None for four digits that count."""


class Hatch(Enum):
    """How the background of a mark is drawn, so that it is told from others without a colour."""

    LINES = "lines"
    DOTS = "dots"
    CROSSES = "crosses"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mark:
    """A time that needs an explanation: seconds since 1970, ``end`` None while it lasts.

    With an empty ``text`` it is one with the mark beside it.
    """

    start: float
    end: float | None
    text: str
    hatch: Hatch = Hatch.LINES
    detail: str = ""
    """What it means, where the mouse rests on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """The samples of a series by rising time, in seconds since 1970; a value that is NaN makes a gap.

    ``lows`` and ``highs``, where a sample stands for many values, say how far those reach.
    """

    times: Floats
    values: Floats
    lows: Floats | None = None
    highs: Floats | None = None

    def between(self, start: float, end: float) -> Samples:
        """Those that are seen from ``start`` to ``end``, with a neighbour at each side."""
        first = max(0, int(np.searchsorted(self.times, start, "left")) - 1)
        last = int(np.searchsorted(self.times, end, "right")) + 1
        lows = None if self.lows is None else self.lows[first:last]
        highs = None if self.highs is None else self.highs[first:last]
        return Samples(self.times[first:last], self.values[first:last], lows, highs)

    def at(self, moment: float) -> float:
        """The value at that moment: of the last sample until then; NaN in a gap and before the first."""
        index = int(np.searchsorted(self.times, moment, "right")) - 1
        return float(self.values[index]) if index >= 0 else math.nan

    def newest(self) -> float:
        """The last value; NaN where it is a gap, or there is none."""
        return float(self.values[-1]) if len(self.values) else math.nan

    def reach(self, start: float, end: float) -> tuple[float, float] | None:
        """Lowest and highest value seen; None where there is no value."""
        seen = self.between(start, end)
        lows = seen.values if seen.lows is None else seen.lows
        highs = seen.values if seen.highs is None else seen.highs
        low, high = np.fmin.reduce(lows, initial=np.inf), np.fmax.reduce(highs, initial=-np.inf)
        return (float(low), float(high)) if low <= high else None

    def lowest(self, most: int) -> Samples:
        """The lowest value of each of ``most`` pieces, NaN where there is a gap in it."""
        size = -(-len(self.times) // max(most, 1))
        if size <= 1:
            return self
        whole = len(self.times) // size * size
        lowest = np.minimum.reduce(self.values[:whole].reshape(-1, size), axis=1)
        times = self.times[:whole:size]
        return Samples(np.append(times, self.times[whole:]), np.append(lowest, self.values[whole:]))

    def thinned(self, most: int) -> Samples:
        """About three points for each of ``most`` pieces: its lowest, its highest, and its gap or end."""
        size = -(-len(self.times) // max(most, 1))
        if size <= 3:
            return self
        whole = len(self.times) // size * size
        times = self.times[:whole].reshape(-1, size)
        values = self.values[:whole].reshape(-1, size)
        ends = np.where(np.isnan(values).any(axis=1), np.nan, values[:, -1])
        three = [np.fmin.reduce(values, axis=1), np.fmax.reduce(values, axis=1), ends]
        when = [times[:, 0], times[:, size // 2], times[:, -1]]
        lows, highs = (
            None if reach is None else _thinned_reach(reach[:whole].reshape(-1, size), which)
            for reach, which in ((self.lows, np.fmin), (self.highs, np.fmax))
        )
        rest = slice(whole, None)
        return Samples(
            np.concatenate((np.stack(when, axis=1).ravel(), self.times[rest])),
            np.concatenate((np.stack(three, axis=1).ravel(), self.values[rest])),
            None if lows is None or self.lows is None else np.concatenate((lows, self.lows[rest])),
            None if highs is None or self.highs is None else np.concatenate((highs, self.highs[rest])),
        )


NO_SAMPLES = Samples(_NOTHING, _NOTHING)


def as_steps(times: Floats, values: Floats, end: float) -> tuple[Floats, Floats]:
    """Points of a curve whose every value holds until the next one, the last until ``end``."""
    if not len(times):
        return times, values
    ends = np.append(times[1:], max(end, times[-1]))
    return np.stack((times, ends), axis=1).ravel(), np.repeat(values, 2)


def nice_range(low: float, high: float) -> tuple[float, float]:
    """Round numbers around the values, so that an axis does not move with every sample."""
    if high - low < 1e-9 * max(abs(low), abs(high), 1e-3):
        around = max(abs(low) * 0.05, 0.5)
        low, high = low - around, high + around
    step = nice_step((high - low) / _TICKS)
    return math.floor(low / step) * step, math.ceil(high / step) * step


def nice_step(wanted: float) -> float:
    """The next round number that is not below it."""
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(power * step for step in _STEPS if power * step >= wanted * (1 - 1e-9))


def _thinned_reach(reach: Floats, which: np.ufunc) -> Floats:
    extreme: Floats = which.reduce(reach, axis=1)
    return np.repeat(extreme, 3)
