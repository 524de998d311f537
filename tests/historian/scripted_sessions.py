"""Stands in for the driver where a test decides what each connection does, and when."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from typing import Any

from hmi.historian.oracle_session import OracleSettings
from hmi.historian.oracle_tables import OracleTables, TablesReport
from hmi.historian.protocol import Rejected, TrendPoint
from hmi.model.reading import Quality, Row
from tests.historian.scripted_oracle import driver_error

PASSWORD = "tiger-s3cr3t"
SETTINGS = OracleSettings("db1", "PLANT", "HMI", PASSWORD)
BEGIN = datetime(2100, 1, 1, tzinfo=UTC)
"""Later than any start of a test, so that its rows are live ones."""

Key = tuple[str, str, datetime]


def rows(count: int, *, first: int = 0) -> list[Row]:
    """Rows of one tag, a second apart."""
    return [
        Row(BEGIN + timedelta(seconds=number), "P1", "D100", "Temp", float(number), Quality.GOOD, "PRESS")
        for number in range(first, first + count)
    ]


def started_at(first: datetime = BEGIN - timedelta(seconds=1)) -> Callable[[], datetime]:
    """A wall clock that was at ``first`` at the start, and is behind all ``rows`` since."""
    times = chain([first], repeat(BEGIN + timedelta(days=1)))
    return lambda: next(times)


def fails(text: str) -> Callable[[], None]:
    """A hook that raises the driver's error of that text."""

    def fail() -> None:
        raise driver_error(text)

    return fail


class Hang:
    """A hook that hangs until it is let go."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.let_go = threading.Event()

    def __call__(self) -> None:
        self.entered.set()
        self.let_go.wait(30)


def nothing() -> None:
    """A hook."""


class Connection:
    """One of the database's connections; every hook may raise, hang or do nothing."""

    version = "19.24.0.0.0"
    warning: object = None

    def __init__(self, stored: dict[Key, Row]) -> None:
        self.stored = stored
        self.open: dict[Key, Row] = {}
        self.statements: list[str] = []
        self.rollbacks = 0
        self.pings = 0
        self.closed = threading.Event()
        self.closed_by: threading.Thread | None = None
        self.on_execute: Callable[[], None] = nothing
        self.on_commit: Callable[[], None] = nothing
        self.on_rollback: Callable[[], None] = nothing
        self.on_ping: Callable[[], None] = nothing

    def cursor(self) -> Connection:
        return self

    def execute(self, statement: str) -> None:
        self.statements.append(statement)
        self.on_execute()

    def commit(self) -> None:
        self.on_commit()
        self.stored |= self.open
        self.open = {}

    def rollback(self) -> None:
        self.on_rollback()
        self.rollbacks += 1
        self.open = {}

    def ping(self) -> None:
        self.pings += 1
        self.on_ping()

    def close(self) -> None:
        self.open = {}
        self.closed_by = threading.current_thread()
        self.closed.set()


class Database:
    """Hands out connections in place of ``oracle_session.connect``; ``on_connect`` may raise or hang."""

    def __init__(self) -> None:
        self.connections: list[Connection] = []
        self.stored: dict[Key, Row] = {}
        self.on_connect: Callable[[], None] = nothing
        self.attempts = 0

    def connect(self, _settings: OracleSettings) -> Connection:
        self.attempts += 1
        self.on_connect()
        connection = Connection(self.stored)
        self.connections.append(connection)
        return connection

    @property
    def standing(self) -> list[Connection]:
        """Connections that are not closed."""
        return [connection for connection in self.connections if not connection.closed.is_set()]


class ScriptedTables(OracleTables):
    """Keeps rows in the scripted connection, and notes what it was asked."""

    def __init__(self) -> None:
        self.report = TablesReport(("TAG_VALUES",), (), ())
        self.inspections = 0
        self.again: list[bool] = []
        self.is_bad: Callable[[Row], bool] = lambda row: False
        self.points: list[TrendPoint] = []
        self._inspected = False

    @property
    def is_inspected(self) -> bool:
        return self._inspected

    def forget(self) -> None:
        self._inspected = False

    def inspect(self, cursor: Any) -> TablesReport:
        cursor.execute("inspect")
        self.inspections += 1
        self._inspected = not self.report.problems
        return self.report

    def insert(self, cursor: Any, rows: Sequence[Row], *, again: bool) -> list[Rejected]:
        self.again.append(again)
        cursor.execute("insert")
        for row in rows:
            if not self.is_bad(row):
                cursor.open[row.plc_code, row.tag_address, row.ts] = row
        return [Rejected(row, "ORA-12899", "too long") for row in rows if self.is_bad(row)]

    def probe(self, cursor: Any) -> None:
        cursor.execute("probe")

    def trend(self, cursor: Any, *asked: object) -> list[TrendPoint]:
        cursor.execute("trend")
        return self.points
