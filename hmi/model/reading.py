"""What a poll brings: one Reading, not a thousand objects.

Queue, buffer and journal hold readings; rows exist only where they are written.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from hmi.model.plant import Tag

Value = bool | int | float | str | None
"""A decoded and scaled value; None where the quality is BAD."""


class Quality(StrEnum):
    """How far a value can be trusted."""

    GOOD = "GOOD"
    BAD = "BAD"
    UNCERTAIN = "UNCERTAIN"


class Fault(NamedTuple):
    """Why a value is not GOOD; the reason is a sentence for the user."""

    quality: Quality
    reason: str


NO_FAULTS: Mapping[int, Fault] = MappingProxyType({})


class Destination(StrEnum):
    """Where an accepted row has come to rest."""

    STORED = "stored"
    BACKED_UP = "backed_up"
    QUARANTINED = "quarantined"
    DROPPED = "dropped"


class Row(NamedTuple):
    """One tag value as it is written; key (plc_code, tag_address, ts), ``ts`` aware and in UTC."""

    ts: datetime
    plc_code: str
    tag_address: str
    tag_name: str
    value: Value
    quality: Quality
    group_name: str
    reason: str = ""


class Receipt:
    """Tells whoever asked for a reading where its rows came to rest; settled once, from any thread."""

    __slots__ = ("_destination", "_settled")

    def __init__(self) -> None:
        self._settled = threading.Event()
        self._destination: Destination | None = None

    def settle(self, destination: Destination) -> None:
        """Say where the rows are; a second call changes nothing."""
        if not self._settled.is_set():
            self._destination = destination
            self._settled.set()

    def wait(self, timeout: float) -> Destination | None:
        """The destination, or None when it is not known after ``timeout`` seconds."""
        self._settled.wait(timeout)
        return self._destination


@dataclass(frozen=True, slots=True)
class Reading:
    """One poll of one group.

    ``values`` stand in the order of ``tags``, the group's shared tuple; ``faults`` names by index only
    those that are not GOOD. ``ts`` is the wall time of the read, aware, in UTC, strictly increasing by group.
    """

    group_name: str
    plc_code: str
    ts: datetime
    tags: tuple[Tag, ...]
    values: tuple[Value, ...]
    # By a factory, for the dataclasses of 3.11 take a mappingproxy for mutable.
    faults: Mapping[int, Fault] = field(default_factory=lambda: NO_FAULTS)
    receipt: Receipt | None = field(default=None, compare=False)
    journal_seq: int = field(default=0, compare=False)
    """Its number in the journal; 0 while it is in memory alone."""

    def __post_init__(self) -> None:
        if len(self.values) != len(self.tags):
            raise ValueError(
                f"group {self.group_name!r}: {len(self.values)} values for {len(self.tags)} tags"
            )

    def __len__(self) -> int:
        """Number of values, which is the number of rows this reading becomes."""
        return len(self.values)

    def rows(self) -> Iterator[Row]:
        """The rows of this reading, in the order of its tags."""
        ts, plc_code, group_name, faults = self.ts, self.plc_code, self.group_name, self.faults
        for index, (tag, value) in enumerate(zip(self.tags, self.values, strict=True)):
            quality, reason = faults.get(index, _GOOD) if faults else _GOOD
            yield Row(ts, plc_code, tag.tag_address, tag.tag_name, value, quality, group_name, reason)


_GOOD = Fault(Quality.GOOD, "")
