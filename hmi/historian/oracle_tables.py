"""Rows into the tables of an Oracle Database, and back: the program's own table and customers' alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import oracledb

from hmi.historian.oracle_dictionary import (
    Cursor,
    TableLayout,
    current_schema,
    find_table,
    has_sequence,
    may_have_triggers,
)
from hmi.historian.oracle_errors import ErrorClass, classify
from hmi.historian.oracle_fit import Findings, check_fit
from hmi.historian.oracle_insert import ALTERED_KEY, InsertCursor, TableInsert
from hmi.historian.oracle_routes import Routes
from hmi.historian.oracle_sql import look_sql, probe_sql
from hmi.historian.oracle_trend import TableTrend
from hmi.historian.protocol import HistorianRefusedError, Rejected, TrendPoint
from hmi.historian.tag_directory import TagDirectory
from hmi.model.reading import Row
from hmi.model.tables import Mappings, TableMapping
from hmi.model.tag_keys import same_names


@dataclass(frozen=True, slots=True)
class TablesReport:
    """What an inspection found: tables as OWNER.NAME, and sentences for their administrator."""

    tables: tuple[str, ...]
    problems: tuple[str, ...]
    """Why nothing is written."""
    warnings: tuple[str, ...]
    """Why single rows are not taken, or not as they are."""
    missing: tuple[str, ...] = ()
    """Tables of which the program has the DDL, and which are not there or lack their sequence."""


class OracleTables:
    """Writes rows by their category's mapping and reads a tag's values back.

    May be used by several threads, each with a cursor of its own. One cursor does for all tables: the
    driver keeps the parsed statements of a connection, and every call declares its binds anew.
    Everything raises ``oracledb.Error`` and ``OSError`` as the driver does.
    """

    def __init__(self, mappings: Mappings, directory: TagDirectory) -> None:
        self._mappings = mappings
        self._directory = directory
        self._routes = Routes(mappings, directory)
        self._inserts: Mapping[TableMapping, TableInsert] = {}
        self._trends: Mapping[TableMapping, TableTrend] = {}
        self._is_inspected = False

    @property
    def is_inspected(self) -> bool:
        """True after an inspection without problems, until ``forget``."""
        return self._is_inspected

    def forget(self) -> None:
        """Have the tables inspected before the next insert: they may have been changed."""
        self._is_inspected = False

    def inspect(self, cursor: InsertCursor) -> TablesReport:
        """Learn the tables' columns from the dictionary, and compare them with the mappings and the tags."""
        report = self._examine(cursor)
        self._is_inspected = not report.problems
        return report

    def insert(self, cursor: InsertCursor, rows: Sequence[Row], *, again: bool) -> list[Rejected]:
        """Insert the rows without committing and return those that no table will ever take as they are.

        Rows that are there already count as inserted. ``again``: an earlier attempt of rows like these may
        have been committed. Needs an inspection without problems, once.
        """
        written_at = datetime.now(UTC)
        shares, rejected = self._routes.split(rows)
        for mapping, of_table, facts in shares:
            if mapping not in self._inserts:
                raise RuntimeError(f"table {mapping.table} was not inspected before the insert")
            with _noted(mapping):
                rejected += self._inserts[mapping].insert(cursor, of_table, facts, written_at, again=again)
        if any(one.code == ALTERED_KEY for one in rejected):
            self.forget()  # it may have been made anew, with less room
        return rejected

    def probe(self, cursor: Cursor) -> None:
        """Insert nothing into every table: fails like a real insert.

        Tables in which rows have to be looked for first are read too, once they are inspected.
        """
        for mapping in self._routes.tables:
            insert = self._inserts.get(mapping)
            with _noted(mapping):
                cursor.execute(probe_sql(mapping))
                if insert is not None and not insert.is_guarded:
                    cursor.execute(look_sql(mapping))

    def trend(
        self,
        cursor: InsertCursor,
        plc_code: str,
        tag_address: str,
        start: datetime,
        end: datetime,
        limit: int,
    ) -> list[TrendPoint]:
        """The newest ``limit`` points of a tag with ``start <= ts <= end`` (aware), oldest first.

        None for a tag that is not configured, unless PLC and address tell it in the one table that there is.

        Raises:
            HistorianRefusedError: its table is missing or has other columns.
        """
        found = self._routes.table_of(plc_code, tag_address)
        if found is None:
            return []
        mapping, entry = found
        if mapping not in self._trends:
            report = self._examine(cursor)
            if mapping not in self._trends:
                raise HistorianRefusedError(" ".join(report.problems))
        return self._trends[mapping].read(cursor, entry, start, end, limit)

    def _examine(self, cursor: Cursor) -> TablesReport:
        schema = current_schema(cursor)
        tables: dict[str, str] = {}  # as they are named in the mapping
        problems: list[str] = []
        warnings: list[str] = []
        missing: list[str] = []
        inserts, trends = dict(self._inserts), dict(self._trends)
        for mapping in self._routes.tables:
            if mapping.sequence and not has_sequence(cursor, mapping.sequence, schema):
                problems.append(_no_sequence(mapping, schema))
                missing += [mapping.table] if mapping.preset else []
            layout = find_table(cursor, mapping.table, schema)
            if layout is None:
                problems.append(_no_table(mapping, schema))
                missing += [mapping.table] if mapping.preset else []
                continue
            if tables.setdefault(str(layout.table), mapping.table) != mapping.table:
                problems.append(_two_names(mapping.table, tables[str(layout.table)]))
            found = self._fit(cursor, mapping, layout, schema)
            problems += found.problems
            warnings += found.warnings
            if {column.name for column in mapping.columns} <= layout.columns.keys():
                inserts[mapping], trends[mapping] = TableInsert(mapping, layout), TableTrend(mapping, layout)
        self._inserts, self._trends = inserts, trends
        problems += self._same_names()
        # Two categories in one table find the same.
        return TablesReport(
            tuple(tables),
            tuple(dict.fromkeys(problems)),
            tuple(dict.fromkeys(warnings)),
            tuple(dict.fromkeys(missing)),
        )

    def _fit(self, cursor: Cursor, mapping: TableMapping, layout: TableLayout, schema: str) -> Findings:
        entries = [entry for entry in self._directory.entries() if self._mappings[entry.category] == mapping]
        triggers = partial(may_have_triggers, cursor, layout.table, schema)
        return check_fit(mapping, layout, entries, triggers)

    def _same_names(self) -> Iterator[str]:
        for same in same_names(self._mappings, self._directory.entries()):
            tags = ", ".join(f"{tag.plc_code} {tag.tag_address}" for tag in same.tags[:3])
            more = f" and {len(same.tags) - 3} more" if len(same.tags) > 3 else ""
            yield (
                f"Table {same.table}: {same.name!r} is the name of {tags}{more}, of which the table would "
                "keep one value: put more fields into name in mapping.toml."
            )


@contextmanager
def _noted(mapping: TableMapping) -> Iterator[None]:
    """Note the table on an error that may be its own: ORA-01031 and others do not say which it is."""
    try:
        yield
    except oracledb.Error as error:
        if classify(error) is not ErrorClass.LOST:
            error.add_note(f"table {mapping.table}")
        raise


def _no_table(mapping: TableMapping, schema: str) -> str:
    whose, make = _whose("Table", mapping.table, schema), _to_make(mapping)
    return (
        f"{whose} is missing, or this user does not see it: {make}correct its name in mapping.toml, or ask "
        "the database administrator for GRANT SELECT, INSERT on it."
    )


def _two_names(name: str, other: str) -> str:
    return (
        f"{name} and {other} are the same table: name it one way in mapping.toml, so that its rows are told "
        "apart by one rule."
    )


def _no_sequence(mapping: TableMapping, schema: str) -> str:
    whose, make = _whose("Sequence", mapping.sequence, schema), _to_make(mapping)
    return (
        f"{whose} for table {mapping.table} is missing, or this user does not see it: {make}correct its name "
        "in mapping.toml, or ask the database administrator for GRANT SELECT on it."
    )


def _whose(what: str, name: str, schema: str) -> str:
    return f"{what} {name}" if "." in name else f"{what} {name} of schema {schema}"


def _to_make(mapping: TableMapping) -> str:
    return "run `hmi oracle create`, " if mapping.preset else ""
