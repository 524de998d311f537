"""The writer's way with rows that come out of files: when it is their turn, and what becomes of them."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Sequence

from hmi.historian.feed import OldBatch, ReplayFeed
from hmi.historian.protocol import HistorianError, Rejected, WriteResult
from hmi.historian.quarantine import Quarantine
from hmi.model.heartbeat import checkpoint
from hmi.model.reading import Destination, Row
from hmi.pipeline.ledger import Ledger

_log = logging.getLogger(__name__)

UNEXPECTED = "UNEXPECTED"
"""The code in quarantine of a row that broke the writer."""

_PAUSE_S = 5.0
"""After an old batch that failed: the live rows decide whether the historian works."""

_LONGEST_PAUSE_S = 300.0

_REST = 0.5
"""While live rows come, old ones rest for this share of what a batch took: the historian and the polling
threads breathe, and a historian that gets slower is asked for less."""

_LIVE_S = 2.0
"""Live rows are taken to be coming for so long after the last of them."""


class OldRows:
    """Writes the feed's batches one by one; on the writer's thread.

    ``write`` asks the historian, with ``again``. Live rows wait for one batch of old ones at most.
    """

    def __init__(
        self,
        feed: ReplayFeed,
        quarantine: Quarantine,
        ledger: Ledger,
        write: Callable[[Sequence[Row]], WriteResult],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._feed = feed
        self._quarantine = quarantine
        self._ledger = ledger
        self._write = write
        self._monotonic = monotonic
        self._not_before = -math.inf
        self._last_live = -math.inf
        self._settling = threading.Lock()
        self._in_hand: OldBatch | None = None
        self._broken: OldBatch | None = None
        self._breaks = 0

    def ready_in(self) -> float:
        """In how many seconds the next batch may be written; 0 for now, infinite where there is none."""
        if not self.waits:
            return math.inf
        return max(0.0, self._not_before - self._monotonic())

    @property
    def waits(self) -> bool:
        """True while there is a batch, also when it may not be written yet.

        Not while a thread that was replaced hangs with one on the disk: the live rows need not wait for that.
        """
        return self._feed.has_batch and not self._settling.locked()

    def live_came(self) -> None:
        """Live rows were written just now."""
        self._last_live = self._monotonic()

    def write_next(self) -> None:
        """Bring the first batch to rest; where that is not possible now, it stays and has to wait."""
        batch = self._in_hand = self._feed.take()
        if batch is None:
            return
        begin = self._monotonic()
        try:
            result = self._ask(batch)
            with self._settling:
                self._settle(batch, result)
        except (HistorianError, OSError) as error:
            self._put_off(batch, str(error), _PAUSE_S)
            return
        now = self._monotonic()
        rest_s = _REST * (now - begin) if now - self._last_live < _LIVE_S else 0.0
        self._not_before = now + rest_s

    def _settle(self, batch: OldBatch, result: WriteResult) -> None:
        """Once for each batch: where a thread hung in here, it finishes when it wakes."""
        checkpoint()
        if not self._feed.holds(batch):
            return
        rejected = (*batch.refused, *result.rejected)
        self._quarantine.write(rejected)
        batch.settle(result)
        self._ledger.move(result.stored, batch.origin, Destination.STORED)
        self._ledger.move(len(rejected), batch.origin, Destination.QUARANTINED)
        self._in_hand = None
        self._feed.done()

    def broke(self, error: BaseException) -> bool:
        """The writer died; True when it was at a batch of old rows, which then have to wait.

        A batch that breaks it a second time is taken apart at its next turn, to find the rows that do it.
        """
        batch = self._in_hand
        if batch is None:
            return False
        if self._settling.locked():  # by a thread that hangs: the batch stays in hand, nobody takes it back
            return True
        self._breaks = self._breaks + 1 if batch is self._broken else 1
        self._broken = batch
        pause = min(_PAUSE_S * 2.0 ** (self._breaks - 1), _LONGEST_PAUSE_S)
        self._put_off(batch, f"the writer stopped on an unexpected error: {error!r}", pause)
        return True

    def _ask(self, batch: OldBatch) -> WriteResult:
        if not batch.rows:
            return WriteResult(0)
        if batch is self._broken and self._breaks > 1:
            return self._taken_apart(batch.rows)
        return self._write(batch.rows)

    def _taken_apart(self, rows: Sequence[Row]) -> WriteResult:
        """Write rows some of which break the writer: halves of halves, until each of those stands alone."""
        try:
            return self._write(rows)
        except HistorianError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not come at every start again
            if len(rows) == 1:
                _log.critical("a row of a file breaks the writer: %r", rows[0], exc_info=error)
                return WriteResult(0, (Rejected(rows[0], UNEXPECTED, f"it breaks the writer: {error!r}"),))
        half = len(rows) // 2
        first, second = self._taken_apart(rows[:half]), self._taken_apart(rows[half:])
        return WriteResult(first.stored + second.stored, first.rejected + second.rejected)

    def _put_off(self, batch: OldBatch, reason: str, pause_s: float) -> None:
        self._in_hand = None
        self._not_before = self._monotonic() + pause_s
        self._feed.give_back()
        batch.failed(reason)
        _log.warning("rows of a file could not be written, next attempt in %g s: %s", pause_s, reason)
