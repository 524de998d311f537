"""The way out for readings that no longer fit: to the CSV backup, counted, never silent."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from hmi.model.reading import Destination, Reading
from hmi.pipeline.ledger import Ledger

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

    A flood of spills is reported once every 10 s with its rows, so that the log stays readable.
    """

    def __init__(
        self, ledger: Ledger, sink: SpillSink, place: str, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._ledger = ledger
        self._sink = sink
        self._place = place
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._unreported = dict.fromkeys((Destination.BACKED_UP, Destination.DROPPED), 0)
        self._next_report = float("-inf")

    def spill(self, readings: Sequence[Reading]) -> None:
        """Bring the readings to rest: backed up, or dropped when the disk refuses too."""
        rows = sum(map(len, readings))
        destination, error = Destination.DROPPED, None
        try:
            self._sink.spill(readings, f"{self._place} full")
            destination = Destination.BACKED_UP
        except OSError as refused:
            error = refused
        finally:  # also when the sink breaks in an unforeseen way: these rows are nowhere any more
            self._ledger.settle(rows, destination)
            for reading in readings:
                if reading.receipt is not None:
                    reading.receipt.settle(destination)
        self._report(rows, destination, error)

    def _report(self, rows: int, destination: Destination, error: OSError | None) -> None:
        with self._lock:
            self._unreported[destination] += rows
            now = self._monotonic()
            if now < self._next_report:
                return
            self._next_report = now + _REPORT_EVERY_S
            counts, self._unreported = self._unreported, dict.fromkeys(self._unreported, 0)
        if counts[Destination.DROPPED]:
            _log.critical(
                "%s full, backup disk refuses: %d rows lost, %d rows to CSV backup; free the disk (%s)",
                self._place,
                counts[Destination.DROPPED],
                counts[Destination.BACKED_UP],
                error or "it works again",
            )
        else:
            _log.warning("%s full: oldest %d rows to CSV backup", self._place, counts[Destination.BACKED_UP])
