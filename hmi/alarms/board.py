"""The life of alarms: raised, acknowledged, cleared."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from hmi.alarms.condition import Condition, Severity
from hmi.model.said import Said
from hmi.model.status import AlarmStatus

_log = logging.getLogger("hmi.alarms")

_ORDER = list(Severity)
_LEVELS = {
    Severity.CRITICAL: logging.CRITICAL,
    Severity.HIGH: logging.ERROR,
    Severity.MEDIUM: logging.WARNING,
}


class _Delay(NamedTuple):
    """Seconds that a condition has to be so before it is an alarm, and not so before it is none any more."""

    on: float = 0.0
    off: float = 0.0


_DELAYS = {
    "plc_down": _Delay(on=2.0, off=10.0),
    "handshake": _Delay(on=2.0, off=10.0),
    "group_overrun": _Delay(off=30.0),
    "historian_down": _Delay(off=5.0),
    "historian_waits": _Delay(off=5.0),
    "buffer_high": _Delay(off=5.0),
    "disk_refuses": _Delay(off=5.0),
    "disk_low": _Delay(off=30.0),
    "replay_stuck": _Delay(off=10.0),
    "worker_hangs": _Delay(off=5.0),
    # Of what happened: for so long after the last time it goes on, and an acknowledged alarm stays that.
    "rows_spilled": _Delay(off=60.0),
    "rows_dropped": _Delay(off=60.0),
    "worker_restarted": _Delay(off=30.0),
}
"""By kind; none where it is not named. Rows that are not stored are told at once."""


class AlarmChange(StrEnum):
    """What becomes of an alarm."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class AlarmEvent:
    """One change of one alarm; ``time`` is ISO 8601 in UTC."""

    time: str
    id: str
    change: AlarmChange
    severity: Severity
    said: Said
    by: str = ""
    """Who acknowledged it."""


@dataclass(slots=True)
class _Alarm:
    """A condition that is watched: an alarm once it is raised."""

    condition: Condition
    since: str
    first: float
    quiet_since: float | None = None
    """When it was first found to be no more; of what happened: when it did the last time."""
    raised: bool = False
    acknowledged: str | None = None
    """When a person has seen it."""
    by: str = ""
    over: str | None = None
    """When it was over, where nobody had seen it until then."""

    @property
    def delay(self) -> _Delay:
        return _DELAYS.get(self.condition.kind, _Delay())

    def see(self, condition: Condition, monotonic: float) -> None:
        """It is so at this moment."""
        before, self.condition = self.condition, condition
        if condition.happened:
            if self.quiet_since is None or condition.happened != before.happened:
                self.quiet_since = monotonic
        elif self.is_held_by(condition):
            self.quiet_since = None

    def miss(self, condition: Condition | None, monotonic: float) -> None:
        """Take note if it is not so at this moment."""
        if self.quiet_since is None and not self.is_held_by(condition):
            self.quiet_since = monotonic

    def is_held_by(self, condition: Condition | None) -> bool:
        return condition is not None and (condition.raises or self.raised)

    def is_over(self, monotonic: float) -> bool:
        if self.quiet_since is None or (self.condition.happened and self.acknowledged is None):
            return False
        return monotonic - self.quiet_since >= self.delay.off

    def status(self) -> AlarmStatus:
        told = self.condition
        return AlarmStatus(
            told.id,
            told.severity,
            self.since,
            self.acknowledged is not None,
            told.text,
            told.guidance,
            said=told.said,
            advice=told.advice,
            acknowledged_at=self.acknowledged,
            acknowledged_by=self.by,
            over_since=self.over,
        )


class AlarmBoard:
    """All alarms of a station. Not thread-safe: its owner holds a lock.

    A condition that is so for its on-delay, short breaks included, is raised; one that is not so any more for
    its off-delay clears by itself, acknowledged or not; of those that nobody has acknowledged ``over`` tells
    until somebody does. What happened (``Condition.happened``) stands until it is acknowledged. Coming
    again, or becoming more severe, it has to be acknowledged again. Each change is one line of the log, and
    ``tell`` is called with it.
    """

    def __init__(self, tell: Callable[[AlarmEvent], None] = lambda _: None) -> None:
        self._tell = tell
        self._watched: dict[str, _Alarm] = {}
        self._settled: dict[str, int] = {}
        """Of what happened: how often it had when its last alarm was over."""
        self._over: dict[str, _Alarm] = {}
        """Not so any more, and seen by nobody: one of each id, so there are never many."""

    @property
    def over(self) -> tuple[AlarmStatus, ...]:
        """The alarms that were over before anybody acknowledged them, in the order of ``update``."""
        return tuple(sorted((alarm.status() for alarm in self._over.values()), key=_rank))

    def update(self, found: Iterable[Condition], now: str, monotonic: float) -> tuple[AlarmStatus, ...]:
        """The alarms that stand at ``now`` (ISO 8601, UTC), which is ``monotonic`` seconds.

        The most severe first, then those that nobody has acknowledged, then the oldest.
        """
        present = {condition.id: condition for condition in found}
        self._settled = {name: count for name, count in self._settled.items() if name in present}
        self._clear(now, monotonic)  # what was over before it came again
        for condition in present.values():
            self._see(condition, now, monotonic)
        for name, alarm in self._watched.items():
            alarm.miss(present.get(name), monotonic)
        self._clear(now, monotonic)
        alarms = [alarm.status() for alarm in self._watched.values() if alarm.raised]
        return tuple(sorted(alarms, key=_rank))

    def acknowledge(self, alarm_id: str, now: str, by: str = "") -> bool:
        """A person has seen it; False where there is no such alarm, or it was acknowledged already."""
        alarm = self._watched.get(alarm_id)
        if alarm is None or not alarm.raised:
            alarm = self._over.pop(alarm_id, None)
        if alarm is None or alarm.acknowledged is not None:
            return False
        alarm.acknowledged, alarm.by = now, by
        self._note(alarm.condition, AlarmChange.ACKNOWLEDGED, now, by)
        return True

    def _see(self, condition: Condition, now: str, monotonic: float) -> None:
        alarm = self._watched.get(condition.id)
        if alarm is None:
            if not condition.raises or self._settled.get(condition.id, 0) == condition.happened > 0:
                return
            alarm = self._watched[condition.id] = _Alarm(condition, now, monotonic)
        is_worse = _ORDER.index(condition.severity) < _ORDER.index(alarm.condition.severity)
        alarm.see(condition, monotonic)
        is_due = condition.raises and monotonic - alarm.first >= alarm.delay.on
        if (alarm.raised and is_worse) or (not alarm.raised and is_due):
            alarm.raised, alarm.acknowledged, alarm.by = True, None, ""
            self._over.pop(condition.id, None)
            self._note(condition, AlarmChange.RAISED, now)

    def _clear(self, now: str, monotonic: float) -> None:
        for name, alarm in list(self._watched.items()):
            if not alarm.is_over(monotonic):
                continue
            del self._watched[name]
            if alarm.condition.happened:
                self._settled[name] = alarm.condition.happened
            if alarm.raised:
                self._note(alarm.condition, AlarmChange.CLEARED, now)
                if alarm.acknowledged is None:
                    alarm.over = now
                    self._over[name] = alarm

    def _note(self, condition: Condition, change: AlarmChange, now: str, by: str = "") -> None:
        self._tell(AlarmEvent(now, condition.id, change, condition.severity, condition.said, by))
        level = _LEVELS[condition.severity] if change is AlarmChange.RAISED else logging.INFO
        _log.log(level, "alarm %s: %s (%s)", change, condition.said, condition.id)


def _rank(alarm: AlarmStatus) -> tuple[int, bool, str]:
    return _ORDER.index(Severity(alarm.severity)), alarm.acknowledged, alarm.since
