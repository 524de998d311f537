"""Books for readings that leave the way: ledger first, then receipts, then the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hmi.model.reading import Destination, Reading
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger


class PutOff(NamedTuple):
    """Rows that no disk took: those that stay in the journal, and those that are lost."""

    parked: int
    dropped: int


class Rest:
    """Says that readings have come to rest, or could not; from any thread, never waits for a disk."""

    def __init__(self, ledger: Ledger, journal: Journal) -> None:
        self._ledger = ledger
        self._journal = journal

    def settle(self, readings: Sequence[Reading], destination: Destination) -> None:
        """All rows of the readings are there, or lost."""
        self._ledger.settle(sum(map(len, readings)), destination)
        self.release(readings, destination)

    def release(self, readings: Sequence[Reading], destination: Destination) -> None:
        """The same, where the ledger knows already."""
        for reading in readings:
            if reading.receipt is not None:
                reading.receipt.settle(destination)
        self._journal.acknowledge(readings)

    def put_off(self, readings: Sequence[Reading]) -> PutOff:
        """The disk refuses the readings: those in the journal stay pending there, the others are lost."""
        parked: list[Reading] = []
        dropped: list[Reading] = []
        for reading in readings:
            (parked if self.is_held(reading) else dropped).append(reading)
        self._journal.park(parked)
        self.settle(dropped, Destination.DROPPED)
        return PutOff(sum(map(len, parked)), sum(map(len, dropped)))

    def is_held(self, reading: Reading) -> bool:
        """True when the reading may leave memory, for it is in the journal."""
        return self._journal.holds(reading)
