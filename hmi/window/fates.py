"""What becomes of a trigger, step by step: requested, polled, at rest, acknowledged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from hmi.model.reading import Destination
from hmi.model.status import GroupStatus, HandshakePhase
from hmi.polling.triggers import TriggerResult
from hmi.window import formats
from hmi.window.looks import Look, Tone

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Fate:
    """A trigger given in this window, as far as it has come; ``requested_at`` aware.

    ``merged``: it shares the poll of a trigger less than a second before. ``result`` None while it waits.
    """

    requested_at: datetime
    merged: bool
    result: TriggerResult | None = None


def is_complete(result: TriggerResult | None) -> bool:
    """Whether nothing more is to come: the record is at rest, or there is none."""
    return result is not None and (result.destination is not None or not result.tag_count)


def steps(fate: Fate | None, group: GroupStatus) -> tuple[Look, ...]:
    """How each step of a HANDSHAKE group's last trigger looks; none where there was no trigger yet.

    A trigger of this window is told as long as the PLC gives none; the PLC's own ones have a fourth step.
    """
    if group.handshake in _PHASES:
        return _of_the_plc(_PHASES[HandshakePhase(group.handshake)])
    if fate is None:
        return ()
    return (_requested(fate), _polled(fate.result), _at_rest(fate.result))


_PHASES = {HandshakePhase.READING: 1, HandshakePhase.SAVING: 2, HandshakePhase.ACKNOWLEDGED: 4}
"""How many steps of the PLC's trigger are done."""


def _of_the_plc(done: int) -> tuple[Look, ...]:
    texts = (
        translate("Fates", "Requested by the PLC"),
        translate("Fates", "Polled"),
        translate("Fates", "Stored"),
        translate("Fates", "Acknowledged"),
    )
    return tuple(
        _done(text) if place < done else _under_way(text) if place == done else _to_come(text)
        for place, text in enumerate(texts)
    )


def _requested(fate: Fate) -> Look:
    when = formats.clock(fate.requested_at.timestamp())
    if fate.merged:
        return _done(translate("Fates", "Requested {time}, shared with the one before").format(time=when))
    return _done(translate("Fates", "Requested {time}").format(time=when))


def _polled(result: TriggerResult | None) -> Look:
    if result is None:
        return _under_way(translate("Fates", "Polled"))
    if not result.success:
        return Look("alarm", Tone.ALARM, translate("Fates", "The PLC could not be read"))
    tags = formats.number(result.tag_count)
    if result.bad_count:
        text = translate("Fates", "Polled: {tags} tags, {bad} bad")
        return Look("warning", Tone.WARNING, text.format(tags=tags, bad=formats.number(result.bad_count)))
    return _done(translate("Fates", "Polled: {tags} tags").format(tags=tags))


def _at_rest(result: TriggerResult | None) -> Look:
    if result is None or (not result.success and not result.tag_count):
        return _to_come(translate("Fates", "Stored"))
    match result.destination:
        case None:
            return _under_way(translate("Fates", "Stored"))
        case Destination.STORED:
            return _done(translate("Fates", "In the historian"))
        case Destination.BACKED_UP:
            return Look("warning", Tone.WARNING, translate("Fates", "In a CSV backup file"))
        case Destination.QUARANTINED:
            return Look("warning", Tone.WARNING, translate("Fates", "In quarantine"))
        case Destination.DROPPED:
            return Look("alarm", Tone.ALARM, translate("Fates", "Lost, see buffer.log"))


def _done(text: str) -> Look:
    return Look("done", Tone.NORMAL, text)


def _under_way(text: str) -> Look:
    return Look("changing", Tone.NORMAL, f"{text}…")


def _to_come(text: str) -> Look:
    return Look("idle", Tone.QUIET, text)
