"""The rows of a file of ours: plc_connections, polling_groups or tags, told apart by the header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from hmi.config.columns import REASON_COLUMN, TABLES, TAGS, Column, Table
from hmi.config.report import RowError, shorten
from hmi.config.sheet import Record, Sheet
from hmi.model.errors import did_you_mean, nearest
from hmi.model.widths import half_width

_FORMULA_ERROR = re.compile(r"#[^\W\d_][\w/]*[!?]|#N/A|#NV|#{3,}")
"""What a spreadsheet writes in the place of a value: #REF!, #NAME?, #DIV/0!, in German #BEZUG! and #NV, and
##### where the column is too narrow."""

_DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab"}

_OTHERS = "also read are device comments of GX Works and tags of KEPServerEX, as they export them"


def read_table(sheet: Sheet, rows: Sequence[list[str]]) -> None:
    """Understand the header and check every row; what is wrong is in the sheet's errors."""
    header = [_column_name(cell) for cell in rows[0]] if rows else []
    columns = _understand_header(sheet, header)
    if columns is not None:
        _read_rows(sheet, columns, [_without_reason(header, row) for row in rows[1:]])


def _can_be_given(table: Table[Any], name: str) -> bool:
    """True for what the command line, or a plant of one PLC, can say in the place of the file."""
    return table.name == TAGS.name and name == "plc_code"


def _column_name(cell: str) -> str:
    """A name of the header in our spelling: ``Tag Address`` and ``TAG-ADDRESS`` are tag_address."""
    return re.sub(r"[\s-]+", "_", half_width(cell).strip()).casefold()


def _without_reason(header: list[str], row: list[str]) -> list[str]:
    """The cells without what an earlier import said of the row."""
    if REASON_COLUMN not in header:
        return row
    place = header.index(REASON_COLUMN)
    return [*row[:place], "", *row[place + 1 :]]


def _understand_header(sheet: Sheet, header: list[str]) -> list[Column | None] | None:
    """The column of each cell (None for a nameless one), or None when the header is not accepted."""
    if not any(header):
        sheet.complain("is empty; its first row has to name the columns")
        return None
    table = _guess_table(header)
    if table is None:
        begin = shorten(", ".join(filter(None, header)))
        expected = "; ".join(f"{t.name}: {', '.join(t.required_names)}, ..." for t in TABLES)
        sheet.complain(
            f"the first row has to name the columns, and begins with {begin!r} ({expected}); {_OTHERS}",
            row=1,
        )
        return None
    by_name = {column.name: column for column in table.columns}
    meant = _complain_of_strangers(sheet, header, table)
    for name, times in Counter(header).items():
        if name and times > 1:
            sheet.complain(f"column {name!r} is there {times} times; keep one", row=1)
    for name in table.required_names:
        if name not in header and name not in meant and not _can_be_given(table, name):
            sheet.complain(f"column {name!r} is missing; a file of {table.name} needs it", row=1)
    sheet.table = table
    return None if sheet.errors else [by_name.get(name) for name in header]


def _complain_of_strangers(sheet: Sheet, header: list[str], table: Table[Any]) -> set[str]:
    """Tell of names that no column has; returns the columns that some of them were meant to be."""
    meant, unlike = set(), []
    for name in dict.fromkeys(header):
        if not name or name in table.column_names or name == REASON_COLUMN:
            continue
        near = nearest(name, table.column_names)
        if near is None:
            unlike.append(repr(shorten(name)))
            continue
        meant.add(near)
        sheet.complain(f"unknown column {shorten(name)!r}{did_you_mean(name, table.column_names)}", row=1)
    if unlike:
        what = "column" if len(unlike) == 1 else "columns"
        names = ", ".join(table.column_names)
        sheet.complain(
            f"unknown {what} {', '.join(unlike)}; leave out what {table.name} has not: {names}", row=1
        )
    return meant


def _guess_table(header: list[str]) -> Table[Any] | None:
    """The table that the header fits best: by its marker, then by known, then by nearly known columns.

    None where less than half of the names are known or nearly so, and no table's marker is among them.
    """
    tables: tuple[Table[Any], ...] = TABLES

    def fit(table: Table[Any]) -> tuple[bool, int, int]:
        known = sum(name in table.column_names for name in header)
        near = sum(nearest(name, table.column_names) is not None for name in header)
        return table.marker in header, known, near

    best = max(tables, key=fit)
    marked, known, near = fit(best)
    return best if marked or known or 2 * near >= sum(map(bool, header)) else None


# -- the rows --------------------------------------------------------------------------------------------


def _read_rows(sheet: Sheet, columns: list[Column | None], rows: Sequence[list[str]]) -> None:
    assert sheet.table is not None  # noqa: S101 - the header has been understood; for the type checker
    defaults = sheet.table.defaults()
    given = {name for name in sheet.table.required_names if _can_be_given(sheet.table, name)}
    for number, cells in enumerate(rows, start=2):
        trimmed = [cell.strip() for cell in cells]
        if not any(trimmed):
            continue
        errors = list(_extra_cells(sheet, columns, trimmed, number))
        values: dict[str, Any] = dict.fromkeys(given)
        for index, column in enumerate(columns):
            if column is None:
                continue
            text = trimmed[index] if index < len(trimmed) else ""
            if not text and column.name in given:
                continue
            error = _read_cell(values, column, text, defaults[column.name])
            if error:
                values.pop(column.name, None)
                errors.append(RowError(sheet.file, error, number, column.name, text or None))
        sheet.errors += errors
        sheet.records.append(Record(sheet.file, number, values, is_broken=bool(errors)))


def _read_cell(values: dict[str, Any], column: Column, text: str, default: object) -> str:
    """Put the value of a cell among the others; returns what is wrong with it, else a blank text."""
    if not text:
        values[column.name] = default
        return "is blank, and may not be" if column.required else ""
    if _FORMULA_ERROR.fullmatch(text):
        return (
            "is an error that the spreadsheet shows in the place of a value; correct it there and save again"
        )
    try:
        values[column.name] = column.parse(text)
    except ValueError as error:
        return str(error)
    return ""


def _extra_cells(
    sheet: Sheet, columns: list[Column | None], cells: list[str], number: int
) -> Iterator[RowError]:
    """Values under no column name: mostly a delimiter in a text that is not quoted."""
    delimiter = _DELIMITER_NAMES[sheet.delimiter]
    for index, text in enumerate(cells):
        if text and (index >= len(columns) or columns[index] is None):
            message = (
                f"is in cell {index + 1}, which has no column name; texts with a {delimiter} need quotation "
                "marks"
            )
            yield RowError(sheet.file, message, number, None, text)
            return
