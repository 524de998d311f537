"""Which polling groups an edited plant concerns: a running group keeps what it was started with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hmi.model.plant import Plant, PollingGroup, Tag


@dataclass(frozen=True, slots=True)
class AffectedGroups:
    """Groups by name.

    Those of ``restart`` run and are otherwise configured now, those of ``stop`` run and are no longer to,
    those of ``start`` do not run and now can.
    """

    restart: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    start: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """True where something does not run as it is configured."""
        return bool(self.restart or self.stop or self.start)


def affected_groups(stored: Plant, wanted: Plant, running: Collection[str]) -> AffectedGroups:
    """Compare the groups of two plants; ``running`` are the names of those that run."""
    before, after = _tags_by_group(stored), _tags_by_group(wanted)
    old, new = _startable(stored, before), _startable(wanted, after)
    return AffectedGroups(
        restart=tuple(
            name
            for name, group in new.items()
            if name in running
            and not (
                name in old
                and old[name] == group
                and stored.plc(group.plc_code) == wanted.plc(group.plc_code)
                and before.get(name) == after.get(name)
            )
        ),
        stop=tuple(name for name in running if name not in new),
        start=tuple(name for name in new if name not in running and name not in old),
    )


def _startable(plant: Plant, tags: Mapping[str, list[Tag]]) -> dict[str, PollingGroup]:
    return {group.group_name: group for group in plant.active_groups() if tags.get(group.group_name)}


def _tags_by_group(plant: Plant) -> dict[str, list[Tag]]:
    tags: dict[str, list[Tag]] = {}
    for tag in plant.tags:
        if tag.is_active:
            tags.setdefault(tag.group_name, []).append(tag)
    return tags
