from __future__ import annotations

from pathlib import Path

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.demo import prepare_demo
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, Plc


def test_the_demo_plant_is_put_into_an_empty_folder_and_kept(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    prepare_demo(folder)
    plant = ConfigDatabase(folder.station_db).load_plant()
    prepare_demo(folder)
    assert ConfigDatabase(folder.station_db).load_plant() == plant
    assert (len(plant.plcs), len(plant.groups), len(plant.tags)) == (3, 6, 600)


def test_a_real_plant_is_never_taken_for_the_demo(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    database = ConfigDatabase(folder.station_db)
    real = Plant(plcs=(Plc("PRESS", "192.168.3.39"),))
    database.replace_plant(Plant(), real)
    with pytest.raises(UsageError, match="leave out --demo"):
        prepare_demo(folder)
    assert database.load_plant() == real
