"""The consumer: brings readings from the data queue through the journal into the circular buffer."""

from __future__ import annotations

import logging
import threading
from collections import deque

from hmi.model.reading import Destination, Reading
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.queue import DataQueue

_log = logging.getLogger(__name__)

_STOP_POLL_S = 0.1
"""How soon a stop is seen while the queue is empty; and between two chunks of leftovers then."""

_CHUNK_VALUES = 10_000
"""Leftovers that are taken up at once: live readings wait for them."""


class Consumer:
    """A worker; keeps the queue empty, so that polling never waits for the historian.

    What waits in the queue is one group commit to the journal; then it is accepted. Readings that wait in
    the journal, left by an earlier run or parked, follow while the buffer is less than half full.
    """

    name = "consumer"

    def __init__(self, queue: DataQueue, buffer: CircularBuffer, journal: Journal, ledger: Ledger) -> None:
        self._queue = queue
        self._buffer = buffer
        self._journal = journal
        self._ledger = ledger
        self._taken: deque[list[Reading]] = deque()  # out of the queue, not accepted yet
        self._accepting = threading.Lock()
        self._accepted: deque[Reading] = deque()  # and not in the buffer yet
        self._leftovers = 0

    def run(self, stop: threading.Event) -> None:
        """Move readings until ``stop`` is set, then what is left in the queue; leftovers may stay behind."""
        self._move_on()  # what an earlier run had in its hands when it died
        while not stop.is_set():
            self._take_up()
            self._move(_STOP_POLL_S)
        while self._move(0):
            pass

    def crashed(self, error: BaseException) -> None:
        """Nothing to mend: what was taken is still held, and the next run goes on with it."""

    def replaced(self, error: BaseException) -> None:
        """Nothing to mend either: whoever comes first moves what is held."""

    def _move(self, timeout: float) -> bool:
        taken = self._queue.take(timeout)
        if taken:
            self._taken.append(taken)
        self._move_on()
        return bool(taken)

    def _move_on(self) -> None:
        while self._taken:
            taken = self._taken[0]
            self._accept(taken, self._journal.append(taken))
        while (reading := self._next()) is not None:
            self._buffer.append(reading)

    def _next(self) -> Reading | None:
        # Taken out first: where ``append`` raises or hangs, it is over older ones that have to leave. A run
        # that was replaced may still be at it, so a look beforehand says nothing.
        try:
            return self._accepted.popleft()
        except IndexError:
            return None

    def _accept(self, taken: list[Reading], journaled: list[Reading]) -> None:
        """Once for each; a thread that hung in the journal finds that another has accepted its readings."""
        with self._accepting:
            if self._taken and self._taken[0] is taken:
                self._taken.popleft()
                self._ledger.accept(sum(map(len, journaled)))
                self._accepted.extend(journaled)
                return
        self._journal.acknowledge(journaled)

    def _take_up(self) -> None:
        self._account()
        room = self._buffer.room
        if room > 0:
            self._accepted.extend(self._journal.take_leftovers(min(room, _CHUNK_VALUES)))
            self._move_on()

    def _account(self) -> None:
        """Leftovers are ours from the moment they are known; what turns out to be unreadable is lost."""
        found = self._journal.leftover_values - self._leftovers
        if found:
            self._ledger.accept(found)
            self._leftovers += found
        lost = self._journal.take_lost()
        if lost:
            self._ledger.settle(lost, Destination.DROPPED)
            _log.critical("%d rows lost: the journal no longer has them", lost)
