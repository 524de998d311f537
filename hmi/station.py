"""The composition root: builds, starts and stops everything, and gives one snapshot of it.

Qt never appears here: whoever makes a station gives it a host for its workers (``hmi.qthreads``).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from hmi import __version__
from hmi.alarms import AlarmBoard, Facts, OverrunShares, conditions
from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder, make_writable
from hmi.config.group_check import GroupCheck, check_group, with_group
from hmi.config.scan_times import load_scan_times, save_scan_times
from hmi.config.settings import Settings
from hmi.historian.backup import CsvBackup
from hmi.historian.quarantine import Quarantine
from hmi.historian.tag_directory import TagDirectory
from hmi.logs import logging_to
from hmi.melsec.simulator.plant import SimulatedPlant
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.attempt import Attempt
from hmi.model.errors import HmiError, UsageError
from hmi.model.plant import Plant, Plc, PollingGroup
from hmi.model.status import StationStatus
from hmi.model.tables import with_log_modes
from hmi.model.times import utc_text
from hmi.model.worker import WorkerHost
from hmi.polling.clock import StationClock
from hmi.polling.engine import PollingEngine
from hmi.polling.forecast import PlcForecast, forecast_plant
from hmi.polling.triggers import TriggerTicket
from hmi.storage import Storage, mappings_of

_log = logging.getLogger(__name__)

_STOP_S = 8.0
"""For the whole end: 10 s are promised, and the process has to go too."""
_POLLING_STOP_S = 5.0
_SCAN_TIMES_S = 0.5
"""They are worth no more."""


@dataclass(frozen=True, slots=True)
class GroupReview:
    """A group before it is saved: what is wrong with it, and else what its PLC will have to do."""

    check: GroupCheck
    forecast: PlcForecast | None
    """None where something is wrong with the group."""


class Station:
    """Everything between the PLCs and the historian, for one data folder.

    ``start`` and ``stop`` come once and in this order; everything else may be called from any thread.
    """

    def __init__(
        self, folder: DataFolder, settings: Settings, host: WorkerHost, *, demo: bool = False
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
        self._clock = StationClock()
        self._engine = PollingEngine(
            self._load_plant,
            self._storage.queue,
            host,
            folder.journal,
            max_running=settings.max_running_groups,
            clock=self._clock,
            last_times=self._storage.journal.last_times,
        )
        self._simulated_ports: dict[str, int] = {}
        self._alarms = AlarmBoard()
        self._overruns = OverrunShares()
        self._alarms_lock = threading.Lock()
        self._open = ExitStack()
        self._started = time.monotonic()

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
            self._storage.start()
            return self._engine.start_all()
        except BaseException:  # Ctrl+C in the middle, too: no worker may be left behind
            self.stop()
            raise

    def stop(self, timeout: float = _STOP_S) -> None:
        """Stop polling, consumer, writer and connections, in this order; everything is stored or on disk.

        Returns 2 s after ``timeout`` seconds at the latest, even when historian and disks hang.
        """
        deadline = time.monotonic() + timeout
        Attempt("scan times", self._save_scan_times).ends_in(_SCAN_TIMES_S)
        self._engine.close(min(_POLLING_STOP_S, timeout / 2))
        self._storage.stop(deadline)
        rows = self._storage.ledger.counts()
        if not rows.balanced:
            _log.critical("the ledger does not balance at the end: %s", rows)
        if rows.pending:
            _log.warning("%d rows wait in the journal for the next start", rows.pending)
        _log.info("Lineside stopped: %s", rows)
        self._open.close()

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

    def start_group(self, group_name: str) -> None:
        """Start one group with the tags that are configured now; raises HmiError when it cannot run."""
        self._engine.start_group(group_name)

    def stop_group(self, group_name: str) -> None:
        """Let the group finish its poll and stop it; blocks up to 5 s."""
        self._engine.stop_group(group_name, _POLLING_STOP_S)

    def start_all(self) -> list[HmiError]:
        """Start every active group that does not run; the refusals come back."""
        return self._engine.start_all()

    def stop_all(self) -> None:
        """Stop every group; blocks up to 5 s."""
        self._engine.stop_all(_POLLING_STOP_S)

    def trigger(self, group_name: str) -> TriggerTicket:
        """Ask a HANDSHAKE group for one poll; the ticket tells what became of it."""
        return self._engine.trigger(group_name)

    def acknowledge(self, alarm_id: str) -> bool:
        """A person has seen the alarm; False where it is over, or somebody was faster.

        Of a clock that is not believed it says that the clock is right.
        """
        with self._alarms_lock:
            acknowledged = self._alarms.acknowledge(alarm_id, utc_text(datetime.now(UTC)))
        if acknowledged and alarm_id == "clock_refused":
            self._clock.trust()
        return acknowledged

    # -- rows at rest ----------------------------------------------------------------------------------

    @property
    def backups(self) -> CsvBackup:
        """The CSV backup files."""
        return self._storage.backups

    @property
    def quarantine(self) -> Quarantine:
        """The rows that the historian refused."""
        return self._storage.quarantine

    def replay_backups(self, names: Sequence[str] | None = None) -> None:
        """Send the rows of these files to the historian, or of all; returns at once."""
        self._storage.replay.start(names)

    def pause_replay(self) -> None:
        """Stop the replay that was asked for; what is left waits."""
        self._storage.replay.pause()

    def set_automatic_replay(self, on: bool) -> None:
        """Whether rows go back by themselves; until the end of the program, whatever the settings say."""
        self._storage.replay.set_automatic(on)

    # -- setup -----------------------------------------------------------------------------------------

    def plant(self) -> Plant:
        """The configuration as it is stored now; a running group may still have another.

        Raises:
            UsageError: it cannot be read.
        """
        return self._database.load_plant()

    def forecasts(self) -> tuple[PlcForecast, ...]:
        """What the stored configuration costs each PLC; takes a while, so not on the GUI thread.

        Raises:
            UsageError: the configuration cannot be read.
        """
        return forecast_plant(self._database.load_plant(), self._scan_times())

    def review(self, group: PollingGroup) -> GroupReview:
        """Look at a new or changed group before it is saved; takes a while, so not on the GUI thread.

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

    def save_group(self, group: PollingGroup) -> None:
        """Store a new or changed group. A group that runs keeps its tags and settings until it is restarted.

        Raises:
            UsageError: something is wrong with the group, or the configuration cannot be written; then it
                stays as it was.
        """
        stored = self._database.load_plant()
        check = check_group(group, stored, check_address, check_ack_address)
        check.require_sound()
        self._database.replace_plant(stored, with_group(stored, check.group))
        _log.info("group %s was saved: %s", group.group_name, check.group)
        self._engine.reload()

    def _save_scan_times(self) -> None:
        save_scan_times(self.data_folder, self._measured_scans(), datetime.now(UTC))

    def _measured_scans(self) -> dict[str, float]:
        """The scan times in ms that were measured since the start, by PLC."""
        return {plc.plc_code: plc.scan_ms for plc in self._engine.plcs() if plc.scan_ms is not None}

    def _scan_times(self) -> dict[str, float]:
        kept = {code: time.scan_ms for code, time in load_scan_times(self.data_folder).items()}
        return kept | self._measured_scans()

    @property
    def recovered_rows(self) -> int:
        """Rows that an earlier run had accepted and not brought to rest; they were in the journal."""
        return self._storage.journal.leftover_values

    @property
    def historian_place(self) -> str:
        """Which database the historian is: ``USER@host:port/service``, or the name of its file."""
        return self._storage.historian.place

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
            alarms = self._alarms.update(conditions(facts), utc_text(datetime.now(UTC)), monotonic)
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
            workers=workers,
        )


@contextmanager
def only_instance(folder: DataFolder) -> Iterator[None]:
    """Hold the data folder: two stations in one would write each other's files.

    Raises:
        UsageError: another process holds it, or this user may not.
    """
    try:
        lock = FileLock(folder.root / "station.lock", thread_local=False).acquire(timeout=0)
    except Timeout as error:
        raise UsageError(
            f"Another Lineside already works on the data folder {folder.root}: "
            "close it first, or name another folder with --data-dir"
        ) from error
    except PermissionError as error:
        raise UsageError(
            f"{error.filename or folder.root} cannot be opened for writing: another user has made it; allow "
            "this user to, or name another folder with --data-dir"
        ) from error
    with lock:
        yield
