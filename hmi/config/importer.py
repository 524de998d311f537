"""CSV files into a plant: compared with what there is, and for ``hmi config import`` stored as a whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hmi.config.csvfile import read_sheet
from hmi.config.database import ConfigDatabase
from hmi.config.merge import Merge, Rules
from hmi.config.merge_tags import Defaults
from hmi.config.report import ImportReport, Verdict
from hmi.config.sheet import Sheet
from hmi.config.validation import CheckAckAddress, CheckAddress
from hmi.model.errors import UsageError
from hmi.model.plant import Plant


@dataclass(frozen=True, slots=True)
class Comparison:
    """Files beside a plant: the report of a dry run, and the files' rows as they stand."""

    plant: Plant
    defaults: Defaults
    report: ImportReport
    sheets: tuple[Sheet, ...]


def import_files(
    database: ConfigDatabase,
    files: Sequence[Path],
    *,
    check_address: CheckAddress,
    check_ack_address: CheckAckAddress,
    group: str | None = None,
    plc: str | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Add and change PLCs, groups and tags as the files say; rows that they do not name stay.

    A file is one of our tables, or what GX Works or KEPServerEX exported; its header tells which. Everything
    that is wrong is in the report's ``errors``, and then nothing is written, as with ``dry_run``. What does
    not fit in a file of another program is left out row by row, and the report says why.
    The files may refer to each other in any order; one that is named twice is read once. ``group`` is for
    tags that name no group; ``plc`` for those that name no PLC, and needed for them unless there is exactly
    one.

    Raises:
        UsageError: the database cannot be read or written, or there is no PLC ``plc``.
    """
    defaults = Defaults(_clean("--group", "polling group", group), _clean("--plc", "PLC", plc))
    stored = database.load_plant()
    report = compare_files(stored, files, Rules(check_address, check_ack_address), defaults).report
    report = replace(report, dry_run=dry_run)
    if report.written:
        database.replace_plant(stored, report.plant)
    return report


def compare_files(plant: Plant, files: Sequence[Path], rules: Rules, defaults: Defaults) -> Comparison:
    """Lay the files over a plant, as a dry run.

    Raises:
        UsageError: there is no PLC ``defaults.plc``.
    """
    once = {os.path.realpath(path): path for path in files}.values()
    names = Counter(path.name for path in once)
    sheets = tuple(read_sheet(path, _name(path, names)) for path in once)
    merge = Merge(plant, sheets, rules, defaults)
    rows = merge.rows()
    report = ImportReport(merge.counts(rows), merge.made_groups, merge.errors, True, rows, merge.plant)
    return Comparison(plant, defaults, report, sheets)


def sound_part(comparison: Comparison, rules: Rules) -> Plant:
    """The plant with every row that is right: wrong ones are left out, and then those that need them.

    Raises:
        UsageError: there is something wrong that is no row's, and no row is left.
    """
    sheets: Sequence[Sheet] = comparison.sheets
    while True:
        merge = Merge(comparison.plant, sheets, rules, comparison.defaults)
        wrong = {(row.file, row.row) for row in merge.rows() if row.verdict is Verdict.WRONG}
        if not wrong and not any(sheet.errors for sheet in sheets):
            if merge.errors:
                raise UsageError(str(merge.errors[0]))
            return merge.plant
        sheets = [_without(sheet, wrong) for sheet in sheets]


def _without(sheet: Sheet, wrong: set[tuple[str, int]]) -> Sheet:
    records = [record for record in sheet.records if (record.file, record.row) not in wrong]
    return replace(sheet, records=records, errors=[])


def _name(path: Path, names: Counter[str]) -> str:
    """What a file is called in messages: its name, with the way to it where the name alone is not enough."""
    return path.name if path.name and names[path.name] == 1 else str(path)


def _clean(option: str, what: str, name: str | None) -> str | None:
    if name is None:
        return None
    if not name.strip():
        raise UsageError(f"{option}: the name of the {what} is blank")
    return name.strip()
