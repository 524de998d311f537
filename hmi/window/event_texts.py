"""What happened, in the user's language: every sentence of ``hmi.model.events`` stands here for lupdate."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from hmi.model.events import Event, EventKind
from hmi.window import formats
from hmi.window.alarm_texts import said_text

translate = QCoreApplication.translate

EVENT_TEXTS: Mapping[EventKind, object] = MappingProxyType(
    {
        EventKind.PROGRAM_STARTED: QT_TRANSLATE_NOOP("Events", "Lineside {version} has started"),
        EventKind.PROGRAM_STOPPED: QT_TRANSLATE_NOOP(
            "Events", "Lineside has stopped: {stored} of {accepted} rows are in the historian"
        ),
        EventKind.PROGRAM_CRASHED: QT_TRANSLATE_NOOP(
            "Events", "The program ended unexpectedly at {at}; details in {subject}"
        ),
        EventKind.ROWS_RECOVERED: QT_TRANSLATE_NOOP(
            "Events", "{rows} rows of the run before were taken out of the journal"
        ),
        EventKind.GROUP_STARTED: QT_TRANSLATE_NOOP("Events", "Group {subject} was started"),
        EventKind.GROUP_STOPPED: QT_TRANSLATE_NOOP("Events", "Group {subject} was stopped"),
        EventKind.GROUP_TRIGGERED: QT_TRANSLATE_NOOP("Events", "Group {subject} was triggered"),
        EventKind.ALL_STARTED: QT_TRANSLATE_NOOP("Events", "All groups were started"),
        EventKind.ALL_STOPPED: QT_TRANSLATE_NOOP("Events", "All groups were stopped"),
        EventKind.COMMAND_REFUSED: QT_TRANSLATE_NOOP("Events", "{error}"),
        EventKind.ALARM_RAISED: QT_TRANSLATE_NOOP("Events", "Alarm: {text}"),
        EventKind.ALARM_ACKNOWLEDGED: QT_TRANSLATE_NOOP("Events", "Alarm acknowledged: {text}"),
        EventKind.ALARM_CLEARED: QT_TRANSLATE_NOOP("Events", "Alarm over: {text}"),
        EventKind.PLC_LOST: QT_TRANSLATE_NOOP("Events", "PLC {subject} does not answer: {error}"),
        EventKind.PLC_BACK: QT_TRANSLATE_NOOP("Events", "PLC {subject} answers again after {time}"),
        EventKind.GROUP_FAILED: QT_TRANSLATE_NOOP("Events", "Group {subject} brings no values: {error}"),
        EventKind.GROUP_RECOVERED: QT_TRANSLATE_NOOP(
            "Events", "Group {subject} brings values again after {time}"
        ),
        EventKind.HISTORIAN_LOST: QT_TRANSLATE_NOOP("Events", "The historian does not take rows: {error}"),
        EventKind.HISTORIAN_BACK: QT_TRANSLATE_NOOP("Events", "The historian takes rows again after {time}"),
        EventKind.WORKER_RESTARTED: QT_TRANSLATE_NOOP(
            "Events", "Worker '{subject}' was started again: {error}"
        ),
        EventKind.CLOCK_SET_BACK: QT_TRANSLATE_NOOP("Events", "The clock of this PC was set back by {time}"),
        EventKind.CLOCK_WENT_FORWARD: QT_TRANSLATE_NOOP(
            "Events", "The clock of this PC went forward by {time}"
        ),
        EventKind.EVENTS_SET_ASIDE: QT_TRANSLATE_NOOP(
            "Events", "The log of events was damaged and is kept as {subject}"
        ),
        EventKind.REPLAY_ASKED: QT_TRANSLATE_NOOP("Events", "The replay of {files} was asked for"),
        EventKind.REPLAY_ALL_ASKED: QT_TRANSLATE_NOOP(
            "Events", "The replay of all backup files was asked for"
        ),
        EventKind.REPLAY_PAUSED: QT_TRANSLATE_NOOP("Events", "The replay was paused"),
        EventKind.REPLAY_RESUMED: QT_TRANSLATE_NOOP("Events", "The replay goes on after its pause"),
        EventKind.REPLAY_CANCELLED: QT_TRANSLATE_NOOP(
            "Events", "The replay was cancelled; what is left waits"
        ),
        EventKind.REPLAY_FINISHED: QT_TRANSLATE_NOOP(
            "Events", "The replay has brought back {rows} rows in {time}"
        ),
        EventKind.AUTOMATIC_REPLAY_ON: QT_TRANSLATE_NOOP("Events", "Automatic replay was switched on"),
        EventKind.AUTOMATIC_REPLAY_OFF: QT_TRANSLATE_NOOP("Events", "Automatic replay was switched off"),
        EventKind.BACKUP_DELETED: QT_TRANSLATE_NOOP(
            "Events", "Backup file {subject} was deleted; {rows} of its rows are not stored"
        ),
        EventKind.BACKUP_EXPORTED: QT_TRANSLATE_NOOP(
            "Events", "{files} backup files were exported to {subject}"
        ),
        EventKind.BACKUP_VERIFIED: QT_TRANSLATE_NOOP(
            "Events", "Backup file {subject} was verified: {intact} of {rows} rows are intact"
        ),
        EventKind.QUARANTINE_CORRECTED: QT_TRANSLATE_NOOP(
            "Events", "{rows} rows in quarantine were corrected"
        ),
        EventKind.QUARANTINE_RELEASED: QT_TRANSLATE_NOOP(
            "Events", "{rows} rows in quarantine were sent again"
        ),
        EventKind.QUARANTINE_DELETED: QT_TRANSLATE_NOOP("Events", "{rows} rows in quarantine were deleted"),
        EventKind.QUARANTINE_EXPORTED: QT_TRANSLATE_NOOP(
            "Events", "{rows} rows in quarantine were exported to {subject}"
        ),
        EventKind.CONFIG_CHANGED: QT_TRANSLATE_NOOP("Events", "{change}"),
        EventKind.SETTINGS_CHANGED: QT_TRANSLATE_NOOP(
            "Events", "Setting {subject} was changed: {old} -> {new}"
        ),
        EventKind.PASSWORD_CHANGED: QT_TRANSLATE_NOOP(
            "Events", "The password of Oracle user {subject} was changed"
        ),
        EventKind.ENGINEER_UNLOCKED: QT_TRANSLATE_NOOP("Events", "The setup was unlocked"),
        EventKind.ENGINEER_LOCKED: QT_TRANSLATE_NOOP("Events", "The setup was locked"),
        EventKind.ENGINEER_REFUSED: QT_TRANSLATE_NOOP("Events", "A wrong PIN was entered for the setup"),
        EventKind.PIN_SET: QT_TRANSLATE_NOOP("Events", "An engineer PIN was set"),
        EventKind.PIN_CHANGED: QT_TRANSLATE_NOOP("Events", "The engineer PIN was changed"),
        EventKind.PIN_REMOVED: QT_TRANSLATE_NOOP("Events", "The engineer PIN was removed"),
        EventKind.REMOTE_STARTED: QT_TRANSLATE_NOOP(
            "Events", "Other programs reach the station at {subject}"
        ),
        EventKind.REMOTE_STOPPED: QT_TRANSLATE_NOOP(
            "Events", "Other programs do not reach the station any more"
        ),
        EventKind.REMOTE_FAILED: QT_TRANSLATE_NOOP(
            "Events", "Other programs do not reach the station: {error}"
        ),
        EventKind.REMOTE_REFUSED: QT_TRANSLATE_NOOP("Events", "A wrong token came from {subject}"),
        EventKind.READ_TOKEN_RENEWED: QT_TRANSLATE_NOOP("Events", "The token for reading was renewed"),
        EventKind.COMMAND_TOKEN_RENEWED: QT_TRANSLATE_NOOP("Events", "The token for commanding was renewed"),
    }
)
"""Found by the translation under the English text; a test holds them equal to those of the events."""


class EventGroup(StrEnum):
    """What events are about, for those who look for some of them."""

    ALARMS = "alarms"
    COMMANDS = "commands"
    CONNECTIONS = "connections"
    ROWS = "rows"
    SETUP = "setup"
    PROGRAM = "program"


KINDS: Mapping[EventGroup, frozenset[str]] = MappingProxyType(
    {
        EventGroup.ALARMS: frozenset(kind for kind in EventKind if kind.startswith("alarm_")),
        EventGroup.COMMANDS: frozenset(
            {
                EventKind.GROUP_STARTED,
                EventKind.GROUP_STOPPED,
                EventKind.GROUP_TRIGGERED,
                EventKind.ALL_STARTED,
                EventKind.ALL_STOPPED,
                EventKind.COMMAND_REFUSED,
            }
        ),
        EventGroup.CONNECTIONS: frozenset(
            {
                EventKind.PLC_LOST,
                EventKind.PLC_BACK,
                EventKind.GROUP_FAILED,
                EventKind.GROUP_RECOVERED,
                EventKind.HISTORIAN_LOST,
                EventKind.HISTORIAN_BACK,
                EventKind.REMOTE_STARTED,
                EventKind.REMOTE_STOPPED,
                EventKind.REMOTE_FAILED,
                EventKind.REMOTE_REFUSED,
            }
        ),
        EventGroup.ROWS: frozenset(
            kind
            for kind in EventKind
            if kind.startswith(("rows_", "replay_", "automatic_", "backup_", "quarantine_"))
        ),
        EventGroup.SETUP: frozenset(
            kind
            for kind in EventKind
            if kind.startswith(("config_", "settings_", "engineer_", "pin_", "password_"))
            or kind in {EventKind.READ_TOKEN_RENEWED, EventKind.COMMAND_TOKEN_RENEWED}
        ),
        EventGroup.PROGRAM: frozenset(
            kind for kind in EventKind if kind.startswith(("program_", "worker_", "clock_", "events_"))
        ),
    }
)
"""Each kind is in one group."""

_GROUP_OF = {kind: group for group, kinds in KINDS.items() for kind in kinds}


def group_text(group: EventGroup) -> str:
    """What these events are about."""
    match group:
        case EventGroup.ALARMS:
            return translate("Events", "Alarms")
        case EventGroup.COMMANDS:
            return translate("Events", "Commands")
        case EventGroup.CONNECTIONS:
            return translate("Events", "Connections")
        case EventGroup.ROWS:
            return translate("Events", "Backups and quarantine")
        case EventGroup.SETUP:
            return translate("Events", "Setup")
        case EventGroup.PROGRAM:
            return translate("Events", "Program")


def kind_text(event: Event) -> str:
    """What the event is about; the name of its kind where a newer version has written it."""
    group = _GROUP_OF.get(event.kind)
    return event.kind if group is None else group_text(group)


def event_text(event: Event) -> str:
    """What happened, with how often where repeats were put together. Any thread."""
    text = said_text(event.said, "Events")
    if event.times == 1:
        return text
    return translate("Events", "{text} (× {n})").format(text=text, n=formats.number(event.times))
