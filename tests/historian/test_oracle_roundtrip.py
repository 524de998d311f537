"""Any value at any time comes back from Oracle as it was read, whatever the columns are made of."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hmi.historian.oracle_tables import OracleTables
from hmi.historian.protocol import TrendPoint
from hmi.model.plant import TagType
from hmi.model.reading import Quality, Row, Value
from hmi.model.tables import OWN_TABLE, PRESETS
from tests.historian.oracle_plant import MICROSECOND, T0, OracleUser, create, inspected, tag
from tests.servers.oracle.fixture import new_server

TYPES = (TagType.LREAL, TagType.DINT, TagType.BOOL, TagType.STRING)
FRESH = itertools.count()
"""Seconds that no example has used."""

BYTES = 4000
LONG_TEXTS = ["a" * BYTES, "가" * 1333 + "b", "サ" * 1333, "é" * 2000]
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(LONG_TEXTS)
EARLIEST, LATEST = (datetime(year, 12, 1, tzinfo=UTC).replace(tzinfo=None) for year in (1900, 9999))
ANY = {
    TagType.LREAL: FLOATS,
    TagType.DINT: st.integers(-(2**63), 2**63 - 1),
    TagType.BOOL: st.booleans(),
    TagType.STRING: TEXTS,
}
READ = st.one_of(*(st.tuples(st.just(kind), values) for kind, values in ANY.items()))
NUMBERS = st.one_of(*(st.tuples(st.just(kind), ANY[kind]) for kind in TYPES[:3]))

Read = tuple[TagType, Value]


class Table:
    """A table with one tag of each type, and a session that writes and reads it."""

    def __init__(self, user: OracleUser, tables: OracleTables) -> None:
        self.user = user
        self.tables = tables

    def trip(self, reads: list[Read]) -> list[Value]:
        """What comes back of values that were read at times of their own."""
        begin = T0 + timedelta(seconds=next(FRESH))
        batch = [
            Row(begin + n * MICROSECOND, "P1", f"D{TYPES.index(kind)}", "n", value, Quality.GOOD, "OPERATION")
            for n, (kind, value) in enumerate(reads)
        ]
        assert self.tables.insert(self.user.cursor, batch, again=False) == []
        self.user.connection.commit()
        points: list[TrendPoint] = []
        for number in range(len(TYPES)):
            end = begin + len(reads) * MICROSECOND
            points += self.tables.trend(self.user.cursor, "P1", f"D{number}", begin, end, 1000)
        points.sort(key=lambda point: point.ts)
        assert [point.ts for point in points] == [one.ts for one in batch]
        return [point.value for point in points]


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OracleUser]:
    with new_server(tmp_path_factory.mktemp("oracle")) as server:
        user = OracleUser(server)
        yield user
        user.connection.close()


TAGS = tuple(tag(number, kind) for number, kind in enumerate(TYPES))


@pytest.fixture(scope="module")
def own(user: OracleUser) -> Table:
    create(user, OWN_TABLE)
    return Table(user, inspected(user, OWN_TABLE, *TAGS))


def customers(user: OracleUser, name: str, value: str) -> Table:
    """A table (TIME, NAME, VALUE) with that type of VALUE."""
    user.run(
        f"CREATE TABLE {name} (TIME TIMESTAMP(6), NAME VARCHAR2(99), VALUE {value}, PRIMARY KEY (NAME, TIME))"
    )
    return Table(user, inspected(user, replace(PRESETS["TIME_NAME_VALUE"], table=name), *TAGS))


@pytest.fixture(scope="module")
def texts(user: OracleUser) -> Table:
    return customers(user, "TEXTS", "VARCHAR2(4000)")


@pytest.fixture(scope="module")
def decimals(user: OracleUser) -> Table:
    return customers(user, "DECIMALS", "NUMBER")


@pytest.fixture(scope="module")
def doubles(user: OracleUser) -> Table:
    return customers(user, "DOUBLES", "BINARY_DOUBLE")


def same(found: list[Value], reads: list[Read]) -> None:
    """Of the same value and, but for BOOL, which is 0 or 1, of the same class."""
    assert found == [value for _, value in reads]
    assert [type(value) for value in found] == [
        int if kind is TagType.BOOL else type(value) for kind, value in reads
    ]


@settings(max_examples=60)
@given(st.lists(READ, min_size=1, max_size=8))
@example([(TagType.DINT, 2**63 - 1), (TagType.DINT, -(2**63)), (TagType.LREAL, 1e308), (TagType.LREAL, -0.0)])
@example([(TagType.STRING, text) for text in LONG_TEXTS])
@example(
    [
        (TagType.STRING, ""),
        (TagType.STRING, "온도 25°C"),
        (TagType.STRING, "温度：２５度"),
        (TagType.STRING, "7"),
    ]
)
@example([(TagType.LREAL, 5e-324), (TagType.LREAL, 1.7976931348623157e308), (TagType.LREAL, 7.0)])
def test_own_table(own: Table, reads: list[Read]) -> None:
    same(own.trip(reads), reads)


@settings(max_examples=40)
@given(st.lists(READ.filter(lambda read: read[1] != ""), min_size=1, max_size=8))
@example([(TagType.LREAL, -0.0), (TagType.LREAL, 1e308), (TagType.LREAL, 5e-324), (TagType.DINT, 2**63 - 1)])
@example([(TagType.STRING, text) for text in LONG_TEXTS])
def test_column_of_text(texts: Table, reads: list[Read]) -> None:
    found = texts.trip(reads)
    same(found, reads)
    assert [math.copysign(1, value) for value in found if isinstance(value, float)] == [
        math.copysign(1, value) for _, value in reads if isinstance(value, float)
    ]


def in_a_number(read: Read) -> bool:
    kind, value = read
    return kind is not TagType.LREAL or value == 0 or 1e-130 <= abs(float(value or 0)) < 1e126


@settings(max_examples=60)
@given(st.lists(NUMBERS.filter(in_a_number), min_size=1, max_size=8))
@example([(TagType.DINT, 2**63 - 1), (TagType.DINT, -(2**63)), (TagType.LREAL, 0.1), (TagType.LREAL, -0.0)])
@example([(TagType.LREAL, 9.9e125), (TagType.LREAL, 1e-130), (TagType.LREAL, 3e-9)])
def test_column_of_decimals(decimals: Table, reads: list[Read]) -> None:
    same(decimals.trip(reads), reads)


@settings(max_examples=40)
@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_column_of_doubles(doubles: Table, reads: list[Read]) -> None:
    rounded = [(kind, value if kind is not TagType.DINT else int(float(value or 0))) for kind, value in reads]
    same(doubles.trip(reads), rounded)


@settings(max_examples=60)
@given(st.datetimes(EARLIEST, LATEST, timezones=st.timezones()))
@example(datetime(2026, 3, 29, 0, 59, 59, 999_999, UTC))
@example(datetime(2026, 3, 29, 1, 0, 0, 0, UTC))
def test_any_moment(own: Table, ts: datetime) -> None:
    address = f"T{next(FRESH)}"
    one = Row(ts, "P1", address, "n", 1.0, Quality.GOOD, "OPERATION")
    own.tables.insert(own.user.cursor, [one], again=False)
    (point,) = own.tables.trend(own.user.cursor, "P1", address, ts, ts, 2)
    assert point.ts == ts.astimezone(UTC)
    assert point.ts.microsecond == ts.microsecond
