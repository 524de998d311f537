"""A process beside the others that only waits: how long the machine itself keeps a thread from its turn."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

_TICK_S = 0.005
_NOTED_MS = 10.0
_END_S = 10.0


class Bystander:
    """Waits 5 ms and again, in a process of its own, until it is asked how long that took."""

    def __init__(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._ours, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_wait_for_turns, args=(theirs,), daemon=True)
        self._gaps: list[tuple[float, float]] = []

    def __enter__(self) -> Self:
        self._process.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ours.send(None)
        if self._ours.poll(_END_S):
            self._gaps = self._ours.recv()
        self._process.join()

    def worst_ms(self, begin: float, end: float) -> float:
        """The longest gap between two turns, in ms, of those that ended in a span of time; once it is left.

        Times in seconds since 1970.
        """
        return max((gap for at, gap in self._gaps if begin < at <= end), default=_NOTED_MS)


def _wait_for_turns(asked: Connection) -> None:
    gaps: list[tuple[float, float]] = []
    last = time.monotonic()
    while not asked.poll(_TICK_S):
        now = time.monotonic()
        gap_ms = 1000.0 * (now - last)
        if gap_ms > _NOTED_MS:
            gaps.append((time.time(), gap_ms))
        last = now
    asked.send(gaps)
