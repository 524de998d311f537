"""How the driver is told the type of each bind.

Undeclared, a datetime would be bound as DATE and lose its microseconds, and a bind would take the type of its
first value, so that a later one of another type fails the whole call.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

import oracledb

from hmi.historian.oracle_dictionary import ColumnLayout

TEXT_SIZE = 1000
"""Characters up to which a bind is declared; the driver lets it grow with a longer text. At four bytes each
they are the 4000 beyond which many databases take a bind for a LONG, whatever is in it."""

# A CHAR is padded with blanks, and equal to a text without them only if that is bound as CHAR too; and a
# national type keeps characters that the database's own character set may not have.
_SIZED = {
    "CHAR": oracledb.DB_TYPE_CHAR,
    "NCHAR": oracledb.DB_TYPE_NCHAR,
    "NVARCHAR2": oracledb.DB_TYPE_NVARCHAR,
}


class _Sized(NamedTuple):
    db_type: oracledb.DbType
    characters: int


class DeclaringCursor(Protocol):
    """What is used of ``oracledb.Cursor`` to declare binds."""

    def setinputsizes(self, *args: Any) -> Any:
        """Declare the types of the binds for the next call."""

    def var(self, typ: Any, size: int) -> Any:
        """A bind of a type and of a size in characters."""


def size_for(layout: ColumnLayout) -> object:
    """What ``declare`` is to be told of a bind for this column."""
    if layout.has_zone:
        return oracledb.DB_TYPE_TIMESTAMP_TZ
    if layout.is_time:
        return oracledb.DB_TYPE_DATE if layout.type_name == "DATE" else oracledb.DB_TYPE_TIMESTAMP
    if layout.is_number:
        return oracledb.DB_TYPE_NUMBER if layout.is_decimal else oracledb.DB_TYPE_BINARY_DOUBLE
    characters = min(layout.length, TEXT_SIZE)
    if layout.type_name in _SIZED:
        return _Sized(_SIZED[layout.type_name], characters)
    return characters


def declare(cursor: DeclaringCursor, sizes: Iterable[object]) -> None:
    """Declare the binds of the cursor's next call: the driver forgets them whenever the statement changes."""
    cursor.setinputsizes(*(cursor.var(*size) if isinstance(size, _Sized) else size for size in sizes))
