"""One CSV file to checked rows: encoding, delimiter, and whose file it is.

Knows nothing of other files and of what is stored; every finding is collected, none ends the reading.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from hmi.config import gxworks, kepware
from hmi.config.encoding import decode
from hmi.config.sheet import Sheet
from hmi.config.table_rows import read_table

_DELIMITERS = ",;\t"
_MAX_TITLE_LINES = 5
"""Other programs write a title above the header, the project's or the comment file's name."""


_MAX_HEADER = 2000
"""Characters; longer lines are no header, and may be too long for a CSV reader."""


class _Program(NamedTuple):
    """Another program that writes files: how its header is known, and how the rows are read from there on."""

    is_header: Callable[[Sequence[str]], bool]
    read: Callable[[Sheet, Sequence[list[str]], int], None]

    def header_among(self, rows: Sequence[Sequence[str]]) -> int | None:
        """The place of the header."""
        return next((at for at, row in enumerate(rows[: _MAX_TITLE_LINES + 1]) if self.is_header(row)), None)


_PROGRAMS = (_Program(gxworks.is_header, gxworks.read), _Program(kepware.is_header, kepware.read))


def read_sheet(path: Path, name: str) -> Sheet:
    """Read one file, called ``name`` in messages; what is wrong with it is in ``errors``, each at its row."""
    sheet = Sheet(name)
    text = _decode(path, sheet)
    if text is None:
        return sheet
    program, delimiter = _find_program(text)
    sheet.delimiter = delimiter
    rows = _rows(text, sheet)
    if rows is None:
        return sheet
    header = program.header_among(rows) if program else None
    sheet.cells, sheet.header_at = rows, header or 0
    if program is None or header is None:
        read_table(sheet, rows)
    else:
        program.read(sheet, rows, header)
    return sheet


def remedy(error: OSError) -> str:
    """What to do about a file that the system refuses, as the rest of a sentence: Excel locks its files."""
    is_refused = isinstance(error, PermissionError)
    return "; if a spreadsheet has it open, close it there" if is_refused else ""


def _decode(path: Path, sheet: Sheet) -> str | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        sheet.complain(f"cannot be read: {error.strerror or error}{remedy(error)}")
        return None
    try:
        return decode(data)
    except ValueError as error:
        sheet.complain(str(error))
        return None


def _find_program(text: str) -> tuple[_Program | None, str]:
    """Whose file it is, None for one of ours, and its delimiter."""
    lines = re.split(r"\r\n|\r|\n", text, maxsplit=_MAX_TITLE_LINES + 1)[: _MAX_TITLE_LINES + 1]
    for line in lines:
        for delimiter in _DELIMITERS:
            cells = next(csv.reader([line[:_MAX_HEADER]], delimiter=delimiter), [])
            for program in _PROGRAMS:
                if program.is_header(cells):
                    return program, delimiter
    return None, _delimiter(text)


def _rows(text: str, sheet: Sheet) -> list[list[str]] | None:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=sheet.delimiter, strict=True):
            rows.append(row)  # noqa: PERF402 - the rows before an error tell where it is
    except csv.Error as error:
        sheet.complain(
            f"is not a CSV file from here on ({error}); look for a quotation mark that is not closed",
            row=len(rows) + 1,
        )
        return None
    return rows


def _delimiter(text: str) -> str:
    """The delimiter that the header has most of; a spreadsheet writes that of its country."""
    header = text.partition("\n")[0]
    return max(_DELIMITERS, key=header.count)
