"""What every configured tag holds at this moment, and how far it can be trusted. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from hmi.model.live import GroupValues, why_stale
from hmi.model.plant import Plant, PollingMode, Tag
from hmi.model.reading import Fault, Quality, Value
from hmi.model.status import GroupState, GroupStatus
from hmi.window.alarm_texts import said_text

translate = QCoreApplication.translate

STALE_TEXTS = (
    QT_TRANSLATE_NOOP("Tags", "{group} is not configured any more"),
    QT_TRANSLATE_NOOP("Tags", "{group} was not polled for {time}"),
)
"""What ``why_stale`` says, beside what is said here."""


class Trust(StrEnum):
    """How far a value can be trusted, the best first."""

    GOOD = "good"
    UNCERTAIN = "uncertain"
    BAD = "bad"
    STALE = "stale"
    """It was once so; nothing is read now."""
    NONE = "none"
    """Nothing was read yet."""


class TagNow(NamedTuple):
    """A tag at this moment; ``value`` with its own time ``ts`` (aware, UTC), None where there is none.

    Of a BAD tag it is the last good one. ``fault`` is what the last poll found.
    """

    trust: Trust
    value: Value
    ts: datetime | None
    reason: str
    fault: Fault | None


class TagPlace(NamedTuple):
    """Where a tag's value is found."""

    group_name: str
    place: int


@dataclass(frozen=True, slots=True)
class _GroupNow:
    """What holds for all tags of a group."""

    values: GroupValues
    stale: str
    """Why its values are stale; blank where they are not."""


class TagValues:
    """The newest polls, found by the rows of the configuration; one snapshot after the other."""

    def __init__(self) -> None:
        self.plant = Plant()
        self._tags: Sequence[Tag] = ()
        self._idle: Mapping[str, str] = {}
        self._places: list[TagPlace | None] = []
        self._seen: dict[str, tuple[Tag, ...]] = {}
        self._groups: dict[str, _GroupNow] = {}
        self._statuses: Mapping[str, GroupStatus] = {}

    def configure(self, plant: Plant, tags: Sequence[Tag]) -> None:
        """From now on the rows are these tags of the plant."""
        self.plant, self._tags = plant, tags
        self._idle = _idle_groups(plant)
        self._seen = {}
        self._places = [None] * len(tags)

    def update(self, live: Sequence[GroupValues], statuses: Mapping[str, GroupStatus], now: float) -> None:
        """Take the newest polls; ``now`` in seconds since 1970."""
        self._statuses = statuses
        seen = {group.group_name: group.tags for group in live}
        if seen.keys() != self._seen.keys() or any(self._seen[name] is not seen[name] for name in seen):
            self._seen = seen
            self._find(live)
        self._groups = {
            group.group_name: _GroupNow(group, _why_stale(group, statuses.get(group.group_name), now))
            for group in live
        }

    def at(self, row: int) -> TagNow:
        """What the tag of a row holds."""
        place = self._places[row]
        group = self._groups.get(place.group_name) if place else None
        if place is None or group is None:
            return TagNow(Trust.NONE, None, None, self._why_nothing(self._tags[row]), None)
        values, index = group.values, place.place
        fault = values.faults.get(index)
        value, ts = values.values[index], values.ts
        if fault is not None and fault.quality is Quality.BAD:
            last = values.last_good.get(index)
            value, ts = (last.value, last.ts) if last else (None, values.ts)
        trust = _trust(group, index)
        return TagNow(trust, value, ts, group.stale or (fault.reason if fault else ""), fault)

    def trusts(self) -> Iterator[Trust]:
        """How far each row's value can be trusted, in their order."""
        groups = self._groups
        for place in self._places:
            if place is None or (group := groups.get(place.group_name)) is None:
                yield Trust.NONE
            else:
                yield _trust(group, place.place)

    def reason(self, row: int) -> str:
        """Why a tag's value is not to be trusted; blank where it is."""
        place = self._places[row]
        group = self._groups.get(place.group_name) if place else None
        if place is None or group is None:
            return self._why_nothing(self._tags[row])
        fault = group.values.faults.get(place.place)
        return group.stale or (fault.reason if fault else "")

    def polled(self, row: int) -> Tag:
        """The tag as it is polled, which may be other than it is configured; else as configured."""
        place = self._places[row]
        group = self._groups.get(place.group_name) if place else None
        return group.values.tags[place.place] if place and group else self._tags[row]

    def _find(self, live: Sequence[GroupValues]) -> None:
        found = {
            (group.plc_code, tag.tag_address): TagPlace(group.group_name, index)
            for group in live
            for index, tag in enumerate(group.tags)
        }
        self._places = [found.get((tag.plc_code, tag.tag_address)) for tag in self._tags]

    def _why_nothing(self, tag: Tag) -> str:
        name = tag.group_name
        if not tag.is_active:
            return translate("Tags", "the tag is not active in the configuration")
        if name in self._idle:
            return self._idle[name]
        status = self._statuses.get(name)
        if status is None or status.state is GroupState.STOPPED:
            return translate("Tags", "{group} is stopped").format(group=name)
        if name in self._seen:
            return translate("Tags", "{group} runs with its old tags until it is restarted").format(
                group=name
            )
        if status.mode == PollingMode.HANDSHAKE:
            return translate("Tags", "{group} was not triggered yet").format(group=name)
        return translate("Tags", "{group} was not polled yet").format(group=name)


def _trust(group: _GroupNow, index: int) -> Trust:
    if group.stale:
        return Trust.STALE
    fault = group.values.faults.get(index)
    if fault is None:
        return Trust.GOOD
    return Trust.BAD if fault.quality is Quality.BAD else Trust.UNCERTAIN


def _why_stale(group: GroupValues, status: GroupStatus | None, now: float) -> str:
    said = why_stale(group, status, now)
    return "" if said is None else said_text(said, "Tags")


def _idle_groups(plant: Plant) -> dict[str, str]:
    """Why groups that are not to run do not."""
    idle = {}
    sleeping = {plc.plc_code for plc in plant.plcs if not plc.is_active}
    for group in plant.groups:
        if group.plc_code in sleeping:
            text = translate("Tags", "PLC {plc} is not active in the configuration")
            idle[group.group_name] = text.format(plc=group.plc_code)
        elif not group.is_active:
            text = translate("Tags", "{group} is not active in the configuration")
            idle[group.group_name] = text.format(group=group.group_name)
    return idle
