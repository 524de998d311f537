"""How many values a second come to rest, beside a bare loop that inserts and commits the same rows.

Readings go through data queue, consumer, circular buffer and writer into a real SQLite file. Goal: 50,000
values a second, and every row stored.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median

from hmi.historian.protocol import TrendPart, TrendPoint, WriteResult
from hmi.historian.sqlite import _INSERT, SqliteHistorian, _OpenFile
from hmi.model.reading import Reading, Row
from tests.bench.figures import print_table
from tests.bench.whole_way import BATCH, GROUPS, TAGS, check_count, readings, through_the_pipeline

_TICKS = 400
_VALUES = GROUPS * TAGS * _TICKS
_ROUNDS = 3


class _NullHistorian:
    """Takes everything and keeps nothing."""

    name = place = "null"

    def write(self, rows: Sequence[Row], *, again: bool = False) -> WriteResult:
        return WriteResult(len(rows))

    def trend(self, *asked: object) -> list[TrendPoint]:
        return []

    def trend_parts(self, *asked: object) -> list[TrendPart]:
        return []

    def check(self) -> str:
        return "keeps nothing"

    def close(self) -> None:
        pass


def run() -> None:
    """Measure in interleaved rounds and print one table."""
    polls = readings(_TICKS)
    rows = [row for reading in polls for row in reading.rows()]
    gc.collect()
    gc.freeze()  # no station has so many readings at hand; looking through them again is not its work
    try:
        _print(*_measure(polls, rows))
    finally:
        gc.unfreeze()


def _measure(polls: Sequence[Reading], rows: Sequence[Row]) -> tuple[list[float], list[float], list[float]]:
    """Seconds of every round: bare, to SQLite, to the null historian."""
    bare, whole, null = [], [], []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            bare.append(_bare_inserts(Path(folder) / "bare.db", rows))
            historian = SqliteHistorian(Path(folder) / "historian.db")
            with closing(historian):
                whole.append(through_the_pipeline(polls, historian, Path(folder)))
                check_count(historian.row_count(), _VALUES, "in the historian")
            null.append(through_the_pipeline(polls, _NullHistorian(), Path(folder)))
    return bare, whole, null


def _print(bare: list[float], whole: list[float], null: list[float]) -> None:
    floor = median(bare)
    named = {
        "bare executemany and commit": bare,
        "queue to SQLite": whole,
        "queue to null historian": null,
    }
    rows = [
        [
            name,
            f"{_VALUES / median(seconds):,.0f}",
            f"{_VALUES / max(seconds):,.0f}",
            f"{median(seconds) / floor:.2f}",
        ]
        for name, seconds in named.items()
    ]
    print_table(
        f"pipeline: {_VALUES:,} values, {TAGS} a reading, {BATCH} a batch; {_ROUNDS} interleaved rounds "
        "(goal: 50,000 values/s); every row was stored",
        ["values/s", "slowest round", "time x bare"],
        rows,
    )


def _bare_inserts(path: Path, rows: Sequence[Row]) -> float:
    """Seconds for the same samples in the same schema, on the historian's own kind of connection."""
    file = _OpenFile(path)
    samples = iter(file._samples(rows))
    batches = list(iter(lambda: list(islice(samples, BATCH)), []))
    with closing(file.connection) as connection:
        begun = time.perf_counter()
        for batch in batches:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_INSERT, batch)
            connection.execute("COMMIT")
        return time.perf_counter() - begun
