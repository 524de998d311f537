"""The worker of a HANDSHAKE group: one poll for each trigger, by hand or by the PLC; hosted elsewhere."""

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
from hmi.polling.subscriber import Subscriber
from hmi.polling.triggers import Job, TriggerQueue, TriggerTicket

_LOOK_FOR_STOP_S = 0.1


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
        self._recorder = recorder
        self._reader = reader
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

    def wake(self) -> None:
        """Have the worker look at its stop now, where it waits for a trigger."""
        self._wake.set()

    def run(self, stop: threading.Event) -> None:
        """Poll for each trigger; those by hand that still wait at a stop are answered with a failure.

        A PLC that waits for its acknowledge is answered when the group is started again.
        """
        try:
            self._reader.prepare()
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
                name = self._recorder.group.group_name
                self._triggers.close(f"Group {name} was stopped before this trigger's poll")

    def crashed(self, error: BaseException) -> None:
        """Count the death and answer the trigger it hit; the host starts ``run`` again."""
        self._recorder.crashed(death(error))
        if self._polling is not None:
            self._polling.answer(0, 0, death(error))
            self._polling = None

    def interrupt(self) -> None:
        """Make a poll or an acknowledge that hangs fail; later ones begin afresh."""
        self._reader.interrupt()
        if self._handshake is not None:
            self._handshake.interrupt()

    def replaced(self, error: BaseException) -> None:
        """Read afresh: a handshake goes on from its levels, as after a death."""
        self._reader.renew()
        if self._handshake is not None:
            self._handshake.replaced()
        self.crashed(error)

    def status(self) -> GroupStatus:
        """A snapshot, from any thread."""
        status = self._recorder.status(self._reader.requests_per_poll)
        return status if self._handshake is None else self._handshake.status(status)

    def abort(self) -> None:
        """Wake a poll or an acknowledge that hangs in the PLC; only together with a stop."""
        self._reader.abort()
        if self._handshake is not None:
            self._handshake.abort()

    def _poll_for(self, job: Job, stop: threading.Event) -> None:
        self._polling = job
        self._recorder.meter.started(self._monotonic() - job.accepted)
        outcome = self._poll(stop, job.receipt)
        job.answer(len(self._recorder.tags), outcome.bad_count, outcome.error)
        self._polling = None

    def _poll(self, stop: threading.Event, receipt: Receipt) -> Outcome:
        """Read the group once and record what came; blocks while the data queue is full."""
        begun = time.perf_counter()
        try:
            poll = self._reader.read()
        except PlcError as error:
            return self._recorder.record_failure(error, stop, receipt)
        return self._recorder.record(poll, time.perf_counter() - begun, stop, receipt)
