from __future__ import annotations

import numpy as np

from hmi.figures.recent import Recent
from hmi.model.figures import Column, Figure

QUEUE, SUCCESS = Column(Figure.QUEUE), Column(Figure.SUCCESS, "PRESS_1")


def test_the_newest_samples_are_kept() -> None:
    recent = Recent(capacity=5)
    assert (recent.start, recent.end) == (None, None)
    for second in range(12):
        recent.add(100.0 + second, {QUEUE: second})
    block = recent.between(0, 1000)
    assert block.times.tolist() == [107, 108, 109, 110, 111]
    assert block.means.tolist() == [[7, 8, 9, 10, 11]]
    assert (recent.start, recent.end) == (107, 111)
    assert recent.between(108, 110).times.tolist() == [108, 109]


def test_a_column_may_come_later_and_miss_a_second() -> None:
    recent = Recent(capacity=5)
    for second, values in enumerate([{QUEUE: 1.0}, {QUEUE: 1.0, SUCCESS: 100.0}, {SUCCESS: 90.0}]):
        recent.add(float(second), values)
    block = recent.between(0, 10)
    assert block.columns == (QUEUE, SUCCESS)
    assert np.nan_to_num(block.means, nan=-1).tolist() == [[1, 1, -1], [-1, 100, 90]]


def test_columns_of_groups_that_are_no_more_are_forgotten() -> None:
    recent = Recent(capacity=1200)
    for second in range(3600):
        recent.add(float(second), {QUEUE: 1.0, Column(Figure.SUCCESS, f"GROUP_{second // 100}"): 100.0})
    assert len(recent.between(0, 4000).columns) <= 1 + 12 + 6


def test_a_clock_that_was_set_back_begins_anew() -> None:
    recent = Recent(capacity=5)
    for time in (100.0, 101.0, 50.0, 51.0):
        recent.add(time, {QUEUE: time})
    assert recent.between(0, 1000).times.tolist() == [50, 51]
