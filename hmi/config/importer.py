"""``hmi config import``: CSV files into the configuration database, all of them or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hmi.config.csvfile import read_sheet
from hmi.config.database import ConfigDatabase
from hmi.config.merge import Merge
from hmi.config.report import ImportReport
from hmi.config.validation import CheckAddress
from hmi.model.errors import UsageError


def import_files(
    database: ConfigDatabase,
    files: Sequence[Path],
    *,
    check_address: CheckAddress,
    group: str | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Add and change PLCs, groups and tags as the files say; rows that they do not name stay.

    Everything that is wrong is in the report's ``errors``, and then nothing is written, as with ``dry_run``.
    The files may refer to each other in any order. ``group`` is for tags that name no group.

    Raises:
        UsageError: the database cannot be read or written.
    """
    group = _clean_group(group)
    stored = database.load_plant()
    names = Counter(path.name for path in files)
    sheets = [read_sheet(path, _name(path, names)) for path in files]
    merge = Merge(stored, sheets, check_address, group)
    errors = [error for sheet in sheets for error in sheet.errors] + merge.errors
    order = {sheet.file: index for index, sheet in enumerate(sheets)}
    errors.sort(key=lambda error: (order[error.file], error.row or 0))
    report = ImportReport(merge.counts(), merge.made_groups, tuple(errors), dry_run)
    if report.written:
        database.replace_plant(stored, merge.plant)
    return report


def _name(path: Path, names: Counter[str]) -> str:
    """What a file is called in messages: its name, with the way to it where the name alone is not enough."""
    return path.name if path.name and names[path.name] == 1 else str(path)


def _clean_group(group: str | None) -> str | None:
    if group is None:
        return None
    if not group.strip():
        raise UsageError("--group: the name of the polling group is blank")
    return group.strip()
