"""What a statement says, before names mean anything."""

from __future__ import annotations

from dataclasses import dataclass

from tests.servers.oracle.engine import Value
from tests.servers.oracle.sql.types import DataType


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
    """A function; ``args`` of COUNT(*) are empty."""

    name: str
    args: tuple[Expression, ...]
    distinct: bool = False


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
    """``sign`` is SQLite's, or BETWEEN with the two bounds."""

    sign: str
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class IsNull:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Exists:
    query: Query


Expression = Literal | Bind | Name | Call
Condition = Junction | Negation | Comparison | IsNull | Exists


@dataclass(frozen=True, slots=True)
class Table:
    owner: str | None
    name: str
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A column of SELECT and what it is called."""

    expression: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Query:
    """SELECT from one table; no ``items`` are all columns. ``order_by`` has True for DESC."""

    items: tuple[Item, ...]
    table: Table
    where: Condition | None
    group_by: tuple[Expression, ...]
    order_by: tuple[tuple[Expression, bool], ...]
    fetch: Expression | None

    @property
    def is_from_dual(self) -> bool:
        return self.table.name == "DUAL" and self.table.owner in (None, "SYS")

    @property
    def is_grouped(self) -> bool:
        calls = [item.expression for item in self.items if isinstance(item.expression, Call)]
        return bool(self.group_by) or any(call.name == "COUNT" for call in calls)


@dataclass(frozen=True, slots=True)
class Insert:
    """INSERT of ``values``, once or, from DUAL, ``where`` that holds; no ``columns`` are all."""

    table: Table
    columns: tuple[str, ...]
    values: tuple[Expression, ...]
    from_dual: bool = False
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class LockTable:
    """``wait_s`` is None for ever."""

    table: Table
    mode: str
    wait_s: float | None


@dataclass(frozen=True, slots=True)
class AlterSession:
    settings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EndTransaction:
    """COMMIT and ROLLBACK."""

    commit: bool


@dataclass(frozen=True, slots=True)
class Constraint:
    """``kind`` is P, U, C, or N (NOT NULL); "" is NULL, which only MODIFY minds. No name is made later."""

    kind: str
    name: str
    columns: tuple[str, ...]
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's definition; MODIFY leaves a type of no name as it is."""

    name: str
    type: DataType
    default: Expression | None = None
    default_text: str = ""
    is_identity: bool = False
    nullable: bool = True
    constraints: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class CreateTable:
    table: Table
    columns: tuple[Column, ...]
    constraints: tuple[Constraint, ...]
    partitioned_by: str
    """The column, by intervals of which there are partitions; empty for none."""


@dataclass(frozen=True, slots=True)
class AlterTable:
    """MODIFY columns, ADD constraints."""

    table: Table
    columns: tuple[Column, ...]
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class DropTable:
    table: Table


@dataclass(frozen=True, slots=True)
class CreateIndex:
    index: Table
    unique: bool
    table: Table
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CreateSequence:
    sequence: Table


@dataclass(frozen=True, slots=True)
class DropSequence:
    sequence: Table


@dataclass(frozen=True, slots=True)
class CreateSynonym:
    synonym: Table
    target: Table


@dataclass(frozen=True, slots=True)
class ChangeUser:
    """CREATE USER and ALTER USER; None leaves as it is."""

    create: bool
    name: str
    password: str | None = None
    locked: bool | None = None
    expired: bool | None = None
    quota: bool | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """GRANT, or REVOKE where ``revoke``; ``on`` is None for system privileges."""

    revoke: bool
    rights: tuple[str, ...]
    on: Table | None
    grantees: tuple[str, ...]


Ddl = (
    CreateTable
    | AlterTable
    | DropTable
    | CreateIndex
    | CreateSequence
    | DropSequence
    | CreateSynonym
    | ChangeUser
    | Grant
)
Node = Query | Insert | LockTable | AlterSession | EndTransaction | Ddl
