"""What is in the database: users, tables, sequences, synonyms and who may do what.

A catalog is never changed once it is in use: DDL works on a copy, which then takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.syntax import Column, Constraint, Table

ADMIN = "SYSTEM"
PUBLIC = "PUBLIC"
SYS = "SYS"
"""Whose the dictionary is, which nobody may change."""

TABLE_RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "ALTER", "INDEX", "REFERENCES")
SYSTEM_RIGHTS = (
    *(f"CREATE {kind}" for kind in ("SESSION", "TABLE", "SEQUENCE", "SYNONYM")),
    *("CREATE ANY TABLE", "UNLIMITED TABLESPACE"),
)
"""What may be granted; ``ADMIN`` alone may do more, and anything in any schema."""


@dataclass(frozen=True, slots=True)
class Index:
    owner: str
    name: str
    table: tuple[str, str]
    columns: tuple[str, ...]
    unique: bool


@dataclass(frozen=True, slots=True)
class TableDef:
    owner: str
    name: str
    columns: tuple[Column, ...]
    constraints: tuple[Constraint, ...] = ()
    partitioned_by: str = ""
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
class User:
    name: str
    password: str
    locked: bool = False
    expired: bool = False
    quota: bool = False
    rights: frozenset[str] = frozenset()


@dataclass(slots=True)
class Catalog:
    """All of it, by owner and name; ``grants`` are (owner, object, right, grantee)."""

    users: dict[str, User] = field(default_factory=dict)
    tables: dict[tuple[str, str], TableDef] = field(default_factory=dict)
    indexes: dict[tuple[str, str], Index] = field(default_factory=dict)
    sequences: set[tuple[str, str]] = field(default_factory=set)
    synonyms: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    grants: frozenset[tuple[str, str, str, str]] = frozenset()
    made_names: int = 8000

    def copy(self) -> Catalog:
        """One to change."""
        return replace(
            self,
            users=dict(self.users),
            tables=dict(self.tables),
            indexes=dict(self.indexes),
            sequences=set(self.sequences),
            synonyms=dict(self.synonyms),
        )

    def made_name(self) -> str:
        """A name for a constraint that has none."""
        self.made_names += 1
        return f"SYS_C{self.made_names:06}"

    def may(self, user: str, right: str) -> bool:
        """Whether a user has a system privilege."""
        return user == ADMIN or right in self.users[user].rights

    def has_quota(self, user: str) -> bool:
        """Whether a user's tables may grow."""
        return user == ADMIN or self.users[user].quota or self.may(user, "UNLIMITED TABLESPACE")

    def rights_on(self, user: str, place: tuple[str, str]) -> set[str]:
        """What a user may do with a table or a sequence."""
        if user in (place[0], ADMIN) and place[0] != SYS:
            return set(TABLE_RIGHTS)
        return {
            right
            for owner, name, right, grantee in self.grants
            if (owner, name) == place and grantee in (user, PUBLIC)
        }

    def _targets(self, schema: str, owner: str | None, name: str) -> Iterator[tuple[str, str]]:
        """What a name may mean, in Oracle's order: own object, own synonym, public synonym."""
        for place in ((owner, name),) if owner is not None else ((schema, name), (PUBLIC, name)):
            yield place
            seen = {place}
            while (target := self.synonyms.get(place)) is not None:
                if target in seen:
                    raise ora(1775)
                seen.add(target)
                yield (place := target)

    def table(self, user: str, schema: str, named: Table, right: str) -> TableDef:
        """The table that a name means to a user who needs a right on it.

        Raises ORA-00942 where it is not there or not seen, ORA-01031 where it is seen without the right. An
        empty ``right`` is any at all.
        """
        for place in self._targets(schema, named.owner, named.name):
            if (table := self.tables.get(place)) is not None:
                rights = self.rights_on(user, place)
                if not rights:
                    break
                if right and right not in rights:
                    raise ora(1031)
                return table
        if named.name.startswith(("ALL_", "USER_")):
            raise ora(3001)  # a view of the dictionary that nobody has asked for yet
        raise ora(942, named.owner or schema, named.name)

    def sequence(self, user: str, schema: str, owner: str | None, name: str) -> tuple[str, str]:
        """The sequence that a name means to a user; raises ORA-02289."""
        for place in self._targets(schema, owner, name):
            if place in self.sequences and "SELECT" in self.rights_on(user, place):
                return place
        raise ora(2289)

    def is_taken(self, place: tuple[str, str]) -> bool:
        """Tables, sequences and synonyms share their names; indexes have their own."""
        return place in self.tables or place in self.sequences or place in self.synonyms

    def indexes_of(self, table: TableDef) -> list[Index]:
        """Those of a table."""
        return [index for index in self.indexes.values() if index.table == table.key]

    def unique_name(self, table: TableDef, columns: tuple[str, ...]) -> str:
        """The full name of the key or index that keeps these columns unique."""
        (index,) = (one for one in self.indexes_of(table) if one.unique and one.columns == columns)
        keys = [one.name for one in table.constraints if one.kind in "PU" and one.columns == columns]
        return f"{table.owner}.{keys[0]}" if keys else f"{index.owner}.{index.name}"

    def change_table(self, table: TableDef, **changes: object) -> TableDef:
        """A table put in the place of its former self."""
        changed = replace(table, **changes)  # type: ignore[arg-type]  # its own fields
        self.tables[changed.key] = changed
        return changed


def quoted(name: str) -> str:
    """A name for SQLite."""
    return '"' + name.replace('"', '""') + '"'


def identity_sequence(table: TableDef, column: Column) -> str:
    """The name of the sequence behind a column that numbers itself."""
    return f"ISEQ$$_{table.name}_{column.name}"
