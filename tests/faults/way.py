"""The whole way of a row in one thread, step by step: from the data queue to the historian and back again.

A crash is exact: the files are copied as they are at that moment, and everything is opened anew on the copy.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hmi.historian.backup import CsvBackup
from hmi.historian.feed import OldBatch, ReplayFeed
from hmi.historian.quarantine import Quarantine
from hmi.historian.replay import Replay
from hmi.historian.tag_directory import TagDirectory
from hmi.historian.writer import Writer
from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.reading import Reading
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.consumer import Consumer
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.queue import DataQueue
from hmi.polling.clock import GroupClock, StationClock
from tests.faults.kill_points import POINTS, Point
from tests.faults.victim import target
from tests.historian.scripted import ScriptedHistorian
from tests.pipeline.samples import HandClock

GROUPS = ("PRESS", "WELD")
PLC = "P1"
TAGS = {
    group: tuple(Tag(PLC, f"D{100 * place + n}", f"{group} {n}", TagType.REAL, group) for n in range(4))
    for place, group in enumerate(GROUPS)
}
DIRECTORY = TagDirectory(
    Plant(
        (Plc(PLC, "127.0.0.1"),),
        tuple(PollingGroup(group, PLC) for group in GROUPS),
        tuple(tag for tags in TAGS.values() for tag in tags),
    )
)
BATCH = 5
_FULL = "database or disk is full"
_WRITING = (
    Point("hmi.historian.csvfile", "_write_all"),
    Point("hmi.historian.checksums", "SumFile.append"),
    Point("hmi.historian.quarantine", "Quarantine.write"),
    Point("hmi.historian.quarantine", "Quarantine.sent"),
    Point("hmi.pipeline.journal_file", "JournalFile._prepare"),
    Point("hmi.pipeline.journal_file", "JournalFile.commit"),
)
"""What fails while the disk is full. A file that is written in place does not."""


class Crash(BaseException):
    """The program is gone at this very moment."""


@dataclass
class World:
    """What outlives a crash: files, historian, clocks; and what goes wrong next."""

    root: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="whole-way")))
    historian: ScriptedHistorian = field(default_factory=ScriptedHistorian)
    monotonic: HandClock = field(default_factory=HandClock)
    wall: datetime = datetime(2026, 11, 22, 6, tzinfo=UTC)
    disk_is_full: bool = False
    point: str = ""
    passages_left: int = 0
    crashes: int = 0
    opened: list[Callable[[], object]] = field(default_factory=list)
    """What closes the files of the run in progress."""
    seen: Callable[[str, tuple[Any, ...], Any], None] = lambda name, args, result: None
    """Is told what the function of a point was given and has returned, by the point's name."""

    def now(self) -> datetime:
        return self.wall

    def pass_time(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.monotonic.time += seconds

    @property
    def folder(self) -> Path:
        """Of the run in progress."""
        return self.root / str(self.crashes)

    def leave_as_it_is(self) -> None:
        """Copy the files for the next run."""
        self.crashes += 1
        # The index of a log is no file but shared memory, which is gone with the program.
        shutil.copytree(
            self.root / str(self.crashes - 1), self.folder, ignore=shutil.ignore_patterns("*-shm")
        )

    def abandon(self) -> None:
        """Let go of the files of a run that has crashed; what that writes into them nobody will read."""
        closing, self.opened = self.opened, []
        for close in closing:
            with suppress(Exception, Crash):
                close()

    def passes(self, name: str) -> None:
        if name == self.point:
            self.passages_left -= 1
            if not self.passages_left:
                self.point = ""
                self.leave_as_it_is()
                raise Crash(name)

    @contextmanager
    def hooked(self) -> Iterator[None]:
        """Until the end of the block every point may be the last, and the disk may refuse."""
        with ExitStack() as stack:
            for name, point in POINTS.items():
                owner, attribute = target(point)
                stack.enter_context(patch.object(owner, attribute, self._mortal(name, owner, attribute)))
            for point in _WRITING:
                owner, attribute = target(point)
                stack.enter_context(
                    patch.object(owner, attribute, self._refusing(getattr(owner, attribute), point))
                )
            yield

    def _mortal(self, name: str, owner: Any, attribute: str) -> Callable[..., Any]:
        function, point = getattr(owner, attribute), POINTS[name]

        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if not point.is_after:
                self.passes(name)
            result = function(*args, **kwargs)
            self.seen(name, args, result)
            if point.is_after:
                self.passes(name)
            return result

        return wrapped

    def _refusing(self, function: Callable[..., Any], point: Point) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if self.disk_is_full:
                raise _full(point)
            return function(*args, **kwargs)

        return wrapped


def _full(point: Point) -> Exception:
    """What the function of a point raises on a full disk."""
    if point.module != "hmi.pipeline.journal_file":
        return OSError(errno.ENOSPC, "No space left on device")
    error = sqlite3.OperationalError(_FULL)
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


class _StepFeed(ReplayFeed):
    """Has each batch written at once, by the thread that offers it; a batch that fails ends the replay."""

    def __init__(self) -> None:
        super().__init__(capacity=1)
        self.write: Callable[[], None] = lambda: None
        self.stop = threading.Event()

    def offer(self, batch: OldBatch, timeout: float) -> bool:
        assert super().offer(batch, timeout)
        self.write()
        if self.holds(batch):
            self.stop.set()
        return True


class Run:
    """One run of the program over the world's files."""

    def __init__(self, world: World) -> None:
        self.world = world
        folder, monotonic = world.folder, world.monotonic
        self.ledger = Ledger()
        self.backup = CsvBackup(folder / "backup", monotonic=monotonic, now=world.now)
        self.quarantine = Quarantine(folder / "quarantine", now=world.now)
        self.journal = Journal(folder / "journal", monotonic=monotonic)
        world.opened += [self.backup.close, self.quarantine.close, self.journal._close]
        self.journal.open()
        self.queue = DataQueue(self.ledger, self.backup, self.journal, max_readings=3, put_timeout=0)
        self.buffer = CircularBuffer(
            self.ledger, self.backup, self.journal, max_values=24, monotonic=monotonic
        )
        self.consumer = Consumer(self.queue, self.buffer, self.journal, self.ledger)
        self.feed = _StepFeed()
        self.writer = Writer(
            self.buffer,
            world.historian,
            self.backup,
            self.quarantine,
            self.ledger,
            self.journal,
            self.feed,
            batch_size=BATCH,
            retry_delays=(0.0,),
            probe_interval_s=0.0,
            monotonic=monotonic,
            now=world.now,
        )
        self.replayer = Replay(
            self.backup,
            self.quarantine,
            self.feed,
            DIRECTORY,
            self.ledger,
            folder / "journal" / "replay.json",
            historian_fails=lambda: False,
            rows_per_s=1e9,
            batch_size=BATCH,
            monotonic=monotonic,
            now=world.now,
        )
        clock = StationClock(world.now, monotonic)
        times = self.journal.last_times()
        self.clocks = {group: GroupClock(group, clock, times.get(group)) for group in GROUPS}
        self._no_stop = threading.Event()

    def poll(self, group: str, number: float, size: int) -> Reading:
        reading = Reading(
            group,
            PLC,
            self.clocks[group].stamp(),
            TAGS[group][:size],
            tuple(number + place for place in range(size)),
        )
        self.queue.put(reading)
        return reading

    def consume(self) -> None:
        """Take up what waits in the journal and in the queue."""
        self.consumer._take_up()
        while self.consumer._move(0):
            pass

    def write(self) -> None:
        """One batch, whatever comes of it."""
        batch = self.buffer.take(BATCH)
        if batch:
            try:
                self.writer._deliver(batch, self._no_stop)
            except ZeroDivisionError as error:
                self.writer.crashed(error)

    def replay(self) -> None:
        """The released rows, and the next file, as far as they go."""
        self.world.pass_time(61.0)  # an open file is closed, and no pause after a failure goes on
        self.feed.stop = threading.Event()
        self.feed.write = self._write_old
        self.replayer._released.offer()
        self.replayer._replay_next(self.feed.stop)
        self.replayer._take_back()

    def _write_old(self) -> None:
        self.world.pass_time(61.0)
        try:
            self.writer._old.write_next()
        except ZeroDivisionError as error:
            self.writer.crashed(error)

    def keep(self) -> None:
        """What the journal's keeper does."""
        self.journal.flush()
        self.journal.make_durable()

    def end(self) -> None:
        """An end in order."""
        stop = threading.Event()
        stop.set()
        self.consumer.run(stop)
        self.replayer.run(stop)
        self.writer.run(stop)
        self.backup.close()
        self.journal._close()  # on this thread: a crash must be seen
