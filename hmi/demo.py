"""The demo plant: its configuration comes the way every plant's does, from CSV files."""

from __future__ import annotations

from hmi.config.csvfile import read_sheet
from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.importer import import_files
from hmi.config.resources import resource_path
from hmi.melsec.tag_addresses import check_address
from hmi.model.errors import UsageError

_FILES = ("plc_connections.csv", "polling_groups.csv", "tags.csv")


def prepare_demo(folder: DataFolder) -> None:
    """Put the demo plant (3 PLCs, 6 groups, 600 tags) into a data folder that has no configuration yet.

    Raises:
        UsageError: the folder is that of another plant.
    """
    database = ConfigDatabase(folder.station_db)
    files = [resource_path("demo", name) for name in _FILES]
    stored = {plc.plc_code for plc in database.load_plant().plcs}
    if stored and stored != {record.values.get("plc_code") for record in read_sheet(files[0], "").records}:
        raise UsageError(
            f"{folder.root} holds a plant of its own, and simulated values have no place in its historian: "
            "leave out --demo, or name another folder with --data-dir"
        )
    if not stored:
        report = import_files(database, files, check_address=check_address)
        if report.errors:
            raise UsageError(
                f"The demo plant's files are damaged, install the program again: {report.errors[0]}"
            )
