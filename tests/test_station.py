"""A whole station on the simulated demo plant: its life, its commands, its end."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from hmi.config.folder import DataFolder
from hmi.config.settings import OracleConnection, load_settings
from hmi.demo import prepare_demo
from hmi.historian.protocol import HistorianUnavailableError, TrendPart, TrendPoint, WriteResult
from hmi.model.errors import HmiError, UsageError
from hmi.model.reading import Destination, Row
from hmi.model.status import GroupState, ReplayState, RowCounts, StationStatus, WriterState
from hmi.polling.errors import (
    AlreadyRunningError,
    NotHandshakeError,
    ShuttingDownError,
    UnknownGroupError,
)
from hmi.qthreads import QThreadHost
from hmi.station import Station
from tests.window.resting import old_rows, write_file

HANDSHAKE = "PAINT_QUALITY"
FIXED = "PRESS_OPERATION"
PATIENCE_S = 20.0


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    place = DataFolder(tmp_path)
    place.create()
    prepare_demo(place)
    return place


@pytest.fixture
def station(folder: DataFolder) -> Iterator[Station]:
    demo = Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)
    assert demo.start() == []
    yield demo
    demo.stop()


def eventually(station: Station, condition: Callable[[StationStatus], bool]) -> StationStatus:
    """The first status that meets the condition."""
    deadline = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while time.monotonic() < deadline:
        status = station.status()
        if condition(status):
            return status
        pause.wait(0.02)
    raise AssertionError(f"never came true: {station.status()}")


def group_state(status: StationStatus, name: str) -> GroupState:
    (state,) = [group.state for group in status.groups if group.group_name == name]
    return state


def stored_rows(folder: DataFolder) -> int:
    with closing(sqlite3.connect(folder.historian_db)) as historian:
        count: int = historian.execute("SELECT count(*) FROM tag_values").fetchone()[0]
        return count


def test_everything_that_was_accepted_is_stored_when_the_station_has_stopped(folder: DataFolder) -> None:
    station = Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)
    station.start()
    eventually(station, lambda status: status.rows.stored >= 600)
    station.stop()
    rows = station.status().rows
    assert rows.balanced
    assert rows.accepted == rows.stored == stored_rows(folder)


def test_the_law_holds_in_every_snapshot(station: Station) -> None:
    seen: list[RowCounts] = []

    def enough(status: StationStatus) -> bool:
        seen.append(status.rows)
        return status.rows.stored >= 1500

    eventually(station, enough)
    assert [rows for rows in seen if not rows.balanced] == []


def test_a_trigger_is_polled_once_and_tells_where_its_record_is(station: Station) -> None:
    eventually(station, lambda status: group_state(status, HANDSHAKE) is GroupState.RUNNING)
    result = station.trigger(HANDSHAKE).result(PATIENCE_S)
    assert result is not None
    assert (result.success, result.tag_count, result.bad_count) == (True, 20, 0)
    assert result.destination is Destination.STORED


def test_a_group_stops_and_starts_while_the_others_go_on(station: Station) -> None:
    station.stop_group(FIXED)
    stopped = station.status()
    assert group_state(stopped, FIXED) is GroupState.STOPPED
    others = [group for group in stopped.groups if group.group_name != FIXED]
    assert all(group.state is GroupState.RUNNING for group in others)
    station.start_group(FIXED)
    eventually(station, lambda status: group_state(status, FIXED) is GroupState.RUNNING)


def test_all_groups_stop_and_start(station: Station) -> None:
    station.stop_all()
    assert {group.state for group in station.status().groups} == {GroupState.STOPPED}
    assert station.start_all() == []
    assert {group.state for group in station.status().groups} == {GroupState.RUNNING}


def test_what_is_not_possible_is_refused_with_its_reason(station: Station) -> None:
    with pytest.raises(AlreadyRunningError, match=FIXED):
        station.start_group(FIXED)
    with pytest.raises(UnknownGroupError, match=f"did you mean '{FIXED}'"):
        station.start_group("PRESS_OPERATON")
    with pytest.raises(NotHandshakeError, match=FIXED):
        station.trigger(FIXED)


@pytest.mark.promise("R21")
def test_two_stations_never_share_a_data_folder(station: Station, folder: DataFolder) -> None:
    second = Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)
    with pytest.raises(UsageError, match="Another Lineside"):
        second.start()


def test_a_data_folder_is_free_again_after_the_end(folder: DataFolder) -> None:
    for _ in range(2):
        station = Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)
        station.start()
        station.stop()


class HangingHistorian:
    """Takes nothing and answers nothing until it is let go."""

    name = place = "hanging"

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.asked = threading.Event()

    def write(self, rows: Sequence[Row], *, again: bool = False) -> WriteResult:
        self.asked.set()
        self.let_go.wait()
        raise HistorianUnavailableError("too late")

    def trend(self, *asked: object) -> list[TrendPoint]:
        return []

    def trend_parts(self, *asked: object) -> list[TrendPart]:
        return []

    def check(self) -> str:
        return "hangs"

    def close(self) -> None:
        return


def test_a_hanging_historian_neither_holds_up_the_end_nor_loses_a_row(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    historian = HangingHistorian()
    monkeypatch.setattr("hmi.storage.make_historian", lambda *_: historian)
    station = Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)
    station.start()
    try:
        assert historian.asked.wait(PATIENCE_S)
        began = time.monotonic()
        station.stop(timeout=3.0)
        assert time.monotonic() - began < 10.0
        rows = station.status().rows
        assert rows.balanced
        assert rows.accepted == rows.backed_up == station.backups.status().pending_rows > 0
    finally:
        historian.let_go.set()
        eventually(station, lambda status: status.writer.state is WriterState.STOPPED)


def test_what_a_cancelled_replay_has_stored_waits_no_longer(folder: DataFolder) -> None:
    write_file(folder.backup, [row for second in range(50) for row in old_rows(40, second=second)], number=1)
    settings = replace(load_settings(folder, {}), automatic_replay=False, replay_rows_per_s=400)
    station = Station(folder, settings, QThreadHost(), demo=True)
    station.start()
    try:
        eventually(station, lambda status: status.backup.pending_rows == 2000)
        station.at_rest.replay()
        eventually(station, lambda status: 0 < status.rows.backed_up < 2000)
        station.at_rest.cancel()
        eventually(station, lambda status: status.backup.replay.state is ReplayState.IDLE)
        eventually(station, lambda status: 0 < status.backup.pending_rows == status.rows.backed_up < 2000)
    finally:
        station.stop()


def test_a_locked_historian_does_not_hold_up_the_end(folder: DataFolder) -> None:
    station = Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)
    station.start()
    eventually(station, lambda status: status.rows.stored > 0)
    with closing(sqlite3.connect(folder.historian_db, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        eventually(station, lambda status: status.buffer.current_size > 0)
        began = time.monotonic()
        station.stop(timeout=3.0)
        assert time.monotonic() - began < 10.0
        rows = station.status().rows
        assert rows.balanced
        assert rows.accepted == rows.stored + rows.backed_up
        assert rows.backed_up == station.backups.status().pending_rows > 0
    eventually(station, lambda status: status.writer.state is WriterState.STOPPED)


def test_a_start_that_comes_during_the_end_leaves_nothing_behind(folder: DataFolder) -> None:
    host = QThreadHost()
    station = Station(folder, load_settings(folder, {}), host, demo=True)
    station.start()
    ended = threading.Event()
    refused: list[HmiError] = []

    def start_again_and_again() -> None:
        while not (ended.is_set() and refused):
            refused.extend(error for error in station.start_all() if isinstance(error, ShuttingDownError))

    starter = threading.Thread(target=start_again_and_again)
    starter.start()
    station.stop()
    ended.set()
    starter.join(PATIENCE_S)
    assert host.hanging() == ()
    rows = station.status().rows
    assert rows.balanced
    assert rows.pending == 0


def test_a_station_says_which_database_its_historian_is(folder: DataFolder) -> None:
    settings = load_settings(folder, {})
    assert Station(folder, settings, QThreadHost()).historian.place == "historian.db"
    oracle = OracleConnection("10.0.0.5", "LINESIDE", "HMI", password=lambda: "tiger")
    station = Station(folder, replace(settings, oracle=oracle), QThreadHost())
    assert station.historian.place == "HMI@10.0.0.5:1521/LINESIDE"
