"""What a CircularBuffer's taker may do while nothing is due."""

from __future__ import annotations

import math
import threading
from pathlib import Path

import pytest

from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from tests.pipeline.samples import MemorySink, reading


@pytest.fixture
def buffer(tmp_path: Path) -> CircularBuffer:
    return CircularBuffer(Ledger(), MemorySink(), Journal(tmp_path))


def test_other_work_ends_the_waiting_unless_a_batch_is_due(buffer: CircularBuffer) -> None:
    stop = threading.Event()
    buffer.append(reading(1, 5, receipt=False))
    assert not buffer.wait_for(10, 20.0, stop, lambda: 0.0)
    assert buffer.wait_for(5, 20.0, stop, lambda: 0.0)
    assert buffer.wait_for(10, 0.0, stop, lambda: 0.0)
    buffer.append(reading(2, 1))  # somebody waits for it
    assert buffer.wait_for(10, 20.0, stop, lambda: 0.0)


def test_a_batch_in_flight_goes_before_other_work(buffer: CircularBuffer) -> None:
    buffer.append(reading(1, 5, receipt=False))
    buffer.take(5)
    assert buffer.wait_for(10, 0.01, threading.Event(), lambda: 0.0)


def test_wake_has_it_ask_for_other_work_at_once(buffer: CircularBuffer) -> None:
    asked, answers = threading.Event(), iter([math.inf, 0.0])

    def other_work_in() -> float:
        asked.set()
        return next(answers)

    results: list[bool] = []
    thread = threading.Thread(
        target=lambda: results.append(buffer.wait_for(1, 20.0, threading.Event(), other_work_in))
    )
    thread.start()
    assert asked.wait(20)
    buffer.wake()
    thread.join(20)
    assert results == [False]
