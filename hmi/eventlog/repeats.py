"""What happens again and again is put together: a PLC that comes and goes cannot flood the log of events."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hmi.model.events import BY_ITSELF, Event, EventKind

_TOGETHER_S = 60.0
_APART = frozenset({EventKind.ALARM_RAISED, EventKind.ALARM_ACKNOWLEDGED, EventKind.ALARM_CLEARED})
"""Alarms have delays of their own, and their history counts on each."""


@dataclass(slots=True)
class _Series:
    """Since ``begun`` (monotonic seconds) ``count`` events were held back; ``last`` is the newest of them."""

    begun: float
    count: int = 0
    last: Event | None = None


class Repeats:
    """Holds events back that come within a minute after one of the same kind and subject.

    Not what a person did: each of that counts. Not thread-safe: its owner holds a lock.
    """

    def __init__(self) -> None:
        self._series: dict[tuple[str, str], _Series] = {}

    def holds(self, event: Event, monotonic: float) -> bool:
        """Whether the event is one of a series, and comes out of ``due`` later."""
        if event.by != BY_ITSELF or event.kind in _APART:
            return False
        key = (event.kind, event.subject)
        series = self._series.get(key)
        if series is None:
            self._series[key] = _Series(monotonic)
            return False
        series.count += 1
        series.last = event
        return True

    def due(self, monotonic: float | None) -> list[Event]:
        """Those whose minute is over, each with how many it stands for; all of them for None."""
        over = [
            key
            for key, series in self._series.items()
            if monotonic is None or monotonic - series.begun >= _TOGETHER_S
        ]
        events = []
        for key in over:
            series = self._series.pop(key)
            if series.last is None:
                continue
            events.append(_together(series.last, series.count))
            if monotonic is not None:
                self._series[key] = _Series(monotonic)  # it may go on for hours
        return sorted(events, key=lambda event: event.time)


def _together(event: Event, count: int) -> Event:
    return event if count == 1 else replace(event, detail={**event.detail, "times": count})
