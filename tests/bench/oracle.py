"""How many rows a second reach an Oracle table, beside a bare loop that inserts and commits the same rows.

The real driver speaks to the tests' server in a process of its own. Its CPU stands beside ours: it does one
call after the other as we wait for each, so the time of a round is the sum of both. Goal: 50,000 rows a
second on the whole way, and every row in the table exactly once.
"""

from __future__ import annotations

import gc
import itertools
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

import oracledb

from hmi.historian.oracle import OracleHistorian
from hmi.historian.oracle_sql import insert_sql
from hmi.historian.tag_directory import TagDirectory
from hmi.model.plant import Plant, Plc, PollingGroup
from hmi.model.reading import Reading, Row
from hmi.model.tables import PRESETS, TableMapping
from tests.bench.figures import cpu_seconds, print_table
from tests.bench.whole_way import BATCH, GROUPS, TAGS, check_count, readings, through_the_pipeline
from tests.bench.wire_server import WireServer, connect, historian_with_tables, into, wire_server

T = TypeVar("T")

_TICKS = 200
_ROUNDS = 3
_MILLION = 1e6

_SIZES = (
    oracledb.DB_TYPE_TIMESTAMP,
    64,
    64,
    255,
    oracledb.DB_TYPE_BINARY_DOUBLE,
    1000,
    10,
    255,
)
"""Of the columns of TAG_VALUES in the order of its preset."""


class _Cost(NamedTuple):
    """Of one round, in seconds: on the clock, and of the two processes' CPUs."""

    elapsed: float
    client: float
    server: float


class _Bench:
    """A server, and rows that every round writes into a table of its own.

    The first batch goes ahead of each measurement: it pays for the login and the look at the table.
    """

    def __init__(self, server: WireServer, folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._numbers = itertools.count(1)
        polls = readings(_TICKS)
        self._directory = _directory(polls)
        # Whole batches: the writer would wait half a second for the rest of one.
        self._first, self._polls = polls[: BATCH // TAGS], polls[BATCH // TAGS :]
        self.rows = sum(map(len, self._polls))

    def bare(self, *, batcherrors: bool) -> _Cost:
        """Executemany and commit, batch by batch; the binds have been made before."""
        mapping = self._fresh("TAG_VALUES")
        sql = insert_sql(mapping)
        binds = [[_bind(row) for row in batch] for batch in _batches(self._polls)]
        with closing(self._historian(mapping)), closing(connect(self._server)) as connection:
            cursor = connection.cursor()

            def insert(batch: list[tuple[object, ...]]) -> None:
                cursor.setinputsizes(*_SIZES)
                cursor.executemany(sql, batch, batcherrors=batcherrors)
                connection.commit()

            insert([_bind(row) for row in _rows(self._first)])
            cost = self._cost_of(lambda: _each(insert, binds))
        self._check(mapping)
        return cost

    def write(self, preset: str) -> _Cost:
        """The historian alone, called with batch after batch."""
        mapping = self._fresh(preset)
        batches = list(_batches(self._polls))
        with closing(self._historian(mapping)) as historian:
            historian.write(list(_rows(self._first)))
            cost = self._cost_of(lambda: _each(historian.write, batches))
        self._check(mapping)
        return cost

    def whole_way(self) -> _Cost:
        """From the data queue on."""
        mapping = self._fresh("TAG_VALUES")
        with closing(self._historian(mapping)) as historian:
            historian.write(list(_rows(self._first)))
            cost = self._cost_of(lambda: through_the_pipeline(self._polls, historian, self._folder))
        self._check(mapping)
        return cost

    def _cost_of(self, work: Callable[[], object]) -> _Cost:
        client, server, begun = time.process_time(), cpu_seconds(self._server.pid), time.perf_counter()
        work()
        elapsed = time.perf_counter() - begun
        return _Cost(elapsed, time.process_time() - client, cpu_seconds(self._server.pid) - server)

    def _fresh(self, preset: str) -> TableMapping:
        return replace(PRESETS[preset], table=f"{preset}_{next(self._numbers)}")

    def _historian(self, mapping: TableMapping) -> OracleHistorian:
        return historian_with_tables(self._server.settings, into(mapping), self._directory)

    def _check(self, mapping: TableMapping) -> None:
        """Every key is there exactly once; then the table goes."""
        wanted = {self._key(mapping, row) for row in _rows([*self._first, *self._polls])}
        with closing(connect(self._server)) as connection, connection.cursor() as cursor:
            cursor.arraysize = cursor.prefetchrows = 5000
            cursor.execute(f'SELECT {", ".join(mapping.key)} FROM "{mapping.table}"')
            found = Counter(cursor.fetchall())
            check_count(found.total(), len(wanted), f"in {mapping.table}")
            check_count(len(found.keys() & wanted), len(wanted), f"in {mapping.table} with their key")
            cursor.execute(f'DROP TABLE "{mapping.table}"')

    def _key(self, mapping: TableMapping, row: Row) -> tuple[object, ...]:
        ts = row.ts.astimezone(UTC).replace(tzinfo=None)
        if not mapping.name_template:
            return row.plc_code, row.tag_address, ts
        entry = self._directory.find(row.plc_code, row.tag_address)
        assert entry is not None
        return mapping.name_of(*entry), ts


def run() -> None:
    """Measure in interleaved rounds and print one table."""
    with tempfile.TemporaryDirectory() as name, wire_server(Path(name) / "oracle.db") as server:
        bench = _Bench(server, Path(name))
        gc.collect()
        gc.freeze()  # no station has so many readings at hand; looking through them again is not its work
        try:
            _print(bench.rows, _measure(bench))
        finally:
            gc.unfreeze()


def _measure(bench: _Bench) -> dict[str, list[_Cost]]:
    lines: dict[str, Callable[[], _Cost]] = {
        "bare executemany and commit": partial(bench.bare, batcherrors=False),
        "  with batch errors": partial(bench.bare, batcherrors=True),
        "OracleHistorian.write": partial(bench.write, "TAG_VALUES"),
        "  into TIME_NAME_VALUE (3 columns)": partial(bench.write, "TIME_NAME_VALUE"),
        "queue to Oracle": bench.whole_way,
    }
    costs: dict[str, list[_Cost]] = {name: [] for name in lines}
    for _ in range(_ROUNDS):
        for name, measure in lines.items():
            costs[name].append(measure())
    return costs


def _print(rows: int, costs: dict[str, list[_Cost]]) -> None:
    bare = next(iter(costs.values()))
    floor = median(cost.elapsed for cost in bare)
    print_table(
        f"oracle: {rows:,} rows, {TAGS} a reading of {GROUPS} groups, {BATCH} a batch; {_ROUNDS} interleaved "
        "rounds (goal: 50,000 rows/s); CPU in s for a million rows; every row stored once",
        ["rows/s", "slowest round", "time x bare", "our CPU", "server's CPU"],
        [[name, *_figures(rows, of_line, floor)] for name, of_line in costs.items()],
    )


def _figures(rows: int, costs: Sequence[_Cost], floor: float) -> list[str]:
    elapsed = [cost.elapsed for cost in costs]
    return [
        f"{rows / median(elapsed):,.0f}",
        f"{rows / max(elapsed):,.0f}",
        f"{median(elapsed) / floor:.2f}",
        f"{_MILLION * median(cost.client for cost in costs) / rows:.1f}",
        f"{_MILLION * median(cost.server for cost in costs) / rows:.1f}",
    ]


def _rows(polls: Iterable[Reading]) -> Iterator[Row]:
    return (row for reading in polls for row in reading.rows())


def _batches(polls: Iterable[Reading]) -> Iterator[list[Row]]:
    rows = _rows(polls)
    return iter(lambda: list(itertools.islice(rows, BATCH)), [])


def _bind(row: Row) -> tuple[object, ...]:
    exact = str(row.value) if isinstance(row.value, int) else None
    ts = row.ts.astimezone(UTC).replace(tzinfo=None)
    names = row.plc_code, row.tag_address, row.tag_name
    return ts, *names, row.value, exact, row.quality.value, row.group_name


def _each(work: Callable[[list[T]], object], batches: Iterable[list[T]]) -> None:
    for batch in batches:
        work(batch)


def _directory(polls: Sequence[Reading]) -> TagDirectory:
    """The plant whose readings these are."""
    by_group = {reading.group_name: reading.tags for reading in polls}
    codes = dict.fromkeys(reading.plc_code for reading in polls)
    return TagDirectory(
        Plant(
            tuple(Plc(code, "127.0.0.1") for code in codes),
            tuple(PollingGroup(name, tags[0].plc_code) for name, tags in by_group.items()),
            tuple(tag for tags in by_group.values() for tag in tags),
        )
    )
