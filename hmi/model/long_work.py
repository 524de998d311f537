"""Work that takes a while: how far it is, and whether anybody still wants it."""

from __future__ import annotations

import threading
import time

from hmi.model.errors import HmiError


class CancelledWorkError(HmiError):
    """Nobody wants the result any more."""


class LongWork:
    """One piece of long work, between the thread that does it and those that wait for it.

    ``given_up`` is set by others, such as a window that closes: then no work of it is wanted any more.
    """

    def __init__(self, given_up: threading.Event | None = None) -> None:
        self._given_up = given_up
        self._cancelled = False
        self.share = 0.0
        """How much is done, from 0 to 1; from any thread."""

    def cancel(self) -> None:
        """Have it end at its next step; from any thread."""
        self._cancelled = True

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody wants it any more; from any thread."""
        return self._cancelled or (self._given_up is not None and self._given_up.is_set())

    def step(self, share: float | None = None) -> None:
        """Tell how far the work is and let other threads run; by the worker, every few ms.

        Raises:
            CancelledWorkError: nobody wants it any more.
        """
        if share is not None:
            self.share = share
        time.sleep(0)  # else pure Python holds the interpreter for 5 ms at a time
        if self.is_cancelled:
            raise CancelledWorkError("cancelled")

    def part(self, number: int, count: int) -> LongWork:
        """One of ``count`` parts of equal length: its steps are steps of the whole."""
        return _Part(self, number, count)


class _Part(LongWork):
    """A part of a longer work."""

    def __init__(self, whole: LongWork, number: int, count: int) -> None:
        super().__init__()
        self._whole = whole
        self._number = number
        self._count = count

    def step(self, share: float | None = None) -> None:
        """A step of the whole."""
        if share is not None:
            self.share = share
        self._whole.step((self._number + self.share) / self._count)
