"""The last hour of figures in memory, one sample a second."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import numpy as np

from hmi.figures.block import Block
from hmi.model.figures import Column

CAPACITY = 3600
_CLEAN_EVERY = 600


class Recent:
    """A ring of float32, a line per column: 14 kB each. Safe from any thread."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._lock = threading.Lock()
        self._times = np.full(capacity, np.nan)
        self._lines: dict[Column, int] = {}
        self._values = np.empty((0, capacity), np.float32)
        self._next = 0
        self._count = 0

    def add(self, time: float, values: Mapping[Column, float]) -> None:
        """Add a sample, in seconds since 1970; after a clock was set back, what was later is let go."""
        with self._lock:
            if self._count and time <= self._newest():
                self._count = self._next = 0
            self._make_lines(values)
            self._times[self._next] = time
            self._values[:, self._next] = np.nan
            for column, value in values.items():
                self._values[self._lines[column], self._next] = value
            self._next = (self._next + 1) % self._capacity
            self._count = min(self._count + 1, self._capacity)
            if self._next % _CLEAN_EVERY == 0 and len(self._lines) > len(values):
                self._drop_empty_lines()

    @property
    def start(self) -> float | None:
        """The oldest time; None before the first sample."""
        with self._lock:
            return float(self._times[(self._next - self._count) % self._capacity]) if self._count else None

    @property
    def end(self) -> float | None:
        """The newest time; None before the first sample."""
        with self._lock:
            return self._newest() if self._count else None

    def between(self, start: float, end: float) -> Block:
        """A copy of the samples from ``start`` on and before ``end``."""
        with self._lock:
            order = (np.arange(self._next - self._count, self._next)) % self._capacity
            times = self._times[order]
            first, last = np.searchsorted(times, (start, end))
            which = order[first:last]
            values = self._values[:, which]
            columns = tuple(self._lines)
        return Block(columns, times[first:last], values, values, values, 1.0)

    def _newest(self) -> float:
        return float(self._times[self._next - 1])

    def _make_lines(self, values: Mapping[Column, float]) -> None:
        new = [column for column in values if column not in self._lines]
        if new:
            first = len(self._lines)
            self._lines.update({column: first + place for place, column in enumerate(new)})
            lines = np.full((len(new), self._capacity), np.nan, np.float32)
            self._values = np.concatenate((self._values, lines))

    def _drop_empty_lines(self) -> None:
        """Forget the columns of groups that are no more."""
        kept = [column for column, line in self._lines.items() if np.isfinite(self._values[line]).any()]
        self._values = self._values[[self._lines[column] for column in kept]]
        self._lines = {column: line for line, column in enumerate(kept)}
