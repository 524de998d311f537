"""The consumer: moves readings from the data queue into the circular buffer."""

from __future__ import annotations

import threading

from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.queue import DataQueue

_STOP_POLL_S = 0.1
"""How soon a stop is seen while the queue is empty."""


class Consumer:
    """A worker; keeps the queue empty, so that polling never waits for the historian."""

    name = "consumer"

    def __init__(self, queue: DataQueue, buffer: CircularBuffer) -> None:
        self._queue = queue
        self._buffer = buffer

    def run(self, stop: threading.Event) -> None:
        """Move readings until ``stop`` is set, then what is left in the queue."""
        while not stop.is_set():
            self._move(_STOP_POLL_S)
        while self._move(0):
            pass

    def crashed(self, error: BaseException) -> None:
        """Nothing to mend: a reading is in the queue or in the buffer, and the host logs the error."""

    def _move(self, timeout: float) -> bool:
        reading = self._queue.get(timeout)
        if reading is None:
            return False
        self._buffer.append(reading)
        return True
