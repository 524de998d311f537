"""A station that is looked at all the time: the law holds in every snapshot, and no alarm is missed."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing

from hmi.config.folder import DataFolder
from hmi.model.status import StationStatus
from hmi.station import Station
from tests.historian.rig import csv_rows

PATIENCE_S = 60.0
_LOOK_S = 0.05

Stored = tuple[str, str, str]
"""plc_code, tag_address and the time of the read, as ISO 8601 text in UTC."""


class Watched:
    """Gathers the alarms of a station between its start and its end."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self.alarms: dict[str, float] = {}
        """By id: the monotonic time at which it was seen first."""
        self.snapshots = 0

    def look(self) -> StationStatus:
        status = self.station.status()
        assert status.rows.balanced, status.rows
        self.snapshots += 1
        for alarm in status.alarms:
            self.alarms.setdefault(alarm.id, time.monotonic())
        return status

    def until(
        self, condition: Callable[[StationStatus], bool], what: str, timeout: float = PATIENCE_S
    ) -> StationStatus:
        """The first status that meets the condition."""
        deadline, pause = time.monotonic() + timeout, threading.Event()
        while True:
            status = self.look()
            if condition(status):
                return status
            assert time.monotonic() < deadline, f"never: {what}; {status}"
            pause.wait(_LOOK_S)

    def for_seconds(self, seconds: float) -> StationStatus:
        """Look on for so long; the last status."""
        end = time.monotonic() + seconds
        return self.until(lambda _: time.monotonic() >= end, "the time has passed", seconds + PATIENCE_S)


def in_historian(folder: DataFolder) -> set[Stored]:
    """Keys of the embedded historian, which has each once."""
    with closing(sqlite3.connect(folder.historian_db)) as historian:
        return set(historian.execute("SELECT plc_code, tag_address, ts FROM tag_values"))


def in_files(folder: DataFolder) -> list[Stored]:
    """Keys of the rows that wait in CSV files."""
    return [(row["plc_code"], row["tag_address"], row["timestamp"]) for row in csv_rows(folder.backup)]
