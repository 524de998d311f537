"""A small plant, and a session into an Oracle schema for its tables, over a real socket."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import oracledb

from hmi.config.ddl import ddl_of
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.protocol import TrendPoint
from hmi.historian.tag_directory import TagDirectory
from hmi.model.plant import GroupCategory, Plant, PollingGroup, Tag, TagType
from hmi.model.reading import Quality, Row, Value
from hmi.model.tables import Mappings, TableMapping
from tests.servers.oracle.fixture import PASSWORD, USER
from tests.servers.oracle.server import OracleServer

T0 = datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY = timedelta(days=1)


class OracleUser:
    """One connection of the user HMI and its cursor."""

    def __init__(self, server: OracleServer) -> None:
        self.connection = oracledb.connect(
            user=USER, password=PASSWORD, host="127.0.0.1", port=server.port, service_name="LINESIDE"
        )
        self.cursor: Any = self.connection.cursor()
        self.database = server.database

    def run(self, *statements: str) -> None:
        for statement in statements:
            self.cursor.execute(statement)

    def rows(self, table: str) -> list[dict[str, Any]]:
        self.connection.commit()
        found: list[dict[str, Any]] = self.database.rows(f"HMI.{table}")
        return found


def tag(
    number: int, tag_type: TagType, category: GroupCategory = GroupCategory.OPERATION, **more: Any
) -> Tag:
    return Tag("P1", f"D{number}", f"온도 {number}", tag_type, category.value, "MACHINE-000001", **more)


TAGS = (
    tag(0, TagType.REAL),
    tag(1, TagType.INT),
    tag(2, TagType.BOOL),
    tag(3, TagType.STRING, string_length=20),
    tag(4, TagType.INT, scale=0.1),
    tag(5, TagType.UDINT),
)
VALUES: tuple[Value, ...] = (21.5, -7, True, "부품-7", 6.3, 4_294_967_295)


def directory(*tags: Tag) -> TagDirectory:
    groups = tuple(PollingGroup(category.value, "P1", group_category=category) for category in GroupCategory)
    return TagDirectory(Plant((), groups, tags))


def everywhere(mapping: TableMapping) -> Mappings:
    return dict.fromkeys(GroupCategory, mapping)


def inspected(user: OracleUser, mapping: TableMapping, *tags: Tag) -> OracleTables:
    """Its tables, which fit."""
    tables = OracleTables(everywhere(mapping), directory(*tags))
    assert tables.inspect(user.cursor).problems == ()
    assert tables.is_inspected
    return tables


def create(user: OracleUser, mapping: TableMapping, **more: Any) -> None:
    user.run(*(statement.sql for statement in ddl_of(everywhere(mapping), **more)))


def row(value: Value = 1.5, number: int = 0, address: str = "D0", quality: Quality = Quality.GOOD) -> Row:
    return Row(T0 + number * MICROSECOND, "P1", address, "온도", value, quality, "OPERATION")


def trend(user: OracleUser, tables: OracleTables, address: str = "D0", limit: int = 100) -> list[TrendPoint]:
    return tables.trend(user.cursor, "P1", address, T0 - DAY, T0 + DAY, limit)
