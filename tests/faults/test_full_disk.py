"""A disk that is full for a while, under a whole station: everything the station writes is on it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hmi.config.folder import DataFolder
from hmi.config.settings import Settings
from hmi.demo import prepare_demo
from hmi.model.status import StationStatus
from hmi.qthreads import QThreadHost
from hmi.station import Station
from tests.faults.promises import Prove
from tests.faults.watched import Watched, in_files, in_historian
from tests.pipeline.journals import opened
from tests.pipeline.samples import reading

SIZE = "32m"
ALARM_S = 30.0

pytestmark = [
    pytest.mark.promise("R9"),
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        not sys.platform.startswith("linux") or os.geteuid() != 0, reason="only root may mount a small disk"
    ),
]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 32 MB in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no disk may be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """No byte is left until the end of the block."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
        yield
    ballast.unlink()


def polls(status: StationStatus) -> dict[str, int]:
    return {group.group_name: group.poll_count for group in status.groups if group.mode == "FIXED"}


def test_polling_goes_on_and_everything_comes_back_by_itself(disk: Path, long: bool, prove: Prove) -> None:
    folder = DataFolder(disk / "station")
    folder.create()
    prepare_demo(folder)
    full_s = 30.0 if long else 3.0
    station = Station(folder, Settings(folder.backup, retry_max=0), QThreadHost(), demo=True)
    watched = Watched(station)
    assert station.start() == []
    try:
        watched.until(lambda status: status.rows.stored > 500, "rows are stored")
        with filled(disk):
            begun, before = time.monotonic(), polls(watched.look())
            stuck = watched.until(lambda status: status.rows.pending > 500, "rows wait").rows
            during = watched.for_seconds(full_s)
            watched.until(lambda _: "disk_refuses" in watched.alarms, "an alarm", ALARM_S)
            alarmed_s = watched.alarms["disk_refuses"] - begun
        healed = time.monotonic()
        watched.until(
            lambda status: status.rows.stored > stuck.stored + stuck.pending, "rows are stored again"
        )
        back_s = time.monotonic() - healed
        station.at_rest.replay()
        watched.until(lambda status: status.rows.backed_up == 0, "files are replayed")
    finally:
        station.stop()
    rows, stored, files = station.status().rows, in_historian(folder), in_files(folder)
    for group in during.groups:
        if group.mode == "FIXED":
            due = int(full_s * 1000 / group.interval_ms)  # a busy machine may begin one late, or two
            assert group.poll_count - before[group.group_name] >= due / 2, group.group_name
    errors = [group.last_error for group in during.groups if group.mode == "FIXED" and group.error_count]
    assert errors == []  # a handshake rightly says that its record is not safe
    assert (rows.pending, rows.quarantined) == (0, 0)
    assert len(stored | set(files)) == rows.accepted - rows.dropped
    assert (rows.stored, rows.backed_up) == (len(stored), len(files))
    prove(
        f"full for {full_s:g} s: every group polled on, alarm after {alarmed_s:.1f} s, stored again "
        f"{back_s:.1f} s after; {rows.accepted:,} rows accepted, {rows.dropped} lost"
    )


@pytest.mark.promise("R11")
def test_a_start_on_a_full_disk_knows_the_times_of_readings_that_it_did_not_take(
    disk: Path, prove: Prove
) -> None:
    folder = disk / "journal"
    with opened(folder) as journal:
        journal.append([reading(0)])
        with filled(disk):
            assert not journal.append([reading(1, 5_000)])[0].journal_seq
            journal.append([reading(2)])
    with filled(disk), opened(folder) as later:
        assert later.refuses
        assert later.last_times() == {"PRESS": reading(2).ts}
    prove("a start on a full disk: times go on behind those that were given on it")
