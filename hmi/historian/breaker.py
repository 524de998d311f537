"""The circuit breaker before the historian: while it is open, rows go straight to the CSV backup."""

from __future__ import annotations

import time
from collections.abc import Callable

_BREATH_S = 1.0
"""After a probe that hung, before the next one: what came meanwhile has to go to disk first."""


class Breaker:
    """Closed at first; while open, one probe every ``probe_interval_s`` seconds.

    Changed by the writer's thread only; ``is_open`` may be read from any thread.
    """

    def __init__(self, probe_interval_s: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._probe_interval_s = probe_interval_s
        self._monotonic = monotonic
        self._opened: float | None = None
        self._attempt_began = 0.0
        self._next_probe = 0.0

    @property
    def is_open(self) -> bool:
        """True while the historian is taken for failed."""
        return self._opened is not None

    def allows_attempt(self) -> bool:
        """True when closed, and once in every probe interval when open; the attempt then begins."""
        now = self._monotonic()
        if self._opened is not None and now < self._next_probe:
            return False
        self._attempt_began = now
        return True

    def open(self) -> bool:
        """Note a failure; True when it was closed before.

        The next probe is one interval from the beginning of this attempt: one that hung for longer than
        that has kept everybody waiting already.
        """
        now = self._monotonic()
        breath = min(_BREATH_S, self._probe_interval_s)
        self._next_probe = max(self._attempt_began + self._probe_interval_s, now + breath)
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
