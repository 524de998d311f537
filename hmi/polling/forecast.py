"""What polling a PLC will cost, before it is done: requests, time and load of its groups together.

Pure arithmetic on the read plans. A PLC serves one request per scan, so its load is a matter of how many
requests the due groups need together, and how often (``hmi.polling.schedule`` says who is due when).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from hmi.melsec.plan import ReadPlan, plan_reads
from hmi.model.plant import Plant, Plc, PollingGroup, PollingMode, Series, Tag, TagType

ASSUMED_SCAN_MS = 10.0
"""The scan time that is reckoned with until one has been measured."""

USUAL_INTERVALS_MS = (100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 300_000, 600_000)
"""The intervals that people choose, and the ones that a remedy proposes."""

_LONGEST_ROUND_MS = 60_000
_MOST_PLANS = 32


class Obstacle(StrEnum):
    """Why an interval cannot be met."""

    OWN_POLL = "own poll"
    """One poll of the group alone takes longer than the interval."""
    BUSY_PLC = "busy PLC"
    """Beside what is read as often or more often, a poll can take longer than the interval."""


@dataclass(frozen=True, slots=True)
class GroupForecast:
    """One group, as if it were read alone.

    ``points`` as the PLC counts them. ``remedy_ms`` is the shortest usual interval that can be met, None
    where there is none or none is needed; ``reason`` says what is in the way and what to do.
    """

    group_name: str
    plc_code: str
    mode: PollingMode
    interval_ms: int
    tag_count: int
    unreadable_tags: int
    requests: int
    points: int
    estimated_ms: float
    obstacle: Obstacle | None = None
    remedy_ms: int | None = None
    reason: str = ""

    @property
    def fits(self) -> bool:
        """True when the interval can be met."""
        return self.obstacle is None


@dataclass(frozen=True, slots=True)
class PlcForecast:
    """One PLC with all its groups.

    ``requests``, ``points`` and ``estimated_ms`` are those of the moment at which everything is due at once:
    FIXED groups and watched bits in shared requests, each HANDSHAKE group read on its own.
    ``requests_per_s`` and ``load_pct`` are means over time, without the HANDSHAKE groups' reads, which come
    when they are triggered. ``scan_measured`` is False where ``scan_ms`` is only assumed.
    """

    plc_code: str
    series: Series
    scan_ms: float
    scan_measured: bool
    tag_count: int
    requests: int
    points: int
    estimated_ms: float
    requests_per_s: float
    load_pct: float
    groups: tuple[GroupForecast, ...]

    @property
    def fits(self) -> bool:
        """True when every group's interval can be met."""
        return all(group.fits for group in self.groups)

    def group(self, group_name: str) -> GroupForecast:
        """The forecast of that group, which is one of this PLC's."""
        return next(group for group in self.groups if group.group_name == group_name)


def forecast_plant(plant: Plant, scan_times: Mapping[str, float]) -> tuple[PlcForecast, ...]:
    """What the active groups cost each PLC; ``scan_times`` in ms by PLC, as far as they were measured."""
    groups = plant.active_groups()
    return tuple(
        forecast_plc(
            plc,
            [(group, plant.tags_of(group.group_name)) for group in groups if group.plc_code == plc.plc_code],
            scan_times.get(plc.plc_code),
        )
        for plc in plant.plcs
    )


def forecast_plc(
    plc: Plc, groups_with_tags: Sequence[tuple[PollingGroup, Sequence[Tag]]], scan_ms: float | None
) -> PlcForecast:
    """What these groups cost the PLC when they all run; ``scan_ms`` is None where none was measured.

    Where the intervals come together too seldom to follow them all, the means are upper estimates.
    """
    scan = ASSUMED_SCAN_MS if scan_ms is None else scan_ms
    plans = [plan_reads(tags, plc.series) for _, tags in groups_with_tags]
    ticks = _Ticks(plc.series, scan, [_periodic_tags(*pair) for pair in groups_with_tags])
    intervals = [group.polling_interval_ms for group, _ in groups_with_tags]
    shared = ticks.whole
    by_trigger = [
        plan
        for (group, _), plan in zip(groups_with_tags, plans, strict=True)
        if group.polling_mode is PollingMode.HANDSHAKE
    ]
    requests_per_s, load_pct = ticks.means(intervals)
    return PlcForecast(
        plc.plc_code,
        plc.series,
        scan,
        scan_ms is not None,
        sum(len(tags) for _, tags in groups_with_tags),
        len(shared.requests) + sum(len(plan.requests) for plan in by_trigger),
        shared.points + sum(plan.points for plan in by_trigger),
        shared.estimated_ms(scan) + sum(plan.estimated_ms(scan) for plan in by_trigger),
        requests_per_s,
        load_pct,
        tuple(
            _forecast_group(groups_with_tags[place][0], plan, _Judge(place, intervals, ticks))
            for place, plan in enumerate(plans)
        ),
    )


def _periodic_tags(group: PollingGroup, tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """What is read of the group at its interval: its tags, or the bits of its handshake."""
    if group.polling_mode is PollingMode.FIXED:
        return tuple(tags)
    if group.trigger_bit_address is None:
        return ()
    bits = (group.trigger_bit_address, group.ack_bit_address)
    return tuple(Tag(group.plc_code, bit, bit, TagType.BOOL, group.group_name) for bit in bits if bit)


def _forecast_group(group: PollingGroup, plan: ReadPlan, judge: _Judge) -> GroupForecast:
    own_ms = plan.estimated_ms(judge.scan_ms)
    repeated_ms = own_ms if group.polling_mode is PollingMode.FIXED else 0.0
    obstacle = judge.obstacle(repeated_ms)
    remedy_ms = judge.remedy_ms(repeated_ms) if obstacle else None
    return GroupForecast(
        group.group_name,
        group.plc_code,
        group.polling_mode,
        group.polling_interval_ms,
        len(plan.tags),
        len(plan.faults),
        len(plan.requests),
        plan.points,
        own_ms,
        obstacle,
        remedy_ms,
        "" if obstacle is None else _reason(group, obstacle, own_ms, judge, remedy_ms),
    )


def _reason(
    group: PollingGroup, obstacle: Obstacle, own_ms: float, judge: _Judge, remedy_ms: int | None
) -> str:
    interval = f"{group.polling_interval_ms:,} ms"
    match obstacle:
        case Obstacle.OWN_POLL:
            what = f"one poll takes about {own_ms:,.0f} ms and does not fit into its interval of {interval}"
        case Obstacle.BUSY_PLC:
            what = (
                f"beside what PLC {group.plc_code} is asked as often or more often a poll takes up to about "
                f"{judge.busy_ms():,.0f} ms, longer than its interval of {interval}"
            )
    if remedy_ms is not None:
        return f"{what}; make the interval {remedy_ms:,} ms or longer"
    return f"{what}; make the intervals of the PLC's other groups longer, or read fewer tags"


class _Judge:
    """Says of one group, by its place among all, whether an interval can be met, and which one can."""

    def __init__(self, place: int, intervals: Sequence[int], ticks: _Ticks) -> None:
        self._place = place
        self._intervals = intervals
        self._ticks = ticks
        self.scan_ms = ticks.scan_ms

    def obstacle(self, own_ms: float) -> Obstacle | None:
        """What is in the way of the interval as it is; ``own_ms`` of what is repeated at the interval."""
        return self._find(own_ms, self._intervals)

    def remedy_ms(self, own_ms: float) -> int | None:
        """The shortest usual interval, longer than the one it has, with which nothing is in the way."""
        for interval in USUAL_INTERVALS_MS:
            if interval > max(own_ms, self._intervals[self._place]):
                changed = [*self._intervals]
                changed[self._place] = interval
                if self._find(own_ms, changed) is None:
                    return interval
        return None

    def busy_ms(self, intervals: Sequence[int] | None = None) -> float:
        """How long a poll can take beside all that is read as often, in shared requests, or more often.

        What is read less often does not matter: the group is read in the middle of it. What is read more
        often comes between its requests, at most once before each.
        """
        intervals = intervals or self._intervals
        own = intervals[self._place]
        shared_ms, requests = self._ticks.cost(place for place, each in enumerate(intervals) if each == own)
        between_ms, _ = self._ticks.cost(place for place, each in enumerate(intervals) if each < own)
        _, load_pct = self._ticks.means(intervals, below=own)
        longest_ms = shared_ms + requests * between_ms
        free = 1 - load_pct / 100
        return min(longest_ms, shared_ms / free) if free > 0 else longest_ms

    def _find(self, own_ms: float, intervals: Sequence[int]) -> Obstacle | None:
        if not self._ticks.is_periodic(self._place):
            return None
        if own_ms > intervals[self._place]:
            return Obstacle.OWN_POLL
        return Obstacle.BUSY_PLC if self.busy_ms(intervals) > intervals[self._place] else None


class _Ticks:
    """The polls of one PLC over time: who is due together, and what that costs.

    ``members`` are the tags that each group has read at its interval; those of a group may be none. At most
    32 different sets of members are planned; others are taken as read one by one, which costs no less.
    """

    def __init__(self, series: Series, scan_ms: float, members: Sequence[tuple[Tag, ...]]) -> None:
        self.scan_ms = scan_ms
        self._series = series
        self._members = members
        self._periodic = frozenset(place for place, tags in enumerate(members) if tags)
        self._counts: dict[frozenset[int], int] = {}
        self._ms_per_request = 0.0
        self.whole = self._plan(self._periodic)
        """The plan of everything that is repeated, due at once."""

    def is_periodic(self, place: int) -> bool:
        """True where something of that member is read at its interval."""
        return place in self._periodic

    def means(self, intervals: Sequence[int], below: float = math.inf) -> tuple[float, float]:
        """Requests per second and load in percent, with these intervals in ms, one for each member.

        Members of the interval ``below`` and longer ones are left out.
        """
        due: dict[int, set[int]] = {}
        for place in self._periodic:
            if intervals[place] < below:
                due.setdefault(intervals[place], set()).add(place)
        together, apart = _split(due)
        requests_per_ms = sum(self._requests(frozenset(due[interval])) / interval for interval in apart)
        if together:
            round_ms = math.lcm(*together)
            times = _times_due(together, round_ms)
            requests = sum(
                times_due
                * self._requests(frozenset(chain.from_iterable(due[interval] for interval in which)))
                for which, times_due in times.items()
            )
            requests_per_ms += requests / round_ms
        return 1000.0 * requests_per_ms, 100.0 * requests_per_ms * self._ms_per_request

    def cost(self, places: Iterable[int]) -> tuple[float, int]:
        """Time in ms and number of the requests of these members, read together."""
        requests = self._requests(self._periodic.intersection(places))
        return requests * self._ms_per_request, requests

    def _requests(self, due: frozenset[int]) -> int:
        count = self._counts.get(due)
        if count is not None:
            return count
        if len(due) == 1 or len(self._counts) < _MOST_PLANS:
            return len(self._plan(due).requests)
        return sum(self._requests(frozenset((place,))) for place in due)

    def _plan(self, due: frozenset[int]) -> ReadPlan:
        tags = [tag for place in sorted(due) for tag in self._members[place]]
        plan = plan_reads(tags, self._series)
        self._counts[due] = len(plan.requests)
        if plan.requests:
            self._ms_per_request = plan.estimated_ms(self.scan_ms) / len(plan.requests)
        return plan


def _split(intervals: Iterable[int]) -> tuple[list[int], list[int]]:
    """Those that come together within a minute, from the shortest up, and those that do not."""
    together: list[int] = []
    apart: list[int] = []
    for interval in sorted(intervals):
        fits = math.lcm(interval, *together) <= _LONGEST_ROUND_MS
        (together if fits else apart).append(interval)
    return together, apart


def _times_due(intervals: Sequence[int], round_ms: int) -> Mapping[frozenset[int], int]:
    """How often in a round exactly these intervals are due at the same moment."""
    at: dict[int, set[int]] = {}
    for interval in intervals:
        for moment in range(0, round_ms, interval):
            at.setdefault(moment, set()).add(interval)
    times: dict[frozenset[int], int] = {}
    for due in at.values():
        which = frozenset(due)
        times[which] = times.get(which, 0) + 1
    return times
