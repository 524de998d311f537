"""The embedded historian: one SQLite file, so that a new machine works at once."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from hmi.historian.protocol import TrendPart, TrendPoint, WriteResult
from hmi.historian.screening import screen
from hmi.historian.sqlite_file import (
    BUSY_S,
    QUALITY_NUMBERS,
    SLOT_BITS,
    open_for_reading,
    open_for_writing,
    translated,
)
from hmi.model.reading import Quality, Row, Value
from hmi.model.times import moment_of, us_of, utc_text

_log = logging.getLogger(__name__)

_OFFSET_MASK = (1 << SLOT_BITS) - 1
_QUALITIES = {number: quality for quality, number in QUALITY_NUMBERS.items()}
_REMEMBERED = 50_000

_INSERT = (
    "INSERT OR IGNORE INTO samples (slot, tag_id, offset_us, name_id, value, quality, reason_id) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_SIZE = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
# Walks the slots from the newest back, skipping those in which nothing at all was stored.
_SLOTS = """
    WITH RECURSIVE slots (n) AS (
        SELECT max(slot) FROM samples WHERE slot BETWEEN :first AND :last
        UNION ALL
        SELECT (SELECT max(slot) FROM samples WHERE slot >= :first AND slot < n)
        FROM slots WHERE n IS NOT NULL)
"""
_TREND = f"""{_SLOTS}
    SELECT n, (slot << {SLOT_BITS}) | offset_us AS ts_us, value, quality
    FROM slots CROSS JOIN samples ON slot = n AND tag_id = :tag_id
    WHERE ts_us BETWEEN :start AND :end
"""

# A week of a tag at 1 s takes 0.7 s; point by point it would be 2 s, and 600,000 objects.
_PARTS = f"""{_SLOTS}, found AS (
        SELECT (slot << {SLOT_BITS}) | offset_us AS ts_us,
            CASE WHEN typeof(value) IN ('integer', 'real') THEN value END AS number
        FROM slots CROSS JOIN samples ON slot = n AND tag_id = :tag_id
        WHERE ts_us BETWEEN :start AND :end)
    SELECT min(ts_us), max(ts_us), count(*), count(number), min(number), max(number), avg(number)
    FROM found GROUP BY ts_us / :part_us ORDER BY 1
"""

_Sample = tuple[int, int, int, int, Value, int, int | None]


class SqliteHistorian:
    """Keeps rows in ``path``; made at the first write.

    ``write`` belongs to the writer's thread. Everything that reads opens a connection of its own and may be
    called from any thread, also while rows are written.
    """

    name = "sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._file: _OpenFile | None = None

    @property
    def place(self) -> str:
        """The name of the file."""
        return self._path.name

    def write(self, rows: Sequence[Row], *, again: bool = False) -> WriteResult:  # noqa: ARG002 - see below
        """Store the rows in one transaction; the file is opened, or opened again, where that is needed.

        ``again`` makes no difference: the file's key keeps every row from coming twice.

        Raises:
            HistorianUnavailableError: locked, disk full or failing, folder missing.
            HistorianRefusedError: the file is foreign, damaged, newer or write-protected.
        """
        kept, rejected = screen(rows)
        with self._lock, translated(self._path):
            try:
                self._opened().insert(kept)
            except BaseException:
                # What is remembered of the file may be of the transaction that was lost.
                self._let_go()
                raise
        return WriteResult(len(kept), tuple(rejected))

    def check(self) -> str:
        """Open the file, take and give back its write lock, and say what is in it.

        Raises:
            HistorianError: with what is wrong and what to do.
        """
        with translated(self._path), closing(open_for_writing(self._path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            (tags,) = connection.execute("SELECT count(*) FROM tags").fetchone()
            (slot,) = connection.execute("SELECT max(slot) FROM samples").fetchone()
            (size,) = connection.execute(_SIZE).fetchone()
            connection.execute("ROLLBACK")
        newest = (
            f"newest values of {utc_text(moment_of(slot << SLOT_BITS))[:16]}Z" if slot else "no values yet"
        )
        return f"Embedded historian {self._path}: can be written, {tags} tags, {newest}, {size / 1e6:.1f} MB"

    def trend(
        self, plc_code: str, tag_address: str, start: datetime, end: datetime, limit: int
    ) -> list[TrendPoint]:
        """The newest ``limit`` points of a tag with ``start <= ts <= end`` (aware), oldest first.

        Raises:
            HistorianError: the file can not be read.
        """
        with self._reading() as connection:
            tag_id = _tag_id(connection, plc_code, tag_address)
            if connection is None or tag_id is None:
                return []
            points = _newest(connection, _span(tag_id, start, end), limit)
        points.sort()
        return [TrendPoint(moment_of(us), value, _QUALITIES[number]) for us, value, number in points[-limit:]]

    def trend_parts(
        self, plc_code: str, tag_address: str, start: datetime, end: datetime, part_s: int
    ) -> list[TrendPart]:
        """The points of a tag with ``start <= ts <= end`` (aware) by parts of so many seconds, oldest first.

        Raises:
            HistorianError: the file can not be read.
        """
        with self._reading() as connection:
            tag_id = _tag_id(connection, plc_code, tag_address)
            if connection is None or tag_id is None:
                return []
            asked = _span(tag_id, start, end) | {"part_us": part_s * 1_000_000}
            return [
                TrendPart(moment_of(first), moment_of(last), *found)
                for first, last, *found in connection.execute(_PARTS, asked)
            ]

    def row_count(self) -> int:
        """How many rows are stored; reads the whole file, some 10 ms per million rows."""
        with self._reading() as connection:
            if connection is None:
                return 0
            (count,) = connection.execute("SELECT count(*) FROM samples").fetchone()
        return int(count)

    def close(self) -> None:
        """Let go of the file; a later write opens it again. From any thread.

        A write in progress is given the time it may wait for a lock, then interrupted.
        """
        if not self._lock.acquire(timeout=BUSY_S):
            if (file := self._file) is not None:
                file.connection.interrupt()
            return
        try:
            self._let_go()
        finally:
            self._lock.release()

    def _opened(self) -> _OpenFile:
        """The open file; opened anew when someone moved or deleted it, for rows must not go into the void."""
        if self._file is not None and self._file.is_gone(self._path):
            _log.warning(
                "The historian %s was moved or deleted while rows were written to it: what it held is "
                "wherever it is now, and a new one is begun in its place",
                self._path,
            )
            self._let_go()
        if self._file is None:
            self._file = _OpenFile(self._path)
        return self._file

    def _let_go(self) -> None:
        if self._file is not None:
            self._file.connection.close()  # rolls back what is not committed
            self._file = None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        connection = open_for_reading(self._path)
        try:
            with translated(self._path):
                yield connection
        finally:
            if connection is not None:
                connection.close()


class _OpenFile:
    """The writer's connection and the numbers it has learnt; thrown away after any failure."""

    def __init__(self, path: Path) -> None:
        self.connection = open_for_writing(path)
        self._inode = _inode(path)
        self._tags = _Numbers(self.connection, "tags", "plc_code", "tag_address")
        self._names = _Numbers(self.connection, "names", "tag_name")
        self._reasons = _Numbers(self.connection, "reasons", "reason")

    def __del__(self) -> None:
        """A writer that was left behind may open the file when it wakes, with nobody there to close it."""
        if hasattr(self, "connection"):  # opening may have failed
            self.connection.close()

    def is_gone(self, path: Path) -> bool:
        """True when ``path`` is not the file that was opened any more."""
        now = _inode(path)
        return now is None or now != self._inode

    def insert(self, rows: Sequence[Row]) -> None:
        """Insert the rows, those already there left as they are, and commit."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(_INSERT, self._samples(rows))
        self.connection.execute("COMMIT")

    def _samples(self, rows: Sequence[Row]) -> list[_Sample]:
        samples: list[_Sample] = []
        known_ts, slot, offset_us = None, 0, 0
        for ts, plc_code, tag_address, tag_name, value, quality, _group, reason in rows:
            if ts is not known_ts:  # rows of one reading share it
                us = us_of(ts)
                known_ts, slot, offset_us = ts, us >> SLOT_BITS, us & _OFFSET_MASK
            tag_id = self._tags[plc_code, tag_address]
            reason_id = self._reasons[(reason,)] if reason else None
            stored = None if quality is Quality.BAD else value
            number = QUALITY_NUMBERS[quality]
            samples.append((slot, tag_id, offset_us, self._names[(tag_name,)], stored, number, reason_id))
        return samples


class _Numbers(dict[tuple[str, ...], int]):
    """Numbers of the texts in one table, remembered; a text that is new is added to the table."""

    def __init__(self, connection: sqlite3.Connection, table: str, *columns: str) -> None:
        super().__init__()
        self._connection = connection
        places = ", ".join("?" * len(columns))
        self._insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})"
        self._select = f"SELECT id FROM {table} WHERE ({', '.join(columns)}) = ({places})"

    def __missing__(self, key: tuple[str, ...]) -> int:
        if len(self) >= _REMEMBERED:  # reasons may quote a value and never repeat
            self.clear()
        self._connection.execute(self._insert, key)
        (number,) = self._connection.execute(self._select, key).fetchone()
        self[key] = number
        return int(number)


def _tag_id(connection: sqlite3.Connection | None, plc_code: str, tag_address: str) -> int | None:
    if connection is None:
        return None
    key = (plc_code, tag_address)
    found = connection.execute("SELECT id FROM tags WHERE plc_code = ? AND tag_address = ?", key).fetchone()
    return None if found is None else int(found[0])


def _span(tag_id: int, start: datetime, end: datetime) -> dict[str, int]:
    """What the statements are asked."""
    first, last = us_of(start), us_of(end)
    return {
        "first": first >> SLOT_BITS,
        "last": last >> SLOT_BITS,
        "start": first,
        "end": last,
        "tag_id": tag_id,
    }


def _newest(
    connection: sqlite3.Connection, asked: dict[str, int], limit: int
) -> list[tuple[int, Value, int]]:
    """At least the newest ``limit`` points where there are so many; whole slots, in no order."""
    points: list[tuple[int, Value, int]] = []
    reached: int | None = None
    for slot, us, value, quality in connection.execute(_TREND, asked):
        if slot != reached and len(points) >= limit:
            break
        reached = slot
        points.append((us, value, quality))
    return points


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None
