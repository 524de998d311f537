"""The views in which Oracle tells what there is."""

from __future__ import annotations

from collections.abc import Sequence

from tests.servers.oracle.sql_catalog import Catalog, TableDef
from tests.servers.oracle.sql_connection import Connection


class Dictionary:
    """Fills the views for one session when a statement reads them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._filled: dict[str, Catalog] = {}

    def fill(self, tables: Sequence[TableDef], catalog: Catalog) -> None:
        """Let the views among these tables tell what the catalog has."""

    def forget(self) -> None:
        """A rollback took the views with it."""
        self._filled.clear()


def dictionary_catalog() -> Catalog:
    """A catalog with nothing but the views in it."""
    return Catalog()
