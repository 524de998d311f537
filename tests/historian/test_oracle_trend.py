"""Values read back from Oracle, by the real driver over a real socket."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import oracledb
import pytest

from hmi.historian.oracle_tables import OracleTables
from hmi.historian.protocol import HistorianRefusedError
from hmi.historian.tag_directory import TagDirectory
from hmi.model.reading import Quality
from hmi.model.tables import OWN_MAPPINGS, OWN_TABLE, PRESETS
from tests.historian.oracle_plant import (
    MICROSECOND,
    T0,
    TAGS,
    OracleUser,
    create,
    inspected,
    row,
    trend,
)


class TestTrend:
    def test_newest_are_taken_and_oldest_come_first(self, session: OracleUser) -> None:
        create(session, OWN_TABLE)
        tables = inspected(session, OWN_TABLE)
        tables.insert(session.cursor, [row(n, n, f"D{n % 2}") for n in range(2000)], again=False)
        assert [point.value for point in trend(session, tables, "D1", 3)] == [1995, 1997, 1999]
        assert len(trend(session, tables, "D1", 5000)) == 1000
        assert trend(session, tables, "D7") == []

    def test_looks_at_the_tables_by_itself(self, session: OracleUser) -> None:
        tables = OracleTables(OWN_MAPPINGS, TagDirectory())
        with pytest.raises(HistorianRefusedError, match="Table TAG_VALUES of schema HMI is missing"):
            trend(session, tables)
        create(session, OWN_TABLE)
        assert trend(session, tables) == []
        assert not tables.is_inspected, "the writer wants to hear of the warnings"

    def test_quality_of_a_table_without_one(self, session: OracleUser) -> None:
        create(session, PRESETS["TIME_NAME_VALUE"])
        tables = inspected(session, PRESETS["TIME_NAME_VALUE"], *TAGS)
        batch = [row(1), row(None, 1, quality=Quality.BAD), row(2, 2, quality=Quality.UNCERTAIN)]
        tables.insert(session.cursor, batch, again=False)
        assert [(point.value, point.quality) for point in trend(session, tables)] == [
            (1, Quality.GOOD),
            (None, Quality.BAD),
            (2, Quality.GOOD),
        ]

    def test_rows_of_somebody_else(self, session: OracleUser) -> None:
        create(session, PRESETS["TAG_NAME_VALUE"])
        tables = inspected(session, PRESETS["TAG_NAME_VALUE"], *TAGS)
        session.cursor.setinputsizes(None, None, oracledb.DB_TYPE_TIMESTAMP, None)
        session.cursor.executemany(
            "INSERT INTO TAG_LOG VALUES (:1, :2, :3, :4)",
            [
                ("P1.MACHINE-000001.D1", text, T0.replace(tzinfo=None) + n * MICROSECOND, quality)
                for n, (text, quality) in enumerate([("1.5", "OFFLINE"), ("-", "GOOD"), ("0x1F", "good")])
            ],
        )
        assert [(point.value, point.quality) for point in trend(session, tables, "D1")] == [
            (1.5, Quality.UNCERTAIN),
            ("-", Quality.GOOD),
            ("0x1F", Quality.UNCERTAIN),
        ]

    def test_empty_text(self, session: OracleUser) -> None:
        create(session, OWN_TABLE)
        tables = inspected(session, OWN_TABLE, *TAGS)
        tables.insert(session.cursor, [row("", 0, "D3"), row(None, 1, "D3", Quality.BAD)], again=False)
        assert [(point.value, point.quality) for point in trend(session, tables, "D3")] == [
            ("", Quality.GOOD),
            (None, Quality.BAD),
        ]


class TestTimes:
    """Wall times with the mapping's offset, moments without."""

    @pytest.mark.parametrize(
        ("column_type", "hours"),
        [
            ("TIMESTAMP(6)", 9),
            ("TIMESTAMP(9)", 9),
            ("TIMESTAMP(6) WITH TIME ZONE", 0),
            ("TIMESTAMP(6) WITH LOCAL TIME ZONE", 0),
        ],
    )
    def test_column(self, session: OracleUser, column_type: str, hours: int) -> None:
        mapping = replace(PRESETS["TIME_NAME_VALUE"], utc_offset=timedelta(hours=9))
        session.run(
            f"CREATE TABLE OPERATION (TIME {column_type}, NAME VARCHAR2(40), VALUE NUMBER, "
            "PRIMARY KEY (NAME, TIME))"
        )
        tables = inspected(session, mapping, *TAGS)
        for again in (False, True):
            assert tables.insert(session.cursor, [row(n, n) for n in range(3)], again=again) == []
        kept = [one["TIME"] for one in session.rows("OPERATION")]
        assert kept[0] == T0.replace(tzinfo=None) + timedelta(hours=hours)
        assert [point.ts for point in trend(session, tables)] == [T0 + n * MICROSECOND for n in range(3)]
        first = T0 + MICROSECOND
        assert [point.ts for point in tables.trend(session.cursor, "P1", "D0", first, first, 9)] == [first]

    @pytest.mark.parametrize("hours", [-5, 0, 9])
    def test_all_of_time(self, session: OracleUser, hours: int) -> None:
        mapping = replace(PRESETS["TIME_NAME_VALUE"], utc_offset=timedelta(hours=hours))
        create(session, mapping)
        tables = inspected(session, mapping, *TAGS)
        tables.insert(session.cursor, [row(1)], again=False)
        first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
        assert len(tables.trend(session.cursor, "P1", "D0", first, last, 9)) == 1
