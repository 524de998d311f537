"""The scan time that a PLC's answers show."""

from __future__ import annotations

import pytest

from hmi.melsec.scan_time import ScanMeter


def test_nothing_is_said_before_there_are_enough_answers() -> None:
    meter = ScanMeter()
    assert meter.scan_ms is None
    for _ in range(7):
        meter.add(0.010, follows=True)
    assert meter.scan_ms is None
    assert meter.requests == 7


def test_answers_that_follow_each_other_are_a_scan_apart() -> None:
    meter = ScanMeter()
    for elapsed_ms in (10.1, 9.9, 10.0, 10.0, 35.0, 10.0, 9.8, 10.2, 10.0):
        meter.add(elapsed_ms / 1000, follows=True)
    assert meter.scan_ms == 10.0


def test_answers_alone_tell_the_longest_wait_that_is_usual() -> None:
    meter = ScanMeter()
    for number in range(100):
        meter.add((1.0 + number % 10) / 1000, follows=False)
    assert meter.scan_ms == pytest.approx(9.0, abs=0.5)


def test_answers_that_always_come_after_the_same_wait_tell_that_wait_at_least() -> None:
    meter = ScanMeter()
    for _ in range(100):
        meter.add(0.008, follows=False)
    assert meter.scan_ms == pytest.approx(7.0)


def test_a_busy_computer_does_not_make_the_plc_slow() -> None:
    meter = ScanMeter()
    for number in range(100):
        meter.add((1.0 + number % 10 + (60 if number % 8 == 0 else 0)) / 1000, follows=False)
    assert meter.scan_ms is not None
    assert meter.scan_ms < 13


def test_answers_that_follow_each_other_tell_more_than_those_alone() -> None:
    meter = ScanMeter()
    for _ in range(50):
        meter.add(0.003, follows=False)
    for _ in range(8):
        meter.add(0.020, follows=True)
    assert meter.scan_ms == 20.0


def test_a_plc_that_became_faster_is_believed_after_two_hundred_answers() -> None:
    meter = ScanMeter()
    for elapsed_s in (0.020, 0.005):
        for _ in range(200):
            meter.add(elapsed_s, follows=True)
    assert meter.scan_ms == 5.0


def test_a_plc_that_answers_at_once_has_a_scan_of_nothing() -> None:
    meter = ScanMeter()
    for _ in range(20):
        meter.add(0.0002, follows=False)
    assert meter.scan_ms == 0.0
