"""How many values a second come to rest, beside a bare loop that inserts and commits the same rows.

Readings go through data queue, consumer, circular buffer and writer into a real SQLite file. Goal: 50,000
values a second, and every row stored.
"""

from __future__ import annotations

import gc
import random
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

from hmi.historian.backup import CsvBackup
from hmi.historian.protocol import Historian, WriteResult
from hmi.historian.quarantine import Quarantine
from hmi.historian.sqlite import _INSERT, SqliteHistorian, _OpenFile
from hmi.historian.writer import Writer
from hmi.model.plant import Tag, TagType
from hmi.model.reading import Reading, Row, Value
from hmi.model.worker import Worker
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.consumer import Consumer
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.queue import DataQueue
from tests.bench.figures import print_table

_GROUPS = 10
_TAGS = 100
_TICKS = 400
_VALUES = _GROUPS * _TAGS * _TICKS
_BATCH = 500
_ROUNDS = 3
_HALF_FULL = 50_000
_LOOK_S = 0.001
_LONGEST_ROUND_S = 60.0


class _NullHistorian:
    """Takes everything and keeps nothing."""

    name = "null"

    def write(self, rows: Sequence[Row]) -> WriteResult:
        return WriteResult(len(rows))

    def check(self) -> str:
        return "keeps nothing"

    def close(self) -> None:
        pass


def run() -> None:
    """Measure in interleaved rounds and print one table."""
    readings = _readings()
    rows = [row for reading in readings for row in reading.rows()]
    gc.collect()
    gc.freeze()  # no station has so many readings at hand; looking through them again is not its work
    try:
        _print(*_measure(readings, rows))
    finally:
        gc.unfreeze()


def _measure(
    readings: Sequence[Reading], rows: Sequence[Row]
) -> tuple[list[float], list[float], list[float]]:
    """Seconds of every round: bare, to SQLite, to the null historian."""
    bare, whole, null = [], [], []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            bare.append(_bare_inserts(Path(folder) / "bare.db", rows))
            historian = SqliteHistorian(Path(folder) / "historian.db")
            with closing(historian):
                whole.append(_through_the_pipeline(readings, historian, Path(folder)))
                _check_count(historian.row_count(), "in the historian")
            null.append(_through_the_pipeline(readings, _NullHistorian(), Path(folder)))
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
        f"pipeline: {_VALUES:,} values, {_TAGS} a reading, {_BATCH} a batch; {_ROUNDS} interleaved rounds "
        "(goal: 50,000 values/s); every row was stored",
        ["values/s", "slowest round", "time x bare"],
        rows,
    )


def _readings() -> list[Reading]:
    """Ten groups at 100 ms, half REAL and half INT, as they come from the polling threads."""
    begin = datetime(2026, 1, 5, 8, tzinfo=UTC)
    groups = [_tags(f"G{number}") for number in range(_GROUPS)]
    return [
        Reading(
            tags[0].group_name,
            tags[0].plc_code,
            begin + timedelta(milliseconds=100 * tick, microseconds=700 * number),
            tags,
            tuple(map(_value, tags)),
        )
        for tick in range(_TICKS)
        for number, tags in enumerate(groups)
    ]


def _tags(group: str) -> tuple[Tag, ...]:
    types = (TagType.REAL, TagType.INT)
    return tuple(Tag("PLC1", f"{group}D{i}", f"{group}_T{i}", types[i % 2], group) for i in range(_TAGS))


def _value(tag: Tag) -> Value:
    return random.uniform(0, 100) if tag.tag_type is TagType.REAL else random.randrange(-32768, 32768)


def _bare_inserts(path: Path, rows: Sequence[Row]) -> float:
    """Seconds for the same samples in the same schema, on the historian's own kind of connection."""
    file = _OpenFile(path)
    samples = iter(file._samples(rows))
    batches = list(iter(lambda: list(islice(samples, _BATCH)), []))
    with closing(file.connection) as connection:
        begun = time.perf_counter()
        for batch in batches:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_INSERT, batch)
            connection.execute("COMMIT")
        return time.perf_counter() - begun


def _through_the_pipeline(readings: Sequence[Reading], historian: Historian, folder: Path) -> float:
    """Seconds from the first put until the last row has come to rest, in the ledger's own count."""
    ledger = Ledger()
    backup = CsvBackup(folder / "backup")
    queue = DataQueue(ledger, backup)
    buffer = CircularBuffer(ledger, backup)
    quarantine = Quarantine(folder / "quarantine")
    writer = Writer(buffer, historian, backup, quarantine, ledger, batch_size=_BATCH)
    with closing(backup), _working(writer), _working(Consumer(queue, buffer)):
        begun = time.perf_counter()
        for reading in readings:
            # What comes faster than it is written would leave the buffer for the CSV backup.
            while ledger.counts().pending > _HALF_FULL:
                time.sleep(_LOOK_S)
            queue.put(reading)
        while ledger.counts().pending and time.perf_counter() - begun < _LONGEST_ROUND_S:
            time.sleep(_LOOK_S)
        seconds = time.perf_counter() - begun
    _check_count(ledger.counts().stored, "in the ledger as stored")
    return seconds


@contextmanager
def _working(worker: Worker) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,), name=worker.name)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _check_count(rows: int, where: str) -> None:
    if rows != _VALUES:
        raise RuntimeError(f"{rows:,} rows are {where}, {_VALUES:,} were put into the queue")
