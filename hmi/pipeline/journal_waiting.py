"""What waits in the journal and nowhere else: leftovers of an earlier run, and readings that were parked."""

from __future__ import annotations

import heapq
import logging
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace

from hmi.model.reading import Destination, Reading, Receipt
from hmi.pipeline.journal_codec import READING, Codec, Record, is_intact
from hmi.pipeline.journal_file import JournalFile, Totals

_log = logging.getLogger(__name__)


class Waiting:
    """Which readings wait, by their numbers; ``lock`` guards it, but the file is read without it.

    Leftovers cost no memory, parked readings some 100 bytes each.
    """

    def __init__(self, leftovers: Totals, lock: threading.Lock) -> None:
        self._lock = lock
        self._after = 0  # leftovers are taken in the order of their numbers
        self._until = leftovers.last
        self._values = leftovers.values  # of leftovers that were not taken yet
        self._parked: list[tuple[int, int]] = []  # a heap of (number, values)
        self._receipts: dict[int, Receipt] = {}
        self._lost = 0

    def park(self, reading: Reading) -> None:
        """The reading is in the file, and in memory no more; called with the lock held."""
        heapq.heappush(self._parked, (reading.journal_seq, len(reading)))
        if reading.receipt is not None:
            self._receipts[reading.journal_seq] = reading.receipt

    def forget(self) -> None:
        """The file is gone, and all that waited with it."""
        with self._lock:
            self._lose_leftovers()
            while self._parked:
                self._lose(*heapq.heappop(self._parked))

    def take_lost(self) -> int:
        """Values that are gone since this was asked last."""
        with self._lock:
            lost, self._lost = self._lost, 0
            return lost

    def take(self, file: JournalFile, codec: Codec, max_values: int) -> list[Reading]:
        """The oldest readings up to so many values, at least one if any waits; raises sqlite3.Error."""
        parked = self._pop(max_values)
        if not parked:
            return self._take_leftovers(file, codec, max_values)
        try:
            return self._read(file, codec, parked)
        except sqlite3.Error:
            with self._lock:
                for entry in parked:
                    heapq.heappush(self._parked, entry)
            raise

    def _pop(self, max_values: int) -> list[tuple[int, int]]:
        """Parked readings, as long as none of the leftovers is older."""
        entries: list[tuple[int, int]] = []
        with self._lock:
            while self._parked and (self._after == self._until or self._parked[0][0] <= self._after):
                max_values -= self._parked[0][1]
                if entries and max_values < 0:
                    break
                entries.append(heapq.heappop(self._parked))
        return entries

    def _read(self, file: JournalFile, codec: Codec, parked: list[tuple[int, int]]) -> list[Reading]:
        records = [next(file.readings(number - 1, number), None) for number, _ in parked]
        found = []
        for (number, values), record in zip(parked, records, strict=True):
            reading = _decoded(codec, record) if record is not None else None
            with self._lock:
                if reading is None:
                    self._lose(number, values)
                else:
                    found.append(replace(reading, receipt=self._receipts.pop(number, None)))
        return found

    def _take_leftovers(self, file: JournalFile, codec: Codec, max_values: int) -> list[Reading]:
        if self._after == self._until:
            return []
        found: list[Reading] = []
        values = 0
        with closing(file.readings(self._after, self._until)) as records:
            for record in records:
                if found and values + record.size > max_values:
                    break
                self._after = record.number
                if (reading := _decoded(codec, record)) is not None:
                    found.append(reading)
                    values += len(reading)
            else:
                self._after = self._until
        with self._lock:
            self._values -= values
            if self._after == self._until:
                self._lose_leftovers()
        return found

    def _lose_leftovers(self) -> None:
        self._lost += self._values
        self._values, self._after = 0, self._until

    def _lose(self, number: int, values: int) -> None:
        self._lost += values
        if (receipt := self._receipts.pop(number, None)) is not None:
            receipt.settle(Destination.DROPPED)


def _decoded(codec: Codec, record: Record) -> Reading | None:
    if not is_intact(READING, record):
        _log.critical("reading %d of the journal was damaged since the start", record.number)
        return None
    try:
        return codec.decode(record)
    except (ValueError, TypeError, KeyError) as error:
        _log.critical("reading %d of the journal makes no sense: %r", record.number, error)
        return None
