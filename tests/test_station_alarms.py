"""The station's alarms: what it knows becomes one, and a person can acknowledge it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.qthreads import QThreadHost
from hmi.station import Station


@pytest.fixture
def station(tmp_path: Path) -> Station:
    """Built, not started: its status is there all the same."""
    folder = DataFolder(tmp_path)
    return Station(folder, load_settings(folder, {}), QThreadHost())


def set_clock(station: Station, by: timedelta) -> datetime:
    """The PC's clock cannot be set here, so the station's look at it is."""
    wall = datetime.now(UTC) + by
    station._clock._now = lambda: wall
    return wall


def test_nothing_to_acknowledge(station: Station) -> None:
    assert station.status().alarms == ()
    assert not station.acknowledge("historian_down")


def test_a_step_of_the_clock_stays_an_alarm_until_it_is_acknowledged(station: Station) -> None:
    set_clock(station, timedelta(hours=1))
    (alarm,) = station.status().alarms
    assert alarm.id == "clock_stepped"
    assert station.acknowledge("clock_stepped")
    assert not station.acknowledge("clock_stepped")
    assert station.status().alarms == ()


def test_who_acknowledges_a_clock_in_the_future_says_that_it_is_right(station: Station) -> None:
    wall = set_clock(station, timedelta(days=7))
    (alarm,) = station.status().alarms
    assert (alarm.id, alarm.acknowledged) == ("clock_refused", False)
    assert station._clock.time() < wall
    assert station.acknowledge("clock_refused")
    assert station._clock.time() == wall
    assert station.status().alarms == ()
