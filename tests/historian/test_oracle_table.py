"""The table, and rows as they are bound to it."""

from __future__ import annotations

import re
from datetime import datetime

import oracledb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.historian.oracle_table import INPUT_SIZES, INSERT, PROBE, binds, ddl
from hmi.model.reading import Quality, Value
from tests.historian.scripted_oracle import T0, row


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
def test_number_and_text(value: Value, number: float | None, text: str | None) -> None:
    (bind,) = binds([row(value)])
    utc = T0.replace(tzinfo=None)
    assert bind == (utc, "P1", "D100", "Temperature", number, text, "GOOD", "PRESS")
    assert type(bind[4]) is type(number)


def test_bad_is_null_whatever_came_with_it() -> None:
    (bind,) = binds([row(3, quality=Quality.BAD)])
    assert bind[4:7] == (None, None, "BAD")
    assert type(bind[6]) is str, "the driver takes no enum"


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()))
def test_time_is_naive_utc_with_its_microseconds(first: datetime, second: datetime) -> None:
    try:
        bound = binds([row(ts=first), row(ts=second), row(ts=second), row(ts=first)])
    except OverflowError:  # within a day of the year 1 or 9999
        return
    for bind, ts in zip(bound, [first, second, second, first], strict=True):
        assert bind[0].tzinfo is None
        assert bind[0] == ts.replace(tzinfo=None) - (ts.utcoffset() or ts - ts)
        assert bind[0].microsecond == ts.microsecond


def test_no_rows() -> None:
    assert binds([]) == []


def test_every_bind_has_its_declared_type() -> None:
    (bind,) = binds([row()])
    assert len(bind) == len(INPUT_SIZES) == INSERT.count(":")
    assert INPUT_SIZES[0] is oracledb.DB_TYPE_TIMESTAMP
    assert INPUT_SIZES[4] is oracledb.DB_TYPE_BINARY_DOUBLE


@pytest.mark.parametrize("partitioned", [False, True])
def test_ddl_names_every_column_and_the_key(partitioned: bool) -> None:
    text = ddl(partitioned)
    assert text.startswith("CREATE TABLE TAG_VALUES (")
    columns = re.findall(r"^  ([A-Z_]+) +(?:TIMESTAMP|VARCHAR2|BINARY_DOUBLE)", text, re.MULTILINE)
    inserted = re.search(r"\((.*?)\) VALUES", INSERT)
    assert inserted is not None
    assert columns == [*inserted[1].split(", "), "INSERTED_AT"]
    assert "PRIMARY KEY (PLC_CODE, TAG_ADDRESS, TS)" in text
    assert "TS          TIMESTAMP(6)" in text
    assert ("PARTITION BY RANGE (TS) INTERVAL" in text) is partitioned
    assert ("USING INDEX LOCAL" in text) is partitioned
    assert ";" not in text
    assert text.count("(") == text.count(")")


def test_probe_inserts_nothing() -> None:
    assert PROBE.startswith(INSERT.split(" VALUES")[0])
    assert PROBE.endswith("FROM DUAL WHERE 1 = 0")
    assert PROBE.count("NULL") == len(INPUT_SIZES)
