"""What a long-running worker is, and who hosts it; the host for production is ``hmi.qthreads``."""

from __future__ import annotations

import threading
from typing import Protocol


class Worker(Protocol):
    """A plain class that works until it is told to stop."""

    @property
    def name(self) -> str:
        """Name of the thread, unique in the station, e.g. ``poll PRESS_1``."""

    def run(self, stop: threading.Event) -> None:
        """Work until ``stop`` is set; returning earlier or raising is a death that the host notices."""

    def crashed(self, error: BaseException) -> None:
        """Called on the worker's thread after ``run`` died, before it is started again."""


class WorkerHandle(Protocol):
    """A hosted worker, seen from outside; every method may be called from any thread."""

    @property
    def restarts(self) -> int:
        """How often the worker died and was started again."""

    def is_alive(self) -> bool:
        """True until ``run`` has returned after a stop."""

    def request_stop(self) -> None:
        """Set the worker's stop event and return at once."""

    def join(self, timeout: float) -> bool:
        """Wait up to ``timeout`` seconds for the end; True when the thread is gone."""


class WorkerHost(Protocol):
    """Runs workers on threads of its own and starts those again that die."""

    def start(self, worker: Worker) -> WorkerHandle:
        """Run the worker on a new thread."""
