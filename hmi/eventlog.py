"""The log of events: who did what and when, in ``events.db`` of the data folder."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from hmi.model.events import BY_ITSELF, Detail, Event, EventKind
from hmi.model.times import utc_text

_log = logging.getLogger(__name__)

_WRITE_EVERY_S = 0.5
_MOST_WAITING = 10_000
"""Events that wait for a disk which does not take them; the oldest go first, and are in hmi.log."""
_KEPT = 200_000
_PURGE_SLACK = 1_000

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


class EventLog:
    """A worker that brings events to disk; ``add`` never waits for it. Safe from any thread."""

    name = "events"

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.path = path
        self._now = now
        self._waiting: deque[Event] = deque(maxlen=_MOST_WAITING)
        self._edition = 0
        self._writing = threading.Lock()

    @property
    def edition(self) -> int:
        """Changes whenever there is something new to read."""
        return self._edition

    def add(self, kind: EventKind, subject: str = "", *, by: str = BY_ITSELF, **detail: Detail) -> None:
        """Something has happened now; returns at once."""
        event = Event(utc_text(self._now()), kind, subject, by, detail)
        _log.info("event: %s%s", event, f" (by {by})" if by else "")
        self._waiting.append(event)
        self._edition += 1

    def read(self, limit: int = 1_000, *, before: int | None = None) -> list[Event]:
        """The newest events, the newest first; ``before`` those older than that number.

        Those that are not on disk yet come first, with the number 0. Blocks for the disk.

        Raises:
            OSError: the file cannot be read.
        """
        newest = [] if before is not None else list(self._waiting)[::-1]
        left = limit - len(newest)
        if left <= 0 or not self.path.exists():
            return newest[:limit]
        asked = "SELECT seq, time, kind, subject, made_by, detail FROM events"
        where, values = ("", []) if before is None else (" WHERE seq < ?", [before])
        try:
            with closing(self._connect()) as connection:
                rows = connection.execute(f"{asked}{where} ORDER BY seq DESC LIMIT ?", [*values, left])
                return [*newest, *map(_event, rows)]
        except sqlite3.Error as error:
            raise OSError(f"{self.path} cannot be read: {error}") from error

    def run(self, stop: threading.Event) -> None:
        """Write what waits, twice a second, and the last of it at the end."""
        while not stop.wait(_WRITE_EVERY_S):
            self.flush()
        self.flush()

    def crashed(self, error: BaseException) -> None:
        """What waits is written by the next run."""

    def flush(self) -> None:
        """Write what waits; what the disk does not take waits on."""
        with self._writing:
            events = list(self._waiting)
            if not events:
                return
            try:
                self._write(events)
            except (sqlite3.Error, OSError) as error:
                _log.warning("%d events cannot be written to %s and wait: %s", len(events), self.path, error)
                return
            for _ in events:
                if self._waiting:
                    self._waiting.popleft()
            self._edition += 1

    def _write(self, events: Sequence[Event]) -> None:
        with closing(self._connect()) as connection, connection:
            connection.execute(_DDL)
            connection.executemany(
                "INSERT INTO events (time, kind, subject, made_by, detail) VALUES (?, ?, ?, ?, ?)",
                [(e.time, e.kind, e.subject, e.by, json.dumps(dict(e.detail))) for e in events],
            )
            (newest,) = connection.execute("SELECT max(seq) FROM events").fetchone()
            if newest % _PURGE_SLACK < len(events):
                connection.execute("DELETE FROM events WHERE seq <= ?", [newest - _KEPT])

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=2.0)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection


def _event(row: tuple[int, str, str, str, str, str]) -> Event:
    seq, time, kind, subject, by, detail = row
    return Event(time, EventKind(kind), subject, by, json.loads(detail), seq)
