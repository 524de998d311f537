"""What tags hold at this moment, as their last poll found it; for eyes, not for records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from hmi.model.plant import PollingMode, Tag
from hmi.model.reading import Fault, Quality, Value
from hmi.model.said import Said, Span
from hmi.model.status import GroupState, GroupStatus

_INTERVALS = 3
"""A value is stale when so many polls are missing."""
_FRESH_S = 2.0
"""Younger is never stale: a fast group may once be late."""


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


def why_stale(group: GroupValues, status: GroupStatus | None, now: float) -> Said | None:
    """Why these values are not those of now; None where they are. ``now`` in seconds since 1970."""
    name = group.group_name
    if status is None:
        return Said("{group} is not configured any more", {"group": name})
    if status.state is GroupState.STOPPED:
        return Said("{group} is stopped", {"group": name})
    age = now - group.ts.timestamp()
    if status.mode != PollingMode.FIXED or age <= max(_INTERVALS * status.interval_ms / 1000, _FRESH_S):
        return None
    return Said("{group} was not polled for {time}", {"group": name, "time": Span(age)})
