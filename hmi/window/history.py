"""What the charts show: the last minutes of a few figures, in ring buffers of numpy."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from hmi.model.status import GroupStatus
from hmi.window.snapshot import INTERVAL_MS, Snapshot

SPAN_S = 300.0
"""How far back the charts reach; also the span of the success rates."""

_RATE_SPAN_S = 2.0
_GAP_S = 5 * INTERVAL_MS / 1000
_CAPACITY = round(SPAN_S * 1000 / INTERVAL_MS)

Floats = npt.NDArray[np.float64]


class Ring:
    """The last ``capacity`` samples of several columns, each a contiguous view, oldest first.

    Every sample is written twice, ``capacity`` apart, so that a view never has to be put together.
    """

    def __init__(self, columns: int, capacity: int) -> None:
        self._data = np.full((columns + 1, 2 * capacity), np.nan)
        self._capacity = capacity
        self._next = 0
        self._count = 0

    def append(self, time: float, values: Sequence[float]) -> None:
        """Add one sample; NaN makes a gap in its curve."""
        sample = (time, *values)
        self._data[:, self._next] = sample
        self._data[:, self._next + self._capacity] = sample
        self._next = (self._next + 1) % self._capacity
        self._count = min(self._count + 1, self._capacity)

    def __len__(self) -> int:
        return self._count

    def times(self) -> Floats:
        """The times of the samples, in seconds since 1970."""
        return self._view(0)

    def column(self, index: int) -> Floats:
        """One column; valid until the next ``append``."""
        return self._view(1 + index)

    def _view(self, row: int) -> Floats:
        end = self._next + self._capacity
        return self._data[row, end - self._count : end]


class History:
    """Records every snapshot, whether a page shows it or not."""

    QUEUE, BUFFER, RATE, LATENCY = range(4)

    def __init__(self) -> None:
        self.ring = Ring(4, _CAPACITY)
        self._written: deque[tuple[float, int]] = deque()
        self._last_time: float | None = None

    def record(self, snapshot: Snapshot) -> None:
        """Add what the snapshot says; a pause of the window becomes a gap, not a straight line."""
        status, now = snapshot.status, snapshot.time
        if self._last_time is not None and not 0 <= now - self._last_time < _GAP_S:
            self.ring.append(now, (np.nan,) * 4)
            self._written.clear()
        self._last_time = now
        latency = status.writer.avg_write_latency_ms
        self.ring.append(
            now,
            (
                status.queue.utilization_pct,
                status.buffer.utilization_pct,
                self._rate(now, status.writer.rows_written),
                np.nan if latency is None else latency,
            ),
        )

    def _rate(self, now: float, rows_written: int) -> float:
        """Rows per second over the last two seconds, so that batches do not show as spikes."""
        self._written.append((now, rows_written))
        while now - self._written[0][0] > _RATE_SPAN_S + INTERVAL_MS / 2000:
            self._written.popleft()
        then, before = self._written[0]
        return (rows_written - before) / (now - then) if now - then >= _RATE_SPAN_S / 2 else np.nan


class SuccessRates:
    """The share of good polls of every group over the last minutes, from counters seen once a second."""

    def __init__(self, span_s: float = SPAN_S) -> None:
        self._span_s = span_s
        self._samples: deque[tuple[float, dict[str, tuple[int, int]]]] = deque()

    def record(self, time: float, groups: Iterable[GroupStatus]) -> None:
        """Add the counters of one snapshot."""
        counts = {group.group_name: (group.poll_count, group.success_count) for group in groups}
        self._samples.append((time, counts))
        while time - self._samples[0][0] > self._span_s:
            self._samples.popleft()

    def percent(self, group_name: str) -> float | None:
        """0 to 100, or None where the group was not polled in the span.

        A group that is started again counts from zero; then its own counters say it all.
        """
        if not self._samples:
            return None
        polls, good = self._samples[-1][1].get(group_name, (0, 0))
        polls_before, good_before = self._samples[0][1].get(group_name, (0, 0))
        if polls_before > polls or len(self._samples) == 1:
            polls_before = good_before = 0
        if polls == polls_before:
            return None
        return 100.0 * (good - good_before) / (polls - polls_before)
