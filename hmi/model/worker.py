"""What a long-running worker is, and who hosts it; the host for production is ``hmi.qthreads``."""

from __future__ import annotations

import threading
from typing import Protocol, runtime_checkable

from hmi.model.status import WorkerStatus


class Worker(Protocol):
    """A plain class that works until it is told to stop.

    Each look at its ``stop`` is a sign of life; one that is silent for more than 4 s hangs, unless it has
    said that what it does may take longer (``hmi.model.heartbeat.may_take``).
    """

    @property
    def name(self) -> str:
        """Name of the thread, unique in the station, e.g. ``poll PRESS_1``."""

    def run(self, stop: threading.Event) -> None:
        """Work until ``stop`` is set; returning earlier or raising is a death that the host notices."""

    def crashed(self, error: BaseException) -> None:
        """Called on the worker's thread after ``run`` died, before it is started again."""


@runtime_checkable
class Interruptible(Protocol):
    """A worker that can be woken where it waits for somebody outside."""

    def interrupt(self) -> None:
        """Make what hangs fail now, later work begins afresh; from a thread of its own, which may block."""


@runtime_checkable
class Replaceable(Protocol):
    """A worker that can be run again while an earlier run hangs, and is left behind on its thread.

    Where that one wakes, its next look at its stop, ``may_take`` or ``checkpoint`` raises LeftBehindError.
    """

    def replaced(self, error: BaseException) -> None:
        """Called on the new run's thread before it begins: take the work out of the old run's hands."""


class WorkerHandle(Protocol):
    """A hosted worker, seen from outside; every method may be called from any thread."""

    @property
    def restarts(self) -> int:
        """How often the worker died, or hung and was replaced, and was started again."""

    def is_alive(self) -> bool:
        """True until ``run`` has returned after a stop."""

    def request_stop(self) -> None:
        """Set the worker's stop event and return at once."""

    def join(self, timeout: float) -> bool:
        """Wait up to ``timeout`` seconds for the end; True when the thread is gone."""


class WorkerHost(Protocol):
    """Runs workers on threads of its own, and starts those again that die or hang."""

    def start(self, worker: Worker) -> WorkerHandle:
        """Run the worker on a new thread."""

    def statuses(self) -> tuple[WorkerStatus, ...]:
        """Every worker that has not ended, and its signs of life; from any thread, at once."""
