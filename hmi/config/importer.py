"""``hmi config import``: CSV files into the configuration database, all of them or nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hmi.config.csvfile import read_sheet
from hmi.config.database import ConfigDatabase
from hmi.config.merge import Merge, Rules
from hmi.config.merge_tags import Defaults
from hmi.config.report import ImportReport
from hmi.config.validation import CheckAckAddress, CheckAddress
from hmi.model.errors import UsageError


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
    once = {os.path.realpath(path): path for path in files}.values()
    names = Counter(path.name for path in once)
    sheets = [read_sheet(path, _name(path, names)) for path in once]
    merge = Merge(stored, sheets, Rules(check_address, check_ack_address), defaults)
    rows = merge.rows()
    plant = merge.plant
    report = ImportReport(merge.counts(rows), merge.made_groups, merge.errors, dry_run, rows, plant)
    if report.written:
        database.replace_plant(stored, plant)
    return report


def _name(path: Path, names: Counter[str]) -> str:
    """What a file is called in messages: its name, with the way to it where the name alone is not enough."""
    return path.name if path.name and names[path.name] == 1 else str(path)


def _clean(option: str, what: str, name: str | None) -> str | None:
    if name is None:
        return None
    if not name.strip():
        raise UsageError(f"{option}: the name of the {what} is blank")
    return name.strip()
