"""A group that runs, or is stopping: what the engine does with it, whichever mode it has."""

from __future__ import annotations

from typing import Protocol

from hmi.model.plant import Plc
from hmi.model.status import GroupStatus
from hmi.model.worker import WorkerHandle
from hmi.polling.fixed import FixedGroup
from hmi.polling.line import PlcLine
from hmi.polling.triggered import HandshakeWorker


class Running(Protocol):
    """One running group; every method may be called from any thread."""

    @property
    def plc(self) -> Plc:
        """The PLC it reads."""

    def status(self) -> GroupStatus:
        """A snapshot; state running or error."""

    def request_stop(self) -> None:
        """Begin no further poll; returns at once."""

    def join(self, timeout: float) -> bool:
        """Wait up to ``timeout`` seconds for the poll in progress; True when the group has ended."""

    def abort(self) -> None:
        """Break off a poll that does not end; only after ``request_stop``."""


class RunningFixed:
    """A FIXED group, polled by its PLC's poller."""

    def __init__(self, line: PlcLine, group: FixedGroup) -> None:
        self.plc = line.plc
        self._poller = line.poller
        self._group = group
        line.subscribe(group)

    def status(self) -> GroupStatus:
        """A snapshot."""
        return self._group.status()

    def request_stop(self) -> None:
        """Take it off the poller; a poll that waits for room in the data queue waits no longer."""
        self._group.stop.set()
        self._poller.remove(self._group)

    def join(self, timeout: float) -> bool:
        """Wait for the poll in progress."""
        return self._poller.wait_until_idle(self._group, timeout)

    def abort(self) -> None:
        """Let the PLC go on hanging alone: other groups may share the request."""
        self._poller.abandon(self._group)


class RunningHandshake:
    """A HANDSHAKE group with a worker of its own; its trigger bit, if it has one, is on the PLC's poller."""

    def __init__(self, line: PlcLine, worker: HandshakeWorker, handle: WorkerHandle) -> None:
        self.plc = line.plc
        self.worker = worker
        self._poller = line.poller
        self._handle = handle
        if worker.watch is not None:
            line.subscribe(worker.watch)

    def status(self) -> GroupStatus:
        """A snapshot."""
        return self.worker.status()

    def request_stop(self) -> None:
        """Watch no further trigger, and end the worker after the poll in progress."""
        if self.worker.watch is not None:
            self._poller.remove(self.worker.watch)
        self._handle.request_stop()
        self.worker.wake()

    def join(self, timeout: float) -> bool:
        """Wait for the worker's end."""
        return self._handle.join(timeout)

    def abort(self) -> None:
        """Wake the worker where it hangs in the PLC."""
        self.worker.abort()
