"""Tests of hmi.historian.replay_rows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.historian.csvfile import row_fields
from hmi.historian.protocol import Rejected
from hmi.historian.replay_rows import FUTURE, NO_ZONE, NOT_A_NUMBER, RowMaker
from hmi.historian.tag_directory import TagDirectory
from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.reading import Quality, Row, Value

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
TAGS = tuple(
    Tag(
        "P1", kind.value, f"tag {kind.value}", kind, "G1", string_length=8 if kind is TagType.STRING else None
    )
    for kind in TagType
)
DIRECTORY = TagDirectory(Plant((Plc("P1", "127.0.0.1"),), (PollingGroup("G1", "P1"),), TAGS))


def made(
    text: str, tag_address: str, *, quality: str = "GOOD", ts: str = "2026-11-22T02:00:00.000001Z"
) -> Row | Rejected:
    return RowMaker(DIRECTORY, lambda: NOW).make((ts, "P1", tag_address, "a name", text, quality, ts))


def value_of(text: str, tag_address: str, quality: str = "GOOD") -> Value:
    row = made(text, tag_address, quality=quality)
    assert isinstance(row, Row)
    return row.value


def test_a_row_as_it_was() -> None:
    assert made("7", "INT") == Row(
        datetime(2026, 11, 22, 2, 0, 0, 1, UTC), "P1", "INT", "a name", 7, Quality.GOOD, "G1"
    )


@pytest.mark.parametrize(
    ("tag_address", "text", "value"),
    [
        ("BOOL", "1", True),
        ("BOOL", "0", False),
        ("BOOL", "37", 37),  # it was another type once
        ("INT", "-5", -5),
        ("INT", "0.25", 0.25),
        ("REAL", "0.5", 0.5),
        ("REAL", "1e+20", 1e20),
        ("STRING", "007", "007"),
        ("STRING", "", ""),
        ("never configured", "5", 5),
        ("never configured", "5.5", 5.5),
        ("never configured", "부품-7", "부품-7"),
        ("never configured", "1_000", "1_000"),
        ("never configured", "nan", "nan"),
    ],
)
def test_text_gets_its_type_back(tag_address: str, text: str, value: Value) -> None:
    again = value_of(text, tag_address)
    assert (again, type(again)) == (value, type(value))


def test_a_blank_is_a_value_only_where_it_can_be() -> None:
    assert value_of("", "REAL", "BAD") is None
    assert value_of("", "STRING", "BAD") is None
    refused = made("", "REAL")
    assert isinstance(refused, Rejected)
    assert refused.code == NOT_A_NUMBER


def test_a_number_is_expected_and_something_else_found() -> None:
    refused = made("warm", "REAL")
    assert isinstance(refused, Rejected)
    assert (refused.code, refused.row.value) == (NOT_A_NUMBER, "warm")
    assert refused.reason == "REAL is of type REAL, and 'warm' is not a number"


@pytest.mark.parametrize(("hour", "is_refused"), [("02", False), ("04", True)])
def test_the_future_is_refused_from_a_day_on(hour: str, is_refused: bool) -> None:
    result = made("1", "INT", ts=f"2026-11-23T{hour}:00:00Z")
    assert isinstance(result, Rejected) == is_refused
    if isinstance(result, Rejected):
        assert result.code == FUTURE


def test_times_of_other_zones_are_in_utc_and_those_without_are_refused() -> None:
    row = made("1", "INT", ts="2026-11-22T11:00:00+09:00")
    assert isinstance(row, Row)
    assert row.ts == datetime(2026, 11, 22, 2, tzinfo=UTC)
    assert row.ts.tzinfo is UTC
    refused = made("1", "INT", ts="2026-11-22T02:00:00")
    assert isinstance(refused, Rejected)
    assert refused.code == NO_ZONE


@given(
    st.one_of(
        st.tuples(st.just("INT"), st.integers(-32768, 32767)),
        st.tuples(st.just("LREAL"), st.floats(allow_nan=False, allow_infinity=False)),
        st.tuples(st.just("BOOL"), st.booleans()),
        st.tuples(st.just("STRING"), st.text()),
        st.tuples(st.just("REAL"), st.none()),
    )
)
def test_what_was_written_comes_back(of: tuple[str, Value]) -> None:
    tag_address, value = of
    quality = Quality.BAD if value is None else Quality.GOOD
    row = Row(NOW, "P1", tag_address, "name", value, quality, "G1")
    (fields,) = row_fields([row], NOW)
    texts = ["" if field is None else str(field) for field in fields]
    again = RowMaker(DIRECTORY, lambda: NOW).make(texts)
    assert again == row
    assert isinstance(again, Row)
    assert type(again.value) is type(value)
