"""What the writer has done: totals, and rates, means and row ages over five minutes and over an hour."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hmi.model.status import WriterFigures

_AGE_STEP = math.log(1.02)
"""Row ages are counted in classes 2 % wide: a percentile is within 1 %, and the memory bounded."""

_AGE_CLASSES = 1024
"""From 1 ms to a week; what is older is in the last class."""

_Counts = npt.NDArray[np.int64]


class MetricsSnapshot(NamedTuple):
    """Totals since the start, and the figures of two spans of time."""

    rows_written: int
    successful_writes: int
    failed_writes: int
    retries: int
    write_time_s: float
    last_5_min: WriterFigures
    last_hour: WriterFigures


class WriterMetrics:
    """Counts writes; cheap, and safe from any thread. Holds a megabyte at most, for ever."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        begin = monotonic()
        self._last_5_min = _Span(300.0, 5.0, begin)
        self._last_hour = _Span(3600.0, 60.0, begin)
        self._rows_written = 0
        self._successful_writes = 0
        self._failed_writes = 0
        self._retries = 0
        self._write_time_s = 0.0

    def wrote(self, rows: int, latency_s: float, ages: Iterable[tuple[float, int]]) -> None:
        """Count a commit of ``rows`` rows; ``ages`` are (seconds from read to commit, rows) per reading."""
        by_reading = np.array(list(ages), np.float64).reshape(-1, 2)
        by_class = _by_class(by_reading)
        oldest_s = float(by_reading[:, 0].max(initial=0.0))
        with self._lock:
            now = self._monotonic()
            for span in (self._last_5_min, self._last_hour):
                span.slice(now).wrote(rows, latency_s, by_class, oldest_s)
            self._rows_written += rows
            self._successful_writes += 1
            self._write_time_s += latency_s

    def failed(self) -> None:
        """Count an attempt that failed."""
        with self._lock:
            now = self._monotonic()
            for span in (self._last_5_min, self._last_hour):
                span.slice(now).failed += 1
            self._failed_writes += 1

    def retried(self) -> None:
        """Count an attempt that repeats one that failed."""
        with self._lock:
            self._retries += 1

    def snapshot(self) -> MetricsSnapshot:
        """All figures at one moment."""
        with self._lock:
            now = self._monotonic()
            return MetricsSnapshot(
                rows_written=self._rows_written,
                successful_writes=self._successful_writes,
                failed_writes=self._failed_writes,
                retries=self._retries,
                write_time_s=self._write_time_s,
                last_5_min=self._last_5_min.figures(now),
                last_hour=self._last_hour.figures(now),
            )


class _Slice:
    """Counts of a few seconds."""

    __slots__ = ("ages", "begin", "failed", "latency_s", "ok", "oldest_s", "rows")

    def __init__(self, begin: float) -> None:
        self.begin = begin
        self.rows = 0
        self.ok = 0
        self.failed = 0
        self.latency_s = 0.0
        self.oldest_s = 0.0
        self.ages = np.zeros(_AGE_CLASSES, np.int64)

    def wrote(self, rows: int, latency_s: float, ages: _Counts, oldest_s: float) -> None:
        """Count a commit; ``ages`` are rows by class."""
        self.rows += rows
        self.ok += 1
        self.latency_s += latency_s
        self.oldest_s = max(self.oldest_s, oldest_s)
        self.ages += ages


class _Span:
    """The last so many seconds in slices of a few, begun with what they count first; its owner locks it.

    A slice is let go as a whole when its beginning is too old, so nothing older than the span ever counts,
    and what is up to a slice younger than that may count no more.
    """

    def __init__(self, span_s: float, slice_s: float, begin: float) -> None:
        self._span_s = span_s
        self._slice_s = slice_s
        self._complete_since = begin
        self._slices: deque[_Slice] = deque()

    def slice(self, now: float) -> _Slice:
        """The slice of this moment."""
        if not self._slices or now - self._slices[-1].begin >= self._slice_s:
            self._slices.append(_Slice(now))
            self._drop_old(now)
        return self._slices[-1]

    def figures(self, now: float) -> WriterFigures:
        """Everything over the span; rates over as much of it as there was and is still counted."""
        self._drop_old(now)
        parts = self._slices
        if not parts:
            return WriterFigures()
        rows, ok = sum(part.rows for part in parts), sum(part.ok for part in parts)
        attempts = ok + sum(part.failed for part in parts)
        latency_s = sum(part.latency_s for part in parts)
        ages = np.sum([part.ages for part in parts], axis=0).cumsum()
        oldest_ms = 1000.0 * max(part.oldest_s for part in parts)
        seconds = max(1.0, min(self._span_s, now - self._complete_since))
        return WriterFigures(
            success_rate_pct=round(100.0 * ok / attempts, 2),
            avg_batch_size=round(rows / ok, 1) if ok else 0.0,
            avg_write_latency_ms=round(1000.0 * latency_s / ok, 3) if ok else None,
            p50_row_age_ms=_percentile_ms(ages, 0.50, oldest_ms),
            p95_row_age_ms=_percentile_ms(ages, 0.95, oldest_ms),
            max_row_age_ms=round(oldest_ms, 1) if ages[-1] else None,
            throughput_rows_per_s=round(rows / seconds, 1),
        )

    def _drop_old(self, now: float) -> None:
        while self._slices and self._slices[0].begin < now - self._span_s:
            self._complete_since = self._slices.popleft().begin + self._slice_s


def _by_class(ages: npt.NDArray[np.float64]) -> _Counts:
    """Rows by class of age, from lines of (seconds, rows)."""
    # Younger than 1 ms counts as 1 ms: also a read that seems to lie ahead after the clock was set back.
    classes = np.rint(np.log(np.maximum(1.0, 1000.0 * ages[:, 0])) / _AGE_STEP).astype(np.int64)
    counts = np.bincount(np.minimum(classes, _AGE_CLASSES - 1), ages[:, 1], _AGE_CLASSES)
    return counts.astype(np.int64)


def _percentile_ms(up_to: _Counts, share: float, oldest_ms: float) -> float | None:
    """From the number of rows up to each class; a class's middle may lie behind its oldest row."""
    if not up_to[-1]:
        return None
    age_class = int(np.searchsorted(up_to, share * up_to[-1]))
    return round(min(oldest_ms, math.exp(age_class * _AGE_STEP)), 1)
