"""However much is asked, requests are let through at a pace that leaves the polls their time."""

from __future__ import annotations

import pytest

from hmi.api.pace import Pace


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_hundred_at_once_do_not_wait_and_those_behind_them_do() -> None:
    pace = Pace(Clock())
    waits = [pace.book() for _ in range(140)]
    assert waits[:100] == [0.0] * 100
    assert waits[139] == pytest.approx(39 / 400)


def test_whoever_would_wait_too_long_is_told_so_and_takes_no_turn() -> None:
    clock = Clock()
    pace = Pace(clock)
    taken = 0
    while pace.book() is not None:
        taken += 1
    assert taken in {900, 901}  # the last one waits for 2 s, as far as floats tell
    clock.now += 0.0101
    assert [pace.book() is None for _ in range(6)].count(False) in {4, 5}


def test_a_second_of_rest_makes_room_for_all_again() -> None:
    clock = Clock()
    pace = Pace(clock)
    for _ in range(500):
        pace.book()
    clock.now += 1.25
    assert [pace.book() for _ in range(50)] == [0.0] * 50
