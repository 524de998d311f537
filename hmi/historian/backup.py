"""The CSV backup: where rows rest on disk while the historian does not take them."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from hmi.historian.archive import Archive, Place
from hmi.historian.backup_files import BackupFile, NotDeletedError, WaitingFile
from hmi.historian.catalog import Catalog, Entry, entry_of
from hmi.historian.checksums import FOLDER as CHECKSUMS
from hmi.historian.csvfile import ROW_COLUMNS, RotatingCsv, row_fields, utc_now
from hmi.historian.export import Export, export_files
from hmi.historian.file_rows import FileRows
from hmi.historian.filecheck import FileReader, FileReport, check_file, readable
from hmi.historian.preview import BackupPreview, preview_file
from hmi.historian.reasons import ReasonNotes
from hmi.historian.records import Record
from hmi.model.errors import UsageError
from hmi.model.long_work import LongWork
from hmi.model.reading import Reading
from hmi.model.status import BackupStatus

_log = logging.getLogger(__name__)

_COUNT_BUDGET_S = 0.1
"""What one look may spend on counting files of unknown rows; the next one goes on from there."""

_MANY_FILES = 200
_HELD_S_PER_FILE = 0.0002
"""A status of more files than these stands for 0.2 ms per file, some thirty times what the listing took."""

_STEP_FILES = 50
"""Described in a few ms where their ends have to be read."""

_FATES = {Place.REPLAYED: "replayed already", Place.SET_ASIDE: "damaged and set aside"}

_CLOSE_WAIT_S = 1.0
_QUIET_S = 2.0
"""The outage that a file was begun for is over then."""


class CsvBackup:
    """Appends rows to ``backup_YYYYMMDD_HHMMSS.csv`` and looks after these files; safe from any thread.

    ``status``, ``list_files`` and ``preview`` never wait for writing: a disk that hangs does not freeze the
    window. Replayed files are kept for ``keep_days``; 0 deletes them at once.
    """

    def __init__(
        self,
        folder: Path,
        *,
        keep_days: int = 30,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.folder = folder
        self._keep_days = keep_days
        self._now = now
        self._csv = RotatingCsv(folder, "backup", ROW_COLUMNS, monotonic=monotonic, now=now)
        self._reasons = ReasonNotes(folder)
        self._catalogs = {place: Catalog(folder / place, ROW_COLUMNS) for place in Place}
        self._catalog = self._catalogs[Place.WAITING]
        self._archive = Archive(folder, now)
        self._lock = threading.Lock()
        self._monotonic = monotonic
        self._last_status = BackupStatus()
        self._next_look = -math.inf
        self._reader: tuple[str, FileReader] | None = None

    # -- writing ----------------------------------------------------------------------------------------

    def spill(self, readings: Sequence[Reading], reason: str) -> None:
        """Write the rows of readings; they are on disk (fsync) when this returns.

        Raises:
            OSError: the disk refuses; none of the rows is kept.
        """
        rows = (row for reading in readings for row in reading.rows())
        with self._lock:
            file = self._csv.append(row_fields(rows, self._now()))
            self._catalog.note(file)
            self._reasons.note(file.name, reason)
        _log.debug("rows to %s: %s", file.name, reason)

    def close(self) -> None:
        """Close the file that is being written; later rows start a new one. Never hangs with a disk."""
        if self._lock.acquire(timeout=_CLOSE_WAIT_S):
            try:
                self._csv.close(sync=False)
            finally:
                self._lock.release()
        else:
            _log.warning("the disk of %s hangs; its open file is left to the system", self.folder)

    # -- looking ----------------------------------------------------------------------------------------

    def status(self) -> BackupStatus:
        """Files, bytes and rows that wait; the last known figures while the folder cannot be read.

        Files without checksums are counted bit by bit, so ``pending_rows`` may grow over the first calls.
        After a long outage, with thousands of files, the figures are up to a few seconds old.
        """
        if self._monotonic() < self._next_look:
            return self._last_status
        try:
            entries = self._waiting_entries(self._catalog.unsorted_entries())
        except OSError as error:
            _log.debug("backup folder %s cannot be read: %s", self.folder, error)
            return self._last_status
        self._last_status = BackupStatus(
            file_count=len(entries),
            total_bytes=sum(entry.size_bytes for entry in entries),
            pending_rows=sum(rows or 0 for rows in self._rows_of_all(entries)),
            set_aside_files=self._archive.set_aside_count(),
        )
        if len(entries) > _MANY_FILES:
            self._next_look = self._monotonic() + len(entries) * _HELD_S_PER_FILE
        return self._last_status

    def list_files(self, place: Place = Place.WAITING, work: LongWork | None = None) -> list[BackupFile]:
        """The CSV files that are there, newest first; those of others are read once to count their rows.

        Raises:
            OSError: the folder cannot be read.
            CancelledWorkError: ``work`` is not wanted any more.
        """
        catalog = self._catalogs[place]
        entries = catalog.entries()
        if place is Place.WAITING:
            self._close_if_due()
            entries = self._waiting_entries(entries)
        files = []
        for number, entry in enumerate(entries):
            if work is not None and number % _STEP_FILES == 0:
                work.step(number / len(entries))
            files.append(self._describe(catalog, entry))
        return files

    def count_files(self, place: Place) -> int:
        """How many files are there.

        Raises:
            OSError: the folder cannot be read.
        """
        return len(self._catalogs[place].unsorted_entries())

    def find(self, names: Sequence[str], place: Place = Place.WAITING) -> list[BackupFile]:
        """These files, each once.

        Raises:
            UsageError: there is no file of a name.
            OSError: a file went away.
        """
        catalog = self._catalogs[place]
        paths = [self._path_of(name, place) for name in dict.fromkeys(names)]
        return [self._describe(catalog, entry_of(path)) for path in paths]

    def preview(self, name: str, limit: int = 500, text: str = "") -> BackupPreview:
        """The first ``limit`` rows of a file that hold ``text`` (any column, any case), and its damage.

        Raises:
            UsageError: there is no file of that name in the backup folder.
            HmiError: the file cannot be read.
        """
        return preview_file(self._path_of(name), ROW_COLUMNS, limit, text)

    def rows_of(self, name: str, place: Place = Place.WAITING) -> FileRows:
        """The rows of a file by their number, however large it is.

        Raises:
            UsageError: there is no file of that name.
        """
        return FileRows(self._path_of(name, place), ROW_COLUMNS)

    def verify(self, name: str, place: Place = Place.WAITING, work: LongWork | None = None) -> FileReport:
        """Read a file to its end and say how much of it is what was written.

        Raises:
            UsageError: there is no file of that name.
            HmiError: the file cannot be read.
            CancelledWorkError: ``work`` is not wanted any more.
        """
        path = self._path_of(name, place)
        with readable(path):
            return check_file(path, ROW_COLUMNS, work)

    def export(
        self,
        names: Sequence[str],
        destination: Path,
        *,
        overwrite: bool = False,
        place: Place = Place.WAITING,
        work: LongWork | None = None,
    ) -> Export:
        """Write the intact rows of these files to one CSV file, all of them or none.

        Raises:
            UsageError: there is no file of a name, or ``destination`` is in the backup folder, is there
                already, or has no folder.
            HmiError: a file cannot be read or written.
            CancelledWorkError: ``work`` is not wanted any more; nothing is written.
        """
        return export_files(
            [self._path_of(name, place) for name in dict.fromkeys(names)],
            ROW_COLUMNS,
            destination,
            outside=self.folder,
            overwrite=overwrite,
            work=work or LongWork(),
        )

    def delete(self, names: Sequence[str], place: Place = Place.WAITING) -> int:
        """Delete files for good, the one that is being written too; how many rows were in them.

        Raises:
            UsageError: there is no file of a name; none is deleted.
            NotDeletedError: another program holds a file; those before it are deleted.
        """
        paths = [self._path_of(name, place) for name in dict.fromkeys(names)]
        catalog, rows = self._catalogs[place], 0
        for path in paths:
            try:
                if place is Place.WAITING:
                    self._close_file(path.name)
                entry = entry_of(path)
                rows_in_it = 0 if self._archive.is_done(entry) else self._rows(catalog, entry) or 0
                self._archive.delete(path.name, place)
                rows += rows_in_it
            except FileNotFoundError:
                _log.info("%s is gone already", path.name)
            except OSError as error:
                why = error.strerror or error
                raise NotDeletedError(
                    f"{path.name} cannot be deleted ({why}): close it in other programs, and try again", rows
                ) from error
        self._next_look = -math.inf
        return rows

    # -- replay -----------------------------------------------------------------------------------------

    @property
    def open_rows(self) -> int:
        """Rows of the file that is being written."""
        file = self._csv.open_file
        return 0 if file is None else file.rows

    @property
    def is_there(self) -> bool:
        """Whether the folder is there and ours; an unplugged disk leaves an empty one, if any."""
        try:
            return (self.folder / CHECKSUMS).is_dir() and not self._csv.disk.is_gone
        except OSError:
            return False

    def waiting(self, *, close_open: bool = False, close_quiet: bool = False) -> list[WaitingFile]:
        """The closed files whose rows are not confirmed yet, oldest first.

        The file that is being written is closed before when it is due, when ``close_open`` asks for it, or
        with ``close_quiet`` when nothing was appended for 2 s. Waits for an append that is going on.

        Raises:
            OSError: the folder cannot be read.
        """
        self._archive.try_again()
        with self._lock:
            self._csv.mend()
            self._csv.close_if_due()
            if close_quiet:
                self._csv.close_if_quiet(_QUIET_S)
            if close_open:
                self._csv.close()
        entries = self._waiting_entries(self._catalog.entries())
        with self._lock:  # after the listing: whatever was made in the meantime is not in it, or is open here
            entries = [entry for entry in reversed(entries) if not self._csv.is_unfinished(entry.name)]
        self._catalog.seen(entry.name for entry in entries)
        return [
            WaitingFile(entry.name, rows, entry.size_bytes, self._catalog.is_of_this_run(entry.name))
            for entry, rows in zip(entries, self._rows_of_all(entries), strict=True)
        ]

    def take_deleted(self) -> int:
        """Rows of files of this run that somebody deleted before ``waiting`` showed them; each once."""
        if not self.is_there:
            return 0
        with self._lock:
            return self._catalog.take_deleted(self._csv.is_unfinished)

    def read(self, name: str) -> Iterator[Record]:
        """Every record of a file in its order, in bounded memory; one that is not intact has its error.

        Raises:
            OSError: the file cannot be read now, or is gone; also while it is read.
        """
        reader = FileReader(self.folder / name, ROW_COLUMNS)
        self._reader = name, reader
        return reader.records()

    def finish(self, name: str) -> None:
        """Every intact row of a file is at rest elsewhere: archive it, delete it, or set it aside if damaged.

        Where another program holds the file, it stays, does not wait any more, and is put away later.

        Raises:
            OSError: the file was not read to its end before, and cannot be read now.
        """
        read, self._reader = self._reader, None
        report = read[1].report if read is not None and read[0] == name else None
        if report is None:
            report = check_file(self.folder / name, ROW_COLUMNS)
        self._archive.put_away(name, report, self._keep_days)
        self._next_look = -math.inf

    def purge_replayed(self) -> int:
        """Delete the files that were replayed longer ago than they are kept; how many."""
        return self._archive.purge(self._keep_days)

    # -- inside -----------------------------------------------------------------------------------------

    def _path_of(self, name: str, place: Place = Place.WAITING) -> Path:
        """Raises UsageError where no file of that name is there, with what has become of one that waited."""
        if place is not Place.WAITING:
            return self._catalogs[place].path_of(name)
        for elsewhere, fate in _FATES.items():
            gone = self.folder / elsewhere / name
            if not (self.folder / name).exists() and Path(name).name == name and gone.is_file():
                raise UsageError(f"{name} does not wait any more, it was {fate}: see {gone.parent}")
        return self._catalog.path_of(name)

    def _close_if_due(self) -> None:
        if self._lock.acquire(blocking=False):
            try:
                self._csv.close_if_due()
            finally:
                self._lock.release()

    def _close_file(self, name: str) -> None:
        if not self._lock.acquire(timeout=_CLOSE_WAIT_S):
            raise TimeoutError("the disk hangs")
        try:
            if self._is_open(name):
                self._csv.close(sync=False)
        finally:
            self._lock.release()

    def _is_open(self, name: str) -> bool:
        file = self._csv.open_file
        return file is not None and file.name == name

    def _waiting_entries(self, entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if not self._archive.is_done(entry)]

    def _rows_of_all(self, entries: Iterable[Entry]) -> Iterator[int | None]:
        """Rows of each file that is known, or can be counted within the budget; one file at least."""
        deadline, may_count = time.monotonic() + _COUNT_BUDGET_S, True
        for entry in entries:
            rows = self._known_rows(entry)
            if rows is None and may_count:
                rows = self._rows(self._catalog, entry)
                may_count = time.monotonic() < deadline
            yield rows

    def _known_rows(self, entry: Entry) -> int | None:
        file = self._csv.open_file
        if file is not None and file.name == entry.name:
            return file.rows
        return self._catalog.known_rows(entry)

    def _rows(self, catalog: Catalog, entry: Entry) -> int | None:
        """Rows of a file, counted where they are not known; None where it cannot be read now."""
        known = self._known_rows(entry) if catalog is self._catalog else None
        if known is not None:
            return known
        try:
            return catalog.rows(entry)
        except OSError as error:
            _log.debug("rows of %s cannot be counted: %s", entry.name, error)
            return None

    def _describe(self, catalog: Catalog, entry: Entry) -> BackupFile:
        try:
            first, last = catalog.times(entry)
        except OSError as error:
            _log.debug("%s cannot be read: %s", entry.name, error)
            first = last = None
        is_open = catalog is self._catalog and self._is_open(entry.name)
        rows, reasons = self._rows(catalog, entry), catalog.reasons(entry)
        return BackupFile(entry.name, rows, entry.size_bytes, first, last, is_open, reasons)
