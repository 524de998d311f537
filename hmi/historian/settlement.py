"""Where a batch comes to rest: files first, then the ledger and the receipts, exactly once."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from datetime import datetime

from hmi.historian.backup import CsvBackup
from hmi.historian.protocol import Rejected, WriteResult
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

_MOST_HELD_BACK = 10_000
"""Values of readings that wait for the quarantine in memory; with more of them the writer waits, too."""
_RETRY_S = 1.0


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
        self._held_back: list[Reading] = []  # settled but for refused rows that the disk does not take
        self._refusals: list[Rejected] = []  # those rows
        self._retry_at = 0.0

    @property
    def disk_refuses(self) -> bool:
        """True while readings stay in memory because the disk did not take them; from any thread."""
        return self._disk_refuses or bool(self._held_back)

    @property
    def is_taken_over(self) -> bool:
        """True once ``take_over`` was called: the writer's thread was left behind; from any thread."""
        return self._taken_over

    def store(self, batch: Sequence[Reading], result: WriteResult, *, at_end: bool = False) -> bool:
        """Settle a batch the historian answered for, its refused rows to quarantine.

        When the disk refuses those, their readings are held back, so that the others need not wait for it.
        False when there are too many of them: the batch stays in flight and may be written again as a whole.
        ``at_end`` they stay in the journal instead, or these rows are dropped.
        """
        with self._lock:
            if self._is_settled(batch):
                return True
            try:
                self._quarantine.write(result.rejected)
            except OSError as error:
                self._refused(error)
                return self._hold_back(batch, result, at_end=at_end)
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

    def keep_refused(self, *, at_end: bool = False) -> None:
        """Try again what the disk did not take into quarantine, once a second; ``at_end`` give it up."""
        with self._lock:
            checkpoint()
            if not self._taken_over:
                self._keep_refused(at_end=at_end)

    def take_over(self, reason: str) -> None:
        """Back up everything the buffer holds; the writer's thread settles nothing from here on."""
        if not self._lock.acquire(timeout=_TAKE_OVER_WAIT_S):
            _log.critical("the backup disk hangs; of the rows in the buffer only the journal's are safe")
            return
        try:
            self._taken_over = True
            while batch := self._buffer.take(_TAKE_OVER_VALUES):
                self._spill(batch, reason, at_end=True)
            self._keep_refused(at_end=True)
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

    def _hold_back(self, batch: Sequence[Reading], result: WriteResult, *, at_end: bool) -> bool:
        refused = {(item.row.group_name, item.row.ts) for item in result.rejected}
        held_back = [one for one in batch if _key(one) in refused]
        if not at_end and sum(map(len, (*self._held_back, *held_back))) > _MOST_HELD_BACK:
            return False
        self._buffer.done()
        if at_end:
            self._store_but_refused(batch, result)
            return True
        others = [one for one in batch if _key(one) not in refused]
        self._settle_stored(others, WriteResult(sum(map(len, others))), Destination.QUARANTINED)
        self._held_back += held_back
        self._refusals += result.rejected
        return True

    def _keep_refused(self, *, at_end: bool) -> None:
        if not self._held_back or (time.monotonic() < self._retry_at and not at_end):
            return
        self._retry_at = time.monotonic() + _RETRY_S
        readings, refusals = self._held_back, tuple(self._refusals)
        result = WriteResult(sum(map(len, readings)) - len(refusals), refusals)
        try:
            self._quarantine.write(refusals)
        except OSError as error:
            self._refused(error)
            if not at_end:
                return
            self._held_back, self._refusals = [], []
            self._store_but_refused(readings, result)
        else:
            self._held_back, self._refusals = [], []
            self._accepted()
            self._settle_stored(readings, result, Destination.QUARANTINED)

    def _store_but_refused(self, batch: Sequence[Reading], result: WriteResult) -> None:
        """At the end, with refused rows that quarantine does not take."""
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
        if not self.disk_refuses:
            _log.critical("the disk refuses rows, free or replace it: %s", error)
        self._disk_refuses = True

    def _accepted(self) -> None:
        if self._disk_refuses:
            _log.info("the backup disk takes rows again")
        self._disk_refuses = False


def _key(reading: Reading) -> tuple[str, datetime]:
    return reading.group_name, reading.ts
