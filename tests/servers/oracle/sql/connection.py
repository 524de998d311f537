"""One session's connection to the SQLite file, and what its sequences and its clock say."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.servers.oracle.engine import OraError, Value
from tests.servers.oracle.sql.types import Convert, Stored

_PRAGMAS = ("journal_mode=WAL", "synchronous=OFF", "busy_timeout=20000")


class Connection:
    """SQLite for one session; errors come out as Oracle's."""

    def __init__(self, path: Path, user: str, sequence_value: Callable[[str], int]) -> None:
        self.user = user
        self.schema = user
        self.storers: Sequence[Convert] = ()
        self._pending: OraError | None = None
        self.sqlite = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=200
        )
        for pragma in _PRAGMAS:
            self.sqlite.execute(f"PRAGMA {pragma}")
        self._function("ORA_NEXTVAL", sequence_value)
        self._function("ORA_STORE", lambda place, value: self.storers[place](value))

    def _function(self, name: str, function: Callable[..., Any]) -> None:
        def call(*args: Any) -> Any:
            try:
                return function(*args)
            except OraError as error:
                self._pending = error
                raise

        self.sqlite.create_function(name, -1, call)

    def constants(self, names: Sequence[tuple[str, Value]]) -> tuple[Value, ...]:
        """What is the same for all rows of a statement: values as they are, and what has a name."""
        now = datetime.now(UTC).replace(tzinfo=None)
        known: dict[str, Value] = {
            "SYSDATE": now.replace(microsecond=0),
            "SYSTIMESTAMP": now,
            "USER": self.user,
            "CURRENT_SCHEMA": self.schema,
        }
        return tuple(known[name] if name else value for name, value in names)

    def execute(self, sql: str, params: Sequence[Stored] = ()) -> sqlite3.Cursor:
        """Run a statement of SQLite's.

        Raises OraError; sqlite3.IntegrityError as it is, see inserts.py.
        """
        try:
            return self.sqlite.execute(sql, params)
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise self._told(error, sql) from error

    def fetch(self, sql: str, params: Sequence[Stored]) -> list[tuple[Any, ...]]:
        """All rows of a query: none stays open, so that nobody waits for its reader."""
        return self.execute(sql, params).fetchall()

    def execute_many(self, sql: str, rows: Sequence[Sequence[Stored]]) -> None:
        """As ``execute``, for many rows."""
        try:
            self.sqlite.executemany(sql, rows)
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise self._told(error, sql) from error

    def _told(self, error: sqlite3.Error, sql: str) -> Exception:
        pending, self._pending = self._pending, None
        return pending or OraError(600, f"internal error code, arguments: [{error}], [{sql}]")
