"""A station that finds backup files and refused rows of an earlier run, and what its historian has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.historian.backup import CsvBackup
from hmi.historian.protocol import Rejected
from hmi.historian.quarantine import Quarantine
from hmi.model.events import EventKind
from hmi.model.reading import Quality, Row, Value
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.frame import MainWindow
from hmi.window.theme import Theme
from tests.historian.rows import readings_of

THEN = datetime(2026, 11, 21, 3, 4, 5, tzinfo=UTC)
PLC = "OLDPRESS"
"""No PLC of the plant: what the historian has of it came out of files."""


def old_rows(count: int, *, name: str = "OilTemperature", second: int = 0) -> list[Row]:
    """Readings of another day; every tenth is BAD."""
    ts = THEN + timedelta(seconds=second)
    return [
        Row(
            ts,
            PLC,
            f"W{number:X}",
            f"{name}_{number}",
            None if number % 10 == 9 else number / 2,
            Quality.BAD if number % 10 == 9 else Quality.GOOD,
            "PRESS_OPERATION",
        )
        for number in range(count)
    ]


def write_file(
    folder: Path, rows: Sequence[Row], *, number: int, reason: str = "ORA-12541: no listener"
) -> Path:
    """A closed backup file; a higher number is a newer file."""
    when = THEN + timedelta(minutes=number)
    backup = CsvBackup(folder, now=lambda: when)
    backup.spill(readings_of(rows), reason)
    backup.close()
    return folder / f"backup_{when:%Y%m%d_%H%M%S}.csv"


def refuse(folder: Path, *values: Value, code: str = "ORA-01438", address: str = "W7") -> None:
    """Rows in quarantine, one a second."""
    with closing(Quarantine(folder)) as quarantine:
        quarantine.write(
            [
                Rejected(
                    Row(
                        *(THEN + timedelta(seconds=n), PLC, address, f"Tag_{address}", value),
                        *(Quality.GOOD, "PRESS_OPERATION"),
                    ),
                    code,
                    f"{code}: value larger than specified precision allowed for this column",
                )
                for n, value in enumerate(values)
            ]
        )


def opened(folder: DataFolder, theme: Theme, *, automatic: bool = False) -> Iterator[MainWindow]:
    """A window on a running station that replays by itself only where ``automatic``; for a fixture."""
    settings = load_settings(folder, {"ORACLE_RETRY_MAX": "0"})
    station = Station(folder, replace(settings, automatic_replay=automatic), QThreadHost(), demo=True)
    assert station.start() == []
    window = MainWindow(station, theme)
    window.resize(1366, 768)
    window.show()
    window.open_page("backups")
    yield window
    window.snapshots.stop()
    window.tasks.close()
    window.stopped = True  # the station is stopped here
    window.close()
    station.stop()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def stored(folder: DataFolder, plc_code: str = PLC) -> dict[str, list[float | None]]:
    """What the historian has of a PLC: values by address, in time."""
    if not folder.historian_db.exists():
        return {}
    with closing(sqlite3.connect(folder.historian_db)) as historian:
        found: dict[str, list[float | None]] = {}
        if not historian.execute("SELECT 1 FROM sqlite_master WHERE name = 'tag_values'").fetchone():
            return {}
        asked = "SELECT tag_address, tag_value FROM tag_values WHERE plc_code = ? ORDER BY ts"
        for address, value in historian.execute(asked, (plc_code,)):
            found.setdefault(address, []).append(value)
        return found


def told(station: Station, kind: EventKind) -> list[tuple[str, str]]:
    """Events of a kind: their sentences, and who did it; the newest first."""
    return [(str(event), event.by) for event in station.events.read() if event.kind is kind]
