"""The way of rows from the data queue to their rest: built, started, stopped and watched as one."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from hmi.config.folder import DataFolder
from hmi.config.mapping_file import load_mappings
from hmi.config.settings import OracleConnection, Settings
from hmi.historian.backup import CsvBackup
from hmi.historian.backup_watch import BackupWatch
from hmi.historian.feed import ReplayFeed
from hmi.historian.protocol import Historian
from hmi.historian.quarantine import Quarantine
from hmi.historian.replay import Replay
from hmi.historian.sqlite import SqliteHistorian
from hmi.historian.tag_directory import TagDirectory
from hmi.historian.writer import Writer
from hmi.model.attempt import Attempt
from hmi.model.status import BackupStatus
from hmi.model.tables import OWN_MAPPINGS, Mappings
from hmi.model.worker import Worker, WorkerHandle, WorkerHost
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.consumer import Consumer
from hmi.pipeline.disk import DiskWatch
from hmi.pipeline.journal import Journal
from hmi.pipeline.journal_keeper import JournalKeeper
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.queue import DataQueue

if TYPE_CHECKING:
    from hmi.historian.oracle import OracleHistorian

_log = logging.getLogger(__name__)

_CONSUMER_STOP_S = 4.0
_HELPER_STOP_S = 0.5
"""Of workers that only wait between two looks."""
_LET_GO_S = 3.0
"""Of the time for the whole end: what a hanging historian takes to be let go."""
_LAST_ROWS_S = 1.0
"""Of that: what is kept for bringing the last rows to CSV."""
_CLOSE_S = 1.1
"""After all that: the journal gives up by itself after 1 s."""
_WATCHES = ("journal", "disk", "backup")
"""Workers that nobody needs to the end but to know how it was."""


class Storage:
    """Data queue, journal, buffer, writer, historian, CSV backup with its replay, and quarantine.

    ``start`` and ``stop`` come once and in this order; what it is made of may be asked from any thread.
    """

    def __init__(
        self,
        folder: DataFolder,
        settings: Settings,
        mappings: Mappings,
        directory: TagDirectory,
        host: WorkerHost,
    ) -> None:
        self.ledger = Ledger()
        self.backups = CsvBackup(settings.backup_path, keep_days=settings.keep_replayed_days)
        self.quarantine = Quarantine(folder.quarantine)
        self.journal = Journal(folder.journal, strict=settings.journal_strict)
        self.queue = DataQueue(self.ledger, self.backups, self.journal, max_readings=settings.queue_max)
        self.buffer = CircularBuffer(
            self.ledger, self.backups, self.journal, max_values=settings.buffer_max_size
        )
        self.historian = make_historian(folder, settings, mappings, directory)
        feed = ReplayFeed()
        self.writer = Writer(
            self.buffer,
            self.historian,
            self.backups,
            self.quarantine,
            self.ledger,
            self.journal,
            feed,
            batch_size=settings.buffer_batch_size,
            interval_s=settings.buffer_write_interval_s,
            retry_delays=settings.retry_delays,
        )
        self.replay = Replay(
            self.backups,
            self.quarantine,
            feed,
            directory,
            self.ledger,
            folder.journal / "replay.json",
            historian_fails=lambda: self.writer.historian_fails,
            automatic=settings.automatic_replay,
            rows_per_s=settings.replay_rows_per_s,
            batch_size=settings.buffer_batch_size,
        )
        self.disks = DiskWatch((folder.root, settings.backup_path))
        self._backup_watch = BackupWatch(self.backups)
        self._host = host
        self._handles: dict[str, WorkerHandle] = {}

    def start(self) -> None:
        """Take up what an earlier run left, then start every worker from the end of the way to its beginning.

        Raises:
            UsageError: the journal's folder cannot be written, or its file is of a newer version.
        """
        self.journal.open()
        consumer = Consumer(self.queue, self.buffer, self.journal, self.ledger)
        workers: tuple[Worker, ...] = (
            JournalKeeper(self.journal),
            self.disks,
            self._backup_watch,
            self.writer,
            self.replay,
            consumer,
        )
        for worker in workers:
            self._handles[worker.name] = self._host.start(worker)

    def stop(self, deadline: float) -> None:
        """Have everything stored or on disk until ``deadline`` (``time.monotonic``).

        Never hangs: 2 s after the deadline what a disk or the historian still holds up is left behind.
        """
        self._ask_to_stop("replay", "consumer")
        self.replay.wake()
        self.queue.wake()
        self._end("consumer", min(_CONSUMER_STOP_S, (deadline - time.monotonic()) / 2))
        self._end("replay", _HELPER_STOP_S)
        self._stop_writer(deadline)
        self._ask_to_stop(*_WATCHES)
        patience = time.monotonic() + _HELPER_STOP_S
        for name in _WATCHES:
            self._end(name, patience - time.monotonic())
        self._close()

    def backup_status(self) -> BackupStatus:
        """The backup folder, as it was half a second ago, and its replay; never waits for a disk."""
        status, moved = self._backup_watch.status(), sum(self.replay.stored_rows().values())
        pending = max(0, status.pending_rows - moved)
        return replace(status, pending_rows=pending, replay=self.replay.status())

    def _stop_writer(self, deadline: float) -> None:
        handle = self._handles.get(self.writer.name)
        if handle is None:
            return
        handle.request_stop()
        self.buffer.wake()
        if not handle.join(max(0.5, deadline - time.monotonic() - _LET_GO_S)):
            _log.critical("the writer hangs in the historian; what it holds goes to the CSV backup")
            self.historian.close()  # ends a write in progress
            handle.join(max(0.1, deadline - time.monotonic() - _LAST_ROWS_S))
        # After a proper end the buffer is empty and this does nothing; a dead writer may have left rows.
        if not Attempt("last rows", self.writer.abandon).ends_in(
            max(_LAST_ROWS_S, deadline - time.monotonic())
        ):
            _log.critical("the backup disk hangs; of the rows in the buffer only the journal's are safe")

    def _close(self) -> None:
        """Let go of every file, at the same time: a disk that hangs holds up none of the others."""
        attempts = [
            Attempt("close journal", self.journal.close),
            Attempt("close CSV backup", self.backups.close),
            Attempt("close quarantine", self.quarantine.close),
        ]
        writer = self._handles.get(self.writer.name)
        if writer is None or not writer.is_alive():  # else it was closed already, to end what hangs in it
            attempts.append(Attempt("close historian", self.historian.close))
        end = time.monotonic() + _CLOSE_S
        for attempt in attempts:
            if not attempt.ends_in(end - time.monotonic()):
                _log.critical("%r hangs: look at the disk; what is in the file already is safe", attempt.name)

    def _ask_to_stop(self, *names: str) -> None:
        for name in names:
            if name in self._handles:
                self._handles[name].request_stop()

    def _end(self, name: str, timeout: float) -> None:
        self._ask_to_stop(name)
        if name in self._handles and not self._handles[name].join(timeout):
            _log.critical("worker %r does not end", name)


def mappings_of(folder: DataFolder, settings: Settings) -> Mappings:
    """Which table keeps which category; mapping.toml is for Oracle alone.

    Raises:
        UsageError: something in mapping.toml is not allowed.
    """
    return OWN_MAPPINGS if settings.oracle is None else load_mappings(folder.mapping_file)


def make_historian(
    folder: DataFolder, settings: Settings, mappings: Mappings, directory: TagDirectory
) -> Historian:
    """The historian that the settings name; ``directory`` tells it of the tags.

    Raises:
        UsageError: the password is not known.
    """
    if settings.oracle is None:
        return SqliteHistorian(folder.historian_db)
    return make_oracle(settings.oracle, mappings, directory)


def make_oracle(oracle: OracleConnection, mappings: Mappings, directory: TagDirectory) -> OracleHistorian:
    """The Oracle historian of these settings and tables.

    Raises:
        UsageError: the password is not known.
    """
    # The driver is loaded where it is used: it costs more to import than everything else together.
    from hmi.historian.oracle import OracleHistorian, OracleSettings
    from hmi.historian.oracle_tables import OracleTables

    settings = OracleSettings(
        host=oracle.host,
        port=oracle.port,
        service_name=oracle.service_name,
        username=oracle.username,
        password=oracle.password(),
        pool_min=oracle.pool_min,
        pool_max=oracle.pool_max,
        connect_timeout=oracle.connect_timeout,
        call_timeout=oracle.call_timeout,
    )
    return OracleHistorian(settings, OracleTables(mappings, directory))
