"""Expressions and conditions as SQLite computes them: what names mean, and which types fit each other.

Binds, and values that are the same for all rows, become parameters, which are converted in Python to the form
in which values are kept. Columns themselves are never converted: that is ORA-03001.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tests.servers.oracle.engine import Value
from tests.servers.oracle.sql.catalog import Catalog, TableDef, quoted
from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.syntax import (
    Bind,
    Call,
    Condition,
    Exists,
    Expression,
    IsNull,
    Junction,
    Literal,
    Name,
    Negation,
    Query,
    Table,
)
from tests.servers.oracle.sql.types import (
    ANY,
    DATE,
    NUMBER,
    TEXT,
    TIMESTAMP,
    TIMESTAMP_TZ,
    Convert,
    DataType,
    comparer,
)

MARK = re.compile("\x01(\\d+)\x02")
"""Where a parameter stands, and which."""

_SAME_FOR_ALL = {"SYSDATE": DATE, "SYSTIMESTAMP": TIMESTAMP_TZ, "USER": TEXT}
_ARGUMENTS = {"NVL": 2, "SYS_EXTRACT_UTC": 1, "SYS_CONTEXT": 2}
_ORACLE_ONLY = """
ABS AVG CEIL COALESCE CONCAT DECODE FLOOR GREATEST INSTR LEAST LENGTH LOWER LPAD LTRIM MAX MIN MOD NULLIF
NUMTODSINTERVAL NVL2 REPLACE ROUND ROW_NUMBER RPAD RTRIM SUBSTR SUM TO_CHAR TO_DATE TO_NUMBER TO_TIMESTAMP
TRIM TRUNC UPPER
"""


@dataclass(frozen=True, slots=True)
class Context:
    """Whose statement it is, and what there is."""

    catalog: Catalog
    user: str
    schema: str


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQLite's SQL with Oracle's type; ``param`` where it is nothing but a parameter."""

    text: str
    type: DataType
    nullable: bool = True
    param: int | None = None


@dataclass(slots=True)
class ExpressionCompiler:
    """Compiles what stands in one statement with that many binds.

    A parameter is a place in the row of binds, which the constants (a name, or "" and a value) make longer.
    """

    context: Context
    bind_count: int = 0
    params: list[tuple[int, Convert]] = field(default_factory=list)
    constants: list[tuple[str, Value]] = field(default_factory=list)
    scopes: list[tuple[Table, TableDef, str]] = field(default_factory=list)
    """The tables that names may speak of, the innermost query's last, and what SQLite needs before a name."""
    sequences_allowed: bool = False

    def subquery(self, query: Query) -> str:
        """A query inside of a condition."""
        raise NotImplementedError

    def expression(self, node: Expression) -> Sql:
        """A value."""
        if isinstance(node, Literal):
            return self._constant("", node.value, node.type)
        if isinstance(node, Bind):
            return self._param(node.place, ANY)
        return self._name(node) if isinstance(node, Name) else self._call(node)

    def _param(self, place: int, kind: DataType) -> Sql:
        self.params.append((place, comparer(kind.family)))
        return Sql(f"\x01{len(self.params) - 1}\x02", kind, True, len(self.params) - 1)

    def _constant(self, name: str, value: Value, kind: DataType) -> Sql:
        self.constants.append((name, value))
        return self._param(self.bind_count + len(self.constants) - 1, kind)

    def convert(self, param: int, convert: Convert) -> None:
        """Say how a parameter is converted."""
        self.params[param] = (self.params[param][0], convert)

    def _name(self, node: Name) -> Sql:
        *qualifiers, name = node.parts
        for table, definition, prefix in reversed(self.scopes):
            names = [definition.owner, table.name] if table.alias is None else [table.alias]
            column = next((one for one in definition.columns if one.name == name), None)
            if column is not None and (not qualifiers or qualifiers == names[-len(qualifiers) :]):
                return Sql(prefix + quoted(name), column.type, column.nullable)
        if qualifiers and name == "NEXTVAL":
            return self._next_value(node)
        if qualifiers or name not in _SAME_FOR_ALL:
            raise ora(904, ".".join(quoted(part) for part in node.parts))
        return self._constant(name, None, _SAME_FOR_ALL[name])

    def _next_value(self, node: Name) -> Sql:
        *owner, name, _ = node.parts
        context = self.context
        sequence = context.catalog.sequence(context.user, context.schema, owner[0] if owner else None, name)
        if not self.sequences_allowed:
            raise ora(2287)
        full = ".".join(sequence).replace("'", "''")
        return Sql(f"ORA_NEXTVAL('{full}')", NUMBER, nullable=False)

    def _call(self, node: Call) -> Sql:
        wanted = _ARGUMENTS.get(node.name)
        if node.name == "COUNT":
            raise ora(934)
        if wanted is None:
            raise ora(3001 if node.name in _ORACLE_ONLY.split() else 904, quoted(node.name))
        if len(node.args) != wanted:
            raise ora(938 if len(node.args) < wanted else 939)
        if node.name == "SYS_CONTEXT":
            if [one.value for one in node.args if isinstance(one, Literal)] != ["USERENV", "CURRENT_SCHEMA"]:
                raise ora(3001)
            return self._constant("CURRENT_SCHEMA", None, TEXT)
        first, *others = self.alike([self.expression(arg) for arg in node.args])
        if node.name == "NVL":
            kind = first.type if first.type.family else others[0].type
            return Sql(f"coalesce({first.text}, {others[0].text})", kind, others[0].nullable)
        if not first.type.name.endswith("ZONE"):
            raise ora(3001)
        return replace(first, type=TIMESTAMP)  # times are kept in UTC

    def alike(self, parts: list[Sql]) -> list[Sql]:
        """Values made comparable, as Oracle converts them; raises ORA-00932."""
        families = {part.type.family for part in parts} - {""}
        common = next(iter(families), "")
        if len(families) > 1:
            if "time" in families:
                raise ora(932, *sorted(family.upper() for family in families)[:2])
            common = "double" if "double" in families else "number"
        return [self.as_family(part, common) for part in parts]

    def as_family(self, sql: Sql, family: str) -> Sql:
        """A value that is to be compared with those of a family."""
        if sql.param is not None:
            self.convert(sql.param, comparer(family))
        elif "text" in (sql.type.family, family) and sql.type.family != family:
            raise ora(3001)
        return sql

    def condition(self, node: Condition) -> str:
        """What is true, false or unknown."""
        if isinstance(node, Junction):
            return "(" + f" {node.word} ".join(self.condition(part) for part in node.parts) + ")"
        if isinstance(node, Negation):
            return f"NOT ({self.condition(node.operand)})"
        if isinstance(node, IsNull):
            return f"{self.expression(node.operand).text} IS NULL"
        if isinstance(node, Exists):
            return f"EXISTS ({self.subquery(node.query)})"
        first, *others = self.alike([self.expression(part) for part in node.operands])
        return f"{first.text} {node.sign} {' AND '.join(other.text for other in others)}"

    def check_text(self, table: TableDef, condition: Condition) -> str:
        """The condition of a CHECK for SQLite's CREATE TABLE, where no parameters can be."""
        self.scopes = [(Table(None, table.name), table, "")]

        def literal(mark: re.Match[str]) -> str:
            place, convert = self.params[int(mark[1])]
            name, value = self.constants[place]
            if name:
                raise ora(2436)
            kept = convert(value)
            if isinstance(kept, str):
                return "'" + kept.replace("'", "''") + "'"
            return "NULL" if kept is None else repr(kept)

        return MARK.sub(literal, self.condition(condition))

    def check_default(self, node: Expression) -> None:
        """Names in a default that mean nothing are refused at once."""
        self.sequences_allowed = True
        self.expression(node)
