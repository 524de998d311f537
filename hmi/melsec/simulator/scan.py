"""The scan of a simulated CPU: one request is served per END processing, over all connections.

Source: QnUCPU User's Manual (built-in Ethernet port): "regardless of request data size, one request is
processed at one END processing".
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable


class ScanClock:
    """Hands out END processings, one per request, on a fixed monotonic grid; 0 ms means no wait at all."""

    def __init__(self, scan_ms: float, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._scan_s = scan_ms / 1000.0
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._origin = monotonic()
        self._next_free = 0

    def wait_for_end(self, stop: threading.Event) -> bool:
        """Block until the next END that no other request has; False when ``stop`` came first."""
        if self._scan_s <= 0:
            return not stop.is_set()
        end = self._reserve()
        delay = self._origin + end * self._scan_s - self._monotonic()
        return not stop.wait(max(0.0, delay))

    def _reserve(self) -> int:
        """The number of the END that serves this request: the next on the grid, or the next one free."""
        with self._lock:
            elapsed = (self._monotonic() - self._origin) / self._scan_s
            end = max(math.floor(elapsed) + 1, self._next_free)
            self._next_free = end + 1
            return end
