"""The ledger of accepted rows: what came in, and where each row is."""

from __future__ import annotations

import threading

from hmi.model.reading import Destination
from hmi.model.status import RowCounts


class Ledger:
    """Counts rows at the moment they change hands; safe from any thread.

    ``pending`` is counted for itself, not derived from the others, so that a row that is lost or counted
    twice shows as an imbalance instead of vanishing in a subtraction.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._accepted = 0
        self._pending = 0
        self._resting = dict.fromkeys(Destination, 0)

    def accept(self, rows: int) -> None:
        """A reading is in the journal, or had to go on without it: its rows are ours from here on."""
        with self._lock:
            self._accepted += rows
            self._pending += rows

    def settle(self, rows: int, destination: Destination) -> None:
        """Rows that were pending have come to rest."""
        with self._lock:
            self._pending -= rows
            self._resting[destination] += rows

    def found(self, rows: int, place: Destination) -> None:
        """Rows of an earlier run rest in ``place``: they are accounted for like those of this one."""
        with self._lock:
            self._accepted += rows
            self._resting[place] += rows

    def move(self, rows: int, source: Destination, destination: Destination) -> None:
        """Rows at rest have gone to another place; those that nobody knew of in ``source`` are found."""
        with self._lock:
            unknown = max(0, rows - self._resting[source])
            self._accepted += unknown
            self._resting[source] -= rows - unknown
            self._resting[destination] += rows

    def discard(self, rows: int, place: Destination) -> None:
        """A person has deleted rows that rested in ``place``: they are accounted for no more."""
        with self._lock:
            known = min(rows, self._resting[place])
            self._accepted -= known
            self._resting[place] -= known

    def counts(self) -> RowCounts:
        """All counts at one instant."""
        with self._lock:
            return RowCounts(
                accepted=self._accepted,
                stored=self._resting[Destination.STORED],
                pending=self._pending,
                backed_up=self._resting[Destination.BACKED_UP],
                quarantined=self._resting[Destination.QUARANTINED],
                dropped=self._resting[Destination.DROPPED],
            )
