"""The views in which Oracle tells what there is, as far as they are asked for.

A user sees what is his own and what he has a right on. Columns of type LONG (DATA_DEFAULT) are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tests.servers.oracle.sql.catalog import PUBLIC, SYS, Catalog, Index, TableDef, quoted
from tests.servers.oracle.sql.connection import Connection
from tests.servers.oracle.sql.syntax import Column
from tests.servers.oracle.sql.types import NUMBER, DataType, Stored

Row = tuple[Stored, ...]

_NAME = DataType("VARCHAR2", 128)
_NUMBERS = ("DATA_LENGTH", "DATA_PRECISION", "DATA_SCALE", "DEFAULT_LENGTH", "CHAR_LENGTH", "COLUMN_ID")


def _seen_tables(catalog: Catalog, user: str) -> Iterator[TableDef]:
    for table in catalog.tables.values():
        if not table.is_dictionary and catalog.rights_on(user, table.key):
            yield table


def _columns(catalog: Catalog, user: str) -> Iterator[Row]:
    for table in _seen_tables(catalog, user):
        for place, column in enumerate(table.columns, 1):
            yield (table.owner, table.name, column.name, *_column(column), place)


def _column(column: Column) -> Row:
    kind = column.type
    is_text = kind.family == "text"
    return (
        kind.spelled,
        kind.size,
        kind.precision,
        kind.scale,
        "Y" if column.nullable else "N",
        len(column.default_text) or None,
        kind.length if is_text else 0,
        ("C" if kind.in_chars else "B") if is_text else None,
        "YES" if column.is_identity else "NO",
    )


def _constraints(catalog: Catalog, user: str) -> Iterator[Row]:
    for table in _seen_tables(catalog, user):
        for one in table.constraints:
            yield table.owner, one.name, one.kind.replace("N", "C"), table.name, "ENABLED"


def _constraint_columns(catalog: Catalog, user: str) -> Iterator[Row]:
    for table in _seen_tables(catalog, user):
        for one in table.constraints:
            for column in one.columns:
                yield table.owner, one.name, table.name, column


def _seen_indexes(catalog: Catalog, user: str) -> Iterator[Index]:
    for table in _seen_tables(catalog, user):
        yield from catalog.indexes_of(table)


def _indexes(catalog: Catalog, user: str) -> Iterator[Row]:
    for index in _seen_indexes(catalog, user):
        yield index.owner, index.name, *index.table, "UNIQUE" if index.unique else "NONUNIQUE"


def _index_columns(catalog: Catalog, user: str) -> Iterator[Row]:
    for index in _seen_indexes(catalog, user):
        for column in index.columns:
            yield index.owner, index.name, *index.table, column


def _sequences(catalog: Catalog, user: str) -> Iterator[Row]:
    for place in catalog.sequences:
        if "SELECT" in catalog.rights_on(user, place):
            yield place


def _synonyms(catalog: Catalog, user: str) -> Iterator[Row]:
    for place, target in catalog.synonyms.items():
        if place[0] in (user, PUBLIC) or catalog.rights_on(user, target):
            yield *place, *target, None


def _triggers(_catalog: Catalog, _user: str) -> Iterator[Row]:
    yield from ()


_VIEWS: dict[str, tuple[str, Callable[[Catalog, str], Iterator[Row]]]] = {
    "ALL_TAB_COLUMNS": (
        """OWNER TABLE_NAME COLUMN_NAME DATA_TYPE DATA_LENGTH DATA_PRECISION DATA_SCALE NULLABLE
        DEFAULT_LENGTH CHAR_LENGTH CHAR_USED IDENTITY_COLUMN COLUMN_ID""",
        _columns,
    ),
    "ALL_CONSTRAINTS": ("OWNER CONSTRAINT_NAME CONSTRAINT_TYPE TABLE_NAME STATUS", _constraints),
    "ALL_CONS_COLUMNS": ("OWNER CONSTRAINT_NAME TABLE_NAME COLUMN_NAME", _constraint_columns),
    "ALL_INDEXES": ("OWNER INDEX_NAME TABLE_OWNER TABLE_NAME UNIQUENESS", _indexes),
    "ALL_IND_COLUMNS": (
        "INDEX_OWNER INDEX_NAME TABLE_OWNER TABLE_NAME COLUMN_NAME",
        _index_columns,
    ),
    "ALL_SEQUENCES": ("SEQUENCE_OWNER SEQUENCE_NAME", _sequences),
    "ALL_SYNONYMS": ("OWNER SYNONYM_NAME TABLE_OWNER TABLE_NAME DB_LINK", _synonyms),
    "ALL_TRIGGERS": ("OWNER TRIGGER_NAME TRIGGER_TYPE TABLE_OWNER TABLE_NAME STATUS", _triggers),
}


def dictionary_catalog() -> Catalog:
    """A catalog with nothing but the views in it, for everybody to read."""
    catalog = Catalog()
    for name, (columns, _) in _VIEWS.items():
        described = tuple(Column(one, NUMBER if one in _NUMBERS else _NAME) for one in columns.split())
        catalog.tables[SYS, name] = TableDef(SYS, name, described, is_dictionary=True)
        catalog.synonyms[PUBLIC, name] = (SYS, name)
    catalog.grants = frozenset((SYS, name, "SELECT", PUBLIC) for name in _VIEWS)
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
        _, rows = _VIEWS[table.name]
        found = list(rows(catalog, connection.user))
        connection.execute_many(f"INSERT INTO temp.{table.kept_as} VALUES ({marks})", found)

    def forget(self) -> None:
        """A rollback took the views with it."""
        self._filled.clear()
