"""The views in which Oracle tells what there is: ALL_..., USER_... and a few others.

Columns of type LONG (DATA_DEFAULT, SEARCH_CONDITION) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.servers.oracle import sql_dictionary_rows as rows
from tests.servers.oracle.sql_catalog import PUBLIC, Catalog, Column, Synonym, TableDef, quoted
from tests.servers.oracle.sql_connection import Connection
from tests.servers.oracle.sql_types import NUMBER, DataType

OWNER = "SYS"
_NAME = DataType("VARCHAR2", 128)
_NUMBERS = frozenset(
    """DATA_LENGTH DATA_PRECISION DATA_SCALE DEFAULT_LENGTH CHAR_LENGTH COLUMN_ID POSITION COLUMN_POSITION
    MIN_VALUE MAX_VALUE INCREMENT_BY CACHE_SIZE USER_ID""".split()  # noqa: SIM905  reads like the views
)


class _View(NamedTuple):
    """A view's columns and rows; ``owner`` is the column that its USER_ form lacks, and goes by."""

    columns: tuple[str, ...]
    rows: rows.Rows
    owner: str = "OWNER"


def _view(columns: str, source: rows.Rows, owner: str = "OWNER") -> _View:
    return _View(tuple(columns.split()), source, owner)


_ALL = {
    "TABLES": _view("OWNER TABLE_NAME TABLESPACE_NAME STATUS PARTITIONED TEMPORARY", rows.tables),
    "TAB_COLUMNS": _view(
        "OWNER TABLE_NAME COLUMN_NAME DATA_TYPE DATA_LENGTH DATA_PRECISION DATA_SCALE NULLABLE "
        "DEFAULT_LENGTH CHAR_LENGTH CHAR_USED IDENTITY_COLUMN DEFAULT_ON_NULL COLUMN_ID",
        rows.columns,
    ),
    "CONSTRAINTS": _view(
        "OWNER CONSTRAINT_NAME CONSTRAINT_TYPE TABLE_NAME SEARCH_CONDITION_VC STATUS VALIDATED GENERATED "
        "INDEX_OWNER INDEX_NAME",
        rows.constraints,
    ),
    "CONS_COLUMNS": _view("OWNER CONSTRAINT_NAME TABLE_NAME COLUMN_NAME POSITION", rows.constraint_columns),
    "INDEXES": _view(
        "OWNER INDEX_NAME INDEX_TYPE TABLE_OWNER TABLE_NAME TABLE_TYPE UNIQUENESS STATUS", rows.indexes
    ),
    "IND_COLUMNS": _view(
        "INDEX_OWNER INDEX_NAME TABLE_OWNER TABLE_NAME COLUMN_NAME COLUMN_POSITION DESCEND",
        rows.index_columns,
        "INDEX_OWNER",
    ),
    "SEQUENCES": _view(
        "SEQUENCE_OWNER SEQUENCE_NAME MIN_VALUE MAX_VALUE INCREMENT_BY CYCLE_FLAG ORDER_FLAG CACHE_SIZE",
        rows.sequences,
        "SEQUENCE_OWNER",
    ),
    "SYNONYMS": _view("OWNER SYNONYM_NAME TABLE_OWNER TABLE_NAME DB_LINK", rows.synonyms),
    "TRIGGERS": _view(
        "OWNER TRIGGER_NAME TRIGGER_TYPE TRIGGERING_EVENT TABLE_OWNER TABLE_NAME STATUS", rows.triggers
    ),
    "OBJECTS": _view("OWNER OBJECT_NAME OBJECT_TYPE STATUS", rows.objects),
}
_VIEWS = {
    **{f"ALL_{name}": view for name, view in _ALL.items()},
    "ALL_TAB_PRIVS": _view("GRANTOR GRANTEE TABLE_SCHEMA TABLE_NAME PRIVILEGE GRANTABLE", rows.table_rights),
    "ALL_USERS": _view("USERNAME USER_ID", rows.users),
    "USER_SYS_PRIVS": _view("USERNAME PRIVILEGE ADMIN_OPTION", rows.system_rights),
    "SESSION_PRIVS": _view("PRIVILEGE", rows.session_rights),
}


def _own(view: _View) -> _View:
    """The USER_ form of an ALL_ view."""
    place = view.columns.index(view.owner)

    def own_rows(catalog: Catalog, user: str) -> Iterator[rows.Row]:
        for row in view.rows(catalog, user):
            if row[place] == user:
                yield row[:place] + row[place + 1 :]

    return _View(view.columns[:place] + view.columns[place + 1 :], own_rows)


_VIEWS |= {f"USER_{name}": _own(view) for name, view in _ALL.items()}


def dictionary_catalog() -> Catalog:
    """A catalog with nothing but the views in it, for everybody to read."""
    catalog = Catalog()
    for name, view in _VIEWS.items():
        columns = tuple(Column(column, NUMBER if column in _NUMBERS else _NAME) for column in view.columns)
        table = TableDef(OWNER, name, columns, (), is_dictionary=True)
        catalog.tables[table.key] = table
        catalog.synonyms[PUBLIC, name] = Synonym(PUBLIC, name, OWNER, name)
    catalog.grants = frozenset((OWNER, name, "SELECT", PUBLIC) for name in _VIEWS)
    return catalog


class Dictionary:
    """Fills the views for one session when a statement reads them: they are its temporary tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._filled: dict[str, Catalog] = {}

    def fill(self, tables: Sequence[TableDef], catalog: Catalog) -> None:
        """Let the views among these tables tell what the catalog has."""
        for table in tables:
            if table.is_dictionary and self._filled.get(table.name) is not catalog:
                self._fill(table, catalog)
                self._filled[table.name] = catalog

    def _fill(self, table: TableDef, catalog: Catalog) -> None:
        connection = self._connection
        names = ", ".join(quoted(column.name) for column in table.columns)
        connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table.kept_as} ({names})")
        connection.execute(f"DELETE FROM temp.{table.kept_as}")
        marks = ", ".join("?" * len(table.columns))
        found = list(_VIEWS[table.name].rows(catalog, connection.user))
        connection.execute_many(f"INSERT INTO temp.{table.kept_as} VALUES ({marks})", found)

    def forget(self) -> None:
        """A rollback took the views with it."""
        self._filled.clear()
