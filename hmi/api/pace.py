"""How fast requests are let through: however much is asked, the polls keep their time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

_PER_S = 400.0
"""A request takes some 0.7 ms of one processor; 50 clients that never pause wait 125 ms each at this rate."""
_BURST = 100
"""So many may come at the same moment, such as all clients at the full second."""
_LONGEST_S = 2.0


class Pace:
    """On the server's loop alone."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._booked = 0.0
        """Until when the rate is used up, in monotonic seconds."""

    def book(self) -> float | None:
        """Take a turn; how many seconds it is until then, None where it would be too long to wait for."""
        now = self._monotonic()
        booked = max(self._booked, now)
        wait_s = booked - now - _BURST / _PER_S
        if wait_s > _LONGEST_S:
            return None
        self._booked = booked + 1 / _PER_S
        return max(0.0, wait_s)

    async def turn(self) -> bool:
        """Wait for the turn of a request; False where too many wait already."""
        wait_s = self.book()
        if wait_s is None:
            return False
        if wait_s:
            await asyncio.sleep(wait_s)
        return True
