"""What the writer has done: totals, and rates and percentiles over the last five minutes."""

from __future__ import annotations

import math
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

_WINDOW_S = 300.0
_SLICE_S = 5.0
_AGE_STEP = math.log(1.02)
"""Row ages are counted in classes 2 % wide: the percentile is within 1 %, the memory bounded."""


class MetricsSnapshot(NamedTuple):
    """Totals since the start; the others over the last five minutes."""

    rows_written: int
    successful_writes: int
    failed_writes: int
    retries: int
    success_rate_pct: float
    avg_batch_size: float
    avg_write_latency_ms: float | None
    p95_row_age_ms: float | None
    throughput_rows_per_s: float


@dataclass(slots=True)
class _Slice:
    """Counts of five seconds."""

    begin: float
    rows: int = 0
    ok: int = 0
    failed: int = 0
    latency_s: float = 0.0
    ages: Counter[int] = field(default_factory=Counter)


class WriterMetrics:
    """Counts writes in slices of five seconds; cheap, and safe from any thread."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._begin = monotonic()
        self._slices: deque[_Slice] = deque()
        self._rows_written = 0
        self._successful_writes = 0
        self._failed_writes = 0
        self._retries = 0

    def wrote(self, rows: int, latency_s: float, ages: Iterable[tuple[float, int]]) -> None:
        """Count a commit of ``rows`` rows; ``ages`` are (seconds from read to commit, rows) per reading."""
        classes = [(_age_class(age_s), count) for age_s, count in ages]
        with self._lock:
            current = self._slice()
            current.rows += rows
            current.ok += 1
            current.latency_s += latency_s
            for age_class, count in classes:
                current.ages[age_class] += count
            self._rows_written += rows
            self._successful_writes += 1

    def failed(self) -> None:
        """Count an attempt that failed."""
        with self._lock:
            self._slice().failed += 1
            self._failed_writes += 1

    def retried(self) -> None:
        """Count an attempt that repeats one that failed."""
        with self._lock:
            self._retries += 1

    def snapshot(self) -> MetricsSnapshot:
        """All figures at one moment."""
        with self._lock:
            self._drop_old()
            rows = sum(part.rows for part in self._slices)
            ok = sum(part.ok for part in self._slices)
            failed = sum(part.failed for part in self._slices)
            latency_s = sum(part.latency_s for part in self._slices)
            ages: Counter[int] = Counter()
            for part in self._slices:
                ages.update(part.ages)
            seconds = min(_WINDOW_S, max(1.0, self._monotonic() - self._begin))
            return MetricsSnapshot(
                rows_written=self._rows_written,
                successful_writes=self._successful_writes,
                failed_writes=self._failed_writes,
                retries=self._retries,
                success_rate_pct=round(100.0 * ok / (ok + failed), 2) if ok + failed else 100.0,
                avg_batch_size=round(rows / ok, 1) if ok else 0.0,
                avg_write_latency_ms=round(1000.0 * latency_s / ok, 3) if ok else None,
                p95_row_age_ms=_percentile_ms(ages, 0.95),
                throughput_rows_per_s=round(rows / seconds, 1),
            )

    def _slice(self) -> _Slice:
        now = self._monotonic()
        if not self._slices or now - self._slices[-1].begin >= _SLICE_S:
            self._slices.append(_Slice(now))
            self._drop_old()
        return self._slices[-1]

    def _drop_old(self) -> None:
        oldest = self._monotonic() - _WINDOW_S
        while self._slices and self._slices[0].begin < oldest:
            self._slices.popleft()


def _age_class(age_s: float) -> int:
    # Younger than 1 ms counts as 1 ms: also a read that seems to lie ahead after the clock was set back.
    return round(math.log(max(1.0, age_s * 1000.0)) / _AGE_STEP)


def _percentile_ms(ages: Counter[int], share: float) -> float | None:
    wanted = share * ages.total()
    seen = 0
    for age_class, count in sorted(ages.items()):
        seen += count
        if seen >= wanted:
            return round(math.exp(age_class * _AGE_STEP), 1)
    return None
