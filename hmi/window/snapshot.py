"""One timer asks the station for its status and hands it on: the data rate is not the paint rate."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from hmi.model.status import StationStatus

INTERVAL_MS = 200
_PER_BEAT = 5
"""Snapshots in a second."""
_KEPT = 300
"""Snapshots whose cost is known: those of a minute."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The station at one moment; ``time`` in seconds since 1970.

    ``beat`` is true once a second: numbers that people read change then, not more often.
    """

    status: StationStatus
    time: float
    beat: bool


@dataclass(frozen=True, slots=True)
class Cost:
    """What the last minute's snapshots cost the GUI thread, in ms: taking them and showing them."""

    take_mean: float
    show_mean: float
    worst: float


class SnapshotTimer(QObject):
    """Takes a snapshot five times a second, as long as it is started."""

    taken = Signal(object)

    def __init__(self, take: Callable[[], StationStatus], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self._count = 0
        self._costs: deque[tuple[float, float]] = deque(maxlen=_KEPT)
        self.last: Snapshot | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.take)

    def start(self) -> None:
        """Take the first snapshot at once, then go on."""
        self.take()
        self._timer.start()

    def stop(self) -> None:
        """Take no more snapshots."""
        self._timer.stop()

    def take(self) -> None:
        """Take one snapshot and show it."""
        begun = time.perf_counter()
        self.last = Snapshot(self._take(), time.time(), beat=self._count % _PER_BEAT == 0)
        self._count += 1
        between = time.perf_counter()
        self.taken.emit(self.last)
        self._costs.append((between - begun, time.perf_counter() - between))

    def cost(self) -> Cost:
        """What snapshots cost; zeros before the first."""
        if not self._costs:
            return Cost(0.0, 0.0, 0.0)
        takes, shows = zip(*self._costs, strict=True)
        worst = max(take + show for take, show in self._costs)
        return Cost(1e3 * sum(takes) / len(takes), 1e3 * sum(shows) / len(shows), 1e3 * worst)
