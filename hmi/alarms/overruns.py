"""Which share of a group's polls is left out: of the last minute, not since the start."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from hmi.model.status import GroupState, GroupStatus

_WINDOW_S = 60.0
_POLLS = 10
"""A slow group is judged by so many intervals instead."""
_SAMPLES = 60


class _Sample(NamedTuple):
    at: float
    polls: int
    overruns: int


class OverrunShares:
    """Remembers the counters of a minute; not thread-safe, its owner holds a lock."""

    def __init__(self) -> None:
        self._kept: dict[str, deque[_Sample]] = {}

    def update(self, groups: Iterable[GroupStatus], monotonic: float) -> dict[str, float]:
        """By group, in percent; without those that were watched for less than half of their time.

        A group that does not run, or cannot be read, is watched anew afterwards: what it misses then has
        another cause.
        """
        running = [group for group in groups if group.state is GroupState.RUNNING]
        self._kept = {
            group.group_name: self._kept.get(group.group_name, deque(maxlen=_SAMPLES)) for group in running
        }
        shares = ((group.group_name, self._share(group, monotonic)) for group in running)
        return {name: share for name, share in shares if share is not None}

    def _share(self, group: GroupStatus, now: float) -> float | None:
        kept = self._kept[group.group_name]
        newest = _Sample(now, group.poll_count, group.overrun_count)
        if kept and newest.polls < kept[-1].polls:
            kept.clear()  # it was started again: the counters are those of its new run
        window = max(_WINDOW_S, _POLLS * group.interval_ms / 1000.0)
        if not kept or now - kept[-1].at >= window / _SAMPLES:
            kept.append(newest)
        while kept[0].at < now - window:
            kept.popleft()
        oldest = kept[0]
        polls, overruns = newest.polls - oldest.polls, newest.overruns - oldest.overruns
        if now - oldest.at < window / 2 or not polls:
            return None
        return 100.0 * overruns / (polls + overruns)
