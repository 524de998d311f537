"""One row of an edited plant: its values, and the texts that cannot become any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from hmi.config.values import value_text
from hmi.model.plant import Plc, PollingGroup, Tag, tag_key

Row = TypeVar("Row", Plc, PollingGroup, Tag)
Numbered = tuple[str, int]
"""A row: the name of its table and its number."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A text that cannot become a value, and the sentence that says why."""

    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DraftRow(Generic[Row]):
    """One row; ``number`` stays the same whatever it is called. ``stored`` is None of a new one.

    ``value`` has the last sound value of every column; ``wrong`` the columns whose text is none.
    """

    number: int
    value: Row
    stored: Row | None = None
    wrong: Mapping[str, Wrong] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        """True for a new row and for one that is not as it is stored."""
        return bool(self.wrong) or self.value != self.stored

    def text(self, column: str) -> str:
        """What stands in that column: as it was typed where it is wrong."""
        wrong = self.wrong.get(column)
        return value_text(getattr(self.value, column)) if wrong is None else wrong.text


def name_of(row: Plc | PollingGroup | Tag) -> str:
    """What people call the row."""
    match row:
        case Plc():
            return row.plc_code
        case PollingGroup():
            return row.group_name
        case Tag():
            return row.tag_name


def key_of(row: Plc | PollingGroup | Tag) -> object:
    """What no other row of its table has."""
    return tag_key(row) if isinstance(row, Tag) else name_of(row)
