"""Stands in for an Oracle cursor where no server is needed: keeps rows, and fails where it is told to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import oracledb

from hmi.historian.oracle_dictionary import ColumnLayout, TableLayout, TableName
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


def column(text: str, *, nullable: bool = True, is_filled: bool = False) -> ColumnLayout:
    """From ``NAME VARCHAR2(40 CHAR)``, ``TIME TIMESTAMP(6)``, ``VALUE NUMBER(10,2)``."""
    name, _, data_type = text.partition(" ")
    found = re.fullmatch(
        r"(N?(?:VAR)?CHAR2?|NUMBER|FLOAT|TIMESTAMP)\((\d+)(?:,(\d+))?( CHAR| BYTE)?\)(.*)", data_type
    )
    if found is None:
        return ColumnLayout(name, data_type, nullable=nullable, is_filled=is_filled)
    kind, size, scale, unit, _ = found.groups()
    known = {"nullable": nullable, "is_filled": is_filled}
    if "CHAR" in kind:
        return ColumnLayout(name, kind, int(size), unit == " CHAR" or kind.startswith("N"), **known)
    if kind == "TIMESTAMP":
        return ColumnLayout(name, data_type, scale=int(size), **known)
    return ColumnLayout(name, kind, precision=int(size), scale=int(scale or 0), **known)


def layout(*columns: str | ColumnLayout, name: str = "HMI.TAG_VALUES", key: str = "") -> TableLayout:
    """A table; ``key`` lists the columns of its primary key, which is named as the program's own is."""
    table = TableName(*name.split("."))
    made = [column(one) if isinstance(one, str) else one for one in columns]
    unique = {f"{name}_PK": frozenset(key.split(", "))} if key else {}
    return TableLayout(table, {one.name: one for one in made}, unique)


OWN_LAYOUT = layout(
    column("TS TIMESTAMP(6)", nullable=False),
    column("PLC_CODE VARCHAR2(64 CHAR)", nullable=False),
    column("TAG_ADDRESS VARCHAR2(64 CHAR)", nullable=False),
    "TAG_NAME VARCHAR2(255 CHAR)",
    "TAG_VALUE BINARY_DOUBLE",
    "TAG_TEXT VARCHAR2(4000 BYTE)",
    column("QUALITY VARCHAR2(10 BYTE)", nullable=False),
    "GROUP_NAME VARCHAR2(255 CHAR)",
    column("INSERTED_AT TIMESTAMP(6)", nullable=False, is_filled=True),
    key="PLC_CODE, TAG_ADDRESS, TS",
)


Bind = tuple[Any, ...]


class ScriptedTable:
    """Keeps what an array insert brings, its first three binds being the key; every hook may raise."""

    def __init__(self) -> None:
        self.rows: dict[Bind, Bind] = {}
        self.constraint = "HMI.TAG_VALUES_PK"
        self.calls: list[int] = []
        self.statements: list[str] = []
        self.binds: list[Bind] = []
        self.row_error: Callable[[Bind], str | None] = lambda bind: None
        self.unsendable: Callable[[Bind], bool] = lambda bind: False
        self.on_execute: Callable[[], None] = lambda: None


class ScriptedCursor:
    """Array insert with batch errors, listed backwards as a real server may; queries answer ``answers``."""

    def __init__(self, table: ScriptedTable) -> None:
        self.answers: dict[str, list[Any]] = {}
        self._table = table
        self._sizes: tuple[Any, ...] = ()
        self._errors: list[Any] = []
        self._found: list[Any] = []

    def setinputsizes(self, *args: Any) -> None:
        self._sizes = args

    def var(self, typ: Any, size: int) -> Any:
        return (typ, size)

    def execute(self, statement: str, parameters: Any = None) -> None:
        self._table.statements.append(statement)
        self._table.on_execute()
        view = re.search(r" FROM (\S+)", statement)
        self._found = self.answers.get(view[1], []) if view else []

    def fetchall(self) -> list[Any]:
        return self._found

    def executemany(self, statement: str, parameters: list[Bind], *, batcherrors: bool) -> None:
        assert batcherrors
        assert len(self._sizes) == len(parameters[0]), "input sizes are declared before every call"
        self._sizes = ()
        table = self._table
        table.statements.append(statement)
        table.calls.append(len(parameters))
        table.on_execute()
        if any(table.unsendable(bind) for bind in parameters):
            raise driver_error("DPY-4004: invalid number")
        table.binds += parameters
        self._errors = []
        for offset, bind in enumerate(parameters):
            if "NOT EXISTS" in statement and bind[:3] in table.rows:
                continue
            text = table.row_error(bind)
            if text is None and bind[:3] in table.rows:
                text = f"ORA-00001: unique constraint ({table.constraint}) violated"
            if text is None:
                table.rows[bind[:3]] = bind
            else:
                self._errors.append(detail(text, offset))

    def getbatcherrors(self) -> list[Any]:
        return self._errors[::-1]
