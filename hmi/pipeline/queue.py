"""The data queue: between the polling threads and the consumer, bounded, never silent."""

from __future__ import annotations

import threading
import time
from collections import deque

from hmi.model.heartbeat import checkpoint
from hmi.model.reading import Reading
from hmi.model.status import QueueStatus
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.overflow import Overflow, SpillSink
from hmi.pipeline.rest import Rest

_STOP_POLL_S = 0.1
"""How soon a stop is seen while waiting; an Event cannot be waited for together with a Condition."""


class DataQueue:
    """First in, first out, up to ``max_readings`` readings; safe from any thread.

    A reading that waits here is not accepted yet; one that has to leave for the CSV backup is, with that.
    """

    def __init__(
        self,
        ledger: Ledger,
        spill: SpillSink,
        journal: Journal,
        *,
        max_readings: int = 10_000,
        put_timeout: float = 30.0,
    ) -> None:
        self._ledger = ledger
        self._journal = journal
        self._overflow = Overflow(Rest(ledger, journal), spill, "data queue")
        self._max_readings = max_readings
        # One spill costs one fsync, so a full queue makes room for more than the one that knocks.
        self._spill_readings = max(1, max_readings // 100)
        self._put_timeout = put_timeout
        self._readings: deque[Reading] = deque()
        lock = threading.Lock()
        self._not_empty = threading.Condition(lock)
        self._not_full = threading.Condition(lock)

    def put(self, reading: Reading, stop: threading.Event | None = None) -> None:
        """Add a reading; never refuses.

        While the queue is full this waits up to ``put_timeout`` seconds, or until ``stop`` is set; then
        the oldest readings go to the CSV backup to make room.
        """
        with self._not_full:
            self._wait_for_room(stop)
            oldest = self._make_room()
            self._readings.append(reading)
            self._not_empty.notify()
        if oldest:
            self._journal.keep_times(oldest)
            self._ledger.accept(sum(map(len, oldest)))
            self._overflow.spill(oldest)

    def take(self, timeout: float, max_readings: int = 256, max_values: int = 50_000) -> list[Reading]:
        """The oldest readings, as many as fit, at least one; or [] where none came in ``timeout`` seconds."""
        with self._not_empty:
            if not self._readings and timeout > 0:
                self._not_empty.wait(timeout)
            taken: list[Reading] = []
            values = 0
            while self._readings and len(taken) < max_readings:
                values += len(self._readings[0])
                if taken and values > max_values:
                    break
                taken.append(self._readings.popleft())
            self._not_full.notify(len(taken))
            return taken

    def wake(self) -> None:
        """Have whoever waits in ``take`` return now; from any thread."""
        with self._not_empty:
            self._not_empty.notify_all()

    def status(self) -> QueueStatus:
        """Fill level, in readings."""
        size = len(self)
        return QueueStatus(size, self._max_readings, round(100.0 * size / self._max_readings, 1))

    def __len__(self) -> int:
        """Readings that wait."""
        return len(self._readings)

    def _wait_for_room(self, stop: threading.Event | None) -> None:
        deadline = time.monotonic() + self._put_timeout
        while len(self._readings) >= self._max_readings:
            left = deadline - time.monotonic()
            if left <= 0 or (stop is not None and stop.is_set()):
                return
            checkpoint()  # whoever polls waits here, and does not hang
            self._not_full.wait(min(left, _STOP_POLL_S))

    def _make_room(self) -> list[Reading]:
        if len(self._readings) < self._max_readings:
            return []
        self._not_full.notify_all()
        return [self._readings.popleft() for _ in range(self._spill_readings)]
