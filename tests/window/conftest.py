"""A theme, a running station, a window; and no collection of QObjects on a worker's thread."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QLocale, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hmi.config.folder import DataFolder
from hmi.config.pin_file import PinFile
from hmi.config.settings import load_settings
from hmi.demo import prepare_demo
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.access import Access
from hmi.window.context import Context
from hmi.window.frame import MainWindow
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.window.hands import Wait, waits

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester  # looks for Qt before pytest-qt has chosen it


@pytest.fixture(scope="package")
def not_searched() -> Iterator[None]:
    """What was there before is in no cycle of these tests: their collections pass over it."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def collected_here(not_searched: None) -> Iterator[None]:
    """Cycles are collected on the GUI thread, as in the program."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture(scope="session")
def the_theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def theme(the_theme: Theme) -> Theme:
    the_theme.use("light")
    return the_theme


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    """What a window remembers; nothing yet."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    """Until something is so."""
    return lambda condition: waits(qtbot, condition)


@pytest.fixture
def context(window: MainWindow) -> Context:
    """What a page of that window works with."""
    return window.context


@pytest.fixture
def quiet_context(new_station: Callable[[], Station], theme: Theme, tasks: Tasks) -> Context:
    """What a page works with, without a window, and on a station that does not run."""
    station = new_station()
    memory = QSettings(str(station.data_folder.root / "window.ini"), QSettings.Format.IniFormat)
    access = Access(PinFile(station.data_folder.pin_file), station.events, tasks)
    return Context(station, theme, tasks, access, memory)


@pytest.fixture
def check_model(qtmodeltester: ModelTester) -> Callable[[QAbstractItemModel], None]:
    """Watches a model from now on: whatever breaks Qt's rules for models fails the test."""
    check: Callable[[QAbstractItemModel], None] = qtmodeltester.check
    return check


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo plant, to be copied: making it takes ten times as long."""
    place = DataFolder(tmp_path_factory.mktemp("prepared") / "Line 1")
    place.create()
    prepare_demo(place)
    return place.root


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> DataFolder:
    return DataFolder(Path(shutil.copytree(prepared, tmp_path / "Line 1")))


@pytest.fixture
def impatient(folder: DataFolder) -> None:
    """The writer tries a second time after 1 s, and then takes the historian for failed: 6 s sooner."""
    folder.settings_file.write_text("[oracle]\nretry_max = 1\n", encoding="utf-8")


@pytest.fixture
def new_station(folder: DataFolder) -> Callable[[], Station]:
    return lambda: Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)


@pytest.fixture
def station(new_station: Callable[[], Station]) -> Iterator[Station]:
    """The demo plant, running."""
    running = new_station()
    assert running.start() == []
    yield running
    running.stop()


@pytest.fixture
def window(qtbot: QtBot, station: Station, theme: Theme) -> Iterator[MainWindow]:
    """A window on the running demo plant; the test may close it."""
    opened = MainWindow(station, theme)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.snapshots.stop()
    opened.tasks.close()
    opened.stopped = True  # the station is stopped by its own fixture
    opened.close()
    opened.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
