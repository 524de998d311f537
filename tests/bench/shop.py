"""The body shop collected in real processes: requests per second beside the fewest, and every value checked.

Three simulated PLCs serve one request a scan of 10 ms, to ``hmi collect`` in a process of its own. The floor
is what the exact search (``tests.bench.optimum``) needs for whatever is due together at each tick. Goal: 1.10
times the floor.
"""

from __future__ import annotations

import json
import math
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hmi.model.plant import Plant, PollingGroup
from tests.bench.figures import print_table, times
from tests.bench.optimum import fewest, words_of
from tests.body_shop import BodyShop, Stored, body_shop, read_historian
from tests.plants import scattered_plant
from tests.processes import hmi, hmi_running

_SCAN_MS = 10.0
_MEASURED_S = 20.0
_OPENING_S = 3.0
_RUN_S = 60.0

_SPLIT = {"BODY1": (100, 5, 1000), "BODY2": (100, 2, 5000), "BODY3": (1000, 3, 5000)}
"""By PLC: the interval of its first machines in ms, how many machines those are, the interval of the rest."""

_Status = dict[str, Any]


def run() -> None:
    """Measure both plants, and print a table of each."""
    with tempfile.TemporaryDirectory() as name:
        _measure_rates(Path(name) / "six")
        _measure_run(Path(name) / "one")


# -- six groups ------------------------------------------------------------------------------------------


def six_groups() -> Plant:
    """The body shop with two groups for each PLC, two of each interval; machines stay together."""
    plant = scattered_plant()
    groups = tuple(
        PollingGroup(f"{code}_{interval_ms}", code, polling_interval_ms=interval_ms)
        for code, (first, _, rest) in _SPLIT.items()
        for interval_ms in (first, rest)
    )
    tags = []
    for tag in plant.tags:
        first, machines, rest = _SPLIT[tag.plc_code]
        interval_ms = first if int(tag.machine_code[-3:]) < machines else rest
        tags.append(replace(tag, group_name=f"{tag.plc_code}_{interval_ms}"))
    return replace(plant, groups=groups, tags=tuple(tags))


def fewest_per_second(plant: Plant, plc_code: str) -> float:
    """The exact search's requests for what is due at each tick, over all ticks of the longest interval."""
    groups = [group for group in plant.groups if group.plc_code == plc_code]
    intervals = [group.polling_interval_ms for group in groups]
    period, step = math.lcm(*intervals), math.gcd(*intervals)
    known: dict[tuple[str, ...], int] = {}
    total = 0
    for at in range(0, period, step):
        due = tuple(group.group_name for group in groups if at % group.polling_interval_ms == 0)
        if due not in known:
            known[due] = fewest(words_of(tag for name in due for tag in plant.tags_of(name)))
        total += known[due]
    return 1000.0 * total / period


def _measure_rates(root: Path) -> None:
    plant = six_groups()
    with body_shop(plant, root, scan_ms=_SCAN_MS) as shop:
        duration = _OPENING_S + _MEASURED_S + 1.0
        words = ("collect", "--json", "--duration", str(duration), "--data-dir", shop.folder.root)
        with hmi_running(*words) as process:
            _wait_for_requests(shop)
            time.sleep(_OPENING_S)
            begun, before = time.monotonic(), shop.requests
            time.sleep(_MEASURED_S)
            seconds, after = time.monotonic() - begun, shop.requests
            status = _status(process.communicate(timeout=60)[0])
        stored = read_historian(shop)
    rates = {code: (after[code] - before[code]) / seconds for code in after}
    _print_rates(plant, rates, status, stored)


def _print_rates(plant: Plant, rates: Mapping[str, float], status: _Status, stored: Stored) -> None:
    floors = {code: fewest_per_second(plant, code) for code in rates}
    rows = [
        [f"{code}: {_groups_text(plant, code)}", *_rates(rates[code], floors[code]), *_polls(status, code)]
        for code in rates
    ]
    rows.append(["all three", *_rates(sum(rates.values()), sum(floors.values())), *_polls(status)])
    print_table(
        f"shop: requests/s of six groups, over {_MEASURED_S:g} s (goal: 1.10 x fewest)",
        ["fewest", "ours", "x fewest", "polls", "overruns", "errors"],
        rows,
    )
    print(f"  {stored.rows} rows, {stored.wrong} of them wrong")


def _rates(rate: float, floor: float) -> list[str]:
    return [f"{floor:.1f}", f"{rate:.1f}", times(rate, floor)]


def _groups_text(plant: Plant, plc_code: str) -> str:
    groups = [group for group in plant.groups if group.plc_code == plc_code]
    return ", ".join(
        f"{len(plant.tags_of(group.group_name))} tags at {group.polling_interval_ms} ms" for group in groups
    )


# -- one minute ------------------------------------------------------------------------------------------


def _measure_run(root: Path) -> None:
    with body_shop(scattered_plant(), root, scan_ms=_SCAN_MS) as shop:
        duration = _RUN_S + 0.5
        words = ("collect", "--json", "--duration", str(duration), "--data-dir", shop.folder.root)
        done = hmi(*words, timeout=duration + 60)
        status = _status(done.stdout)
        stored = read_historian(shop)
        requests = shop.requests
        floors = {plc.plc_code: fewest_per_second(shop.plant, plc.plc_code) for plc in shop.plant.plcs}
    rows = [
        [
            code,
            *_rates(requests[code] / stored.polls[code], floors[code]),
            *_polls(status, code),
            f"{stored.gaps[code]:.2f}",
        ]
        for code in requests
    ]
    print_table(
        f"shop: {len(shop.plant.tags)} tags at 1 s, {_RUN_S:g} s; requests a poll",
        ["fewest", "ours", "x fewest", "polls", "overruns", "errors", "longest gap s"],
        rows,
    )
    print(
        f"  {stored.rows} rows, {stored.wrong} of them wrong; "
        f"{stored.incomplete} tags without a row for every poll; "
        f"{sum(requests.values()) / _RUN_S:.1f} requests/s, fewest {sum(floors.values()):.1f}"
    )


# -- small things ----------------------------------------------------------------------------------------


def _wait_for_requests(shop: BodyShop) -> None:
    deadline = time.monotonic() + 30.0
    while not all(shop.requests.values()):
        if time.monotonic() > deadline:
            raise RuntimeError(f"not every PLC is polled: {shop.requests}")
        time.sleep(0.05)


def _polls(status: _Status, plc_code: str | None = None) -> list[str]:
    groups = [group for group in status["groups"] if plc_code in (None, group["plc_code"])]
    return [
        str(sum(group[name] for group in groups)) for name in ("poll_count", "overrun_count", "error_count")
    ]


def _status(text: str) -> _Status:
    if not text.strip():
        raise RuntimeError("the station ended without a status")
    status: _Status = json.loads(text.strip().rpartition("\n")[2])
    return status
