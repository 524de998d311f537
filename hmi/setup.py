"""The station's configuration: looked at, checked and changed while groups run."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from hmi.config.affected import AffectedGroups, affected_groups
from hmi.config.changes import Change, ChangeKind, PlantEdit, changes
from hmi.config.database import ConfigDatabase
from hmi.config.draft_rules import edit_problems
from hmi.config.exporter import ExportedFile, export
from hmi.config.folder import DataFolder
from hmi.config.importer import Comparison, compare_files, sound_part
from hmi.config.merge import Rules
from hmi.config.merge_tags import Defaults
from hmi.config.plant_draft import PlantDraft
from hmi.config.scan_times import load_scan_times, save_scan_times
from hmi.eventlog import EventLog
from hmi.melsec.examine import Examination, examine
from hmi.melsec.look import Look, read_once
from hmi.melsec.probe import ProbeStep
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.errors import UsageError
from hmi.model.events import BY_ITSELF, EventKind
from hmi.model.plant import Plant, Plc, Tag
from hmi.polling.forecast import PlcForecast, forecast_plant

RULES = Rules(check_address, check_ack_address)
"""What MELSEC says of addresses."""

_MOST_EVENTS = 20
_PATIENCE_S = 3.0
"""Whoever looks at a window waits no longer for one step, whatever a group's timeout is."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of an edited plant: how many changes were stored, and which groups they concern."""

    count: int
    groups: AffectedGroups


class PlantSetup:
    """PLCs, groups and tags as they are stored; from any thread but that of a window, for it reads files.

    ``measured_scans`` gives the scan times in ms that were measured since the start, by PLC; ``running`` the
    names of the groups that run; ``reach`` says where a PLC really is (the demo's are simulated); ``changed``
    is called after every change that was stored. A group that runs keeps its tags and settings until it is
    restarted.
    """

    def __init__(
        self,
        folder: DataFolder,
        events: EventLog,
        *,
        measured_scans: Callable[[], dict[str, float]],
        running: Callable[[], Collection[str]],
        reach: Callable[[Plc], Plc],
        changed: Callable[[], None],
    ) -> None:
        self._folder = folder
        self._events = events
        self._measured_scans = measured_scans
        self._running = running
        self._reach = reach
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

    # -- the whole plant as a draft ------------------------------------------------------------------------

    def draft(self) -> PlantDraft:
        """The stored configuration to be edited.

        Raises:
            UsageError: it cannot be read.
        """
        return PlantDraft(self._database.load_plant(), RULES)

    def forecast(self, plant: Plant) -> tuple[PlcForecast, ...]:
        """What a plant that is not stored yet would cost each PLC."""
        return forecast_plant(plant, self._scan_times())

    def apply(self, edit: PlantEdit, *, by: str = BY_ITSELF) -> Applied:
        """Store an edited plant; every change is an event, many are one.

        Raises:
            ChangedMeanwhileError: somebody else has changed it meanwhile.
            UsageError: something is wrong with the plant, or it cannot be written; it stays as it was.
        """
        problem = next(edit_problems(edit, RULES), None)
        if problem:
            raise UsageError(f"Nothing was applied: {problem}")
        found = changes(edit)
        self._database.replace_plant(edit.stored, edit.wanted)
        for subject, text in _events_of(found):
            _log.info("configuration: %s", text)
            self._events.add(EventKind.CONFIG_CHANGED, subject, by=by, change=text)
        self._changed()
        return Applied(len(found), affected_groups(edit.stored, edit.wanted, self._running()))

    def compare(self, plant: Plant, files: Sequence[Path], *, group: str = "", plc: str = "") -> Comparison:
        """A dry run of importing CSV files into a plant; ``group`` and ``plc`` are for tags that name none.

        Raises:
            UsageError: there is no PLC ``plc``.
        """
        defaults = Defaults(group or None, plc or None, "name one above", "choose one above")
        return compare_files(plant, files, RULES, defaults)

    def merged(self, comparison: Comparison) -> Plant:
        """The plant with every row of the files that is right.

        Raises:
            UsageError: something is wrong that is no row's.
        """
        return sound_part(comparison, RULES)

    def export(self, folder: Path) -> tuple[ExportedFile, ...]:
        """Write the stored configuration as CSV files that import back without a loss.

        Raises:
            UsageError: it cannot be read, or the folder cannot be written to.
        """
        return export(self._database, folder)

    # -- looking at PLCs -----------------------------------------------------------------------------------

    def examine(self, plc: Plc, tags: Sequence[Tag], begins: Callable[[ProbeStep], object]) -> Examination:
        """Try the way to a PLC as it is written here; its scan time is kept for plans. Takes 18 s at most.

        Raises:
            PlcError: it does not answer, or not as it should.
        """
        found = examine(self._impatient(plc), tags, begins)
        if found.scan_ms is not None:
            save_scan_times(self._folder, {plc.plc_code: found.scan_ms}, datetime.now(UTC))
        return found

    def read_once(self, plc: Plc, tags: Sequence[Tag]) -> list[Look]:
        """What these tags hold in the PLC now; takes 6 s at most for the first answer.

        Raises:
            PlcError: it does not answer.
        """
        return read_once(self._impatient(plc), tags)

    def _impatient(self, plc: Plc) -> Plc:
        patience = min(plc.connection_timeout, _PATIENCE_S)
        return replace(self._reach(plc), connection_timeout=patience)

    def _scan_times(self) -> dict[str, float]:
        kept = {code: time.scan_ms for code, time in load_scan_times(self._folder).items()}
        return kept | self._measured_scans()


def _events_of(found: Sequence[Change]) -> Iterator[tuple[str, str]]:
    """Subject and text of the events of these changes: one for each, or one for each sort of many."""
    if len(found) <= _MOST_EVENTS:
        yield from ((change.key, str(change)) for change in found)
        return
    for (table, kind), number in Counter((change.table, change.kind) for change in found).items():
        what = {"plc_connections": "PLCs", "polling_groups": "polling groups", "tags": "tags"}[table]
        unit = f"values of {what}" if kind is ChangeKind.CHANGED else what
        yield table, f"{number:,} {unit} {kind}"
