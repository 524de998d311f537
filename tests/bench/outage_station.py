"""A station with its window open that tells how it is, for ``tests.bench.outage``: ``... FOLDER``.

Prints JSON four times a second: the longest gap of the event loop since the line before, the rows, the writer
and the alarms; and every reading that was accepted into ``accepted.txt`` of the folder. Ends on SIGTERM.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.model.reading import Reading
from hmi.model.times import utc_text
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.app import make_application, run

ACCEPTED = "accepted.txt"
_REPORT_S = 0.25
_TICK_MS = 5


class EventLoop:
    """How long the event loop keeps a timer of 5 ms waiting."""

    def __init__(self, parent: QObject) -> None:
        self._last = time.monotonic()
        self._worst = 0.0
        self._timer = QTimer(parent)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def worst_gap_ms(self) -> float:
        """Between two ticks since this was asked last; from any thread."""
        worst, self._worst = self._worst, 0.0
        return 1000.0 * worst

    def _tick(self) -> None:
        now = time.monotonic()
        self._worst = max(self._worst, now - self._last)
        self._last = now


class Acceptances:
    """Writes down group and time of every reading that enters the data queue."""

    def __init__(self, station: Station, file: Path) -> None:
        self._put = station._storage.queue.put
        self._file = file
        self._lines: deque[str] = deque()
        station._storage.queue.put = self._note  # type: ignore[method-assign]  # nobody else sees what is accepted

    def _note(self, reading: Reading, stop: threading.Event | None = None) -> None:
        self._lines.append(f"{reading.group_name} {utc_text(reading.ts)}\n")
        self._put(reading, stop)

    def save(self) -> None:
        """Append what came since the last time."""
        with self._file.open("a", encoding="utf-8") as file:
            while self._lines:
                file.write(self._lines.popleft())


@contextmanager
def _reporting(station: Station, loop: EventLoop, accepted: Acceptances) -> Iterator[None]:
    """Report from a thread of its own, so that it is the window's event loop that is measured."""
    stop = threading.Event()

    def report() -> None:
        while not stop.wait(_REPORT_S):
            accepted.save()
            print(json.dumps(_line(station, loop)), flush=True)

    thread = threading.Thread(target=report, name="report")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        accepted.save()


def _line(station: Station, loop: EventLoop) -> dict[str, Any]:
    status = station.status().as_dict()
    late = [group["start_late_p99_ms"] or 0.0 for group in status["groups"]]
    return {
        "time": time.time(),
        "gap_ms": loop.worst_gap_ms(),
        "rows": status["rows"],
        "writer": status["writer"]["state"],
        "buffer_pct": status["buffer"]["utilization_pct"],
        "late_p99_ms": max(late),
        "errors": sum(group["error_count"] for group in status["groups"]),
        "overruns": sum(group["overrun_count"] for group in status["groups"]),
        "alarms": {alarm["id"]: f"{alarm['text']} {alarm['guidance']}" for alarm in status["alarms"]},
    }


def main(root: Path) -> int:
    """Exit code of the window."""
    folder = DataFolder(root)
    host = QThreadHost()
    station = Station(folder, load_settings(folder), host)
    accepted = Acceptances(station, root / ACCEPTED)
    app = make_application("en")
    refusals = station.start()
    if refusals:
        raise refusals[0]
    loop = EventLoop(app)
    with _reporting(station, loop, accepted):
        code = run(station)
    print(json.dumps(_line(station, loop)), flush=True)
    if host.hanging():  # left as the product is left: hmi.cli.window
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
