"""Triggers of a HANDSHAKE group, from acceptance to answer."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hmi.model.reading import Destination, Receipt
from hmi.polling.clock import utc_now
from hmi.polling.errors import CapacityError

MERGE_WINDOW_S = 1.0
"""Repeats of a trigger within this time get the answer of the first."""

_MAX_WAITING = 100


@dataclass(frozen=True, slots=True)
class TriggerResult:
    """What became of a trigger.

    ``success`` means that the PLC was read; ``bad_count`` of its ``tag_count`` tags are BAD.
    ``destination`` says where the record came to rest, None while that is not known.
    """

    success: bool
    tag_count: int
    bad_count: int
    destination: Destination | None = None
    error: str | None = None


class Job:
    """One accepted trigger: exactly one poll, or an answer that says why there was none."""

    def __init__(self, accepted: float, accepted_at: datetime) -> None:
        self.accepted = accepted
        self.accepted_at = accepted_at
        self.receipt = Receipt()
        self._answered = threading.Event()
        self._success = False
        self._tag_count = 0
        self._bad_count = 0
        self._error: str | None = None

    def answer(self, tag_count: int, bad_count: int, error: str | None) -> None:
        """The poll is over and its record, if there is one, in the data queue; a second answer is ignored."""
        if self._answered.is_set():
            return
        self._success, self._error = error is None, error
        self._tag_count, self._bad_count = tag_count, bad_count
        self._answered.set()

    def result(self, timeout: float) -> TriggerResult | None:
        """The answer, as complete as it is after ``timeout`` seconds; None while the poll is not over."""
        deadline = time.monotonic() + timeout
        if not self._answered.wait(timeout):
            return None
        recorded = self._tag_count > 0
        destination = self.receipt.wait(max(0.0, deadline - time.monotonic())) if recorded else None
        return TriggerResult(self._success, self._tag_count, self._bad_count, destination, self._error)


@dataclass(frozen=True, slots=True)
class TriggerTicket:
    """The receipt of a trigger, accepted or ``merged`` into one of the second before; from any thread."""

    group_name: str
    merged: bool
    accepted_at: datetime
    job: Job

    def result(self, timeout: float) -> TriggerResult | None:
        """Wait up to ``timeout`` seconds for the poll, then for its record to be stored or backed up.

        None when the poll is not over by then. When only the record is still under way, the result
        comes with destination None; asking again is allowed. Without a record (the group was stopped,
        its worker died) ``tag_count`` is 0 and ``error`` says why.
        """
        return self.job.result(timeout)


class TriggerQueue:
    """Accepted triggers in the order of their polls; ``accept`` from any thread, the rest by the worker.

    ``wake`` is set whenever there is something to take.
    """

    def __init__(
        self, group_name: str, wake: threading.Event, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._group_name = group_name
        self._wake = wake
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._waiting: deque[Job] = deque()
        self._last: Job | None = None
        self._closed: str | None = None

    def accept(self) -> TriggerTicket:
        """Take a trigger, at once; less than a second after an accepted one it shares that one's poll.

        Raises:
            CapacityError: triggers come faster than the PLC answers, for a long time.
        """
        with self._lock:
            now = self._monotonic()
            if self._last is not None and now - self._last.accepted < MERGE_WINDOW_S:
                return TriggerTicket(self._group_name, True, self._last.accepted_at, self._last)
            if len(self._waiting) >= _MAX_WAITING:
                raise CapacityError(
                    f"Group {self._group_name}: {_MAX_WAITING} triggers still wait for their polls; "
                    "trigger less often, or find out why its PLC answers so slowly"
                )
            job = self._last = Job(now, utc_now())
            if self._closed is not None:
                job.answer(0, 0, self._closed)
            else:
                self._waiting.append(job)
                self._wake.set()
            return TriggerTicket(self._group_name, False, job.accepted_at, job)

    def take(self) -> Job | None:
        """The oldest waiting trigger; None when none waits."""
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def close(self, reason: str) -> None:
        """Answer everything that waits, and all that still comes, with a failure for this reason."""
        with self._lock:
            self._closed = reason
            while self._waiting:
                self._waiting.popleft().answer(0, 0, reason)
