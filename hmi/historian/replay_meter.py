"""How fast old rows come to rest, and since when they have not."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

_SPAN_S = 30.0
_SLICE_S = 1.0


class ReplayMeter:
    """Rows brought to rest since ``begin``, and their rate over the last 30 s; safe from any thread."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._slices: deque[tuple[float, int]] = deque()
        self._began = self._moved = monotonic()
        self._rows = 0

    @property
    def rows(self) -> int:
        """Since ``begin``."""
        return self._rows

    def begin(self) -> None:
        """A new replay begins: count from nothing."""
        with self._lock:
            self._slices.clear()
            self._rows = 0
            self._began = self._moved = self._monotonic()

    def add(self, rows: int) -> None:
        """So many rows have come to rest."""
        with self._lock:
            now = self._moved = self._monotonic()
            self._rows += rows
            if self._slices and now - self._slices[-1][0] < _SLICE_S:
                begin, before = self._slices[-1]
                self._slices[-1] = begin, before + rows
            else:
                self._slices.append((now, rows))
            self._drop_old(now)

    def excuse(self) -> None:
        """That nothing moves has its reason: the time without progress begins anew."""
        with self._lock:
            self._moved = self._monotonic()

    def rows_per_s(self) -> float:
        """Over the last 30 s, or since ``begin``."""
        with self._lock:
            now = self._monotonic()
            self._drop_old(now)
            span = max(_SLICE_S, min(_SPAN_S, now - self._began))
            return sum(rows for _, rows in self._slices) / span

    def still_s(self) -> float:
        """For how many seconds nothing has come to rest, without an excuse."""
        with self._lock:
            return self._monotonic() - self._moved

    def _drop_old(self, now: float) -> None:
        while self._slices and self._slices[0][0] < now - _SPAN_S:
            self._slices.popleft()
