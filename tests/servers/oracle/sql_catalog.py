"""What is in the database: users, tables, sequences, synonyms and who may do what.

A catalog is never changed once it is in use: DDL works on a copy, which then takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_syntax import Condition, Expression, Name
from tests.servers.oracle.sql_types import DataType

ADMIN = "SYSTEM"
PUBLIC = "PUBLIC"
TABLE_RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "ALTER", "INDEX", "REFERENCES")
ROLES = {
    "CONNECT": ("CREATE SESSION",),
    "RESOURCE": ("CREATE TABLE", "CREATE SEQUENCE", "CREATE TRIGGER", "CREATE PROCEDURE", "CREATE TYPE"),
}
_ANY_RIGHTS = {
    "TABLE": ("CREATE", "DROP", "ALTER", "SELECT", "INSERT", "UPDATE", "DELETE", "LOCK"),
    "SEQUENCE": ("CREATE", "DROP", "SELECT"),
    "SYNONYM": ("CREATE", "DROP"),
    "INDEX": ("CREATE", "DROP"),
}
SYSTEM_RIGHTS = frozenset(
    {f"{right} ANY {kind}" for kind, rights in _ANY_RIGHTS.items() for right in rights}
    | {f"CREATE {kind}" for kind in ("SESSION", "TABLE", "SEQUENCE", "SYNONYM", "VIEW", "TRIGGER", "USER")}
    | {"CREATE PROCEDURE", "CREATE TYPE", "CREATE PUBLIC SYNONYM", "DROP PUBLIC SYNONYM"}
    | {"ALTER USER", "DROP USER", "ALTER SESSION", "UNLIMITED TABLESPACE"}
    | {"GRANT ANY PRIVILEGE", "GRANT ANY OBJECT PRIVILEGE"}
)


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: DataType
    nullable: bool = True
    default: Expression | None = None
    default_text: str = ""
    identity: str = ""
    """ALWAYS, BY DEFAULT, BY DEFAULT ON NULL; empty where it is none."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """``kind`` is P, U or C; a NOT NULL is a C without a condition."""

    name: str
    kind: str
    columns: tuple[str, ...]
    condition: Condition | None = None
    text: str = ""
    index: str = ""
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    owner: str
    name: str
    table_owner: str
    table: str
    columns: tuple[str, ...]
    unique: bool


@dataclass(frozen=True, slots=True)
class Partitioning:
    """By range of one column; ``high`` is the bound of the last partition, None for MAXVALUE."""

    column: str
    interval: bool
    high: Expression | None


@dataclass(frozen=True, slots=True)
class TableDef:
    owner: str
    name: str
    columns: tuple[Column, ...]
    constraints: tuple[Constraint, ...]
    partitioning: Partitioning | None = None
    is_dictionary: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.owner, self.name

    @property
    def kept_as(self) -> str:
        """The table's name in SQLite, in quotes."""
        return quoted(f"{self.owner}.{self.name}")

    def column(self, name: str) -> Column:
        """Raises ORA-00904."""
        for column in self.columns:
            if column.name == name:
                return column
        raise ora(904, f'"{name}"')

    def label(self, column: str) -> str:
        """The column's full name as errors tell it."""
        return f'"{self.owner}"."{self.name}"."{column}"'


@dataclass(frozen=True, slots=True)
class SequenceDef:
    owner: str
    name: str
    start: int = 1
    step: int = 1
    cache: int = 20
    low: int = 1
    high: int = 10**28 - 1
    cycle: bool = False


@dataclass(frozen=True, slots=True)
class Synonym:
    owner: str
    name: str
    table_owner: str
    table: str


@dataclass(frozen=True, slots=True)
class User:
    name: str
    password: str
    locked: bool = False
    expired: bool = False
    quota: bool = False
    rights: frozenset[str] = frozenset()


@dataclass(slots=True)
class Catalog:
    """All of it; ``grants`` are (owner, object, right, grantee)."""

    users: dict[str, User] = field(default_factory=dict)
    tables: dict[tuple[str, str], TableDef] = field(default_factory=dict)
    indexes: dict[tuple[str, str], Index] = field(default_factory=dict)
    sequences: dict[tuple[str, str], SequenceDef] = field(default_factory=dict)
    synonyms: dict[tuple[str, str], Synonym] = field(default_factory=dict)
    grants: frozenset[tuple[str, str, str, str]] = frozenset()
    made_names: int = 8000

    def copy(self) -> Catalog:
        """One to change."""
        return Catalog(
            dict(self.users),
            dict(self.tables),
            dict(self.indexes),
            dict(self.sequences),
            dict(self.synonyms),
            self.grants,
            self.made_names,
        )

    def made_name(self, prefix: str = "SYS_C") -> str:
        """A name for what has none."""
        self.made_names += 1
        return f"{prefix}{self.made_names:06}"

    def may(self, user: str, right: str) -> bool:
        """Whether a user has a system privilege; the administrator has all."""
        return user == ADMIN or right in self.users[user].rights

    def has_quota(self, user: str) -> bool:
        """Whether a user's tables may grow."""
        return user == ADMIN or self.users[user].quota or self.may(user, "UNLIMITED TABLESPACE")

    def rights_on(self, user: str, owner: str, name: str) -> frozenset[str]:
        """What a user may do with a table or a sequence."""
        if user in (owner, ADMIN):
            return frozenset(TABLE_RIGHTS)
        any_kind = "SEQUENCE" if (owner, name) in self.sequences else "TABLE"
        rights = {right for right in TABLE_RIGHTS if self.may(user, f"{right} ANY {any_kind}")}
        rights |= {
            right
            for granted_owner, granted, right, grantee in self.grants
            if (granted_owner, granted) == (owner, name) and grantee in (user, PUBLIC)
        }
        return frozenset(rights)

    def targets(self, schema: str, owner: str | None, name: str) -> Iterator[tuple[str, str]]:
        """What a name may mean, in Oracle's order: own object, own synonym, public synonym."""
        places = ((owner, name),) if owner is not None else ((schema, name), (PUBLIC, name))
        for place in places:
            if place[0] != PUBLIC:
                yield place
            seen = 0
            while (synonym := self.synonyms.get(place)) is not None:
                place = (synonym.table_owner, synonym.table)
                yield place
                seen += 1
                if seen > len(self.synonyms):
                    raise ora(1775)

    def table(self, user: str, schema: str, owner: str | None, name: str, right: str) -> TableDef:
        """The table that a name means to a user who needs a right on it.

        Raises ORA-00942 where it is not there or not seen, ORA-01031 where it is seen without the right. An
        empty ``right`` is any at all.
        """
        for place in self.targets(schema, owner, name):
            table = self.tables.get(place)
            if table is None:
                continue
            rights = self.rights_on(user, *place)
            if not rights:
                break
            if right and right not in rights:
                raise ora(1031)
            return table
        raise ora(942, owner or schema, name)

    def sequence(self, user: str, schema: str, owner: str | None, name: str) -> SequenceDef:
        """The sequence that a name means to a user; raises ORA-02289."""
        for place in self.targets(schema, owner, name):
            if place in self.sequences and "SELECT" in self.rights_on(user, *place):
                return self.sequences[place]
        raise ora(2289)

    def is_taken(self, owner: str, name: str) -> bool:
        """Tables, sequences and synonyms share their names; indexes have their own."""
        place = (owner, name)
        return place in self.tables or place in self.sequences or place in self.synonyms

    def indexes_of(self, table: TableDef) -> list[Index]:
        """Those of a table."""
        return [index for index in self.indexes.values() if (index.table_owner, index.table) == table.key]

    def unique_name(self, table: TableDef, columns: tuple[str, ...]) -> str:
        """The full name of the constraint or index that keeps these columns unique."""
        for constraint in table.constraints:
            if constraint.kind in "PU" and constraint.columns == columns:
                return f"{table.owner}.{constraint.name}"
        for index in self.indexes_of(table):
            if index.unique and index.columns == columns:
                return f"{index.owner}.{index.name}"
        raise AssertionError(f"no unique index on {columns} of {table.key}")

    def change_table(self, table: TableDef, **changes: object) -> TableDef:
        """A table put in the place of its former self."""
        changed = replace(table, **changes)  # type: ignore[arg-type]  # its own fields
        self.tables[changed.key] = changed
        return changed


def quoted(name: str) -> str:
    """A name for SQLite."""
    return '"' + name.replace('"', '""') + '"'


def names_in(node: object) -> Iterator[str]:
    """The columns that a condition speaks of."""
    if isinstance(node, Name):
        yield node.parts[-1]
    elif isinstance(node, tuple):
        for part in node:
            yield from names_in(part)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from names_in(getattr(node, name))
