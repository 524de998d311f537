"""The writer's figures over five minutes and an hour, on a clock that the test moves."""

from __future__ import annotations

import random
import threading

import pytest

from hmi.historian.metrics import WriterMetrics
from hmi.model.status import WriterFigures
from tests.pipeline.samples import HandClock

HOUR = 3600.0


def test_before_anything_was_written(clock: HandClock) -> None:
    figures = WriterMetrics(clock).snapshot()
    assert figures.rows_written == 0
    assert figures.last_5_min == figures.last_hour == WriterFigures()


def test_means_and_rates(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    metrics.wrote(400, 0.010, [(0.5, 400)])
    metrics.wrote(200, 0.030, [(0.5, 200)])
    metrics.failed()
    metrics.retried()
    clock.time += 10
    figures = metrics.snapshot()
    assert (figures.rows_written, figures.successful_writes) == (600, 2)
    assert (figures.failed_writes, figures.retries) == (1, 1)
    assert figures.last_5_min == figures.last_hour
    recent = figures.last_5_min
    assert recent.success_rate_pct == pytest.approx(66.67)
    assert recent.avg_batch_size == 300.0
    assert recent.avg_write_latency_ms == pytest.approx(20.0)
    assert recent.throughput_rows_per_s == 60.0


# -- row ages ---------------------------------------------------------------------------------------------


def test_ages_are_by_rows_and_percentiles_within_one_percent(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    metrics.wrote(100, 0.001, [(0.1, 30), (0.25, 64), (0.7, 5), (31.7, 1)])
    figures = metrics.snapshot().last_5_min
    assert figures.p50_row_age_ms == pytest.approx(250, rel=0.01)
    assert figures.p95_row_age_ms == pytest.approx(700, rel=0.01)
    assert figures.max_row_age_ms == 31_700


def test_percentiles_of_many_ages_are_those_of_the_sorted_list(clock: HandClock) -> None:
    metrics, chance = WriterMetrics(clock), random.Random(4)
    ages = [chance.lognormvariate(-1, 1) for _ in range(5000)]
    for first in range(0, len(ages), 100):
        metrics.wrote(100, 0.001, [(age, 1) for age in ages[first : first + 100]])
        clock.time += 1
    ages.sort()
    figures = metrics.snapshot().last_hour
    assert figures.p50_row_age_ms == pytest.approx(1000 * ages[2499], rel=0.011)
    assert figures.p95_row_age_ms == pytest.approx(1000 * ages[4749], rel=0.011)
    assert figures.max_row_age_ms == pytest.approx(1000 * ages[-1], abs=0.1)


def test_a_read_ahead_of_the_clock_counts_as_young(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    metrics.wrote(1, 0.001, [(-3600.0, 1)])
    figures = metrics.snapshot().last_5_min
    assert (figures.p50_row_age_ms, figures.p95_row_age_ms, figures.max_row_age_ms) == (0.0, 0.0, 0.0)


def test_a_commit_of_nothing_is_a_write_without_ages(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    metrics.wrote(0, 0.002, [])
    figures = metrics.snapshot().last_5_min
    assert (figures.avg_write_latency_ms, figures.max_row_age_ms) == (2.0, None)


def test_a_row_older_than_all_classes_is_counted(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    metrics.wrote(1, 0.001, [(1e9, 1)])
    figures = metrics.snapshot().last_hour
    assert figures.max_row_age_ms == 1e12
    assert figures.p95_row_age_ms == pytest.approx(7.3 * 86_400_000, rel=0.02)


def test_failures_alone_have_neither_latency_nor_ages(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    metrics.failed()
    assert metrics.snapshot().last_hour == WriterFigures(success_rate_pct=0.0)


# -- time passes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "in_5_min", "in_hour"),
    [(299, True, True), (301, False, True), (3599, False, True), (3601, False, False)],
)
def test_what_is_too_old_counts_no_more(
    clock: HandClock, seconds: float, in_5_min: bool, in_hour: bool
) -> None:
    metrics = WriterMetrics(clock)
    metrics.wrote(600, 0.004, [(9.0, 600)])
    metrics.failed()
    clock.time += seconds
    figures = metrics.snapshot()
    for span_s, span, counts in (
        (300.0, figures.last_5_min, in_5_min),
        (HOUR, figures.last_hour, in_hour),
    ):
        if not counts:
            assert span == WriterFigures()
            continue
        assert (span.success_rate_pct, span.avg_batch_size, span.avg_write_latency_ms) == (50.0, 600.0, 4.0)
        assert span.p50_row_age_ms == span.p95_row_age_ms == pytest.approx(9000, rel=0.01)
        assert span.max_row_age_ms == 9000.0
        assert span.throughput_rows_per_s == round(600 / min(seconds, span_s), 1)
    assert (figures.rows_written, figures.failed_writes) == (600, 1), "totals stay"


def test_a_steady_flow_is_shown_as_it_is_at_every_moment(clock: HandClock) -> None:
    """Also where a slice has just been let go, whose newest part was still within the span."""
    metrics = WriterMetrics(clock)
    for number in range(2 * 3700):
        metrics.wrote(500, 0.002, [(0.2, 500)])
        clock.time += 0.5
        if number % 100 > 60:
            figures = metrics.snapshot()
            assert figures.last_5_min.throughput_rows_per_s == pytest.approx(1000, rel=0.005)
            assert figures.last_hour.throughput_rows_per_s == pytest.approx(1000, rel=0.005)


def test_an_idle_time_belongs_to_the_rate_and_not_to_the_means(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    metrics.wrote(1000, 1.0, [(9.0, 1000)])
    clock.time += 200
    metrics.wrote(300, 0.002, [(0.1, 300)])
    clock.time += 150
    recent = metrics.snapshot().last_5_min
    assert recent.avg_write_latency_ms == pytest.approx(2.0)
    assert recent.p95_row_age_ms == pytest.approx(100, rel=0.01)
    assert recent.max_row_age_ms == 100.0
    assert recent.throughput_rows_per_s == 1.0
    assert metrics.snapshot().last_hour.throughput_rows_per_s == round(1300 / 350, 1)


def test_after_a_sleep_of_the_computer_only_what_came_since_counts(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    for _ in range(600):
        metrics.wrote(100, 0.002, [(0.1, 100)])
        clock.time += 1
    clock.time += 8 * HOUR
    asleep = metrics.snapshot()
    assert asleep.last_5_min == asleep.last_hour == WriterFigures()
    metrics.wrote(50, 0.004, [(8 * HOUR, 50)])
    figures = metrics.snapshot()
    assert figures.last_hour.max_row_age_ms == 8 * HOUR * 1000
    assert figures.last_hour.throughput_rows_per_s == 0.0
    assert figures.last_5_min.throughput_rows_per_s == pytest.approx(50 / 300, abs=0.05)
    assert figures.last_5_min.avg_batch_size == 50.0
    assert figures.rows_written == 60_050


def test_the_memory_is_that_of_a_full_hour_for_ever(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    for second in range(3 * 3600):
        metrics.wrote(10, 0.001, [(0.05 * (second % 100), 10)])
        clock.time += 1
    assert len(metrics._last_5_min._slices) == 61
    assert len(metrics._last_hour._slices) == 61


def test_counts_from_many_threads_add_up(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)

    def work() -> None:
        for _ in range(500):
            metrics.wrote(2, 0.001, [(0.1, 2)])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert metrics.snapshot().rows_written == 4_000
