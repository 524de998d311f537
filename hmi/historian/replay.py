"""The replay: rows of backup files, and rows released from quarantine, go back to the historian."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from hmi.historian.csvfile import utc_now
from hmi.historian.feed import ReplayFeed
from hmi.historian.protocol import WriteResult
from hmi.historian.quarantine import Quarantine
from hmi.historian.replay_batch import ReplayBatch, slices
from hmi.historian.replay_files import BackupFiles, ReplayFiles
from hmi.historian.replay_meter import ReplayMeter
from hmi.historian.replay_released import ReleasedRows
from hmi.historian.replay_rows import RowMaker
from hmi.historian.replay_state import FileProgress, ReplayProgress
from hmi.historian.replay_wishes import ReplayWishes
from hmi.historian.tag_directory import TagDirectory
from hmi.model.heartbeat import checkpoint
from hmi.model.reading import Destination
from hmi.model.status import ReplayState, ReplayStatus
from hmi.pipeline.ledger import Ledger

_log = logging.getLogger(__name__)

_IDLE_S = 0.25
_LOOK_S = 0.1
_STUCK_S = 60.0
_BURST_S = 0.5
"""So much of the time in which nothing could be sent may be made up for."""


class _FileRun:
    """One file on its way; ``progress`` is what has come to rest, moved on by the writer's thread."""

    def __init__(self, name: str, progress: FileProgress) -> None:
        self.name = name
        self.progress = progress
        self.sent_records, self.sent_rows, _ = progress
        self.is_damaged = False


class Replay:
    """A worker: parses files in small slices and offers them to the writer, oldest file first.

    Everything but ``run`` and ``crashed`` may be called from any thread.
    """

    name = "replay"

    def __init__(
        self,
        backups: BackupFiles,
        quarantine: Quarantine,
        feed: ReplayFeed,
        directory: TagDirectory,
        ledger: Ledger,
        state_file: Path,
        *,
        historian_fails: Callable[[], bool],
        automatic: bool = True,
        rows_per_s: float = 20_000,
        batch_size: int = 500,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._feed = feed
        self._historian_fails = historian_fails
        self._rows_per_s = rows_per_s
        self._batch_size = batch_size
        self._monotonic = monotonic
        self._progress = ReplayProgress(state_file, monotonic)
        self._files = ReplayFiles(backups, ledger, self._progress, monotonic)
        self._maker = RowMaker(directory, now)
        self._meter = ReplayMeter(monotonic)
        self._wishes = ReplayWishes(automatic=automatic)
        self._released = ReleasedRows(
            quarantine, feed, ledger, self._files.set_aside_rows, batch_size, self._failed, monotonic
        )
        self._run: _FileRun | None = None
        self._is_idle = True
        self._next_batch = monotonic() - _BURST_S
        self._last_error: str | None = None
        self._refused_rows = 0

    # -- from any thread --------------------------------------------------------------------------------

    def set_automatic(self, on: bool) -> None:
        """Replay every file by itself as soon as the historian takes rows, or only when asked."""
        self._wishes.set_automatic(on)

    def start(self, names: Iterable[str] | None = None) -> None:
        """Replay these files of the backup folder now, or all of them; those that are gone do not matter."""
        self._wishes.start(names)

    def pause(self) -> None:
        """Stop after the rows that are on their way; ``resume``, ``start`` or ``set_automatic`` go on."""
        self._wishes.pause()

    def resume(self) -> None:
        """Go on with what was under way before the pause."""
        self._wishes.resume()

    def cancel(self) -> None:
        """Forget what was asked for; what is left waits, or goes by itself where that is switched on."""
        self._wishes.cancel()

    def wake(self) -> None:
        """Have the worker look at its stop now, where nothing is to be replayed."""
        self._wishes.wake()

    def stored_rows(self) -> dict[str, int]:
        """How many rows of each file that was begun are at rest elsewhere: stored, or in quarantine."""
        return self._files.moved_rows()

    @property
    def is_done(self) -> bool:
        """True when all that was asked for, and all that was released, has been tried at least once."""
        return not self._wishes.is_asked and self._run is None and self._released.is_empty

    @property
    def refused_rows(self) -> int:
        """Rows of files that could not be stored since the start: in quarantine now, or damaged."""
        return self._refused_rows + self.set_aside_rows

    @property
    def set_aside_rows(self) -> int:
        """Damaged rows of files since the start, which the ledger counts as quarantined."""
        return self._files.set_aside_rows()

    def status(self) -> ReplayStatus:
        """What it does at this moment; costs about a millisecond with 10,000 files."""
        left = self._files.rows_left(self._wishes.wants if self._wishes.wants_any else None)
        left += self._files.open_rows
        state = self._state(left)
        rate = self._meter.rows_per_s() if state is ReplayState.RUNNING else 0.0
        run = self._run
        return ReplayStatus(
            state=state,
            automatic=self._wishes.automatic,
            paused=self._wishes.is_paused,
            asked=self._wishes.is_asked,
            file=None if run is None else run.name,
            file_rows_done=0 if run is None else run.progress.rows,
            rows_done=self._meter.rows,
            rows_left=left,
            rows_per_s=round(rate, 1),
            seconds_left=round(left / rate, 1) if rate else None,
            last_error=self._last_error,
        )

    def _state(self, left: int) -> ReplayState:
        if not left or not self._wishes.wants_any:
            return ReplayState.IDLE
        if self._historian_fails():
            return ReplayState.WAITING
        if self._meter.still_s() > _STUCK_S:
            return ReplayState.STUCK
        return ReplayState.WAITING if self._last_error else ReplayState.RUNNING

    # -- the worker -------------------------------------------------------------------------------------

    def run(self, stop: threading.Event) -> None:
        """Offer what waits until ``stop`` is set; what the writer is at then is sent again another time."""
        try:
            self._take_over(stop)
            while not stop.is_set():
                self._released.offer()
                if not self._replay_next(stop):
                    self._idle()
        finally:
            checkpoint()
            self._take_back()
            self._progress.save()

    def crashed(self, error: BaseException) -> None:
        """Tell of it; the next run lets other files go before the one that broke this."""
        self._last_error = f"the replay stopped on an unexpected error: {error!r}"

    def replaced(self, error: BaseException) -> None:
        """As after a death."""
        self.crashed(error)

    def _take_over(self, stop: threading.Event) -> None:
        """A run before this one died, or hangs, at a file: what it has offered is taken back."""
        self._take_back()
        run, self._run = self._run, None
        if run is not None:
            self._break_off(run, stop)
            self._files.put_off(run.name)

    def _idle(self) -> None:
        if not self._files.rows_left(self._wishes.wants):
            self._meter.excuse()
            self._is_idle = True
        self._wishes.wait(_IDLE_S)

    def _replay_next(self, stop: threading.Event) -> bool:
        """Replay the next file; False when there is none."""
        is_new, edition = self._wishes.news()
        try:
            self._files.look(
                at_once=is_new,
                close_open=is_new and self._wishes.is_asked,
                close_quiet=self._wishes.wants_any and not self._historian_fails(),
            )
        except OSError as error:
            self._last_error = f"the backup folder cannot be read: {error}"
            return False
        name = self._files.next(self._wishes.wants)
        if name is None:
            self._wishes.fulfilled(edition)
            return False
        if self._is_idle:
            self._meter.begin()
            self._is_idle = False
        self._replay(name, stop)
        return True

    def _replay(self, name: str, stop: threading.Event) -> None:
        run = self._run = _FileRun(name, self._files.progress_of(name))
        is_finished = False
        try:
            if self._send(run, stop) and self._is_settled(run, stop):
                self._files.finish(name, damaged=run.is_damaged)
                self._last_error = None
                is_finished = True
        except FileNotFoundError:
            self._files.forget(name)
        except OSError as error:
            self._files.put_off(name)
            self._failed(f"{name} cannot be read or put away now, close it in other programs: {error}")
            _log.warning("%s", self._last_error)
        if not is_finished:
            self._break_off(run, stop)
        self._run = None

    def _send(self, run: _FileRun, stop: threading.Event) -> bool:
        """Offer what is left of the file; False when it was broken off."""
        records = self._files.read(run.name)
        for record in islice(records, run.progress.records):
            checkpoint()
            run.is_damaged |= record.error is not None
        for part in slices(records, self._maker, self._batch_size):
            checkpoint()
            run.is_damaged |= part.damaged > 0
            run.sent_rows += len(part.rows) + len(part.refused)
            self._files.account(run.name, run.sent_rows)
            batch = ReplayBatch(
                part.rows,
                part.refused,
                Destination.BACKED_UP,
                part.records,
                partial(self._settled, run),
                self._failed,
            )
            if not self._offer(batch, run, stop):
                return False
            run.sent_records += part.records
        return True

    def _offer(self, batch: ReplayBatch, run: _FileRun, stop: threading.Event) -> bool:
        """Wait for the batch's turn and for room; False when the file is not wanted any more."""
        self._next_batch = max(self._next_batch, self._monotonic() - _BURST_S) + len(batch) / self._rows_per_s
        while self._goes_on(run, stop):
            wait = self._next_batch - self._monotonic()
            if wait > 0:
                stop.wait(min(wait, _LOOK_S))
            elif self._feed.offer(batch, _LOOK_S):
                return True
        return False

    def _is_settled(self, run: _FileRun, stop: threading.Event) -> bool:
        """Wait until everything sent is at rest; False when it was broken off."""
        while self._goes_on(run, stop):
            if run.progress.records == run.sent_records:
                return True
            self._feed.wait_until_empty(_LOOK_S)
        return False

    def _goes_on(self, run: _FileRun, stop: threading.Event) -> bool:
        checkpoint()
        if self._historian_fails():
            self._meter.excuse()
        self._progress.note(run.name, run.progress)
        self._released.offer()
        return not stop.is_set() and self._wishes.wants(run.name)

    def _break_off(self, run: _FileRun, stop: threading.Event) -> None:
        """Take back what was not written; nothing of the file is on its way after this, but at a stop."""
        if run.progress.records != run.sent_records:
            self._take_back()
            while not stop.is_set() and not self._feed.wait_until_empty(_LOOK_S):
                self._take_back()  # it failed in the writer's hand meanwhile
        self._progress.note(run.name, run.progress)  # the writer may have settled a batch since the last note

    def _take_back(self) -> None:
        self._feed.withdraw()
        self._released.withdrawn()

    # -- on the writer's thread -------------------------------------------------------------------------

    def _settled(self, run: _FileRun, batch: ReplayBatch, result: WriteResult) -> None:
        records, rows, size_bytes = run.progress
        run.progress = FileProgress(records + batch.records, rows + len(batch), size_bytes)
        self._files.moved(run.name, len(batch))
        self._meter.add(len(batch))
        self._refused_rows += len(batch.refused) + len(result.rejected)
        self._last_error = None

    def _failed(self, reason: str) -> None:
        self._last_error = reason
