"""What one file says: its checked rows, those that are left out, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hmi.config.columns import Table
from hmi.config.report import RowError


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the values of the columns that the file has; ``is_broken`` if any of its cells is wrong.

    A row of another program's file (``is_foreign``) cannot be corrected there, so what does not fit about it
    is a reason to leave out the row, not the file. ``skip`` is such a reason found while reading, ``remark``
    what was understood otherwise than it stands, ``interval_ms`` how often that program reads the tag.
    """

    file: str
    row: int
    values: dict[str, Any]
    is_broken: bool = False
    is_foreign: bool = False
    skip: str = ""
    remark: str = ""
    interval_ms: int | None = None


@dataclass(slots=True)
class Sheet:
    """One file; ``table`` is None where the header is not understood.

    ``origin`` names the other program's format, blank for our own; ``delimiter`` stands between the cells.
    """

    file: str
    table: Table[Any] | None = None
    records: list[Record] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    origin: str = ""
    delimiter: str = ","
    cells: list[list[str]] = field(default_factory=list)
    """All rows as they stand in the file; row 1 of a spreadsheet is the first."""
    header_at: int = 0

    def complain(self, text: str, *, row: int | None = None, column: str | None = None) -> None:
        """Note an error of this file."""
        self.errors.append(RowError(self.file, text, row, column))
