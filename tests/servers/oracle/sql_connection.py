"""One session's connection to the SQLite file, with Oracle's functions in it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tests.servers.oracle.engine import OraError, StatementInterruptedError, Value
from tests.servers.oracle.sql_catalog import Catalog, TableDef
from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_functions import FUNCTIONS, by_family, compute, of_family, shift, wrapped
from tests.servers.oracle.sql_scope import Convert
from tests.servers.oracle.sql_types import (
    TIMESTAMP,
    DataType,
    Stored,
    decode,
    decode_number,
    encode,
    encode_number,
    microseconds,
    storer,
)

_DAY_US = 86_400_000_000
_SECOND_US = 1_000_000
_PRAGMAS = ("journal_mode=WAL", "synchronous=OFF", "case_sensitive_like=ON", "busy_timeout=20000")
_OFFSET = re.compile(r"([+-])(\d{1,2}):(\d{2})")


class Connection:
    """SQLite for one session; errors come out as Oracle's."""

    def __init__(self, path: Path, user: str, sequence_value: Callable[[str], int]) -> None:
        self.user = user
        self.schema = user
        self.storers: Sequence[Convert] = ()
        self._sequence_value = sequence_value
        self._current: dict[str, int] = {}
        self._offset = timedelta(0)
        self._now = 0
        self._pending: OraError | None = None
        self.sqlite = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=200
        )
        for pragma in _PRAGMAS:
            self.sqlite.execute(f"PRAGMA {pragma}")
        self._register()

    def _register(self) -> None:
        for name, function in FUNCTIONS.items():
            self._function(f"ORA_{name}", wrapped(function), pure=True)
        self._function("ORA_AS", _as_family, pure=True)
        self._function("ORA_COMPUTE", _compute, pure=True)
        self._function("ORA_CAST", _cast, pure=True)
        self._function("ORA_DAYS", _days, pure=True)
        self._function("ORA_MOVE", _move, pure=True)
        self._function("ORA_NOW", self._time)
        self._function("ORA_NEXTVAL", self._next_value)
        self._function("ORA_CURRVAL", self._current_value)
        self._function("ORA_SYS_CONTEXT", self._sys_context)
        self._function("ORA_STORE", lambda place, value: self.storers[place](value))
        self.sqlite.create_aggregate("ORA_SUM", 1, _Sum)  # type: ignore[arg-type]  # answers text too
        self.sqlite.create_aggregate("ORA_AVG", 1, _Average)  # type: ignore[arg-type]  # likewise

    def _function(self, name: str, function: Callable[..., Any], *, pure: bool = False) -> None:
        def call(*args: Any) -> Any:
            try:
                return function(*args)
            except OraError as error:
                self._pending = error
                raise

        self.sqlite.create_function(name, -1, call, deterministic=pure)

    def begin_statement(self) -> None:
        """Take the time: it stands still during a statement."""
        self._now = microseconds(datetime.now(UTC).replace(tzinfo=None))

    def set_time_zone(self, zone: str) -> None:
        """ALTER SESSION SET TIME_ZONE; raises ORA-01882."""
        if match := _OFFSET.fullmatch(zone):
            offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
            self._offset = -offset if match[1] == "-" else offset
            return
        try:
            self._offset = datetime.now(ZoneInfo(zone)).utcoffset() or timedelta(0)
        except (ZoneInfoNotFoundError, ValueError):
            raise ora(1882, zone) from None

    def _time(self, name: str) -> int:
        local = self._offset // timedelta(microseconds=1) if name in ("CURRENT_DATE", "LOCALTIMESTAMP") else 0
        now = self._now + local
        return now // _SECOND_US * _SECOND_US if name.endswith("DATE") else now

    def _next_value(self, sequence: str) -> int:
        self._current[sequence] = value = self._sequence_value(sequence)
        return value

    def _current_value(self, sequence: str) -> int:
        if sequence not in self._current:
            raise ora(8002, sequence)
        return self._current[sequence]

    def _sys_context(self, space: str, name: str) -> str:
        known = {
            "CURRENT_SCHEMA": self.schema,
            "SESSION_USER": self.user,
            "CURRENT_USER": self.user,
            "DB_NAME": "LINESIDE",
            "SERVICE_NAME": "LINESIDE",
            "LANGUAGE": "AMERICAN_AMERICA.AL32UTF8",
        }
        if str(space).upper() != "USERENV" or str(name).upper() not in known:
            raise ora(2003)
        return known[str(name).upper()]

    def execute(self, sql: str, params: Sequence[Stored] = ()) -> sqlite3.Cursor:
        """Run a statement of SQLite's.

        Raises OraError; sqlite3.IntegrityError as it is, see ``integrity_error``.
        """
        try:
            return self.sqlite.execute(sql, params)
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise self._told(error, sql) from error

    def fetch(self, sql: str, params: Sequence[Stored]) -> list[tuple[Any, ...]]:
        """All rows of a query: none stays open, so that nobody waits for its reader."""
        try:
            return self.sqlite.execute(sql, params).fetchall()
        except sqlite3.Error as error:
            raise self._told(error, sql) from error

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
        if pending is not None:
            return pending
        if str(error) == "interrupted":
            return StatementInterruptedError()
        return OraError(600, f"internal error code, arguments: [{error}], [{sql}]")

    def close(self) -> None:
        """Roll back and let go."""
        self.sqlite.close()


def integrity_error(
    error: sqlite3.IntegrityError, catalog: Catalog, table: TableDef, *, updates: bool
) -> OraError:
    """What Oracle says of a row that SQLite refuses."""
    kind, _, what = str(error).partition(" constraint failed: ")
    if kind == "CHECK":
        return ora(2290, f"{table.owner}.{what}")
    prefix = f"{table.owner}.{table.name}."
    columns = tuple(name.removeprefix(prefix) for name in what.split(", "))
    if kind == "NOT NULL":
        return ora(1407 if updates else 1400, table.label(columns[0]))
    return ora(1, catalog.unique_name(table, columns))


def _as_family(own: str, family: str, kept: Stored) -> Stored:
    return encode(by_family(family, decode(of_family(own), kept)))


def _compute(sign: str, one: str, left: Stored, two: str, right: Stored) -> Stored:
    if left is None or right is None:
        return None
    return encode(compute(sign, decode(of_family(one), left), decode(of_family(two), right)))


def _cast(kind: str, family: str, kept: Stored) -> Stored:
    name, length, precision, scale = kind.split("|")
    numbers = [None if number == "None" else int(number) for number in (precision, scale)]
    wanted = DataType(name, int(length), precision=numbers[0], scale=numbers[1])
    return storer(wanted, "CAST")(decode(of_family(family), kept))


def _days(difference: int | None) -> Stored:
    return None if difference is None else encode_number(Decimal(difference) / _DAY_US)


def _move(kept: Stored, sign: str, days: Stored) -> Stored:
    if kept is None or days is None:
        return None
    distance = round(decode_number(days) * _DAY_US)
    moved: Value = decode(TIMESTAMP, kept)
    assert isinstance(moved, datetime)
    return microseconds(shift(moved, distance if sign == "+" else -distance)) // _SECOND_US * _SECOND_US


class _Sum:
    """SUM of NUMBER, exact."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.count = 0

    def step(self, kept: Stored) -> None:
        if kept is not None:
            self.total += decode_number(kept)
            self.count += 1

    def finalize(self) -> Stored:
        return encode_number(self.total) if self.count else None


class _Average(_Sum):
    """AVG of NUMBER."""

    def finalize(self) -> Stored:
        return encode_number(self.total / self.count) if self.count else None
