"""Log modes the whole way: a simulated PLC, a station, and the rows in its historian.db."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.plant import LogMode, Plant, Plc, PollingGroup, PollingMode, Tag, TagType
from hmi.model.reading import Destination
from hmi.model.status import StationStatus
from hmi.polling.triggers import MERGE_WINDOW_S
from hmi.qthreads import QThreadHost
from hmi.station import Station
from tests.polling.conftest import WAIT_S

TAGS = (
    Tag("P1", "D10", "counter", TagType.INT, "LINE"),
    Tag("P1", "D11", "temperature", TagType.INT, "LINE", log_mode=LogMode.ON_CHANGE, deadband=5.0),
    Tag("P1", "M1", "door", TagType.BOOL, "LINE", log_mode=LogMode.ON_CHANGE),
    Tag("P1", "D12", "clock", TagType.INT, "LINE", log_mode=LogMode.NEVER),
    Tag("P1", "D20", "batch", TagType.INT, "RECIPE", log_mode=LogMode.ON_CHANGE),
)


class Line:
    """A PLC whose memory the test writes, and the station that records it."""

    def __init__(self, folder: Path) -> None:
        plc = Plc("P1", "127.0.0.1", connection_timeout=5.0)
        self.sim = SimulatedPlc(plc, scan_ms=0, limits={"D": 100, "M": 100})
        groups = (
            PollingGroup("LINE", "P1", polling_interval_ms=100),
            PollingGroup("RECIPE", "P1", PollingMode.HANDSHAKE),
        )
        self.folder = DataFolder(folder)
        self.folder.create()
        database = ConfigDatabase(self.folder.station_db)
        plant = Plant((replace(plc, port=self.sim.start()),), groups, TAGS)
        database.replace_plant(database.load_plant(), plant)
        self.set("D", 11, 20)
        self.station = Station(self.folder, load_settings(self.folder, {}), QThreadHost())
        assert self.station.start() == []

    def set(self, device: str, number: int, value: int) -> None:
        self.sim.memory.set_words(device, number, [value])

    def until(self, condition: Callable[[StationStatus], bool]) -> None:
        deadline = time.monotonic() + WAIT_S
        while not condition(status := self.station.status()):
            assert time.monotonic() < deadline, status
            threading.Event().wait(0.01)

    def poll(self) -> None:
        """Wait for a poll that was begun after now."""
        before = self.station.status().groups[0].success_count
        self.until(lambda status: status.groups[0].success_count >= before + 2)

    def rows(self, tag_address: str) -> list[tuple[float | None, str]]:
        with closing(sqlite3.connect(self.folder.historian_db)) as historian:
            return historian.execute(
                "SELECT tag_value, quality FROM tag_values WHERE tag_address = ? ORDER BY ts", (tag_address,)
            ).fetchall()


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path)
    yield made
    made.station.stop()
    made.sim.stop()


def test_rows_of_a_group_with_all_three_modes(line: Line) -> None:
    for temperature in (20, 24, 25, 26, 22, 21):
        line.set("D", 11, temperature)
        line.set("D", 12, temperature)
        line.poll()
    line.sim.memory.set_bits("M", 1, [True])
    line.poll()
    line.sim.stop()
    line.until(lambda status: status.groups[0].error_count >= 2)
    line.sim.start()
    line.poll()
    line.station.stop()
    status = line.station.status()
    assert status.groups[0].tag_count == 4
    assert line.rows("D11") == [(20, "GOOD"), (26, "GOOD"), (None, "BAD"), (21, "GOOD")]
    assert line.rows("M1") == [(0, "GOOD"), (1, "GOOD"), (None, "BAD"), (1, "GOOD")]
    assert line.rows("D12") == []
    assert len(line.rows("D10")) == status.groups[0].poll_count
    assert status.rows.balanced
    assert status.rows.accepted == status.rows.stored == 4 + 4 + status.groups[0].poll_count


def test_triggers_by_hand_are_answered_whether_there_was_something_to_record_or_not(line: Line) -> None:
    assert trigger(line) == (True, 1, Destination.STORED)
    answered = line.station.status().uptime_s
    line.until(lambda status: status.uptime_s > answered + MERGE_WINDOW_S)
    assert trigger(line) == (True, 1, Destination.STORED)
    line.station.stop()
    assert line.rows("D20") == [(0, "GOOD")]
    assert line.station.status().groups[1].success_count == 2


def trigger(line: Line) -> tuple[bool, int, Destination | None]:
    result = line.station.trigger("RECIPE").result(WAIT_S)
    assert result is not None
    return result.success, result.tag_count, result.destination
