"""Ten times as much as the historian takes: nothing stands still, and every row is accounted for."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hmi.config.folder import DataFolder
from hmi.config.settings import Settings
from hmi.historian.protocol import WriteResult
from hmi.historian.sqlite import SqliteHistorian
from hmi.model.plant import Tag, TagType
from hmi.model.reading import Reading, Row
from hmi.model.times import utc_text
from hmi.qthreads import QThreadHost
from hmi.station import Station
from tests.faults.promises import Prove
from tests.faults.watched import Stored, Watched, in_files, in_historian

TAGS = tuple(Tag("PLC1", f"D{n}", f"T{n}", TagType.INT, "G1") for n in range(100))
TAKEN_PER_S = 1_000
TIMES = 10

pytestmark = [pytest.mark.promise("R8"), pytest.mark.timeout(300)]


class SlowHistorian:
    """Makes the embedded historian take 1,000 rows a second, until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.let_go = threading.Event()
        quick = SqliteHistorian.write

        def slow(historian: SqliteHistorian, rows: Sequence[Row], *, again: bool = False) -> WriteResult:
            self.let_go.wait(len(rows) / TAKEN_PER_S)
            return quick(historian, rows, again=again)

        monkeypatch.setattr(SqliteHistorian, "write", slow)


class Flood(threading.Thread):
    """Puts ten times as much into the data queue, as polling does, for so many seconds."""

    def __init__(self, station: Station, seconds: float) -> None:
        super().__init__(name="flood")
        self.keys: set[Stored] = set()
        self.slowest_put_s = 0.0
        self._station = station
        self._seconds = seconds

    def run(self) -> None:
        begun, pause = time.monotonic(), threading.Event()
        for number in range(int(self._seconds * TIMES * TAKEN_PER_S / len(TAGS))):
            pause.wait(begun + number * len(TAGS) / (TIMES * TAKEN_PER_S) - time.monotonic())
            ts = datetime.now(UTC)
            before = time.monotonic()
            self._station._storage.queue.put(
                Reading("G1", "PLC1", ts, TAGS, tuple(range(number, number + len(TAGS))))
            )
            self.slowest_put_s = max(self.slowest_put_s, time.monotonic() - before)
            self.keys.update(("PLC1", tag.tag_address, utc_text(ts)) for tag in TAGS)


def test_what_does_not_fit_goes_to_files_counted_and_alarmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: bool, prove: Prove
) -> None:
    folder = DataFolder(tmp_path)
    settings = Settings(folder.backup, buffer_max_size=20_000 if long else 4_000, automatic_replay=False)
    slow = SlowHistorian(monkeypatch)
    station = Station(folder, settings, QThreadHost())
    watched = Watched(station)
    assert station.start() == []
    try:
        flood = Flood(station, 60.0 if long else 3.0)
        flood.start()
        watched.until(lambda _: not flood.is_alive(), "the flood is over", 120.0)
        spilled = watched.look().buffer.overflow_count
        slow.let_go.set()
        watched.until(
            lambda status: status.rows.accepted == len(flood.keys) and not status.rows.pending,
            "everything is at rest",
            120.0,
        )
    finally:
        slow.let_go.set()
        station.stop()
    rows, stored, files = station.status().rows, in_historian(folder), in_files(folder)
    assert rows.accepted == len(flood.keys)
    assert (rows.pending, rows.dropped, rows.quarantined) == (0, 0, 0)
    assert (rows.stored, rows.backed_up) == (len(stored), len(files))
    assert spilled <= len(files) == len(set(files))
    assert stored | set(files) == flood.keys
    assert not stored & set(files)
    assert spilled > rows.accepted / 2
    assert "buffer_high" in watched.alarms, watched.alarms
    assert flood.slowest_put_s < 10.0, "it waited for room"
    prove(
        f"{rows.accepted:,} rows, {TIMES} times as many as are taken: {rows.stored:,} stored, "
        f"{rows.backed_up:,} in files, {rows.dropped} lost; a poll waited {flood.slowest_put_s:.2f} s at most"
    )
