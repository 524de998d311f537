"""The journal's SQLite file: how it is laid out, opened, judged and written."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from hmi.model.errors import UsageError
from hmi.pipeline.journal_codec import GROUP, READING, TAG, Record, is_intact
from hmi.pipeline.journal_pages import PAGE, frames_of

_APPLICATION_ID = 0x4C534A4C  # "LSJL"
_VERSION = 1
_REPEATED = 0x01010101
"""The version stands in each of the four bytes of ``user_version``: a flipped bit is no other version."""

BUSY_S = 0.5
"""How long to wait for another program's lock, in seconds."""

_RECORDS = "(number INTEGER PRIMARY KEY, size INTEGER NOT NULL, crc INTEGER NOT NULL, body BLOB NOT NULL)"
# Every reading needs its tags: they are there twice, so that no damaged page costs more than itself.
TABLES = {"readings": READING, "tags": TAG, "tags_again": TAG, "groups": GROUP}
_SHRINK_PAGES = 4096


class DamagedError(Exception):
    """The file is not what was written into it."""


class Totals(NamedTuple):
    """What waits in the file: values, and the highest number of a reading (0 for none)."""

    values: int
    last: int


@dataclass(frozen=True)
class Changes:
    """What one transaction writes; ``deleted`` are numbers of readings that have come to rest."""

    readings: Sequence[Record] = ()
    tags: Sequence[Record] = ()
    groups: Sequence[Record] = ()
    deleted: Sequence[int] = ()


class JournalFile:
    """An open journal; one thread at a time, whichever.

    In write-ahead mode; a commit waits for the disk (fsync) if ``strict`` only.

    Raises:
        DamagedError: the file is not whole, or not a journal.
        UsageError: a newer version of the program has written it.
        sqlite3.Error: the disk refuses, or another program holds the file.
    """

    def __init__(self, path: Path, *, strict: bool, is_sound: bool = False) -> None:
        self.path = path
        self._connection = sqlite3.connect(
            path, timeout=BUSY_S, isolation_level=None, check_same_thread=False, cached_statements=32
        )
        try:
            self._prepare(strict, is_sound)
            self._inode = path.stat().st_ino
        except sqlite3.Error as error:
            self.close()
            if is_damage(error, path):
                raise DamagedError(str(error)) from error
            raise
        except BaseException:
            self.close()
            raise

    @property
    def is_gone(self) -> bool:
        """True when somebody has deleted or replaced the file."""
        try:
            return self.path.stat().st_ino != self._inode
        except OSError:
            return True

    def commit(self, changes: Changes) -> None:
        """Write everything in one transaction; raises sqlite3.Error when nothing was written."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for first, last in runs(changes.deleted):
                self._connection.execute("DELETE FROM readings WHERE number BETWEEN ? AND ?", (first, last))
            self._insert("readings", changes.readings)
            self._insert("tags", changes.tags)
            self._insert("tags_again", changes.tags)
            self._insert("groups", changes.groups)
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # some errors have ended it already
                self._connection.execute("ROLLBACK")
            raise

    def readings(self, after: int, until: int) -> Generator[Record]:
        """Readings with numbers after one and until the other, in their order; close it if not exhausted."""
        cursor = self._connection.execute(
            "SELECT * FROM readings WHERE number > ? AND number <= ? ORDER BY number", (after, until)
        )
        with contextlib.closing(cursor):  # an open one would keep the log from beginning anew
            yield from map(Record._make, cursor)

    def records(self, table: str) -> Iterator[Record]:
        """All records of one of the TABLES, in the order of their numbers."""
        return map(Record._make, self._connection.execute(f"SELECT * FROM {table} ORDER BY number"))

    def totals(self) -> Totals:
        """What waits."""
        row = self._connection.execute(
            "SELECT coalesce(sum(size), 0), coalesce(max(number), 0) FROM readings"
        )
        return Totals(*row.fetchone())

    def close(self) -> None:
        """Close it; what was committed stays."""
        with contextlib.suppress(
            sqlite3.Error
        ):  # a disk that refuses now has refused before, and it was told
            self._connection.close()

    def _prepare(self, strict: bool, is_sound: bool) -> None:
        self._connection.execute(f"PRAGMA page_size = {PAGE}")
        is_new = self._is_new()
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if strict else 'NORMAL'}")
        self._connection.execute("PRAGMA wal_autocheckpoint = 0")  # a commit never waits for one
        self._connection.execute("PRAGMA journal_size_limit = 1048576")
        self._connection.execute("PRAGMA secure_delete = OFF")
        if is_new:
            self._create()
        elif not is_sound:
            self._judge()
        if not is_new:
            self._shrink()

    def _is_new(self) -> bool:
        (objects,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (application_id,) = self._connection.execute("PRAGMA application_id").fetchone()
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if objects == application_id == version == 0:
            return True
        if application_id != _APPLICATION_ID or version % _REPEATED or not version:
            raise DamagedError("its header is not that of a journal")
        if version > _VERSION * _REPEATED:
            raise UsageError(
                f"{self.path} was written by a newer version of this program (layout "
                f"{version // _REPEATED}, known is {_VERSION}). Install that version again, or, if its rows "
                "may be lost, move the file away."
            )
        return False

    def _create(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            self._connection.execute(f"CREATE TABLE {table} {_RECORDS}")
        self._connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        self._connection.execute(f"PRAGMA user_version = {_VERSION * _REPEATED}")
        self._connection.execute("COMMIT")

    def _judge(self) -> None:
        """Look at every page and every seal: a journal is small, for what has come to rest leaves it."""
        (verdict,) = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise DamagedError(verdict)
        for table, kind in TABLES.items():
            for record in self.records(table):
                if not is_intact(kind, record):
                    raise DamagedError(f"record {record.number} of {table} is not as it was written")
        self._connection.execute("BEGIN IMMEDIATE")  # a header may forbid what the folder allows
        self._connection.execute("ROLLBACK")

    def _shrink(self) -> None:
        """Give back what a long outage took."""
        (pages,) = self._connection.execute("PRAGMA page_count").fetchone()
        if pages > _SHRINK_PAGES and not self.totals().last:
            self._connection.execute("VACUUM")

    def _insert(self, table: str, records: Iterable[Record]) -> None:
        self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)", records)


def log_of(path: Path) -> Path:
    """The write-ahead log that belongs to a file."""
    return path.with_name(f"{path.name}-wal")


def log_is_damaged(path: Path) -> bool:
    """True when the log of a file that nobody has open is torn where it should be whole, or is all there is.

    Raises:
        OSError: it cannot be read.
    """
    frames = frames_of(log_of(path))
    # SQLite deletes the log of a file that it takes for an empty one.
    is_alone = not path.exists() or path.stat().st_size < PAGE
    return frames.is_damaged or (is_alone and bool(frames.frames))


def sync_log(path: Path) -> None:
    """Make what was committed safe from a power loss; from any thread, the journal may be in use.

    Raises:
        OSError: the disk refuses.
    """
    # A handle of its own: closing one on the log gives up no lock of SQLite, which has them on other files.
    log = os.open(log_of(path), os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(log)
    finally:
        os.close(log)


def checkpoint(path: Path, *, whole: bool) -> None:
    """Move the log into the file; from any thread, on a connection of its own.

    ``whole``: commits wait until the log is empty, else none waits and the newest pages may stay.

    Raises:
        sqlite3.Error: the disk refuses, or somebody is in the way.
    """
    if not path.exists():
        return
    # Commits wait meanwhile, and give up after BUSY_S.
    connection = sqlite3.connect(path, timeout=BUSY_S / 10, isolation_level=None)
    try:
        connection.execute(f"PRAGMA wal_checkpoint({'TRUNCATE' if whole else 'PASSIVE'})")
    finally:
        connection.close()


def is_damage(error: sqlite3.Error, path: Path) -> bool:
    """True when the file is at fault, not the disk or another program."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_READONLY:
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return code not in _REFUSALS


_REFUSALS = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PROTOCOL,
}


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers as ranges (first, last), rising."""
    rising = sorted(set(numbers))
    starts = [0, *(at for at, (one, following) in enumerate(pairwise(rising), 1) if following != one + 1)]
    for start, end in zip(starts, [*starts[1:], len(rising)], strict=True):
        if end:
            yield rising[start], rising[end - 1]
