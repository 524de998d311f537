"""What a power loss may cost: nothing is let go of before it is synced, and the journal is synced soon."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from hmi.historian.protocol import Rejected
from hmi.historian.quarantine import Quarantine
from hmi.historian.sqlite import SqliteHistorian
from hmi.model.reading import Reading
from hmi.pipeline.journal import Journal
from hmi.pipeline.journal_file import sync_log
from hmi.pipeline.journal_keeper import JournalKeeper
from tests.faults.promises import Prove
from tests.historian.rig import MakeRig
from tests.historian.scripted import REFUSED, ScriptedHistorian
from tests.pipeline.samples import reading

PROMISED_S = 0.5
EVERY_S = 0.01

pytestmark = pytest.mark.promise("R2")


class Syncs:
    """When the journal was appended to, and when each sync of its log began and ended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.appended: list[float] = []
        self.synced: list[tuple[float, float]] = []

        def timed(path: Path) -> None:
            begun = time.monotonic()
            sync_log(path)
            self.synced.append((begun, time.monotonic()))

        monkeypatch.setattr("hmi.pipeline.journal.sync_log", timed)

    def delays(self) -> list[float]:
        """How long after it was appended each reading was safe."""
        return [min(end for begun, end in self.synced if begun >= at) - at for at in self.appended]

    def disk_took(self) -> list[float]:
        """How much of that the disk took, for the sync of each reading and for one that was under way."""
        took = []
        for at in self.appended:
            begun, end = min(sync for sync in self.synced if sync[0] >= at)
            took.append(
                end - begun + sum(one[1] - max(at, one[0]) for one in self.synced if one[0] < at < one[1])
            )
        return took


@contextmanager
def kept(journal: Journal) -> Iterator[None]:
    """The journal with its keeper at work, synced once more at the end."""
    stop = threading.Event()
    keeper = threading.Thread(target=JournalKeeper(journal).run, args=[stop])
    journal.open()
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()
        journal.close()


def test_an_accepted_reading_is_synced_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: bool, prove: Prove
) -> None:
    syncs, journal = Syncs(monkeypatch), Journal(tmp_path)
    with kept(journal):
        pause = threading.Event()
        for number in range(3_000 if long else 200):
            journal.append([reading(number, 100)])
            syncs.appended.append(time.monotonic())
            pause.wait(EVERY_S)
    delays = syncs.delays()
    prove(f"{len(delays):,} accepted readings synced after {1000 * max(delays):.0f} ms at most")
    late = [delay for delay, took in zip(delays, syncs.disk_took(), strict=True) if delay - took > PROMISED_S]
    assert len(late) <= len(delays) / 100, "more than a busy machine explains"


def test_strict_means_synced_when_it_is_accepted(tmp_path: Path, prove: Prove) -> None:
    journal = Journal(tmp_path, strict=True)
    journal.open()
    with closing(journal):
        assert journal._file is not None
        (level,) = journal._file._connection.execute("PRAGMA synchronous").fetchone()
    assert level == 2, "FULL: SQLite syncs its log in every commit"
    prove("strict: every commit waits for its sync")


def test_a_reading_leaves_the_journal_after_its_file_is_synced(
    make_rig: MakeRig, monkeypatch: pytest.MonkeyPatch, prove: Prove
) -> None:
    events: list[str] = []
    fsync, acknowledge = os.fsync, Journal.acknowledge

    def synced(file: int) -> None:
        fsync(file)
        events.append("synced")

    def acknowledged(journal: Journal, readings: Sequence[Reading]) -> None:
        events.append("acknowledged")
        acknowledge(journal, readings)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Journal, "acknowledge", acknowledged)
    rig = make_rig(ScriptedHistorian(always=REFUSED))
    rig.start()
    for number in range(20):
        rig.write_until_settled(reading(number, 10))
    rig.finish()
    released = [at for at, event in enumerate(events) if event == "acknowledged"]
    assert len(released) == 20
    assert all("synced" in events[before:at] for before, at in zip([0, *released], released, strict=False))
    prove(f"{len(released)} batches in files: each synced before the journal let go of it")


@pytest.mark.parametrize("keeper", ["historian", "quarantine"])
def test_what_a_database_has_committed_is_synced(
    keeper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prove: Prove
) -> None:
    """SQLite syncs in every commit of a connection whose ``synchronous`` is FULL."""
    opened: list[sqlite3.Connection] = []
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def noted(*args: object, **options: object) -> sqlite3.Connection:
        opened.append(connect(*args, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    rows = list(reading(0, 10).rows())
    if keeper == "historian":
        historian = SqliteHistorian(tmp_path / "historian.db")
        historian.write(rows)
        close: Callable[[], None] = historian.close
    else:
        quarantine = Quarantine(tmp_path)
        quarantine.write([Rejected(row, "ORA-12899", "too long") for row in rows])
        close = quarantine.close
    levels = {connection.execute("PRAGMA synchronous").fetchone()[0] for connection in opened}
    close()
    assert levels == {2}
    prove("historian.db and quarantine.db: every commit waits for its sync")
