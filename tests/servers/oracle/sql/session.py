"""One user's session: statements, transaction, interruption."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.servers.oracle.engine import (
    ArrayResult,
    BindRow,
    Kind,
    OraError,
    ResultColumn,
    Statement,
    Value,
)
from tests.servers.oracle.sql.catalog import Catalog, TableDef
from tests.servers.oracle.sql.compiler import Compiled, Compiler
from tests.servers.oracle.sql.connection import Connection
from tests.servers.oracle.sql.ddl import DdlChange
from tests.servers.oracle.sql.dictionary import Dictionary
from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.expressions import Context
from tests.servers.oracle.sql.inserts import Inserts
from tests.servers.oracle.sql.locks import ROWS, Holder
from tests.servers.oracle.sql.statements import parse
from tests.servers.oracle.sql.syntax import (
    AlterSession,
    AlterTable,
    CreateIndex,
    Ddl,
    DropTable,
    EndTransaction,
    Insert,
    LockTable,
    Node,
    Query,
)
from tests.servers.oracle.sql.users import Step

if TYPE_CHECKING:
    from tests.servers.oracle.sql.database import Database

_NOTHING = ArrayResult(0, (), ())
_OFFSET = re.compile(r"[+-]\d{1,2}:\d{2}")


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


class Session:
    """One logged-in user's session; used by one thread at a time, but for ``interrupt``."""

    def __init__(self, home: Database, connection: Connection) -> None:
        self._home = home
        self._connection = connection
        self._dictionary = Dictionary(connection)
        self._holder = Holder()
        self._inserts = Inserts(connection, self._holder)
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
        node, bind_count = parse(sql)
        statement = Prepared(node, _kind(node), bind_count, sql, self._home.catalog, None)
        self._compile(statement)
        return statement

    def _compile(self, statement: Prepared) -> None:
        catalog = self._home.catalog
        if isinstance(statement.node, Query | Insert):
            context = Context(catalog, self._connection.user, self._connection.schema)
            statement.compiled = Compiler(context, statement.bind_count).statement(statement.node)
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
        self._holder.interrupted = False
        _check_binds(statement, rows)
        node = statement.node
        if isinstance(node, Insert):
            return self._run_insert(self._ready(statement), rows, batch_errors)
        if isinstance(node, Query):
            raise TypeError("a query has an answer: call query()")
        if isinstance(node, EndTransaction):
            (self.commit if node.commit else self.rollback)()
        elif isinstance(node, AlterSession):
            self._alter_session(node)
        elif isinstance(node, LockTable):
            self._lock_table(node)
        else:
            self._run_ddl(node, statement.sql)
        return _NOTHING

    def query(self, statement: Statement, row: BindRow) -> Iterator[tuple[Value, ...]]:
        """The rows of a query; raises OraError."""
        assert isinstance(statement, Prepared)
        _check_binds(statement, [row])
        compiled = self._ready(statement)
        whole = (*row, *self._connection.constants(compiled.constants))
        found = self._connection.fetch(
            compiled.sql, [convert(whole[place]) for place, convert in compiled.params]
        )
        return _decoded(found, compiled)

    def _run_insert(self, compiled: Compiled, rows: Sequence[BindRow], batch_errors: bool) -> ArrayResult:
        assert compiled.target is not None
        began = not self.in_transaction
        self._begin(compiled.target)
        constants = self._connection.constants(compiled.constants)
        applied = 0
        try:
            whole = [(*row, *constants) for row in rows]
            result = self._inserts.insert(compiled, self._home.catalog, whole, batch_errors)
            applied = result.applied
        except OraError as error:
            applied = error.applied
            raise
        finally:
            # Oracle begins a transaction with the first row that is changed.
            if began and not applied:
                self.rollback()
        return result

    def _begin(self, table: TableDef) -> None:
        self._home.locks.lock_table(self._holder, table.key, ROWS)
        self._home.locks.lock_writer(self._holder)
        if not self._connection.sqlite.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")

    def _alter_session(self, node: AlterSession) -> None:
        for name, value in node.settings:
            if name == "CURRENT_SCHEMA":
                if value not in self._home.catalog.users:
                    raise ora(1435)
                self._connection.schema = value
            elif name == "TIME_ZONE":
                if _OFFSET.fullmatch(value) is None:
                    raise ora(3001)
            elif not name.startswith("NLS_"):
                raise ora(2248)

    def _lock_table(self, node: LockTable) -> None:
        connection, catalog = self._connection, self._home.catalog
        table = catalog.table(connection.user, connection.schema, node.table, "")
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
            change = DdlChange(catalog, connection.user, connection.schema)
            for step in change.apply(node):
                self._run_step(step)
            log = 'INSERT INTO "$ddl" (user, schema, sql) VALUES (?, ?, ?)'
            connection.execute(log, (connection.user, connection.schema, sql))
            connection.execute("COMMIT")
            home.publish(catalog)
        finally:
            self.rollback()

    def _locked_by(self, node: Ddl) -> tuple[str, str] | None:
        if isinstance(node, AlterTable | DropTable | CreateIndex):
            return node.table.owner or self._connection.schema, node.table.name
        return None

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

    def close(self) -> None:
        """Roll back and let go."""
        if not self._closed:
            self.rollback()
            self._closed = True
            self._connection.sqlite.close()
            self._home.forget(self)


def _kind(node: Node) -> Kind:
    if isinstance(node, Query):
        return Kind.QUERY
    if isinstance(node, Insert):
        return Kind.DML
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
