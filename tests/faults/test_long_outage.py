"""Ten million rows in backup files: the station is at work at once, and live rows go first."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from hmi.config.folder import DataFolder
from hmi.config.settings import Settings
from hmi.demo import prepare_demo
from hmi.historian.backup import CsvBackup
from hmi.historian.checksums import sum_path
from hmi.model.status import ReplayState
from hmi.qthreads import QThreadHost
from hmi.station import Station
from tests.faults.promises import Prove
from tests.faults.watched import Watched
from tests.pipeline.samples import reading

FILES = 1_000
ROWS_PER_FILE = 10_000
TAGS = 1_000
START_S = 5.0
MEMORY_MB = 50.0

pytestmark = [
    pytest.mark.promise("R13"),
    pytest.mark.timeout(300),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux about the process"),
]


def leave_files(folder: Path) -> None:
    """A thousand names of one file with its checksums, so that ten million rows need no room."""
    backup = CsvBackup(folder)
    backup.spill([reading(number, TAGS, receipt=False) for number in range(ROWS_PER_FILE // TAGS)], "test")
    backup.close()
    (first,) = folder.glob("*.csv")
    for number in range(FILES - 1):
        name = (
            folder / f"backup_2026{1 + number // 280:02}{1 + number // 10 % 28:02}_0000{number % 10:02}.csv"
        )
        os.link(first, name)
        os.link(sum_path(first), sum_path(name))


def resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no VmRSS")


def test_it_starts_at_once_in_little_memory_and_live_rows_go_first(
    tmp_path: Path, long: bool, prove: Prove
) -> None:
    folder = DataFolder(tmp_path / "station")
    folder.create()
    prepare_demo(folder)
    leave_files(folder.backup)
    station = Station(folder, Settings(folder.backup), QThreadHost(), demo=True)
    watched = Watched(station)
    before, begun = resident_mb(), time.monotonic()
    assert station.start() == []
    started_s = time.monotonic() - begun
    try:
        watched.until(lambda status: status.rows.stored > 0, "rows are stored")
        stored_s = time.monotonic() - begun
        watched.until(lambda status: status.backup.replay.rows_done > 0, "the replay is at work")
        watched.until(lambda status: bool(status.backup.replay.file), "the file at work is named")
        status = watched.for_seconds(60.0 if long else 4.0)
        used_mb = resident_mb() - before
    finally:
        station.stop()
    replay = status.backup.replay
    assert replay.state is ReplayState.RUNNING
    assert replay.rows_left
    assert replay.seconds_left
    prove(
        f"{FILES * ROWS_PER_FILE:,} rows in {FILES:,} files: started in {started_s:.1f} s, live rows stored "
        f"after {stored_s:.1f} s, {status.writer.p95_row_age_ms or 0:.0f} ms old (p95) beside the replay of "
        f"{replay.rows_per_s:,.0f} rows/s, {used_mb:+.0f} MB"
    )
    assert started_s < START_S
    assert used_mb < MEMORY_MB
    assert sum(group.error_count for group in status.groups) == 0
    polls = sum(group.poll_count for group in status.groups)
    assert sum(group.overrun_count for group in status.groups) <= polls / 10
