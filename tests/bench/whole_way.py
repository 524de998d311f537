"""The whole way from the data queue to a historian, for benchmarks of one historian beside another."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hmi.historian.backup import CsvBackup
from hmi.historian.protocol import Historian
from hmi.historian.quarantine import Quarantine
from hmi.historian.writer import Writer
from hmi.model.plant import Tag, TagType
from hmi.model.reading import Reading, Value
from hmi.model.worker import Worker
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.consumer import Consumer
from hmi.pipeline.journal import Journal
from hmi.pipeline.journal_keeper import JournalKeeper
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.queue import DataQueue

GROUPS = 10
TAGS = 100
BATCH = 500

_HALF_FULL = 50_000
_LOOK_S = 0.001
_LONGEST_ROUND_S = 60.0


def readings(ticks: int) -> list[Reading]:
    """Ten groups at 100 ms, half REAL and half INT, as they come from the polling threads."""
    begin = datetime(2026, 1, 5, 8, tzinfo=UTC)
    groups = [_tags(f"G{number}") for number in range(GROUPS)]
    return [
        Reading(
            tags[0].group_name,
            tags[0].plc_code,
            begin + timedelta(milliseconds=100 * tick, microseconds=700 * number),
            tags,
            tuple(map(_value, tags)),
        )
        for tick in range(ticks)
        for number, tags in enumerate(groups)
    ]


def _tags(group: str) -> tuple[Tag, ...]:
    types = (TagType.REAL, TagType.INT)
    return tuple(Tag("PLC1", f"{group}D{i}", f"{group}_T{i}", types[i % 2], group) for i in range(TAGS))


def _value(tag: Tag) -> Value:
    return random.uniform(0, 100) if tag.tag_type is TagType.REAL else random.randrange(-32768, 32768)


def through_the_pipeline(polls: Sequence[Reading], historian: Historian, folder: Path) -> float:
    """Seconds from the first put until the last row has come to rest, in the ledger's own count."""
    ledger = Ledger()
    backup = CsvBackup(folder / "backup")
    journal = Journal(folder / "journal")
    queue = DataQueue(ledger, backup, journal)
    buffer = CircularBuffer(ledger, backup, journal)
    quarantine = Quarantine(folder / "quarantine")
    writer = Writer(buffer, historian, backup, quarantine, ledger, journal, batch_size=BATCH)
    journal.open()
    workers = writer, JournalKeeper(journal), Consumer(queue, buffer, journal, ledger)
    values = sum(map(len, polls))
    with closing(backup), closing(journal), ExitStack() as running:
        for worker in workers:
            running.enter_context(working(worker))
        begun = time.perf_counter()
        for reading in polls:
            # What comes faster than it is written would leave the buffer for the CSV backup.
            while ledger.counts().pending + len(queue) * TAGS > _HALF_FULL:
                time.sleep(_LOOK_S)
            queue.put(reading)
        while ledger.counts().stored < values and time.perf_counter() - begun < _LONGEST_ROUND_S:
            time.sleep(_LOOK_S)
        seconds = time.perf_counter() - begun
    check_count(ledger.counts().stored, values, "in the ledger as stored")
    return seconds


@contextmanager
def working(worker: Worker) -> Iterator[None]:
    """Run a worker on a thread until the end of the block."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,), name=worker.name)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def check_count(rows: int, wanted: int, where: str) -> None:
    """Refuse a figure of a run that lost or doubled rows."""
    if rows != wanted:
        raise RuntimeError(f"{rows:,} rows are {where}, {wanted:,} were put into the queue")
