"""What happened in the station, and who did it: everything that asks nobody to act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from hmi.model.said import Figure, Said, figure_text

_NAMED = 3

BY_ITSELF = ""
"""Who did it, where nobody did."""


class EventKind(StrEnum):
    """What sort of thing happened; each has its sentence in ``TEXTS``, and in the window's languages.

    Names stand in files: those of an older version stay.
    """

    PROGRAM_STARTED = "program_started"
    PROGRAM_STOPPED = "program_stopped"
    PROGRAM_CRASHED = "program_crashed"
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
    PLC_LOST = "plc_lost"
    PLC_BACK = "plc_back"
    GROUP_FAILED = "group_failed"
    GROUP_RECOVERED = "group_recovered"
    HISTORIAN_LOST = "historian_lost"
    HISTORIAN_BACK = "historian_back"
    WORKER_RESTARTED = "worker_restarted"
    CLOCK_SET_BACK = "clock_set_back"
    CLOCK_WENT_FORWARD = "clock_went_forward"
    EVENTS_SET_ASIDE = "events_set_aside"
    REPLAY_ASKED = "replay_asked"
    REPLAY_ALL_ASKED = "replay_all_asked"
    REPLAY_PAUSED = "replay_paused"
    REPLAY_RESUMED = "replay_resumed"
    REPLAY_CANCELLED = "replay_cancelled"
    REPLAY_FINISHED = "replay_finished"
    AUTOMATIC_REPLAY_ON = "automatic_replay_on"
    AUTOMATIC_REPLAY_OFF = "automatic_replay_off"
    BACKUP_DELETED = "backup_deleted"
    BACKUP_EXPORTED = "backup_exported"
    BACKUP_VERIFIED = "backup_verified"
    QUARANTINE_CORRECTED = "quarantine_corrected"
    QUARANTINE_RELEASED = "quarantine_released"
    QUARANTINE_DELETED = "quarantine_deleted"
    QUARANTINE_EXPORTED = "quarantine_exported"
    CONFIG_CHANGED = "config_changed"
    SETTINGS_CHANGED = "settings_changed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  the name of an event
    ENGINEER_UNLOCKED = "engineer_unlocked"
    ENGINEER_LOCKED = "engineer_locked"
    ENGINEER_REFUSED = "engineer_refused"
    PIN_SET = "pin_set"
    PIN_CHANGED = "pin_changed"
    PIN_REMOVED = "pin_removed"
    REMOTE_STARTED = "remote_started"
    REMOTE_STOPPED = "remote_stopped"
    REMOTE_FAILED = "remote_failed"
    REMOTE_REFUSED = "remote_refused"
    READ_TOKEN_RENEWED = "read_token_renewed"  # noqa: S105  the name of an event
    COMMAND_TOKEN_RENEWED = "command_token_renewed"  # noqa: S105  likewise


TEXTS: Mapping[str, str] = MappingProxyType(
    {
        EventKind.PROGRAM_STARTED: "Lineside {version} has started",
        EventKind.PROGRAM_STOPPED: "Lineside has stopped: {stored} of {accepted} rows are in the historian",
        EventKind.PROGRAM_CRASHED: "The program ended unexpectedly at {at}; details in {subject}",
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
        EventKind.PLC_LOST: "PLC {subject} does not answer: {error}",
        EventKind.PLC_BACK: "PLC {subject} answers again after {time}",
        EventKind.GROUP_FAILED: "Group {subject} brings no values: {error}",
        EventKind.GROUP_RECOVERED: "Group {subject} brings values again after {time}",
        EventKind.HISTORIAN_LOST: "The historian does not take rows: {error}",
        EventKind.HISTORIAN_BACK: "The historian takes rows again after {time}",
        EventKind.WORKER_RESTARTED: "Worker '{subject}' was started again: {error}",
        EventKind.CLOCK_SET_BACK: "The clock of this PC was set back by {time}",
        EventKind.CLOCK_WENT_FORWARD: "The clock of this PC went forward by {time}",
        EventKind.EVENTS_SET_ASIDE: "The log of events was damaged and is kept as {subject}",
        EventKind.REPLAY_ASKED: "The replay of {files} was asked for",
        EventKind.REPLAY_ALL_ASKED: "The replay of all backup files was asked for",
        EventKind.REPLAY_PAUSED: "The replay was paused",
        EventKind.REPLAY_RESUMED: "The replay goes on after its pause",
        EventKind.REPLAY_CANCELLED: "The replay was cancelled; what is left waits",
        EventKind.REPLAY_FINISHED: "The replay has brought back {rows} rows in {time}",
        EventKind.AUTOMATIC_REPLAY_ON: "Automatic replay was switched on",
        EventKind.AUTOMATIC_REPLAY_OFF: "Automatic replay was switched off",
        EventKind.BACKUP_DELETED: "Backup file {subject} was deleted; {rows} of its rows are not stored",
        EventKind.BACKUP_EXPORTED: "{files} backup files were exported to {subject}",
        EventKind.BACKUP_VERIFIED: "Backup file {subject} was verified: {intact} of {rows} rows are intact",
        EventKind.QUARANTINE_CORRECTED: "{rows} rows in quarantine were corrected",
        EventKind.QUARANTINE_RELEASED: "{rows} rows in quarantine were sent again",
        EventKind.QUARANTINE_DELETED: "{rows} rows in quarantine were deleted",
        EventKind.QUARANTINE_EXPORTED: "{rows} rows in quarantine were exported to {subject}",
        EventKind.CONFIG_CHANGED: "{change}",
        EventKind.SETTINGS_CHANGED: "Setting {subject} was changed: {old} -> {new}",
        EventKind.PASSWORD_CHANGED: "The password of Oracle user {subject} was changed",
        EventKind.ENGINEER_UNLOCKED: "The setup was unlocked",
        EventKind.ENGINEER_LOCKED: "The setup was locked",
        EventKind.ENGINEER_REFUSED: "A wrong PIN was entered for the setup",
        EventKind.PIN_SET: "An engineer PIN was set",
        EventKind.PIN_CHANGED: "The engineer PIN was changed",
        EventKind.PIN_REMOVED: "The engineer PIN was removed",
        EventKind.REMOTE_STARTED: "Other programs reach the station at {subject}",
        EventKind.REMOTE_STOPPED: "Other programs do not reach the station any more",
        EventKind.REMOTE_FAILED: "Other programs do not reach the station: {error}",
        EventKind.REMOTE_REFUSED: "A wrong token came from {subject}",
        EventKind.READ_TOKEN_RENEWED: "The token for reading was renewed",
        EventKind.COMMAND_TOKEN_RENEWED: "The token for commanding was renewed",
    }
)
"""By kind; in braces ``subject`` and the names of an event's ``detail``."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; ``time`` is ISO 8601 in UTC, ``by`` who did it, blank where nobody did.

    ``kind`` is an ``EventKind``, or another name where a newer version has written it. ``subject`` is the
    group, file, alarm or setting it is about.
    """

    time: str
    kind: str
    subject: str = ""
    by: str = BY_ITSELF
    detail: Mapping[str, Figure] = field(default_factory=dict)
    seq: int = 0
    """Its number in the log, counting up; 0 before it is there."""

    @property
    def figures(self) -> dict[str, Figure]:
        """What stands in the fields of its sentence."""
        return {"subject": self.subject, **self.detail}

    @property
    def times(self) -> int:
        """How often it happened, where repeats were put together."""
        times = self.detail.get("times", 1)
        return times if isinstance(times, int) else 1

    @property
    def said(self) -> Said:
        """Its sentence in English, repeats apart."""
        template = TEXTS.get(self.kind)
        if template is not None:
            return Said(template, self.figures)
        rest = (f"{name} {figure_text(value)}" for name, value in self.figures.items() if value != "")
        return Said("{text}", {"text": f"{self.kind}: {', '.join(rest)}"})

    def __str__(self) -> str:
        return str(self.said) if self.times == 1 else f"{self.said} (x {self.times:,})"


def named(names: Sequence[str]) -> str:
    """A few names, or the first, the last and how many there are."""
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{names[0]} … {names[-1]} ({len(names):,})"
