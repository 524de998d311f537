"""What every page of the window works with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings

from hmi.station import Station
from hmi.window.access import Access
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """One window's; ``memory`` is what it remembers of its looks (``window.ini`` of the data folder).

    Commands to the station are given by ``tasks`` off the GUI thread, ``by=access.who``.
    """

    station: Station
    theme: Theme
    tasks: Tasks
    access: Access
    memory: QSettings
