"""The product's own table in Oracle: its DDL, and how a row is bound to it.

TS is UTC. TAG_VALUE holds numbers, BOOL as 0 or 1; TAG_TEXT holds strings, and whole numbers exactly, for a
BINARY_DOUBLE rounds beyond 2**53. Both are NULL where the quality is BAD; Oracle also keeps an empty STRING
as NULL. The primary key (PLC_CODE, TAG_ADDRESS, TS) is what makes a repeated write harmless.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import oracledb

from hmi.model.reading import Quality, Row, Value

TABLE = "TAG_VALUES"

_DDL = f"""\
CREATE TABLE {TABLE} (
  TS          TIMESTAMP(6)       NOT NULL,
  PLC_CODE    VARCHAR2(64 CHAR)  NOT NULL,
  TAG_ADDRESS VARCHAR2(64 CHAR)  NOT NULL,
  TAG_NAME    VARCHAR2(255 CHAR),
  TAG_VALUE   BINARY_DOUBLE,
  TAG_TEXT    VARCHAR2(4000),
  QUALITY     VARCHAR2(10)       NOT NULL,
  GROUP_NAME  VARCHAR2(255 CHAR),
  INSERTED_AT TIMESTAMP(6)       DEFAULT SYS_EXTRACT_UTC(SYSTIMESTAMP) NOT NULL,
  CONSTRAINT {TABLE}_PK PRIMARY KEY (PLC_CODE, TAG_ADDRESS, TS){{index}}
){{partitions}}"""

# Needs the paid Partitioning option, so it is not the default.
_DAILY = """
PARTITION BY RANGE (TS) INTERVAL (NUMTODSINTERVAL(1, 'DAY'))
  (PARTITION P_FIRST VALUES LESS THAN (TIMESTAMP '2020-01-01 00:00:00'))"""

_BOUND = ("TS", "PLC_CODE", "TAG_ADDRESS", "TAG_NAME", "TAG_VALUE", "TAG_TEXT", "QUALITY", "GROUP_NAME")

INSERT = (
    f"INSERT INTO {TABLE} ({', '.join(_BOUND)}) "
    f"VALUES ({', '.join(f':{place}' for place in range(1, len(_BOUND) + 1))})"
)

PROBE = (
    f"INSERT INTO {TABLE} ({', '.join(_BOUND)}) "
    f"SELECT {', '.join(['NULL'] * len(_BOUND))} FROM DUAL WHERE 1 = 0"
)
"""Inserts nothing, yet fails like a real insert where the table, a column or the right is missing."""

INPUT_SIZES = (oracledb.DB_TYPE_TIMESTAMP, 64, 64, 255, oracledb.DB_TYPE_BINARY_DOUBLE, 1000, 10, 255)
"""Types for ``setinputsizes``; a number is the length of a string in characters, which the driver lets grow.

Undeclared, a datetime would be bound as DATE and lose its microseconds, and a column takes the type of its
first value, so that a later one of another type fails the whole call.
"""

Bind = tuple[datetime, str, str, str, float | None, str | None, str, str]


def ddl(partitioned: bool = False) -> str:
    """The statement that makes the table, without a closing semicolon; by day where ``partitioned``."""
    return _DDL.format(
        index="\n    USING INDEX LOCAL" if partitioned else "", partitions=_DAILY if partitioned else ""
    )


def binds(rows: Sequence[Row]) -> list[Bind]:
    """The rows as they are bound to INSERT.

    The time is sent as naive UTC: the driver drops the offset of an aware datetime without a word.
    """
    bound: list[Bind] = []
    known_ts: datetime | None = None
    utc = datetime.min  # noqa: DTZ901  naive on purpose, and replaced by the first row's time
    for ts, plc_code, tag_address, tag_name, value, quality, group_name, _reason in rows:
        if ts is not known_ts:  # rows of one reading share it
            known_ts, utc = ts, ts.astimezone(UTC).replace(tzinfo=None)
        number, text = (None, None) if quality is Quality.BAD else _number_and_text(value)
        bound.append((utc, plc_code, tag_address, tag_name, number, text, quality.value, group_name))
    return bound


def _number_and_text(value: Value) -> tuple[float | None, str | None]:
    if value is None:
        return None, None
    if isinstance(value, str):
        return None, value
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value), str(value)
    return float(value), None
