"""The window as a program of its own."""

from __future__ import annotations

import gc
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from hmi.window.app import _ended_by_signals, collect_due, collected_on_gui_thread, keep_what_stays
from tests.processes import command, environment

PATIENCE_S = 60.0


@pytest.fixture
def program(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command(["--data-dir", tmp_path, "--demo", "--lang", "ko"]),
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def stored(folder: Path) -> int:
    for file in folder.rglob("historian.db"):
        try:
            with closing(sqlite3.connect(file)) as historian:
                count: int = historian.execute("SELECT count(*) FROM tag_values").fetchone()[0]
                return count
        except sqlite3.OperationalError:
            return 0  # not made yet
    return 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send to a window")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_window_and_station_in_order(
    program: subprocess.Popen[str], tmp_path: Path, number: signal.Signals
) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not stored(tmp_path):
        assert program.poll() is None, program.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.1)  # another process: there is no event to wait for
    os.kill(program.pid, number)
    _, errors = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 0, errors
    assert "Traceback" not in errors
    log = next(tmp_path.rglob("hmi.log")).read_text("utf-8")
    assert "Lineside stopped: rows accepted " in log
    assert " + pending 0 + " in log
    assert "a snapshot took" in log


def test_cycles_are_collected_by_the_gui_thread_only(qapp: QCoreApplication) -> None:
    parent = QObject()
    gc.enable()
    with collected_on_gui_thread(parent):
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_stays_is_not_looked_at_for_cycles_again(qapp: QCoreApplication) -> None:
    parent = QObject(qapp)
    with collected_on_gui_thread(parent):
        keep_what_stays()
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0
    parent.deleteLater()


def test_only_what_is_due_is_collected() -> None:
    gc.collect()
    collected: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            collected.append(info["generation"])

    gc.callbacks.append(note)
    try:
        collect_due()
        assert collected == []
        many = [[] for _ in range(2 * gc.get_threshold()[0])]  # type: ignore[var-annotated]  # only their number counts
        collect_due()
        assert collected == [0]
        assert many
    finally:
        gc.callbacks.remove(note)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send to a window")
def test_a_signal_before_there_is_a_window_is_not_forgotten() -> None:
    before = signal.getsignal(signal.SIGTERM)
    ended: list[bool] = []
    with _ended_by_signals() as asked:
        signal.raise_signal(signal.SIGTERM)
        asked.then(lambda: ended.append(True))
        assert ended == [True]
        signal.raise_signal(signal.SIGTERM)
        assert ended == [True, True]
    assert signal.getsignal(signal.SIGTERM) is before
