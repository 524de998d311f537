"""What happened in the station, and who did it: everything that asks nobody to act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

Detail = str | int | float
"""One figure or word of an event's sentence."""

BY_ITSELF = ""
"""Who did it, where nobody did."""


class EventKind(StrEnum):
    """What sort of thing happened; each has its sentence in ``TEXTS``."""

    PROGRAM_STARTED = "program_started"
    PROGRAM_STOPPED = "program_stopped"
    ROWS_RECOVERED = "rows_recovered"
    GROUP_STARTED = "group_started"
    GROUP_STOPPED = "group_stopped"
    GROUP_TRIGGERED = "group_triggered"
    ALL_STARTED = "all_started"
    ALL_STOPPED = "all_stopped"
    COMMAND_REFUSED = "command_refused"
    ALARM_RAISED = "alarm_raised"
    ALARM_ACKNOWLEDGED = "alarm_acknowledged"
    ALARM_CLEARED = "alarm_cleared"
    REPLAY_ASKED = "replay_asked"
    REPLAY_PAUSED = "replay_paused"
    AUTOMATIC_REPLAY = "automatic_replay"
    BACKUP_DELETED = "backup_deleted"
    BACKUP_EXPORTED = "backup_exported"
    QUARANTINE_CORRECTED = "quarantine_corrected"
    QUARANTINE_RELEASED = "quarantine_released"
    QUARANTINE_DELETED = "quarantine_deleted"
    CONFIG_CHANGED = "config_changed"
    SETTINGS_CHANGED = "settings_changed"
    ENGINEER_UNLOCKED = "engineer_unlocked"
    ENGINEER_LOCKED = "engineer_locked"
    ENGINEER_REFUSED = "engineer_refused"
    PIN_CHANGED = "pin_changed"


TEXTS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.PROGRAM_STARTED: "Lineside {version} has started",
        EventKind.PROGRAM_STOPPED: "Lineside has stopped: {stored} of {accepted} rows are in the historian",
        EventKind.ROWS_RECOVERED: "{rows} rows of the run before were taken out of the journal",
        EventKind.GROUP_STARTED: "Group {subject} was started",
        EventKind.GROUP_STOPPED: "Group {subject} was stopped",
        EventKind.GROUP_TRIGGERED: "Group {subject} was triggered",
        EventKind.ALL_STARTED: "All groups were started",
        EventKind.ALL_STOPPED: "All groups were stopped",
        EventKind.COMMAND_REFUSED: "{error}",
        EventKind.ALARM_RAISED: "Alarm: {text}",
        EventKind.ALARM_ACKNOWLEDGED: "Alarm acknowledged: {text}",
        EventKind.ALARM_CLEARED: "Alarm over: {text}",
        EventKind.REPLAY_ASKED: "The replay of {files} was asked for",
        EventKind.REPLAY_PAUSED: "The replay was paused",
        EventKind.AUTOMATIC_REPLAY: "Automatic replay was switched {switched}",
        EventKind.BACKUP_DELETED: "Backup file {subject} was deleted; {rows} of its rows are not stored",
        EventKind.BACKUP_EXPORTED: "{files} backup files were exported to {subject}",
        EventKind.QUARANTINE_CORRECTED: "{rows} rows in quarantine were corrected and sent again",
        EventKind.QUARANTINE_RELEASED: "{rows} rows in quarantine were sent again",
        EventKind.QUARANTINE_DELETED: "{rows} rows in quarantine were deleted",
        EventKind.CONFIG_CHANGED: "{change}",
        EventKind.SETTINGS_CHANGED: "Setting {subject} was changed: {old} -> {new}",
        EventKind.ENGINEER_UNLOCKED: "The setup was unlocked",
        EventKind.ENGINEER_LOCKED: "The setup was locked",
        EventKind.ENGINEER_REFUSED: "A wrong PIN was entered for the setup",
        EventKind.PIN_CHANGED: "The engineer PIN was {change}",
    }
)
"""By kind; in braces ``subject`` and the names of an event's ``detail``."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; ``time`` is ISO 8601 in UTC, ``by`` who did it, blank where nobody did.

    ``subject`` is the group, file, alarm or setting it is about.
    """

    time: str
    kind: EventKind
    subject: str = ""
    by: str = BY_ITSELF
    detail: Mapping[str, Detail] = field(default_factory=dict)
    seq: int = 0
    """Its number in the log, counting up; 0 before it is there."""

    def __str__(self) -> str:
        return TEXTS[self.kind].format_map({"subject": self.subject, **self.detail})
