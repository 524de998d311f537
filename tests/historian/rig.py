"""A writer with real files around it."""

from __future__ import annotations

import csv
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from hmi.historian.backup import CsvBackup
from hmi.historian.feed import ReplayFeed
from hmi.historian.protocol import Historian
from hmi.historian.quarantine import Quarantine
from hmi.historian.writer import Writer
from hmi.model.reading import Reading
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger


def csv_rows(folder: Path) -> list[dict[str, str]]:
    """All rows of all CSV files of a folder, as a spreadsheet would read them."""
    rows: list[dict[str, str]] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += csv.DictReader(file, strict=True)
    return rows


def quarantined_rows(folder: Path) -> list[dict[str, str]]:
    """All rows in quarantine, as a spreadsheet would read their export, the oldest there first."""
    export = folder.with_name("quarantine-export") / "quarantine.csv"
    export.parent.mkdir(exist_ok=True)
    with closing(Quarantine(folder)) as quarantine:
        quarantine.export(export, overwrite=True)
    return csv_rows(export.parent)


@dataclass
class WriterRig:
    """A writer, the parts around it and the folders in which rows come to rest.

    Its journal keeps nothing until the test opens it.
    """

    folder: Path
    historian: Historian
    retry_delays: Sequence[float] = (0.0, 0.0, 0.0)
    probe_interval_s: float = 5.0
    batch_size: int = 10
    max_values: int = 100_000
    monotonic: Callable[[], float] = time.monotonic
    ledger: Ledger = field(default_factory=Ledger)
    stop: threading.Event = field(default_factory=threading.Event)
    replay_feed: ReplayFeed = field(default_factory=ReplayFeed)

    def __post_init__(self) -> None:
        self.backup = CsvBackup(self.folder / "backup")
        self.quarantine = Quarantine(self.folder / "quarantine")
        self.journal = Journal(self.folder / "journal")
        self.buffer = CircularBuffer(self.ledger, self.backup, self.journal, max_values=self.max_values)
        self.writer = Writer(
            self.buffer,
            self.historian,
            self.backup,
            self.quarantine,
            self.ledger,
            self.journal,
            self.replay_feed,
            batch_size=self.batch_size,
            interval_s=0.01,
            retry_delays=self.retry_delays,
            probe_interval_s=self.probe_interval_s,
            monotonic=self.monotonic,
        )
        self._thread: threading.Thread | None = None

    def feed(self, *readings: Reading) -> None:
        """Bring readings into the buffer the way the queue and the consumer do."""
        for reading in self.journal.append(readings):
            self.ledger.accept(len(reading))
            self.buffer.append(reading)

    def start(self) -> None:
        """Run the writer on a thread."""
        self._thread = threading.Thread(target=self.writer.run, args=[self.stop])
        self._thread.start()

    def finish(self) -> None:
        """Stop the writer and let it bring everything to rest."""
        self.stop.set()
        if self._thread is None:
            self.writer.run(self.stop)
        else:
            self._thread.join(20)
            assert not self._thread.is_alive()

    def write_until_settled(self, *readings: Reading) -> None:
        """Feed readings to the running writer and wait until each is at rest."""
        self.feed(*readings)
        for reading in readings:
            assert reading.receipt is not None
            assert reading.receipt.wait(20) is not None

    def backed_up(self) -> list[dict[str, str]]:
        """Rows in the backup folder."""
        return csv_rows(self.folder / "backup")

    def quarantined(self) -> list[dict[str, str]]:
        """Rows in quarantine."""
        return quarantined_rows(self.folder / "quarantine")


MakeRig = Callable[..., WriterRig]
