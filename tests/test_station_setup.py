"""What a station says of a plant before it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hmi.config.folder import DataFolder
from hmi.config.scan_times import load_scan_times
from hmi.config.settings import load_settings
from hmi.demo import prepare_demo
from hmi.model.status import LinkState, PlcStatus
from hmi.qthreads import QThreadHost
from hmi.station import Station

GROUP, OTHER = "PRESS_OPERATION", "PRESS_ALARM"


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """On the demo plant, with nothing running: setting up needs no PLC."""
    folder = DataFolder(tmp_path)
    folder.create()
    prepare_demo(folder)
    made = Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)
    yield made
    made.stop()


def test_a_plant_that_is_not_stored_is_forecast_with_all_groups_of_its_plcs(station: Station) -> None:
    stored = station.setup.plant()
    groups = tuple(replace(g, polling_interval_ms=100) if g.group_name == GROUP else g for g in stored.groups)
    press, *_ = station.setup.forecast(replace(stored, groups=groups))
    assert [group.group_name for group in press.groups] == [GROUP, OTHER]
    assert press.requests_per_s >= 10.0
    assert station.setup.plant() == stored


def test_the_measured_scan_times_are_reckoned_with_and_kept_at_the_end(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any(plc.scan_measured for plc in station.setup.forecasts())
    measured = (PlcStatus("PRESS", LinkState.CONNECTED, scan_ms=7.5), PlcStatus("BODY", LinkState.IDLE))
    monkeypatch.setattr(station._engine, "plcs", lambda: measured)
    by_code = {plc.plc_code: (plc.scan_ms, plc.scan_measured) for plc in station.setup.forecasts()}
    assert by_code == {"PRESS": (7.5, True), "BODY": (10.0, False), "PAINT": (10.0, False)}
    station.stop()
    assert {code: time.scan_ms for code, time in load_scan_times(station.data_folder).items()} == {
        "PRESS": 7.5
    }
