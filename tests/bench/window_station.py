"""A station with its window open, in a process of its own: ``... FOLDER OPENING_S SECONDS``.

Prints its status as JSON twice, a line each: after the opening, and after the time that follows. The groups
are started anew in between, so that building the window does not count as running it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.model.errors import HmiError
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.app import make_application, run


def main(root: Path, opening_s: float, seconds: float) -> int:
    """Exit code of the window."""
    folder = DataFolder(root)
    station = Station(folder, load_settings(folder, {}), QThreadHost())

    def start_anew() -> None:
        print(json.dumps(station.status().as_dict()), flush=True)
        station.stop_all()
        _need_none(station.start_all())

    def end() -> None:
        print(json.dumps(station.status().as_dict()), flush=True)
        app.closeAllWindows()

    app = make_application("en")
    _need_none(station.start())
    QTimer.singleShot(round(1000 * opening_s), start_anew)
    QTimer.singleShot(round(1000 * (opening_s + seconds)), end)
    return run(station)


def _need_none(refusals: list[HmiError]) -> None:
    if refusals:
        raise refusals[0]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(float, sys.argv[2:])))
