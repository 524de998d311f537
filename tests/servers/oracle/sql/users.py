"""What CREATE and ALTER USER, GRANT and REVOKE do to the catalog."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from tests.servers.oracle.engine import OraError
from tests.servers.oracle.sql.catalog import ADMIN, PUBLIC, Catalog, User
from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.syntax import ChangeUser, Grant, Table


class Step(NamedTuple):
    """A statement of SQLite's, and the error where rows that are there do not allow it."""

    sql: str
    refused: OraError | None = None


class UserChange:
    """The change of a catalog's copy by one statement, which a user does in a schema."""

    def __init__(self, catalog: Catalog, user: str, schema: str) -> None:
        self._catalog = catalog
        self._user = user
        self._schema = schema
        self._steps: list[Step] = []

    def _need(self, right: str = "") -> None:
        """An empty right is one that only the administrator has."""
        if self._user != ADMIN and not (right and self._catalog.may(self._user, right)):
            raise ora(1031)

    def _change_user(self, node: ChangeUser) -> None:
        self._need()
        if node.create == (node.name in self._catalog.users):
            raise ora(1920 if node.create else 1918, node.name)
        user = User(node.name, "") if node.create else self._catalog.users[node.name]
        if node.password is not None:
            user = replace(user, password=node.password, expired=False)
        for name in ("locked", "expired", "quota"):
            if (value := getattr(node, name)) is not None:
                user = replace(user, **{name: value})
        self._catalog.users[node.name] = user

    def _grant(self, node: Grant) -> None:
        for grantee in node.grantees:
            if grantee != PUBLIC and grantee not in self._catalog.users:
                raise ora(1917, grantee)
        if node.on is not None:
            self._grant_on(node, node.on)
        else:
            self._grant_system(node)

    def _grant_on(self, node: Grant, on: Table) -> None:
        catalog, place = self._catalog, (on.owner or self._schema, on.name)
        if (place not in catalog.tables and place not in catalog.sequences) or not catalog.rights_on(
            self._user, place
        ):
            raise ora(942, *place)
        if self._user not in (place[0], ADMIN):
            raise ora(1031)
        given = frozenset((*place, right, grantee) for right in node.rights for grantee in node.grantees)
        if node.revoke and not given & catalog.grants:
            raise ora(1927)
        catalog.grants = catalog.grants - given if node.revoke else catalog.grants | given

    def _grant_system(self, node: Grant) -> None:
        self._need()
        for grantee in node.grantees:
            if grantee == PUBLIC:
                raise ora(3001)
            user = self._catalog.users[grantee]
            if node.revoke and not user.rights.intersection(node.rights):
                raise ora(1952, grantee)
            rights = user.rights.difference(node.rights) if node.revoke else user.rights.union(node.rights)
            self._catalog.users[grantee] = replace(user, rights=rights)
