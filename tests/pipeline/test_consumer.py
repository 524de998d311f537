"""Tests of hmi.pipeline.consumer."""

from __future__ import annotations

import threading

from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.consumer import Consumer
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.queue import DataQueue
from tests.pipeline.samples import MemorySink, reading


def test_readings_move_in_their_order(ledger: Ledger, sink: MemorySink) -> None:
    queue, buffer = DataQueue(ledger, sink), CircularBuffer(ledger, sink)
    consumer, stop = Consumer(queue, buffer), threading.Event()
    thread = threading.Thread(target=consumer.run, args=[stop])
    thread.start()
    readings = [reading(number, 2) for number in range(50)]
    for one in readings:
        queue.put(one)
    buffer.wait_for(100, 10, threading.Event())
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert buffer.take(1000) == readings


def test_after_a_stop_the_queue_is_emptied(ledger: Ledger, sink: MemorySink) -> None:
    queue, buffer = DataQueue(ledger, sink), CircularBuffer(ledger, sink)
    for number in range(50):
        queue.put(reading(number))
    stop = threading.Event()
    stop.set()
    Consumer(queue, buffer).run(stop)
    assert len(queue) == 0
    assert buffer.status().current_size == 50
