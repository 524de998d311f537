"""The workers of polling groups: FIXED by the clock, HANDSHAKE by trigger; hosted elsewhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from hmi.melsec.errors import PlcError
from hmi.model.reading import Receipt
from hmi.model.status import GroupStatus
from hmi.polling.fixed import death
from hmi.polling.handshake import PlcHandshake
from hmi.polling.reader import GroupReader
from hmi.polling.recorder import GroupRecorder, Outcome
from hmi.polling.schedule import Schedule
from hmi.polling.subscriber import Subscriber
from hmi.polling.triggers import Job, TriggerQueue, TriggerResult, TriggerTicket

__all__ = ["FixedWorker", "GroupPoller", "HandshakeWorker", "TriggerResult", "TriggerTicket"]

_LOOK_FOR_STOP_S = 0.1


class GroupPoller:
    """One poll of a group: read it, and record what came.

    Shared by both kinds of workers and used on the worker's thread, but for ``status`` and ``abort``.
    """

    def __init__(self, recorder: GroupRecorder, reader: GroupReader) -> None:
        self.group = recorder.group
        self.tags = recorder.tags
        self.meter = recorder.meter
        self._recorder = recorder
        self._reader = reader

    def poll(self, stop: threading.Event, receipt: Receipt | None = None) -> Outcome:
        """Read the group once; blocks while the data queue is full."""
        begun = time.perf_counter()
        try:
            poll = self._reader.read()
        except PlcError as error:
            return self._recorder.record_failure(error, stop, receipt)
        return self._recorder.record(poll, time.perf_counter() - begun, stop, receipt)

    def status(self) -> GroupStatus:
        """A snapshot, from any thread."""
        return self._recorder.status(self._reader.requests_per_poll)

    def abort(self) -> None:
        """Wake a poll that hangs in the PLC, from another thread; the group is not read any more."""
        self._reader.abort()


class FixedWorker:
    """Polls a FIXED group at its own interval until it is stopped."""

    def __init__(self, poller: GroupPoller, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.poller = poller
        self.name = f"poll {poller.group.group_name}"
        self._monotonic = monotonic

    def run(self, stop: threading.Event) -> None:
        """Poll at every tick; the poll in progress is finished after a stop."""
        meter = self.poller.meter
        schedule = Schedule(self.poller.group.polling_interval_ms / 1000.0, self._monotonic())
        while not stop.wait(max(0.0, schedule.due - self._monotonic())):
            meter.started(self._monotonic() - schedule.due)
            self.poller.poll(stop)
            missed = schedule.advance(self._monotonic())
            if missed:
                meter.overran(missed)

    def crashed(self, error: BaseException) -> None:
        """Count the death; the host starts ``run`` again."""
        self.poller.meter.crashed(death(error))

    def status(self) -> GroupStatus:
        """A snapshot, from any thread."""
        return self.poller.status()

    def abort(self) -> None:
        """Wake a poll that hangs in the PLC; only together with a stop."""
        self.poller.abort()


class HandshakeWorker:
    """Polls a HANDSHAKE group once for each trigger until it is stopped.

    Triggers by hand are taken in their order; ``handshake`` answers those of the PLC, and goes first.
    """

    def __init__(
        self,
        recorder: GroupRecorder,
        reader: GroupReader,
        handshake: PlcHandshake | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = f"poll {recorder.group.group_name}"
        self.watch: Subscriber | None = None if handshake is None else handshake.watch
        """What the PLC's poller has to read for the handshake, from the group's start to its stop."""
        self._poller = GroupPoller(recorder, reader)
        self._handshake = handshake
        self._monotonic = monotonic
        self._wake = threading.Event() if handshake is None else handshake.wake
        self._triggers = TriggerQueue(recorder.group.group_name, self._wake, monotonic=monotonic)
        self._polling: Job | None = None

    def trigger(self) -> TriggerTicket:
        """Ask for one poll, from any thread; returns at once.

        Raises:
            CapacityError: too many triggers wait already.
        """
        return self._triggers.accept()

    def run(self, stop: threading.Event) -> None:
        """Poll for each trigger; those by hand that still wait at a stop are answered with a failure.

        A PLC that waits for its acknowledge is answered when the group is started again.
        """
        try:
            while not stop.is_set():
                self._wake.clear()
                if self._handshake is not None:
                    self._handshake.step(stop)
                job = self._triggers.take()
                if job is not None:
                    self._poll_for(job, stop)
                else:
                    self._wake.wait(_LOOK_FOR_STOP_S)
        finally:
            if stop.is_set():
                name = self._poller.group.group_name
                self._triggers.close(f"Group {name} was stopped before this trigger's poll")

    def crashed(self, error: BaseException) -> None:
        """Count the death and answer the trigger it hit; the host starts ``run`` again."""
        self._poller.meter.crashed(death(error))
        if self._polling is not None:
            self._polling.answer(0, 0, death(error))
            self._polling = None

    def status(self) -> GroupStatus:
        """A snapshot, from any thread."""
        status = self._poller.status()
        return status if self._handshake is None else self._handshake.status(status)

    def abort(self) -> None:
        """Wake a poll or an acknowledge that hangs in the PLC; only together with a stop."""
        self._poller.abort()
        if self._handshake is not None:
            self._handshake.abort()

    def _poll_for(self, job: Job, stop: threading.Event) -> None:
        self._polling = job
        self._poller.meter.started(self._monotonic() - job.accepted)
        outcome = self._poller.poll(stop, job.receipt)
        job.answer(len(self._poller.tags), outcome.bad_count, outcome.error)
        self._polling = None
