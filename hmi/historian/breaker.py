"""The circuit breaker before the historian: while it is open, rows go straight to the CSV backup."""

from __future__ import annotations

import time
from collections.abc import Callable


class Breaker:
    """Closed at first. Changed by the writer's thread only; ``is_open`` may be read from any thread."""

    def __init__(self, probe_interval_s: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._probe_interval_s = probe_interval_s
        self._monotonic = monotonic
        self._opened: float | None = None
        self._next_probe = 0.0

    @property
    def is_open(self) -> bool:
        """True while the historian is taken for failed."""
        return self._opened is not None

    def allows_attempt(self) -> bool:
        """True when closed, and once in every probe interval when open."""
        return self._opened is None or self._monotonic() >= self._next_probe

    def open(self) -> bool:
        """Note a failure; the next probe is one interval from now. True when it was closed before."""
        now = self._monotonic()
        self._next_probe = now + self._probe_interval_s
        if self._opened is not None:
            return False
        self._opened = now
        return True

    def close(self) -> float | None:
        """Note a success; how long it had been open in seconds, or None when it was closed already."""
        if self._opened is None:
            return None
        outage, self._opened = self._monotonic() - self._opened, None
        return outage
