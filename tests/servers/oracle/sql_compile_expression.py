"""Expressions and conditions as SQLite computes them, with Oracle's types and conversions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.servers.oracle.sql_catalog import quoted
from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_functions import AGGREGATES, FUNCTIONS, by_family
from tests.servers.oracle.sql_scope import Context, Convert, Params, Scope, Sql
from tests.servers.oracle.sql_syntax import (
    Between,
    Bind,
    Call,
    Case,
    Cast,
    Comparison,
    Condition,
    Exists,
    Expression,
    InList,
    InQuery,
    IsNull,
    Junction,
    Like,
    Literal,
    Name,
    Negation,
    Operation,
    Query,
    Star,
    Subquery,
)
from tests.servers.oracle.sql_types import (
    ANY,
    DATE,
    DOUBLE,
    INTERVAL,
    NUMBER,
    TEXT,
    TIMESTAMP,
    TIMESTAMP_TZ,
    Stored,
    Value,
    encode,
)

NOW = {
    "SYSDATE": DATE,
    "CURRENT_DATE": DATE,
    "SYSTIMESTAMP": TIMESTAMP_TZ,
    "CURRENT_TIMESTAMP": TIMESTAMP_TZ,
    "LOCALTIMESTAMP": TIMESTAMP,
}
_LENIENT = ("COALESCE", "NVL", "NULLIF", "GREATEST", "LEAST")
_NUMERIC = ("number", "double")


def literal_text(stored: Stored) -> str:
    """A kept value in SQLite's SQL."""
    if stored is None:
        return "NULL"
    if isinstance(stored, str):
        return "'" + stored.replace("'", "''") + "'"
    return f"x'{stored.hex()}'" if isinstance(stored, bytes) else repr(stored).replace("inf", "9e999")


class ExpressionCompiler:
    """Compiles what stands in one statement."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.params = Params()
        self.scope = Scope()
        self.sequences_allowed = False
        self.aggregates_allowed = False

    def query_text(self, query: Query) -> tuple[str, list[Sql]]:
        """A query inside of another: its text and the types of its columns."""
        raise NotImplementedError

    def expression(self, node: Expression) -> Sql:
        """A value."""
        compilers: dict[type, Callable[[Any], Sql]] = {
            Literal: self._literal,
            Bind: lambda bind: self.params.add(bind.place),
            Name: self._name,
            Call: self._call,
            Operation: self._operation,
            Cast: self._cast,
            Case: self._case,
            Subquery: self._subquery,
        }
        if isinstance(node, Star):
            raise ora(936)
        return compilers[type(node)](node)

    def _literal(self, node: Literal) -> Sql:
        stored: Stored = node.value if node.type == INTERVAL else encode(node.value)  # type: ignore[assignment]
        return Sql(literal_text(stored), node.type, node.value is None, constant=True)

    def _name(self, node: Name) -> Sql:
        found = self.scope.find(node)
        if found is not None:
            return found
        name = node.parts[-1]
        if len(node.parts) > 1:
            return self._sequence(node) if name in ("NEXTVAL", "CURRVAL") else self._unknown(node)
        if name in NOW:
            return Sql(f"ORA_NOW({literal_text(name)})", NOW[name], nullable=False, constant=True)
        if name == "USER":
            return Sql(literal_text(self.context.user), TEXT, nullable=False, constant=True)
        if name == "ROWNUM":
            return Sql("row_number() OVER ()", NUMBER, nullable=False)
        if name in ("UID", "ROWID", "LEVEL", "SESSIONTIMEZONE", "DBTIMEZONE"):
            raise ora(3001)
        return self._unknown(node)

    def _unknown(self, node: Name) -> Sql:
        raise ora(904, ".".join(quoted(part) for part in node.parts))

    def _sequence(self, node: Name) -> Sql:
        *owner, name, word = node.parts
        context = self.context
        sequence = context.catalog.sequence(context.user, context.schema, owner[0] if owner else None, name)
        if not self.sequences_allowed:
            raise ora(2287)
        full = literal_text(f"{sequence.owner}.{sequence.name}")
        return Sql(f"ORA_{word}({full})", NUMBER, nullable=False)

    def as_family(self, sql: Sql, family: str) -> Sql:
        """A value converted as Oracle does by itself where types differ; raises ORA-00932."""
        own = sql.type.family
        if sql.bind is not None:
            if family:
                self.params.convert(sql.bind, _family_convert(family))
            return sql
        if family in ("", own) or own == "" or {family, own} == set(_NUMERIC):
            return sql
        if "interval" in (family, own) or (own == "time" and family != "text"):
            raise ora(932, family.upper(), sql.type.spelled)
        return Sql(f"ORA_AS('{own}','{family}',{sql.text})", TEXT, sql.nullable, constant=sql.constant)

    def alike(self, parts: list[Sql]) -> list[Sql]:
        """Values made comparable: text gives way to numbers and times, RAW to text."""
        families = {part.type.family for part in parts} - {""}
        if families <= set(_NUMERIC) and families:
            common = "double" if "double" in families else "number"
        elif len(families) <= 1:
            common = next(iter(families), "")
        else:
            others = families - {"text"}
            if len(others) > 1 and not others <= set(_NUMERIC):
                first, second = sorted(others)[:2]
                raise ora(932, first.upper(), second.upper())
            common = "number" if others <= set(_NUMERIC) else next(iter(others))
        return [self.as_family(part, common) for part in parts]

    def _call(self, node: Call) -> Sql:
        if node.name in AGGREGATES:
            return self._aggregate(node)
        if node.distinct or any(isinstance(arg, Star) for arg in node.args):
            raise ora(936)
        if node.name in NOW and node.name.endswith("TIMESTAMP") and len(node.args) == 1:
            return self._name(Name((node.name,)))
        args = [self.expression(arg) for arg in node.args]
        if node.name in _LENIENT:
            return self._lenient(node.name, args)
        special = {"NVL2": self._nvl2, "DECODE": self._decode, "SYS_CONTEXT": self._sys_context}
        if node.name in special:
            return special[node.name](args)
        return self._function(node.name, args)

    def _function(self, name: str, args: list[Sql]) -> Sql:
        function = FUNCTIONS.get(name)
        if function is None:
            raise ora(904, quoted(name))
        if not function.least <= len(args) <= function.most:
            raise ora(938 if len(args) < function.least else 939)
        pairs = ""
        for place, arg in enumerate(args):
            family = function.family(place)
            if family == "numeric":
                family = arg.type.family if arg.type.family in _NUMERIC else "number"
            taken = self.as_family(arg, family or ("text" if arg.bind is not None else ""))
            pairs += f",{literal_text(family or taken.type.family or 'text')},{taken.text}"
        return Sql(
            f"ORA_{name}({pairs[1:]})",
            function.gives or (args[0].type if args[0].type.family in (*_NUMERIC, "time") else NUMBER),
            any(arg.nullable for arg in args),
            constant=all(arg.constant for arg in args),
        )

    def _lenient(self, name: str, args: list[Sql]) -> Sql:
        if len(args) < 2:
            raise ora(938)
        if name != "COALESCE" and name not in ("GREATEST", "LEAST") and len(args) > 2:
            raise ora(939)
        alike = self.alike(args)
        kind = next((arg.type for arg in alike if arg.type.family), TEXT)
        word = {"NVL": "coalesce", "GREATEST": "max", "LEAST": "min"}.get(name, name.lower())
        text = f"{word}({','.join(arg.text for arg in alike)})"
        return Sql(text, kind, all(arg.nullable for arg in args), constant=all(a.constant for a in args))

    def _nvl2(self, args: list[Sql]) -> Sql:
        if len(args) != 3:
            raise ora(909)
        one, two = self.alike(args[1:])
        return Sql(f"CASE WHEN {args[0].text} IS NOT NULL THEN {one.text} ELSE {two.text} END", one.type)

    def _decode(self, args: list[Sql]) -> Sql:
        if len(args) < 3:
            raise ora(938)
        pairs = list(zip(args[1:-1:2], args[2::2], strict=False))
        default = args[-1].text if len(args) % 2 == 0 else "NULL"
        whens = "".join(f" WHEN {args[0].text} IS {key.text} THEN {value.text}" for key, value in pairs)
        return Sql(f"CASE{whens} ELSE {default} END", pairs[0][1].type)

    def _sys_context(self, args: list[Sql]) -> Sql:
        if len(args) != 2:
            raise ora(938 if len(args) < 2 else 939)
        return Sql(f"ORA_SYS_CONTEXT({args[0].text},{args[1].text})", TEXT, constant=True)

    def _aggregate(self, node: Call) -> Sql:
        if not self.aggregates_allowed:
            raise ora(934)
        if len(node.args) != 1:
            raise ora(909)
        distinct = "DISTINCT " if node.distinct else ""
        if isinstance(node.args[0], Star):
            if node.name != "COUNT":
                raise ora(936)
            return Sql("count(*)", NUMBER, nullable=False)
        self.aggregates_allowed = False
        arg = self.expression(node.args[0])
        self.aggregates_allowed = True
        if node.name == "COUNT":
            return Sql(f"count({distinct}{arg.text})", NUMBER, nullable=False)
        if node.name in ("SUM", "AVG"):
            arg = self.as_family(arg, "double" if arg.type.family == "double" else "number")
            word = node.name.lower() if arg.type.family == "double" else f"ORA_{node.name}"
            return Sql(f"{word}({distinct}{arg.text})", DOUBLE if arg.type.family == "double" else NUMBER)
        return Sql(f"{node.name.lower()}({arg.text})", arg.type)

    def _operation(self, node: Operation) -> Sql:
        right = self.expression(node.right)
        if node.left is None:
            return self._arithmetic("-", Sql("0", NUMBER, constant=True), right)
        left = self.expression(node.left)
        if node.sign == "||":
            return self._function("CONCAT", [left, right])
        if {left.type.family, right.type.family} & {"time", "interval"}:
            return self._moved_time(node.sign, left, right)
        return self._arithmetic(node.sign, left, right)

    def _arithmetic(self, sign: str, left: Sql, right: Sql) -> Sql:
        families = [side.type.family if side.type.family in _NUMERIC else "number" for side in (left, right)]
        one, two = self.as_family(left, families[0]), self.as_family(right, families[1])
        text = f"ORA_COMPUTE('{sign}','{families[0]}',{one.text},'{families[1]}',{two.text})"
        kind = DOUBLE if "double" in families else NUMBER
        return Sql(text, kind, left.nullable or right.nullable, constant=left.constant and right.constant)

    def _moved_time(self, sign: str, left: Sql, right: Sql) -> Sql:
        families = (left.type.family, right.type.family)
        constant = left.constant and right.constant
        if families == ("time", "time") and sign == "-":
            if left.type.name == right.type.name == "DATE":
                return Sql(f"ORA_DAYS({left.text}-{right.text})", NUMBER, constant=constant)
            return Sql(f"({left.text}-{right.text})", INTERVAL, constant=constant)
        if sign not in "+-" or families[0] != "time" or families[1] == "time":
            raise ora(932, "NUMBER", left.type.spelled)
        if families[1] == "interval":
            return Sql(f"({left.text}{sign}{right.text})", left.type, constant=constant)
        days = self.as_family(right, "number")
        # A TIMESTAMP moved by days becomes a DATE: its fraction is lost, as Oracle does.
        return Sql(f"ORA_MOVE({left.text},'{sign}',{days.text})", DATE, constant=constant)

    def _cast(self, node: Cast) -> Sql:
        operand = self.expression(node.operand)
        family = node.type.family
        taken = self.as_family(operand, "text" if operand.bind is not None else operand.type.family)
        kind = f"{node.type.name}|{node.type.length}|{node.type.precision}|{node.type.scale}"
        text = f"ORA_CAST({literal_text(kind)},{literal_text(taken.type.family or family)},{taken.text})"
        return Sql(text, node.type, operand.nullable, constant=operand.constant)

    def _case(self, node: Case) -> Sql:
        conditions = [self.condition(condition) for condition, _ in node.whens]
        values = [self.expression(value) for _, value in node.whens] + [self.expression(node.otherwise)]
        if len({value.type.family for value in values if value.type.family} - {"double"}) > 1:
            raise ora(932, values[0].type.spelled, values[-1].type.spelled)
        kind = next((value.type for value in values if value.type.family), ANY)
        whens = "".join(
            f" WHEN {condition} THEN {value.text}"
            for condition, value in zip(conditions, values, strict=False)
        )
        return Sql(f"CASE{whens} ELSE {values[-1].text} END", kind)

    def _subquery(self, node: Subquery) -> Sql:
        text, columns = self.query_text(node.query)
        if len(columns) != 1:
            raise ora(913)
        return Sql(f"({text})", columns[0].type)

    def condition(self, node: Condition) -> str:
        """What is true, false or unknown."""
        compilers: dict[type, Callable[[Any], str]] = {
            Junction: self._junction,
            Negation: lambda negation: f"NOT ({self.condition(negation.operand)})",
            Comparison: self._comparison,
            IsNull: lambda test: f"{self.expression(test.operand).text} IS NULL",
            Between: self._between,
            InList: self._in_list,
            InQuery: self._in_query,
            Like: self._like,
            Exists: lambda test: f"EXISTS ({self.query_text(test.query)[0]})",
        }
        return compilers[type(node)](node)

    def _junction(self, node: Junction) -> str:
        return "(" + f" {node.word} ".join(self.condition(part) for part in node.parts) + ")"

    def _comparison(self, node: Comparison) -> str:
        left, right = self.alike([self.expression(node.left), self.expression(node.right)])
        return f"{left.text} {node.sign} {right.text}"

    def _between(self, node: Between) -> str:
        parts = [self.expression(part) for part in (node.operand, node.low, node.high)]
        operand, low, high = self.alike(parts)
        return f"{operand.text} BETWEEN {low.text} AND {high.text}"

    def _in_list(self, node: InList) -> str:
        operand, *items = self.alike([self.expression(part) for part in (node.operand, *node.items)])
        return f"{operand.text} IN ({','.join(item.text for item in items)})"

    def _in_query(self, node: InQuery) -> str:
        operand = self.expression(node.operand)
        text, columns = self.query_text(node.query)
        if len(columns) != 1:
            raise ora(913)
        return f"{self.as_family(operand, columns[0].type.family).text} IN ({text})"

    def _like(self, node: Like) -> str:
        operand, pattern = (
            self.as_family(self.expression(part), "text") for part in (node.operand, node.pattern)
        )
        escape = f" ESCAPE {self.as_family(self.expression(node.escape), 'text').text}" if node.escape else ""
        return f"{operand.text} LIKE {pattern.text}{escape}"


def _family_convert(family: str) -> Convert:
    def convert(value: Value) -> Stored:
        return encode(by_family(family, value)) if value != "" else None

    return convert
