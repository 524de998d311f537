"""The tab of remote access alone, on any station."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from hmi.config.pin_file import PinFile
from hmi.station import Station
from hmi.window.access import Access
from hmi.window.context import Context
from hmi.window.setup.remote import RemoteTab
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.window.hands import waits


def context_of(station: Station, theme: Theme, tasks: Tasks) -> Context:
    folder = station.data_folder
    memory = QSettings(str(folder.root / "window.ini"), QSettings.Format.IniFormat)
    return Context(station, theme, tasks, Access(PinFile(folder.pin_file), station.events, tasks), memory)


def opened(qtbot: QtBot, context: Context) -> RemoteTab:
    """The tab, loaded."""
    tab = RemoteTab(context)
    qtbot.addWidget(tab)
    tab.resize(1000, 900)
    tab.show()
    tab.activateWindow()
    waits(qtbot, lambda: tab.port.line.placeholderText() and (tab.tokens.states or tab.reach.why_not()))
    return tab
