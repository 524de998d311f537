"""Which values of a poll become rows: log mode ALWAYS, ON_CHANGE with its deadband, or NEVER, tag by tag."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hmi.model.plant import LogMode, Tag, TagType
from hmi.model.reading import NO_FAULTS, Fault, Quality, Value

_PATTERNS_KEPT = 32
"""Tuples of tags that are shared by the readings of the same tags; each costs 8 bytes per tag, and its key
as much."""

_NUMBERS = (int, float)

_DISCRETE = (TagType.BOOL, TagType.STRING)
"""Any difference is a change: they have no distance that a deadband could be compared with."""


class Recorded(NamedTuple):
    """The part of a poll that becomes rows, as a Reading holds it; all empty where nothing does."""

    tags: tuple[Tag, ...]
    values: tuple[Value, ...]
    faults: Mapping[int, Fault]
    """By index in ``tags``."""


def make_filter(tags: tuple[Tag, ...]) -> ChangeFilter | None:
    """The filter of a group's tags; None where every value is a row, which then costs nothing."""
    if all(tag.log_mode is LogMode.ALWAYS for tag in tags):
        return None
    return ChangeFilter(tags)


class ChangeFilter:
    """Remembers of each ON_CHANGE tag what was recorded last, and picks of each poll what is to be recorded.

    A value is compared with the last recorded one, not with that of the poll before, so that a slow drift
    shows as soon as it has left the deadband. A change of quality is recorded too, and so is the first value
    of a run; a BAD tag's reason is not compared, for a text that differs each time would flood the historian.
    A step drawn through the rows is therefore never further from what was read than the deadband.

    Used by one thread.
    """

    def __init__(self, tags: tuple[Tag, ...]) -> None:
        self._tags = tags
        # Where one tag changes at a time, a reading is mostly overhead: this spares it a fifth.
        self._alone = tuple((tag,) for tag in tags)
        self._always = _indices(tags, LogMode.ALWAYS)
        self._watched = _indices(tags, LogMode.ON_CHANGE)
        self._watching = frozenset(self._watched)
        self._deadbands = [0.0 if tag.tag_type in _DISCRETE else tag.deadband for tag in tags]
        self._values: list[Value] = []
        self._not_good: dict[int, Quality | None] = {}
        self._tuples: OrderedDict[tuple[int, ...], tuple[Tag, ...]] = OrderedDict()
        self.forget()

    def forget(self) -> None:
        """Take the next value of every ON_CHANGE tag for the first one: nobody knows what was recorded."""
        self._values = [None] * len(self._tags)
        # None, a quality that no value has, stands for a tag of which nothing was recorded yet.
        self._not_good = dict.fromkeys(self._watched)

    def pick(self, values: Sequence[Value], faults: Mapping[int, Fault]) -> Recorded:
        """What is recorded of this poll; from here on it counts as recorded."""
        changed = self._changed(values, faults)
        remembered = self._values
        for index in changed:
            remembered[index] = values[index]
        if faults or self._not_good:
            self._remember_qualities(changed, faults)
        indices = tuple(sorted((*self._always, *changed)) if self._always else changed)
        picked = tuple([values[index] for index in indices])
        return Recorded(self._tags_of(indices), picked, _of(faults, indices) if faults else NO_FAULTS)

    def _changed(self, values: Sequence[Value], faults: Mapping[int, Fault]) -> list[int]:
        last, deadbands = self._values, self._deadbands
        changed = [
            index
            for index in self._watched
            if values[index] != last[index] and _is_beyond(values[index], last[index], deadbands[index])
        ]
        if faults or self._not_good:
            return sorted(self._of_another_quality(faults).union(changed))
        return changed

    def _of_another_quality(self, faults: Mapping[int, Fault]) -> set[int]:
        """The tags whose quality is not that of their last recorded value; most are GOOD, and were."""
        found = set()
        for index in self._watching & (faults.keys() | self._not_good.keys()):
            fault = faults.get(index)
            quality = Quality.GOOD if fault is None else fault.quality
            if quality is not self._not_good.get(index, Quality.GOOD):
                found.add(index)
        return found

    def _remember_qualities(self, changed: Sequence[int], faults: Mapping[int, Fault]) -> None:
        for index in changed:
            fault = faults.get(index)
            if fault is not None:
                self._not_good[index] = fault.quality
            else:
                self._not_good.pop(index, None)

    def _tags_of(self, indices: tuple[int, ...]) -> tuple[Tag, ...]:
        """The tags at these indices, as one tuple for all readings of the same ones."""
        if len(indices) == len(self._tags):
            return self._tags
        if len(indices) == 1:
            return self._alone[indices[0]]
        known = self._tuples.get(indices)
        if known is None:
            known = self._tuples[indices] = tuple([self._tags[index] for index in indices])
            if len(self._tuples) > _PATTERNS_KEPT:
                self._tuples.popitem(last=False)
        else:
            self._tuples.move_to_end(indices)
        return known


def _indices(tags: Sequence[Tag], mode: LogMode) -> tuple[int, ...]:
    return tuple(index for index, tag in enumerate(tags) if tag.log_mode is mode)


def _is_beyond(value: Value, last: Value, deadband: float) -> bool:
    """Whether values that differ are further apart than the deadband."""
    if not deadband or not isinstance(value, _NUMBERS) or not isinstance(last, _NUMBERS):
        return True
    return abs(value - last) > deadband


def _of(faults: Mapping[int, Fault], indices: Sequence[int]) -> Mapping[int, Fault]:
    found = {place: faults[index] for place, index in enumerate(indices) if index in faults}
    return found or NO_FAULTS
