"""The rows of files that were not imported, each with its reason, to be mended and imported again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hmi.config.columns import REASON_COLUMN
from hmi.config.csvfile import remedy
from hmi.config.importer import Comparison
from hmi.config.report import Verdict
from hmi.config.sheet import Sheet
from hmi.model.errors import UsageError

_LEFT_OUT = (Verdict.WRONG, Verdict.SKIPPED)


def export_wrong_rows(comparison: Comparison, folder: Path) -> tuple[Path, ...]:
    """Write NAME_not_imported.csv for every file with such rows: its own columns, and the reason beside them.

    UTF-8 with a byte order mark, delimiters as they were; the reason is read over when it is imported again.

    Raises:
        UsageError: a file cannot be written.
    """
    reasons = {(row.file, row.row): row.reason for row in comparison.report.rows if row.verdict in _LEFT_OUT}
    return tuple(
        _write(folder / f"{Path(sheet.file).stem}_not_imported.csv", sheet, rows)
        for sheet in comparison.sheets
        if (rows := {row: text for (file, row), text in reasons.items() if file == sheet.file})
    )


def _write(path: Path, sheet: Sheet, reasons: dict[int, str]) -> Path:
    header = sheet.cells[sheet.header_at]
    kept = [place for place, name in enumerate(header) if name.strip().casefold() != REASON_COLUMN]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=sheet.delimiter)
    writer.writerow([*(header[place] for place in kept), REASON_COLUMN])
    for row, reason in sorted(reasons.items()):
        cells = sheet.cells[row - 1]
        writer.writerow([*(cells[place] if place < len(cells) else "" for place in kept), reason])
    try:
        path.write_bytes(text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}{remedy(error)}") from error
    return path
