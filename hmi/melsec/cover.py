"""The fewest requests that cover the words of all devices: windows for what lies close, random reads beside.

Random reads take points of any device, so the devices share the windows among them in such a way that the
random points of all are fewest; and of all numbers of windows that one is taken which needs the fewest
windows and random reads together.

No plan needs fewer requests than its windows and its random points, divided by the points of a request that
can be filled at all, and rounded up. Numbers of windows are tried in the order of that bound until none is
left that could be better than what packing made of one. So the result is the optimum, unless long values of
many lengths leave so much room in random reads that the search is given up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hmi.melsec.limits import Limits
from hmi.melsec.packing import Unit, pack, usable_points
from hmi.melsec.spans import Item
from hmi.melsec.tradeoff import NEVER, POINT, Costs, Tradeoff

_TRIES = 24
"""So many numbers of windows are packed at most; nearly always the first one reaches its bound."""


class Cover(NamedTuple):
    """What is read by each window, and by each random read."""

    windows: list[Sequence[Item]]
    random: list[list[Unit]]

    @property
    def rank(self) -> tuple[int, int]:
        """The lowest is the best: fewest requests, then most windows."""
        return len(self.windows) + len(self.random), -len(self.windows)


def cover(devices: Sequence[Sequence[Item]], limits: Limits) -> Cover:
    """The fewest requests for the items of some devices, each with one item at least, given from the left.

    Among as few, more windows are preferred to more random reads, then fewer random points, then fewer words.
    """
    if not devices:
        return Cover([], [])
    tradeoffs = [Tradeoff(items, limits) for items in devices]
    points = [unit.points for tradeoff in tradeoffs for unit in tradeoff.units]
    most = _most_windows(tradeoffs, points, limits)
    costs, shares = _share([tradeoff.costs(most) for tradeoff in tradeoffs], most)
    first, *others = _bounds(costs, usable_points(points, limits.random_points))[:_TRIES]
    best = _solution(tradeoffs, shares, -first[1], limits)
    for bound in others:
        if best.rank <= bound:
            break
        found = _solution(tradeoffs, shares, -bound[1], limits)
        best = min(best, found, key=lambda cover: cover.rank)
    return best


def _most_windows(tradeoffs: Sequence[Tradeoff], points: Sequence[int], limits: Limits) -> int:
    """No best plan has more: that many windows would do alone, or that many random reads."""
    alone = sum(tradeoff.windows_alone for tradeoff in tradeoffs)
    if any(count > limits.random_points for count in points):
        return alone
    # Packing leaves no two requests that would fit into one.
    return min(alone, 2 * sum(points) // limits.random_points + 1)


def _share(costs: Sequence[Costs], most: int) -> tuple[Costs, list[npt.NDArray[np.int64]]]:
    """The lowest costs of all devices by windows in all, and how many of them each device then gets.

    The windows of a device are told for the number that is there for it and all devices before it.
    """
    total = np.zeros(1, dtype=np.int64)
    shares = []
    for of_device in costs:
        size = min(len(total) + len(of_device) - 1, most + 1)
        best = np.full(size, NEVER, dtype=np.int64)
        share = np.zeros(size, dtype=np.int64)
        for windows, cost in enumerate(of_device[:size].tolist()):
            sums = total[: size - windows] + cost
            part = slice(windows, windows + len(sums))
            share[part] = np.where(sums < best[part], windows, share[part])
            best[part] = np.minimum(sums, best[part])
        total = best
        shares.append(share)
    return total, shares


def _bounds(costs: Costs, usable: int) -> list[tuple[int, int]]:
    """What the rank of a cover can be at best, for each number of windows that is possible, from the best."""
    return sorted(
        (windows + -(-(cost // POINT) // max(usable, 1)), -windows)
        for windows, cost in enumerate(costs.tolist())
        if cost < NEVER
    )


def _solution(
    tradeoffs: Sequence[Tradeoff], shares: Sequence[npt.NDArray[np.int64]], windows: int, limits: Limits
) -> Cover:
    runs: list[Sequence[Item]] = []
    units: list[Unit] = []
    for tradeoff, share in zip(reversed(tradeoffs), reversed(shares), strict=True):
        own = int(share[windows])
        windows -= own
        own_runs, own_units = tradeoff.solution(own)
        runs = [tradeoff.items[first:end] for first, end in own_runs] + runs
        units = own_units + units
    return Cover(runs, pack(units, limits.random_points))
