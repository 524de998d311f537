"""Packing units into random reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.melsec.devices import DEVICES
from hmi.melsec.packing import Unit, pack, usable_points


def units(*sizes: int) -> list[Unit]:
    return [Unit(DEVICES["D"], (), tuple(range(size)), ()) for size in sizes]


def test_what_is_left_in_a_request_is_filled_with_smaller_units() -> None:
    packed = pack(units(1, 3, 1, 2, 3), 5)
    assert [[unit.points for unit in request] for request in packed] == [[3, 2], [1, 1, 3]]


@given(st.lists(st.integers(1, 9), max_size=40), st.integers(9, 20))
def test_nothing_is_lost_no_limit_exceeded_and_no_two_requests_fit_into_one(
    sizes: list[int], limit: int
) -> None:
    packed = [[unit.points for unit in request] for request in pack(units(*sizes), limit)]
    assert sorted(size for request in packed for size in request) == sorted(sizes)
    assert all(sum(request) <= limit for request in packed)
    totals = sorted(sum(request) for request in packed)
    assert len(totals) < 2 or totals[0] + totals[1] > limit


@pytest.mark.parametrize(
    ("sizes", "limit", "usable"),
    [([13], 192, 182), ([1, 13], 192, 192), ([13, 20], 192, 192), ([200], 192, 0), ([], 192, 0), ([2], 5, 4)],
)
def test_what_can_be_filled_of_a_request(sizes: list[int], limit: int, usable: int) -> None:
    assert usable_points(sizes, limit) == usable
