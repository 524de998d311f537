"""Where a batch comes to rest: files first, then the ledger and the receipts, exactly once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from datetime import datetime

from hmi.historian.backup import CsvBackup
from hmi.historian.protocol import WriteResult
from hmi.historian.quarantine import Quarantine
from hmi.model.heartbeat import checkpoint
from hmi.model.reading import Destination, Reading
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.rest import Rest

_log = logging.getLogger(__name__)

_TAKE_OVER_WAIT_S = 1.0
_TAKE_OVER_VALUES = 10_000


class Settlement:
    """Settles what the buffer has in flight; the writer's thread, until another thread takes over.

    Every step holds one lock, so that a batch is never settled by both threads.
    """

    def __init__(
        self,
        buffer: CircularBuffer,
        backup: CsvBackup,
        quarantine: Quarantine,
        ledger: Ledger,
        journal: Journal,
    ) -> None:
        self._buffer = buffer
        self._backup = backup
        self._quarantine = quarantine
        self._ledger = ledger
        self._rest = Rest(ledger, journal)
        self._lock = threading.Lock()
        self._taken_over = False
        self._disk_refuses = False

    @property
    def disk_refuses(self) -> bool:
        """True while a batch stays in memory because the disk did not take it; from any thread."""
        return self._disk_refuses

    @property
    def is_taken_over(self) -> bool:
        """True once ``take_over`` was called: the writer's thread was left behind; from any thread."""
        return self._taken_over

    def store(self, batch: Sequence[Reading], result: WriteResult, *, at_end: bool = False) -> bool:
        """Settle a batch the historian answered for, its refused rows to quarantine.

        False when the disk refuses them: the batch stays in flight and may be written again as a whole.
        ``at_end`` their readings stay in the journal instead, or these rows are dropped.
        """
        with self._lock:
            if self._is_settled(batch):
                return True
            try:
                self._quarantine.write(result.rejected)
            except OSError as error:
                self._refused(error)
                if at_end:
                    self._store_but_refused(batch, result)
                return at_end
            self._disk_refuses = False  # no row needs the disk any more, or it took them
            self._buffer.done()
            self._settle_stored(batch, result, Destination.QUARANTINED)
            return True

    def back_up(self, batch: Sequence[Reading], reason: str, *, at_end: bool = False) -> bool:
        """Settle a batch in the CSV backup.

        False when the disk refuses it: the batch stays in flight; ``at_end`` it stays in the journal
        instead, and what is not in that is dropped.
        """
        with self._lock:
            if self._is_settled(batch):
                return True
            is_backed_up = self._spill(batch, reason, at_end=at_end)
            return is_backed_up or at_end

    def take_over(self, reason: str) -> None:
        """Back up everything the buffer holds; the writer's thread settles nothing from here on."""
        if not self._lock.acquire(timeout=_TAKE_OVER_WAIT_S):
            _log.critical("the backup disk hangs; of the rows in the buffer only the journal's are safe")
            return
        try:
            self._taken_over = True
            while batch := self._buffer.take(_TAKE_OVER_VALUES):
                self._spill(batch, reason, at_end=True)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close the quarantine's file; later rows start a new one."""
        self._quarantine.close()

    def _is_settled(self, batch: Sequence[Reading]) -> bool:
        """Another thread has settled the batch: it took over, or hung in here and has finished since."""
        checkpoint()
        return self._taken_over or not self._buffer.is_in_flight(batch)

    def _spill(self, batch: Sequence[Reading], reason: str, *, at_end: bool) -> bool:
        try:
            self._backup.spill(batch, reason)
        except OSError as error:
            self._refused(error)
            if at_end:
                self._buffer.done()
                self._put_off(batch)
            return False
        self._accepted()
        self._buffer.done()
        self._rest.settle(batch, Destination.BACKED_UP)
        return True

    def _settle_stored(self, batch: Sequence[Reading], result: WriteResult, of_refused: Destination) -> None:
        self._ledger.settle(result.stored, Destination.STORED)
        self._ledger.settle(len(result.rejected), of_refused)
        refused = {(item.row.group_name, item.row.ts) for item in result.rejected}
        self._rest.release([one for one in batch if _key(one) not in refused], Destination.STORED)
        self._rest.release([one for one in batch if _key(one) in refused], of_refused)

    def _store_but_refused(self, batch: Sequence[Reading], result: WriteResult) -> None:
        """At the end, with refused rows that quarantine does not take."""
        self._buffer.done()
        refused = {(item.row.group_name, item.row.ts) for item in result.rejected}
        waiting = [one for one in batch if _key(one) in refused and self._rest.is_held(one)]
        keys = set(map(_key, waiting))
        lost = tuple(item for item in result.rejected if (item.row.group_name, item.row.ts) not in keys)
        stored = sum(map(len, batch)) - sum(map(len, waiting)) - len(lost)
        self._put_off(waiting)
        self._settle_stored(
            [one for one in batch if _key(one) not in keys], WriteResult(stored, lost), Destination.DROPPED
        )
        if lost:
            _log.critical("%d rows lost: refused by the historian and by the disk", len(lost))

    def _put_off(self, batch: Sequence[Reading]) -> None:
        parked, dropped = self._rest.put_off(batch)
        if parked:
            _log.error("%d rows stay in the journal until the next start: no disk took them", parked)
        if dropped:
            _log.critical("%d rows lost: neither the historian nor the backup disk took them", dropped)

    def _refused(self, error: OSError) -> None:
        if not self._disk_refuses:
            _log.critical("the disk refuses rows, free or replace it: %s", error)
        self._disk_refuses = True

    def _accepted(self) -> None:
        if self._disk_refuses:
            _log.info("the backup disk takes rows again")
        self._disk_refuses = False


def _key(reading: Reading) -> tuple[str, datetime]:
    return reading.group_name, reading.ts
