"""What is known of each tag beyond what a row carries: machine, type, scale, and its group's category."""

from __future__ import annotations

from typing import NamedTuple

from hmi.model.plant import GroupCategory, Plant, Tag


class TagEntry(NamedTuple):
    """A tag and the category of its group."""

    tag: Tag
    category: GroupCategory


class TagDirectory:
    """Tags by (plc_code, tag_address); rows of the CSV backup find theirs here too.

    ``update`` and ``find`` may be called from any thread.
    """

    def __init__(self, plant: Plant | None = None) -> None:
        self._entries: dict[tuple[str, str], TagEntry] = {}
        if plant is not None:
            self.update(plant)

    def update(self, plant: Plant) -> None:
        """Learn a configuration.

        A tag that is not in it any more stays known: a running group still reads it, and older rows of it
        may be waiting.
        """
        categories = {group.group_name: group.group_category for group in plant.groups}
        learnt = {
            (tag.plc_code, tag.tag_address): TagEntry(tag, categories[tag.group_name]) for tag in plant.tags
        }
        # A new dict, so that whoever iterates over the old one is not disturbed.
        self._entries = self._entries | learnt

    def find(self, plc_code: str, tag_address: str) -> TagEntry | None:
        """What is known of a tag; None where it was never configured."""
        return self._entries.get((plc_code, tag_address))

    def entries(self) -> tuple[TagEntry, ...]:
        """All tags that are known."""
        return tuple(self._entries.values())
