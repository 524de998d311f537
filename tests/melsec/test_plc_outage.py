"""How an outage is counted, and when the PLC is tried again."""

from __future__ import annotations

import logging

import pytest

from hmi.melsec.errors import PlcConnectionError
from hmi.melsec.outage import Outage

ERROR = PlcConnectionError("PLC1", "10.0.0.1:5010 closed the connection")


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_the_wait_grows_to_a_little_under_a_second(clock: Clock) -> None:
    outage = Outage("PLC1", clock)
    waits = []
    for _ in range(6):
        outage.attempt_failed(ERROR)
        waits.append(outage.wait_s())
        clock.now += waits[-1]
        assert outage.wait_s() == 0
    assert waits == pytest.approx([0.25, 0.5, 0.9, 0.9, 0.9, 0.9])


def test_attempts_made_together_count_once(clock: Clock) -> None:
    outage = Outage("PLC1", clock)
    for _ in range(5):
        outage.attempt_failed(ERROR)
    assert outage.wait_s() == 0.25


def test_a_lost_connection_may_be_replaced_at_once(clock: Clock) -> None:
    outage = Outage("PLC1", clock)
    outage.lost(ERROR)
    assert outage.is_down
    assert not outage.is_lasting
    assert outage.wait_s() == 0


def test_an_answer_ends_it_and_the_last_error_stays(clock: Clock) -> None:
    outage = Outage("PLC1", clock)
    outage.attempt_failed(ERROR)
    outage.answered()
    assert not outage.is_down
    assert outage.wait_s() == 0
    assert outage.reconnects == 1
    assert outage.last_error is ERROR
    outage.answered()
    assert outage.reconnects == 1


def test_going_down_and_coming_back_are_logged_once(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "hmi.melsec")
    outage = Outage("PLC1", clock)
    for _ in range(4):
        outage.attempt_failed(ERROR)
        clock.now += 3
    outage.answered()
    outage.answered()
    down, up = caplog.messages
    assert "10.0.0.1:5010 closed the connection" in down
    assert up == "PLC PLC1 answers again after 12.0 s"
