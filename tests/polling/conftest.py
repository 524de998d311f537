"""Simulated PLCs over TCP, a real pool and queue: what the polling tests have in common."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from hmi.melsec.simulator.faults import FaultSpec
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.plant import Plant, Plc, PollingGroup, PollingMode, Tag, TagType
from hmi.model.reading import Reading
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.queue import DataQueue
from tests.pipeline.samples import CLOSED

WAIT_S = 30.0
"""How long a test waits for what has to happen."""


class NoSpill:
    """The queue of these tests never fills up."""

    def spill(self, readings: Sequence[Reading], reason: str) -> None:
        raise AssertionError(f"spilled {len(readings)} readings: {reason}")


class Inbox:
    """A data queue whose readings the test takes out."""

    def __init__(self) -> None:
        self.queue = DataQueue(Ledger(), NoSpill(), CLOSED)
        self._kept: list[Reading] = []

    def next(self, group_name: str | None = None) -> Reading:
        """The next reading, of that group where one is named; others stay for later."""
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            for reading in self._kept:
                if group_name in (None, reading.group_name):
                    self._kept.remove(reading)
                    return reading
            self._kept += self.queue.take(0.1)
        raise AssertionError(f"no reading of {group_name or 'any group'} came in {WAIT_S} s")

    def first_after(self, group_name: str, moment: datetime) -> Reading:
        """The first reading of the group with a time after that moment."""
        while (reading := self.next(group_name)).ts <= moment:
            pass
        return reading

    def drain(self) -> list[Reading]:
        """Everything that is there."""
        readings, self._kept = self._kept, []
        while arrived := self.queue.take(0):
            readings += arrived
        return readings


@dataclass
class Field:
    """Simulated PLCs, and the plant that is made of them."""

    sims: dict[str, SimulatedPlc] = field(default_factory=dict)
    plant: Plant = field(default_factory=Plant)

    def add_plc(
        self, code: str = "P1", *, faults: Sequence[str] = (), scan_ms: float = 0, **more: object
    ) -> SimulatedPlc:
        """Start a PLC with D0-D999 and M0-M999; ``more`` are fields of its Plc."""
        plc = replace(Plc(code, "127.0.0.1", connection_timeout=1.0), **more)  # type: ignore[arg-type]  # by name
        sim = SimulatedPlc(
            plc,
            scan_ms=scan_ms,
            faults=[FaultSpec.parse(text) for text in faults],
            limits={"D": 1000, "M": 1000},
        )
        port = sim.start()
        self.sims[code] = sim
        self.plant = replace(self.plant, plcs=(*self.plant.plcs, replace(plc, port=port)))
        for number in range(1000):
            sim.memory.write_words("D", number, (number + 1).to_bytes(2, "little"))
        return sim

    def add_group(
        self,
        name: str,
        addresses: Sequence[str] = ("D10", "D11", "D12"),
        *,
        plc_code: str = "P1",
        interval_ms: int = 100,
        mode: PollingMode = PollingMode.FIXED,
    ) -> None:
        """Configure a group of INT tags (BOOL on M)."""
        group = PollingGroup(name, plc_code, mode, interval_ms)
        tags = make_tags(addresses, plc_code, name)
        self.plant = replace(self.plant, groups=(*self.plant.groups, group), tags=(*self.plant.tags, *tags))

    def stop(self) -> None:
        """Stop every PLC."""
        for sim in self.sims.values():
            sim.stop()


def make_tags(addresses: Sequence[str], plc_code: str = "P1", group_name: str = "G") -> tuple[Tag, ...]:
    """INT tags on word devices, BOOL tags on M."""
    return tuple(
        Tag(
            plc_code,
            address,
            f"tag {address}",
            TagType.BOOL if address[0] == "M" else TagType.INT,
            group_name,
        )
        for address in addresses
    )


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def plants() -> Iterator[Field]:
    field_ = Field()
    yield field_
    field_.stop()
