"""Where a batch comes to rest: files first, then the ledger and the receipts, exactly once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from typing import Literal

from hmi.historian.backup import CsvBackup
from hmi.historian.protocol import WriteResult
from hmi.historian.quarantine import Quarantine
from hmi.model.reading import Destination, Reading
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.ledger import Ledger

_log = logging.getLogger(__name__)

_TAKE_OVER_WAIT_S = 1.0
_TAKE_OVER_VALUES = 10_000


class Settlement:
    """Settles what the buffer has in flight; the writer's thread, until another thread takes over.

    Every step holds one lock, so that a batch is never settled by both threads.
    """

    def __init__(
        self, buffer: CircularBuffer, backup: CsvBackup, quarantine: Quarantine, ledger: Ledger
    ) -> None:
        self._buffer = buffer
        self._backup = backup
        self._quarantine = quarantine
        self._ledger = ledger
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

        False when the disk refuses them: the batch stays in flight and may be written again as a whole;
        ``at_end`` they are dropped instead.
        """
        with self._lock:
            if self._taken_over:
                return True
            try:
                self._quarantine.write(result.rejected)
            except OSError as error:
                return self._refused(error, at_end) and self._settle_stored(
                    batch, result, Destination.DROPPED
                )
            self._disk_refuses = False  # no row needs the disk any more, or it took them
            return self._settle_stored(batch, result, Destination.QUARANTINED)

    def back_up(self, batch: Sequence[Reading], reason: str, *, at_end: bool = False) -> bool:
        """Settle a batch in the CSV backup.

        False when the disk refuses it: the batch stays in flight; ``at_end`` it is dropped instead.
        """
        with self._lock:
            if self._taken_over:
                return True
            try:
                self._backup.spill(batch, reason)
            except OSError as error:
                return self._refused(error, at_end) and self._settle(batch, Destination.DROPPED)
            self._accepted()
            return self._settle(batch, Destination.BACKED_UP)

    def take_over(self, reason: str) -> None:
        """Back up everything the buffer holds; the writer's thread settles nothing from here on."""
        if not self._lock.acquire(timeout=_TAKE_OVER_WAIT_S):
            _log.critical("the backup disk hangs; the rows of the buffer could not be saved")
            return
        try:
            self._taken_over = True
            while batch := self._buffer.take(_TAKE_OVER_VALUES):
                try:
                    self._backup.spill(batch, reason)
                except OSError as error:
                    self._refused(error, at_end=True)
                    self._settle(batch, Destination.DROPPED)
                else:
                    self._settle(batch, Destination.BACKED_UP)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close the quarantine's file; later rows start a new one."""
        self._quarantine.close()

    def _settle(self, batch: Sequence[Reading], destination: Destination) -> Literal[True]:
        self._buffer.done()
        rows = sum(map(len, batch))
        self._ledger.settle(rows, destination)
        if destination is Destination.DROPPED:
            _log.critical("%d rows lost: neither the historian nor the backup disk took them", rows)
        for reading in batch:
            if reading.receipt is not None:
                reading.receipt.settle(destination)
        return True

    def _settle_stored(
        self, batch: Sequence[Reading], result: WriteResult, of_refused: Destination
    ) -> Literal[True]:
        self._buffer.done()
        self._ledger.settle(result.stored, Destination.STORED)
        self._ledger.settle(len(result.rejected), of_refused)
        if of_refused is Destination.DROPPED:
            _log.critical("%d rows lost: refused by the historian and by the disk", len(result.rejected))
        refused = {(item.row.group_name, item.row.ts) for item in result.rejected}
        for reading in batch:
            if reading.receipt is not None:
                is_refused = (reading.group_name, reading.ts) in refused
                reading.receipt.settle(of_refused if is_refused else Destination.STORED)
        return True

    def _refused(self, error: OSError, at_end: bool) -> bool:
        is_new, self._disk_refuses = not self._disk_refuses, True
        if is_new:
            _log.critical("the disk refuses rows, free or replace it: %s", error)
        return at_end

    def _accepted(self) -> None:
        if self._disk_refuses:
            _log.info("the backup disk takes rows again")
        self._disk_refuses = False
