"""The lives of alarms, put together from the log of events: raised, acknowledged, over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hmi.eventlog import Wanted
from hmi.model.events import Event, EventKind
from hmi.model.said import Figure
from hmi.window import formats
from hmi.window.alarm_texts import figure_text

ALARM_EVENTS = Wanted(
    kinds=frozenset(
        {
            EventKind.ALARM_RAISED,
            EventKind.ALARM_ACKNOWLEDGED,
            EventKind.ALARM_CLEARED,
            EventKind.PROGRAM_STARTED,
            EventKind.PROGRAM_STOPPED,
        }
    )
)
"""What a history is made of."""


@dataclass(frozen=True, slots=True)
class AlarmLife:
    """One alarm from its beginning to its end; times are ISO 8601 in UTC, None where it has not come to that.

    ``severity`` is the worst it had.
    """

    id: str
    raised: str
    severity: str
    said: Figure
    acknowledged: str | None = None
    by: str = ""
    over: str | None = None
    stopped: bool = False
    """``over`` is when the program ended: nobody knows how long it lasted after that."""

    @property
    def text(self) -> str:
        """What was wrong, in the user's language."""
        return figure_text(self.said)

    def lasted_s(self) -> float | None:
        """Seconds from its beginning to its end; None while it lasts."""
        begun, ended = formats.epoch(self.raised), formats.epoch(self.over)
        return None if begun is None or ended is None else max(0.0, ended - begun)


def lives(events: Iterable[Event]) -> list[AlarmLife]:
    """The alarms of these events, which come with the newest first, as ``EventLog.read`` gives them.

    The newest alarm first. One whose beginning is not among the events is left out.
    """
    told: list[AlarmLife] = []
    newest: dict[str, int] = {}
    for event in reversed(list(events)):
        if event.kind in (EventKind.PROGRAM_STARTED, EventKind.PROGRAM_STOPPED):
            for place in newest.values():
                if told[place].over is None:
                    told[place] = replace(told[place], over=event.time, stopped=True)
            newest.clear()
        elif event.kind == EventKind.ALARM_RAISED:
            _raise(event, told, newest)
        elif event.subject in newest:
            place = newest[event.subject]
            told[place] = _changed(told[place], event)
    return told[::-1]


def _raise(event: Event, told: list[AlarmLife], newest: dict[str, int]) -> None:
    said, severity = event.detail.get("text", ""), str(event.detail.get("severity", ""))
    place = newest.get(event.subject)
    if place is not None and told[place].over is None:  # it has become worse
        told[place] = replace(told[place], severity=severity, said=said, acknowledged=None, by="")
        return
    newest[event.subject] = len(told)
    told.append(AlarmLife(event.subject, event.time, severity, said))


def _changed(life: AlarmLife, event: Event) -> AlarmLife:
    if event.kind == EventKind.ALARM_ACKNOWLEDGED:
        return replace(life, acknowledged=event.time, by=event.by)
    return replace(life, over=event.time, said=event.detail.get("text", life.said))
