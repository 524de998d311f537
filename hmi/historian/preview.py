"""A look into one CSV file: some rows, how many there are, and what is damaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hmi.historian.filecheck import FileReader, LineError, readable


@dataclass(frozen=True, slots=True)
class BackupPreview:
    """The first rows of a file that hold the text asked for.

    ``total`` counts all intact rows that hold it, ``bad_lines`` all damaged lines and missing rows;
    ``errors`` names the first 1,000 of them.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    errors: tuple[LineError, ...]
    total: int
    bad_lines: int


def preview_file(path: Path, columns: Sequence[str], limit: int, text: str) -> BackupPreview:
    """Read a file from its beginning to its end, in bounded memory.

    Raises:
        HmiError: the file cannot be read.
    """
    wanted = text.casefold()
    rows: list[tuple[str, ...]] = []
    total = 0
    reader = FileReader(path, columns)
    with readable(path):
        for record in reader.records():
            if record.error is None and (
                not wanted or any(wanted in field.casefold() for field in record.fields)
            ):
                total += 1
                if len(rows) < limit:
                    rows.append(record.fields)
    report = reader.report
    assert report is not None  # noqa: S101 - the last record was read
    return BackupPreview(tuple(columns), tuple(rows), report.errors, total, report.damaged + report.missing)
