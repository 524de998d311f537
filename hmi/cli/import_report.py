"""What ``hmi config import`` says: on the terminal as much as can be read, in a CSV file every row."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from hmi.config.csvfile import remedy
from hmi.config.report import ImportReport, RowVerdict, Verdict
from hmi.model.errors import UsageError

_MOST_LINES = 20
_COLUMNS = ("file", "row", "plc_code", "address", "name", "verdict", "reason")
_FORMULA_STARTS = ("=", "+", "-", "@")

Place = tuple[str, int]
"""A file and a row."""


def show_errors(report: ImportReport) -> None:
    """What is wrong, on stderr."""
    _show([str(error) for error in report.errors], "errors", err=True)


def show_rows(report: ImportReport) -> None:
    """Counts, new groups, and what was left out or understood otherwise; in a dry run what changes, too."""
    for counts in report.files:
        typer.echo(str(counts))
    for note in report.made_groups:
        typer.echo(note)
    for (file, remark), number in Counter((r.file, r.remark) for r in report.rows if r.remark).items():
        typer.echo(f"{file}: {number:,} {'row' if number == 1 else 'rows'}: {remark}")
    for verdict in (Verdict.SKIPPED, Verdict.CHANGED) if report.dry_run else (Verdict.SKIPPED,):
        _show([f"{verdict}: {row}" for row in report.of(verdict)], f"{verdict} rows")


def show_warnings(warnings: Mapping[Place, str], silent: Sequence[str]) -> None:
    """Tags beyond the device range, and PLCs that could not be asked, on stderr."""
    lines = [f"warning: {file}, row {row}: {text}" for (file, row), text in warnings.items()]
    _show(lines, "warnings", err=True)
    for text in silent:
        typer.echo(f"warning: {text}", err=True)


def refuse_to_overwrite(path: Path | None, files: Sequence[Path]) -> None:
    """A report may not take the place of what is imported, as one slip of the keyboard would have it.

    Raises:
        UsageError: the report's file is one of ``files``.
    """
    if path is not None and os.path.realpath(path) in map(os.path.realpath, files):
        raise UsageError(f"--report: {path} is a file to import, and would be overwritten; give another name")


def write_report(path: Path, report: ImportReport, warnings: Mapping[Place, str]) -> None:
    """Every row and its verdict as a CSV file that a spreadsheet opens: UTF-8 with a byte order mark.

    What is wrong with a whole file has no row.

    Raises:
        UsageError: the file cannot be written.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for error in report.errors:
        if error.row is None:
            writer.writerow((error.file, "", "", "", "", str(Verdict.WRONG), error.sentence))
    writer.writerows(_cells(row, warnings.get((row.file, row.row), "")) for row in report.rows)
    try:
        path.write_bytes(text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        what = f"--report: {path} cannot be written: {error.strerror or error}"
        raise UsageError(f"{what}{remedy(error)}") from error


def _cells(row: RowVerdict, warning: str) -> tuple[str, ...]:
    reason = "; ".join(filter(None, (row.reason, row.remark, warning and f"warning: {warning}")))
    cells = (row.file, str(row.row), row.plc_code, row.address, row.name, str(row.verdict), reason)
    return tuple(_as_text(cell) for cell in cells)


def _as_text(cell: str) -> str:
    """A name that a spreadsheet would compute is kept from it by a quotation mark, as spreadsheets do it."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _show(lines: Sequence[str], what: str, *, err: bool = False) -> None:
    for line in lines[:_MOST_LINES]:
        typer.echo(line, err=err)
    if len(lines) > _MOST_LINES:
        more = len(lines) - _MOST_LINES
        typer.echo(f"... and {more:,} more {what}; --report FILE.csv lists every row", err=err)
