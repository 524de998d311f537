"""Consumer, writer and replay that hang: replaced, and every row stored once, whenever they wake."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from hmi.historian.feed import ReplayFeed
from hmi.historian.replay import Replay
from hmi.historian.replay_rows import RowMaker
from hmi.historian.sqlite import SqliteHistorian
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.consumer import Consumer
from hmi.pipeline.journal import Journal
from hmi.pipeline.queue import DataQueue
from hmi.qthreads import QThreadHost
from tests.faults.promises import Prove
from tests.historian.replay_rig import MakeReplayRig, ReplayRig, earlier_run
from tests.melsec.scripted import wait_until
from tests.pipeline.samples import reading
from tests.stone import WAIT_S, Stone

pytestmark = pytest.mark.promise("R19")

NAMES = ["consumer", "replay", "writer"]
OLD_ROWS = 30
FIGURE = "consumer, writer and replay put to sleep {times} times and replaced: {rows} rows, each stored once"


class Storage:
    """Everything from the data queue to the historian, on the threads of a host with little patience."""

    def __init__(self, rig: ReplayRig) -> None:
        self.rig = rig
        rig.journal.open()
        self.queue = DataQueue(rig.ledger, rig.backup, rig.journal)
        self.consumer = Consumer(self.queue, rig.buffer, rig.journal, rig.ledger)
        self.host = QThreadHost(restart_delay_s=0.01, patience_s=1.5, look_s=0.05)
        self.rows = 0

    def put(self, number: int) -> None:
        """Poll ten rows."""
        one = reading(number, 10)
        self.rows += len(one)
        self.queue.put(one)

    def restarts(self, name: str) -> int:
        return next(status.restarts for status in self.host.statuses() if status.name == name)

    def stored(self) -> int:
        return self.rig.ledger.counts().stored

    def is_everything_stored(self) -> bool:
        """What went to CSV meanwhile is replayed at once, in a file that is still being written, too."""
        self.rig.replay.start()
        return self.stored() == OLD_ROWS + self.rows

    def is_nothing_pending(self) -> bool:
        """Every row that was polled is at rest somewhere."""
        counts = self.rig.ledger.counts()
        return (counts.accepted, counts.pending) == (OLD_ROWS + self.rows, 0)

    @contextmanager
    def running(self) -> Iterator[None]:
        workers = (self.rig.writer, self.consumer, self.rig.replay)
        writer, consumer, replay = (self.host.start(worker) for worker in workers)
        try:
            yield
        finally:
            for handle in (replay, consumer, writer):
                handle.request_stop()
                assert handle.join(WAIT_S)
            wait_until(lambda: self.host.hanging() == ())
            self.rig.journal.close()


@pytest.fixture
def storage(make_replay_rig: MakeReplayRig, tmp_path: Path) -> Storage:
    rig = make_replay_rig(SqliteHistorian(tmp_path / "historian.db"), probe_interval_s=0.02)
    rows = earlier_run(tmp_path / "backup", *(reading(-number - 1, 10) for number in range(OLD_ROWS // 10)))
    assert rows
    return Storage(rig)


def in_the_historian(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "historian.db")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM tag_values").fetchone()
    return int(count)


@pytest.mark.parametrize(
    ("who", "owner", "method", "after"),
    [
        ("consumer", Journal, "append", True),
        ("consumer", CircularBuffer, "append", True),
        ("writer", SqliteHistorian, "write", True),
        ("writer", CircularBuffer, "done", False),
    ],
)
def test_a_hang_on_the_way_of_live_rows(
    storage: Storage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    prove: Prove,
    who: str,
    owner: type,
    method: str,
    after: bool,
) -> None:
    stone = Stone(monkeypatch, who, owner, method, after=after)
    with storage.running():
        storage.put(1)
        wait_until(lambda: storage.stored() == OLD_ROWS + storage.rows)
        stone.armed.set()
        storage.put(2)
        assert stone.asleep.wait(WAIT_S)
        storage.put(3)
        wait_until(lambda: storage.restarts(who) >= 1)
        storage.put(4)
        stone.wake.set()
        wait_until(lambda: sorted(storage.host.hanging()) == NAMES)
        storage.put(5)
        wait_until(storage.is_everything_stored)
        assert [storage.restarts(name) for name in NAMES if name != who] == [0, 0]
    assert "in sleep_like_a_stone" in caplog.text
    counts = storage.rig.ledger.counts()
    assert (counts.accepted, counts.pending, counts.balanced) == (OLD_ROWS + storage.rows, 0, True)
    assert in_the_historian(tmp_path) == OLD_ROWS + storage.rows
    prove(FIGURE, rows=OLD_ROWS + storage.rows)


@pytest.mark.parametrize(
    ("owner", "method", "after"),
    [(RowMaker, "make", False), (ReplayFeed, "offer", False)],
)
def test_a_hang_on_the_way_of_old_rows(
    storage: Storage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    prove: Prove,
    owner: type,
    method: str,
    after: bool,
) -> None:
    monkeypatch.setattr("hmi.historian.replay_files._PUT_OFF_S", 0.05)
    stone = Stone(monkeypatch, "replay", owner, method, after=after)
    stone.armed.set()
    with storage.running():
        assert stone.asleep.wait(WAIT_S)
        storage.put(1)
        wait_until(lambda: storage.restarts("replay") >= 1)
        wait_until(lambda: storage.stored() == OLD_ROWS + storage.rows)
        stone.wake.set()
        wait_until(lambda: sorted(storage.host.hanging()) == NAMES)
        storage.put(2)
        wait_until(lambda: storage.stored() == OLD_ROWS + storage.rows)
        wait_until(lambda: not storage.rig.backup.waiting())
        assert [storage.restarts(name) for name in ("consumer", "writer")] == [0, 0]
    assert "in sleep_like_a_stone" in caplog.text
    counts = storage.rig.ledger.counts()
    assert (counts.accepted, counts.backed_up, counts.balanced) == (OLD_ROWS + storage.rows, 0, True)
    assert in_the_historian(tmp_path) == OLD_ROWS + storage.rows
    prove(FIGURE, rows=OLD_ROWS + storage.rows)


def test_live_rows_do_not_wait_for_old_ones_whose_disk_hangs(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stone = Stone(monkeypatch, "writer", Replay, "_settled")
    stone.armed.set()
    with storage.running():
        assert stone.asleep.wait(WAIT_S)
        for number in range(1, 4):
            storage.put(number)
            wait_until(storage.is_nothing_pending)
        assert storage.restarts("writer") == 1
        stone.wake.set()
        wait_until(storage.is_everything_stored)
