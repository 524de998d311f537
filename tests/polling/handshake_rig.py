"""A scripted PLC in memory, and the handshake of a group with it, driven one step at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hmi.melsec.errors import PlcConnectionError
from hmi.melsec.permits import WritePermit
from hmi.model.plant import PollingGroup, PollingMode, Series, Tag
from hmi.model.reading import NO_FAULTS, Destination, Reading
from hmi.model.status import GroupStatus
from hmi.polling.acknowledge import AckBit
from hmi.polling.clock import GroupClock, StationClock
from hmi.polling.handshake import PlcHandshake
from hmi.polling.handshake_file import HandshakeFile
from hmi.polling.recorder import GroupRecorder, Poll
from hmi.polling.watch import Look
from tests.polling.conftest import Inbox, make_tags

TAGS = make_tags(["D1", "D2"])
GROUP = PollingGroup(
    "PAINT",
    "P1",
    PollingMode.HANDSHAKE,
    100,
    trigger_bit_address="M100",
    ack_bit_address="M101",
    allow_plc_writes=True,
)


class Clock:
    """Monotonic time that the test moves."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now

    def tick(self, seconds: float = 0.1) -> float:
        self.now += seconds
        return self.now


class ScriptedPlc:
    """Bits and the number of the piece; a reader, a pool and a session at once.

    ``away`` fails reads and writes; ``answer_lost`` carries the next write out and fails it all the same.
    ``before`` is called with the name of each step at the PLC before it happens, ``after`` afterwards.
    """

    requests_per_poll = 1

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.trigger = False
        self.ack = False
        self.piece = 0
        self.away = False
        self.answer_lost = False
        self.reads = 0
        self.writes: list[bool] = []
        self.before: Callable[[str], None] = lambda step: None
        self.after: Callable[[str], None] = lambda step: None

    def raise_trigger(self) -> None:
        self.piece += 1
        self.trigger = True

    def look(self) -> Look:
        """What the watch sees now."""
        return Look(self.trigger, self.ack, self.clock.tick(0.001))

    # -- a GroupReader -----------------------------------------------------------------------------------

    def read(self) -> Poll:
        self.before("read")
        self.clock.tick(0.01)
        if self.away:
            raise PlcConnectionError("P1", "no answer")
        self.reads += 1
        return Poll((self.piece, 7), NO_FAULTS)

    # -- a ConnectionPool with its session ---------------------------------------------------------------

    @contextmanager
    def lease(self) -> Iterator[ScriptedPlc]:
        yield self

    def write_bit(self, permit: WritePermit, on: bool) -> None:
        assert permit.text == "M101"
        self.before("write on" if on else "write off")
        self.clock.tick(0.01)
        if self.away:
            raise PlcConnectionError("P1", "no answer")
        self.ack = on
        self.writes.append(on)
        self.after("write on" if on else "write off")
        if self.answer_lost:
            self.answer_lost = False
            raise PlcConnectionError("P1", "the answer was lost")

    def abort(self) -> None:
        self.away = True


class Rig:
    """One group, its PLC, and the data queue, whose readings the test settles."""

    def __init__(
        self,
        folder: Path,
        *,
        group: PollingGroup = GROUP,
        tags: tuple[Tag, ...] = TAGS,
        make_file: Callable[[Path, str], HandshakeFile] = HandshakeFile,
    ) -> None:
        self.clock = Clock()
        self.plc = ScriptedPlc(self.clock)
        self.group = group
        self.tags = tags
        self.inbox = Inbox()
        self.stop = threading.Event()
        self._folder = folder
        self._make_file = make_file
        self.restart()

    def restart(self) -> None:
        """Kill the program and start it again: everything in memory is gone."""
        self.inbox = Inbox()
        self.recorder = GroupRecorder(
            self.group, self.tags, GroupClock("PAINT", StationClock()), self.inbox.queue
        )
        ack = None
        if self.group.allow_plc_writes and self.group.ack_bit_address:
            permit = WritePermit.for_group(self.group, Series.Q)
            ack = AckBit(self.plc, permit, monotonic=self.clock)  # type: ignore[arg-type]  # stands in for a pool
        self.file = self._make_file(self._folder, self.group.group_name)
        self.handshake = PlcHandshake(
            self.recorder,
            self.plc,  # type: ignore[arg-type]  # stands in for a GroupReader
            self.file,
            "M100",
            ack,
            monotonic=self.clock,
        )

    def look(self, look: Look | None = None) -> None:
        """The watch sees the bits as they are, or as ``look`` has them, and the worker goes on."""
        self.handshake.looked(look or self.plc.look(), "")
        self.step()

    def step(self) -> None:
        self.handshake.step(self.stop)

    def status(self) -> GroupStatus:
        return self.handshake.status(self.recorder.status(1))

    def phase(self) -> str | None:
        return self.status().handshake

    def acknowledged(self) -> bool:
        """Whether the PLC's acknowledge bit is on."""
        return self.plc.ack

    def handed_in(self) -> Reading:
        """The one reading in the data queue."""
        (reading,) = self.inbox.drain()
        return reading

    def settle(self, destination: Destination = Destination.STORED) -> Reading:
        """Bring the one reading in the data queue to rest, and go on."""
        reading = self.handed_in()
        assert reading.receipt is not None
        reading.receipt.settle(destination)
        self.step()
        return replace(reading, receipt=None)

    def answered(self) -> Reading:
        """One whole trigger up to its acknowledge."""
        self.plc.raise_trigger()
        self.look()
        return self.settle()
