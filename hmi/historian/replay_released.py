"""Rows that a person released from quarantine: on their way to the historian again, before any file."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from hmi.historian.feed import ReplayFeed
from hmi.historian.protocol import WriteResult
from hmi.historian.quarantine import Quarantine
from hmi.historian.replay_batch import ReplayBatch
from hmi.model.reading import Destination
from hmi.pipeline.ledger import Ledger

_LOOK_EVERY_S = 1.0


class ReleasedRows:
    """Belongs to the replay's thread. One batch is on its way at a time, for it is asked for by its state."""

    def __init__(
        self,
        quarantine: Quarantine,
        feed: ReplayFeed,
        ledger: Ledger,
        set_aside_rows: Callable[[], int],
        batch_size: int,
        when_failed: Callable[[str], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._quarantine = quarantine
        self._feed = feed
        self._ledger = ledger
        self._set_aside_rows = set_aside_rows
        self._batch_size = batch_size
        self._when_failed = when_failed
        self._monotonic = monotonic
        self._next_look = -math.inf
        self._on_the_way: ReplayBatch | None = None
        self.is_empty = False
        """True when the last look found no row that waits."""

    def offer(self) -> None:
        """Once a second, and after each batch: offer the next one, and mend the ledger's count.

        Never waits for room: what finds none is offered later.
        """
        if self._on_the_way is not None or self._monotonic() < self._next_look:
            return
        self._next_look = self._monotonic() + _LOOK_EVERY_S
        try:
            self._mend_ledger()
            rows = self._quarantine.released(self._batch_size)
        except OSError as error:
            self._when_failed(f"the quarantine cannot be read: {error}")
            return
        self.is_empty = not rows
        if rows:
            batch = ReplayBatch(rows, (), Destination.QUARANTINED, 0, self._settled, self._when_failed)
            self._on_the_way = batch
            if not self._feed.offer(batch, 0.0):
                self._on_the_way = None

    def withdrawn(self) -> None:
        """The feed's batches were withdrawn: what was on its way is to be offered again."""
        if self._on_the_way is not None and not self._feed.holds(self._on_the_way):
            self._on_the_way = None

    def _settled(self, batch: ReplayBatch, result: WriteResult) -> None:
        refused = {(one.row.plc_code, one.row.tag_address, one.row.ts) for one in result.rejected}
        self._quarantine.sent(
            [row for row in batch.rows if (row.plc_code, row.tag_address, row.ts) not in refused]
        )
        self._next_look = -math.inf
        self._on_the_way = None

    def _mend_ledger(self) -> None:
        """Rows of an earlier run are found; those that a person deleted are accounted for no more."""
        # Damaged rows of backup files count as quarantined, too; they lie in the files that were set aside.
        known = self._ledger.counts().quarantined - self._set_aside_rows()
        difference = self._quarantine.reconcile(known)
        if difference > 0:
            self._ledger.found(difference, Destination.QUARANTINED)
        elif difference < 0:
            self._ledger.discard(-difference, Destination.QUARANTINED)
