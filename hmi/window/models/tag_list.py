"""The tags of the plant in the order and choice in which they are looked at. Knows no widget.

Plain lists of row numbers: a proxy model that filters and sorts 10,000 rows takes half a second each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hmi.model.plant import Plant, Tag
from hmi.window.models.tag_values import TagValues, Trust

_NUMBERS = re.compile(r"(\d+)")


class Wanted(StrEnum):
    """Which qualities are shown."""

    ALL = "all"
    NOT_GOOD = "not_good"
    BAD = "bad"
    UNCERTAIN = "uncertain"
    STALE = "stale"


_TRUSTS = {
    Wanted.ALL: frozenset(Trust),
    Wanted.NOT_GOOD: frozenset(Trust) - {Trust.GOOD},
    Wanted.BAD: frozenset({Trust.BAD}),
    Wanted.UNCERTAIN: frozenset({Trust.UNCERTAIN}),
    Wanted.STALE: frozenset({Trust.STALE, Trust.NONE}),
}


@dataclass(frozen=True, slots=True)
class TagFilter:
    """Which tags are shown; blank fields allow everything.

    ``text``: words that must all be found in name, address, machine or reason, in any case.
    """

    text: str = ""
    plc_code: str = ""
    group_name: str = ""
    machine_code: str = ""
    quality: Wanted = Wanted.ALL

    @property
    def follows_values(self) -> bool:
        """Its rows may come and go with the values."""
        return self.quality is not Wanted.ALL or bool(self.text.strip())


class SortBy(StrEnum):
    """What rows may be sorted by."""

    PLC = "plc"
    GROUP = "group"
    MACHINE = "machine"
    ADDRESS = "address"
    NAME = "name"
    VALUE = "value"
    QUALITY = "quality"
    AGE = "age"
    REASON = "reason"


_Key = tuple[object, ...]
_STATIC: Mapping[SortBy, Callable[[Tag], _Key]] = {
    SortBy.PLC: lambda tag: natural(tag.plc_code),
    SortBy.GROUP: lambda tag: natural(tag.group_name),
    SortBy.MACHINE: lambda tag: natural(tag.machine_code),
    SortBy.ADDRESS: lambda tag: natural(tag.tag_address),
    SortBy.NAME: lambda tag: natural(tag.tag_name),
}


class TagList:
    """Made of a plant, off the GUI thread; then it belongs to the GUI thread."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.tags = plant.tags
        self._haystacks = [f"{t.tag_name}\n{t.tag_address}\n{t.machine_code}".casefold() for t in self.tags]
        self._order: Sequence[int] = range(len(self.tags))

    def machines(self) -> list[str]:
        """The machines that tags name, in order."""
        return sorted({tag.machine_code for tag in self.tags if tag.machine_code}, key=natural)

    def sort(self, by: SortBy | None, values: TagValues, *, descending: bool = False) -> None:
        """Put the rows in order; None for that of the configuration.

        What is sorted by a value stays where it is when values change: rows that jump cannot be read.
        """
        rows: Sequence[int] = range(len(self.tags))
        if by is not None:
            keys = self._keys(by, values)
            rows = sorted(rows, key=keys.__getitem__, reverse=descending)
        self._order = rows

    def chosen(self, wanted: TagFilter, values: TagValues) -> list[int]:
        """The rows that a filter lets through, in their order."""
        allowed = self._allowed(wanted)
        if wanted.quality is not Wanted.ALL:
            trusts = _TRUSTS[wanted.quality]
            allowed = [a and trust in trusts for a, trust in zip(allowed, values.trusts(), strict=True)]
        words = wanted.text.casefold().split()
        if not words:
            return [row for row in self._order if allowed[row]]
        return [row for row in self._order if allowed[row] and self._has(row, words, values)]

    def _allowed(self, wanted: TagFilter) -> list[bool]:
        plc, group, machine = wanted.plc_code, wanted.group_name, wanted.machine_code
        if not (plc or group or machine):
            return [True] * len(self.tags)
        return [
            plc in ("", tag.plc_code) and group in ("", tag.group_name) and machine in ("", tag.machine_code)
            for tag in self.tags
        ]

    def _has(self, row: int, words: Sequence[str], values: TagValues) -> bool:
        hay = self._haystacks[row]
        missing = [word for word in words if word not in hay]
        if not missing:
            return True
        reason = values.reason(row).casefold()
        return bool(reason) and all(word in reason for word in missing)

    def _keys(self, by: SortBy, values: TagValues) -> list[_Key]:
        if by in _STATIC:
            key = _STATIC[by]
            return [key(tag) for tag in self.tags]
        return [_live_key(by, values, row) for row in range(len(self.tags))]


def natural(text: str) -> _Key:
    """Sorts D2 before D10."""
    parts = _NUMBERS.split(text.casefold())
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def _live_key(by: SortBy, values: TagValues, row: int) -> _Key:
    now = values.at(row)
    match by:
        case SortBy.QUALITY:
            return (list(Trust).index(now.trust),)
        case SortBy.AGE:
            return (0.0 if now.ts is None else -now.ts.timestamp(),)
        case SortBy.REASON:
            return (not now.reason, now.reason)
    if isinstance(now.value, str):
        return (1, 0.0, now.value)
    return (2, 0.0, "") if now.value is None else (0, float(now.value), "")
