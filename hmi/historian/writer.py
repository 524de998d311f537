"""The writer: takes batches from the circular buffer and brings every row to rest, whatever fails."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import NamedTuple

from hmi.historian.backup import CsvBackup
from hmi.historian.breaker import Breaker
from hmi.historian.csvfile import utc_now
from hmi.historian.feed import ReplayFeed
from hmi.historian.metrics import WriterMetrics
from hmi.historian.old_rows import OldRows
from hmi.historian.protocol import (
    Historian,
    HistorianError,
    HistorianUnavailableError,
    WriteResult,
)
from hmi.historian.quarantine import Quarantine
from hmi.historian.settlement import Settlement
from hmi.model.heartbeat import checkpoint
from hmi.model.reading import Reading, Row
from hmi.model.spill_reasons import HISTORIAN_FAILS, NO_ANSWER, NO_TIME_LEFT
from hmi.model.status import WriterState, WriterStatus
from hmi.model.times import utc_text
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger

_log = logging.getLogger(__name__)

_HANG_S = 8.0
"""An attempt that fails after so many seconds has hung, and the next one would: the retries are for errors
that come at once. Four attempts of 18 s each would fill the buffer before the first row is on disk."""

_DISK_RETRY_S = 1.0
"""Between two attempts while historian and disk both refuse; the batch stays in memory meanwhile."""


class _Commit(NamedTuple):
    """An answer of the historian, how long it took, and the wall time when it came."""

    result: WriteResult
    latency_s: float
    at: datetime


class Writer:
    """A worker: batches of ``batch_size`` values, or what is there after ``interval_s``, to the historian.

    An attempt that fails is repeated after each of ``retry_delays`` seconds, unless it hung for more than
    8 s; then the batch goes to the CSV backup and the breaker opens: batches go straight to CSV, and every
    ``probe_interval_s`` seconds one of them tries the historian. After a stop everything left is written
    within ``drain_timeout_s``, one attempt per batch, the rest goes to CSV. ``status``, ``last_error`` and
    ``disk_refuses`` may be read from any thread.

    Old rows come out of ``feed`` when no live batch is due. They never open the breaker, unless an attempt
    hung, and count in none of the figures; where nothing live comes, they are the probes.
    """

    name = "writer"
    drain_timeout_s = 4.0

    def __init__(
        self,
        buffer: CircularBuffer,
        historian: Historian,
        backup: CsvBackup,
        quarantine: Quarantine,
        ledger: Ledger,
        journal: Journal,
        feed: ReplayFeed | None = None,
        *,
        batch_size: int = 500,
        interval_s: float = 0.5,
        retry_delays: Sequence[float] = (1.0, 2.0, 4.0),
        probe_interval_s: float = 5.0,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.last_error: str | None = None
        self._buffer = buffer
        self._historian = historian
        self._settlement = Settlement(buffer, backup, quarantine, ledger, journal)
        feed = feed or ReplayFeed()
        feed.call_when_ready(buffer.wake)
        self._old = OldRows(feed, quarantine, ledger, self._write_again, monotonic)
        self._batch_size = batch_size
        self._interval_s = interval_s
        self._retry_delays = tuple(retry_delays)
        self._breaker = Breaker(probe_interval_s, monotonic)
        self._metrics = WriterMetrics(monotonic)
        self._monotonic = monotonic
        self._now = now
        self._state = WriterState.STOPPED
        self._last_write_time: str | None = None
        self._attempt_began: float | None = None

    def run(self, stop: threading.Event) -> None:
        """Write until ``stop`` is set, then what is left; nothing is in the buffer when this returns."""
        self._state = WriterState.RUNNING
        try:
            while not stop.is_set():
                self._write_old_until_due(stop)
                self._settlement.keep_refused()
                batch = self._buffer.take(self._batch_size)
                if not batch:
                    self._probe_with_old()
                elif not self._deliver(batch, stop):
                    stop.wait(_DISK_RETRY_S)
            self._drain()
        finally:
            checkpoint()  # a run that was replaced lets go of nothing: the next one uses it
            self._settlement.close()
            if self._settlement.is_taken_over:
                # Nobody waits for this thread any more, and the late write may have opened the historian.
                self._historian.close()
            self._state = WriterState.STOPPED

    def crashed(self, error: BaseException) -> None:
        """Send the batch that broke the writer to CSV instead of breaking on it again and again."""
        if self._old.broke(error):
            return
        self._fail(f"The writer stopped on an unexpected error: {error!r}. Report it with the log.")

    def replaced(self, error: BaseException) -> None:
        """Send the batch that hangs to CSV, as if the writer had died of it."""
        self._attempt_began = None
        self.crashed(error)

    def abandon(self) -> None:
        """Bring everything the buffer holds to CSV, at the end, while ``run`` hangs or when it has died.

        From any thread; with an empty buffer nothing happens. The batch in doubt is written as well: a
        replay finds what is already in the historian. What it answers later changes nothing any more.
        """
        self._settlement.take_over(NO_ANSWER)

    @property
    def disk_refuses(self) -> bool:
        """True while rows stay in memory that the disk refuses, to the CSV backup or to quarantine."""
        return self._settlement.disk_refuses

    @property
    def historian_fails(self) -> bool:
        """True while rows go straight to the CSV backup, for the historian did not take the last ones."""
        return self._breaker.is_open

    @property
    def waits_s(self) -> float:
        """For how many seconds the historian has not answered the attempt in progress; 0 without one."""
        began = self._attempt_began
        return 0.0 if began is None else self._monotonic() - began

    def status(self) -> WriterStatus:
        """State and figures at this moment."""
        figures = self._metrics.snapshot()
        return WriterStatus(
            backend=self._historian.name,
            state=self._visible_state(),
            rows_written=figures.rows_written,
            successful_writes=figures.successful_writes,
            failed_writes=figures.failed_writes,
            retries=figures.retries,
            write_time_s=round(figures.write_time_s, 6),
            last_write_time=self._last_write_time,
            last_hour=figures.last_hour,
            **asdict(figures.last_5_min),
        )

    def _visible_state(self) -> WriterState:
        state = self._state
        return WriterState.BACKUP if state is WriterState.RUNNING and self._breaker.is_open else state

    def _write_old_until_due(self, stop: threading.Event) -> None:
        """Old rows, until a live batch is due: live rows wait for one batch of old ones at most."""
        due = self._monotonic() + self._interval_s
        while not self._buffer.wait_for(self._batch_size, due - self._monotonic(), stop, self._old_rows_in):
            if self._breaker.allows_attempt():
                self._old.write_next()

    def _old_rows_in(self) -> float:
        return math.inf if self._breaker.is_open else self._old.ready_in()

    def _probe_with_old(self) -> None:
        """Nothing live came: old rows find out whether the historian works again."""
        if self._breaker.is_open and self._old.waits and self._breaker.allows_attempt():
            self._old.write_next()

    def _write_again(self, rows: Sequence[Row]) -> WriteResult:
        begin = self._monotonic()
        try:
            result = self._ask(rows, again=True)
        except HistorianError as error:
            if self._breaker.is_open or self._monotonic() - begin > _HANG_S:
                self._fail(str(error))
            raise
        if self._settlement.is_taken_over:
            raise HistorianUnavailableError("the program ended before the historian answered")
        self._recovered()
        return result

    def _deliver(self, batch: list[Reading], stop: threading.Event) -> bool:
        """Bring one batch to rest; False when it stays in flight, because of the disk or of a stop."""
        if self._breaker.allows_attempt():
            delays = () if self._breaker.is_open else self._retry_delays
            commit = self._try(batch, delays, stop)
            if commit is not None:
                return self._store(batch, commit)
            if stop.is_set():
                return False  # the draining decides with what time is left
        return self._settlement.back_up(batch, self.last_error or HISTORIAN_FAILS)

    def _try(self, batch: list[Reading], delays: Sequence[float], stop: threading.Event) -> _Commit | None:
        """Attempt now and after each delay; None when all failed or a stop cut the waiting short."""
        rows = [row for reading in batch for row in reading.rows()]
        try:
            for delay in (*delays, None):
                begin = self._monotonic()
                try:
                    return self._attempt(rows)
                except HistorianUnavailableError as error:
                    if delay is None or self._monotonic() - begin > _HANG_S:
                        self._fail(str(error))
                        return None
                    self._note_failure(error, delay)
                    if stop.wait(delay):
                        return None
                    self._metrics.retried()
                except HistorianError as error:
                    self._fail(str(error))
                    return None
        finally:
            self._state = WriterState.RUNNING
        return None

    def _attempt(self, rows: list[Row]) -> _Commit:
        begin = self._monotonic()
        try:
            result = self._ask(rows)
        except HistorianError:
            self._metrics.failed()
            raise
        self._recovered()
        return _Commit(result, self._monotonic() - begin, self._now())

    def _ask(self, rows: Sequence[Row], *, again: bool = False) -> WriteResult:
        self._attempt_began = self._monotonic()
        try:
            result = self._historian.write(rows, again=again)
        finally:
            self._attempt_began = None
        checkpoint()
        answered = result.stored + len(result.rejected)
        if answered != len(rows):
            raise HistorianUnavailableError(f"The historian answered for {answered} of {len(rows)} rows")
        return result

    def _store(self, batch: list[Reading], commit: _Commit, *, at_end: bool = False) -> bool:
        if not self._settlement.store(batch, commit.result, at_end=at_end):
            return False
        ages = [((commit.at - reading.ts).total_seconds(), len(reading)) for reading in batch]
        self._old.live_came()
        self._metrics.wrote(commit.result.stored, commit.latency_s, ages)
        self._last_write_time = utc_text(commit.at)
        return True

    def _drain(self) -> None:
        deadline = self._monotonic() + self.drain_timeout_s
        while batch := self._buffer.take(self._batch_size):
            commit = None
            if self._monotonic() < deadline and self._breaker.allows_attempt():
                commit = self._try_at_end(batch)
            if commit is None:
                self._settlement.back_up(batch, self.last_error or NO_TIME_LEFT, at_end=True)
            else:
                self._store(batch, commit, at_end=True)
        self._settlement.keep_refused(at_end=True)

    def _try_at_end(self, batch: list[Reading]) -> _Commit | None:
        try:
            return self._try(batch, (), threading.Event())
        except Exception as error:  # noqa: BLE001 - nobody starts the writer again; the rows have to go to CSV
            _log.critical("unexpected error in the last writes", exc_info=error)
            self.crashed(error)
            return None

    def _note_failure(self, error: HistorianError, delay: float) -> None:
        self._state = WriterState.RETRYING
        self.last_error = str(error)
        _log.warning("write failed, next attempt in %g s: %s", delay, error)

    def _fail(self, text: str) -> None:
        self.last_error = text
        if self._breaker.open():
            _log.error("rows go to the CSV backup until the historian takes them again: %s", text)

    def _recovered(self) -> None:
        self.last_error = None
        outage = self._breaker.close()
        if outage is not None:
            _log.info("the historian takes rows again after %.1f s", outage)
