"""INSERT, UPDATE, DELETE and SELECT as SQLite does them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.servers.oracle.engine import Kind, ResultColumn
from tests.servers.oracle.sql_catalog import Column, TableDef, quoted
from tests.servers.oracle.sql_compile_query import QueryCompiler, described
from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_expressions import NULL
from tests.servers.oracle.sql_partitions import with_partition_check
from tests.servers.oracle.sql_scope import Context, Convert, Sql
from tests.servers.oracle.sql_syntax import (
    Bind,
    Condition,
    Delete,
    Expression,
    Insert,
    Name,
    Query,
    Table,
    Update,
)
from tests.servers.oracle.sql_types import DataType, Stored, Value, decode, decoder, storer


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement ready for SQLite.

    The parameters are those of ``binds``, then ``constants``: what is computed once for all rows.
    """

    kind: Kind
    sql: str
    binds: tuple[tuple[int, Convert], ...]
    tables: tuple[TableDef, ...]
    target: TableDef | None = None
    columns: tuple[ResultColumn, ...] = ()
    decoders: tuple[Callable[[Stored], Value], ...] = ()
    constants: tuple[tuple[str, Convert], ...] = ()
    storers: tuple[Convert, ...] = ()
    """For ORA_STORE: what is computed for a column."""
    is_plain_insert: bool = False
    action: str = "INSERT"


class Compiler(QueryCompiler):
    """Compiles one statement."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._storers: list[Convert] = []

    def statement(self, node: Query | Insert | Update | Delete) -> Compiled:
        """Any of them; raises OraError where names, rights or types are wrong."""
        if isinstance(node, Query):
            return self._query(node)
        if isinstance(node, Insert):
            return self._insert(node)
        return self._update(node) if isinstance(node, Update) else self._delete(node)

    def _query(self, node: Query) -> Compiled:
        self.sequences_allowed = True
        text, outputs = self.query(node)
        sql, binds = self.params.finish(text)
        return Compiled(
            Kind.QUERY,
            sql,
            binds,
            tuple(self.tables),
            columns=described(outputs),
            decoders=tuple(decoder(output.sql.type) for output in outputs),
        )

    def _target(self, node: Insert | Update | Delete, right: str) -> TableDef:
        context, table = self.context, node.table
        found = context.catalog.table(context.user, context.schema, table.owner, table.name, right)
        if found.is_dictionary:
            raise ora(1031)
        return found

    def _insert(self, node: Insert) -> Compiled:
        table = self._target(node, "INSERT")
        names = node.columns or tuple(column.name for column in table.columns)
        columns = [table.column(name) for name in names]
        if len(set(names)) < len(names):
            raise ora(957)
        if node.query is not None:
            return self._insert_query(table, columns, node.query)
        if len(node.values) != len(columns):
            raise ora(913 if len(node.values) > len(columns) else 947)
        return self._insert_values(table, dict(zip(names, node.values, strict=True)))

    def _insert_values(self, table: TableDef, given: dict[str, Expression | None]) -> Compiled:
        """Binds first, then what is computed for each row, then what is computed once."""
        bound: dict[str, str] = {}
        computed: dict[str, str] = {}
        constants: dict[str, tuple[str, Convert]] = {}
        self.sequences_allowed = True
        for column in table.columns:
            node = self._value(table, column, given)
            if node is None:
                continue
            sql, store = self.expression(node), self._storer(table, column)
            if sql.bind is not None:
                self.params.convert(sql.bind, store)
                bound[column.name] = sql.text
            elif sql.constant:
                constants[column.name] = (sql.text, _decoding(sql.type, store))
            else:
                computed[column.name] = self._stored(table, column, sql)
        cells = bound | computed
        names = ", ".join(quoted(name) for name in (*cells, *constants))
        text, binds = self.params.finish(", ".join(cells.values()))
        values = ", ".join([*([text] if text else []), *(["?"] * len(constants))])
        sql_text = f"INSERT INTO {table.kept_as} ({names}) VALUES ({values})"
        return Compiled(
            Kind.DML,
            sql_text,
            binds,
            tuple(self.tables),
            table,
            constants=tuple(constants.values()),
            storers=tuple(self._storers),
            is_plain_insert=not computed,
        )

    def _value(
        self, table: TableDef, column: Column, given: dict[str, Expression | None]
    ) -> Expression | None:
        """What goes into a column: what was given, else its default; None for nothing."""
        if column.name in given and column.identity == "ALWAYS" and given[column.name] is not None:
            raise ora(32795)
        if column.name in given and (value := given[column.name]) is not None:
            return value
        if column.identity:
            return Name((table.owner, identity_sequence(table, column), "NEXTVAL"))
        return column.default

    def _storer(self, table: TableDef, column: Column) -> Convert:
        store = storer(column.type, table.label(column.name))
        if table.partitioning is not None and table.partitioning.column == column.name:
            return with_partition_check(store, table.partitioning)
        return store

    def _stored(self, table: TableDef, column: Column, sql: Sql) -> str:
        """What is computed, checked and converted for its column."""
        store = self._storer(table, column)
        if sql.bind is not None:
            self.params.convert(sql.bind, store)
            return sql.text
        self._storers.append(_decoding(sql.type, store))
        return f"ORA_STORE({len(self._storers) - 1},{sql.text})"

    def _insert_query(self, table: TableDef, columns: list[Column], query: Query) -> Compiled:
        self.sequences_allowed = True
        items = [item.expression for item in query.items]
        text, outputs = self.query(query)
        if len(outputs) != len(columns):
            raise ora(913 if len(outputs) > len(columns) else 947)
        cells: dict[str, str] = {}
        for place, (column, output) in enumerate(zip(columns, outputs, strict=True)):
            if column.identity == "ALWAYS":
                raise ora(32795)
            as_bind = len(items) == len(outputs) and isinstance(items[place], Bind) and not query.union_all
            if as_bind and output.sql.bind is not None:
                self.params.convert(output.sql.bind, self._storer(table, column))
                cells[column.name] = f"c{place}"
            else:
                plain = Sql(f"c{place}", output.sql.type)
                cells[column.name] = self._stored(table, column, plain)
        self.sequences_allowed = True
        for column in table.columns:
            if column.name not in cells and (node := self._value(table, column, {})) is not None:
                cells[column.name] = self._stored(table, column, self.expression(node))
        names = ", ".join(quoted(name) for name in cells)
        values = ", ".join(cells.values())
        return self._dml(f"INSERT INTO {table.kept_as} ({names}) SELECT {values} FROM ({text})", table)

    def _dml(self, text: str, table: TableDef, action: str = "INSERT") -> Compiled:
        sql, binds = self.params.finish(text)
        return Compiled(
            Kind.DML, sql, binds, tuple(self.tables), table, storers=tuple(self._storers), action=action
        )

    def _update(self, node: Update) -> Compiled:
        table = self._target(node, "UPDATE")
        self.add_table(table, node.table, "t")
        changes: list[str] = []
        for name, value in node.changes:
            column = table.column(name)
            if column.identity == "ALWAYS":
                raise ora(32796)
            sql = self.expression(value if value is not None else column.default or NULL)
            changes.append(f"{quoted(name)} = {self._stored(table, column, sql)}")
        if len({name for name, _ in node.changes}) < len(changes):
            raise ora(957)
        where = f" WHERE {self.condition(node.where)}" if node.where is not None else ""
        return self._dml(f"UPDATE {table.kept_as} AS t SET {', '.join(changes)}{where}", table, "UPDATE")

    def _delete(self, node: Delete) -> Compiled:
        table = self._target(node, "DELETE")
        self.add_table(table, node.table, "t")
        where = f" WHERE {self.condition(node.where)}" if node.where is not None else ""
        return self._dml(f"DELETE FROM {table.kept_as} AS t{where}", table, "DELETE")

    def check_text(self, table: TableDef, condition: Condition) -> str:
        """The condition of a CHECK for SQLite's CREATE TABLE; raises ORA-00904."""
        self.add_table(table, Table(None, table.name, None), table.kept_as)
        return self.condition(condition)


def identity_sequence(table: TableDef, column: Column) -> str:
    """The name of the sequence behind a column that numbers itself."""
    return f"ISEQ$$_{table.name}_{column.name}"


def _decoding(kind: DataType, store: Convert) -> Convert:
    def convert(kept: Value) -> Stored:
        return store(decode(kind, kept))  # type: ignore[arg-type]  # kept forms are among the values

    return convert
