from __future__ import annotations

from collections import deque
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.model.status import WriterState, WriterStatus
from hmi.window.history import History, Ring, SuccessRates
from tests.window.samples import group, snapshot


@given(st.integers(1, 7), st.lists(st.floats(-1e9, 1e9), max_size=40))
def test_a_ring_holds_the_last_samples_in_order(capacity: int, samples: list[float]) -> None:
    ring, expected = Ring(1, capacity), deque[float](maxlen=capacity)
    for index, sample in enumerate(samples):
        ring.append(float(index), (sample,))
        expected.append(sample)
        assert ring.column(0).tolist() == list(expected)
        assert ring.times().tolist() == [float(i) for i in range(index + 1)][-len(expected) :]
    assert len(ring) == len(expected)


def test_columns_are_views_that_cost_no_copy() -> None:
    ring = Ring(2, 100)
    ring.append(1.0, (2.0, 3.0))
    assert ring.column(1).base is not None
    assert ring.column(1).flags["C_CONTIGUOUS"]


def test_a_pause_of_the_window_is_a_gap() -> None:
    history = History()
    for when in (100.0, 100.2, 130.0, 130.2):
        history.record(snapshot(when))
    buffer = history.ring.column(History.BUFFER)
    assert np.isnan(buffer).tolist() == [False, False, True, False, False]


def test_the_rate_is_that_of_the_last_two_seconds() -> None:
    history = History()
    for step in range(50):
        writer = WriterStatus("sqlite", WriterState.RUNNING, rows_written=(step // 5) * 600)
        history.record(snapshot(100.0 + step * 0.2, writer=writer))
    rates = history.ring.column(History.RATE)
    assert np.isnan(rates[0])
    assert rates[-20:] == pytest.approx(np.full(20, 600.0), rel=0.15)


def test_the_rate_after_a_pause_does_not_look_back_over_it() -> None:
    history = History()
    for when, rows in ((100.0, 0), (200.0, 90_000)):
        writer = WriterStatus("sqlite", WriterState.RUNNING, rows_written=rows)
        history.record(snapshot(when, writer=writer))
    assert np.isnan(history.ring.column(History.RATE)[-1])


def test_a_latency_that_is_not_known_is_a_gap() -> None:
    history = History()
    history.record(snapshot(100.0, writer=WriterStatus("sqlite", WriterState.RUNNING)))
    assert np.isnan(history.ring.column(History.LATENCY)[-1])


def test_success_is_that_of_the_last_minutes() -> None:
    rates = SuccessRates(span_s=10)
    rates.record(0, [group(poll_count=100, success_count=0)])
    for second in range(1, 30):
        rates.record(second, [group(poll_count=100 + second, success_count=second)])
    assert rates.percent("PRESS_OPERATION") == 100.0


def test_success_of_a_group_that_was_started_again_counts_from_its_start() -> None:
    rates = SuccessRates()
    rates.record(0, [group(poll_count=100, success_count=100)])
    rates.record(1, [group(poll_count=4, success_count=1)])
    assert rates.percent("PRESS_OPERATION") == 25.0


@pytest.mark.parametrize("name", ["PRESS_OPERATION", "UNKNOWN"])
def test_success_of_a_group_that_was_not_polled_is_not_known(name: str) -> None:
    rates = SuccessRates()
    assert rates.percent(name) is None
    rates.record(0, [replace(group(), poll_count=0, success_count=0)])
    assert rates.percent(name) is None
