"""The CSV backup: where rows rest on disk while the historian does not take them."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hmi.historian.catalog import Catalog, Entry, first_and_last_ts
from hmi.historian.csvfile import ROW_COLUMNS, RotatingCsv, row_fields, utc_now
from hmi.historian.preview import BackupPreview, preview_file
from hmi.model.errors import UsageError, did_you_mean
from hmi.model.reading import Reading, Row
from hmi.model.status import BackupStatus

_log = logging.getLogger(__name__)

_COUNT_BUDGET_S = 0.1
"""What one status may spend on counting files of an earlier run; the next one goes on from there."""

_MANY_FILES = 200
_HELD_S_PER_FILE = 0.0002
"""A status of more files than these stands for 0.2 ms per file, some thirty times what the listing took."""

_CLOSE_WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One file of the backup folder.

    ``rows`` and the times (ISO 8601, UTC) are None where another program keeps the file locked.
    """

    name: str
    rows: int | None
    size_bytes: int
    first_ts: str | None
    last_ts: str | None
    is_open: bool


class CsvBackup:
    """Appends rows to ``backup_YYYYMMDD_HHMMSS.csv`` and lists and shows these files; safe from any thread.

    Looking never waits for writing: a disk that hangs does not freeze the window.
    """

    def __init__(
        self,
        folder: Path,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.folder = folder
        self._now = now
        self._csv = RotatingCsv(folder, "backup", ROW_COLUMNS, monotonic=monotonic, now=now)
        self._catalog = Catalog(folder, ROW_COLUMNS)
        self._lock = threading.Lock()
        self._monotonic = monotonic
        self._last_status = BackupStatus()
        self._next_look = -math.inf

    def spill(self, readings: Sequence[Reading], reason: str) -> None:
        """Write the rows of readings; they are on disk (fsync) when this returns.

        Raises:
            OSError: the disk refuses; none of the rows is kept.
        """
        self._append((row for reading in readings for row in reading.rows()), reason)

    def write_rows(self, rows: Sequence[Row], reason: str) -> None:
        """As ``spill``, for rows."""
        self._append(rows, reason)

    def close(self) -> None:
        """Close the file that is being written; later rows start a new one. Never hangs with a disk."""
        if self._lock.acquire(timeout=_CLOSE_WAIT_S):
            try:
                self._csv.close()
            finally:
                self._lock.release()
        else:
            _log.warning("the disk of %s hangs; its open file is left to the system", self.folder)

    def status(self) -> BackupStatus:
        """Files, bytes and rows of the folder; the last known figures while it cannot be read.

        Files of an earlier run are counted bit by bit, so ``pending_rows`` may grow over the first calls.
        After a long outage, with thousands of files, the figures are up to a few seconds old.
        """
        self._close_if_due()
        if self._monotonic() < self._next_look:
            return self._last_status
        try:
            entries = self._catalog.unsorted_entries()
        except OSError as error:
            _log.debug("backup folder %s cannot be read: %s", self.folder, error)
            return self._last_status
        total_bytes = sum(entry.size_bytes for entry in entries)
        self._last_status = BackupStatus(len(entries), total_bytes, self._pending_rows(entries))
        if len(entries) > _MANY_FILES:
            self._next_look = self._monotonic() + len(entries) * _HELD_S_PER_FILE
        return self._last_status

    def list_files(self) -> list[BackupFile]:
        """The folder's CSV files, newest first; files never seen before are read once to count their rows.

        Raises:
            OSError: the folder cannot be read.
        """
        self._close_if_due()
        return [self._describe(entry) for entry in self._catalog.entries()]

    def preview(self, name: str, limit: int = 500, text: str = "") -> BackupPreview:
        """The first ``limit`` rows of a file that hold ``text`` (any column, any case), and its damage.

        Raises:
            UsageError: there is no file of that name in the backup folder.
            HmiError: the file cannot be opened.
        """
        names = [entry.name for entry in self._catalog.entries()]
        if name not in names:
            hint = did_you_mean(name, names) or "; 'hmi backup list' shows what there is"
            raise UsageError(f"There is no backup file {name!r} in {self.folder}{hint}")
        return preview_file(self.folder / name, ROW_COLUMNS, limit, text)

    def _append(self, rows: Iterable[Row], reason: str) -> None:
        with self._lock:
            name = self._csv.append(row_fields(rows, self._now()))
            if self._csv.open_file is not None:
                self._catalog.note(self._csv.open_file)
        _log.debug("rows to %s: %s", name, reason)

    def _close_if_due(self) -> None:
        if self._lock.acquire(blocking=False):
            try:
                self._csv.close_if_due()
            finally:
                self._lock.release()

    def _pending_rows(self, entries: Sequence[Entry]) -> int:
        """Rows of all files that are known, or can be counted within the budget; one file at least."""
        deadline = time.monotonic() + _COUNT_BUDGET_S
        pending, may_count = 0, True
        for entry in entries:
            rows = self._known_rows(entry)
            if rows is None and may_count:
                rows = self._rows(entry)
                may_count = time.monotonic() < deadline
            pending += rows or 0
        return pending

    def _known_rows(self, entry: Entry) -> int | None:
        file = self._csv.open_file
        if file is not None and file.name == entry.name:
            return file.rows
        return self._catalog.known_rows(entry)

    def _rows(self, entry: Entry) -> int | None:
        """Rows of a file, counted where they are not known; None where it cannot be read now."""
        known = self._known_rows(entry)
        if known is not None:
            return known
        try:
            return self._catalog.rows(entry)
        except OSError as error:
            _log.debug("rows of %s cannot be counted: %s", entry.name, error)
            return None

    def _describe(self, entry: Entry) -> BackupFile:
        file = self._csv.open_file
        try:
            first, last = first_and_last_ts(self.folder / entry.name)
        except OSError as error:
            _log.debug("%s cannot be read: %s", entry.name, error)
            first = last = None
        is_open = file is not None and file.name == entry.name
        return BackupFile(entry.name, self._rows(entry), entry.size_bytes, first, last, is_open)
