"""What a statement that defines something says."""

from __future__ import annotations

from dataclasses import dataclass

from tests.servers.oracle.sql_catalog import Partitioning
from tests.servers.oracle.sql_syntax import Condition, Expression
from tests.servers.oracle.sql_types import DataType


@dataclass(frozen=True, slots=True)
class ConstraintSpec:
    """``kind`` is P, U, C or N (NOT NULL); "" is NULL, which only MODIFY minds."""

    kind: str
    name: str | None
    columns: tuple[str, ...]
    condition: Condition | None = None
    text: str = ""
    index: tuple[str, ...] = ()
    """The columns of the index that USING INDEX describes; unused where empty."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    name: str
    type: DataType | None
    default: Expression | None
    default_text: str
    identity: str
    identity_options: SequenceOptions | None
    constraints: tuple[ConstraintSpec, ...]


@dataclass(frozen=True, slots=True)
class SequenceOptions:
    start: int | None = None
    step: int = 1
    cache: int = 20
    low: int | None = None
    high: int | None = None
    cycle: bool = False


@dataclass(frozen=True, slots=True)
class CreateTable:
    owner: str | None
    name: str
    columns: tuple[ColumnSpec, ...]
    constraints: tuple[ConstraintSpec, ...]
    partitioning: Partitioning | None


@dataclass(frozen=True, slots=True)
class AlterTable:
    """``action`` is ADD or MODIFY; or DROP CONSTRAINT with its name."""

    owner: str | None
    name: str
    action: str
    columns: tuple[ColumnSpec, ...] = ()
    constraints: tuple[ConstraintSpec, ...] = ()
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class DropTable:
    owner: str | None
    name: str


@dataclass(frozen=True, slots=True)
class TruncateTable:
    owner: str | None
    name: str


@dataclass(frozen=True, slots=True)
class CreateIndex:
    owner: str | None
    name: str
    unique: bool
    table_owner: str | None
    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DropIndex:
    owner: str | None
    name: str


@dataclass(frozen=True, slots=True)
class CreateSequence:
    owner: str | None
    name: str
    options: SequenceOptions


@dataclass(frozen=True, slots=True)
class DropSequence:
    owner: str | None
    name: str


@dataclass(frozen=True, slots=True)
class CreateSynonym:
    public: bool
    replace: bool
    owner: str | None
    name: str
    target_owner: str | None
    target: str


@dataclass(frozen=True, slots=True)
class DropSynonym:
    public: bool
    owner: str | None
    name: str


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
class DropUser:
    name: str
    cascade: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """GRANT, or REVOKE where ``revoke``; ``object`` is empty for system privileges."""

    revoke: bool
    rights: tuple[str, ...]
    object_owner: str | None
    object: str
    grantees: tuple[str, ...]


Ddl = (
    CreateTable
    | AlterTable
    | DropTable
    | TruncateTable
    | CreateIndex
    | DropIndex
    | CreateSequence
    | DropSequence
    | CreateSynonym
    | DropSynonym
    | ChangeUser
    | DropUser
    | Grant
)
