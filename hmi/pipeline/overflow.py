"""The way out for readings that no longer fit: to the CSV backup, counted, never silent."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from hmi.model.reading import Destination, Reading
from hmi.pipeline.rest import PutOff, Rest

_log = logging.getLogger(__name__)

_REPORT_EVERY_S = 10.0


class SpillSink(Protocol):
    """Where readings go that have to leave memory."""

    def spill(self, readings: Sequence[Reading], reason: str) -> None:
        """Put the readings on disk; they are safe (fsync) when this returns. Never touches the ledger.

        Raises:
            OSError: the disk refuses; nothing of these readings was kept.
        """


class Overflow:
    """Spills readings and settles them in the ledger; safe from any thread.

    What the disk refuses stays in the journal, where it is in it, and is lost else. A flood of spills is
    reported once every 10 s with its rows, so that the log stays readable.
    """

    def __init__(
        self, rest: Rest, sink: SpillSink, place: str, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._rest = rest
        self._sink = sink
        self._place = place
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._spilled = 0
        self._put_off = PutOff(0, 0)
        self._next_report = float("-inf")

    def spill(self, readings: Sequence[Reading]) -> None:
        """Bring the readings to rest in the CSV backup; when the disk refuses, leave them to the journal."""
        try:
            self._sink.spill(readings, f"{self._place} full")
        except OSError as error:
            self._report(0, self._rest.put_off(readings), error)
        except BaseException:  # unforeseen: not hidden, but these readings are in memory no more
            self._rest.put_off(readings)
            raise
        else:
            self._rest.settle(readings, Destination.BACKED_UP)
            self._report(sum(map(len, readings)), PutOff(0, 0), None)

    def _report(self, spilled: int, put_off: PutOff, error: OSError | None) -> None:
        with self._lock:
            self._spilled += spilled
            self._put_off = PutOff(
                self._put_off.parked + put_off.parked, self._put_off.dropped + put_off.dropped
            )
            now = self._monotonic()
            if now < self._next_report:
                return
            self._next_report = now + _REPORT_EVERY_S
            spilled, (parked, dropped) = self._spilled, self._put_off
            self._spilled, self._put_off = 0, PutOff(0, 0)
        if parked or dropped:
            _log.critical(
                "%s full, backup disk refuses: %d rows lost, %d rows stay in the journal, %d rows to CSV "
                "backup; free the disk (%s)",
                self._place,
                dropped,
                parked,
                spilled,
                error or "it works again",
            )
        else:
            _log.warning("%s full: oldest %d rows to CSV backup", self._place, spilled)
