"""The plant as it would be, while the rows of the files are laid over it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from hmi.config.columns import Table
from hmi.model.plant import Plant, Plc, PollingGroup, Tag

_Row = TypeVar("_Row", Plc, PollingGroup, Tag)


class Draft:
    """PLCs, groups and tags by their keys; ``broken`` are (table, code) of rows that are wrong themselves.

    A reference to a broken row is not reported a second time.
    """

    def __init__(self, stored: Plant) -> None:
        self.stored = stored
        self.plcs = {plc.plc_code: plc for plc in stored.plcs}
        self.groups = {group.group_name: group for group in stored.groups}
        self.tags = {(tag.plc_code, tag.tag_address): tag for tag in stored.tags}
        self.broken: set[tuple[str, str]] = set()

    @property
    def plant(self) -> Plant:
        """Stored rows in their order, then new ones in the files' order."""
        return Plant(tuple(self.plcs.values()), tuple(self.groups.values()), tuple(self.tags.values()))


def merged(table: Table[_Row], old: _Row | None, values: dict[str, Any]) -> _Row:
    """A row over the stored one: a column that the file does not have keeps its value, or is the default."""
    return table.build(table.defaults() | values) if old is None else replace(old, **values)
