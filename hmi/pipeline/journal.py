"""The crash journal: what a poll has read is in a file before it counts as accepted.

A reading stays in it until it is at rest: stored, in the CSV backup or in quarantine. What an earlier run
left comes again at the next start.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hmi.model.attempt import Attempt
from hmi.model.errors import UsageError
from hmi.model.reading import Reading
from hmi.model.times import moment_of, us_of
from hmi.pipeline.journal_codec import GROUP, Codec, Record, content, sealed
from hmi.pipeline.journal_file import (
    Changes,
    DamagedError,
    JournalFile,
    checkpoint,
    is_damage,
    log_is_damaged,
    log_of,
    sync_log,
)
from hmi.pipeline.journal_salvage import finish_exchange, rescue
from hmi.pipeline.journal_times import JournalTimes
from hmi.pipeline.journal_waiting import Waiting

_log = logging.getLogger(__name__)

_RETRY_S = 1.0
"""Between two attempts while the disk refuses."""

_CLOSE_S = 1.0
_TIMES_S = 1.0
_LOG_BYTES = 4 << 20
"""A log that has grown to this is moved into the file."""
_LOG_TOO_LARGE = 4 * _LOG_BYTES
"""Then commits wait for it: they have kept it from ever becoming empty."""


class Journal:
    """One SQLite file, ``journal.db`` in ``folder``, and the times beside it; every method from any thread.

    Before ``open`` it keeps nothing and readings go on without it.

    ``append`` survives a killed program when it returns, and a power loss soon after: as soon as
    ``make_durable`` was called, or at once if ``strict``. While the disk refuses, readings go on without it,
    and it is tried again at most once a second.
    """

    def __init__(
        self, folder: Path, *, strict: bool = False, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.path = folder / "journal.db"
        self.refuses = False
        """True while readings go on without the journal, for its disk does not take them."""
        self.last_error: str | None = None
        self.leftover_values = 0
        """Values that earlier runs left, as far as they could be read; 0 until the file could be opened."""
        self._strict = strict
        self._monotonic = monotonic
        self._disk = threading.Lock()  # the file and what belongs to it; held while it is written
        self._upkeep = threading.Lock()  # held while the log is made safe or moved; taken after _disk
        self._notes = threading.Lock()  # what is noted until the next commit; never held for long
        self._file: JournalFile | None = None
        self._codec = Codec()
        self._is_distrusted = True  # until it was looked at, and again after it was found damaged
        self._is_open = False
        self._is_unsynced = False
        self._retry_at = float("-inf")
        self._next_seq = 1
        self._held_from = 1
        self._acknowledged: list[int] = []
        self._waiting: Waiting | None = None
        self._times: dict[str, datetime] = {}
        self._kept_times = JournalTimes(folder / "journal.times")
        self._groups: dict[str, int] = {}  # their numbers in the file
        self._unsaved_times: set[str] = set()
        self._unkept_groups: set[str] = set()

    def open(self) -> None:
        """Take up what an earlier run left.

        A damaged file is set aside and what is whole in it is kept. When the disk does not give the file
        now, the journal ``refuses`` and is opened later, with the readings that are appended then.

        Raises:
            UsageError: the folder cannot be written, or the file was made by a newer version.
        """
        folder = self.path.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"The journal's folder {folder} cannot be made: {error}") from error
        if not os.access(folder, os.W_OK) or (self.path.exists() and not os.access(self.path, os.W_OK)):
            raise UsageError(
                f"The journal {self.path} cannot be written: give this user the right to write it and its "
                "folder, or name another data folder with --data-dir"
            )
        with self._disk:
            self._is_open = True
            self._times = self._kept_times.open()
            self._reopen()

    def append(self, readings: Sequence[Reading]) -> list[Reading]:
        """Commit readings in one transaction; they come back in their order, with their ``journal_seq``.

        Where that is 0 a reading is in memory alone: the disk refuses. Never raises for the disk's sake.
        """
        with self._disk:
            self._note_times(readings)
            if not self._is_usable():
                return list(readings)
            kept, records = self._encode(readings)
            return kept if self._commit(records) else list(readings)

    def keep_times(self, readings: Sequence[Reading]) -> None:
        """Readings go to the backup without having been here: no later run may give their times again.

        Waits up to a second for a disk that hangs, and then does without.
        """
        if not self._disk.acquire(timeout=_TIMES_S):
            _log.debug("the times of %d readings are not kept: the disk hangs", len(readings))
            return
        try:
            self._note_times(readings)
            if self._is_usable():
                self._commit(())
        finally:
            self._disk.release()

    def holds(self, reading: Reading) -> bool:
        """True when the reading is in the file, as far as is known."""
        return reading.journal_seq >= self._held_from

    def acknowledge(self, readings: Iterable[Reading]) -> None:
        """The readings have come to rest: they leave the file with the next commit or ``flush``."""
        numbers = [reading.journal_seq for reading in readings if reading.journal_seq]
        with self._notes:
            self._acknowledged += numbers

    def park(self, readings: Iterable[Reading]) -> None:
        """The readings leave memory, but stay pending here: ``take_leftovers`` gives them again."""
        with self._notes:
            if self._waiting is not None:
                for reading in readings:
                    self._waiting.park(reading)

    def take_leftovers(self, max_values: int) -> list[Reading]:
        """Readings of an earlier run and parked ones, the oldest first, up to so many values; or none.

        At least one, where one waits. Each comes once, but those that are parked again.
        """
        with self._disk:
            if self._file is None or self._waiting is None:
                return []
            try:
                return self._waiting.take(self._file, self._codec, max_values)
            except sqlite3.Error as error:
                self._refuse(error)
                return []

    def take_lost(self) -> int:
        """Values of leftovers and parked readings that were found unreadable since this was asked last."""
        return self._waiting.take_lost() if self._waiting is not None else 0

    def last_times(self) -> dict[str, datetime]:
        """The newest ``ts`` of every group that was ever appended, by group name.

        On a full disk as well: of readings that were appended then, and where the journal cannot be opened.
        """
        with self._disk:
            return dict(self._times)

    def flush(self) -> None:
        """Let readings that were acknowledged leave the file; while the disk refuses, ``append`` tries it."""
        if self._acknowledged and not self.refuses:
            with self._disk:
                self._commit(())

    def make_durable(self) -> None:
        """Make what was appended safe from a power loss, and keep the log small; commits go on meanwhile."""
        with self._upkeep:
            if self.refuses:
                self._kept_times.sync()
            if self._file is None:
                return
            is_unsynced, self._is_unsynced = self._is_unsynced, False
            try:
                if is_unsynced:
                    sync_log(self.path)
                size = log_of(self.path).stat().st_size
                if size > _LOG_BYTES:
                    checkpoint(self.path, whole=False)
                if size > _LOG_TOO_LARGE:
                    checkpoint(self.path, whole=True)
            except FileNotFoundError:
                pass  # deleted by somebody: the next append makes a new one
            except sqlite3.Error as error:
                _log.debug("the log of %s was not moved: %s", self.path, error)
            except OSError as error:
                self._refuse(error)

    def close(self) -> None:
        """Apply what was acknowledged and make everything durable; gives up after 1 s, as if killed then."""
        if not Attempt("journal closes", self._close).ends_in(_CLOSE_S):
            _log.critical("the disk of %s hangs; what is in it comes again at the next start", self.path)

    def _close(self) -> None:
        with self._disk:
            self._is_open = False
            self._commit(())
        self.make_durable()
        with self._disk, self._upkeep:
            self._close_file()

    # -- all below with _disk held -------------------------------------------------------------------------

    def _is_usable(self) -> bool:
        """True with an open file; one that was lost is opened again, at most once a second."""
        if not self._is_open:
            return False
        if self._file is not None and not self.refuses:
            if not self._file.is_gone:
                return True
            _log.critical("%s was deleted while it was in use; a new one is begun", self.path)
            self._forget_file()
        elif self._monotonic() < self._retry_at:
            return False
        try:
            self._reopen()
        except UsageError as error:
            self._refuse(error)
        return self._file is not None

    def _reopen(self) -> None:
        self._retry_at = self._monotonic() + _RETRY_S
        with self._upkeep:
            self._close_file()
            try:
                self._file = self._open_file()
                self._load(self._file)
            except (OSError, sqlite3.Error, DamagedError) as error:
                self._close_file()
                self._refuse(error)

    def _open_file(self) -> JournalFile:
        finish_exchange(self.path)
        if self._is_distrusted and log_is_damaged(self.path):
            self._rescue("its log is torn")
        try:
            return JournalFile(self.path, strict=self._strict, is_sound=not self._is_distrusted)
        except DamagedError as error:
            self._rescue(str(error))
        return JournalFile(self.path, strict=self._strict)

    def _rescue(self, why: str) -> None:
        rescued = rescue(self.path)
        _log.critical(
            "%s is damaged (%s): %d readings (%d values) were whole and are kept; the damaged file is now %s",
            self.path,
            why,
            rescued.readings,
            rescued.values,
            rescued.aside.name,
        )

    def _load(self, file: JournalFile) -> None:
        self._codec = Codec(file.records("tags"))
        self._groups = {}
        for record in file.records("groups"):
            group_name, ts_us = content(record)
            self._groups[group_name] = record.number
            known = self._times.get(group_name)
            self._times[group_name] = moment_of(ts_us) if known is None else max(known, moment_of(ts_us))
        totals = file.totals()
        self._next_seq = max(self._next_seq, totals.last + 1)
        if self._waiting is None:
            self._waiting = Waiting(totals, self._notes)
            self.leftover_values = totals.values
            if totals.values:
                _log.warning("an earlier run left %d rows in %s; they are taken up", totals.values, self.path)
        self._unsaved_times = set(self._times)  # what the file does not know yet, or no more
        self._is_distrusted = False

    def _forget_file(self) -> None:
        """Somebody has deleted it, with all it held."""
        if self._waiting is not None:
            self._waiting.forget()
        self._held_from = self._next_seq

    def _close_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _note_times(self, readings: Sequence[Reading]) -> None:
        newer: dict[str, datetime] = {}
        for reading in readings:
            known = self._times.get(reading.group_name)
            if known is None or reading.ts > known:
                self._times[reading.group_name] = newer[reading.group_name] = reading.ts
        self._unsaved_times.update(newer)
        if self._is_open and newer:
            self._kept_times.keep(newer)

    def _encode(self, readings: Sequence[Reading]) -> tuple[list[Reading], list[Record]]:
        kept: list[Reading] = []
        records: list[Record] = []
        for reading in readings:
            try:
                records.append(self._codec.encode(self._next_seq, reading))
            except (TypeError, ValueError) as error:
                self._tell_unkept(reading, error)
                kept.append(reading)
            else:
                kept.append(replace(reading, journal_seq=self._next_seq))
                self._next_seq += 1
        return kept, records

    def _tell_unkept(self, reading: Reading, error: Exception) -> None:
        """A fault of the program; it must not keep the consumer from all other readings."""
        if reading.group_name not in self._unkept_groups:
            self._unkept_groups.add(reading.group_name)
            _log.error("group %s: a reading cannot be kept in the journal: %r", reading.group_name, error)

    def _commit(self, records: Sequence[Record]) -> bool:
        if self._file is None:
            return False
        with self._notes:
            deleted, self._acknowledged = self._acknowledged, []
        changes = Changes(records, tuple(self._codec.unsaved), self._group_records(), deleted)
        try:
            self._file.commit(changes)
        except sqlite3.Error as error:
            with self._notes:
                self._acknowledged += deleted
            self._is_distrusted = is_damage(error, self.path)
            self._refuse(error)
            return False
        self._codec.unsaved.clear()
        self._unsaved_times.clear()
        self._is_unsynced |= bool(records) and not self._strict
        self._accepted()
        return True

    def _group_records(self) -> list[Record]:
        records = []
        for group_name in self._unsaved_times:
            number = self._groups.setdefault(group_name, max(self._groups.values(), default=0) + 1)
            records.append(sealed(GROUP, number, 0, (group_name, us_of(self._times[group_name]))))
        return records

    def _refuse(self, error: Exception) -> None:
        self.last_error = f"The journal {self.path} does not take readings: {error}"
        self._retry_at = self._monotonic() + _RETRY_S
        if not self.refuses:
            self.refuses = True
            _log.critical(
                "%s. They are in memory alone until they are stored: look at the disk, free some space",
                self.last_error,
            )

    def _accepted(self) -> None:
        if self.refuses:
            _log.info("the journal %s takes readings again", self.path)
        self.refuses, self.last_error = False, None
