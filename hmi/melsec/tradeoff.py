"""Windows against random points on one device: the fewest points that are left for each number of windows.

Items ascend in both start and end, so a window that begins with one covers a run of them, as many as fit,
and beginning anywhere else would cover no more. The table is made from the last item to the first; each row
has one entry for each number of windows, so that numpy works on all of them at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hmi.melsec.limits import Limits
from hmi.melsec.packing import Unit, pair_of, unit_of
from hmi.melsec.spans import Item

POINT = 1 << 32
"""A cost is points * 2**32 + words: of solutions with equally many points, that with fewer words is taken."""

NEVER = 1 << 56
"""More than any cost; a sum of some over all devices is still a 64-bit number."""

Costs = npt.NDArray[np.int64]
"""Costs by the most windows that may be used."""

Run = tuple[int, int]
"""Items of one window: the first, and the one after the last."""


class Tradeoff:
    """The items of one device, from the left, and what they cost at random with 0, 1, 2 ... windows."""

    def __init__(self, items: Sequence[Item], limits: Limits) -> None:
        self.items = items
        self.units = [unit_of(item) for item in items]
        self._limits = limits
        self._starts = np.array([item.span.start for item in items], dtype=np.int64)
        self._ends = np.array([item.span.end for item in items], dtype=np.int64)
        after = np.searchsorted(self._ends, self._starts + limits.words, side="right")
        self._after: list[int] = after.tolist()  # the first item that a window from here does not cover
        self._words: list[int] = (self._ends[after - 1] - self._starts).tolist()
        self._has_neighbour = [self._is_pair(i) for i in range(len(items))]
        self._alone = self._second = np.empty((0, 0), dtype=np.int64)

    @property
    def windows_alone(self) -> int:
        """The fewest windows that cover everything."""
        windows = item = 0
        while item < len(self.items):
            windows, item = windows + 1, self._after[item]
        return windows

    def costs(self, most: int) -> Costs:
        """What is left for random reads with at most 0 to ``most`` windows.

        ``_alone[i]`` speaks of the items from ``i`` on. ``_second[i]`` does so after item ``i - 1`` was read
        at random in a double word whose second half is item ``i``, which then costs no point.
        """
        most = min(most, self.windows_alone)
        count = len(self.items)
        self._alone = np.zeros((count + 1, most + 1), dtype=np.int64)
        self._second = np.zeros((count + 1, most + 1), dtype=np.int64)
        for i in range(count - 1, -1, -1):
            rest = self._second[i + 1] if self._has_neighbour[i] else self._alone[i + 1]
            by_window = self._alone[self._after[i], :-1] + self._words[i]
            price = self._price(i)
            self._alone[i] = rest + price if price < NEVER else NEVER  # a sum of many NEVERs would overflow
            np.minimum(self._alone[i, 1:], by_window, out=self._alone[i, 1:])
            if i and self._has_neighbour[i - 1]:
                self._second[i] = self._alone[i + 1] + 1
                np.minimum(self._second[i, 1:], by_window, out=self._second[i, 1:])
        costs: Costs = np.minimum(self._alone[0], NEVER)
        return costs

    def solution(self, most: int) -> tuple[list[Run], list[Unit]]:
        """Which runs are read by windows, and which units at random, with at most so many windows."""
        runs: list[Run] = []
        units: list[Unit] = []
        i, is_second = 0, False
        while i < len(self.items):
            row = self._second[i] if is_second else self._alone[i]
            if most and row[most] == self._alone[self._after[i], most - 1] + self._words[i]:
                runs.append((i, self._after[i]))
                i, most, is_second = self._after[i], most - 1, False
            elif is_second:
                units[-1] = pair_of(self.items[i - 1], self.items[i])
                i, is_second = i + 1, False
            else:
                units.append(self.units[i])
                i, is_second = i + 1, self._has_neighbour[i]
        return self._shortened(runs), units

    def _is_pair(self, i: int) -> bool:
        """Whether items ``i`` and ``i + 1`` are single words side by side."""
        if i + 1 == len(self.items):
            return False
        first, second = self.items[i].span, self.items[i + 1].span
        return second.end == first.start + 2 and first.length == second.length == 1

    def _price(self, i: int) -> int:
        unit = self.units[i]
        if unit.points > self._limits.random_points:
            return NEVER
        return unit.points * POINT + len(unit.singles) + 2 * len(unit.doubles)

    def _shortened(self, runs: list[Run]) -> list[Run]:
        """The same runs, with the widest gap that can be left out between two that meet.

        From the right to the left, because windows that are filled from the left have room on the right.
        """
        runs = list(runs)
        for place in range(len(runs) - 2, -1, -1):
            (first, split), (after, end) = runs[place], runs[place + 1]
            if split != after:
                continue
            lowest = np.searchsorted(self._starts, self._ends[end - 1] - self._limits.words)
            low = max(first + 1, int(lowest))
            gaps = self._starts[low : split + 1] - self._ends[low - 1 : split]
            split = low + int(np.argmax(gaps))
            runs[place : place + 2] = (first, split), (split, end)
        return runs
