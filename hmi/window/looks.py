"""How a state looks: a form, a tone and a text, always all three.

Gray is normal. Colour stands only where something is abnormal, and never alone (ISA-101).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from hmi.model.plant import GroupCategory, PollingMode
from hmi.model.status import (
    GroupState,
    GroupStatus,
    HandshakePhase,
    LinkState,
    ReplayState,
    ReplayStatus,
    WriterState,
)

translate = QCoreApplication.translate


class Tone(StrEnum):
    """How much attention something asks for; the values are names in the stylesheet."""

    QUIET = "quiet"
    NORMAL = "normal"
    WARNING = "warning"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Look:
    """A state as it is shown; ``shape`` is the name of an icon."""

    shape: str
    tone: Tone
    text: str


class Pending(StrEnum):
    """A command that was given and has not shown its effect yet."""

    STARTING = "starting"
    STOPPING = "stopping"
    TRIGGERING = "triggering"


def group_look(state: GroupState) -> Look:
    """The look of a polling group's state."""
    match state:
        case GroupState.RUNNING:
            return Look("running", Tone.NORMAL, translate("Looks", "Running"))
        case GroupState.STOPPING:
            return Look("changing", Tone.NORMAL, translate("Looks", "Stopping…"))
        case GroupState.ERROR:
            return Look("warning", Tone.WARNING, translate("Looks", "Error"))
        case GroupState.STOPPED:
            return Look("stopped", Tone.QUIET, translate("Looks", "Stopped"))


def has_bad_tags(group: GroupStatus) -> bool:
    """True where tags of the group have no value; of a group at rest nobody expects any."""
    return group.bad_tag_count > 0 and group.state is not GroupState.STOPPED


def pending_look(pending: Pending) -> Look:
    """The look of a group whose command is under way."""
    match pending:
        case Pending.STARTING:
            text = translate("Looks", "Starting…")
        case Pending.STOPPING:
            text = translate("Looks", "Stopping…")
        case Pending.TRIGGERING:
            text = translate("Looks", "Triggering…")
    return Look("changing", Tone.NORMAL, text)


def link_look(state: LinkState) -> Look:
    """The look of the way to a PLC."""
    match state:
        case LinkState.CONNECTED:
            return Look("running", Tone.NORMAL, translate("Looks", "connected"))
        case LinkState.DOWN:
            return Look("alarm", Tone.ALARM, translate("Looks", "not connected"))
        case LinkState.IDLE:
            return Look("idle", Tone.QUIET, translate("Looks", "not used yet"))


def writer_look(state: WriterState) -> Look:
    """The look of the historian, judged by what its writer can do."""
    match state:
        case WriterState.RUNNING:
            return Look("running", Tone.NORMAL, translate("Looks", "storing"))
        case WriterState.RETRYING:
            return Look("warning", Tone.WARNING, translate("Looks", "trying again"))
        case WriterState.BACKUP:
            return Look("alarm", Tone.ALARM, translate("Looks", "not available, CSV backup"))
        case WriterState.STOPPED:
            return Look("stopped", Tone.QUIET, translate("Looks", "stopped"))


def replay_look(replay: ReplayStatus) -> Look:
    """The look of the replay of backup files."""
    match replay.state:
        case ReplayState.RUNNING:
            return Look("changing", Tone.NORMAL, translate("Looks", "Replaying"))
        case ReplayState.WAITING:
            return Look("warning", Tone.WARNING, translate("Looks", "Waiting for the historian"))
        case ReplayState.STUCK:
            return Look("warning", Tone.WARNING, translate("Looks", "The replay does not go on"))
        case ReplayState.IDLE if replay.rows_left and replay.paused:
            return Look("pause", Tone.NORMAL, translate("Looks", "The replay is paused"))
        case ReplayState.IDLE if replay.rows_left:
            return Look("stopped", Tone.QUIET, translate("Looks", "Rows wait to be replayed"))
        case ReplayState.IDLE:
            return Look("idle", Tone.QUIET, translate("Looks", "Nothing to replay"))


def severity_look(severity: str) -> Look:
    """The look of an alarm; severities are those of ``hmi.alarms``."""
    match severity:
        case "critical":
            return Look("alarm", Tone.ALARM, translate("Looks", "Critical"))
        case "high":
            return Look("alarm", Tone.ALARM, translate("Looks", "High"))
        case _:
            return Look("warning", Tone.WARNING, translate("Looks", "Medium"))


def mode_text(mode: str) -> str:
    """A polling mode in the user's language."""
    if mode == PollingMode.HANDSHAKE:
        return translate("Looks", "Handshake")
    return translate("Looks", "Fixed")


def category_text(category: GroupCategory) -> str:
    """What a group's values are about, in the user's language."""
    match category:
        case GroupCategory.OPERATION:
            return translate("Looks", "Operation")
        case GroupCategory.STATE:
            return translate("Looks", "State")
        case GroupCategory.ALARM:
            return translate("Looks", "Alarm")


def handshake_text(phase: str | None) -> str:
    """Where the handshake of a group with its PLC stands; blank where there is none."""
    match phase:
        case HandshakePhase.WAITING:
            return translate("Looks", "waiting for the trigger bit")
        case HandshakePhase.READING:
            return translate("Looks", "reading the record")
        case HandshakePhase.SAVING:
            return translate("Looks", "saving the record")
        case HandshakePhase.ACKNOWLEDGED:
            return translate("Looks", "acknowledged; the PLC takes its trigger back")
        case _:
            return ""


def backend_text(backend: str) -> str:
    """The historian's product name."""
    return {"sqlite": "SQLite", "oracle": "Oracle"}.get(backend, backend)
