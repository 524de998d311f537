"""Tests of hmi.model.times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.model.times import utc_text


def test_microseconds_are_written_even_when_zero() -> None:
    assert utc_text(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)) == "2026-01-02T03:04:05.000000Z"


def test_another_zone_is_brought_to_utc() -> None:
    seoul = timezone(timedelta(hours=9))
    assert utc_text(datetime(2026, 1, 2, 8, 0, tzinfo=seoul)) == "2026-01-01T23:00:00.000000Z"


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        utc_text(datetime(2026, 1, 2))  # noqa: DTZ001 - a naive time is the point


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_text_sorts_as_time_and_reads_back(a: datetime, b: datetime) -> None:
    assert (utc_text(a) < utc_text(b)) == (a < b)
    assert datetime.fromisoformat(utc_text(a)) == a
