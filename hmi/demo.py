"""The demo plant: its configuration comes the way every plant's does, from CSV files."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hmi.config.csvfile import read_sheet
from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.importer import import_files
from hmi.config.resources import resource_path
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.errors import UsageError
from hmi.model.plant import Plant

_FILES = ("plc_connections.csv", "polling_groups.csv", "tags.csv")
_MARK = "demo-plant.sha256"
"""File of the data folder that says from which files its configuration was made."""


def prepare_demo(folder: DataFolder) -> None:
    """Put the demo plant (3 PLCs, 6 groups, 600 tags) into a data folder that has none, or an older one.

    What was changed in the demo's configuration stays until the program brings other files; what was
    recorded stays always.

    Raises:
        UsageError: the folder is that of another plant.
    """
    database = ConfigDatabase(folder.station_db)
    files = [resource_path("demo", name) for name in _FILES]
    plant = database.load_plant()
    stored = {plc.plc_code for plc in plant.plcs}
    if stored and stored != {record.values.get("plc_code") for record in read_sheet(files[0], "").records}:
        raise UsageError(
            f"{folder.root} holds a plant of its own, and simulated values have no place in its historian: "
            "leave out --demo, or name another folder with --data-dir"
        )
    mark, digest = folder.root / _MARK, _digest(files)
    if stored and mark.is_file() and mark.read_text(encoding="ascii", errors="replace") == digest:
        return
    database.replace_plant(plant, _plant_of(files))
    mark.write_text(digest, encoding="ascii")


def _digest(files: Sequence[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _plant_of(files: Sequence[Path]) -> Plant:
    """The plant that the files describe, all of it and nothing else."""
    with tempfile.TemporaryDirectory() as scratch:
        database = ConfigDatabase(Path(scratch) / "station.db")
        report = import_files(
            database, files, check_address=check_address, check_ack_address=check_ack_address
        )
        if report.errors:
            raise UsageError(
                f"The demo plant's files are damaged, install the program again: {report.errors[0]}"
            )
        return database.load_plant()
