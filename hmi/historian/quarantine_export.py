"""Quarantined rows as a CSV file that a spreadsheet opens."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from hmi.historian.csvfile import ROW_COLUMNS
from hmi.historian.quarantine_rows import QuarantinedRow, value_text
from hmi.model.errors import UsageError
from hmi.model.times import utc_text

EXPORT_COLUMNS = (*ROW_COLUMNS, "code", "reason")
"""insertion_attempt_time is when the historian refused the row last."""


def export_rows(path: Path, rows: Iterable[QuarantinedRow], *, overwrite: bool) -> int:
    """Write UTF-8 with BOM and CRLF, whole or not at all; the number of rows.

    Raises:
        UsageError: the file is there already, is a folder, or would lie in one that is not there.
        OSError: the disk refuses.
    """
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}: make it, or name another file")
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it")
    if path.exists() and not overwrite:
        raise UsageError(f"{path} is there already: name another file, or have it replaced with --overwrite")
    count = 0
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
    new = Path(name)
    try:
        # A name with half a character must not keep the others from the file.
        with open(handle, "w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file:  # noqa: PTH123 - a descriptor is no path
            writer = csv.writer(file)
            writer.writerow(EXPORT_COLUMNS)
            for count, row in enumerate(rows, start=1):  # noqa: B007 - the last count is the result
                writer.writerow(_fields(row))
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return count


def _fields(one: QuarantinedRow) -> tuple[str, ...]:
    ts, plc_code, tag_address, tag_name, value, quality, _group, _reason = one.row
    attempt = utc_text(one.last_refused)
    return (
        *(utc_text(ts), plc_code, tag_address, tag_name, value_text(value), quality.value),
        *(attempt, one.code, one.reason),
    )
