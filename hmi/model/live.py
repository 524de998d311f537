"""What tags hold at this moment, as their last poll found it; for eyes, not for records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from hmi.model.plant import Tag
from hmi.model.reading import Fault, Quality, Value


class LastGood(NamedTuple):
    """The last value that a tag had before it became BAD; ``ts`` aware, in UTC."""

    ts: datetime
    value: Value


class LivePoint(NamedTuple):
    """One value of a watched tag; ``ts`` aware, in UTC."""

    ts: datetime
    value: Value
    quality: Quality


@dataclass(frozen=True, slots=True)
class GroupValues:
    """The newest poll of one group, all of its tags; ``ts`` aware, in UTC.

    ``values`` stand in the order of ``tags``; ``faults`` names by index those that are not GOOD, and
    ``last_good`` what the BAD ones among them had before. Whether the group still runs, its status says.
    """

    group_name: str
    plc_code: str
    tags: tuple[Tag, ...]
    ts: datetime
    values: tuple[Value, ...]
    faults: Mapping[int, Fault]
    last_good: Mapping[int, LastGood]
