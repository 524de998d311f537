"""What the dictionary's views say to one user, who sees what is his own and what he has a right on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.servers.oracle.sql_catalog import PUBLIC, Catalog, Column, Index, TableDef
from tests.servers.oracle.sql_types import Stored

Row = tuple[Stored, ...]
Rows = Callable[[Catalog, str], Iterator[Row]]

_PRECISE = ("NUMBER", "FLOAT")


def _seen_tables(catalog: Catalog, user: str) -> Iterator[TableDef]:
    for table in catalog.tables.values():
        if not table.is_dictionary and catalog.rights_on(user, *table.key):
            yield table


def _seen_indexes(catalog: Catalog, user: str) -> Iterator[tuple[TableDef, Index]]:
    for table in _seen_tables(catalog, user):
        for index in catalog.indexes_of(table):
            yield table, index


def tables(catalog: Catalog, user: str) -> Iterator[Row]:
    for table in _seen_tables(catalog, user):
        space = None if table.partitioning else "USERS"
        yield table.owner, table.name, space, "VALID", "YES" if table.partitioning else "NO", "N"


def columns(catalog: Catalog, user: str) -> Iterator[Row]:
    for table in _seen_tables(catalog, user):
        for place, column in enumerate(table.columns, 1):
            yield (table.owner, table.name, column.name, *_column(column), place)


def _column(column: Column) -> Row:
    kind = column.type
    is_text = kind.family == "text"
    used = ("C" if kind.in_chars or kind.name.startswith("N") else "B") if is_text else None
    scale = kind.scale if kind.family in ("number", "time") else None
    return (
        kind.spelled,
        kind.size,
        kind.precision if kind.name in _PRECISE else None,
        scale,
        "Y" if column.nullable else "N",
        len(column.default_text) or None,
        kind.length if is_text else 0,
        used,
        "YES" if column.identity else "NO",
        "YES" if column.identity == "BY DEFAULT ON NULL" else "NO",
    )


def constraints(catalog: Catalog, user: str) -> Iterator[Row]:
    for table in _seen_tables(catalog, user):
        for one in table.constraints:
            index = (table.owner, one.index) if one.index else (None, None)
            made = "GENERATED NAME" if one.generated else "USER NAME"
            head = (table.owner, one.name, one.kind, table.name, one.text or None)
            yield (*head, "ENABLED", "VALIDATED", made, *index)


def constraint_columns(catalog: Catalog, user: str) -> Iterator[Row]:
    for table in _seen_tables(catalog, user):
        for one in table.constraints:
            for place, column in enumerate(one.columns, 1):
                yield table.owner, one.name, table.name, column, place if one.kind in "PU" else None


def indexes(catalog: Catalog, user: str) -> Iterator[Row]:
    for table, index in _seen_indexes(catalog, user):
        unique = "UNIQUE" if index.unique else "NONUNIQUE"
        yield index.owner, index.name, "NORMAL", table.owner, table.name, "TABLE", unique, "VALID"


def index_columns(catalog: Catalog, user: str) -> Iterator[Row]:
    for table, index in _seen_indexes(catalog, user):
        for place, column in enumerate(index.columns, 1):
            yield index.owner, index.name, table.owner, table.name, column, place, "ASC"


def sequences(catalog: Catalog, user: str) -> Iterator[Row]:
    for one in catalog.sequences.values():
        if "SELECT" in catalog.rights_on(user, one.owner, one.name):
            high = one.high if one.high < 2**63 else str(one.high)
            low = one.low if one.low > -(2**63) else str(one.low)
            yield one.owner, one.name, low, high, one.step, "Y" if one.cycle else "N", "N", one.cache


def synonyms(catalog: Catalog, user: str) -> Iterator[Row]:
    for one in catalog.synonyms.values():
        target = (one.table_owner, one.table)
        if one.owner in (user, PUBLIC) or catalog.rights_on(user, *target):
            yield one.owner, one.name, *target, None


def triggers(_catalog: Catalog, _user: str) -> Iterator[Row]:
    yield from ()


def objects(catalog: Catalog, user: str) -> Iterator[Row]:
    for table in _seen_tables(catalog, user):
        yield table.owner, table.name, "TABLE", "VALID"
    for _table, index in _seen_indexes(catalog, user):
        yield index.owner, index.name, "INDEX", "VALID"
    for row in sequences(catalog, user):
        yield row[0], row[1], "SEQUENCE", "VALID"
    for row in synonyms(catalog, user):
        yield row[0], row[1], "SYNONYM", "VALID"


def table_rights(catalog: Catalog, user: str) -> Iterator[Row]:
    for owner, name, right, grantee in sorted(catalog.grants):
        if user in (owner, grantee) or grantee == PUBLIC:
            yield owner, grantee, owner, name, right, "NO"


def users(catalog: Catalog, _user: str) -> Iterator[Row]:
    for number, name in enumerate(catalog.users, 100):
        yield name, number


def system_rights(catalog: Catalog, user: str) -> Iterator[Row]:
    for right in sorted(catalog.users[user].rights):
        yield user, right, "NO"


def session_rights(catalog: Catalog, user: str) -> Iterator[Row]:
    for _name, right, _admin in system_rights(catalog, user):
        yield (right,)
