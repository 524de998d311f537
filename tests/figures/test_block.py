from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hmi.figures.block import Block, joined, nothing, reduced, with_gaps
from hmi.model.figures import Column, Figure

QUEUE, RATE = Column(Figure.QUEUE), Column(Figure.RATE)
NAN = float("nan")


def block(times: list[float], values: list[float], column: Column = QUEUE, width_s: float = 1.0) -> Block:
    table = np.array([values], np.float32)
    return Block((column,), np.array(times, np.float64), table, table, table, width_s)


def test_a_point_stands_for_lowest_mean_and_highest_of_its_seconds() -> None:
    made = reduced(block([20, 21, 29, 30], [1, 2, 6, 5]), 10)
    assert made.times.tolist() == [20, 30]
    assert (made.lows.tolist(), made.means.tolist(), made.highs.tolist()) == ([[1, 5]], [[3, 5]], [[6, 5]])
    assert made.width_s == 10


def test_seconds_without_a_value_do_not_count() -> None:
    made = reduced(block([20, 21, 30], [NAN, 4, NAN]), 10)
    assert made.means[0, 0] == made.lows[0, 0] == 4
    assert np.isnan(made.means[0, 1])


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=200), st.sampled_from([2.0, 10.0, 60.0]))
def test_nothing_extreme_is_lost(values: list[float], width_s: float) -> None:
    times = [1_800_000_000.0 + second for second in range(len(values))]
    made = reduced(block(times, values), width_s)
    whole = np.array(values, np.float32)
    assert (made.lows.min(), made.highs.max()) == (whole.min(), whole.max())
    assert (made.lows <= made.means * (1 + 1e-5)).all()
    assert (made.means <= made.highs * (1 + 1e-5)).all()


def test_a_column_that_one_piece_lacks_is_nothing_there() -> None:
    made = joined([block([1], [5]), nothing(), block([2], [7], RATE)])
    assert made.columns == (QUEUE, RATE)
    assert np.nan_to_num(made.means, nan=-1).tolist() == [[5, -1], [-1, 7]]


def test_times_far_apart_have_nothing_between_them() -> None:
    made = with_gaps(block([1, 2, 50, 51], [5, 5, 5, 5]), [], 1.0)
    assert made.times.tolist() == [1, 2, 3, 50, 51]
    assert np.isnan(made.means).tolist() == [[False, False, True, False, False]]


def test_a_hole_is_nothing_even_where_the_points_are_further_apart() -> None:
    made = with_gaps(block([10, 20, 34, 44], [5, 5, 5, 5], width_s=10), [(30, 34)], 1.0)
    assert made.times.tolist() == [10, 20, 30, 34, 44]
    assert len(with_gaps(block([10, 20, 34, 44], [5, 5, 5, 5], width_s=10), [(30, 34)], 5.0).times) == 4


def test_a_hole_before_or_after_everything_is_none() -> None:
    made = with_gaps(block([10, 11], [5, 5]), [(1, 5), (20, 30)], 1.0)
    assert made.times.tolist() == [10, 11]


def test_no_points_at_all() -> None:
    assert len(joined([]).times) == 0
    assert len(with_gaps(reduced(nothing(), 10), [(1, 2)], 1.0).times) == 0
