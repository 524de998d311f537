"""``hmi config export``: the configuration as three CSV files that import back without a loss."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hmi.config.columns import GROUPS, PLCS, TAGS, Table
from hmi.config.database import ConfigDatabase
from hmi.config.values import value_text
from hmi.model.errors import UsageError
from hmi.model.whole_file import whole_file


class ExportedFile(NamedTuple):
    """One file that was written."""

    path: Path
    rows: int


def export(database: ConfigDatabase, folder: Path) -> tuple[ExportedFile, ...]:
    """Write plc_connections.csv, polling_groups.csv and tags.csv, UTF-8 with a byte order mark.

    Spreadsheets open them as they are. Files of these names are replaced, each as a whole.

    Raises:
        UsageError: the database cannot be read, or the folder cannot be written to.
    """
    plant = database.load_plant()
    tables: tuple[tuple[Table[Any], Sequence[object]], ...] = (
        (PLCS, plant.plcs),
        (GROUPS, plant.groups),
        (TAGS, plant.tags),
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_write(folder / f"{table.name}.csv", table, rows) for table, rows in tables)
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(
            f"The export to {folder} failed ({why}): name a folder that can be written to"
        ) from error


def _write(path: Path, table: Table[Any], rows: Sequence[object]) -> ExportedFile:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.column_names)
    writer.writerows([value_text(getattr(row, name)) for name in table.column_names] for row in rows)
    with whole_file(path) as new, new.open("wb") as file:
        file.write(text.getvalue().encode("utf-8-sig"))
        file.flush()
        os.fsync(file.fileno())
    return ExportedFile(path, len(rows))
