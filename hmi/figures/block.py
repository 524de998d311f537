"""A piece of history: many columns over the same times, and how it is made shorter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hmi.model.figures import Column, Floats, Trace

Table = npt.NDArray[np.float32]
"""A line per column, a value per time."""

_MOST_BETWEEN = 2.5
"""Times further apart than this many of their usual distance have a gap between them."""


@dataclass(frozen=True, eq=False, slots=True)
class Block:
    """Lines in the order of ``columns``; the times rise, and each stands for up to ``width_s`` seconds."""

    columns: tuple[Column, ...]
    times: Floats
    lows: Table
    means: Table
    highs: Table
    width_s: float

    def traces(self) -> dict[Column, Trace]:
        """Each column by itself."""
        return {
            column: Trace(*(table[line].astype(np.float64) for table in (self.means, self.lows, self.highs)))
            for line, column in enumerate(self.columns)
        }

    def only(self, which: npt.NDArray[np.bool_]) -> Block:
        """The times where ``which`` is true."""
        lows, means, highs = (table[:, which] for table in (self.lows, self.means, self.highs))
        return Block(self.columns, self.times[which], lows, means, highs, self.width_s)


def nothing() -> Block:
    """No columns and no times."""
    table = np.empty((0, 0), np.float32)
    return Block((), np.empty(0), table, table, table, 1.0)


def reduced(block: Block, width_s: float) -> Block:
    """One point for every ``width_s`` seconds in which there is one; at the beginning of these seconds."""
    if not len(block.times) or width_s <= 1.0:
        return block
    pieces = np.floor(block.times / width_s)
    starts = np.concatenate(([0], np.flatnonzero(np.diff(pieces)) + 1))
    counts = np.add.reduceat(np.isfinite(block.means), starts, axis=1, dtype=np.float32)
    sums = np.add.reduceat(np.nan_to_num(block.means), starts, axis=1)
    return Block(
        block.columns,
        pieces[starts] * width_s,
        np.fmin.reduceat(block.lows, starts, axis=1),
        np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0),
        np.fmax.reduceat(block.highs, starts, axis=1),
        max(width_s, block.width_s),
    )


def joined(blocks: Sequence[Block]) -> Block:
    """One after the other, with gaps where nothing was recorded; a column that one lacks is NaN there."""
    blocks = [block for block in blocks if len(block.times)]
    if not blocks:
        return nothing()
    columns = tuple(dict.fromkeys(column for block in blocks for column in block.columns))
    line_of = {column: line for line, column in enumerate(columns)}
    total = sum(len(block.times) for block in blocks)
    table = np.full((3, len(columns), total), np.nan, np.float32)
    at = 0
    for block in blocks:
        lines, until = [line_of[column] for column in block.columns], at + len(block.times)
        for part, values in zip(table, (block.lows, block.means, block.highs), strict=True):
            part[lines, at:until] = values
        at = until
    times = np.concatenate([block.times for block in blocks])
    lows, means, highs = table
    return Block(columns, times, lows, means, highs, max(block.width_s for block in blocks))


def with_gaps(block: Block, holes: Iterable[tuple[float, float]], least_s: float) -> Block:
    """With a point of nothing where times are far apart, and in every hole (start, end) of ``least_s``."""
    times, width = block.times, block.width_s
    if not len(times):
        return block
    places = np.flatnonzero(np.diff(times) > _MOST_BETWEEN * width) + 1
    missing = dict(zip(places.tolist(), (times[places - 1] + width).tolist(), strict=True))
    for start, end in holes:
        # The point whose seconds have both the beginning and the end of the hole is before it.
        place = max(np.searchsorted(times, end - width, "right"), np.searchsorted(times, start, "right"))
        if end - start >= least_s and 0 < place < len(times):
            missing[int(place)] = start
    if not missing:
        return block
    before = sorted(missing)
    lows, means, highs = (
        np.insert(table, before, np.nan, axis=1) for table in (block.lows, block.means, block.highs)
    )
    nowhere = np.clip([missing[place] for place in before], times[np.array(before) - 1], times[before])
    return Block(block.columns, np.insert(times, before, nowhere), lows, means, highs, width)
