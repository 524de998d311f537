from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.window.widgets.time_chart_samples import NO_SAMPLES, Samples, as_steps, nice_range

VALUES = st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(math.nan)), max_size=300)


def samples(*values: float) -> Samples:
    return Samples(np.arange(len(values), dtype=float), np.array(values, dtype=float))


def test_what_is_seen_has_a_neighbour_at_each_side() -> None:
    seen = samples(0, 1, 2, 3, 4, 5).between(2, 3)
    assert list(seen.times) == [1, 2, 3, 4]


def test_a_value_holds_until_the_next_and_a_gap_is_none() -> None:
    one = samples(1, 2, math.nan, 4)
    assert math.isnan(one.at(-1))
    assert one.at(1.9) == 2
    assert math.isnan(one.at(2.5))
    assert one.at(99) == 4
    assert one.newest() == 4
    assert math.isnan(NO_SAMPLES.newest())


@given(VALUES, st.integers(1, 50))
def test_thinning_keeps_extremes_gaps_and_order(values: list[float], most: int) -> None:
    one = samples(*values)
    few = one.thinned(most)
    assert len(few.times) <= max(3 * most + -(-len(values) // most), 3)
    assert len(few.times) == len(few.values)
    assert (np.diff(few.times) >= 0).all()
    assert few.reach(-1, 1000) == one.reach(-1, 1000)
    assert np.isnan(few.values).any() == np.isnan(one.values).any()


@given(VALUES, st.integers(1, 50))
def test_the_lowest_are_never_above_the_curve(values: list[float], most: int) -> None:
    one, low = samples(*values), samples(*values).lowest(most)
    assert not any(low.at(time) > value for time, value in zip(one.times, one.values, strict=True))


def test_thinning_keeps_how_far_values_reach() -> None:
    times = np.arange(1000.0)
    one = Samples(times, times * 0, lows=-times, highs=times)
    few = one.thinned(10)
    assert few.lows is not None
    assert few.highs is not None
    assert len(few.lows) == len(few.times) == len(few.highs)
    assert few.reach(0, 1000) == (-999, 999)


def test_steps_hold_until_the_next_value() -> None:
    times, values = as_steps(np.array([0.0, 5.0]), np.array([1.0, 0.0]), 9.0)
    assert (list(times), list(values)) == ([0, 5, 5, 9], [1, 1, 0, 0])
    assert len(as_steps(np.empty(0), np.empty(0), 9.0)[0]) == 0


@pytest.mark.parametrize(
    ("low", "high", "nice"),
    [
        (0, 97, (0, 100)),
        (0, 0, (-0.5, 0.5)),
        (40.2, 61.7, (40, 70)),
        (-3, 8, (-5, 10)),
        (1e6, 1e6, (95e4, 105e4)),
    ],
)
def test_an_axis_ends_at_round_numbers(low: float, high: float, nice: tuple[float, float]) -> None:
    assert nice_range(low, high) == pytest.approx(nice)


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_an_axis_is_never_without_length(low: float, length: float) -> None:
    ends = nice_range(low, low + length)
    slack = 1e-9 * (1 + abs(low) + length)
    assert ends[0] - slack <= low <= low + length <= ends[1] + slack
    assert ends[0] < ends[1]
