"""The statements that write into a mapped table, look into it and lock it.

Names stand in quotation marks, as Oracle keeps them, so that a reserved word as a name does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable

from hmi.model.tables import Column, Source, TableMapping, quoted

LOCK_WAIT_S = 10
"""How long an insert that has to look first waits for the transactions of others, in seconds."""


_MAY_BE_BLANK = (Source.MACHINE_CODE, Source.UNIT)
"""What a tag may have none of. Oracle keeps a blank as NULL, which is equal to nothing."""


def bound_columns(mapping: TableMapping) -> tuple[Column, ...]:
    """The columns that take a bind, in the order of the binds: all but those of a sequence."""
    return tuple(column for column in mapping.columns if column.source is not Source.SEQUENCE)


def insert_sql(mapping: TableMapping) -> str:
    """Insert one row; binds as ``bound_columns``."""
    return f"{_into(mapping)} VALUES ({', '.join(_values(mapping))})"


def insert_missing_sql(mapping: TableMapping) -> str:
    """Insert one row unless its key is there; binds as ``bound_columns``, then the key's columns."""
    first = len(bound_columns(mapping)) + 1
    same = " AND ".join(_is(column, place) for place, column in enumerate(mapping.key_columns, first))
    return (
        f"{_into(mapping)} SELECT {', '.join(_values(mapping))} FROM DUAL "
        f"WHERE NOT EXISTS (SELECT 1 FROM {quoted(mapping.table)} WHERE {same})"
    )


def lock_sql(table: str) -> str:
    """Keep others from writing into OWNER.NAME until the end of the transaction, once theirs have ended."""
    return f"LOCK TABLE {quoted(table)} IN SHARE ROW EXCLUSIVE MODE WAIT {LOCK_WAIT_S}"


def probe_sql(mapping: TableMapping) -> str:
    """Insert nothing, and fail like a real insert where the table, a column or the right is missing."""
    values = ["NULL" if value.startswith(":") else value for value in _values(mapping)]
    return f"{_into(mapping)} SELECT {', '.join(values)} FROM DUAL WHERE 1 = 0"


def look_sql(mapping: TableMapping) -> str:
    """Read nothing, and fail where the right to read is missing."""
    return f"SELECT 1 FROM {quoted(mapping.table)} WHERE 1 = 0"


def trend_sql(mapping: TableMapping, ts: str, columns: Iterable[Column]) -> str:
    """The newest rows of one tag, newest first: its time as ``ts`` says, then the columns.

    Binds: the key's columns but the time, first and last time, number of rows. With the key's index Oracle
    reads no more than these rows, for they lie in it in this order.
    """
    time = next(column for column in mapping.key_columns if column.source is Source.TS)
    tag = [column for column in mapping.key_columns if column is not time]
    places = [_is(column, place) for place, column in enumerate(tag, 1)]
    after = len(tag)
    return (
        f"SELECT {', '.join([ts, *_names(columns)])} FROM {quoted(mapping.table)} "
        f"WHERE {' AND '.join(places)} "
        f"AND {quoted(time.name)} BETWEEN :{after + 1} AND :{after + 2} "
        f"ORDER BY {quoted(time.name)} DESC FETCH FIRST :{after + 3} ROWS ONLY"
    )


def _is(column: Column, place: int) -> str:
    if column.source in _MAY_BE_BLANK:
        return f"NVL({quoted(column.name)}, ' ') = NVL(:{place}, ' ')"
    return f"{quoted(column.name)} = :{place}"


def _into(mapping: TableMapping) -> str:
    return f"INSERT INTO {quoted(mapping.table)} ({', '.join(_names(mapping.columns))})"


def _values(mapping: TableMapping) -> list[str]:
    place = 0
    values = []
    for column in mapping.columns:
        if column.source is Source.SEQUENCE:
            values.append(f"{quoted(mapping.sequence)}.NEXTVAL")
        else:
            place += 1
            values.append(f":{place}")
    return values


def _names(columns: Iterable[Column]) -> list[str]:
    return [quoted(column.name) for column in columns]
