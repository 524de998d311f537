"""Signs of life of a worker: every look at the stop event of its run is one."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_S = 4.0
"""How long a run may be silent where nothing explains it: with a look every second, seen within 5 s."""


class LeftBehindError(BaseException):
    """Raised in a run that another one has replaced, to end it: what it would do next is that one's work.

    No ``Exception``, so that nobody who handles errors takes it for one.
    """


class Heartbeat(threading.Event):
    """The stop event of one run of a worker, which notes the monotonic time of each look at it.

    Looks belong to the run's thread, and raise LeftBehindError once the run is left behind; ``set``,
    ``leave_behind`` and what the watcher asks come from any other.
    """

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        super().__init__()
        self.is_left_behind = False
        self._patience_s = patience_s
        self._allowed_s = patience_s
        self._beat = time.monotonic()

    # -- the run's thread ----------------------------------------------------------------------------------

    def is_set(self) -> bool:
        """Whether the run is to stop."""
        self.beat()
        return super().is_set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the stop; that is no hang, however long it takes."""
        with self.taking(math.inf):
            return super().wait(timeout)

    def beat(self) -> None:
        """Give a sign of life.

        Raises:
            LeftBehindError: another run has taken the place of this one.
        """
        if self.is_left_behind:
            raise LeftBehindError
        self._beat = time.monotonic()

    @contextmanager
    def taking(self, seconds: float) -> Iterator[None]:
        """What is inside may take so many seconds without a sign of life, and the usual patience more."""
        self.beat()
        before = self._allowed_s
        self._allowed_s = max(before, seconds + self._patience_s)
        try:
            yield
        finally:
            # In this order, for the watcher reads them in the other: it never sees the old silence with the
            # new allowance.
            self._beat = time.monotonic()
            self._allowed_s = before
            self.beat()

    @contextmanager
    def on_this_thread(self) -> Iterator[None]:
        """Let ``may_take`` and ``checkpoint`` on this thread be about this run."""
        _here.run = self
        try:
            yield
        finally:
            _here.run = None

    # -- other threads -------------------------------------------------------------------------------------

    def leave_behind(self) -> None:
        """Stop the run for good: it ends at its next look, and until then nobody waits for it."""
        self.is_left_behind = True
        self.set()

    def silence(self, now: float, since: float) -> tuple[float, float]:
        """Seconds without a sign of life, counted from ``since`` at the earliest, and those allowed."""
        allowed_s = self._allowed_s
        return max(0.0, now - max(self._beat, since)), allowed_s


class _Here(threading.local):
    run: Heartbeat | None = None


_here = _Here()


@contextmanager
def may_take(seconds: float) -> Iterator[None]:
    """Say that what is inside may take so long, where the worker on this thread cannot look at its stop.

    For waits that have a limit of their own, at the place that knows it. Without a worker nothing happens.

    Raises:
        LeftBehindError: another run has taken the place of this thread's, before or meanwhile.
    """
    if _here.run is None:
        yield
        return
    with _here.run.taking(seconds):
        yield


def checkpoint() -> None:
    """A sign of life of the worker on this thread, in the middle of its work; without a worker nothing.

    Raises:
        LeftBehindError: another run has taken the place of this thread's; stands before what must not
            be done twice.
    """
    if _here.run is not None:
        _here.run.beat()
