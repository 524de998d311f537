"""Rows as they are bound: each column as its type in the table wants it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import oracledb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.historian.oracle_bind import Batch, Bound, RowBinds
from hmi.historian.oracle_dictionary import TableLayout
from hmi.historian.oracle_facts import TagFacts, facts_of
from hmi.historian.tag_directory import TagEntry
from hmi.model.plant import GroupCategory, Tag, TagType
from hmi.model.reading import Quality, Row, Value
from hmi.model.tables import OWN_TABLE, PRESETS, Column, Source, TableMapping
from tests.historian.scripted_oracle import OWN_LAYOUT, T0, layout, row

UTC_T0 = T0.replace(tzinfo=None)
HOUR = timedelta(hours=1)


def own(*rows: Row) -> list[tuple[object, ...]]:
    return RowBinds(OWN_TABLE, OWN_LAYOUT).bind(Batch(rows, (), T0)).binds


def one_column(source: Source, column_type: str, **more: object) -> tuple[TableMapping, TableLayout]:
    """A mapping of the time and one column of that type."""
    columns = (Column("TIME", Source.TS), Column("COL", source))
    mapping = TableMapping("T", columns, ("TIME",), **more)  # type: ignore[arg-type]  # its own fields
    return mapping, layout("TIME TIMESTAMP(6)", f"COL {column_type}", name="HMI.T")


def bound(source: Source, column_type: str, one: Row, tag: Tag | None = None) -> Bound:
    mapping, table = one_column(source, column_type)
    facts: list[TagFacts] = []
    if tag is not None:
        facts = [facts_of(TagEntry(tag, GroupCategory.ALARM), mapping, one)]
    return RowBinds(mapping, table).bind(Batch([one], facts, T0 + HOUR))


def value_of(source: Source, column_type: str, one: Row, tag: Tag | None = None) -> object:
    (bind,) = bound(source, column_type, one, tag).binds
    return bind[1]


@pytest.mark.parametrize(
    ("value", "number", "text"),
    [
        (1.5, 1.5, None),
        (True, 1.0, None),
        (False, 0.0, None),
        (4_294_967_295, 4_294_967_295.0, "4294967295"),
        (2**53 + 1, float(2**53), "9007199254740993"),
        (-7, -7.0, "-7"),
        ("부품-7", None, "부품-7"),
        ("12", None, "12"),
        (None, None, None),
    ],
)
def test_own_table(value: Value, number: float | None, text: str | None) -> None:
    for rows in ([row(value)], [row(value), row("x"), row(2), row(1.5)]):
        bind = own(*rows)[0]
        as_sent = bind[4] if bind[4] is None else float(bind[4])  # type: ignore[arg-type]  # as the driver does
        assert (*bind[:4], as_sent, *bind[5:]) == (
            UTC_T0,
            "P1",
            "D100",
            "Temperature",
            number,
            text,
            "GOOD",
            "PRESS",
        )


def test_bad_is_null_whatever_came_with_it() -> None:
    bad, good = own(row(3, quality=Quality.BAD), row(4, quality=Quality.UNCERTAIN))
    assert bad[4:7] == (None, None, "BAD")
    assert good[4:7] == (4, "4", "UNCERTAIN")
    assert type(bad[6]) is type(good[6]) is str, "the driver takes no enum"


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()))
def test_time_is_naive_utc_with_its_microseconds(first: datetime, second: datetime) -> None:
    try:
        times = [(ts.replace(tzinfo=None) - (ts.utcoffset() or ts - ts)) for ts in (first, second)]
    except OverflowError:  # within a day of the year 1 or 9999
        return
    binds = own(row(ts=first), row(ts=second), row(ts=second), row(ts=first))
    assert [bind[0] for bind in binds] == [times[0], times[1], times[1], times[0]]


@pytest.mark.parametrize(
    ("column_type", "hours", "size"),
    [
        ("TIMESTAMP(6)", 9, oracledb.DB_TYPE_TIMESTAMP),
        ("DATE", 9, oracledb.DB_TYPE_DATE),
        ("TIMESTAMP(6) WITH TIME ZONE", 0, oracledb.DB_TYPE_TIMESTAMP_TZ),
        ("TIMESTAMP(6) WITH LOCAL TIME ZONE", 0, oracledb.DB_TYPE_TIMESTAMP_TZ),
    ],
)
def test_offset_is_of_wall_times_only(column_type: str, hours: int, size: object) -> None:
    mapping, table = one_column(Source.WRITTEN_AT, column_type, utc_offset=9 * HOUR)
    binds = RowBinds(mapping, table)
    (bind,) = binds.bind(Batch([row()], (), T0 + HOUR)).binds
    assert bind == (UTC_T0 + 9 * HOUR, UTC_T0 + (1 + hours) * HOUR)
    assert binds.sizes == (oracledb.DB_TYPE_TIMESTAMP, size)


def test_time_beyond_all_times_costs_only_its_row() -> None:
    mapping, table = one_column(Source.QUALITY, "VARCHAR2(10 BYTE)", utc_offset=9 * HOUR)
    last = row(ts=datetime.max.replace(tzinfo=UTC))
    found = RowBinds(mapping, table).bind(Batch([row(), last, row()], (), T0))
    assert list(found.rows) == [row(), row()]
    assert [(one.row, one.code) for one in found.rejected] == [(last, "NOT_A_TIME")]


@pytest.mark.parametrize(
    ("source", "column_type", "value", "expected"),
    [
        (Source.VALUE, "VARCHAR2(40 BYTE)", 12, "12"),
        (Source.VALUE, "VARCHAR2(40 BYTE)", 0.1, "0.1"),
        (Source.VALUE, "VARCHAR2(40 BYTE)", 1e308, "1e+308"),
        (Source.VALUE, "VARCHAR2(40 BYTE)", -0.0, "-0.0"),
        (Source.VALUE, "VARCHAR2(40 BYTE)", True, "1"),
        (Source.VALUE, "VARCHAR2(40 BYTE)", False, "0"),
        (Source.VALUE, "VARCHAR2(40 BYTE)", "켜짐", "켜짐"),
        (Source.VALUE, "VARCHAR2(40 BYTE)", None, None),
        (Source.VALUE, "NUMBER", 2**63 - 1, 2**63 - 1),
        (Source.VALUE, "NUMBER", 0.1, 0.1),
        (Source.VALUE, "NUMBER", 9.9e125, 9.9e125),
        (Source.VALUE, "NUMBER", 1e-131, 0.0),
        (Source.VALUE, "BINARY_DOUBLE", 1e308, 1e308),
        (Source.NUMBER, "NUMBER", "text", None),
        (Source.NUMBER, "BINARY_FLOAT", 5, 5),
        (Source.TEXT, "VARCHAR2(40 BYTE)", "text", "text"),
        (Source.TEXT, "VARCHAR2(40 BYTE)", 5, None),
        (Source.EXACT, "VARCHAR2(40 BYTE)", 5, "5"),
        (Source.EXACT, "VARCHAR2(40 BYTE)", True, None),
        (Source.EXACT, "VARCHAR2(40 BYTE)", 5.5, None),
    ],
)
def test_value_by_the_type_of_its_column(
    source: Source, column_type: str, value: Value, expected: object
) -> None:
    found = value_of(source, column_type, row(value))
    assert found == expected
    assert repr(found) == repr(expected)


@pytest.mark.parametrize("value", [1e126, -1e126, 1e308])
def test_number_that_is_too_large_for_oracle_costs_only_its_row(value: float) -> None:
    mapping, table = one_column(Source.VALUE, "NUMBER")
    found = RowBinds(mapping, table).bind(Batch([row(1.0), row(value), row(2.0)], (), T0))
    assert [bind[1] for bind in found.binds] == [1.0, 2.0]
    assert [(one.row.value, one.code) for one in found.rejected] == [(value, "TOO_LARGE")]


def test_text_in_a_column_of_numbers_costs_only_its_row() -> None:
    found = bound(Source.VALUE, "NUMBER", row("text"))
    assert found.binds == []
    assert found.rejected[0].code == "NOT_A_NUMBER"
    assert "column COL keeps numbers" in found.rejected[0].reason


def test_text_that_another_column_keeps() -> None:
    columns = (Column("TIME", Source.TS), Column("V", Source.VALUE), Column("S", Source.TEXT))
    mapping = TableMapping("T", columns, ("TIME",))
    table = layout("TIME TIMESTAMP(6)", "V NUMBER", "S VARCHAR2(40 BYTE)", name="HMI.T")
    found = RowBinds(mapping, table).bind(Batch([row("text"), row(5)], (), T0))
    assert [bind[1:] for bind in found.binds] == [(None, "text"), (5, None)]


def tag(tag_type: TagType, scale: float = 1.0, offset: float = 0.0) -> Tag:
    return Tag(
        "P1", "D100", "Temperature", tag_type, "PRESS", "M-0001", unit="°C", scale=scale, offset=offset
    )


@pytest.mark.parametrize(
    ("one", "value", "raw"),
    [
        (tag(TagType.INT), 63, 63),
        (tag(TagType.INT, 0.1), 6.3, 63),
        (tag(TagType.INT, 0.1, -40), -33.7, 63),
        (tag(TagType.UDINT, 0.001), 4294967.295, 4294967295),
        (tag(TagType.REAL, 2.0, 1.0), 4.0, 1.5),
        (tag(TagType.LREAL, 1e-300), 1e308, None),
        (tag(TagType.BOOL, 5.0), True, True),
        (tag(TagType.STRING, 5.0), "열림", "열림"),
        (tag(TagType.INT, 0.1), None, None),
        (tag(TagType.INT, 0.0, 5.0), 5.0, None),
    ],
)
def test_raw_value(one: Tag, value: Value, raw: Value) -> None:
    as_text = value_of(Source.RAW, "VARCHAR2(40 BYTE)", row(value), one)
    expected = None if raw is None else str(int(raw)) if isinstance(raw, bool) else str(raw)
    assert as_text == expected
    assert value_of(Source.RAW, "NUMBER", row(value), one) == (None if isinstance(raw, str) else raw)


@given(
    st.sampled_from([0.1, 0.01, 0.001, 0.5, 10.0]),
    st.integers(-1000, 1000),
    st.integers(-(2**31), 2**32 - 1),
)
def test_raw_value_of_a_whole_type_is_the_one_in_the_plc(scale: float, offset: int, raw: int) -> None:
    one = tag(TagType.DINT, scale, float(offset))
    assert value_of(Source.RAW, "NUMBER", row(raw * scale + offset), one) == raw


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source.TAG_TYPE, "INT"),
        (Source.MACHINE_CODE, "M-0001"),
        (Source.UNIT, "°C"),
        (Source.CATEGORY, "ALARM"),
        (Source.PLC_CODE, "P1"),
        (Source.TAG_ADDRESS, "D100"),
        (Source.TAG_NAME, "Temperature"),
        (Source.GROUP_NAME, "PRESS"),
    ],
)
def test_texts_of_a_tag(source: Source, expected: str) -> None:
    found = value_of(source, "VARCHAR2(40 BYTE)", row(), tag(TagType.INT))
    assert found == expected
    assert type(found) is str


@pytest.mark.parametrize(
    ("column_type", "expected"),
    [
        ("VARCHAR2(20 CHAR)", "응답 없음"),
        ("VARCHAR2(3 CHAR)", "응답 "),
        ("VARCHAR2(5 BYTE)", "응"),
        ("NVARCHAR2(2)", "응답"),
    ],
)
def test_reason_is_cut_to_its_column(column_type: str, expected: str) -> None:
    bad = row(None, quality=Quality.BAD)._replace(reason="응답 없음")
    assert value_of(Source.REASON, column_type, bad) == expected
    assert value_of(Source.REASON, column_type, row()) is None


@pytest.mark.parametrize(
    ("column_type", "size"),
    [
        ("VARCHAR2(40 BYTE)", 40),
        ("VARCHAR2(4000 CHAR)", 1000),
        ("CHAR(40 CHAR)", (oracledb.DB_TYPE_CHAR, 40)),
        ("NVARCHAR2(2000)", (oracledb.DB_TYPE_NVARCHAR, 1000)),
        ("NCHAR(40)", (oracledb.DB_TYPE_NCHAR, 40)),
        ("NUMBER(10,2)", oracledb.DB_TYPE_NUMBER),
        ("FLOAT", oracledb.DB_TYPE_NUMBER),
        ("BINARY_FLOAT", oracledb.DB_TYPE_BINARY_DOUBLE),
    ],
)
def test_bind_is_declared_as_the_column_is(column_type: str, size: object) -> None:
    assert RowBinds(*one_column(Source.VALUE, column_type)).sizes[1] == size


def test_key_is_bound_once_more_for_those_who_look() -> None:
    mapping = PRESETS["TIME_NAME_VALUE"]
    table = layout(
        "TIME TIMESTAMP(6)", "NAME VARCHAR2(400 CHAR)", "VALUE BINARY_DOUBLE", name="HMI.OPERATION"
    )
    facts = facts_of(TagEntry(tag(TagType.INT), GroupCategory.OPERATION), mapping, row())
    binds = RowBinds(mapping, table)
    (bind,) = binds.bind(Batch([row(5)], [facts], T0), with_key=True).binds
    name = "P1.Operation.M-0001.D100"
    assert bind == (UTC_T0, name, 5, name, UTC_T0)
    assert binds.key_sizes == (400, oracledb.DB_TYPE_TIMESTAMP)
