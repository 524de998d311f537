"""The law of conservation: every accepted row is in exactly one place, whatever fails and when.

Random sequences of polls, crashes, outages (before and after the commit), rejections and disk errors are
driven through the real queue, journal, buffer, writer, CSV backup and quarantine, one step at a time.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hmi.historian.protocol import HistorianRefusedError, HistorianUnavailableError
from hmi.model.reading import Destination, Reading, Row
from hmi.pipeline.consumer import Consumer
from hmi.pipeline.queue import DataQueue
from tests.historian.rig import WriterRig, csv_rows
from tests.historian.scripted import Answer, ScriptedHistorian
from tests.pipeline.samples import reading, settled

Place = tuple[str, str, str]
ANSWERS: list[Answer] = [
    "ok",
    "ok",
    "ok",
    "lost answer",
    "short",
    HistorianUnavailableError("connection refused"),
    HistorianRefusedError("invalid username or password"),
    ZeroDivisionError("a bug in the driver"),
]


class Way(RuleBasedStateMachine):
    """The way of a value from the data queue to its rest, over as many runs of the program as it takes."""

    def __init__(self) -> None:
        super().__init__()
        logging.getLogger("hmi").setLevel(logging.CRITICAL + 1)
        self.folder = Path(tempfile.mkdtemp(prefix="conservation"))
        self.historian = ScriptedHistorian()
        self.historian.is_bad = self.is_bad
        self.bad_seconds: set[int] = set()
        self.polled: list[Reading] = []
        self.unaccepted: set[str] = set()  # times of readings that were in the queue at a crash
        self.earlier: Counter[str] = Counter()  # rows at rest, in the ledgers of earlier runs
        self.crashes = 0
        self.begin("run0")

    def begin(self, name: str) -> None:
        """A run of the program, in a folder of its own."""
        self.rig = WriterRig(
            self.folder / name,
            self.historian,
            retry_delays=(0.0,),
            probe_interval_s=0.0,
            max_values=12,
            batch_size=5,
        )
        self.rig.journal.open()
        self.queue = DataQueue(
            self.rig.ledger, self.rig.backup, self.rig.journal, max_readings=3, put_timeout=0
        )
        self.consumer = Consumer(self.queue, self.rig.buffer, self.rig.journal, self.rig.ledger)
        self.consumer._account()
        self.before = len(self.polled)

    def end(self) -> None:
        """What is left of a run: files, and the figures of its ledger."""
        self.rig.backup.close()
        self.rig.quarantine.close()
        self.rig.journal.close()
        counts = self.rig.ledger.counts()
        assert counts.balanced
        self.earlier += Counter(
            stored=counts.stored,
            backed_up=counts.backed_up,
            quarantined=counts.quarantined,
            dropped=counts.dropped,
        )

    def is_bad(self, row: Row) -> bool:
        return row.ts.second in self.bad_seconds and row.tag_address == "D0"

    @rule(size=st.integers(0, 15), bad=st.booleans())
    def poll(self, size: int, bad: bool) -> None:
        one = reading(len(self.polled), size)
        if bad:
            self.bad_seconds.add(one.ts.second)
        self.polled.append(one)
        self.queue.put(one)

    @rule()
    def consume(self) -> None:
        while self.consumer._move(0):
            pass

    @rule()
    def take_up(self) -> None:
        self.consumer._take_up()

    @rule()
    def keep(self) -> None:
        self.rig.journal.flush()

    @rule()
    def crash(self) -> None:
        """The disk as it is at this moment is all that the next run finds."""
        self.crashes += 1
        self.unaccepted |= {str(one.ts) for one in self.queue._readings}
        after = f"run{self.crashes}"
        shutil.copytree(self.rig.folder, self.folder / after)
        self.end()
        self.begin(after)

    @rule(answers=st.lists(st.sampled_from(ANSWERS), max_size=4))
    def write(self, answers: list[Answer]) -> None:
        self.historian.answers.extend(answers)
        batch = self.rig.buffer.take(5)
        if batch:
            try:
                self.rig.writer._deliver(batch, self.rig.stop)
            except ZeroDivisionError as error:
                self.rig.writer.crashed(error)

    @precondition(lambda self: not (self.rig.folder / "backup.away").exists())
    @rule()
    def disk_goes(self) -> None:
        for name in ("backup", "quarantine"):
            folder = self.rig.folder / name
            getattr(self.rig, name).close()
            if folder.exists():
                folder.rename(self.rig.folder / f"{name}.away")
            else:
                (self.rig.folder / f"{name}.away").mkdir()
            folder.write_bytes(b"a file where the folder should be")

    @precondition(lambda self: (self.rig.folder / "backup.away").exists())
    @rule()
    def disk_comes_back(self) -> None:
        for name in ("backup", "quarantine"):
            (self.rig.folder / name).unlink()
            (self.rig.folder / f"{name}.away").rename(self.rig.folder / name)

    @invariant()
    def ledger_balances(self) -> None:
        counts = self.rig.ledger.counts()
        assert counts.balanced
        queued = sum(map(len, self.queue._readings))
        polled = sum(map(len, self.polled[self.before :]))
        assert counts.accepted == polled - queued + self.rig.journal.leftover_values
        waiting = self.rig.journal._waiting
        assert waiting is not None
        parked = sum(size for _, size in waiting._parked)
        held_back = sum(map(len, self.rig.writer._settlement._held_back))
        in_memory = self.rig.buffer.status().current_size + held_back
        assert counts.pending == in_memory + waiting._values + parked

    def teardown(self) -> None:
        try:
            self.consume()
            self.rig.finish()
            self.end()
            if (self.rig.folder / "backup.away").exists():
                self.disk_comes_back()
            self.begin(self.rig.folder.name)
            while self.rig.ledger.counts().pending:
                self.take_up()
                self.rig.finish()
            self.end()
            self.check_places()
        finally:
            shutil.rmtree(self.folder)
            logging.getLogger("hmi").setLevel(logging.NOTSET)

    def check_places(self) -> None:
        backed_up = places(self.rig.backed_up())
        quarantined = places(self.rig.quarantined())
        stored = Counter((row.plc_code, row.tag_address, str(row.ts)) for row in self.historian.rows.values())
        everywhere = stored + backed_up + quarantined
        polled = {key(row) for one in self.polled for row in one.rows()}
        assert set(everywhere) <= polled
        missing = {place for place in polled - set(everywhere) if place[2] not in self.unaccepted}
        assert len(missing) <= self.earlier["dropped"]
        self.check_receipts(stored, backed_up, quarantined)
        if not self.crashes:
            self.check_counts(stored, backed_up, quarantined)

    def check_counts(
        self, stored: Counter[Place], backed_up: Counter[Place], quarantined: Counter[Place]
    ) -> None:
        # A row may be in the historian and in CSV when a commit's answer was lost: it counts as backed up.
        stored -= backed_up
        everywhere = stored + backed_up + quarantined
        assert set(everywhere.values()) <= {1}
        assert self.earlier["backed_up"] == backed_up.total()
        assert self.earlier["quarantined"] == quarantined.total()
        polled = sum(map(len, self.polled))
        assert self.earlier["stored"] + self.earlier["dropped"] == polled - (backed_up + quarantined).total()

    def check_receipts(
        self, stored: Counter[Place], backed_up: Counter[Place], quarantined: Counter[Place]
    ) -> None:
        place_of = {
            Destination.STORED: stored,
            Destination.BACKED_UP: backed_up,
            Destination.QUARANTINED: stored + quarantined,
        }
        for one in self.polled:
            destination = settled(one)
            if destination in place_of:
                assert {key(row) for row in one.rows()} <= set(place_of[destination])


def key(row: Row) -> Place:
    """A row's key, as files and historian are compared."""
    return row.plc_code, row.tag_address, str(row.ts)


def places(rows: list[dict[str, str]]) -> Counter[Place]:
    """Keys of rows of a CSV file, with how often each is there."""
    return Counter(
        (
            row["plc_code"],
            row["tag_address"],
            row["timestamp"].replace("T", " ").replace(".000000Z", "+00:00"),
        )
        for row in rows
    )


Way.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


TestConservation = Way.TestCase


def test_keys_of_files_and_rows_compare(tmp_path: Path) -> None:
    rig = WriterRig(tmp_path, ScriptedHistorian())
    one = reading(0)
    rig.backup.spill([one], "test")
    rig.backup.close()
    (place,) = places(csv_rows(tmp_path / "backup"))
    (row,) = one.rows()
    assert place == key(row)
