"""One CSV file to checked rows: encoding, delimiter, header, cells.

Knows nothing of other files and of what is stored; every finding is collected, none ends the reading.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hmi.config.columns import TABLES, Column, Table
from hmi.config.report import RowError
from hmi.model.errors import did_you_mean

_DELIMITERS = ",;\t"
_BOMS_OF_OTHERS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the values of the columns that the file has; ``is_broken`` if any of its cells is wrong."""

    file: str
    row: int
    values: dict[str, Any]
    is_broken: bool = False


@dataclass(slots=True)
class Sheet:
    """One file; ``table`` is None where the header is not understood."""

    file: str
    table: Table[Any] | None = None
    records: list[Record] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)

    def complain(self, text: str, *, row: int | None = None, column: str | None = None) -> None:
        """Note an error of this file."""
        self.errors.append(RowError(self.file, text, row, column))


def read_sheet(path: Path, name: str) -> Sheet:
    """Read one file, called ``name`` in messages; what is wrong with it is in ``errors``, each at its row."""
    sheet = Sheet(name)
    text = _decode(path, sheet)
    if text is None:
        return sheet
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        sheet.complain(f"is not a CSV file ({error}); look for a quotation mark that is not closed")
        return sheet
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    columns = _understand_header(sheet, header)
    if columns is not None:
        _read_rows(sheet, columns, rows[1:])
    return sheet


def _decode(path: Path, sheet: Sheet) -> str | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        sheet.complain(f"cannot be read: {error.strerror or error}")
        return None
    if data.startswith(_BOMS_OF_OTHERS):
        sheet.complain("is UTF-16 text; save it as 'CSV UTF-8'")
        return None
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    sheet.complain("is neither UTF-8 nor CP949 text; save it as 'CSV UTF-8'")
    return None


def _delimiter(text: str) -> str:
    """The delimiter that the header has most of; a spreadsheet writes that of its country."""
    header = text.partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


# -- the header ------------------------------------------------------------------------------------------


def _understand_header(sheet: Sheet, header: list[str]) -> list[Column | None] | None:
    """The column of each cell (None for a nameless one), or None when the header is not accepted."""
    if not any(header):
        sheet.complain("is empty; its first row has to name the columns")
        return None
    table = _guess_table(header)
    if table is None:
        expected = "; ".join(f"{t.name}: {', '.join(t.column_names)}" for t in TABLES)
        sheet.complain(f"none of the columns in the header is known; the tables are {expected}", row=1)
        return None
    by_name = {column.name: column for column in table.columns}
    for name in dict.fromkeys(header):
        if name and name not in by_name:
            hint = did_you_mean(name, by_name) or f"; {table.name} has {', '.join(by_name)}"
            sheet.complain(f"unknown column {name!r}{hint}", row=1)
    for name, times in Counter(header).items():
        if name and times > 1:
            sheet.complain(f"column {name!r} is there {times} times; keep one", row=1)
    for column in table.columns:
        if column.required and column.name not in header:
            sheet.complain(f"column {column.name!r} is missing; a file of {table.name} needs it", row=1)
    sheet.table = table
    return None if sheet.errors else [by_name.get(name) for name in header]


def _guess_table(header: list[str]) -> Table[Any] | None:
    """The table that the header fits best: by its marker, then by known, then by nearly known columns."""
    tables: tuple[Table[Any], ...] = TABLES

    def fit(table: Table[Any]) -> tuple[bool, int, int]:
        known = sum(name in table.column_names for name in header)
        near = sum(bool(did_you_mean(name, table.column_names)) for name in header)
        return table.marker in header, known, near

    best = max(tables, key=fit)
    return best if any(fit(best)) else None


# -- the rows --------------------------------------------------------------------------------------------


def _read_rows(sheet: Sheet, columns: list[Column | None], rows: list[list[str]]) -> None:
    assert sheet.table is not None  # noqa: S101 - the header has been understood; for the type checker
    defaults = sheet.table.defaults()
    for number, cells in enumerate(rows, start=2):
        trimmed = [cell.strip() for cell in cells]
        if not any(trimmed):
            continue
        errors = list(_extra_cells(sheet, columns, trimmed, number))
        values: dict[str, Any] = {}
        for index, column in enumerate(columns):
            if column is None:
                continue
            text = trimmed[index] if index < len(trimmed) else ""
            error = _read_cell(values, column, text, defaults[column.name])
            if error:
                errors.append(RowError(sheet.file, error, number, column.name, text or None))
        sheet.errors += errors
        sheet.records.append(Record(sheet.file, number, values, is_broken=bool(errors)))


def _read_cell(values: dict[str, Any], column: Column, text: str, default: object) -> str:
    """Put the value of a cell among the others; returns what is wrong with it, else a blank text."""
    if not text:
        values[column.name] = default
        return "is blank, and may not be" if column.required else ""
    try:
        values[column.name] = column.parse(text)
    except ValueError as error:
        return str(error)
    return ""


def _extra_cells(
    sheet: Sheet, columns: list[Column | None], cells: list[str], number: int
) -> Iterator[RowError]:
    """Values under no column name: mostly a comma in a text that is not quoted."""
    for index, text in enumerate(cells):
        if text and (index >= len(columns) or columns[index] is None):
            message = (
                f"is in cell {index + 1}, which has no column name; texts with a comma need quotation marks"
            )
            yield RowError(sheet.file, message, number, None, text)
            return
