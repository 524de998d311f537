"""Tests of hmi.pipeline.buffer."""

from __future__ import annotations

import threading
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.model.reading import Destination, Reading
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.ledger import Ledger
from tests.pipeline.samples import CLOSED, EPOCH, HandClock, MemorySink, reading, settled, tags


@pytest.fixture
def buffer(ledger: Ledger, sink: MemorySink, clock: HandClock) -> CircularBuffer:
    return CircularBuffer(ledger, sink, CLOSED, max_values=10, monotonic=clock)


def fill(buffer: CircularBuffer, ledger: Ledger, *sizes: int) -> list[Reading]:
    readings = [reading(number, size) for number, size in enumerate(sizes)]
    for one in readings:
        ledger.accept(len(one))
        buffer.append(one)
    return readings


def test_take_gives_whole_readings_up_to_the_size(buffer: CircularBuffer, ledger: Ledger) -> None:
    readings = fill(buffer, ledger, 3, 3, 3)
    assert buffer.take(8) == readings[:2]


def test_take_gives_at_least_one(buffer: CircularBuffer, ledger: Ledger) -> None:
    readings = fill(buffer, ledger, 5, 5)
    assert buffer.take(1) == readings[:1]


def test_take_without_done_gives_the_same_batch(buffer: CircularBuffer, ledger: Ledger) -> None:
    readings = fill(buffer, ledger, 2, 2)
    assert buffer.take(2) == buffer.take(99) == readings[:1]
    assert buffer.status().current_size == 4
    buffer.done()
    assert buffer.status().current_size == 2
    assert buffer.take(99) == readings[1:]


def test_an_empty_buffer_gives_nothing(buffer: CircularBuffer) -> None:
    assert buffer.take(5) == []
    buffer.done()
    assert buffer.status().current_size == 0


def test_overflow_spills_the_oldest(buffer: CircularBuffer, ledger: Ledger, sink: MemorySink) -> None:
    readings = fill(buffer, ledger, 4, 4, 4)
    assert sink.readings == readings[:1]
    assert settled(readings[0]) is Destination.BACKED_UP
    status = buffer.status()
    assert (status.current_size, status.overflow_count, status.utilization_pct) == (8, 4, 80.0)
    assert status.overflow_rate_pct == pytest.approx(100 * 4 / 12, abs=0.001)
    assert ledger.counts().backed_up == 4


def test_overflow_leaves_alone_what_is_in_flight(
    buffer: CircularBuffer, ledger: Ledger, sink: MemorySink
) -> None:
    readings = fill(buffer, ledger, 4, 4)
    taken = buffer.take(4)
    ledger.accept(4)
    buffer.append(reading(9, 4))
    assert sink.readings == readings[1:2]
    assert buffer.take(4) == taken


def test_a_reading_larger_than_the_buffer_goes_to_disk(
    buffer: CircularBuffer, ledger: Ledger, sink: MemorySink
) -> None:
    readings = fill(buffer, ledger, 3, 11, 3)
    assert sink.readings == readings[:2]
    assert buffer.status().current_size == 3


def test_one_spill_makes_room_for_two_in_a_hundred(ledger: Ledger, sink: MemorySink) -> None:
    buffer = CircularBuffer(ledger, sink, CLOSED, max_values=1000)
    fill(buffer, ledger, *[10] * 101)
    assert (sink.calls, len(sink.readings)) == (1, 3)
    assert buffer.status().current_size == 980


def test_the_overflow_rate_forgets_after_an_hour(
    buffer: CircularBuffer, ledger: Ledger, clock: HandClock
) -> None:
    fill(buffer, ledger, 10, 10)
    assert buffer.status().overflow_rate_pct == 50.0
    clock.time += 3600
    assert buffer.status().overflow_rate_pct == 0.0
    assert buffer.status().overflow_count == 10


def test_waiting_ends_when_enough_is_there(ledger: Ledger, sink: MemorySink) -> None:
    buffer = CircularBuffer(ledger, sink, CLOSED)
    buffer.append(reading(0, 2, receipt=False))
    late = threading.Timer(0.02, lambda: buffer.append(reading(1, 3, receipt=False)))
    late.start()
    buffer.wait_for(5, 60, threading.Event())
    late.join()
    assert buffer.status().current_size == 5


def test_waiting_ends_with_the_time_and_with_a_stop(ledger: Ledger, sink: MemorySink) -> None:
    buffer = CircularBuffer(ledger, sink, CLOSED)
    buffer.wait_for(5, 0.01, threading.Event())
    stop = threading.Event()
    late = threading.Timer(0.02, stop.set)
    late.start()
    buffer.wait_for(5, 60, stop)
    late.join()
    assert stop.is_set()


def test_a_reading_somebody_waits_for_is_not_kept_waiting(ledger: Ledger, sink: MemorySink) -> None:
    buffer = CircularBuffer(ledger, sink, CLOSED)
    never = threading.Event()
    buffer.append(reading(0, receipt=False))
    late = threading.Timer(0.02, lambda: buffer.append(reading(1)))
    late.start()
    buffer.wait_for(500, 60, never)
    late.join()
    assert buffer.status().current_size == 2
    buffer.wait_for(500, 60, never)  # it is still there, perhaps behind a batch that was full
    buffer.take(500)
    buffer.wait_for(500, 0.01, never)  # in flight: the writer has it


def test_nobody_waits_for_what_has_overflowed(ledger: Ledger, sink: MemorySink, clock: HandClock) -> None:
    buffer = CircularBuffer(ledger, sink, CLOSED, max_values=4)
    buffer.append(reading(0))
    buffer.append(reading(1, 4, receipt=False))
    assert len(sink.readings) == 1
    begun = time.monotonic()
    buffer.wait_for(500, 0.05, threading.Event())
    assert time.monotonic() - begun >= 0.05


def test_a_hundred_thousand_values_fit_in_six_megabytes(ledger: Ledger, sink: MemorySink) -> None:
    group = tags(100)
    buffer = CircularBuffer(ledger, sink, CLOSED)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(1_000):
            values = tuple(number + i / 7 for i in range(100))
            buffer.append(Reading("PRESS", "PLC1", EPOCH, group, values))
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert buffer.status().current_size == 100_000
    assert after - before < 6_000_000


@given(
    st.lists(st.one_of(st.integers(1, 6), st.sampled_from(["take", "done"])), max_size=60),
    st.integers(1, 12),
)
def test_every_reading_is_in_one_place_in_its_order(steps: list[int | str], max_values: int) -> None:
    ledger, sink = Ledger(), MemorySink()
    buffer = CircularBuffer(ledger, sink, CLOSED, max_values=max_values)
    accepted: list[Reading] = []
    written: list[Reading] = []
    taken: list[Reading] = []
    for step in steps:
        if step == "take":
            taken = buffer.take(4)
        elif step == "done":
            buffer.done()
            written, taken = written + taken, []
        else:
            accepted.append(reading(len(accepted), int(step)))
            ledger.accept(int(step))
            buffer.append(accepted[-1])
            if not taken:
                assert buffer.status().current_size <= max_values
    waiting = sum(map(len, accepted)) - sum(map(len, written)) - sum(map(len, sink.readings))
    assert buffer.status().current_size == waiting == ledger.counts().pending - sum(map(len, written))
    while batch := buffer.take(4):
        written += batch
        buffer.done()
    for place in (written, sink.readings):
        assert [one.ts for one in place] == sorted(one.ts for one in place)
    assert sorted((*written, *sink.readings), key=lambda one: one.ts) == accepted
