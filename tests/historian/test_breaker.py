"""Tests of hmi.historian.breaker."""

from __future__ import annotations

from hmi.historian.breaker import Breaker
from tests.pipeline.samples import HandClock


def test_closed_allows_everything(clock: HandClock) -> None:
    breaker = Breaker(5, clock)
    assert not breaker.is_open
    assert breaker.allows_attempt()
    assert breaker.close() is None


def test_open_allows_one_probe_an_interval(clock: HandClock) -> None:
    breaker = Breaker(5, clock)
    assert breaker.open()
    assert not breaker.allows_attempt()
    clock.time += 5
    assert breaker.allows_attempt()
    assert not breaker.open()  # the probe failed
    assert not breaker.allows_attempt()


def test_a_probe_that_hung_is_soon_followed_by_the_next(clock: HandClock) -> None:
    breaker = Breaker(5, clock)
    assert breaker.allows_attempt()
    clock.time += 10
    breaker.open()
    clock.time += 0.9
    assert not breaker.allows_attempt(), "what waits has to go to disk first"
    clock.time += 0.2
    assert breaker.allows_attempt()
    clock.time += 2
    breaker.open()
    clock.time += 2.9
    assert not breaker.allows_attempt()
    clock.time += 0.2
    assert breaker.allows_attempt()


def test_closing_tells_how_long_it_was_open(clock: HandClock) -> None:
    breaker = Breaker(5, clock)
    breaker.open()
    clock.time += 7
    breaker.open()
    clock.time += 1
    assert breaker.close() == 8
    assert not breaker.is_open
