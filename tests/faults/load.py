"""A steady load on a writer, and the account of what became of every row of it."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hmi.model.plant import Tag, TagType
from hmi.model.reading import Reading
from hmi.model.status import RowCounts
from tests.historian.rig import WriterRig

TAGS = 50
PATIENCE_S = 40.0

Key = tuple[str, str, datetime]
"""plc_code, tag_address, and the time of the read in UTC, naive as a database gives it back."""


@dataclass
class Load:
    """Feeds a rig a reading of 50 tags every 10 ms: 5,000 rows a second, until it is stopped."""

    rig: WriterRig
    keys: list[Key] = field(default_factory=list)
    """Of every row that was accepted."""

    def __post_init__(self) -> None:
        self._tags = tuple(Tag("PLC1", f"D{i}", f"T{i}", TagType.INT, "G1") for i in range(TAGS))
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="load")

    @contextmanager
    def running(self) -> Iterator[Load]:
        """Write and feed until the end of the block, then let the writer bring everything to rest."""
        self.rig.start()
        self._thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            self._thread.join()
            self.rig.finish()

    def _run(self) -> None:
        count = 0
        while not self._stop.wait(0.01):
            ts = datetime.now(UTC)
            values = tuple(range(count, count + TAGS))
            reading = Reading("G1", "PLC1", ts, self._tags, values)
            self.keys += [("PLC1", tag.tag_address, ts.replace(tzinfo=None)) for tag in self._tags]
            self.rig.feed(reading)
            count += 1

    def until(self, condition: Callable[[RowCounts], bool], what: str) -> RowCounts:
        """The first counts of the ledger that meet the condition."""
        deadline = time.monotonic() + PATIENCE_S
        pause = threading.Event()
        while time.monotonic() < deadline:
            counts = self.rig.ledger.counts()
            if condition(counts):
                return counts
            pause.wait(0.01)
        raise AssertionError(f"never: {what}; {self.rig.ledger.counts()}, {self.rig.writer.last_error}")

    def until_stored_more(self, rows: int) -> RowCounts:
        """Wait until so many more rows than now are stored."""
        wanted = self.rig.ledger.counts().stored + rows
        return self.until(lambda counts: counts.stored >= wanted, f"{wanted} rows stored")


@dataclass(frozen=True)
class Account:
    """What became of the rows of a load."""

    accepted: int
    lost: int
    """Neither in the historian, nor in the backup, nor in the quarantine."""
    doubled: int
    """Keys that the historian has more than once."""
    foreign: int
    """Keys in the historian that were never accepted."""
    in_both: int
    """In the historian and in a CSV file: of batches whose commit was in doubt."""


def account_of(load: Load, stored: Iterable[Mapping[str, object]]) -> Account:
    """Compare what was accepted with what is in the historian (rows by column name) and in the CSV files."""
    found = Counter(_stored_key(row) for row in stored)
    files = {_csv_key(row) for row in [*load.rig.backed_up(), *load.rig.quarantined()]}
    accepted = set(load.keys)
    assert len(accepted) == len(load.keys), "the load itself gave a key twice"
    return Account(
        accepted=len(accepted),
        lost=len(accepted - found.keys() - files),
        doubled=sum(1 for count in found.values() if count > 1),
        foreign=len(found.keys() - accepted),
        in_both=len(found.keys() & files),
    )


def _stored_key(row: Mapping[str, object]) -> Key:
    ts = row["TS"]
    assert isinstance(ts, datetime)
    return str(row["PLC_CODE"]), str(row["TAG_ADDRESS"]), ts


def _csv_key(row: Mapping[str, str]) -> Key:
    ts = datetime.fromisoformat(row["timestamp"]).astimezone(UTC).replace(tzinfo=None)
    return row["plc_code"], row["tag_address"], ts
