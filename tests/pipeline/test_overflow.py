"""Tests of hmi.pipeline.overflow."""

from __future__ import annotations

import logging

import pytest

from hmi.model.reading import Destination
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.overflow import Overflow
from hmi.pipeline.rest import Rest
from tests.pipeline.samples import CLOSED, HandClock, MemorySink, reading, settled


@pytest.fixture
def overflow(ledger: Ledger, sink: MemorySink, clock: HandClock) -> Overflow:
    ledger.accept(100)
    return Overflow(Rest(ledger, CLOSED), sink, "data queue", monotonic=clock)


def test_spilled_readings_are_backed_up(overflow: Overflow, ledger: Ledger, sink: MemorySink) -> None:
    batch = [reading(1, 3), reading(2, 4)]
    overflow.spill(batch)
    assert sink.readings == batch
    assert (ledger.counts().backed_up, ledger.counts().pending) == (7, 93)
    assert {settled(one) for one in batch} == {Destination.BACKED_UP}


def test_what_the_disk_refuses_is_dropped_and_said(
    overflow: Overflow, ledger: Ledger, sink: MemorySink, caplog: pytest.LogCaptureFixture
) -> None:
    sink.error = OSError(28, "No space left on device")
    lost = reading(1, 5)
    overflow.spill([lost])
    assert ledger.counts().dropped == 5
    assert settled(lost) is Destination.DROPPED
    (record,) = caplog.records
    assert record.levelno == logging.CRITICAL
    assert "5 rows lost" in record.getMessage()
    assert "No space left" in record.getMessage()


def test_an_unforeseen_error_is_not_hidden_and_the_ledger_still_balances(
    overflow: Overflow, ledger: Ledger, sink: MemorySink
) -> None:
    sink.error = ValueError("broken")
    with pytest.raises(ValueError, match="broken"):
        overflow.spill([reading(1, 5)])
    assert ledger.counts().dropped == 5
    assert ledger.counts().balanced


def test_a_flood_is_reported_once_in_ten_seconds_with_its_rows(
    overflow: Overflow, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(5):
        overflow.spill([reading(number, 2)])
    clock.time += 10
    overflow.spill([reading(9, 2)])
    assert [record.getMessage() for record in caplog.records] == [
        "data queue full: oldest 2 rows to CSV backup",
        "data queue full: oldest 10 rows to CSV backup",
    ]
