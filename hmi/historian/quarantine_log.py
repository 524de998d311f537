"""Tells the log of refused rows without filling it: a tag that is refused is refused at every poll."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence

from hmi.historian.protocol import Rejected

_log = logging.getLogger(__name__)

_EVERY_S = 60.0


class RefusalLog:
    """Each code at once, then its rows of a minute in one line; safe from any thread."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._untold: dict[str, int] = {}

    def tell(self, rejected: Sequence[Rejected]) -> None:
        """Rows were refused and are in quarantine."""
        by_code: dict[str, list[Rejected]] = {}
        for item in rejected:
            by_code.setdefault(item.code, []).append(item)
        for code, items in by_code.items():
            rows = self._due(code, len(items))
            if rows:
                row, _, reason = items[0]
                _log.error(
                    "%d rows refused by the historian are in quarantine; one is %s %s: %s %s",
                    rows,
                    row.plc_code,
                    row.tag_address,
                    code,
                    reason,
                )

    def _due(self, code: str, rows: int) -> int:
        with self._lock:
            self._untold[code] = self._untold.get(code, 0) + rows
            now = self._monotonic()
            if now < self._next.get(code, now):
                return 0
            self._next[code] = now + _EVERY_S
            return self._untold.pop(code)
