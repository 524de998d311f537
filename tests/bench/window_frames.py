"""A station with its window open and every page shown in turn: ``... FOLDER OPENING_S SECONDS``.

Prints one JSON object at the end: by page how long the window took from one frame to the next (ms), memory in
MB at the beginning and at the end, and the station's status. A frame is asked for every 16 ms, as a screen
does; the groups are started anew after the opening, so that building the window does not count as running it.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.app import make_application, run
from hmi.window.frame import MainWindow
from tests.bench.figures import resident_bytes

FRAME_MS = 16
_PAGE_S = 10.0
_PAGES = ("overview", "tags", "groups", "overview", "tags", "alarms", "events", "backups")


class Frames:
    """The time between two frames, by the page that was shown."""

    def __init__(self, window: MainWindow) -> None:
        self.gaps_ms: dict[str, list[float]] = defaultdict(list)
        self._window = window
        self._before = time.perf_counter()
        self._timer = QTimer(window)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._frame)
        self._timer.start(FRAME_MS)
        self._turn = QTimer(window)
        self._turn.timeout.connect(self._turn_page)
        self._turn.start(round(1000 * _PAGE_S))
        self._turns = 0

    def _frame(self) -> None:
        now = time.perf_counter()
        self.gaps_ms[self._window.page_name].append(1000 * (now - self._before))
        self._before = now

    def _turn_page(self) -> None:
        self._turns += 1
        self._window.open_page(_PAGES[self._turns % len(_PAGES)])


def main(root: Path, opening_s: float, seconds: float) -> int:
    """Exit code of the window."""
    folder = DataFolder(root)
    station = Station(folder, load_settings(folder, {}), QThreadHost())
    frames: list[Frames] = []
    memory_mb: list[float] = []

    def begin() -> None:
        station.stop_all()
        if refusals := station.start_all():
            raise refusals[0]
        (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        window.resize(1920, 1080)
        frames.append(Frames(window))
        QTimer.singleShot(round(500 * min(60.0, seconds)), lambda: memory_mb.append(resident_bytes() / 1e6))

    def end() -> None:
        memory_mb.append(resident_bytes() / 1e6)
        said = {"gaps_ms": frames[0].gaps_ms, "memory_mb": memory_mb, "status": station.status().as_dict()}
        print(json.dumps(said), flush=True)
        app.closeAllWindows()

    app = make_application("en")
    if refusals := station.start():
        raise refusals[0]
    QTimer.singleShot(round(1000 * opening_s), begin)
    QTimer.singleShot(round(1000 * (opening_s + seconds)), end)
    return run(station)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(float, sys.argv[2:])))
