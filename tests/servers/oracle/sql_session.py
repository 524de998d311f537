"""One user's session: statements, transaction, interruption."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tests.servers.oracle.engine import (
    ArrayResult,
    BindRow,
    Kind,
    OraError,
    ResultColumn,
    RowError,
    Statement,
    StatementInterruptedError,
    Value,
)
from tests.servers.oracle.sql_admin_grammar import Node, parse
from tests.servers.oracle.sql_catalog import Catalog, TableDef
from tests.servers.oracle.sql_compile import Compiled, Compiler
from tests.servers.oracle.sql_connection import Connection, integrity_error
from tests.servers.oracle.sql_ddl import DdlChange
from tests.servers.oracle.sql_ddl_syntax import AlterTable, CreateIndex, Ddl, DropTable, TruncateTable
from tests.servers.oracle.sql_ddl_tables import Step
from tests.servers.oracle.sql_dictionary import Dictionary
from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_locks import ROWS, Holder, Locks
from tests.servers.oracle.sql_scope import Context
from tests.servers.oracle.sql_syntax import (
    AlterSession,
    Delete,
    EndTransaction,
    Insert,
    LockTable,
    NullBlock,
    Query,
    Update,
)
from tests.servers.oracle.sql_types import Stored

_SETTINGS = ("TIME_ZONE", "CURRENT_SCHEMA", "DDL_LOCK_TIMEOUT")
_NOTHING = ArrayResult(0, (), ())


@dataclass(slots=True)
class Prepared:
    """A statement; compiled anew when the catalog has changed since."""

    node: Node
    kind: Kind
    bind_count: int
    sql: str
    catalog: Catalog
    compiled: Compiled | None

    @property
    def columns(self) -> tuple[ResultColumn, ...]:
        """Of a query's answer; else empty."""
        return self.compiled.columns if self.compiled is not None else ()


class Home(Protocol):
    """What a session needs of its database."""

    locks: Locks
    is_full: bool
    has_partitioning: bool

    @property
    def catalog(self) -> Catalog:
        """The one in use."""

    def publish(self, catalog: Catalog, node: Ddl) -> None:
        """Use another catalog."""

    def changed_sequences(self) -> list[tuple[str, int]]:
        """Sequences that gave values since they were last asked for, and their next values."""

    def forget(self, session: Session) -> None:
        """A session has closed."""


class Session:
    """One logged-in user's session; used by one thread at a time, but for ``interrupt``."""

    def __init__(self, home: Home, connection: Connection) -> None:
        self._home = home
        self._connection = connection
        self._dictionary = Dictionary(connection)
        self._holder = Holder()
        self._in_query = False
        self._closed = False

    @property
    def user(self) -> str:
        """Who logged in."""
        return self._connection.user

    @property
    def in_transaction(self) -> bool:
        """Something is not committed yet."""
        return self._connection.sqlite.in_transaction or bool(self._holder.held)

    def parse(self, sql: str) -> Prepared:
        """Understand a statement, tables, columns and rights included; raises OraError.

        DDL is only parsed.
        """
        node, binds = parse(sql)
        statement = Prepared(node, _kind(node), len(binds), sql, self._home.catalog, None)
        self._compile(statement)
        return statement

    def _compile(self, statement: Prepared) -> None:
        catalog = self._home.catalog
        if isinstance(statement.node, Query | Insert | Update | Delete):
            context = Context(catalog, self._connection.user, self._connection.schema)
            statement.compiled = Compiler(context).statement(statement.node)
        statement.catalog = catalog

    def _ready(self, statement: Prepared) -> Compiled:
        if statement.catalog is not self._home.catalog:
            self._compile(statement)
        assert statement.compiled is not None
        self._connection.storers = statement.compiled.storers
        self._dictionary.fill(statement.compiled.tables, self._home.catalog)
        return statement.compiled

    def run(
        self, statement: Statement, rows: Sequence[BindRow], *, batch_errors: bool = False
    ) -> ArrayResult:
        """Execute anything but a query, once for each row of binds (``[()]`` without binds).

        Stops at the first bad row and raises its OraError with the attribute ``applied`` set to the number
        of rows before it, which stay applied in the transaction; with ``batch_errors`` it goes on and lists
        the errors. Raises StatementInterruptedError when ``interrupt`` was called.
        """
        assert isinstance(statement, Prepared)
        self._begin_statement()
        _check_binds(statement, rows)
        node = statement.node
        if isinstance(node, Insert | Update | Delete):
            return self._run_dml(self._ready(statement), rows, batch_errors)
        if isinstance(node, Query):
            raise TypeError("a query has an answer: call query()")
        if isinstance(node, NullBlock):
            return _NOTHING
        if isinstance(node, EndTransaction):
            (self.commit if node.commit else self.rollback)()
        elif isinstance(node, AlterSession):
            self._alter_session(node)
        elif isinstance(node, LockTable):
            self._lock_table(node)
        else:
            self._run_ddl(node, statement.sql)
        return _NOTHING

    def _begin_statement(self) -> None:
        self._holder.interrupted = False
        self._connection.begin_statement()

    def query(self, statement: Statement, row: BindRow) -> Iterator[tuple[Value, ...]]:
        """The rows of a query; raises OraError and StatementInterruptedError."""
        assert isinstance(statement, Prepared)
        self._begin_statement()
        _check_binds(statement, [row])
        compiled = self._ready(statement)
        params = [convert(row[place]) for place, convert in compiled.binds]
        self._in_query = True
        try:
            if self._holder.interrupted:
                raise StatementInterruptedError
            found = self._connection.fetch(compiled.sql, params)
        finally:
            self._in_query = False
        return _decoded(found, compiled)

    def _run_dml(self, compiled: Compiled, rows: Sequence[BindRow], batch_errors: bool) -> ArrayResult:
        assert compiled.target is not None
        began = not self.in_transaction
        self._begin(compiled.target)
        applied = 0
        try:
            result = self._change_rows(compiled, rows, batch_errors)
            applied = result.applied
        except OraError as error:
            applied = error.applied
            raise
        finally:
            # Oracle begins a transaction with the first row that is changed.
            if began and not applied:
                self.rollback()
        return result

    def _space_error(self, compiled: Compiled) -> OraError | None:
        """What an insert of a row ends with where the table can not grow; one of no rows does not."""
        table = compiled.target
        if table is None or compiled.action != "INSERT":
            return None
        if not self._home.catalog.has_quota(table.owner):
            return ora(1950)
        return ora(1653, f"{table.owner}.{table.name}") if self._home.is_full else None

    def _begin(self, table: TableDef) -> None:
        self._home.locks.lock_table(self._holder, table.key, ROWS)
        self._home.locks.lock_writer(self._holder)
        if not self._connection.sqlite.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")

    def _change_rows(self, compiled: Compiled, rows: Sequence[BindRow], batch_errors: bool) -> ArrayResult:
        constants = self._constants(compiled)
        no_space = self._space_error(compiled)
        if compiled.is_plain_insert and no_space is None and self._insert_all(compiled, rows, constants):
            return ArrayResult(len(rows), (1,) * len(rows), ())
        counts: list[int] = []
        errors: list[RowError] = []
        for offset, row in enumerate(rows):
            try:
                counts.append(self._change_row(compiled, row, constants, no_space))
            except OraError as error:
                if not batch_errors:
                    error.applied = sum(counts)
                    raise
                counts.append(0)
                errors.append(RowError(offset, error))
        # Unique indexes are looked at when all rows are in the table.
        errors.sort(key=lambda one: one.error.code == 1)
        return ArrayResult(sum(counts), tuple(counts), tuple(errors))

    def _constants(self, compiled: Compiled) -> tuple[Stored, ...]:
        if not compiled.constants:
            return ()
        sql = "SELECT " + ", ".join(text for text, _ in compiled.constants)
        (values,) = self._connection.fetch(sql, ())
        return tuple(convert(value) for value, (_, convert) in zip(values, compiled.constants, strict=True))

    def _insert_all(self, compiled: Compiled, rows: Sequence[BindRow], constants: tuple[Stored, ...]) -> bool:
        """Insert rows that are all good, which is fast; False and nothing done where one is not."""
        try:
            kept = [(*[convert(row[place]) for place, convert in compiled.binds], *constants) for row in rows]
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

    def _change_row(
        self, compiled: Compiled, row: BindRow, constants: tuple[Stored, ...], no_space: OraError | None
    ) -> int:
        if self._holder.interrupted:
            raise StatementInterruptedError
        params = [convert(row[place]) for place, convert in compiled.binds]
        connection = self._connection
        connection.execute("SAVEPOINT one_row")
        try:
            count = connection.execute(compiled.sql, (*params, *constants)).rowcount
            if count and no_space is not None:
                connection.execute("ROLLBACK TO one_row")
                raise no_space
            return count
        except sqlite3.IntegrityError as error:
            assert compiled.target is not None
            raise integrity_error(
                error, self._home.catalog, compiled.target, updates=compiled.action == "UPDATE"
            ) from error
        finally:
            connection.execute("RELEASE one_row")

    def _alter_session(self, node: AlterSession) -> None:
        for name, value in node.settings:
            if name == "TIME_ZONE":
                self._connection.set_time_zone(value)
            elif name == "CURRENT_SCHEMA":
                if value not in self._home.catalog.users:
                    raise ora(1435)
                self._connection.schema = value
            elif name not in _SETTINGS and not name.startswith("NLS_"):
                raise ora(2248)

    def _lock_table(self, node: LockTable) -> None:
        connection, catalog = self._connection, self._home.catalog
        place = node.table
        table = catalog.table(connection.user, connection.schema, place.owner, place.name, "")
        self._home.locks.lock_table(self._holder, table.key, node.mode, node.wait_s)

    def _run_ddl(self, node: Ddl, sql: str) -> None:
        self.commit()
        home, connection = self._home, self._connection
        try:
            if (key := self._locked_by(node)) is not None:
                home.locks.lock_table(self._holder, key, "EXCLUSIVE", 0)
            home.locks.lock_writer(self._holder)
            connection.execute("BEGIN IMMEDIATE")
            catalog = home.catalog.copy()
            change = DdlChange(
                catalog,
                connection.user,
                connection.schema,
                partitioning=home.has_partitioning,
                has_rows=self._has_rows,
            )
            for step in change.apply(node):
                self._run_step(step)
            log = 'INSERT INTO "$ddl" (user, schema, sql) VALUES (?, ?, ?)'
            connection.execute(log, (connection.user, connection.schema, sql))
            connection.execute("COMMIT")
            home.publish(catalog, node)
        finally:
            self.rollback()

    def _locked_by(self, node: Ddl) -> tuple[str, str] | None:
        if isinstance(node, AlterTable | DropTable | TruncateTable):
            return node.owner or self._connection.schema, node.name
        if isinstance(node, CreateIndex):
            return node.table_owner or self._connection.schema, node.table
        return None

    def _has_rows(self, table: TableDef) -> bool:
        return bool(self._connection.fetch(f"SELECT EXISTS (SELECT 1 FROM {table.kept_as})", ())[0][0])

    def _run_step(self, step: Step) -> None:
        try:
            self._connection.execute(step.sql)
        except sqlite3.IntegrityError as error:
            raise step.refused or error from error

    def commit(self) -> None:
        """Make the transaction durable."""
        connection = self._connection
        if connection.sqlite.in_transaction:
            sql = 'INSERT OR REPLACE INTO "$sequences" (name, next) VALUES (?, ?)'
            connection.execute_many(
                sql, [(name, str(value)) for name, value in self._home.changed_sequences()]
            )
            connection.execute("COMMIT")
        self._home.locks.release(self._holder)

    def rollback(self) -> None:
        """Undo what is not committed."""
        if self._connection.sqlite.in_transaction:
            self._connection.execute("ROLLBACK")
            self._dictionary.forget()
        self._home.locks.release(self._holder)

    def interrupt(self) -> None:
        """End the statement in progress soon; from any thread."""
        self._home.locks.wake(self._holder)
        # Not a change: SQLite would roll the whole transaction back.
        if self._in_query and not self._closed:
            self._connection.sqlite.interrupt()

    def close(self) -> None:
        """Roll back and let go."""
        if not self._closed:
            self.rollback()
            self._closed = True
            self._connection.close()
            self._home.forget(self)


def _kind(node: Node) -> Kind:
    if isinstance(node, Query):
        return Kind.QUERY
    if isinstance(node, Insert | Update | Delete):
        return Kind.DML
    if isinstance(node, NullBlock):
        return Kind.BLOCK
    return Kind.OTHER if isinstance(node, LockTable | AlterSession | EndTransaction) else Kind.DDL


def _check_binds(statement: Prepared, rows: Sequence[BindRow]) -> None:
    if rows and len(rows[0]) != statement.bind_count:
        raise ora(1008 if len(rows[0]) < statement.bind_count else 1036)


def _decoded(found: list[tuple[Any, ...]], compiled: Compiled) -> Iterator[tuple[Value, ...]]:
    decoders = compiled.decoders
    for row in found:
        yield tuple(
            None if kept is None else decode(kept) for kept, decode in zip(row, decoders, strict=True)
        )
