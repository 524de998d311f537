"""What a station says of a group before it is saved, and what saving does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.scan_times import load_scan_times
from hmi.config.settings import load_settings
from hmi.demo import prepare_demo
from hmi.model.errors import UsageError
from hmi.model.plant import PollingGroup, PollingMode
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


def test_a_saved_group_is_stored_and_shown(station: Station) -> None:
    changed = replace(station.setup.plant().group(GROUP), polling_interval_ms=2500, description="slower")
    station.setup.save_group(changed)
    assert station.setup.plant().group(GROUP) == changed
    assert ConfigDatabase(station.data_folder.station_db).load_plant() == station.setup.plant()
    (shown,) = [group for group in station.status().groups if group.group_name == GROUP]
    assert shown.interval_ms == 2500


def test_a_new_group_is_stored_after_the_others(station: Station) -> None:
    new = PollingGroup("PRESS_RECORD", "PRESS", PollingMode.HANDSHAKE, trigger_bit_address="m0100")
    station.setup.save_group(new)
    assert station.setup.plant().groups[-1] == replace(new, trigger_bit_address="M100")


def test_a_group_that_is_wrong_is_refused_and_everything_stays(station: Station) -> None:
    before = station.setup.plant()
    with pytest.raises(UsageError, match=r"ack_bit_address.*D1"):
        station.setup.save_group(replace(before.group(GROUP), ack_bit_address="D1"))
    with pytest.raises(UsageError, match="plc_code"):
        station.setup.save_group(replace(before.group(GROUP), plc_code="NOWHERE"))
    with pytest.raises(UsageError, match="reads PLC 'BODY'"):
        station.setup.save_group(replace(before.group(GROUP), plc_code="BODY"))
    assert station.setup.plant() == before


def test_a_review_puts_the_changed_group_beside_the_others_of_its_plc(station: Station) -> None:
    stored = station.setup.plant()
    review = station.setup.review(replace(stored.group(GROUP), polling_interval_ms=100))
    assert review.forecast is not None
    assert [group.group_name for group in review.forecast.groups] == [GROUP, OTHER]
    assert review.forecast.requests_per_s >= 10.0
    assert station.setup.plant() == stored


def test_a_group_that_is_switched_off_is_reviewed_as_if_it_ran(station: Station) -> None:
    review = station.setup.review(replace(station.setup.plant().group(GROUP), is_active=False))
    assert review.forecast is not None
    assert review.forecast.group(GROUP).requests > 0


def test_a_group_with_something_wrong_has_no_forecast(station: Station) -> None:
    review = station.setup.review(replace(station.setup.plant().group(GROUP), trigger_bit_address="D1"))
    assert review.forecast is None
    assert list(review.check.problems) == ["trigger_bit_address"]


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
