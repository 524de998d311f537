"""``figures.db``: seven days of figures in two widths, and what went on meanwhile.

A line per 10 s, and a line per 2 min made of these, so that a week is read as fast as an hour. Its data are
float32: lowest, mean and highest values of all columns, in the order of its layout. With 30 groups a week
takes 55 MB.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import numpy as np

from hmi.figures.block import Block, joined, reduced
from hmi.model.figures import Column, Figure, Span, SpanKind

FINE_S, COARSE_S = 10, 120
KEPT_S = 7 * 86_400

_TABLES = {FINE_S: "fine", COARSE_S: "coarse"}
_BUSY_S = 2.0
_FAR_AHEAD_S = 86_400
"""What lies so far in the future was recorded by a clock that was wrong."""
_MOST_SPANS = 5_000
_APPLICATION_ID = 0x4C534647  # "LSFG" in the file's header
_SCHEMA_VERSION = 1
_NOT_OURS = -1

_SCHEMA = (
    "CREATE TABLE layouts (id INTEGER PRIMARY KEY, columns TEXT NOT NULL UNIQUE)",
    "CREATE TABLE fine (time INTEGER PRIMARY KEY, layout INTEGER NOT NULL, data BLOB NOT NULL)",
    "CREATE TABLE coarse (time INTEGER PRIMARY KEY, layout INTEGER NOT NULL, data BLOB NOT NULL)",
    """CREATE TABLE spans (
        kind TEXT NOT NULL, subject TEXT NOT NULL, start REAL NOT NULL, until REAL NOT NULL,
        PRIMARY KEY (kind, subject, start)) WITHOUT ROWID""",
    "CREATE TABLE recorded (id INTEGER PRIMARY KEY CHECK (id = 0), until REAL NOT NULL)",
    f"PRAGMA application_id = {_APPLICATION_ID}",
    f"PRAGMA user_version = {_SCHEMA_VERSION}",
)
_FORGET_LAYOUTS = """DELETE FROM layouts WHERE columns <> ?
    AND id NOT IN (SELECT layout FROM fine UNION SELECT layout FROM coarse)"""


class FigureStore:
    """The file. Every call opens it anew, and may come from any thread; one thread at a time writes.

    All raise sqlite3.Error or OSError where the disk does not do its part.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, fine: Block, spans: Iterable[Span], until: float) -> None:
        """Add lines of 10 s and what went on; everything is known until ``until``, seconds since 1970."""
        with self._open() as connection, connection:
            _write_lines(connection, fine)
            _roll_up(connection, until)
            connection.executemany(
                "INSERT OR REPLACE INTO spans VALUES (?, ?, ?, ?)",
                [(span.kind, span.subject, span.start, span.end or max(span.start, until)) for span in spans],
            )
            connection.execute("INSERT OR REPLACE INTO recorded VALUES (0, ?)", [until])
            _purge(connection, until)

    def read(self, width_s: int, start: float, end: float) -> Block:
        """The lines of a width that have something of the time between ``start`` and ``end``."""
        if not self.path.exists():
            return joined(())
        with self._open() as connection:
            return _read_lines(connection, width_s, start, end)

    def spans(self) -> list[Span]:
        """What went on, by time."""
        if not self.path.exists():
            return []
        with self._open() as connection:
            rows = connection.execute(
                f"SELECT kind, start, until, subject FROM spans ORDER BY start DESC LIMIT {_MOST_SPANS}"
            ).fetchall()
        return [Span(SpanKind(kind), *rest) for kind, *rest in reversed(rows)]

    def recorded_until(self) -> float | None:
        """When the last run wrote for the last time; None for a new file."""
        if not self.path.exists():
            return None
        with self._open() as connection:
            row = connection.execute("SELECT until FROM recorded").fetchone()
        return float(row[0]) if row else None

    def set_aside(self) -> Path:
        """Give a damaged file another name, so that a new one can be begun; the name it has now."""
        stamp = datetime.now(UTC).strftime("%Y%m%d_%H%M%S")
        aside = self.path.with_name(f"{self.path.name}.damaged_{stamp}")
        self.path.replace(aside)
        for suffix in ("-wal", "-shm"):  # they belong to the old file, and would be played into the new one
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        return aside

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=_BUSY_S)) as connection:
            version = _version(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            if version == 0:
                _create(connection)
            elif version != _SCHEMA_VERSION:
                raise sqlite3.DatabaseError(f"{self.path} is not a history of figures of this version")
            try:
                yield connection
            except (LookupError, TypeError, ValueError) as error:  # what is written in it makes no sense
                raise sqlite3.DatabaseError(f"the data in {self.path} are damaged: {error}") from error


def is_damaged(error: BaseException) -> bool:
    """True where the file is no history of figures (any more): it is of no use to wait."""
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_NOTADB) & 0xFF
    return code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)


def _version(connection: sqlite3.Connection) -> int:
    # The objects first: another connection may make the file ours between these.
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id == _APPLICATION_ID:
        return int(version)
    return 0 if application_id == 0 and objects == 0 else _NOT_OURS


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        if _version(connection) == 0:  # else another connection was quicker
            for statement in _SCHEMA:
                connection.execute(statement)


def _write_lines(connection: sqlite3.Connection, block: Block) -> None:
    if not len(block.times):
        return
    order = sorted(range(len(block.columns)), key=lambda line: block.columns[line])
    layout = _layout(connection, [block.columns[line] for line in order])
    data = np.stack((block.lows[order], block.means[order], block.highs[order])).astype("<f4")
    connection.executemany(
        f"INSERT OR REPLACE INTO {_TABLES[round(block.width_s)]} VALUES (?, ?, ?)",
        [(int(time), layout, data[:, :, place].tobytes()) for place, time in enumerate(block.times)],
    )


def _layout(connection: sqlite3.Connection, columns: Sequence[Column]) -> int:
    text = json.dumps(columns, ensure_ascii=False)
    if connection.execute("INSERT OR IGNORE INTO layouts (columns) VALUES (?)", [text]).rowcount:
        connection.execute(_FORGET_LAYOUTS, [text])
    (number,) = connection.execute("SELECT id FROM layouts WHERE columns = ?", [text]).fetchone()
    return int(number)


def _roll_up(connection: sqlite3.Connection, until: float) -> None:
    """Make the lines of 2 min anew that have got something since they were made."""
    (last,) = connection.execute("SELECT max(time) FROM coarse WHERE time <= ?", [until]).fetchone()
    start = until - KEPT_S if last is None else last
    _write_lines(connection, reduced(_read_lines(connection, FINE_S, start, until), COARSE_S))


def _read_lines(connection: sqlite3.Connection, width_s: int, start: float, end: float) -> Block:
    layouts = {
        number: tuple(Column(Figure(figure), group) for figure, group in json.loads(text))
        for number, text in connection.execute("SELECT id, columns FROM layouts")
    }
    rows = connection.execute(
        f"SELECT layout, time, data FROM {_TABLES[width_s]} WHERE time > ? AND time < ? ORDER BY time",
        [start - width_s, end],
    ).fetchall()
    return joined(
        [_block(layouts[number], width_s, list(lines)) for number, lines in groupby(rows, lambda row: row[0])]
    )


def _block(columns: tuple[Column, ...], width_s: int, rows: Sequence[tuple[int, int, bytes]]) -> Block:
    """Lines that all have the same layout."""
    data = np.frombuffer(b"".join(row[2] for row in rows), "<f4").reshape(len(rows), 3, len(columns))
    lows, means, highs = data.transpose(1, 2, 0)
    return Block(columns, np.array([row[1] for row in rows], np.float64), lows, means, highs, float(width_s))


def _purge(connection: sqlite3.Connection, now: float) -> None:
    oldest, newest = now - KEPT_S, now + _FAR_AHEAD_S
    for table in _TABLES.values():
        connection.execute(f"DELETE FROM {table} WHERE time < ? OR time > ?", [oldest, newest])
    connection.execute("DELETE FROM spans WHERE until < ? OR start > ?", [oldest, newest])
