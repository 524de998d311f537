"""A replay and a writer with real files around them, each on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hmi.historian.backup import CsvBackup
from hmi.historian.protocol import HistorianUnavailableError
from hmi.historian.replay import Replay
from hmi.historian.tag_directory import TagDirectory
from hmi.model.plant import Plant, Plc, PollingGroup
from hmi.model.reading import Reading, Row
from hmi.model.status import ReplayState
from tests.historian.rig import WriterRig
from tests.historian.scripted import Key, key_of
from tests.melsec.scripted import wait_until
from tests.pipeline.samples import tags

DOWN = HistorianUnavailableError("connection refused")


def keys_of(*readings: Reading) -> set[Key]:
    """The keys of all their rows."""
    return {key_of(row) for one in readings for row in one.rows()}


def rows_of(*readings: Reading) -> list[Row]:
    """Their rows in order."""
    return [row for one in readings for row in one.rows()]


def earlier_run(folder: Path, *readings: Reading) -> str:
    """Leave a backup file of readings in the folder, as an earlier run would; its name."""
    before = set(folder.glob("*.csv"))
    backup = CsvBackup(folder)
    backup.spill(readings, "test")
    backup.close()
    (path,) = set(folder.glob("*.csv")) - before
    return path.name


def press_directory(values: int = 10) -> TagDirectory:
    """The tags of ``tests.pipeline.samples.reading``."""
    group = PollingGroup("PRESS", "PLC_PRESS")
    return TagDirectory(Plant((Plc("PLC_PRESS", "127.0.0.1"),), (group,), tags(values, "PLC_PRESS", "PRESS")))


@dataclass
class ReplayRig(WriterRig):
    """As WriterRig, with a replay beside the writer."""

    automatic: bool = True
    rows_per_s: float = 1e9
    replay_stop: threading.Event = field(default_factory=threading.Event)
    directory: TagDirectory = field(default_factory=press_directory)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._replay_thread: threading.Thread | None = None
        self.replay = self.make_replay()

    def make_replay(self) -> Replay:
        """Another replay on the same files, as after a restart."""
        return Replay(
            self.backup,
            self.quarantine,
            self.replay_feed,
            self.directory,
            self.ledger,
            self.folder / "journal" / "replay.json",
            historian_fails=lambda: self.writer.historian_fails,
            automatic=self.automatic,
            rows_per_s=self.rows_per_s,
            batch_size=self.batch_size,
            monotonic=self.monotonic,
        )

    def start_replay(self) -> None:
        """Run the replay on a thread."""
        self._replay_thread = threading.Thread(target=self.replay.run, args=[self.replay_stop])
        self._replay_thread.start()

    def stop_replay(self) -> None:
        """End its thread."""
        self.replay_stop.set()
        if self._replay_thread is not None:
            self._replay_thread.join(20)
            assert not self._replay_thread.is_alive()

    def start_all(self) -> None:
        """Run writer and replay."""
        self.start()
        self.start_replay()

    def end(self) -> None:
        """Stop the replay, then the writer."""
        self.stop_replay()
        self.finish()

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for what threads will bring about."""
        wait_until(condition)

    def until_replayed(self) -> None:
        """Wait until no backup file waits and nothing is on its way."""
        self.until(lambda: not self.backup.waiting() and self.replay.status().state is ReplayState.IDLE)


MakeReplayRig = Callable[..., ReplayRig]
