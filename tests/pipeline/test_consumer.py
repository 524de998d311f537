"""Tests of hmi.pipeline.consumer."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hmi.model.reading import Destination, Reading
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.consumer import Consumer
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.queue import DataQueue
from hmi.pipeline.rest import Rest
from tests.pipeline.samples import CLOSED, MemorySink, reading

FOREVER = 100_000


@dataclass
class Way:
    """Queue, consumer and buffer, with a journal that is open."""

    journal: Journal
    max_values: int = FOREVER
    ledger: Ledger = field(default_factory=Ledger)
    sink: MemorySink = field(default_factory=MemorySink)

    def __post_init__(self) -> None:
        self.journal.open()
        self.queue = DataQueue(self.ledger, self.sink, self.journal)
        self.buffer = CircularBuffer(self.ledger, self.sink, self.journal, max_values=self.max_values)
        self.consumer = Consumer(self.queue, self.buffer, self.journal, self.ledger)
        self._stop = threading.Event()

    def put(self, *readings: Reading) -> None:
        for one in readings:
            self.queue.put(one)

    def start(self) -> None:
        self._thread = threading.Thread(target=self.consumer.run, args=[self._stop])
        self._thread.start()

    def finish(self) -> None:
        self._stop.set()
        self._thread.join(10)
        assert not self._thread.is_alive()

    def rest(self, batch: Sequence[Reading], destination: Destination = Destination.STORED) -> None:
        """What the writer does with a batch that it took."""
        self.buffer.done()
        Rest(self.ledger, self.journal).settle(batch, destination)


@pytest.fixture
def journals(tmp_path: Path) -> Iterator[list[Journal]]:
    """Journals of one folder, one run after the other; closed with the test."""
    made = [Journal(tmp_path) for _ in range(3)]
    yield made
    for journal in made:
        journal.close()


def test_readings_move_in_their_order(journals: list[Journal]) -> None:
    way = Way(journals[0])
    way.start()
    readings = [reading(number, 2) for number in range(50)]
    way.put(*readings)
    way.buffer.wait_for(100, 10, threading.Event())
    way.finish()
    taken = way.buffer.take(1000)
    assert taken == readings
    assert [one.receipt for one in taken] == [one.receipt for one in readings]
    assert all(one.journal_seq for one in taken)
    assert way.ledger.counts().accepted == way.ledger.counts().pending == 100


def test_after_a_stop_the_queue_is_emptied(ledger: Ledger, sink: MemorySink) -> None:
    queue, buffer = DataQueue(ledger, sink, CLOSED), CircularBuffer(ledger, sink, CLOSED)
    for number in range(600):
        queue.put(reading(number))
    stop = threading.Event()
    stop.set()
    Consumer(queue, buffer, CLOSED, ledger).run(stop)
    assert len(queue) == 0
    assert buffer.status().current_size == ledger.counts().pending == 600


def test_what_waits_is_one_commit(journals: list[Journal], monkeypatch: pytest.MonkeyPatch) -> None:
    way = Way(journals[0])
    commits: list[int] = []
    append = journals[0].append

    def counted(readings: Sequence[Reading]) -> list[Reading]:
        commits.append(len(readings))
        return append(readings)

    monkeypatch.setattr(journals[0], "append", counted)
    way.put(*(reading(number) for number in range(300)))
    while way.consumer._move(0):
        pass
    assert commits == [256, 44]


def test_leftovers_of_an_earlier_run_come_first_and_are_pending_at_once(journals: list[Journal]) -> None:
    old = [reading(number, 3) for number in range(5)]
    journals[0].open()
    journals[0].append(old)
    journals[0].close()
    way = Way(journals[1])
    new = reading(9, 2)
    way.put(new)
    way.start()
    way.buffer.wait_for(17, 10, threading.Event())
    way.finish()
    taken = way.buffer.take(1000)
    assert taken == [*old, new]
    assert way.ledger.counts().accepted == way.ledger.counts().pending == 17
    way.rest(taken)
    journals[1].close()
    journals[2].open()
    assert journals[2].leftover_values == 0


def test_leftovers_leave_half_of_the_buffer_to_live_readings(journals: list[Journal]) -> None:
    journals[0].open()
    journals[0].append([reading(number, 2) for number in range(20)])
    journals[0].close()
    way = Way(journals[1], max_values=20)
    for _ in range(5):
        way.consumer._take_up()
    assert way.buffer.status().current_size == 10
    assert way.ledger.counts().pending == 40
    way.rest(way.buffer.take(4))
    way.consumer._take_up()
    assert way.buffer.status().current_size == 10
    assert way.sink.readings == []


def test_what_no_disk_takes_stays_in_the_journal_and_comes_again(journals: list[Journal]) -> None:
    way = Way(journals[0], max_values=10)
    way.sink.error = OSError(28, "No space left on device")
    readings = [reading(number, 2) for number in range(8)]
    way.put(*readings)
    way.consumer._move(0)
    assert way.ledger.counts().dropped == 0
    assert way.ledger.counts().pending == 16
    written: list[Reading] = []
    while batch := way.buffer.take(4):
        written += batch
        way.rest(batch)
        way.consumer._take_up()
    assert sorted(written, key=lambda one: one.ts) == readings
    assert [one.receipt for one in sorted(written, key=lambda one: one.ts)] == [
        one.receipt for one in readings
    ]
    assert (way.ledger.counts().stored, way.ledger.counts().pending) == (16, 0)


def test_a_death_over_the_journal_loses_nothing(
    journals: list[Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    way = Way(journals[0])
    way.put(reading(0), reading(1))
    with monkeypatch.context() as patch:
        patch.setattr(way.journal, "append", broken)
        with pytest.raises(RuntimeError, match="a bug"):
            way.consumer._move(0)
    assert way.ledger.counts().accepted == 0
    run_out(way)
    assert way.buffer.take(100) == [reading(0), reading(1)]
    assert way.ledger.counts().pending == 2


def test_a_death_over_what_had_to_leave_loses_and_doubles_nothing(journals: list[Journal]) -> None:
    way = Way(journals[0], max_values=4)
    way.sink.error = RuntimeError("a bug")
    way.put(*(reading(number, 2) for number in range(4)))
    with pytest.raises(RuntimeError, match="a bug"):
        way.consumer._move(0)
    way.sink.error = None
    run_out(way)
    assert way.buffer.take(100) == [reading(2, 2), reading(3, 2)]
    assert (way.ledger.counts().pending, way.ledger.counts().backed_up) == (6, 2)
    assert way.journal.take_leftovers(100) == [reading(0, 2)]  # in memory no more when the sink broke


def test_of_two_runs_one_accepts(journals: list[Journal], monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that hangs in the journal was replaced by another, and both come to an end."""
    way = Way(journals[0])
    way.put(reading(0, 3))
    append = way.journal.append

    def hang(readings: Sequence[Reading]) -> list[Reading]:
        monkeypatch.setattr(way.journal, "append", append)
        late = append(readings)
        run_out(way)
        return late

    monkeypatch.setattr(way.journal, "append", hang)
    way.consumer._move(0)
    batch = way.buffer.take(100)
    assert batch == [reading(0, 3)]
    assert way.ledger.counts().pending == 3
    way.rest(batch)
    way.journal.close()
    journals[1].open()
    assert journals[1].leftover_values == 0


def broken(*_: object) -> None:
    raise RuntimeError("a bug")


def run_out(way: Way) -> None:
    """Let the consumer move what it has, as a run after a stop does."""
    stop = threading.Event()
    stop.set()
    way.consumer.run(stop)
