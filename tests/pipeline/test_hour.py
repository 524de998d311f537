"""Tests of hmi.pipeline.hour."""

from __future__ import annotations

from hmi.pipeline.hour import HourlyRate
from tests.pipeline.samples import HandClock


def test_nothing_yet_is_zero(clock: HandClock) -> None:
    assert HourlyRate(clock).percent() == 0.0


def test_only_the_last_hour_counts(clock: HandClock) -> None:
    rate = HourlyRate(clock)
    rate.add(100, 50)
    clock.time += 1800
    rate.add(100, 0)
    assert rate.percent() == 25.0
    clock.time += 1801
    assert rate.percent() == 0.0


def test_a_minute_is_used_again_after_an_hour(clock: HandClock) -> None:
    rate = HourlyRate(clock)
    rate.add(100, 100)
    clock.time += 3600
    rate.add(100, 1)
    assert rate.percent() == 1.0


def test_old_rows_leaving_while_few_come_is_at_most_all(clock: HandClock) -> None:
    rate = HourlyRate(clock)
    rate.add(1, 500)
    assert rate.percent() == 100.0
