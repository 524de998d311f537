"""A PLC's scan time, as its answers show it.

A built-in port serves one request at each END processing. A request that follows an answer at once waits
one whole scan for its turn, and costs about 1 ms beside it (measured on QnU built-in ports).
"""

from __future__ import annotations

import threading
from collections import deque
from statistics import median

REQUEST_OVERHEAD_MS = 1.0
"""What a request costs beside the PLC's scan."""

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
        """One answer came ``elapsed_s`` after its request, which ``follows`` the answer before it at once."""
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
            typical = median(following)
        elif len(alone) >= _ENOUGH:
            # These met the scan at any moment of it, and waited half of one on average.
            typical = 2 * (sum(alone) / len(alone) - REQUEST_OVERHEAD_MS) + REQUEST_OVERHEAD_MS
        else:
            return None
        return round(max(0.0, typical - REQUEST_OVERHEAD_MS), 2)
