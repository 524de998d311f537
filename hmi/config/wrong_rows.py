"""The rows of files that were not imported, each with its reason, to be mended and imported again."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from hmi.config.columns import REASON_COLUMN
from hmi.config.csvfile import remedy
from hmi.config.importer import Comparison
from hmi.config.report import Verdict
from hmi.config.sheet import Sheet
from hmi.model.errors import UsageError
from hmi.model.whole_file import whole_file

_LEFT_OUT = (Verdict.WRONG, Verdict.SKIPPED)


def export_wrong_rows(comparison: Comparison, folder: Path) -> tuple[Path, ...]:
    """Write NAME_not_imported.csv for every file with such rows: its own columns, and the reason beside them.

    UTF-8 with a byte order mark, delimiters as they were; the reason is read over when it is imported again.
    Of files that differ only in their folder or ending the second is NAME_2_not_imported.csv.

    Raises:
        UsageError: a file cannot be written.
    """
    reasons = {(row.file, row.row): row.reason for row in comparison.report.rows if row.verdict in _LEFT_OUT}
    names: Counter[str] = Counter()
    written = []
    for sheet in comparison.sheets:
        rows = {row: text for (file, row), text in reasons.items() if file == sheet.file}
        if not rows:
            continue
        name = Path(sheet.file).stem
        names[name.casefold()] += 1
        number = names[name.casefold()]
        name = name if number == 1 else f"{name}_{number}"
        written.append(_write(folder / f"{name}_not_imported.csv", sheet, rows))
    return tuple(written)


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
        with whole_file(path) as new:
            new.write_bytes(text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}{remedy(error)}") from error
    return path
