"""The station's configuration: looked at, checked and changed while groups run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.group_check import GroupCheck, check_group, with_group
from hmi.config.scan_times import load_scan_times
from hmi.eventlog import EventLog
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.events import BY_ITSELF, EventKind
from hmi.model.plant import Plant, PollingGroup
from hmi.polling.forecast import PlcForecast, forecast_plant

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GroupReview:
    """A group before it is saved: what is wrong with it, and else what its PLC will have to do."""

    check: GroupCheck
    forecast: PlcForecast | None
    """None where something is wrong with the group."""


class PlantSetup:
    """PLCs, groups and tags as they are stored; from any thread but that of a window, for it reads files.

    ``measured_scans`` gives the scan times in ms that were measured since the start, by PLC; ``changed`` is
    called after every change that was stored. A group that runs keeps its tags and settings until it is
    restarted.
    """

    def __init__(
        self,
        folder: DataFolder,
        events: EventLog,
        *,
        measured_scans: Callable[[], dict[str, float]],
        changed: Callable[[], None],
    ) -> None:
        self._folder = folder
        self._events = events
        self._measured_scans = measured_scans
        self._changed = changed
        self._database = ConfigDatabase(folder.station_db)

    def plant(self) -> Plant:
        """The configuration as it is stored now; a running group may still have another.

        Raises:
            UsageError: it cannot be read.
        """
        return self._database.load_plant()

    def forecasts(self) -> tuple[PlcForecast, ...]:
        """What the stored configuration costs each PLC.

        Raises:
            UsageError: the configuration cannot be read.
        """
        return forecast_plant(self._database.load_plant(), self._scan_times())

    def review(self, group: PollingGroup) -> GroupReview:
        """Look at a new or changed group before it is saved.

        The forecast is for the group's PLC with all its active groups, and with this one in any case.

        Raises:
            UsageError: the configuration cannot be read.
        """
        plant = self._database.load_plant()
        check = check_group(group, plant, check_address, check_ack_address)
        if check.problems:
            return GroupReview(check, None)
        plc = replace(plant.plc(group.plc_code), is_active=True)
        running = with_group(plant, replace(check.group, is_active=True))
        (forecast,) = forecast_plant(replace(running, plcs=(plc,)), self._scan_times())
        return GroupReview(check, forecast)

    def save_group(self, group: PollingGroup, *, by: str = BY_ITSELF) -> None:
        """Store a new or changed group.

        Raises:
            UsageError: something is wrong with the group, or the configuration cannot be written; then it
                stays as it was.
        """
        stored = self._database.load_plant()
        check = check_group(group, stored, check_address, check_ack_address)
        check.require_sound()
        self._database.replace_plant(stored, with_group(stored, check.group))
        _log.info("group %s was saved: %s", group.group_name, check.group)
        change = f"group {group.group_name} was saved"
        self._events.add(EventKind.CONFIG_CHANGED, group.group_name, by=by, change=change)
        self._changed()

    def _scan_times(self) -> dict[str, float]:
        kept = {code: time.scan_ms for code, time in load_scan_times(self._folder).items()}
        return kept | self._measured_scans()
