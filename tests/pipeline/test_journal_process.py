"""Tests of hmi.pipeline.journal in a process of its own: killed, and watched at its calls to the system."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from hmi.pipeline import journal_keeper
from tests.melsec.scripted import wait_until
from tests.pipeline.journals import left_in
from tests.pipeline.samples import EPOCH
from tests.processes import environment

REPOSITORY = Path(__file__).parents[2]
STRACE = shutil.which("strace")
LOG_CALL = re.compile(r"(pwrite64|fsync|fdatasync)\(\d+<[^>]*journal\.db-wal>")
TOLD = re.compile(r'write\(1<[^>]*>, "0\\n"')


@contextmanager
def appending(folder: Path, mode: str, before: Sequence[str] = ()) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*before, sys.executable, "-m", "tests.pipeline.appender", str(folder), mode],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env=environment(),
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def test_every_reading_that_was_accepted_survives_a_kill(tmp_path: Path) -> None:
    told: list[int] = []
    for kill in range(1, 5):
        with appending(tmp_path, "endless") as process:
            assert process.stdout is not None
            told += [int(process.stdout.readline()) for _ in range(40)]
            process.kill()
            told += map(int, process.stdout.read().split())  # what it told while it was dying
        found = [(one.ts - EPOCH) // timedelta(seconds=1) for one in left_in(tmp_path)]
        assert set(told) <= set(found)
        assert len(set(found)) == len(found) <= len(told) + kill  # what was being appended at each kill


@contextmanager
def traced(tmp_path: Path, mode: str) -> Iterator[Path]:
    """The calls of a process that has appended one reading and told of it."""
    if STRACE is None:
        pytest.skip("strace is not installed")
    calls = tmp_path / "calls"
    # -f: the keeper's thread too; -y: the names of the files
    before = [STRACE, "-f", "-y", "-o", str(calls), "-e", "trace=pwrite64,write,fsync,fdatasync"]
    with appending(tmp_path / "journal", mode, before) as process:
        assert process.stdout is not None
        if not process.stdout.readline():
            pytest.skip("strace may not trace here")
        wait_until(lambda: bool(TOLD.search(calls.read_text())))  # strace writes it down a moment later
        yield calls
        assert process.stdin is not None
        process.stdin.close()
        process.wait(60)


def test_strict_means_fsync_before_a_reading_is_accepted(tmp_path: Path) -> None:
    with traced(tmp_path, "strict") as calls:
        before = calls.read_text().splitlines()
    told = next(number for number, line in enumerate(before) if TOLD.search(line))
    log = [match[1] for line in before[:told] if (match := LOG_CALL.search(line))]
    assert "pwrite64" in log
    assert log[-1] in ("fsync", "fdatasync")


def test_without_it_an_fsync_follows_soon(tmp_path: Path) -> None:
    with traced(tmp_path, "one") as calls:
        deadline = time.monotonic() + 60
        while True:
            lines = calls.read_text().splitlines()
            told = next(number for number, line in enumerate(lines) if TOLD.search(line))
            after = [match[1] for line in lines[told:] if (match := LOG_CALL.search(line))]
            if after or time.monotonic() > deadline:
                break
            time.sleep(0.02)
    before = [match[1] for line in lines[:told] if (match := LOG_CALL.search(line))]
    assert "pwrite64" in before
    assert after[0] in ("fsync", "fdatasync")
    assert journal_keeper._TICK_S * journal_keeper._DURABLE_TICKS <= 0.25
