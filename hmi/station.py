"""The composition root: builds, starts and stops everything, and gives one snapshot of it.

Qt never appears here: whoever makes a station gives it a host for its workers (``hmi.qthreads``).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime

from hmi import __version__
from hmi.alarms import AlarmBoard, AlarmChange, AlarmEvent, Facts, OverrunShares, conditions
from hmi.at_rest import RowsAtRest
from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder, make_writable
from hmi.config.only_instance import only_instance
from hmi.config.scan_times import save_scan_times
from hmi.config.settings import ApiSettings, Settings, environment_of
from hmi.eventlog import EventLog, StationWatch
from hmi.figures import FigureHistory
from hmi.historian.backup import CsvBackup
from hmi.historian.protocol import TrendSource
from hmi.historian.quarantine import Quarantine
from hmi.historian.tag_directory import TagDirectory
from hmi.logs import logging_to, set_level
from hmi.melsec.simulator.plant import SimulatedPlant
from hmi.model.attempt import Attempt
from hmi.model.errors import HmiError
from hmi.model.events import BY_ITSELF, EventKind
from hmi.model.plant import Plant, Plc
from hmi.model.status import GroupState, RowCounts, StationStatus
from hmi.model.tables import with_log_modes
from hmi.model.times import utc_text
from hmi.model.worker import WorkerHandle, WorkerHost
from hmi.polling.clock import StationClock
from hmi.polling.engine import PollingEngine
from hmi.polling.latest import LatestValues
from hmi.polling.triggers import TriggerTicket
from hmi.remote import Remote
from hmi.settings_setup import StationSettings
from hmi.setup import PlantSetup
from hmi.storage import Storage, mappings_of

_log = logging.getLogger(__name__)

_STOP_S = 8.0
"""For the whole end: 10 s are promised, and the process has to go too."""
_POLLING_STOP_S = 5.0
_EVENTS_STOP_S = 0.5
_FIGURES_STOP_S = 0.5
_REMOTE_STOP_S = 1.0
_SCAN_TIMES_S = 0.5
"""They are worth no more."""

_ALARM_EVENTS = {
    AlarmChange.RAISED: EventKind.ALARM_RAISED,
    AlarmChange.ACKNOWLEDGED: EventKind.ALARM_ACKNOWLEDGED,
    AlarmChange.CLEARED: EventKind.ALARM_CLEARED,
}


class Station:
    """Everything between the PLCs and the historian, for one data folder.

    ``start`` and ``stop`` come once and in this order; everything else may be called from any thread.
    """

    is_ready = False
    """Between its start and its end: then it takes commands."""

    def __init__(
        self,
        folder: DataFolder,
        settings: Settings,
        host: WorkerHost,
        *,
        demo: bool = False,
        remote: Callable[[Station, WorkerHost], Remote] | None = None,
    ) -> None:
        self.data_folder = folder
        self.settings = settings
        self.demo = demo
        self.name = settings.station_name or ("Demo plant" if demo else folder.root.name)
        self._host = host
        self._database = ConfigDatabase(folder.station_db)
        self._mappings = mappings_of(folder, settings)
        self._directory = TagDirectory()
        self._storage = Storage(folder, settings, self._mappings, self._directory, host)
        self.live = LatestValues()
        self.events = EventLog(folder.events_db)
        self.at_rest = RowsAtRest(
            self._storage.backups,
            self._storage.quarantine,
            self._storage.replay,
            self.events,
            keep_days=settings.keep_replayed_days,
        )
        self._clock = StationClock()
        self._engine = PollingEngine(
            self._load_plant,
            self._storage.queue,
            host,
            folder.journal,
            max_running=settings.max_running_groups,
            clock=self._clock,
            last_times=self._storage.journal.last_times,
            latest=self.live,
        )
        self.remote = remote(self, host) if remote is not None else None
        self._make_setups()
        self._simulated_ports: dict[str, int] = {}
        self._alarms = AlarmBoard(self._tell_alarm)
        self._overruns = OverrunShares()
        self._watch = StationWatch(self.events)
        self._alarms_lock = threading.Lock()
        self._open = ExitStack()
        self.figures = FigureHistory(folder.figures_db, self.status)
        self._watch_events: WorkerHandle | None = None
        self._watch_figures: WorkerHandle | None = None
        self._started = time.monotonic()

    def _make_setups(self) -> None:
        self.setup = PlantSetup(
            self.data_folder,
            self.events,
            measured_scans=self._measured_scans,
            running=self._running_groups,
            reach=self._simulated,
            changed=self._engine.reload,
        )
        self.settings_setup = StationSettings(
            self.data_folder,
            self.settings,
            self._mappings,
            environment_of(demo=self.demo),
            self.events,
            plant=self._database.load_plant,
            at_once={
                "station.log_level": lambda stored: set_level(stored.log_level),
                "backup.automatic_replay": lambda stored: self._storage.replay.set_automatic(
                    stored.automatic_replay
                ),
            }
            | self._remote_at_once(),
        )

    def _remote_at_once(self) -> dict[str, Callable[[Settings], object]]:
        """The settings of the remote face, where this program has one."""
        remote = self.remote
        if remote is None:
            return {}

        def serve(stored: Settings) -> None:
            remote.apply(stored.api)

        return {f"api.{entry.name}": serve for entry in fields(ApiSettings)}

    # -- life ------------------------------------------------------------------------------------------

    def start(self) -> list[HmiError]:
        """Start the way of a value from its end to its beginning, then every active group.

        Returns the groups' refusals (an unreadable configuration of one group never keeps the others).

        Raises:
            UsageError: the data folder, the configuration or the settings do not allow a start.
        """
        self.data_folder.create()
        make_writable(
            self.settings.backup_path, what="backup folder", remedy="name another in BACKUP_FILE_PATH"
        )
        try:
            self._open.enter_context(only_instance(self.data_folder))
            self._open.enter_context(logging_to(self.data_folder.logs, self.settings.log_level))
            if self.demo:
                self._start_simulated_plant()
            self._load_plant()
            _log.info("Lineside %s starts on %s", __version__, self.data_folder.root)
            self._started = time.monotonic()
            self._watch_events = self._host.start(self.events)
            self._storage.start()
            self._tell_start()
            refused = self._engine.start_all()
            self._watch_figures = self._host.start(self.figures)
            self.is_ready = True
            if self.remote is not None:
                self.remote.apply(self.settings.api)
            return refused
        except BaseException:  # Ctrl+C in the middle, too: no worker may be left behind
            self.stop()
            raise

    def stop(self, timeout: float = _STOP_S) -> None:
        """Stop polling, consumer, writer and connections, in this order; everything is stored or on disk.

        Returns 2 s after ``timeout`` seconds at the latest, even when historian and disks hang.
        """
        deadline = time.monotonic() + timeout
        self.is_ready = False
        if self.remote is not None:
            self.remote.stop(_REMOTE_STOP_S)
        if self._watch_figures is not None:
            self._watch_figures.request_stop()
        Attempt("scan times", self._save_scan_times).ends_in(_SCAN_TIMES_S)
        self._engine.close(min(_POLLING_STOP_S, timeout / 2))
        self._storage.stop(deadline)
        rows = self._storage.ledger.counts()
        if not rows.balanced:
            _log.critical("the ledger does not balance at the end: %s", rows)
        if rows.pending:
            _log.warning("%d rows wait in the journal for the next start", rows.pending)
        _log.info("Lineside stopped: %s", rows)
        self._end_events(rows)
        if self._watch_figures is not None:
            self._watch_figures.join(_FIGURES_STOP_S)
        self._open.close()

    def _tell_start(self) -> None:
        self.events.add(EventKind.PROGRAM_STARTED, version=__version__)
        if self.recovered_rows:
            self.events.add(EventKind.ROWS_RECOVERED, rows=self.recovered_rows)

    def _end_events(self, rows: RowCounts) -> None:
        if self._watch_events is None:
            return
        self.events.add(EventKind.PROGRAM_STOPPED, stored=rows.stored, accepted=rows.accepted)
        self._watch_events.request_stop()
        self._watch_events.join(_EVENTS_STOP_S)

    def _start_simulated_plant(self) -> None:
        plant = self._database.load_plant()
        simulated = SimulatedPlant(plant, ports={plc.plc_code: 0 for plc in plant.plcs})
        self._simulated_ports = simulated.start()
        self._open.callback(simulated.stop)

    def _load_plant(self) -> Plant:
        """The plant as it is recorded: the log modes are those of its tables, too."""
        plant = with_log_modes(self._database.load_plant(), self._mappings)
        self._directory.update(plant)
        if not self._simulated_ports:
            return plant
        return replace(plant, plcs=tuple(map(self._simulated, plant.plcs)))

    def _simulated(self, plc: Plc) -> Plc:
        port = self._simulated_ports.get(plc.plc_code)
        return plc if port is None else replace(plc, ip_address="127.0.0.1", port=port)

    # -- commands --------------------------------------------------------------------------------------

    # ``by`` is who gives the command, for the log of events.

    def start_group(self, group_name: str, *, by: str = BY_ITSELF) -> None:
        """Start one group with the tags that are configured now; raises HmiError when it cannot run."""
        with self._told(group_name, by):
            self._engine.start_group(group_name)
        self.events.add(EventKind.GROUP_STARTED, group_name, by=by)

    def stop_group(self, group_name: str, *, by: str = BY_ITSELF) -> None:
        """Let the group finish its poll and stop it; blocks up to 5 s."""
        with self._told(group_name, by):
            self._engine.stop_group(group_name, _POLLING_STOP_S)
        self.events.add(EventKind.GROUP_STOPPED, group_name, by=by)

    def start_all(self, *, by: str = BY_ITSELF) -> list[HmiError]:
        """Start every active group that does not run; the refusals come back."""
        refused = self._engine.start_all()
        self.events.add(EventKind.ALL_STARTED, by=by)
        for error in refused:
            self.events.add(EventKind.COMMAND_REFUSED, by=by, error=str(error))
        return refused

    def stop_all(self, *, by: str = BY_ITSELF) -> None:
        """Stop every group; blocks up to 5 s."""
        self._engine.stop_all(_POLLING_STOP_S)
        self.events.add(EventKind.ALL_STOPPED, by=by)

    def trigger(self, group_name: str, *, by: str = BY_ITSELF) -> TriggerTicket:
        """Ask a HANDSHAKE group for one poll; the ticket tells what became of it."""
        with self._told(group_name, by):
            ticket = self._engine.trigger(group_name)
        self.events.add(EventKind.GROUP_TRIGGERED, group_name, by=by)
        return ticket

    def acknowledge(self, alarm_id: str, *, by: str = BY_ITSELF) -> bool:
        """A person has seen the alarm; False where it is over, or somebody was faster.

        Of a clock that is not believed it says that the clock is right.
        """
        with self._alarms_lock:
            acknowledged = self._alarms.acknowledge(alarm_id, utc_text(datetime.now(UTC)), by)
        if acknowledged and alarm_id == "clock_refused":
            self._clock.trust()
        return acknowledged

    def _tell_alarm(self, alarm: AlarmEvent) -> None:
        kind = _ALARM_EVENTS[alarm.change]
        self.events.add(kind, alarm.id, by=alarm.by, text=alarm.said, severity=alarm.severity.value)

    @contextmanager
    def _told(self, subject: str, by: str) -> Iterator[None]:
        """A command that is refused is an event, too."""
        try:
            yield
        except HmiError as error:
            self.events.add(EventKind.COMMAND_REFUSED, subject, by=by, error=str(error))
            raise

    # -- rows at rest ----------------------------------------------------------------------------------

    @property
    def backups(self) -> CsvBackup:
        """The CSV backup files."""
        return self._storage.backups

    @property
    def quarantine(self) -> Quarantine:
        """The rows that the historian refused."""
        return self._storage.quarantine

    def _save_scan_times(self) -> None:
        save_scan_times(self.data_folder, self._measured_scans(), datetime.now(UTC))

    def _measured_scans(self) -> dict[str, float]:
        """The scan times in ms that were measured since the start, by PLC."""
        return {plc.plc_code: plc.scan_ms for plc in self._engine.plcs() if plc.scan_ms is not None}

    def _running_groups(self) -> list[str]:
        return [g.group_name for g in self._engine.groups() if g.state is not GroupState.STOPPED]

    @property
    def recovered_rows(self) -> int:
        """Rows that an earlier run had accepted and not brought to rest; they were in the journal."""
        return self._storage.journal.leftover_values

    @property
    def rows_in_danger(self) -> int:
        """How many rows an end of the program could lose at most: neither disk nor historian takes them."""
        storage = self._storage
        is_refused = storage.journal.refuses and storage.writer.disk_refuses
        return storage.ledger.counts().pending if is_refused else 0

    @property
    def historian(self) -> TrendSource:
        """What is stored, to be read; off the GUI thread, all but its place."""
        return self._storage.historian

    # -- one snapshot ----------------------------------------------------------------------------------

    def status(self) -> StationStatus:
        """Everything at one moment; costs a few milliseconds at most."""
        storage, monotonic = self._storage, time.monotonic()
        queue, buffer, writer = storage.queue.status(), storage.buffer.status(), storage.writer.status()
        groups, plcs, workers = self._engine.groups(), self._engine.plcs(), self._host.statuses()
        rows, backup = storage.ledger.counts(), storage.backup_status()
        with self._alarms_lock:
            facts = Facts(
                groups=groups,
                plcs=plcs,
                queue=queue,
                buffer=buffer,
                writer=writer.state,
                rows=rows,
                set_aside_rows=storage.replay.set_aside_rows,
                backup=backup,
                workers=workers,
                writer_error=storage.writer.last_error,
                writer_waits_s=storage.writer.waits_s,
                backup_refuses=storage.writer.disk_refuses,
                journal_refuses=storage.journal.refuses,
                disks=storage.disks.spaces(),
                overrun_pct=self._overruns.update(groups, monotonic),
                clock=self._clock.status(),
            )
            self._watch.look(facts, monotonic)
            alarms = self._alarms.update(conditions(facts), utc_text(datetime.now(UTC)), monotonic)
            over = self._alarms.over
        return StationStatus(
            station=self.name,
            version=__version__,
            uptime_s=round(time.monotonic() - self._started, 1),
            groups=groups,
            plcs=plcs,
            queue=queue,
            buffer=buffer,
            writer=writer,
            backup=backup,
            rows=rows,
            alarms=alarms,
            alarms_over=over,
            workers=workers,
        )
