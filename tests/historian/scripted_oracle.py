"""Stands in for an Oracle connection where no server is: keeps rows, and fails where it is told to."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import oracledb

from hmi.historian.oracle_table import Bind
from hmi.model.reading import Quality, Row, Value

T0 = datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC)


def row(
    value: Value = 1.5, address: str = "D100", *, ts: datetime = T0, quality: Quality = Quality.GOOD
) -> Row:
    return Row(ts, "P1", address, "Temperature", value, quality, "PRESS")


def rows(count: int) -> list[Row]:
    return [row(float(number), f"D{number}") for number in range(count)]


def detail(text: str, offset: int = 0) -> Any:
    """The error object as the driver makes it of the server's text."""
    found = re.match(r"ORA-(\d+)", text)
    return oracledb._Error(text, code=int(found[1]) if found else 0, offset=offset)


def driver_error(text: str) -> oracledb.Error:
    """The exception that the driver raises for it."""
    error = detail(text)
    raised = error.exc_type(error)
    assert isinstance(raised, oracledb.Error)
    return raised


class ScriptedConnection:
    """Rows by key, committed or not; every hook may raise, block or do nothing."""

    version = "19.24.0.0.0"

    def __init__(self) -> None:
        self.committed: dict[tuple[Any, ...], Bind] = {}
        self.open: dict[tuple[Any, ...], Bind] = {}
        self.calls: list[int] = []
        self.commits = 0
        self.rollbacks = 0
        self.closed = threading.Event()
        self.closed_by: threading.Thread | None = None
        self.statements: list[str] = []
        self.row_error: Callable[[Bind], str | None] = lambda bind: None
        self.unsendable: Callable[[Bind], bool] = lambda bind: False
        self.on_execute: Callable[[], None] = lambda: None
        self.on_commit: Callable[[], None] = lambda: None
        self.on_rollback: Callable[[], None] = lambda: None

    def cursor(self) -> ScriptedCursor:
        return ScriptedCursor(self)

    def commit(self) -> None:
        self.on_commit()
        self.commits += 1
        self.committed |= self.open
        self.open = {}

    def rollback(self) -> None:
        self.on_rollback()
        self.rollbacks += 1
        self.open = {}

    def close(self) -> None:
        self.open = {}
        self.closed_by = threading.current_thread()
        self.closed.set()


class ScriptedCursor:
    """Array insert with batch errors, listed backwards as a real server may."""

    def __init__(self, connection: ScriptedConnection) -> None:
        self._connection = connection
        self._sizes: tuple[Any, ...] = ()
        self._errors: list[Any] = []

    def setinputsizes(self, *args: Any) -> None:
        self._sizes = args

    def execute(self, statement: str) -> None:
        self._connection.statements.append(statement)
        self._connection.on_execute()

    def executemany(self, statement: str, parameters: list[Bind], *, batcherrors: bool) -> None:
        assert batcherrors
        assert len(self._sizes) == len(parameters[0]), "input sizes are declared before every call"
        self._sizes = ()
        connection = self._connection
        connection.calls.append(len(parameters))
        connection.on_execute()
        if any(connection.unsendable(bind) for bind in parameters):
            raise driver_error("DPY-4004: invalid number")
        self._errors = []
        for offset, bind in enumerate(parameters):
            key = bind[:3]
            text = connection.row_error(bind)
            if text is None and (key in connection.committed or key in connection.open):
                text = "ORA-00001: unique constraint (HMI.TAG_VALUES_PK) violated"
            if text is None:
                connection.open[key] = bind
            else:
                self._errors.append(detail(text, offset))

    def getbatcherrors(self) -> list[Any]:
        return self._errors[::-1]
