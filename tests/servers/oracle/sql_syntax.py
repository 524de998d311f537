"""What a statement says, before names mean anything."""

from __future__ import annotations

from dataclasses import dataclass

from tests.servers.oracle.sql_types import DataType, Value


@dataclass(frozen=True, slots=True)
class Literal:
    value: Value
    type: DataType


@dataclass(frozen=True, slots=True)
class Bind:
    place: int
    """Among the binds of the statement, each occurrence for itself."""


@dataclass(frozen=True, slots=True)
class Name:
    """A column, a pseudo-column, or SEQUENCE.NEXTVAL, with what stands before it."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    args: tuple[Expression, ...]
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Star:
    """COUNT(*), SELECT * or SELECT alias.*."""

    alias: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """Arithmetic and ||; ``left`` is None for a sign."""

    sign: str
    left: Expression | None
    right: Expression


@dataclass(frozen=True, slots=True)
class Cast:
    operand: Expression
    type: DataType


@dataclass(frozen=True, slots=True)
class Case:
    whens: tuple[tuple[Condition, Expression], ...]
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Subquery:
    query: Query


@dataclass(frozen=True, slots=True)
class Junction:
    """AND, OR."""

    word: str
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    operand: Condition


@dataclass(frozen=True, slots=True)
class Comparison:
    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class IsNull:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Between:
    operand: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class InList:
    operand: Expression
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class InQuery:
    operand: Expression
    query: Query


@dataclass(frozen=True, slots=True)
class Like:
    operand: Expression
    pattern: Expression
    escape: Expression | None


@dataclass(frozen=True, slots=True)
class Exists:
    query: Query


Expression = Literal | Bind | Name | Call | Star | Operation | Cast | Case | Subquery
Condition = Junction | Negation | Comparison | IsNull | Between | InList | InQuery | Like | Exists


@dataclass(frozen=True, slots=True)
class Table:
    """A table in FROM."""

    owner: str | None
    name: str
    alias: str | None


@dataclass(frozen=True, slots=True)
class Derived:
    """A query in FROM."""

    query: Query
    alias: str | None


@dataclass(frozen=True, slots=True)
class Join:
    """The next table of FROM: ``kind`` is CROSS (also a comma), INNER or LEFT."""

    kind: str
    source: Table | Derived
    on: Condition | None


@dataclass(frozen=True, slots=True)
class Item:
    """A column of SELECT; ``text`` is how Oracle names it without an alias."""

    expression: Expression
    alias: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Order:
    expression: Expression
    descending: bool
    nulls_first: bool


@dataclass(frozen=True, slots=True)
class Query:
    items: tuple[Item, ...]
    first: Table | Derived
    joins: tuple[Join, ...]
    where: Condition | None
    group_by: tuple[Expression, ...]
    having: Condition | None
    order_by: tuple[Order, ...]
    offset: Expression | None
    fetch: Expression | None
    distinct: bool
    union_all: Query | None


@dataclass(frozen=True, slots=True)
class Insert:
    """INSERT; ``columns`` is empty where none are named."""

    table: Table
    columns: tuple[str, ...]
    values: tuple[Expression | None, ...]
    """None is DEFAULT."""
    query: Query | None


@dataclass(frozen=True, slots=True)
class Update:
    table: Table
    changes: tuple[tuple[str, Expression | None], ...]
    where: Condition | None


@dataclass(frozen=True, slots=True)
class Delete:
    table: Table
    where: Condition | None


@dataclass(frozen=True, slots=True)
class LockTable:
    table: Table
    mode: str
    wait_s: float | None
    """None is for ever."""


@dataclass(frozen=True, slots=True)
class AlterSession:
    settings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EndTransaction:
    """COMMIT and ROLLBACK."""

    commit: bool


@dataclass(frozen=True, slots=True)
class NullBlock:
    """BEGIN NULL; END;."""
