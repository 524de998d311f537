"""SELECT as SQLite computes it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.servers.oracle.engine import OraType, ResultColumn
from tests.servers.oracle.sql_catalog import TableDef, quoted
from tests.servers.oracle.sql_compile_expression import ExpressionCompiler
from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_functions import AGGREGATES
from tests.servers.oracle.sql_scope import Scope, Source, Sql
from tests.servers.oracle.sql_syntax import (
    Call,
    Comparison,
    Condition,
    Derived,
    Expression,
    Item,
    Junction,
    Literal,
    Name,
    Order,
    Query,
    Star,
    Subquery,
    Table,
)
from tests.servers.oracle.sql_types import TEXT, DataType

_DUMMY = DataType("VARCHAR2", 1)


@dataclass(frozen=True, slots=True)
class Output:
    """A column of a query: what it is called, and what it is."""

    name: str
    sql: Sql


class QueryCompiler(ExpressionCompiler):
    """Compiles queries; ``tables`` are those that were read."""

    def __init__(self, *args, **more) -> None:  # type: ignore[no-untyped-def]
        super().__init__(*args, **more)
        self.tables: list[TableDef] = []
        self._sources = 0

    def query_text(self, query: Query) -> tuple[str, list[Sql]]:
        """A query inside of another: its text and the types of its columns."""
        allowed = self.sequences_allowed, self.aggregates_allowed
        self.sequences_allowed = False
        text, outputs = self.query(query)
        self.sequences_allowed, self.aggregates_allowed = allowed
        return text, [output.sql for output in outputs]

    def query(self, query: Query) -> tuple[str, list[Output]]:
        """A query: its text, in which column n is called cn, and its columns."""
        around, self.scope = self.scope, Scope(around=self.scope)
        allowed, self.sequences_allowed = self.sequences_allowed, False
        try:
            source = self._from(query)
            where, limit = self._where(query)
            self.sequences_allowed = allowed and not query.order_by and not query.distinct
            outputs = self._outputs(query)
            self.sequences_allowed = False
            text = self._select(query, outputs) + source + where + self._grouping(query, outputs)
            if query.union_all is not None:
                return self._union(text, outputs, query.union_all)
            return text + self._ordering(query, outputs) + self._limits(query, limit), outputs
        finally:
            self.scope = around
            self.sequences_allowed = allowed

    def _select(self, query: Query, outputs: list[Output]) -> str:
        columns = ", ".join(f"{output.sql.text} AS c{place}" for place, output in enumerate(outputs))
        return f"SELECT {'DISTINCT ' if query.distinct else ''}{columns}"

    def _union(self, text: str, outputs: list[Output], other: Query) -> tuple[str, list[Output]]:
        if other.order_by or other.fetch or other.offset:
            raise ora(3001)
        right, columns = self.query(other)
        if len(columns) != len(outputs):
            raise ora(1789)
        for one, two in zip(outputs, columns, strict=True):
            if one.sql.type.family != two.sql.type.family and one.sql.type.family and two.sql.type.family:
                raise ora(1790)
        return f"{text} UNION ALL {right}", outputs

    def _from(self, query: Query) -> str:
        if self._is_dual(query.first) and not query.joins:
            self.scope.sources.append(
                Source(query.first.alias or "DUAL", "SYS", {"DUMMY": Sql("'X'", _DUMMY)})
            )
            return ""
        text = f" FROM {self._source(query.first)}"
        for join in query.joins:
            text += f" {join.kind} JOIN {self._source(join.source)}"
            if join.on is not None:
                text += f" ON {self.condition(join.on)}"
        return text

    def _is_dual(self, source: Table | Derived) -> bool:
        return isinstance(source, Table) and source.name == "DUAL" and source.owner in (None, "SYS")

    def _source(self, source: Table | Derived) -> str:
        alias = f"t{self._sources}"
        self._sources += 1
        if isinstance(source, Derived):
            scope, self.scope = self.scope, Scope()
            try:
                text, outputs = self.query(source.query)
            finally:
                self.scope = scope
            columns = {
                output.name: replace(output.sql, text=f"{alias}.c{place}", bind=None, constant=False)
                for place, output in enumerate(outputs)
            }
            self.scope.sources.append(Source(source.alias or "", "", columns))
            return f"({text}) AS {alias}"
        if self._is_dual(source):
            self.scope.sources.append(Source(source.alias or "DUAL", "SYS", {"DUMMY": Sql("'X'", _DUMMY)}))
            return f"(SELECT 'X') AS {alias}"
        context = self.context
        table = context.catalog.table(context.user, context.schema, source.owner, source.name, "SELECT")
        self.add_table(table, source, alias)
        return f"{table.kept_as} AS {alias}"

    def add_table(self, table: TableDef, source: Table, alias: str) -> None:
        """Let names speak of a table's columns, which SQLite finds at ``alias``."""
        self.tables.append(table)
        columns = {
            column.name: Sql(f"{alias}.{quoted(column.name)}", column.type, column.nullable)
            for column in table.columns
        }
        owner = "" if source.alias else source.owner or table.owner
        self.scope.sources.append(Source(source.alias or source.name, owner, columns))

    def _where(self, query: Query) -> tuple[str, str]:
        """WHERE without ROWNUM, and the limit that ROWNUM is."""
        condition, limit = self._without_rownum(query)
        return (f" WHERE {self.condition(condition)}" if condition is not None else ""), limit

    def _without_rownum(self, query: Query) -> tuple[Condition | None, str]:
        where = query.where
        if where is None or "ROWNUM" not in _own_names(where):
            return where, ""
        parts = where.parts if isinstance(where, Junction) and where.word == "AND" else (where,)
        others = tuple(part for part in parts if "ROWNUM" not in _own_names(part))
        bounds = [part for part in parts if "ROWNUM" in _own_names(part)]
        # Oracle counts before it sorts or groups; SQLite's LIMIT comes after.
        if len(bounds) != 1 or query.order_by or query.group_by or _aggregates(query):
            raise ora(3001)
        (bound,) = bounds
        if not isinstance(bound, Comparison) or bound.left != Name(("ROWNUM",)):
            raise ora(3001)
        if bound.sign not in ("<=", "<") and bound.right != Literal(1, bound.right.type):  # type: ignore[union-attr]
            raise ora(3001)
        return (Junction("AND", others) if others else None), self._count(bound.right, less=bound.sign == "<")

    def _count(self, node: Expression, *, less: bool = False) -> str:
        return f"max(0, {self.as_family(self.expression(node), 'number').text}{' - 1' if less else ''})"

    def _outputs(self, query: Query) -> list[Output]:
        self.aggregates_allowed = True
        outputs: list[Output] = []
        for item in query.items:
            if isinstance(item.expression, Star):
                outputs += self._star(item.expression)
            else:
                outputs.append(Output(_name_of(item), self.expression(item.expression)))
        self.aggregates_allowed = False
        return outputs

    def _star(self, star: Star) -> list[Output]:
        sources = [self.scope.source(star.alias)] if star.alias else self.scope.sources
        return [Output(name, sql) for source in sources for name, sql in source.columns.items()]

    def _grouping(self, query: Query, outputs: list[Output]) -> str:
        if not query.group_by and not _aggregates(query):
            if query.having is not None:
                raise ora(979)
            return ""
        for item in query.items:
            if not _is_grouped(item.expression, query.group_by):
                raise ora(979 if query.group_by else 937)
        text = ", ".join(self.expression(node).text for node in query.group_by)
        text = f" GROUP BY {text}" if text else ""
        if query.having is not None:
            self.aggregates_allowed = True
            text += f" HAVING {self.condition(query.having)}"
            self.aggregates_allowed = False
        return text

    def _ordering(self, query: Query, outputs: list[Output]) -> str:
        if not query.order_by:
            return ""
        self.aggregates_allowed = bool(query.group_by) or _aggregates(query)
        parts = [self._order(order, outputs) for order in query.order_by]
        self.aggregates_allowed = False
        return " ORDER BY " + ", ".join(parts)

    def _order(self, order: Order, outputs: list[Output]) -> str:
        node = order.expression
        place = next((place for place, output in enumerate(outputs) if node == Name((output.name,))), None)
        if isinstance(node, Literal) and isinstance(node.value, int):
            if not 1 <= node.value <= len(outputs):
                raise ora(1785)
            place = node.value - 1
        sql = outputs[place].sql if place is not None else self.expression(node)
        text = f"c{place}" if place is not None else sql.text
        text += " DESC" if order.descending else ""
        # Without it where nothing is NULL, so that SQLite can go along an index.
        return text + (f" NULLS {'FIRST' if order.nulls_first else 'LAST'}" if sql.nullable else "")

    def _limits(self, query: Query, rownum: str) -> str:
        if query.fetch is None and query.offset is None:
            return f" LIMIT {rownum}" if rownum else ""
        if rownum:
            raise ora(3001)
        fetch = self._count(query.fetch) if query.fetch is not None else "-1"
        return f" LIMIT {fetch}" + (
            f" OFFSET {self._count(query.offset)}" if query.offset is not None else ""
        )


def described(outputs: list[Output]) -> tuple[ResultColumn, ...]:
    """The columns as the wire tells them."""
    return tuple(_described(output) for output in outputs)


def _described(output: Output) -> ResultColumn:
    kind = output.sql.type if output.sql.type.family else TEXT
    if kind.family == "interval":
        raise ora(3001)
    precision, scale = kind.precision or 0, kind.scale
    if kind.ora_type is OraType.NUMBER and scale is None:
        # NUMBER without precision and FLOAT: a scale of -127 says that the point floats.
        scale = -127 if kind.name == "FLOAT" or precision == 0 else 0
    if kind.ora_type is OraType.NUMBER and kind.scale is not None and precision == 0:
        precision = 38
    return ResultColumn(output.name, kind.ora_type, kind.size, precision, scale or 0, output.sql.nullable)


def _name_of(item: Item) -> str:
    if item.alias is not None:
        return item.alias
    if isinstance(item.expression, Name):
        return item.expression.parts[-1]
    return item.text.upper()


def _own_names(node: object) -> set[str]:
    return {"ROWNUM"} if _holds(node, Name(("ROWNUM",))) else set()


def _holds(node: object, wanted: Name) -> bool:
    """Whether a name stands in a condition, subqueries left out."""
    if node == wanted:
        return True
    if isinstance(node, tuple):
        return any(_holds(part, wanted) for part in node)
    if isinstance(node, Query | Subquery) or not hasattr(node, "__dataclass_fields__"):
        return False
    return any(_holds(getattr(node, name), wanted) for name in node.__dataclass_fields__)


def _aggregates(query: Query) -> bool:
    return any(_is_aggregate(item.expression) for item in query.items)


def _is_aggregate(node: object) -> bool:
    if isinstance(node, Call) and node.name in AGGREGATES:
        return True
    if isinstance(node, tuple):
        return any(_is_aggregate(part) for part in node)
    if isinstance(node, Query | Subquery) or not hasattr(node, "__dataclass_fields__"):
        return False
    return any(_is_aggregate(getattr(node, name)) for name in node.__dataclass_fields__)


def _is_grouped(node: object, group_by: tuple[Expression, ...]) -> bool:
    """Whether a column of SELECT stands in GROUP BY, or is made of what does and of aggregates."""
    if node in group_by or (isinstance(node, Call) and node.name in AGGREGATES):
        return True
    if isinstance(node, Name):
        return node.parts[-1] in ("SYSDATE", "SYSTIMESTAMP", "USER", "CURRENT_TIMESTAMP")
    if isinstance(node, Star):
        return False
    if isinstance(node, tuple):
        return all(_is_grouped(part, group_by) for part in node)
    if isinstance(node, Query | Subquery) or not hasattr(node, "__dataclass_fields__"):
        return True
    return all(_is_grouped(getattr(node, name), group_by) for name in node.__dataclass_fields__)
