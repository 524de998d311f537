from __future__ import annotations

import math

import pytest

from hmi.figures.sampler import GoingOn, Sample, Sampler
from hmi.model.figures import Column, Figure, SpanKind
from hmi.model.status import (
    BackupStatus,
    GroupState,
    GroupStatus,
    LinkState,
    PlcStatus,
    ReplayState,
    ReplayStatus,
    WriterState,
)
from tests.figures.statuses import group, status, writer

SUCCESS, POLL_TIME = Column(Figure.SUCCESS, "PRESS_1"), Column(Figure.POLL_TIME, "PRESS_1")


def after(*groups: GroupStatus) -> Sample:
    """The sample of the last of these, a second apart."""
    sampler = Sampler()
    samples = [sampler.sample(status(groups=(each,)), float(second)) for second, each in enumerate(groups)]
    return samples[-1]


def test_what_the_station_says_at_once() -> None:
    values = Sampler().sample(status(), 0.0).values
    assert values == {Column(Figure.QUEUE): 5.0, Column(Figure.BUFFER): 10.0, Column(Figure.AT_RISK): 30.0}


def test_rate_and_latency_are_means_of_three_seconds() -> None:
    sampler = Sampler()
    for second, batches in enumerate([0, 100, 100, 101, 103, 104]):
        values = sampler.sample(status(writer=writer(batches)), float(second)).values
    assert values[Column(Figure.RATE)] == pytest.approx((104 - 100) * 50 / 3)
    assert values[Column(Figure.LATENCY)] == pytest.approx(4.0)


def test_a_historian_that_takes_nothing_has_no_latency() -> None:
    sampler = Sampler()
    for second in range(5):
        values = sampler.sample(status(writer=writer(7)), float(second)).values
    assert values[Column(Figure.RATE)] == 0.0
    assert Column(Figure.LATENCY) not in values


def test_the_polls_of_the_last_second() -> None:
    values = after(group(10), group(14, good=13)).values
    assert values[SUCCESS] == 75.0
    assert values[POLL_TIME] == pytest.approx(10.0)


def test_polls_that_all_failed_took_no_time() -> None:
    values = after(group(10), group(12, good=10)).values
    assert values[SUCCESS] == 0.0
    assert math.isnan(values[POLL_TIME])


def test_a_group_that_is_started_again_counts_from_zero() -> None:
    values = after(group(100), group(2)).values
    assert values[SUCCESS] == 100.0


def test_a_slow_group_keeps_its_figures_until_its_next_poll_is_due() -> None:
    slow = {"interval_ms": 4000}
    polls = [group(1, **slow), *[group(2, **slow)] * 7]
    assert after(*polls).values[SUCCESS] == 100.0
    assert SUCCESS not in after(*polls, polls[-1]).values


def test_a_handshake_group_has_figures_only_when_it_was_polled() -> None:
    shaken = [group(0, mode="HANDSHAKE"), group(1, mode="HANDSHAKE")]
    assert after(*shaken).values[SUCCESS] == 100.0
    assert SUCCESS not in after(*shaken, shaken[-1]).values


def test_a_group_that_stands_has_none() -> None:
    assert SUCCESS not in after(group(1), group(2), group(2, state=GroupState.STOPPED)).values


def test_what_goes_on() -> None:
    replay = BackupStatus(replay=ReplayStatus(ReplayState.RUNNING))
    plcs = (PlcStatus("PRESS", LinkState.DOWN), PlcStatus("PAINT", LinkState.CONNECTED))
    lost = status(writer=writer(state=WriterState.BACKUP), backup=replay, plcs=plcs)
    assert Sampler().sample(lost, 0.0).going_on == {
        GoingOn(SpanKind.OUTAGE),
        GoingOn(SpanKind.REPLAY),
        GoingOn(SpanKind.PLC_DOWN, "PRESS"),
    }
    assert Sampler().sample(status(), 0.0).going_on == frozenset()


def test_a_retry_too_short_to_be_seen_is_counted() -> None:
    sampler = Sampler()
    assert sampler.sample(status(), 0.0).going_on == frozenset()
    assert sampler.sample(status(writer=writer(retries=1)), 1.0).going_on == {GoingOn(SpanKind.RETRY)}
    assert sampler.sample(status(writer=writer(retries=1)), 2.0).going_on == frozenset()
