"""Queries and inserts as SQLite does them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.servers.oracle.engine import OraType, ResultColumn, Value
from tests.servers.oracle.sql.catalog import TableDef, identity_sequence, quoted
from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.expressions import MARK, ExpressionCompiler, Sql
from tests.servers.oracle.sql.syntax import (
    Bind,
    Call,
    Column,
    Condition,
    Expression,
    Insert,
    Item,
    Literal,
    Name,
    Query,
)
from tests.servers.oracle.sql.types import NUMBER, TEXT, Convert, Stored, decoder, storer


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement ready for SQLite.

    Parameters are the places in a row of binds, lengthened by ``constants`` (an expression's name, or "" and
    its value), and their conversions. ``storers`` are for ORA_STORE: what SQLite computes for a column.
    """

    sql: str
    params: tuple[tuple[int, Convert], ...]
    constants: tuple[tuple[str, Value], ...]
    tables: tuple[TableDef, ...]
    target: TableDef | None = None
    columns: tuple[ResultColumn, ...] = ()
    decoders: tuple[Callable[[Stored], Value], ...] = ()
    storers: tuple[Convert, ...] = ()
    is_plain_insert: bool = False


@dataclass(slots=True)
class Compiler(ExpressionCompiler):
    """Compiles one statement."""

    _storers: list[Convert] = field(default_factory=list)
    _tables: list[TableDef] = field(default_factory=list)

    def statement(self, node: Query | Insert) -> Compiled:
        """Either; raises OraError where names, rights or types are wrong."""
        return self._insert(node) if isinstance(node, Insert) else self._select(node)

    def _finish(self, text: str) -> Compiled:
        params = tuple(self.params[int(mark)] for mark in MARK.findall(text))
        return Compiled(MARK.sub("?", text), params, tuple(self.constants), tuple(self._tables))

    def _where(self, condition: Condition | None) -> str:
        return "" if condition is None else f" WHERE {self.condition(condition)}"

    def _select(self, node: Query) -> Compiled:
        self.sequences_allowed = not node.order_by
        text, outputs = self._query(node)
        return replace(
            self._finish(text),
            columns=tuple(_described(name, sql) for name, sql in outputs),
            decoders=tuple(decoder(sql.type) for _, sql in outputs),
        )

    def subquery(self, query: Query) -> str:
        """A query inside of a condition."""
        return self._query(query)[0]

    def _query(self, query: Query) -> tuple[str, list[tuple[str, Sql]]]:
        """A query: its text, and the names and types of its columns."""
        source = self._source(query)
        outputs = [(item.name, self._item(item, query)) for item in self._items(query)]
        self.sequences_allowed = False
        text = f"SELECT {', '.join(sql.text for _, sql in outputs)}{source}{self._where(query.where)}"
        if query.group_by:
            text += f" GROUP BY {', '.join(self.expression(node).text for node in query.group_by)}"
        if query.order_by:
            text += f" ORDER BY {', '.join(self._order(*order) for order in query.order_by)}"
        if query.fetch is not None:
            text += f" LIMIT max(0, {self.as_family(self.expression(query.fetch), 'number').text})"
        if source:
            self.scopes.pop()
        return text, outputs

    def _source(self, query: Query) -> str:
        if query.is_from_dual:
            return ""
        context = self.context
        found = context.catalog.table(context.user, context.schema, query.table, "SELECT")
        self._tables.append(found)
        alias = f"t{len(self._tables)}"
        self.scopes.append((query.table, found, f"{alias}."))
        return f" FROM {found.kept_as} AS {alias}"

    def _items(self, query: Query) -> tuple[Item, ...]:
        if query.items:
            return query.items
        if query.group_by:
            raise ora(979)
        if query.is_from_dual:
            raise ora(3001)
        return tuple(Item(Name((column.name,)), column.name) for column in self._tables[-1].columns)

    def _item(self, item: Item, query: Query) -> Sql:
        node = item.expression
        if isinstance(node, Call) and node.name == "COUNT":
            if len(node.args) > 1:
                raise ora(909)
            what = self.expression(node.args[0]).text if node.args else "*"
            return Sql(f"count({'DISTINCT ' if node.distinct else ''}{what})", NUMBER, nullable=False)
        sql = self.expression(node)
        if query.is_grouped and node not in query.group_by and not isinstance(node, Literal | Bind):
            raise ora(979 if query.group_by else 937)
        return sql

    def _order(self, node: Expression, descending: bool) -> str:
        if not isinstance(node, Name):
            raise ora(3001)
        sql = self.expression(node)
        text = f"{sql.text} DESC" if descending else sql.text
        # NULL is the largest; not said where nothing is NULL, so that SQLite can go along an index.
        return text + (f" NULLS {'FIRST' if descending else 'LAST'}" if sql.nullable else "")

    def _insert(self, node: Insert) -> Compiled:
        context = self.context
        table = context.catalog.table(context.user, context.schema, node.table, "INSERT")
        names = node.columns or tuple(column.name for column in table.columns)
        for name in names:
            table.column(name)
        if len(set(names)) < len(names):
            raise ora(957)
        if len(node.values) != len(names):
            raise ora(913 if len(node.values) > len(names) else 947)
        self.sequences_allowed = True
        cells = self._cells(table, dict(zip(names, node.values, strict=True)), node.from_dual)
        self.sequences_allowed = False
        values = ", ".join(cells.values())
        source = f"SELECT {values}{self._where(node.where)}" if node.from_dual else f"VALUES ({values})"
        return replace(
            self._finish(f"INSERT INTO {table.kept_as} ({', '.join(map(quoted, cells))}) {source}"),
            target=table,
            storers=tuple(self._storers),
            is_plain_insert=not self._storers and not node.from_dual,
        )

    def _cells(self, table: TableDef, given: dict[str, Expression], from_dual: bool) -> dict[str, str]:
        """What goes into each column: what was given, else its number or its default."""
        cells: dict[str, str] = {}
        for column in table.columns:
            if column.is_identity and column.name in given:
                raise ora(32795)
            node = given.get(column.name, column.default)
            if column.is_identity:
                node = Name((table.owner, identity_sequence(table, column), "NEXTVAL"))
            if node is not None:
                cells[column.name] = self._cell(table, column, self.expression(node), from_dual)
        return cells

    def _cell(self, table: TableDef, column: Column, sql: Sql, from_dual: bool) -> str:
        """A value converted for its column; what no partition takes counts only where there is a row."""
        store = storer(column.type, table.label(column.name))
        is_partitioned = table.partitioned_by == column.name
        if is_partitioned:
            store = _partitioned(store)
        if sql.param is not None and not (is_partitioned and from_dual):
            self.convert(sql.param, store)
            return sql.text
        decode = decoder(self.as_family(sql, column.type.family).type if sql.param is None else column.type)
        self._storers.append(_decoding(decode, store))
        return f"ORA_STORE({len(self._storers) - 1}, {sql.text})"


def _partitioned(store: Convert) -> Convert:
    """A conversion that raises ORA-14400 for NULL, which no partition takes."""

    def convert(value: Value) -> Stored:
        kept = store(value)
        if kept is None:
            raise ora(14400)
        return kept

    return convert


def _decoding(decode: Callable[[Stored], Value], store: Convert) -> Convert:
    """What stores a value that SQLite has kept already."""

    def convert(kept: Value) -> Stored:
        return store(None if kept is None else decode(kept))  # type: ignore[arg-type]  # a kept form is no RAW

    return convert


def _described(name: str, sql: Sql) -> ResultColumn:
    """The column as the wire tells it."""
    kind = sql.type if sql.type.family else TEXT
    precision, scale = kind.precision or 0, kind.scale
    if kind.ora_type is OraType.NUMBER:
        # NUMBER without precision: a scale of -127 says that the point floats.
        precision, scale = (0, -127) if scale is None else (precision or 38, scale)
    return ResultColumn(name, kind.ora_type, max(1, kind.size), precision, scale or 0, sql.nullable)
