"""Tests of hmi.pipeline.journal_codec: what comes out of the journal is what went in, bit by bit."""

from __future__ import annotations

import math
import struct
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.model.plant import Tag, TagType
from hmi.model.reading import Fault, Quality, Reading, Row
from hmi.pipeline.journal_codec import READING, TAG, Codec, is_intact
from tests.pipeline.samples import reading, tags

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=8)
"""Halves of characters too, and two halves side by side."""

VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), ANY_TEXT)
FAULTS = st.builds(Fault, st.sampled_from(Quality), ANY_TEXT)
TAGS = st.builds(Tag, ANY_TEXT, ANY_TEXT, ANY_TEXT, st.sampled_from(TagType), ANY_TEXT)
TIMES = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 - the zone is drawn; in UTC no time is before the year 1
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=9, minutes=30))]),
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    values = draw(st.lists(VALUES, max_size=6))
    places = st.integers(0, max(0, len(values) - 1))
    return Reading(
        draw(ANY_TEXT),
        draw(ANY_TEXT),
        draw(TIMES),
        tuple(draw(TAGS) for _ in values),
        tuple(values),
        draw(st.dictionaries(places, FAULTS, max_size=3)),
    )


def exactly(row: Row) -> tuple[object, ...]:
    """A row in which True is not 1, 0.0 not -0.0, and NaN itself."""
    value: object = row.value
    if isinstance(value, float):
        value = "NaN" if math.isnan(value) else struct.pack(">d", value)
    return (*row[:4], type(row.value), value, *row[5:])


@given(st.lists(readings(), max_size=4))
def test_every_row_comes_back_exactly(originals: list[Reading]) -> None:
    codec = Codec()
    records = [codec.encode(number, one) for number, one in enumerate(originals, 1)]
    assert all(is_intact(READING, record) for record in records)
    later = Codec(codec.unsaved)
    for number, (original, record) in enumerate(zip(originals, records, strict=True), 1):
        recovered = later.decode(record)
        assert list(map(exactly, recovered.rows())) == list(map(exactly, original.rows()))
        assert (recovered.group_name, recovered.plc_code) == (original.group_name, original.plc_code)
        assert (recovered.journal_seq, recovered.receipt, recovered.ts.tzinfo) == (number, None, UTC)


@given(readings(), st.data())
def test_a_flipped_bit_breaks_the_seal(one: Reading, data: st.DataObject) -> None:
    record = Codec().encode(7, one)
    place = data.draw(st.integers(0, len(record.body) * 8 - 1))
    body = bytearray(record.body)
    body[place // 8] ^= 1 << place % 8
    assert not is_intact(READING, record._replace(body=bytes(body)))
    assert not is_intact(READING, record._replace(size=record.size + 1))
    assert not is_intact(READING, record._replace(number=8))
    assert not is_intact(TAG, record)


def test_a_tag_is_kept_once() -> None:
    codec = Codec()
    codec.encode(1, reading(0, 5))
    assert len(codec.unsaved) == 5
    codec.unsaved.clear()
    codec.encode(2, reading(1, 6))
    assert len(codec.unsaved) == 1


def test_readings_of_one_group_share_their_tags_again() -> None:
    codec = Codec()
    first, second = (codec.decode(codec.encode(number, reading(number, 5))) for number in (1, 2))
    assert first.tags is second.tags


def test_one_tuple_of_tags_is_remembered_for_each_group_whatever_comes() -> None:
    codec = Codec()
    group = tags(50)
    for number in range(50):
        part = group[: number + 1]
        one = Reading("PRESS", "PLC1", datetime(2026, 1, 1, tzinfo=UTC), part, (1,) * len(part))
        assert codec.decode(codec.encode(number + 1, one)) == one
    assert len(codec._last_runs) == len(codec._last_tags) == 1


def test_a_hundred_tags_that_share_a_reason_cost_little() -> None:
    one = reading(0, 100, value=None)
    fault = Fault(Quality.BAD, "PLC1 does not answer: " + "x" * 200)
    down = Reading("PRESS", "PLC1", one.ts, one.tags, one.values, dict.fromkeys(range(100), fault))
    assert len(Codec().encode(1, down).body) < 1_500


def test_a_value_that_no_reading_may_have_is_refused() -> None:
    with pytest.raises(TypeError):
        Codec().encode(1, reading(0, 1, value=object()))  # type: ignore[arg-type]  # on purpose
