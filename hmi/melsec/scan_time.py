"""A PLC's scan time, as its answers show it.

A built-in port serves one request at each END processing. So from one answer to the next, when the request
between them was sent at once, passes one scan. A request that comes alone meets the scan at any moment, and
waits for what is left of it.
"""

from __future__ import annotations

import threading
from collections import deque
from statistics import median, quantiles

_OVERHEAD_MS = 1.0
"""What a request that comes alone costs beside waiting (measured on QnU built-in ports)."""

_SAMPLES = 200
_ENOUGH = 8


class ScanMeter:
    """Estimates the scan time of one PLC from the last 200 answers; from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._following: deque[float] = deque(maxlen=_SAMPLES)
        self._alone: deque[float] = deque(maxlen=_SAMPLES)
        self._requests = 0

    def add(self, elapsed_s: float, *, follows: bool) -> None:
        """One answer came, ``elapsed_s`` after its request, or after the answer that this ``follows``."""
        with self._lock:
            self._requests += 1
            (self._following if follows else self._alone).append(elapsed_s * 1000.0)

    @property
    def requests(self) -> int:
        """Answers so far."""
        return self._requests

    @property
    def scan_ms(self) -> float | None:
        """The estimate; None before there are enough answers."""
        with self._lock:
            following, alone = list(self._following), list(self._alone)
        if len(following) >= _ENOUGH:
            return round(median(following), 2)
        if len(alone) >= _ENOUGH:
            # Requests at any moment of a scan wait half of it on average. Those that always come at the same
            # moment, for both clocks keep time, tell no more than that wait; and a few answers are late.
            usual, longest = median(alone) - _OVERHEAD_MS, quantiles(alone, n=20)[-1] - _OVERHEAD_MS
            return round(max(0.0, min(2 * usual, longest)), 2)
        return None
