"""The journal's keeper: what was appended becomes safe from a power loss soon, without a commit waiting."""

from __future__ import annotations

import threading

from hmi.pipeline.journal import Journal

_TICK_S = 0.1
_DURABLE_TICKS = 2
"""After so many ticks: an fsync may take as long again, and 500 ms are promised."""


class JournalKeeper:
    """A worker; also applies what was acknowledged while nothing is appended."""

    name = "journal"

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def run(self, stop: threading.Event) -> None:
        """Keep the journal until ``stop`` is set; its end is ``Journal.close``."""
        ticks = 0
        while not stop.wait(_TICK_S):
            ticks += 1
            self._journal.flush()
            if ticks % _DURABLE_TICKS == 0:
                self._journal.make_durable()

    def crashed(self, error: BaseException) -> None:
        """Nothing to mend: the next round does what this one left."""
