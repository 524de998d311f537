"""What routes answer, where it is not an object of the status itself; times are ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from hmi.model.reading import Destination, Quality
from hmi.model.status import (
    BackupStatus,
    BufferStatus,
    GroupStatus,
    PlcStatus,
    QueueStatus,
    ReplayStatus,
    RowCounts,
    WorkerStatus,
    WriterStatus,
)

JsonValue = bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class AlarmDocument:
    """One alarm: ``text`` says what is wrong, ``guidance`` what to do."""

    id: str
    severity: str
    since: str
    acknowledged: bool
    text: str
    guidance: str


@dataclass(frozen=True, slots=True)
class ListedAlarm(AlarmDocument):
    """One alarm, and who has seen it; ``over_since`` where its cause has gone and nobody had seen it."""

    acknowledged_at: str | None
    acknowledged_by: str
    over_since: str | None


@dataclass(frozen=True, slots=True)
class StationDocument:
    """The whole station at one moment."""

    station: str
    version: str
    uptime_s: float
    groups: list[GroupStatus]
    plcs: list[PlcStatus]
    queue: QueueStatus
    buffer: BufferStatus
    writer: WriterStatus
    backup: BackupStatus
    rows: RowCounts
    alarms: list[AlarmDocument]
    workers: list[WorkerStatus]


@dataclass(frozen=True, slots=True)
class PollingDocument:
    """All groups and the PLCs that they read."""

    groups: list[GroupStatus]
    plcs: list[PlcStatus]


@dataclass(frozen=True, slots=True)
class AllGroups:
    """What became of a command to all groups; ``refused`` has a sentence for each that did not start."""

    groups: list[GroupStatus]
    refused: list[str]


@dataclass(frozen=True, slots=True)
class TriggerDocument:
    """What became of a trigger.

    ``done`` is false while the poll, or the way of its record, is not over; ``merged`` where it shares the
    poll of one less than a second before. ``success`` says that the PLC was read, ``destination`` where the
    record is.
    """

    group_name: str
    accepted_at: str
    merged: bool
    done: bool
    success: bool | None = None
    tag_count: int | None = None
    bad_count: int | None = None
    destination: Destination | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class HealthDocument:
    """Whether rows come to rest as they should; ``reasons`` say why not."""

    healthy: bool
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class BufferMetrics:
    """All figures of the way of a value."""

    queue: QueueStatus
    buffer: BufferStatus
    writer: WriterStatus
    backup: BackupStatus
    rows: RowCounts


@dataclass(frozen=True, slots=True)
class BackupDocument:
    """One backup file; ``confirmed`` of its ``rows`` are in the historian, or refused by it.

    ``rows`` and the times are null where another program keeps the file locked.
    """

    name: str
    rows: int | None
    confirmed: int
    size_bytes: int
    first_ts: str | None
    last_ts: str | None
    is_open: bool
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class BackupsDocument:
    """The backup files of one place, the newest first, and what the replay is doing."""

    files: list[BackupDocument]
    replay: ReplayStatus


@dataclass(frozen=True, slots=True)
class ReplayDocument:
    """A replay that was asked for: it runs by itself; ``replay`` tells how far it is."""

    file: str
    replay: ReplayStatus


@dataclass(frozen=True, slots=True)
class LastGoodDocument:
    """The last value that a tag had before it became BAD."""

    ts: str
    value: JsonValue


@dataclass(frozen=True, slots=True)
class TagDocument:
    """A tag as its last poll found it.

    ``value`` is null where the quality is BAD. A value that is not of now (its group is stopped, or was not
    polled in time) is never GOOD: ``reason`` says why.
    """

    plc_code: str
    tag_address: str
    tag_name: str
    group_name: str
    machine_code: str
    unit: str
    ts: str
    value: JsonValue
    quality: Quality
    reason: str
    last_good: LastGoodDocument | None


@dataclass(frozen=True, slots=True)
class TagsDocument:
    """Part of the tags; ``total`` is how many fit the question."""

    tags: list[TagDocument]
    total: int


@dataclass(frozen=True, slots=True)
class PointDocument:
    """One stored value."""

    ts: str
    value: JsonValue
    quality: Quality


@dataclass(frozen=True, slots=True)
class HistoryDocument:
    """Stored values of one tag, the oldest first; ``more`` where older ones of the time were left out."""

    plc_code: str
    tag_address: str
    points: list[PointDocument]
    more: bool


@dataclass(frozen=True, slots=True)
class AlarmsDocument:
    """The alarms that stand, the highest first, and those that went away before anybody had seen them."""

    alarms: list[ListedAlarm]
    over: list[ListedAlarm]
