"""The body shop on simulated PLCs with a memory that stands still, and what a station made of it."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.melsec.addresses import parse_address
from hmi.melsec.simulator import SimulatedPlc
from hmi.model.plant import Plant, Tag, TagType

_DEVICES = ("W", "M", "B")


@dataclass
class BodyShop:
    """Simulated PLCs by their code, the plant that reads them, and the data folder of its station."""

    plant: Plant
    sims: Mapping[str, SimulatedPlc]
    folder: DataFolder

    @property
    def requests(self) -> dict[str, int]:
        """What each PLC was asked so far."""
        return {code: sim.requests for code, sim in self.sims.items()}

    def value_of(self, tag: Tag) -> int:
        """What stands in the memory of the tag's PLC; 0 or 1 for a bit."""
        memory, plc = self.sims[tag.plc_code].memory, self.plant.plc(tag.plc_code)
        address = parse_address(tag.tag_address, plc.series)
        if tag.tag_type is TagType.BOOL:
            return int(memory.read_bits(address.device, address.number, 1)[0])
        return int.from_bytes(memory.read_words(address.device, address.number, 1), "little", signed=True)


@dataclass(frozen=True)
class Stored:
    """What the historian holds of a run.

    ``polls`` and the longest ``gaps`` between two of them in seconds are by PLC; ``incomplete`` are tags that
    miss one of their PLC's polls.
    """

    rows: int
    polls: Mapping[str, int]
    gaps: Mapping[str, float]
    wrong: int
    incomplete: int


@contextmanager
def body_shop(plant: Plant, root: Path, *, scan_ms: float = 10.0) -> Iterator[BodyShop]:
    """Serve the plant's PLCs on free ports, and configure a station for them in a folder below ``root``."""
    sims = {
        plc.plc_code: SimulatedPlc(
            plc, [tag for tag in plant.tags if tag.plc_code == plc.plc_code], scan_ms=scan_ms
        )
        for plc in plant.plcs
    }
    for code, sim in sims.items():
        _fill(sim, random.Random(code))
    try:
        plcs = tuple(replace(plc, port=sims[plc.plc_code].start()) for plc in plant.plcs)
        served = replace(plant, plcs=plcs)
        folder = DataFolder(root / "data")
        folder.create()
        ConfigDatabase(folder.station_db).replace_plant(Plant(), served)
        yield BodyShop(served, sims, folder)
    finally:
        for sim in sims.values():
            sim.stop()


def read_historian(shop: BodyShop) -> Stored:
    """Compare every row with the memory; a value that is not GOOD counts as wrong."""
    due = {(tag.plc_code, tag.tag_address): shop.value_of(tag) for tag in shop.plant.tags}
    rows = wrong = 0
    moments: dict[str, set[str]] = {code: set() for code in shop.sims}
    per_tag: Counter[tuple[str, str]] = Counter()
    query = "SELECT plc_code, tag_address, ts, tag_value, quality FROM tag_values"
    with closing(sqlite3.connect(shop.folder.historian_db)) as connection:
        for code, address, ts, value, quality in connection.execute(query):
            rows += 1
            wrong += quality != "GOOD" or value != due[code, address]
            moments[code].add(ts)
            per_tag[code, address] += 1
    incomplete = sum(per_tag[key] != len(moments[key[0]]) for key in due)
    gaps = {code: _longest_gap(found) for code, found in moments.items()}
    return Stored(rows, {code: len(found) for code, found in moments.items()}, gaps, wrong, incomplete)


def _fill(sim: SimulatedPlc, chance: random.Random) -> None:
    """Words of any value; what is written from outside, the simulated machines leave alone."""
    for device in _DEVICES:
        size = sim.memory.size(device)
        sim.memory.write_words(device, 0, chance.randbytes(size // 8 if device != "W" else 2 * size))


def _longest_gap(moments: set[str]) -> float:
    times = sorted(map(datetime.fromisoformat, moments))
    return max(((after - before).total_seconds() for before, after in pairwise(times)), default=0.0)
