"""Readings to send down the way, and a backup that only remembers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hmi.model.plant import Tag, TagType
from hmi.model.reading import Destination, Reading, Receipt, Value
from hmi.pipeline.journal import Journal

EPOCH = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

CLOSED = Journal(Path())
"""A journal that was never opened: it keeps nothing and touches no disk."""


def tags(count: int, plc_code: str = "PLC1", group_name: str = "PRESS") -> tuple[Tag, ...]:
    """That many REAL tags D0, D1, ..."""
    return tuple(Tag(plc_code, f"D{i}", f"temp {i}", TagType.REAL, group_name) for i in range(count))


def reading(
    number: int, values: int = 1, *, value: Value = 0.5, group_name: str = "PRESS", receipt: bool = True
) -> Reading:
    """The poll of second ``number``; keys differ when number and group differ together."""
    return Reading(
        group_name,
        f"PLC_{group_name}",
        EPOCH + timedelta(seconds=number),
        tags(values, f"PLC_{group_name}", group_name),
        (value,) * values,
        receipt=Receipt() if receipt else None,
    )


def settled(one: Reading) -> Destination | None:
    """Where the reading's receipt says it is, at this moment."""
    assert one.receipt is not None
    return one.receipt.wait(0)


class MemorySink:
    """A spill sink whose disk refuses while ``error`` is set."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []
        self.calls = 0
        self.error: Exception | None = None

    def spill(self, readings: Sequence[Reading], reason: str) -> None:
        self.calls += 1
        if self.error is not None:
            raise self.error
        self.readings.extend(readings)


class HandClock:
    """A monotonic clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time
