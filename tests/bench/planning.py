"""How many requests a poll takes, beside the fewest there can be and beside what simpler collectors send.

A request costs a PLC scan whatever its size. The floor is an exact search with code of its own
(``tests.bench.optimum``); goal: no request more than that. Time to plan is that of one call, as at the start
of a group.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from hmi.melsec.plan import plan_reads
from hmi.model.plant import Series, Tag, TagType
from tests.bench.figures import print_table, times
from tests.bench.optimum import contiguous, fewest, merged, words_of
from tests.plants import scattered_plant

_CALLS = 3


class _Case(NamedTuple):
    """Tags of one PLC, by group."""

    name: str
    groups: Sequence[Sequence[Tag]]


class _Counts(NamedTuple):
    """Requests of one poll of everything, and the time to plan it in ms."""

    contiguous: int
    merged: int
    alone: int
    ours: int
    best: int
    plan_ms: float


def run() -> None:
    """Count for the body shop and for random plants, and print one table."""
    shop = _body_shop()
    counted = [(case, _count(case)) for case in (*shop, *_random_plants())]
    rows = [_row(case.name, case.groups, counts) for case, counts in counted]
    of_shop = [counts for _, counts in counted[: len(shop)]]
    total = _Counts(*(sum(column) for column in zip(*of_shop, strict=True)))
    rows.insert(len(shop), _row("body shop, all three PLCs", [g for c in shop for g in c.groups], total))
    print_table(
        "planning: requests a poll of everything (goal: those of the exact search)",
        ["tags", "groups", "contiguous", "gaps merged", "one by one", "ours", "exact", "x exact", "plan ms"],
        rows,
    )
    print("  contiguous, gaps merged: windows only, group by group; one by one: our plan of each group alone")


def _row(name: str, groups: Sequence[Sequence[Tag]], counts: _Counts) -> list[str]:
    figures = (sum(map(len, groups)), len(groups), *counts[:5])
    return [name, *map(str, figures), times(counts.ours, counts.best), f"{counts.plan_ms:.0f}"]


def _count(case: _Case) -> _Counts:
    words = [words_of(tags) for tags in case.groups]
    together = [tag for tags in case.groups for tag in tags]
    return _Counts(
        sum(map(contiguous, words)),
        sum(map(merged, words)),
        sum(len(plan_reads(tags, Series.Q).requests) for tags in case.groups),
        len(plan_reads(together, Series.Q).requests),
        fewest(words_of(together)),
        median(_plan_ms(together) for _ in range(_CALLS)),
    )


def _plan_ms(tags: Sequence[Tag]) -> float:
    begun = time.perf_counter()
    plan_reads(tags, Series.Q)
    return 1000.0 * (time.perf_counter() - begun)


# -- plants ----------------------------------------------------------------------------------------------


def _body_shop() -> list[_Case]:
    plant = scattered_plant()
    return [
        _Case(
            f"body shop, {plc.plc_code}",
            [plant.tags_of(g.group_name) for g in plant.groups if g.plc_code == plc.plc_code],
        )
        for plc in plant.plcs
    ]


def _random_plants() -> list[_Case]:
    chance = random.Random(11)
    return [
        _Case("dense: 10 x 120 words side by side", [_dense(120 * place, 120) for place in range(10)]),
        _Case("scattered: 10 x 120 words of D0-D12287", _scattered(chance, 10, 120, {"D": 12288})),
        _Case("6 x 300 words of D, W and R", _scattered(chance, 6, 300, {"D": 12288, "W": 8192, "R": 32768})),
        _Case("4 x 100 bits of M and B", _scattered(chance, 4, 100, {"M": 8192, "B": 8192})),
        _Case(
            "5 clusters of 150 words, 200 stragglers", [_clusters(chance, 5, 150), *_stragglers(chance, 200)]
        ),
    ]


def _tag(device: str, number: int) -> Tag:
    address = f"{device}{number:X}" if device in "WB" else f"{device}{number}"
    return Tag("P", address, address, TagType.BOOL if device in "MB" else TagType.INT, "G")


def _dense(head: int, count: int) -> list[Tag]:
    return [_tag("D", head + place) for place in range(count)]


def _scattered(chance: random.Random, groups: int, count: int, sizes: dict[str, int]) -> list[list[Tag]]:
    places = [(device, number) for device, size in sizes.items() for number in range(size)]
    chosen = chance.sample(places, groups * count)
    return [[_tag(*place) for place in chosen[group::groups]] for group in range(groups)]


def _clusters(chance: random.Random, clusters: int, count: int) -> list[Tag]:
    heads = chance.sample(range(0, 12000, 1000), clusters)
    return [_tag("D", head + offset) for head in heads for offset in chance.sample(range(700), count)]


def _stragglers(chance: random.Random, count: int) -> list[list[Tag]]:
    return [[_tag("R", number) for number in chance.sample(range(32768), count)]]
