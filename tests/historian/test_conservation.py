"""The law of conservation: every accepted row is in exactly one place, whatever fails and when.

Random sequences of polls, restarts, outages (before and after the commit), rejections and disk errors are
driven through the real queue, buffer, writer, CSV backup and quarantine, one step at a time.
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
    """The way of a value from the data queue to its rest."""

    def __init__(self) -> None:
        super().__init__()
        logging.getLogger("hmi").setLevel(logging.CRITICAL + 1)
        self.folder = Path(tempfile.mkdtemp(prefix="conservation"))
        self.historian = ScriptedHistorian()
        self.rig = WriterRig(
            self.folder,
            self.historian,
            retry_delays=(0.0,),
            probe_interval_s=0.0,
            max_values=12,
            batch_size=5,
        )
        self.queue = DataQueue(self.rig.ledger, self.rig.backup, max_readings=3, put_timeout=0)
        self.accepted: list[Reading] = []
        self.historian.is_bad = self.is_bad
        self.bad_seconds: set[int] = set()

    def is_bad(self, row: Row) -> bool:
        return row.ts.second in self.bad_seconds and row.tag_address == "D0"

    @rule(size=st.integers(0, 15), bad=st.booleans())
    def poll(self, size: int, bad: bool) -> None:
        one = reading(len(self.accepted), size)
        if bad:
            self.bad_seconds.add(one.ts.second)
        self.accepted.append(one)
        self.queue.put(one)

    @rule()
    def consume(self) -> None:
        while (one := self.queue.get(0)) is not None:
            self.rig.buffer.append(one)

    @rule(answers=st.lists(st.sampled_from(ANSWERS), max_size=4))
    def write(self, answers: list[Answer]) -> None:
        self.historian.answers.extend(answers)
        batch = self.rig.buffer.take(5)
        if batch:
            try:
                self.rig.writer._deliver(batch, self.rig.stop)
            except ZeroDivisionError as error:
                self.rig.writer.crashed(error)

    @precondition(lambda self: not (self.folder / "backup.away").exists())
    @rule()
    def disk_goes(self) -> None:
        for name in ("backup", "quarantine"):
            folder = self.folder / name
            getattr(self.rig, name).close()
            if folder.exists():
                folder.rename(self.folder / f"{name}.away")
            else:
                (self.folder / f"{name}.away").mkdir()
            folder.write_bytes(b"a file where the folder should be")

    @precondition(lambda self: (self.folder / "backup.away").exists())
    @rule()
    def disk_comes_back(self) -> None:
        for name in ("backup", "quarantine"):
            (self.folder / name).unlink()
            (self.folder / f"{name}.away").rename(self.folder / name)

    @invariant()
    def ledger_balances(self) -> None:
        counts = self.rig.ledger.counts()
        assert counts.balanced
        assert counts.accepted == sum(map(len, self.accepted))
        waiting = self.rig.buffer.status().current_size + sum(map(len, self.queue._readings))
        assert counts.pending == waiting

    def teardown(self) -> None:
        try:
            self.consume()
            self.rig.finish()
            if (self.folder / "backup.away").exists():
                self.disk_comes_back()
            self.check_places()
        finally:
            self.rig.backup.close()
            shutil.rmtree(self.folder)
            logging.getLogger("hmi").setLevel(logging.NOTSET)

    def check_places(self) -> None:
        counts = self.rig.ledger.counts()
        assert counts.pending == 0
        backed_up = places(self.rig.backed_up())
        quarantined = places(self.rig.quarantined())
        # A row may be in the historian and in CSV when a commit's answer was lost: it counts as backed up.
        stored = Counter((row.plc_code, row.tag_address, str(row.ts)) for row in self.historian.rows.values())
        stored -= backed_up
        assert counts.backed_up == backed_up.total()
        assert counts.quarantined == quarantined.total()
        everywhere = stored + backed_up + quarantined
        assert set(everywhere.values()) <= {1}
        accepted = {
            (row.plc_code, row.tag_address, str(row.ts)) for one in self.accepted for row in one.rows()
        }
        missing = accepted - set(everywhere)
        assert len(missing) <= counts.dropped
        assert counts.stored + counts.dropped == stored.total() + len(missing)
        self.check_receipts(stored, backed_up, quarantined)

    def check_receipts(
        self, stored: Counter[Place], backed_up: Counter[Place], quarantined: Counter[Place]
    ) -> None:
        place_of = {
            Destination.STORED: stored,
            Destination.BACKED_UP: backed_up,
            Destination.QUARANTINED: stored + quarantined,
        }
        for one in self.accepted:
            destination = settled(one)
            assert destination is not None
            if destination is not Destination.DROPPED:
                keys = {(row.plc_code, row.tag_address, str(row.ts)) for row in one.rows()}
                assert keys <= set(place_of[destination])


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
    (key,) = places(csv_rows(tmp_path / "backup"))
    (row,) = one.rows()
    assert key == (row.plc_code, row.tag_address, str(row.ts))
