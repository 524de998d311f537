"""What every historian promises, asked of each of them: SQLite on its file, Oracle over its wire."""

from __future__ import annotations

import itertools
import math
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmi.config.ddl import ddl_of
from hmi.historian.oracle import OracleHistorian, OracleSettings
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.protocol import Historian, HistorianUnavailableError, TrendPoint, WriteResult
from hmi.historian.sqlite import SqliteHistorian
from hmi.historian.tag_directory import TagDirectory
from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.reading import Quality, Row, Value
from hmi.model.tables import OWN_MAPPINGS
from tests.servers.oracle.fixture import PASSWORD
from tests.servers.oracle.server import OracleServer

BEGIN = datetime(2026, 3, 29, 0, 59, 59, 123457, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
PLANT = Plant(
    (Plc("PLC1", "127.0.0.1"),),
    (PollingGroup("G1", "PLC1"),),
    (Tag("PLC1", "M0", "온도", TagType.BOOL, "G1"),),
)
"""What a number in a table does not tell: that it was a bit."""
FRESH = itertools.count()
"""Numbers of tags that no example has used."""


@dataclass
class Backend:
    """A historian, and how its database goes away and comes back."""

    historian: Historian
    take_away: Callable[[], object]
    bring_back: Callable[[], object]

    def trend(self, tag_address: str = "D0", limit: int = 10_000) -> list[TrendPoint]:
        """Everything that is stored of a tag."""
        return self.historian.trend(
            "PLC1", tag_address, BEGIN - timedelta(days=1), BEGIN + timedelta(9), limit
        )


@pytest.fixture(params=["sqlite", "oracle"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    if request.param == "sqlite":
        yield from sqlite_backend(tmp_path / "historian.db")
    else:
        yield from oracle_backend(request.getfixturevalue("oracle_server"))


def sqlite_backend(path: Path) -> Iterator[Backend]:
    with closing(SqliteHistorian(path)) as historian:
        historian.write([row(0)])  # makes the file
        with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
            yield Backend(
                historian, lambda: other.execute("BEGIN EXCLUSIVE"), lambda: other.execute("ROLLBACK")
            )


def oracle_backend(server: OracleServer) -> Iterator[Backend]:
    where = OracleSettings("127.0.0.1", "LINESIDE", "HMI", PASSWORD, port=server.port)
    with closing(OracleHistorian(where, OracleTables(OWN_MAPPINGS, TagDirectory(PLANT)))) as historian:
        historian.create_tables([statement.sql for statement in ddl_of(OWN_MAPPINGS)])
        historian.write([row(0)])
        yield Backend(historian, server.stop, server.start)


def row(number: int, value: Value = 7, *, tag_address: str = "D0", quality: Quality = Quality.GOOD) -> Row:
    ts = BEGIN + number * MICROSECOND
    return Row(
        ts, "PLC1", tag_address, "온도", value, quality, "G1", "" if quality is Quality.GOOD else "why"
    )


def test_a_row_is_stored_with_its_microseconds(backend: Backend) -> None:
    assert backend.historian.write([row(1, 42)]) == WriteResult(1)
    assert backend.trend() == [
        TrendPoint(BEGIN, 7, Quality.GOOD),
        TrendPoint(BEGIN + MICROSECOND, 42, Quality.GOOD),
    ]
    assert all(point.ts.tzinfo is not None for point in backend.trend())


def test_nothing_to_write_is_no_error(backend: Backend) -> None:
    assert backend.historian.write([]) == WriteResult(0)


def test_a_batch_that_is_written_again_is_stored_once(backend: Backend) -> None:
    batch = [row(number, number) for number in range(1, 501)]
    assert backend.historian.write(batch) == WriteResult(500)
    assert backend.historian.write(batch) == WriteResult(500)
    overlapping = [row(number, number) for number in range(400, 600)]
    assert backend.historian.write(overlapping) == WriteResult(200)
    assert [point.value for point in backend.trend()] == [7, *range(1, 600)]


def test_a_batch_of_many_thousand_rows_is_stored_whole_and_in_order(backend: Backend) -> None:
    batch = [row(number, number) for number in range(1, 5001)]
    assert backend.historian.write(batch) == WriteResult(5000)
    assert [point.value for point in backend.trend()] == [7, *range(1, 5001)]


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (True, 1),
        (False, 0),
        (-32768, -32768),
        (2**53 + 1, 2**53 + 1),
        (2**63 - 1, 2**63 - 1),
        (-(2**63), -(2**63)),
        (0.1, 0.1),
        (1.7976931348623157e308, 1.7976931348623157e308),
        (5e-324, 5e-324),
        ("압력 圧力 'x'; --", "압력 圧力 'x'; --"),
        ("0012", "0012"),
        ("가" * 1000, "가" * 1000),
    ],
)
def test_a_value_comes_back_as_it_was_read(backend: Backend, value: Value, stored: Value) -> None:
    address = "M0" if isinstance(value, bool) else "D1"
    assert backend.historian.write([row(0, value, tag_address=address)]) == WriteResult(1)
    (point,) = backend.trend(address)
    assert point.value == stored
    assert type(point.value) is type(stored)


@given(values=st.lists(st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_number_comes_back_as_it_was_read(backend: Backend, values: list[int | float]) -> None:
    address = f"W{next(FRESH)}"
    backend.historian.write([row(number, value, tag_address=address) for number, value in enumerate(values)])
    assert [point.value for point in backend.trend(address)] == values


def test_a_bad_value_is_null_and_keeps_its_quality(backend: Backend) -> None:
    batch = [
        row(1, None, quality=Quality.BAD),
        row(2, 9, quality=Quality.UNCERTAIN),
        row(3, 5, quality=Quality.BAD),
    ]
    assert backend.historian.write(batch) == WriteResult(3)
    assert [(point.value, point.quality) for point in backend.trend()[1:]] == [
        (None, Quality.BAD),
        (9, Quality.UNCERTAIN),
        (None, Quality.BAD),
    ]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 2**63, "\ud800"])
def test_a_value_that_nobody_can_keep_costs_only_its_row(backend: Backend, value: Value) -> None:
    result = backend.historian.write([row(1, 1), row(2, value), row(3, 3)])
    assert result.stored == 2
    (rejected,) = result.rejected
    assert rejected.row.ts == BEGIN + 2 * MICROSECOND
    assert rejected.code
    assert rejected.reason
    assert [point.value for point in backend.trend()] == [7, 1, 3]


@given(
    samples=st.dictionaries(
        st.integers(1, 40),
        st.one_of(st.none(), st.integers(-100, 100), st.floats(-1e6, 1e6), st.just("text")),
    ),
    first=st.integers(0, 40),
    length=st.integers(0, 40),
    part_s=st.integers(1, 7),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_parts_of_a_trend_tell_what_its_points_tell(
    backend: Backend, samples: dict[int, Value], first: int, length: int, part_s: int
) -> None:
    address = f"W{next(FRESH)}"
    backend.historian.write(
        [
            row(
                500_000 * half,
                value,
                tag_address=address,
                quality=Quality.BAD if value is None else Quality.GOOD,
            )
            for half, value in samples.items()
        ]
    )
    start, end = (BEGIN + 500_000 * half * MICROSECOND for half in (first, first + length))
    points = backend.historian.trend("PLC1", address, start, end, 100)
    by_part = itertools.groupby(points, lambda point: int(point.ts.timestamp()) // part_s)
    found = backend.historian.trend_parts("PLC1", address, start, end, part_s)
    for part, (_, group) in zip(found, by_part, strict=True):
        members = list(group)
        numbers = [point.value for point in members if isinstance(point.value, (int, float))]
        assert (part.first, part.last) == (members[0].ts, members[-1].ts)
        assert (part.rows, part.good) == (len(members), len(numbers))
        assert (part.low, part.high) == (min(numbers, default=None), max(numbers, default=None))
        assert part.mean == (pytest.approx(sum(numbers) / len(numbers), abs=1e-6) if numbers else None)


def test_a_trend_has_its_range_and_the_newest_points_of_it(backend: Backend) -> None:
    backend.historian.write([row(number, number) for number in range(1, 101)])
    trend = backend.historian.trend
    inside = trend("PLC1", "D0", BEGIN + 10 * MICROSECOND, BEGIN + 20 * MICROSECOND, 100)
    assert [point.value for point in inside] == list(range(10, 21)), "both ends belong to it"
    assert [point.value for point in backend.trend(limit=3)] == [98, 99, 100]
    elsewhere = timezone_east_of(BEGIN + 10 * MICROSECOND)
    assert trend("PLC1", "D0", elsewhere, elsewhere, 5) == inside[:1], "any aware time will do"


def timezone_east_of(moment: datetime) -> datetime:
    return moment.astimezone(datetime.fromisoformat("2026-01-01T00:00:00+09:00").tzinfo)


def test_what_is_not_there_has_no_trend(backend: Backend) -> None:
    assert backend.trend("D999") == []
    assert backend.historian.trend("PLC9", "D0", BEGIN, BEGIN, 10) == []
    assert backend.historian.trend("PLC1", "D0", BEGIN + MICROSECOND, BEGIN, 10) == []


def test_a_check_tells_what_was_found_and_changes_nothing(backend: Backend) -> None:
    assert backend.historian.check()
    assert len(backend.trend()) == 1


def test_a_database_that_is_away_is_unavailable_and_takes_the_same_rows_afterwards(backend: Backend) -> None:
    backend.take_away()
    with pytest.raises(HistorianUnavailableError):
        backend.historian.write([row(1, 1)])
    backend.bring_back()
    assert backend.historian.write([row(1, 1)]) == WriteResult(1)
    assert [point.value for point in backend.trend()] == [7, 1]


def test_a_historian_that_was_closed_works_again_at_the_next_write(backend: Backend) -> None:
    backend.historian.close()
    backend.historian.close()
    assert backend.historian.write([row(1, 1)]) == WriteResult(1)
    assert len(backend.trend()) == 2


def test_trends_are_read_while_rows_are_written(backend: Backend) -> None:
    written = threading.Event()
    seen: list[int] = []

    def read() -> None:
        while not written.is_set():
            seen.append(len(backend.trend()))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for start in range(1, 2001, 100):
            backend.historian.write([row(number, number) for number in range(start, start + 100)])
    finally:
        written.set()
        for reader in readers:
            reader.join()
    assert len(backend.trend()) == 2001
    assert seen
    assert {(count - 1) % 100 for count in seen} == {0}, "a batch is seen whole or not at all"
