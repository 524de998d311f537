"""Everything that is abnormal at a moment."""

from __future__ import annotations

from hmi.alarms import disks, plant, program, storage
from hmi.alarms.condition import Condition, Facts


def conditions(facts: Facts) -> list[Condition]:
    """What asks for a person, in no particular order."""
    return [*plant.found(facts), *storage.found(facts), *disks.found(facts), *program.found(facts)]
