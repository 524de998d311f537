"""The events on disk: ``events.db`` of the data folder, SQLite. Whoever reads never holds up who writes."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hmi.model.events import Event, EventKind
from hmi.model.said import figure, plain

_KEPT = 200_000
_PURGE_SLACK = 1_000
_SLICE = 200
"""Events that are looked at in one go: the window and the pollers want to run in between."""
_WAIT_S = 2.0
_UNUSABLE = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""Damaged, no database, or one with other columns: no waiting makes it better."""

_DDL = """
CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    made_by TEXT NOT NULL,
    detail TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for: all of these together; None is any.

    Times are ISO 8601 in UTC, ``since`` included and ``until`` not. ``by`` is who did it, blank for what
    nobody did. ``matches`` looks at the event itself; it is called on the thread that reads.
    """

    kinds: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    by: str | None = None
    matches: Callable[[Event], bool] | None = None

    def has(self, event: Event) -> bool:
        """Whether the event is one of them."""
        return (
            (self.kinds is None or event.kind in self.kinds)
            and (self.since is None or event.time >= self.since)
            and (self.until is None or event.time < self.until)
            and (self.by is None or event.by == self.by)
            and (self.matches is None or self.matches(event))
        )

    def condition(self) -> tuple[str, list[object]]:
        """All but ``matches`` as SQL, each part led by AND, and its values."""
        parts: list[tuple[str, Sequence[object]]] = []
        if self.kinds is not None:
            parts.append((f"kind IN ({', '.join('?' * len(self.kinds))})", sorted(self.kinds)))
        for column, value in (("time >=", self.since), ("time <", self.until), ("made_by =", self.by)):
            if value is not None:
                parts.append((f"{column} ?", [value]))
        return "".join(f" AND {sql}" for sql, _ in parts), [value for _, values in parts for value in values]


EVERYTHING = Wanted()


class EventFile:
    """Every call has a connection of its own, so any thread may read while one writes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, events: Sequence[Event], *, above: int = 0) -> int:
        """Append these with numbers ``above`` that; durable against the end of the process when it returns.

        Returns the number of the newest.

        Raises:
            sqlite3.Error: the disk does not take them, or the file is unusable (``is_unusable``).
        """
        with closing(self._connect()) as connection, connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_DDL)
            first = max(above, _newest(connection)) + 1
            connection.executemany(
                "INSERT INTO events (seq, time, kind, subject, made_by, detail) VALUES (?, ?, ?, ?, ?, ?)",
                [(seq, *_columns(event)) for seq, event in enumerate(events, first)],
            )
            newest = first + len(events) - 1
            if newest % _PURGE_SLACK < len(events):
                connection.execute("DELETE FROM events WHERE seq <= ?", [newest - _KEPT])
        return newest

    def newest(self) -> int:
        """The number of the newest event on disk; 0 where there is none. Raises sqlite3.Error."""
        if not self.path.exists():
            return 0
        with closing(self._connect()) as connection:
            return _newest(connection)

    def read(self, wanted: Wanted, limit: int, *, after: int, up_to: int) -> list[Event]:
        """The newest ``limit`` of those asked for whose number is in the range, the newest first.

        Raises:
            sqlite3.Error: the file cannot be read.
        """
        if limit <= 0 or not self.path.exists():
            return []
        condition, values = wanted.condition()
        with closing(self._connect()) as connection:
            if not _newest(connection):
                return []
            rows = connection.execute(
                "SELECT seq, time, kind, subject, made_by, detail FROM events "
                f"WHERE seq > ? AND seq <= ?{condition} ORDER BY seq DESC",
                [after, up_to, *values],
            )
            found = (event for event in _events(rows) if wanted.matches is None or wanted.matches(event))
            return [event for event, _ in zip(found, range(limit), strict=False)]

    def people(self) -> list[str]:
        """Everybody who has done something, in alphabetical order. Raises sqlite3.Error."""
        if not self.path.exists():
            return []
        with closing(self._connect()) as connection:
            if not _newest(connection):
                return []
            rows = connection.execute("SELECT DISTINCT made_by FROM events WHERE made_by != ''")
            return sorted(str(name) for (name,) in rows)

    def set_aside(self, now: datetime) -> str:
        """Keep an unusable file under another name, which is returned; the next write begins a new one.

        Raises:
            OSError: somebody holds it.
        """
        aside = f"{self.path.stem}-damaged-{now:%Y%m%d-%H%M%S}{self.path.suffix}"
        self.path.replace(self.path.with_name(aside))
        for end in ("-wal", "-shm"):
            beside = Path(f"{self.path}{end}")
            if beside.exists():
                beside.replace(self.path.with_name(f"{aside}{end}"))
        return aside

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=_WAIT_S)


def is_unusable(error: Exception) -> bool:
    """Whether the file itself is the trouble, not its disk or another reader."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _UNUSABLE


def _newest(connection: sqlite3.Connection) -> int:
    """0 also where there is no table yet: somebody looked before the first event was written."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchone() is None:
        return 0
    (newest,) = connection.execute("SELECT max(seq) FROM events").fetchone()
    return int(newest or 0)


def _columns(event: Event) -> tuple[str, str, str, str, str]:
    detail = {name: plain(value) for name, value in event.detail.items()}
    return event.time, event.kind, event.subject, event.by, json.dumps(detail, ensure_ascii=False)


def _events(rows: Iterator[tuple[int, str, str, str, str, str]]) -> Iterator[Event]:
    for number, row in enumerate(rows, 1):
        if number % _SLICE == 0:
            time.sleep(0)
        yield _event(row)


def _event(row: tuple[int, str, str, str, str, str]) -> Event:
    seq, at, kind, subject, by, text = row
    try:
        detail = json.loads(text)
    except ValueError:
        detail = {}
    figures = {str(name): figure(value) for name, value in detail.items()} if isinstance(detail, dict) else {}
    known = EventKind(kind) if kind in EventKind._value2member_map_ else kind
    return Event(at, known, subject, by, figures, seq)
