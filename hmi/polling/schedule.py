"""When a FIXED group polls: pure arithmetic on the monotonic clock, so no step of the wall clock matters."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import deque

_LONGEST_FIRST_WAIT_S = 1.0
_SAMPLES = 1000


class Schedule:
    """Ticks at whole multiples of the interval: never a sum of waits, so that nothing drifts.

    Groups whose intervals are multiples of each other tick together, so that they can share requests. A group
    of more than 1 s is polled on the next whole second once more, so that the first poll of a slow group
    does not keep the operator waiting. All times are seconds of the monotonic clock.
    """

    def __init__(self, interval_s: float, now: float) -> None:
        self._interval_s = interval_s
        self._tick = math.ceil(now / interval_s)
        soon = float(math.ceil(now / _LONGEST_FIRST_WAIT_S))
        self._extra = soon if soon < self._tick * interval_s else None

    @property
    def due(self) -> float:
        """When the next poll is to start."""
        return self._tick * self._interval_s if self._extra is None else self._extra

    def advance(self, now: float) -> int:
        """Go on to the next tick after ``now``, when a poll has ended; the number of ticks it overran.

        Ticks that passed meanwhile are skipped, never made up for: a slow PLC is not helped by more polls.
        """
        if self._extra is not None:
            self._extra = None
            self._tick -= 1  # the extra poll stands in the place of the tick before the first one
        missed = max(0, math.floor(now / self._interval_s) - self._tick)
        self._tick += 1 + missed
        return missed


class Lateness:
    """How late polls started, over the last 1,000 of them. Not thread-safe: its owner holds a lock."""

    def __init__(self) -> None:
        self._samples: deque[float] = deque()
        self._ordered: list[float] = []  # kept so: whoever looks five times a second must not sort each time

    def add(self, late_s: float) -> None:
        """One start, in seconds after it was due."""
        late_s = max(0.0, late_s)
        if len(self._samples) == _SAMPLES:
            oldest = self._samples.popleft()
            del self._ordered[bisect_left(self._ordered, oldest)]
        self._samples.append(late_s)
        insort(self._ordered, late_s)

    def p99_ms(self) -> float | None:
        """The lateness in ms that 99 of 100 starts do not exceed; None before the first."""
        if not self._ordered:
            return None
        return self._ordered[math.ceil(0.99 * len(self._ordered)) - 1] * 1000.0
