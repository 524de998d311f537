"""What is known of each tag beyond what a row carries: machine, type, scale, and its group's category."""

from __future__ import annotations

from typing import NamedTuple

from hmi.model.plant import GroupCategory, Plant, Tag


class TagEntry(NamedTuple):
    """A tag and the category of its group."""

    tag: Tag
    category: GroupCategory


_Entries = dict[tuple[str, str], TagEntry]


class TagDirectory:
    """Tags by (plc_code, tag_address); rows of the CSV backup find theirs here too.

    All methods may be called from any thread.
    """

    def __init__(self, plant: Plant | None = None) -> None:
        self._known: _Entries = {}
        self._configured: _Entries = {}
        if plant is not None:
            self.update(plant)

    def update(self, plant: Plant) -> None:
        """Learn a configuration.

        A tag that is not in it any more can still be found: a running group still reads it, and older rows
        of it may be waiting.
        """
        categories = {group.group_name: group.group_category for group in plant.groups}
        learnt = {
            (tag.plc_code, tag.tag_address): TagEntry(tag, categories[tag.group_name]) for tag in plant.tags
        }
        # New dicts, so that whoever iterates over the old ones is not disturbed.
        self._known = self._known | learnt
        self._configured = learnt

    def find(self, plc_code: str, tag_address: str) -> TagEntry | None:
        """What is known of a tag; None where it was never configured."""
        return self._known.get((plc_code, tag_address))

    def entries(self) -> tuple[TagEntry, ...]:
        """The tags of the configuration as it was learnt last."""
        return tuple(self._configured.values())

    @property
    def edition(self) -> object:
        """Another object after each ``update``: what was made of an earlier one is to be made anew."""
        return self._configured
