"""What statements that define something do to the catalog, and to SQLite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.servers.oracle.sql_catalog import (
    PUBLIC,
    Synonym,
    User,
)
from tests.servers.oracle.sql_ddl_syntax import (
    AlterTable,
    ChangeUser,
    CreateIndex,
    CreateSequence,
    CreateSynonym,
    CreateTable,
    Ddl,
    DropIndex,
    DropSequence,
    DropSynonym,
    DropTable,
    DropUser,
    Grant,
    TruncateTable,
)
from tests.servers.oracle.sql_ddl_tables import Step, TableChange, sequence_of
from tests.servers.oracle.sql_errors import ora


class DdlChange(TableChange):
    """One statement's change of a catalog's copy, whatever it defines."""

    def apply(self, node: Ddl) -> list[Step]:
        """Change the catalog; what is left to do in SQLite. Raises OraError."""
        changes: dict[type, Callable[[Any], None]] = {
            CreateTable: self.create_table,
            AlterTable: self.alter_table,
            DropTable: self.drop_table,
            TruncateTable: self.truncate,
            CreateIndex: self.create_index,
            DropIndex: self.drop_index,
            CreateSequence: self._create_sequence,
            DropSequence: self._drop_sequence,
            CreateSynonym: self._create_synonym,
            DropSynonym: self._drop_synonym,
            ChangeUser: self._change_user,
            DropUser: self._drop_user,
            Grant: self._grant,
        }
        changes[type(node)](node)
        return self.steps

    def _create_sequence(self, node: CreateSequence) -> None:
        owner = self.owner_of(node.owner, "CREATE SEQUENCE", "CREATE ANY SEQUENCE")
        if self.catalog.is_taken(owner, node.name):
            raise ora(955)
        self.catalog.sequences[owner, node.name] = sequence_of(owner, node.name, node.options)

    def _drop_sequence(self, node: DropSequence) -> None:
        place = (node.owner or self.schema, node.name)
        if place not in self.catalog.sequences:
            raise ora(2289)
        if self.user != place[0] and not self.catalog.may(self.user, "DROP ANY SEQUENCE"):
            raise ora(1031)
        del self.catalog.sequences[place]

    def _create_synonym(self, node: CreateSynonym) -> None:
        if node.public:
            owner = PUBLIC
            if not self.catalog.may(self.user, "CREATE PUBLIC SYNONYM"):
                raise ora(1031)
        else:
            owner = self.owner_of(node.owner, "CREATE SYNONYM", "CREATE ANY SYNONYM")
        place = (owner, node.name)
        if self.catalog.is_taken(*place) and not (node.replace and place in self.catalog.synonyms):
            raise ora(955)
        target = (node.target_owner or self.schema, node.target)
        self.catalog.synonyms[place] = Synonym(*place, *target)

    def _drop_synonym(self, node: DropSynonym) -> None:
        place = (PUBLIC if node.public else node.owner or self.schema, node.name)
        if place not in self.catalog.synonyms:
            raise ora(1432 if node.public else 1434)
        right = "DROP PUBLIC SYNONYM" if node.public else "DROP ANY SYNONYM"
        if place[0] != self.user and not self.catalog.may(self.user, right):
            raise ora(1031)
        del self.catalog.synonyms[place]

    def _change_user(self, node: ChangeUser) -> None:
        self._need("CREATE USER" if node.create else "ALTER USER", own=not node.create and node.name)
        if node.create == (node.name in self.catalog.users):
            raise ora(1920 if node.create else 1918, node.name)
        user = User(node.name, "") if node.create else self.catalog.users[node.name]
        if node.password is not None:
            user = replace(user, password=node.password, expired=False)
        for name in ("locked", "expired", "quota"):
            if (value := getattr(node, name)) is not None:
                user = replace(user, **{name: value})
        self.catalog.users[node.name] = user

    def _need(self, right: str, own: str | bool = False) -> None:
        if own != self.user and not self.catalog.may(self.user, right):
            raise ora(1031)

    def _drop_user(self, node: DropUser) -> None:
        self._need("DROP USER")
        if node.name not in self.catalog.users:
            raise ora(1918, node.name)
        tables = [table for table in self.catalog.tables.values() if table.owner == node.name]
        if tables and not node.cascade:
            raise ora(1922, node.name)
        for table in tables:
            self.forget_table(table)
            self.steps.append(Step(f"DROP TABLE {table.kept_as}"))
        catalog = self.catalog
        catalog.sequences = {key: one for key, one in catalog.sequences.items() if one.owner != node.name}
        catalog.synonyms = {key: one for key, one in catalog.synonyms.items() if one.owner != node.name}
        catalog.grants = frozenset(grant for grant in catalog.grants if grant[3] != node.name)
        del catalog.users[node.name]

    def _grant(self, node: Grant) -> None:
        for grantee in node.grantees:
            if grantee != PUBLIC and grantee not in self.catalog.users:
                raise ora(1917, grantee)
        if node.object:
            self._grant_on(node)
        else:
            self._grant_system(node)

    def _grant_on(self, node: Grant) -> None:
        catalog = self.catalog
        places = list(catalog.targets(self.schema, node.object_owner, node.object))
        place = next(
            (place for place in places if place in catalog.tables or place in catalog.sequences), None
        )
        if place is None or not catalog.rights_on(self.user, *place):
            raise ora(942, node.object_owner or self.schema, node.object)
        if self.user != place[0] and not catalog.may(self.user, "GRANT ANY OBJECT PRIVILEGE"):
            raise ora(1031)
        given = frozenset((*place, right, grantee) for right in node.rights for grantee in node.grantees)
        if node.revoke and not given & catalog.grants:
            raise ora(1927)
        catalog.grants = catalog.grants - given if node.revoke else catalog.grants | given

    def _grant_system(self, node: Grant) -> None:
        self._need("GRANT ANY PRIVILEGE")
        for grantee in node.grantees:
            if grantee == PUBLIC:
                raise ora(3001)
            user = self.catalog.users[grantee]
            if node.revoke and not user.rights.intersection(node.rights):
                raise ora(1952, grantee)
            rights = user.rights.difference(node.rights) if node.revoke else user.rights.union(node.rights)
            self.catalog.users[grantee] = replace(user, rights=rights)
