"""The newest poll of every group, kept for those who look at values while they come."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from hmi.model.live import GroupValues, LastGood, LivePoint
from hmi.model.plant import PollingGroup, Tag, TagKey
from hmi.model.reading import NO_FAULTS, Fault, Quality, Value

_NOTHING_LOST: Mapping[int, LastGood] = MappingProxyType({})


class Watch:
    """Every value of one tag since it was asked for, up to ``max_points``; the oldest go first.

    ``take`` and ``close`` belong to one thread.
    """

    def __init__(self, latest: LatestValues, key: TagKey, max_points: int) -> None:
        self.key = key
        self._latest = latest
        self._points: deque[LivePoint] = deque(maxlen=max_points)

    def add(self, point: LivePoint) -> None:
        """On the polling thread."""
        self._points.append(point)

    def take(self) -> list[LivePoint]:
        """The values since the last ``take``, oldest first."""
        taken: list[LivePoint] = []
        while self._points:
            taken.append(self._points.popleft())
        return taken

    def close(self) -> None:
        """Watch it no longer."""
        self._latest.unwatch(self)


_Places = tuple[tuple[int, Watch], ...]
"""The watches of a group's tags, with the tags' places in it."""


class LatestValues:
    """Written by the polling threads, read from any.

    A poll of 1,000 GOOD tags costs a microsecond, and another one for each of them that is watched.
    """

    def __init__(self) -> None:
        self._groups: dict[str, GroupValues] = {}
        self._lock = threading.Lock()  # of the watches
        self._watches: dict[TagKey, tuple[Watch, ...]] = {}  # replaced as a whole, never changed
        self._places: dict[str, tuple[tuple[Tag, ...], dict[TagKey, tuple[Watch, ...]], _Places]] = {}

    def update(
        self,
        group: PollingGroup,
        tags: tuple[Tag, ...],
        ts: datetime,
        values: tuple[Value, ...],
        faults: Mapping[int, Fault],
    ) -> None:
        """A poll of the group, GOOD or not; one thread at a time for each group."""
        last_good = _NOTHING_LOST
        if faults:
            last_good = _last_good(self._groups.get(group.group_name), tags, faults)
        faults = faults or NO_FAULTS
        now = GroupValues(group.group_name, group.plc_code, tags, ts, values, faults, last_good)
        self._groups[group.group_name] = now
        if self._watches:
            self._tell(now)

    def groups(self) -> tuple[GroupValues, ...]:
        """The newest poll of every group that was polled since the start; never blocks."""
        return tuple(self._groups.copy().values())

    def group(self, group_name: str) -> GroupValues | None:
        """The newest poll of a group; None before the first."""
        return self._groups.get(group_name)

    def watch(self, plc_code: str, tag_address: str, *, max_points: int = 10_000) -> Watch:
        """Gather every value of a tag from now on, until the watch is closed."""
        made = Watch(self, (plc_code, tag_address), max_points)
        with self._lock:
            self._watches = {**self._watches, made.key: (*self._watches.get(made.key, ()), made)}
        return made

    def unwatch(self, watch: Watch) -> None:
        """Forget a watch."""
        with self._lock:
            left = tuple(one for one in self._watches.get(watch.key, ()) if one is not watch)
            others = {key: watches for key, watches in self._watches.items() if key != watch.key}
            self._watches = {**others, watch.key: left} if left else others
            if not self._watches:
                self._places = {}  # which hold the watches, and those their points

    def _tell(self, now: GroupValues) -> None:
        for index, watch in self._places_in(now):
            fault = now.faults.get(index)
            quality = Quality.GOOD if fault is None else fault.quality
            watch.add(LivePoint(now.ts, now.values[index], quality))

    def _places_in(self, now: GroupValues) -> _Places:
        """Where the watched tags stand in the group; looked for once, until it has other tags or watches."""
        watches = self._watches
        tags, of, places = self._places.get(now.group_name, (None, None, ()))
        if tags is not now.tags or of is not watches:
            wanted = {
                address: made for (plc_code, address), made in watches.items() if plc_code == now.plc_code
            }
            places = _places(now.tags, wanted) if wanted else ()
            self._places[now.group_name] = (now.tags, watches, places)
        return places


def _places(tags: tuple[Tag, ...], wanted: Mapping[str, tuple[Watch, ...]]) -> _Places:
    return tuple(
        (index, watch)
        for index, tag in enumerate(tags)
        if tag.tag_address in wanted
        for watch in wanted[tag.tag_address]
    )


def _last_good(
    before: GroupValues | None, tags: tuple[Tag, ...], faults: Mapping[int, Fault]
) -> Mapping[int, LastGood]:
    """What the tags that are BAD now had when they were not; nothing where the group has other tags since."""
    if before is None or before.tags is not tags:
        return _NOTHING_LOST
    found: dict[int, LastGood] = {}
    for index, fault in faults.items():
        if fault.quality is not Quality.BAD:
            continue
        earlier = before.faults.get(index)
        if earlier is None or earlier.quality is not Quality.BAD:
            found[index] = LastGood(before.ts, before.values[index])
        elif index in before.last_good:
            found[index] = before.last_good[index]
    return found
