"""Where old rows wait for the writer: prepared batches of backup files and of released quarantine rows."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from hmi.historian.protocol import Rejected, WriteResult
from hmi.model.heartbeat import checkpoint
from hmi.model.reading import Destination, Row


class OldBatch(Protocol):
    """Rows at rest that shall go to the historian; it may hold some of them already."""

    @property
    def rows(self) -> Sequence[Row]:
        """To be written, no more than one live batch has."""

    @property
    def refused(self) -> Sequence[Rejected]:
        """Rows beside them that no historian need be asked for; they go to quarantine in the same step."""

    @property
    def origin(self) -> Destination:
        """Where the ledger counts them: BACKED_UP or QUARANTINED."""

    def settle(self, result: WriteResult) -> None:
        """Every row is stored or in quarantine; on the writer's thread, once, before the ledger is told.

        Raises:
            OSError: the disk does not take note of it; the rows will be written again.
        """

    def failed(self, reason: str) -> None:
        """They could not be written now and will be tried again; on the writer's thread."""


class ReplayFeed:
    """A few batches, first in, first out; offered by the replay's thread, taken by the writer's.

    The batch that the writer took stays the first until it is ``done``: one that failed comes again.
    """

    def __init__(self, capacity: int = 2) -> None:
        self._capacity = capacity
        self._changed = threading.Condition(threading.Lock())
        self._batches: deque[OldBatch] = deque()
        self._in_hand = False
        self._wake: Callable[[], None] = lambda: None

    def call_when_ready(self, wake: Callable[[], None]) -> None:
        """``wake`` is called, on the replay's thread, whenever there is a batch where there was none."""
        self._wake = wake

    # -- the replay's side ------------------------------------------------------------------------------

    def offer(self, batch: OldBatch, timeout: float) -> bool:
        """Wait up to ``timeout`` seconds for room and put the batch behind the others; False without room."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._batches) < self._capacity, timeout):
                return False
            checkpoint()
            self._batches.append(batch)
        self._wake()
        return True

    def wait_until_empty(self, timeout: float) -> bool:
        """True when every batch is done, False when some are left after ``timeout`` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._batches, timeout)

    def withdraw(self) -> None:
        """Take back all batches but the one that the writer is at."""
        with self._changed:
            while len(self._batches) > self._in_hand:
                self._batches.pop()
            self._changed.notify_all()

    def holds(self, batch: OldBatch) -> bool:
        """True until the batch is done or was withdrawn."""
        with self._changed:
            return any(one is batch for one in self._batches)

    # -- the writer's side ------------------------------------------------------------------------------

    @property
    def has_batch(self) -> bool:
        """True while a batch waits for the writer; from any thread."""
        return bool(self._batches)

    def take(self) -> OldBatch | None:
        """The first batch, which stays the first until ``done``; None where there is none. Never blocks."""
        with self._changed:
            self._in_hand = bool(self._batches)
            return self._batches[0] if self._batches else None

    def give_back(self) -> None:
        """The batch taken last could not be brought to rest; it is the next again."""
        with self._changed:
            self._in_hand = False

    def done(self) -> None:
        """The batch taken last is at rest."""
        with self._changed:
            self._batches.popleft()
            self._in_hand = False
            self._changed.notify_all()
