"""Options that every command understands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.settings import Settings, environment_of, load_settings
from hmi.demo import prepare_demo
from hmi.model.errors import UsageError
from hmi.model.plant import Plant

DataDirOption = Annotated[
    Path | None,
    typer.Option(
        "--data-dir", help="The data folder; else HMI_DATA_DIR, else the user's own.", show_default=False
    ),
]
DemoOption = Annotated[
    bool, typer.Option("--demo", help="The simulated demo plant, in a data folder of its own.")
]


@dataclass(frozen=True, slots=True)
class Place:
    """Which data folder is meant; an option after the command wins over one before it."""

    data_dir: Path | None = None
    demo: bool = False

    def folder(self, data_dir: Path | None = None, *, demo: bool = False) -> DataFolder:
        """The data folder, made if it is not there; the demo's one holds the demo plant."""
        demo = demo or self.demo
        folder = DataFolder.locate(data_dir or self.data_dir, demo=demo)
        folder.create()
        if demo:
            prepare_demo(folder)
        return folder


def folder_of(context: typer.Context, data_dir: Path | None, *, demo: bool = False) -> DataFolder:
    """The data folder that a command's options and those before it mean."""
    place: Place = context.obj
    return place.folder(data_dir, demo=demo)


def folder_seen(context: typer.Context, data_dir: Path | None, *, demo: bool = False) -> DataFolder:
    """As ``folder_of``, to look at what is there: nothing is made, and a right to write is not needed.

    Raises:
        UsageError: there is no such folder; a wrong name must not look like a station without any rows.
    """
    place: Place = context.obj
    folder = DataFolder.locate(data_dir or place.data_dir, demo=demo or place.demo)
    if not folder.root.is_dir():
        raise UsageError(
            f"There is no data folder {folder.root}: nothing was ever recorded there. "
            "Name the station's folder with --data-dir or HMI_DATA_DIR"
        )
    return folder


def is_demo(context: typer.Context, demo: bool) -> bool:
    """Whether --demo stands after the command or before it."""
    place: Place = context.obj
    return demo or place.demo


def settings_of(folder: DataFolder, *, demo: bool = False) -> Settings:
    """The settings of a data folder and of this process's environment, as far as that is meant."""
    return load_settings(folder, environment_of(demo=demo))


def plant_of(folder: DataFolder) -> Plant:
    """The configured plant.

    Raises:
        UsageError: nothing is configured yet.
    """
    plant = ConfigDatabase(folder.station_db).load_plant()
    if not plant.plcs:
        raise UsageError(
            f"No PLC is configured in {folder.station_db}: import your CSV files with 'hmi config import', "
            "or look at the demo plant with --demo"
        )
    return plant


def polled_plant_of(folder: DataFolder) -> Plant:
    """The configured plant, with at least one active polling group.

    Raises:
        UsageError: nothing is configured, or nothing of it would be read.
    """
    plant = plant_of(folder)
    if not plant.active_groups():
        raise UsageError(
            f"No polling group is active in {folder.station_db}, so nothing would be read: import groups and "
            "tags with 'hmi config import' (a plain tag list with --group NAME)"
        )
    return plant
