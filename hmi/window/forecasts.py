"""What polling costs, kept at hand for the pages: asked for off the GUI thread when something has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hmi.model.status import GroupStatus, StationStatus
from hmi.polling.forecast import GroupForecast, PlcForecast
from hmi.station import Station
from hmi.window.tasks import Tasks

_SCAN_CHANGE = 0.1
"""A scan time that moves by less than this part of itself is no news."""

_Configured = tuple[tuple[str, str, int, int], ...]


class Forecasts(QObject):
    """The last forecasts of the stored configuration; ``changed`` when there are new ones."""

    changed = Signal()

    def __init__(self, station: Station, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._tasks = tasks
        self._configured: _Configured | None = None
        self._scans: dict[str, float] = {}
        self._asking = False
        self._groups: dict[str, GroupForecast] = {}

    def of(self, group_name: str) -> GroupForecast | None:
        """The forecast of an active group; None where there is none yet."""
        return self._groups.get(group_name)

    def follow(self, status: StationStatus) -> None:
        """Ask again when groups or scan times are no longer those of the last question."""
        configured = tuple(map(_configured, status.groups))
        scans = {plc.plc_code: plc.scan_ms for plc in status.plcs if plc.scan_ms is not None}
        if configured != self._configured or _moved(self._scans, scans):
            self._configured, self._scans = configured, scans
            self.ask()

    def ask(self) -> None:
        """Ask now; the answer comes with ``changed``."""
        if self._asking:
            self._configured = None  # what is being asked may be of yesterday: ask again after it
            return
        self._asking = True
        self._tasks.operation(self._station.setup.forecasts).success(self._take).failure(
            self._give_up
        ).start()

    def _take(self, plcs: tuple[PlcForecast, ...]) -> None:
        self._asking = False
        self._groups = {group.group_name: group for plc in plcs for group in plc.groups}
        self.changed.emit()

    def _give_up(self, _text: str) -> None:
        # The station says itself what is wrong with its configuration, where somebody needs it.
        self._asking = False
        self._groups = {}
        self.changed.emit()


def _configured(group: GroupStatus) -> tuple[str, str, int, int]:
    return group.group_name, group.mode, group.interval_ms, group.tag_count


def _moved(before: dict[str, float], now: dict[str, float]) -> bool:
    if before.keys() != now.keys():
        return True
    return any(abs(scan - before[code]) > _SCAN_CHANGE * before[code] for code, scan in now.items())
