"""Tests of hmi.historian.metrics."""

from __future__ import annotations

import threading

import pytest

from hmi.historian.metrics import WriterMetrics
from tests.pipeline.samples import HandClock


def test_before_anything_was_written(clock: HandClock) -> None:
    figures = WriterMetrics(clock).snapshot()
    assert figures.success_rate_pct == 100.0
    assert figures.avg_write_latency_ms is None
    assert figures.p95_row_age_ms is None
    assert figures.throughput_rows_per_s == 0.0


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
    assert figures.success_rate_pct == pytest.approx(66.67)
    assert figures.avg_batch_size == 300.0
    assert figures.avg_write_latency_ms == pytest.approx(20.0)
    assert figures.throughput_rows_per_s == 60.0


def test_the_age_percentile_is_by_rows_and_within_one_percent(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    metrics.wrote(100, 0.001, [(0.1, 94), (0.7, 5), (30.0, 1)])
    assert metrics.snapshot().p95_row_age_ms == pytest.approx(700, rel=0.01)


def test_a_read_ahead_of_the_clock_counts_as_young(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    metrics.wrote(1, 0.001, [(-3600.0, 1)])
    assert metrics.snapshot().p95_row_age_ms == 1.0


def test_only_five_minutes_count_and_totals_stay(clock: HandClock) -> None:
    metrics = WriterMetrics(clock)
    metrics.failed()
    metrics.wrote(1000, 1.0, [(9.0, 1000)])
    clock.time += 200
    metrics.wrote(300, 0.002, [(0.1, 300)])
    clock.time += 150
    figures = metrics.snapshot()
    assert (figures.rows_written, figures.failed_writes) == (1300, 1)
    assert figures.success_rate_pct == 100.0
    assert figures.avg_write_latency_ms == pytest.approx(2.0)
    assert figures.p95_row_age_ms == pytest.approx(100, rel=0.01)
    assert figures.throughput_rows_per_s == 1.0


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
