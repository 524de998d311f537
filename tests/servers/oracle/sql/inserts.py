"""Arrays of rows into a table: all at once where all are good, else one by one with the error of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tests.servers.oracle.engine import ArrayResult, BindRow, OraError, RowError, StatementInterruptedError
from tests.servers.oracle.sql.catalog import Catalog, TableDef
from tests.servers.oracle.sql.compiler import Compiled
from tests.servers.oracle.sql.connection import Connection
from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.locks import Holder


class Inserts:
    """Those of one session."""

    def __init__(self, connection: Connection, holder: Holder) -> None:
        self._connection = connection
        self._holder = holder

    def insert(
        self, compiled: Compiled, catalog: Catalog, rows: Sequence[BindRow], batch_errors: bool
    ) -> ArrayResult:
        """As ``SqlSession.run``."""
        assert compiled.target is not None
        has_quota = catalog.has_quota(compiled.target.owner)
        if compiled.is_plain_insert and has_quota and self._insert_all(compiled, rows):
            return ArrayResult(len(rows), (1,) * len(rows), ())
        counts: list[int] = []
        errors: list[RowError] = []
        for offset, row in enumerate(rows):
            try:
                counts.append(self._insert_row(compiled, catalog, row))
            except OraError as error:
                if not batch_errors:
                    error.applied = sum(counts)
                    raise
                counts.append(0)
                errors.append(RowError(offset, error))
        # Unique indexes are looked at when all rows are in the table.
        errors.sort(key=lambda one: one.error.code == 1)
        return ArrayResult(sum(counts), tuple(counts), tuple(errors))

    def _insert_all(self, compiled: Compiled, rows: Sequence[BindRow]) -> bool:
        """Insert rows that are all good, which is fast; False and nothing done where one is not."""
        try:
            kept = [[convert(row[place]) for place, convert in compiled.params] for row in rows]
        except OraError:
            return False
        connection = self._connection
        connection.execute("SAVEPOINT all_rows")
        try:
            connection.execute_many(compiled.sql, kept)
        except sqlite3.IntegrityError:
            connection.execute("ROLLBACK TO all_rows")
            return False
        finally:
            connection.execute("RELEASE all_rows")
        return True

    def _insert_row(self, compiled: Compiled, catalog: Catalog, row: BindRow) -> int:
        if self._holder.interrupted:
            raise StatementInterruptedError
        assert compiled.target is not None
        params = [convert(row[place]) for place, convert in compiled.params]
        connection = self._connection
        connection.execute("SAVEPOINT one_row")
        try:
            count = connection.execute(compiled.sql, params).rowcount
            if count and not catalog.has_quota(compiled.target.owner):
                connection.execute("ROLLBACK TO one_row")
                raise ora(1950)
            return count
        except sqlite3.IntegrityError as error:
            raise _refused(error, catalog, compiled.target) from error
        finally:
            connection.execute("RELEASE one_row")


def _refused(error: sqlite3.IntegrityError, catalog: Catalog, table: TableDef) -> OraError:
    """What Oracle says of a row that SQLite refuses."""
    kind, _, what = str(error).partition(" constraint failed: ")
    if kind == "CHECK":
        return ora(2290, f"{table.owner}.{what}")
    prefix = f"{table.owner}.{table.name}."
    columns = tuple(name.removeprefix(prefix) for name in what.split(", "))
    if kind == "NOT NULL":
        return ora(1400, table.label(columns[0]))
    return ora(1, catalog.unique_name(table, columns))
