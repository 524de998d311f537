"""What a replay of a long outage costs the live rows, and how much faster than them it is.

Backup files of a million rows (``python -m tests.bench.replay --rows 10000000`` for more) go back into SQLite
and into the tests' Oracle server, while live rows come at two rates. Every trial measures the live rows alone
first, then beside the replay, in the same process and minute. Goals: at work within 5 s, 50 MB at most, five
times the live rate, and the live rows' age as without.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from hmi.historian.backup import CsvBackup
from hmi.historian.feed import ReplayFeed
from hmi.historian.protocol import Historian, TrendPart, TrendPoint, WriteResult
from hmi.historian.quarantine import Quarantine
from hmi.historian.replay import Replay
from hmi.historian.sqlite import SqliteHistorian
from hmi.historian.tag_directory import TagDirectory
from hmi.historian.writer import Writer
from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.reading import Reading, Row
from hmi.model.tables import OWN_MAPPINGS
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from tests.bench.figures import percentile, print_table, resident_bytes
from tests.bench.whole_way import working
from tests.bench.wire_server import historian_with_tables, wire_server

_ROWS = 1_000_000
_LIVE_RATES = (1_000, 3_300)
_ALONE_S = 8.0
_BESIDE_S = 20.0
_TICK_S = 0.1
_LOOK_S = 0.02
_TAGS = 1_000
_FILE_ROWS = 1_000
"""Of one file of many: 10,000 files for 10 million rows, as a long outage leaves them."""

_TYPES = (TagType.REAL, TagType.INT)
_OLD = tuple(Tag("PLC1", f"D{2 * i}", f"OLD_{i}", _TYPES[i % 2], "OLD") for i in range(_TAGS))
_LIVE = tuple(Tag("PLC1", f"W{i:X}", f"LIVE_{i}", _TYPES[i % 2], "LIVE") for i in range(_TAGS))


class _Timed:
    """A historian that notes the age of the live rows it stored."""

    def __init__(self, inner: Historian) -> None:
        self._inner = inner
        self.name, self.place = inner.name, inner.place
        self.ages: list[float] = []

    def write(self, rows: Sequence[Row], *, again: bool = False) -> WriteResult:
        result = self._inner.write(rows, again=again)
        if not again:
            now = datetime.now(UTC)
            self.ages += [(now - row.ts).total_seconds() for row in rows]
        return result

    def trend(self, plc: str, address: str, start: datetime, end: datetime, limit: int) -> list[TrendPoint]:
        return self._inner.trend(plc, address, start, end, limit)

    def trend_parts(
        self, plc: str, address: str, start: datetime, end: datetime, part_s: int
    ) -> list[TrendPart]:
        return self._inner.trend_parts(plc, address, start, end, part_s)

    def check(self) -> str:
        return self._inner.check()

    def close(self) -> None:
        self._inner.close()


@dataclass(frozen=True)
class _Result:
    start_s: float
    first_row_s: float
    memory_mb: float
    rate: float
    p95_alone_s: float
    p95_beside_s: float
    max_beside_s: float


class _Trial:
    """Writer, replay and a live load on one historian."""

    def __init__(self, folder: Path, historian: Historian, rows: int, live_rate: int) -> None:
        self._rows = rows
        self._live_rate = live_rate
        self._historian = _Timed(historian)
        self._ledger = Ledger()
        journal = Journal(folder / "journal")
        self._backup = CsvBackup(folder / "backup")
        self._quarantine = Quarantine(folder / "quarantine")
        self._buffer = CircularBuffer(self._ledger, self._backup, journal)
        feed = ReplayFeed()
        self._writer = Writer(
            self._buffer, self._historian, self._backup, self._quarantine, self._ledger, journal, feed
        )
        self._replay = Replay(
            self._backup,
            self._quarantine,
            feed,
            _directory(),
            self._ledger,
            folder / "replay.json",
            historian_fails=lambda: self._writer.historian_fails,
        )
        self._peak = 0.0

    def run(self) -> _Result:
        with working(self._writer), self._live_load():
            self._watch(_ALONE_S, lambda: False)
            alone, self._historian.ages = self._historian.ages, []
            before, self._peak = self._peak, 0.0
            begun = time.monotonic()
            with working(self._replay):
                self._watch(60, lambda: self._left() + self._done() >= self._rows)
                start_s = time.monotonic() - begun
                self._watch(60, lambda: self._done() > 0)
                first_row_s = time.monotonic() - begun
                done, since = self._done(), time.monotonic()
                self._watch(_BESIDE_S, lambda: not self._left())
                rate = (self._done() - done) / (time.monotonic() - since)
            beside = self._historian.ages
        self._quarantine.close()
        counts = self._ledger.counts()
        if not counts.balanced or counts.quarantined or counts.dropped:
            raise RuntimeError(f"the rows do not add up: {counts}")
        return _Result(
            start_s,
            first_row_s,
            (self._peak - before) / 1e6,
            rate,
            percentile(alone, 0.95),
            percentile(beside, 0.95),
            max(beside),
        )

    def _left(self) -> int:
        return self._replay.status().rows_left

    def _done(self) -> int:
        return self._replay.status().rows_done

    def _watch(self, seconds: float, is_over: Callable[[], bool]) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not is_over():
            self._peak = max(self._peak, resident_bytes())
            time.sleep(_LOOK_S)

    @contextmanager
    def _live_load(self) -> Iterator[None]:
        stop = threading.Event()
        thread = threading.Thread(target=self._load, args=(stop,), name="live load")
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def _load(self, stop: threading.Event) -> None:
        tags = _LIVE[: round(self._live_rate * _TICK_S)]
        values = tuple(0.5 + number if number % 2 == 0 else number for number in range(len(tags)))
        due = time.monotonic()
        while not stop.wait(max(0.0, due - time.monotonic())):
            due += _TICK_S
            self._ledger.accept(len(tags))
            self._buffer.append(Reading("LIVE", "PLC1", datetime.now(UTC), tags, values))


def run(rows: int = _ROWS) -> None:
    """Measure both historians at both rates and print one table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = _make_files(folder / "files", rows)
        results = {
            f"{backend}, {rate:,} live rows/s": (_trial(folder, historian, rows, rate), rate)
            for backend, historian in (("SQLite", _sqlite), ("Oracle", _oracle))
            for rate in _LIVE_RATES
        }
        _print(results, rows, count)


def _trial(
    folder: Path, historian_in: Callable[[Path], AbstractContextManager[Historian]], rows: int, rate: int
) -> _Result:
    """On a historian of its own: rows that are there already would cost something else."""
    place = Path(tempfile.mkdtemp(dir=folder))
    shutil.copytree(folder / "files", place / "backup", copy_function=os.link)
    with historian_in(place) as historian:
        result = _Trial(place, historian, rows, rate).run()
    shutil.rmtree(place)
    return result


@contextmanager
def _sqlite(place: Path) -> Iterator[Historian]:
    with closing(SqliteHistorian(place / "historian.db")) as historian:
        yield historian


@contextmanager
def _oracle(place: Path) -> Iterator[Historian]:
    with (
        wire_server(place / "oracle.db") as server,
        closing(historian_with_tables(server.settings, OWN_MAPPINGS, _directory())) as historian,
    ):
        yield historian


def _print(results: dict[str, tuple[_Result, int]], rows: int, files: int) -> None:
    print_table(
        f"replay: {rows:,} rows in {files:,} files (goals: known within 5 s, 50 MB, 5 x the live rate, live "
        "rows as old as without)",
        ["known s", "first row s", "+MB", "rows/s", "x live", "p95 alone", "p95 beside", "oldest"],
        [
            [
                name,
                f"{one.start_s:.2f}",
                f"{one.first_row_s:.2f}",
                f"{one.memory_mb:.1f}",
                f"{one.rate:,.0f}",
                f"{one.rate / rate:.1f}",
                f"{one.p95_alone_s:.2f} s",
                f"{one.p95_beside_s:.2f} s",
                f"{one.max_beside_s:.2f} s",
            ]
            for name, (one, rate) in results.items()
        ],
    )


def _make_files(folder: Path, rows: int) -> int:
    """The files of an outage that ended a day ago; how many."""
    begin = datetime.now(UTC) - timedelta(days=3)
    for number in range(rows // _FILE_ROWS):
        ts = begin + timedelta(seconds=number / 10)
        values = tuple(number % 30_000 + i if i % 2 else number / 7 + i for i in range(_TAGS))
        backup = CsvBackup(folder, now=partial(_same, ts))
        backup.spill([Reading("OLD", "PLC1", ts, _OLD, values)], "bench")
        backup.close()
    return rows // _FILE_ROWS


def _same(ts: datetime) -> datetime:
    return ts


def _directory() -> TagDirectory:
    groups = (PollingGroup("OLD", "PLC1"), PollingGroup("LIVE", "PLC1"))
    return TagDirectory(Plant((Plc("PLC1", "127.0.0.1"),), groups, _OLD + _LIVE))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=_ROWS)
    run(parser.parse_args().rows)
