"""The window and its station at full speed: memory, threads and open files stay as they are."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.melsec.simulator import SimulatedPlant
from tests.faults.promises import Prove
from tests.faults.watched import in_historian
from tests.plants import write_plant
from tests.processes import command, environment, free_port, hmi_here

PLCS, GROUPS_PER_PLC, TAGS, INTERVAL_MS = 2, 5, 100, 100
ROWS_PER_S = PLCS * GROUPS_PER_PLC * TAGS * 1000 // INTERVAL_MS
GROWTH, GROWTH_WHILE_WARM = 1.05, 1.15
"""In the short form charts and caches still fill; 1 kB lost a row would be 50 MB in its 5 s, a quarter."""
STILL_TO_COME = 8
"""Threads of the window's pool, and files, that a program may need for the first time after some seconds.

What is left open by polls would be hundreds in the short form.
"""

pytestmark = [
    pytest.mark.promise("R18"),
    pytest.mark.timeout(300),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux about a process"),
]


class Sample(NamedTuple):
    """A process at one moment."""

    resident_mb: float
    threads: int
    files: int


def sample(pid: int) -> Sample:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in lines if ":" in line)
    return Sample(
        int(fields["VmRSS"].split()[0]) / 1024,
        int(fields["Threads"]),
        len(list(Path(f"/proc/{pid}/fd").iterdir())),
    )


def plant_in(folder: Path) -> DataFolder:
    plcs = [(f"PLC{number}", free_port()) for number in range(PLCS)]
    files = write_plant(
        folder / "csv", plcs, groups_per_plc=GROUPS_PER_PLC, tags_per_group=TAGS, interval_ms=INTERVAL_MS
    )
    assert hmi_here("config", "import", *files, "--data-dir", folder / "data").returncode == 0
    return DataFolder(folder / "data")


def rows_stored(folder: DataFolder) -> int:
    with suppress(sqlite3.OperationalError):  # there is no file yet, or no table
        address = f"{folder.historian_db.as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as historian:
            (count,) = historian.execute("SELECT count(*) FROM tag_values").fetchone()
            return int(count)
    return 0


def watch(
    program: subprocess.Popen[str], folder: DataFolder, warm_up_s: float, watched_s: float
) -> list[Sample]:
    """Begins when the program has run for so long, and has stored half of what it can in that time."""
    begun, warm = time.monotonic(), warm_up_s * ROWS_PER_S / 2
    while time.monotonic() < begun + warm_up_s or rows_stored(folder) < warm:
        time.sleep(0.1)  # another process: there is no event to wait for
        assert program.poll() is None
    samples = []
    begun = time.monotonic()
    while time.monotonic() < begun + watched_s:
        time.sleep(0.1)
        assert program.poll() is None
        samples.append(sample(program.pid))
    return samples


def test_nothing_grows(tmp_path: Path, long: bool, prove: Prove) -> None:
    folder = plant_in(tmp_path)
    warm_up_s, watched_s = (30.0, 60.0) if long else (4.0, 5.0)
    with ExitStack() as stack:
        stack.enter_context(SimulatedPlant(ConfigDatabase(folder.station_db).load_plant(), scan_ms=0))
        program = stack.enter_context(
            subprocess.Popen(
                command(["--data-dir", folder.root]), stderr=subprocess.PIPE, text=True, env=environment()
            )
        )
        stack.callback(program.kill)
        samples = watch(program, folder, warm_up_s, watched_s)
        program.send_signal(signal.SIGTERM)
        _, errors = program.communicate(timeout=60)
    assert program.returncode == 0, errors
    assert not [line for line in errors.splitlines() if line.startswith(("Q", "qt.", "Traceback"))], errors
    rows, quarter = len(in_historian(folder)), len(samples) // 4
    first, last = samples[:quarter], samples[-quarter:]
    before_mb, after_mb = mean(one.resident_mb for one in first), mean(one.resident_mb for one in last)
    prove(
        f"{rows:,} rows in {warm_up_s + watched_s:g} s, watched for {watched_s:g} s with the window: "
        f"{before_mb:.1f} to {after_mb:.1f} MB, "
        f"{max(one.threads for one in first)} to {max(one.threads for one in last)} threads, "
        f"{max(one.files for one in first)} to {max(one.files for one in last)} files, no Qt warning"
    )
    assert after_mb < (GROWTH if long else GROWTH_WHILE_WARM) * before_mb
    half = samples[: len(samples) // 2]
    # What is open for a moment, at the one time or at the other, is no growth: that is never less again.
    slack = 0 if long else STILL_TO_COME
    assert min(one.threads for one in last) <= max(one.threads for one in half) + slack
    assert min(one.files for one in last) <= max(one.files for one in half) + slack
