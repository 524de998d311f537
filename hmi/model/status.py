"""Snapshots of what every part is doing: the object behind ``hmi collect --json`` and the window.

Field names are a contract with other programs. Times are ISO 8601 text in UTC or None, durations in ms
where the name says so, percentages from 0 to 100.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from hmi.model.said import Said, Speech


class GroupState(StrEnum):
    """State of a polling group; ``error`` means it runs and its last poll brought no value.

    A poll fails when the PLC cannot be read; and where every tag is BAD, nothing was read either.
    """

    STOPPED = "stopped"
    RUNNING = "running"
    STOPPING = "stopping"
    ERROR = "error"


class HandshakePhase(StrEnum):
    """Where the handshake of a group with its PLC stands."""

    WAITING = "waiting"
    """For the trigger bit."""
    READING = "reading"
    SAVING = "saving"
    """The record is on its way to the historian or to disk."""
    ACKNOWLEDGED = "acknowledged"
    """The acknowledge bit is on; the PLC has to take its trigger back."""


class LinkState(StrEnum):
    """State of the way to a PLC; ``idle`` means nothing has asked for it yet."""

    IDLE = "idle"
    CONNECTED = "connected"
    DOWN = "down"


class WriterState(StrEnum):
    """State of the writer; ``backup`` means the historian fails and rows go to CSV files."""

    STOPPED = "stopped"
    RUNNING = "running"
    RETRYING = "retrying"
    BACKUP = "backup"


class ReplayState(StrEnum):
    """What the replay of backup files is doing."""

    IDLE = "idle"
    """Nothing waits, or nobody has asked and it is not automatic."""
    WAITING = "waiting"
    """Rows wait for the historian to take rows again."""
    RUNNING = "running"
    STUCK = "stuck"
    """The historian works, and yet nothing has gone on for a minute."""


@dataclass(frozen=True, slots=True)
class GroupStatus:
    """One polling group.

    ``requests_per_poll`` are the requests that carry its tags; other groups' tags may be in them too.
    """

    group_name: str
    plc_code: str
    mode: str
    state: GroupState
    interval_ms: int
    tag_count: int
    bad_tag_count: int = 0
    """Tags that had no value in the last poll."""
    requests_per_poll: int = 0
    poll_count: int = 0
    success_count: int = 0
    error_count: int = 0
    overrun_count: int = 0
    last_poll_time: str | None = None
    last_error_time: str | None = None
    last_error: str | None = None
    avg_poll_time_ms: float | None = None
    start_late_p99_ms: float | None = None
    poll_time_s: float = 0.0
    """What all successful polls together took."""
    handshake: str | None = None
    """Where the handshake with the PLC stands (``HandshakePhase``); None where no trigger bit is watched."""
    left_out: bool = False
    """Stopped, for as many groups ran as may when it was to be started with the others."""


@dataclass(frozen=True, slots=True)
class PlcStatus:
    """The connections to one PLC; ``requests`` since the start, ``scan_ms`` as its answers show it."""

    plc_code: str
    state: LinkState
    connections_in_use: int = 0
    connections_idle: int = 0
    reconnects: int = 0
    last_error: str | None = None
    requests: int = 0
    scan_ms: float | None = None


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """The data queue, in readings."""

    current_size: int
    max_size: int
    utilization_pct: float


@dataclass(frozen=True, slots=True)
class BufferStatus:
    """The circular buffer, in values; the overflow rate is over the last hour."""

    current_size: int
    max_size: int
    utilization_pct: float
    overflow_count: int = 0
    overflow_rate_pct: float = 0.0


@dataclass(frozen=True, slots=True)
class WriterFigures:
    """How the writer did over some span of time.

    A row's age is the time from its read to its commit; ``avg_write_latency_ms`` is that of one batch.
    """

    success_rate_pct: float = 100.0
    avg_batch_size: float = 0.0
    avg_write_latency_ms: float | None = None
    p50_row_age_ms: float | None = None
    p95_row_age_ms: float | None = None
    max_row_age_ms: float | None = None
    throughput_rows_per_s: float = 0.0


@dataclass(frozen=True, slots=True)
class WriterStatus:
    """The historian's writer; the figures that ``last_hour`` has too are over the last 5 minutes here."""

    backend: str
    state: WriterState
    rows_written: int = 0
    successful_writes: int = 0
    failed_writes: int = 0
    retries: int = 0
    success_rate_pct: float = 100.0
    avg_batch_size: float = 0.0
    avg_write_latency_ms: float | None = None
    p50_row_age_ms: float | None = None
    p95_row_age_ms: float | None = None
    max_row_age_ms: float | None = None
    throughput_rows_per_s: float = 0.0
    write_time_s: float = 0.0
    """What all successful writes together took."""
    last_write_time: str | None = None
    last_hour: WriterFigures = WriterFigures()


@dataclass(frozen=True, slots=True)
class ReplayStatus:
    """The way of rows from backup files back to the historian.

    ``rows_done`` since it began to run, ``rows_left`` in the files it has to do; ``file`` is the one at work,
    of which ``file_rows_done`` are at rest. A person has ``paused`` it, or ``asked`` for it.
    """

    state: ReplayState = ReplayState.IDLE
    automatic: bool = True
    paused: bool = False
    asked: bool = False
    file: str | None = None
    file_rows_done: int = 0
    rows_done: int = 0
    rows_left: int = 0
    rows_per_s: float = 0.0
    seconds_left: float | None = None
    last_error: str | None = None


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """The CSV backup folder; ``pending_rows`` are not yet confirmed in the historian.

    ``set_aside_files`` are damaged: their intact rows were replayed, the rest needs a person.
    """

    file_count: int = 0
    total_bytes: int = 0
    pending_rows: int = 0
    set_aside_files: int = 0
    replay: ReplayStatus = ReplayStatus()


@dataclass(frozen=True, slots=True)
class RowCounts:
    """The law of conservation: accepted = stored + pending + backed_up + quarantined + dropped."""

    accepted: int = 0
    stored: int = 0
    pending: int = 0
    backed_up: int = 0
    quarantined: int = 0
    dropped: int = 0

    def __str__(self) -> str:
        """The law in figures, as a log line tells it."""
        return (
            f"rows accepted {self.accepted} = stored {self.stored} + pending {self.pending} + "
            f"backed up {self.backed_up} + quarantined {self.quarantined} + dropped {self.dropped}"
        )

    @property
    def balanced(self) -> bool:
        """True when every accepted row is somewhere."""
        resting = self.stored + self.backed_up + self.quarantined + self.dropped
        return self.accepted == resting + self.pending


@dataclass(frozen=True, slots=True)
class WorkerStatus:
    """One worker and its signs of life.

    ``silent_s`` is the time since the last one, ``hangs`` whether that is longer than its work explains.
    """

    name: str
    silent_s: float = 0.0
    hangs: bool = False
    restarts: int = 0
    last_death: str | None = None
    last_death_time: str | None = None


@dataclass(frozen=True, slots=True)
class AlarmStatus:
    """One alarm that is raised or not yet acknowledged; ``text`` and ``guidance`` in English.

    What follows them is for those who say it in another language and show who has seen it; it is no part of
    ``as_dict``.
    """

    id: str
    severity: str
    since: str
    acknowledged: bool
    text: str
    guidance: str
    said: Said | None = None
    advice: Speech = ()
    acknowledged_at: str | None = None
    acknowledged_by: str = ""
    over_since: str | None = None
    """When its cause went away, where nobody had acknowledged it until then."""

    def as_dict(self) -> dict[str, Any]:
        """What other programs are told."""
        return {
            "id": self.id,
            "severity": self.severity,
            "since": self.since,
            "acknowledged": self.acknowledged,
            "text": self.text,
            "guidance": self.guidance,
        }


@dataclass(frozen=True, slots=True)
class StationStatus:
    """The whole station at one moment."""

    station: str
    version: str
    uptime_s: float
    groups: tuple[GroupStatus, ...]
    plcs: tuple[PlcStatus, ...]
    queue: QueueStatus
    buffer: BufferStatus
    writer: WriterStatus
    backup: BackupStatus
    rows: RowCounts
    alarms: tuple[AlarmStatus, ...] = field(default=())
    """Those that stand; what happened stands until it is acknowledged."""
    alarms_over: tuple[AlarmStatus, ...] = field(default=())
    """Those whose cause went away before anybody acknowledged them; no part of ``as_dict``.

    A program that watches the station has nothing to do for them, and could not tell them from the others.
    """
    workers: tuple[WorkerStatus, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, texts and numbers, ready for JSON."""
        plain = asdict(replace(self, alarms=(), alarms_over=()))
        del plain["alarms_over"]
        plain["alarms"] = [alarm.as_dict() for alarm in self.alarms]
        return plain
