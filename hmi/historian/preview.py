"""A look into one CSV file: some rows, how many there are, and what is damaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hmi.historian.records import read_records
from hmi.model.errors import HmiError

_MAX_ERRORS = 1_000


@dataclass(frozen=True, slots=True)
class LineError:
    """A line that is no row; ``line`` counts from 1, the header's line."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class BackupPreview:
    """The first rows of a file that hold the text asked for.

    ``total`` counts all intact rows that hold it, ``bad_lines`` all damaged lines; ``errors`` names the
    first 1,000 of them.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    errors: tuple[LineError, ...]
    total: int
    bad_lines: int


def preview_file(path: Path, columns: Sequence[str], limit: int, text: str) -> BackupPreview:
    """Read a file from its beginning to its end, in bounded memory.

    Raises:
        HmiError: the file cannot be opened.
    """
    wanted = text.casefold()
    rows: list[tuple[str, ...]] = []
    errors: list[LineError] = []
    total = bad_lines = 0
    try:
        with path.open("rb") as file:
            for record in read_records(file, columns):
                if record.error is not None:
                    bad_lines += 1
                    if len(errors) < _MAX_ERRORS:
                        errors.append(LineError(record.line, record.error))
                elif not wanted or any(wanted in field.casefold() for field in record.fields):
                    total += 1
                    if len(rows) < limit:
                        rows.append(record.fields)
    except OSError as error:
        raise HmiError(
            f"{path.name} cannot be read ({error.strerror or error}): close it in other programs, "
            "check the disk, and try again"
        ) from error
    return BackupPreview(tuple(columns), tuple(rows), tuple(errors), total, bad_lines)
