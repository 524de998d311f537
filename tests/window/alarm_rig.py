"""A station over one simulated PLC that can be switched off and on, and a page on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.pin_file import PinFile
from hmi.config.settings import load_settings
from hmi.melsec.simulator.plant import SimulatedPlant
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.access import Access
from hmi.window.context import Context
from hmi.window.pages import Page
from hmi.window.snapshot import SnapshotTimer
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.plants import write_plant
from tests.processes import free_port, hmi_here

PLC, GROUP = "PRESS", "PRESS_G0"


class OnePlc:
    """The PLC of a plant that is recorded in ``folder``; it is on at first."""

    def __init__(self, root: Path) -> None:
        self.folder = DataFolder(root)
        self.folder.create()
        files = write_plant(root / "csv", [(PLC, free_port())], interval_ms=200)
        done = hmi_here("config", "import", *files, "--data-dir", root)
        assert done.returncode == 0, done.stderr
        self.folder.events_db.unlink()  # the log begins with the first start
        self._simulated = self._simulate()

    def station(self) -> Station:
        """A station on it; to be started and stopped."""
        return Station(self.folder, load_settings(self.folder, {}), QThreadHost())

    def switch_off(self) -> None:
        """Nobody answers any more."""
        self._simulated.stop()

    def switch_on(self) -> None:
        """It is back, on the same port."""
        self._simulated = self._simulate()

    def _simulate(self) -> SimulatedPlant:
        simulated = SimulatedPlant(ConfigDatabase(self.folder.station_db).load_plant())
        simulated.start()
        return simulated


AnyPage = TypeVar("AnyPage", bound=Page)


def context_of(station: Station, theme: Theme, tasks: Tasks) -> Context:
    """What a page works with, as the window makes it."""
    access = Access(PinFile(station.data_folder.pin_file), station.events)
    memory = QSettings(str(station.data_folder.root / "window.ini"), QSettings.Format.IniFormat)
    return Context(station, theme, tasks, access, memory)


@contextmanager
def running(page: AnyPage, station: Station) -> Iterator[tuple[AnyPage, SnapshotTimer]]:
    """Show the page snapshots of the station, and the page to the user."""
    snapshots = SnapshotTimer(station.status)
    snapshots.taken.connect(page.show_snapshot)
    page.resize(1000, 600)
    page.show()
    snapshots.start()
    yield page, snapshots
    snapshots.stop()
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
