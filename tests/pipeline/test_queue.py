"""Tests of hmi.pipeline.queue."""

from __future__ import annotations

import threading
from pathlib import Path

from hmi.model.reading import Destination, Reading
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.queue import DataQueue
from tests.pipeline.samples import CLOSED, MemorySink, reading, settled


def test_first_in_first_out_and_not_accepted_yet(ledger: Ledger, sink: MemorySink) -> None:
    queue = DataQueue(ledger, sink, CLOSED)
    first, second = reading(1, 3), reading(2, 4)
    queue.put(first)
    queue.put(second)
    assert len(queue) == 2
    assert ledger.counts().accepted == 0
    assert queue.take(0) == [first, second]
    assert queue.take(0) == []


def test_take_gives_what_fits_and_at_least_one(ledger: Ledger, sink: MemorySink) -> None:
    queue = DataQueue(ledger, sink, CLOSED)
    readings = [reading(number, 4) for number in range(6)]
    for one in readings:
        queue.put(one)
    assert queue.take(0, max_values=3) == readings[:1]
    assert queue.take(0, max_values=8) == readings[1:3]
    assert queue.take(0, max_readings=2) == readings[3:5]
    assert queue.take(0) == readings[5:]


def test_take_waits_for_a_reading(ledger: Ledger, sink: MemorySink) -> None:
    queue = DataQueue(ledger, sink, CLOSED)
    late = threading.Timer(0.02, queue.put, [reading(1)])
    late.start()
    assert queue.take(10)
    late.join()


def test_status(ledger: Ledger, sink: MemorySink) -> None:
    queue = DataQueue(ledger, sink, CLOSED, max_readings=8)
    for number in range(2):
        queue.put(reading(number))
    status = queue.status()
    assert (status.current_size, status.max_size, status.utilization_pct) == (2, 8, 25.0)


def test_a_full_queue_spills_its_oldest_after_the_timeout(ledger: Ledger, sink: MemorySink) -> None:
    queue = DataQueue(ledger, sink, CLOSED, max_readings=2, put_timeout=0.01)
    readings = [reading(number, 2) for number in range(3)]
    for one in readings:
        queue.put(one)
    assert sink.readings == readings[:1]
    assert settled(readings[0]) is Destination.BACKED_UP
    assert len(queue) == 2
    counts = ledger.counts()
    assert (counts.accepted, counts.pending, counts.backed_up) == (2, 0, 2)


def test_a_large_queue_makes_room_for_one_in_a_hundred(ledger: Ledger, sink: MemorySink) -> None:
    queue = DataQueue(ledger, sink, CLOSED, max_readings=300, put_timeout=0)
    for number in range(301):
        queue.put(reading(number, receipt=False))
    assert (sink.calls, len(sink.readings), len(queue)) == (1, 3, 298)


def test_put_waits_until_there_is_room(ledger: Ledger, sink: MemorySink) -> None:
    queue = DataQueue(ledger, sink, CLOSED, max_readings=1, put_timeout=60)
    first, second = reading(1), reading(2)
    queue.put(first)
    waiting = threading.Thread(target=queue.put, args=[second])
    waiting.start()
    assert queue.take(10) == [first]
    waiting.join(10)
    assert not waiting.is_alive()
    assert (queue.take(0), sink.readings) == ([second], [])


def test_a_stop_ends_the_waiting_and_loses_nothing(ledger: Ledger, sink: MemorySink) -> None:
    queue = DataQueue(ledger, sink, CLOSED, max_readings=1, put_timeout=60)
    stop = threading.Event()
    queue.put(reading(1))
    waiting = threading.Thread(target=queue.put, args=[reading(2), stop])
    waiting.start()
    stop.set()
    waiting.join(10)
    assert not waiting.is_alive()
    assert (len(queue), len(sink.readings)) == (1, 1)


def test_a_refusing_disk_drops_and_counts(ledger: Ledger, sink: MemorySink) -> None:
    sink.error = OSError("unplugged")
    queue = DataQueue(ledger, sink, CLOSED, max_readings=1, put_timeout=0)
    for number in range(3):
        queue.put(reading(number))
    counts = ledger.counts()
    assert (counts.dropped, counts.pending) == (2, 0)
    assert counts.balanced


def test_many_threads_many_readings_all_accounted_for(ledger: Ledger, sink: MemorySink) -> None:
    queue = DataQueue(ledger, sink, CLOSED, max_readings=20, put_timeout=0)

    def poll(group: str) -> None:
        for number in range(200):
            queue.put(reading(number, group_name=group, receipt=False))

    threads = [threading.Thread(target=poll, args=[f"G{i}"]) for i in range(4)]
    for thread in threads:
        thread.start()
    got: list[Reading] = []
    while any(thread.is_alive() for thread in threads) or len(queue):
        got += queue.take(0.01)
    keys = [(one.group_name, one.ts) for one in (*got, *sink.readings)]
    assert len(keys) == len(set(keys)) == 800
    assert ledger.counts().backed_up == len(sink.readings)


def test_the_times_of_what_leaves_are_kept_for_the_next_run(
    ledger: Ledger, sink: MemorySink, tmp_path: Path
) -> None:
    journal = Journal(tmp_path)
    journal.open()
    queue = DataQueue(ledger, sink, journal, max_readings=1, put_timeout=0)
    left, waits = reading(1), reading(2)
    queue.put(left)
    queue.put(waits)
    journal.close()
    next_run = Journal(tmp_path)
    next_run.open()
    assert next_run.last_times() == {left.group_name: left.ts}
    assert next_run.leftover_values == 0
    next_run.close()
