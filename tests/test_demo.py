from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.demo import prepare_demo
from hmi.melsec.plan import plan_reads
from hmi.melsec.requests import RandomRead
from hmi.melsec.simulator import SimulatedPlant
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, Plc


def test_the_demo_plant_is_put_into_an_empty_folder_and_kept(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    prepare_demo(folder)
    plant = ConfigDatabase(folder.station_db).load_plant()
    prepare_demo(folder)
    assert ConfigDatabase(folder.station_db).load_plant() == plant
    assert (len(plant.plcs), len(plant.groups), len(plant.tags)) == (3, 6, 600)


def test_a_demo_folder_of_an_earlier_version_gets_the_plant_of_this_one(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    prepare_demo(folder)
    database = ConfigDatabase(folder.station_db)
    current = database.load_plant()
    older = replace(current, groups=current.groups[1:], tags=current.tags[-20:])
    database.replace_plant(current, older)
    (tmp_path / "demo-plant.sha256").unlink()
    prepare_demo(folder)
    assert database.load_plant() == current


def test_what_was_changed_in_the_demo_stays(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    prepare_demo(folder)
    database = ConfigDatabase(folder.station_db)
    current = database.load_plant()
    changed = replace(
        current, groups=(replace(current.groups[0], polling_interval_ms=700), *current.groups[1:])
    )
    database.replace_plant(current, changed)
    prepare_demo(folder)
    assert database.load_plant() == changed


def test_the_demo_shows_a_handshake_of_the_plc_and_points_at_random(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    prepare_demo(folder)
    plant = ConfigDatabase(folder.station_db).load_plant()
    simulated = SimulatedPlant(plant, ports={plc.plc_code: 0 for plc in plant.plcs})
    cells = {name: cell for plc in simulated.plcs.values() for name, cell in plc.cells.items()}
    assert list(cells) == ["PAINT_QUALITY"]
    assert cells["PAINT_QUALITY"].counter is not None
    assert plant.group("PAINT_QUALITY").allow_plc_writes
    for plc in plant.plcs:
        plan = plan_reads([tag for tag in plant.tags if tag.plc_code == plc.plc_code], plc.series)
        assert any(isinstance(request, RandomRead) for request in plan.requests)
        assert len(plan.requests) <= 3


def test_a_real_plant_is_never_taken_for_the_demo(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    database = ConfigDatabase(folder.station_db)
    real = Plant(plcs=(Plc("PRESS", "192.168.3.39"),))
    database.replace_plant(Plant(), real)
    with pytest.raises(UsageError, match="leave out --demo"):
        prepare_demo(folder)
    assert database.load_plant() == real
