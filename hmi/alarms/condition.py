"""What is known at a moment, and what of it is abnormal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hmi.model.said import Said, Speech, speech_text
from hmi.model.status import (
    BackupStatus,
    BufferStatus,
    GroupStatus,
    PlcStatus,
    QueueStatus,
    RowCounts,
    WorkerStatus,
    WriterState,
)
from hmi.pipeline.disk import DiskSpace
from hmi.polling.clock import ClockStatus


class Severity(StrEnum):
    """How soon somebody has to act; in this order."""

    CRITICAL = "critical"
    """At once: rows are lost, or will be."""
    HIGH = "high"
    """Soon: values are missing, or what keeps them safe is gone."""
    MEDIUM = "medium"
    """Today."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something abnormal that asks for a person; ``id`` names it for as long as it lasts.

    The part of the id before a colon is its kind. ``said`` is it in a sentence; ``advice`` says what it
    means, what to do and what goes on by itself.
    """

    id: str
    severity: Severity
    said: Said
    advice: Speech
    raises: bool = True
    """False: not bad enough for a new alarm, but one that stands goes on (two limits instead of one)."""
    happened: int = 0
    """How often something happened since the start; its alarm stays until it is acknowledged.

    0 for what is so, or is not so.
    """

    @property
    def text(self) -> str:
        """``said`` in English."""
        return str(self.said)

    @property
    def guidance(self) -> str:
        """``advice`` in English."""
        return speech_text(self.advice)

    @property
    def kind(self) -> str:
        """What sort of alarm it is."""
        return self.id.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the station knows at one moment, as far as an alarm may come of it."""

    groups: tuple[GroupStatus, ...]
    plcs: tuple[PlcStatus, ...]
    queue: QueueStatus
    buffer: BufferStatus
    writer: WriterState
    rows: RowCounts
    set_aside_rows: int = 0
    """Damaged rows of backup files, which ``rows`` counts as quarantined."""
    backup: BackupStatus = field(default_factory=BackupStatus)
    workers: tuple[WorkerStatus, ...] = ()
    writer_error: str | None = None
    """What the historian said last, when it did not take rows."""
    writer_waits_s: float = 0.0
    """For how long it has not answered the attempt in progress."""
    backup_refuses: bool = False
    """The historian does not take rows, and the disk of the backup folder neither."""
    journal_refuses: bool = False
    """The disk does not take what is read into the journal."""
    disks: tuple[DiskSpace, ...] = ()
    overrun_pct: Mapping[str, float] = field(default_factory=dict)
    """By group: the share of its polls that were left out lately (``OverrunShares``)."""
    clock: ClockStatus = field(default_factory=ClockStatus)
