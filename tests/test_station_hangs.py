"""Disks that hang: the status comes at once, the end in time, and no row is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hmi.station
from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.demo import prepare_demo
from hmi.historian.catalog import Catalog
from hmi.historian.csvfile import RotatingCsv
from hmi.historian.sqlite import SqliteHistorian
from hmi.model.attempt import Attempt
from hmi.pipeline.journal import Journal
from hmi.qthreads import QThreadHost
from hmi.station import Station
from tests.melsec.scripted import wait_until

WAIT_S = 30.0


class Hang:
    """From ``begins`` on, these methods do not go on before ``ends``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begins = threading.Event()
        self.met = threading.Event()
        self.ends = threading.Event()
        self._monkeypatch = monkeypatch

    def hold(self, owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def held(*arguments: Any, **named: Any) -> Any:
            if self.begins.is_set():
                self.met.set()
                self.ends.wait()
            return real(*arguments, **named)

        self._monkeypatch.setattr(owner, name, held)


@pytest.fixture
def hang(monkeypatch: pytest.MonkeyPatch) -> Hang:
    return Hang(monkeypatch)


@pytest.fixture
def station(tmp_path: Path, hang: Hang) -> Iterator[Station]:
    """One that stores rows, and which the test stops; what it left behind has ended after it."""
    host = QThreadHost()
    folder = DataFolder(tmp_path)
    folder.create()
    prepare_demo(folder)
    station = Station(folder, load_settings(folder, {}), host, demo=True)
    station.start()
    wait_until(lambda: station.status().rows.stored > 0)
    threads = set(threading.enumerate())
    yield station
    hang.ends.set()
    wait_until(lambda: host.hanging() == () and set(threading.enumerate()) <= threads)
    station.backups.close()  # by now the last rows have come into a file after all


def waiting_in_the_journal(folder: Path) -> int:
    journal = Journal(folder / "journal")
    journal.open()
    journal.close()
    return journal.leftover_values


def test_a_backup_folder_that_hangs_holds_up_neither_status_nor_end(station: Station, hang: Hang) -> None:
    hang.hold(Catalog, "unsorted_entries")
    hang.begins.set()
    assert hang.met.wait(WAIT_S)
    assert Attempt("status", station.status).ends_in(WAIT_S)
    assert Attempt("stop", lambda: station.stop(3.0)).ends_in(WAIT_S)
    rows = station.status().rows
    assert rows.balanced
    assert rows.pending == 0


def test_historian_and_disks_that_hang_together_do_not_hold_up_the_end(
    station: Station, hang: Hang, tmp_path: Path
) -> None:
    hang.hold(SqliteHistorian, "write")
    hang.hold(RotatingCsv, "append")
    hang.hold(hmi.station, "save_scan_times")
    hang.begins.set()
    wait_until(lambda: station.status().rows.pending > 0)
    assert Attempt("stop", lambda: station.stop(2.0)).ends_in(WAIT_S)
    rows = station.status().rows
    assert rows.balanced
    assert 0 < rows.pending == waiting_in_the_journal(tmp_path)
