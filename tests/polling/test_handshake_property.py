"""Every trigger one record, whatever comes between: late looks, outages, lost answers, kills anywhere.

The machine in the PLC does what it should: it raises its trigger when the acknowledge is off, and takes it
back when the acknowledge is on. The historian keeps each key once, as the real ones do.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hmi.model.plant import LogMode
from hmi.model.reading import Destination, Reading
from hmi.polling.handshake_file import HandshakeFile, OpenRecord
from hmi.polling.watch import Look
from tests.polling.handshake_rig import TAGS, Rig

SAFE = [Destination.STORED, Destination.BACKED_UP, Destination.QUARANTINED]


class Kill(BaseException):
    """The program is gone at this very moment."""


class BugError(Exception):
    """The group's worker dies of it and is started again; its memory stays."""


class Way(RuleBasedStateMachine):
    """A machine, its PLC, the group's handshake, and what is left of the program's memory."""

    tags = TAGS

    def __init__(self) -> None:
        super().__init__()
        logging.getLogger("hmi").setLevel(logging.CRITICAL + 1)
        self.folder = Path(tempfile.mkdtemp(prefix="handshake"))
        self.kill_in: int | None = None
        self.death: type[BaseException] = Kill
        self.rig = Rig(self.folder, tags=self.tags, make_file=self.make_file)
        self.rig.plc.before = self.rig.plc.after = self.may_kill
        self.historian: dict[datetime, object] = {}
        self.queued: list[Reading] = []
        self.looks: list[Look] = []

    # -- kills -------------------------------------------------------------------------------------------

    def make_file(self, folder: Path, group_name: str) -> HandshakeFile:
        may_kill = self.may_kill

        class MortalFile(HandshakeFile):
            def write(self, record: OpenRecord) -> None:
                may_kill("write file")
                super().write(record)
                may_kill("file written")

            def remove(self) -> None:
                may_kill("remove file")
                super().remove()
                may_kill("file removed")

        return MortalFile(folder, group_name)

    def may_kill(self, step: str) -> None:
        if step == "write on":
            piece = self.rig.plc.piece
            assert piece in self.historian.values(), "acknowledged before the record was safe"
        if self.kill_in is not None:
            self.kill_in -= 1
            if self.kill_in <= 0:
                self.kill_in = None
                raise self.death(step)

    def go(self) -> None:
        """One step of the worker, which may be its last."""
        try:
            self.rig.step()
        except Kill:
            self.start_again()
        except BugError:
            pass
        self.queued += self.rig.inbox.drain()

    def start_again(self) -> None:
        self.kill_in = None
        self.rig.restart()
        self.queued.clear()
        self.looks.clear()

    # -- the machine -------------------------------------------------------------------------------------

    @precondition(lambda self: not self.rig.plc.trigger and not self.rig.plc.ack)
    @rule()
    def next_piece(self) -> None:
        self.rig.plc.raise_trigger()

    @precondition(lambda self: self.rig.plc.trigger and self.rig.plc.ack)
    @rule()
    def takes_its_trigger_back(self) -> None:
        self.rig.plc.trigger = False

    # -- what the group sees and does --------------------------------------------------------------------

    @precondition(lambda self: not self.rig.plc.away)
    @rule()
    def look(self) -> None:
        self.looks.append(self.rig.plc.look())

    @precondition(lambda self: self.looks)
    @rule()
    def a_look_arrives(self) -> None:
        self.rig.handshake.looked(self.looks.pop(0), "")

    @rule()
    def step(self) -> None:
        self.go()

    @rule()
    def look_and_step(self) -> None:
        if not self.rig.plc.away:
            while self.looks:
                self.a_look_arrives()
            self.rig.handshake.looked(self.rig.plc.look(), "")
        self.go()

    @rule(seconds=st.sampled_from([0.1, 6.0, 11.0]))
    def time_passes(self, seconds: float) -> None:
        self.rig.clock.tick(seconds)

    # -- where records go --------------------------------------------------------------------------------

    def store(self, reading: Reading) -> None:
        piece = reading.values[0]
        assert self.historian.setdefault(reading.ts, piece) == piece, "the same key with another value"

    @precondition(lambda self: self.queued)
    @rule(destination=st.sampled_from(SAFE))
    def stored(self, destination: Destination) -> None:
        reading = self.queued.pop(0)
        self.store(reading)
        assert reading.receipt is not None
        reading.receipt.settle(destination)

    @precondition(lambda self: self.queued)
    @rule()
    def dropped(self) -> None:
        receipt = self.queued.pop(0).receipt
        assert receipt is not None
        receipt.settle(Destination.DROPPED)

    @precondition(lambda self: self.queued)
    @rule()
    def stored_and_killed_before_anybody_knew(self) -> None:
        self.store(self.queued.pop(0))
        self.start_again()

    # -- what goes wrong ---------------------------------------------------------------------------------

    @rule()
    def killed(self) -> None:
        self.start_again()

    @rule(steps=st.integers(1, 8), death=st.sampled_from([Kill, BugError]))
    def will_die(self, steps: int, death: type[BaseException]) -> None:
        self.kill_in, self.death = steps, death

    @rule()
    def goes_away_or_comes_back(self) -> None:
        self.rig.plc.away = not self.rig.plc.away

    @rule()
    def next_answer_is_lost(self) -> None:
        self.rig.plc.answer_lost = True

    # -- what holds --------------------------------------------------------------------------------------

    @invariant()
    def no_record_without_a_trigger_and_none_twice(self) -> None:
        pieces = Counter(self.historian.values())
        assert set(pieces) <= set(range(1, self.rig.plc.piece + 1))
        assert set(pieces.values()) <= {1}, "recorded twice"

    def teardown(self) -> None:
        self.kill_in = None
        self.rig.plc.away = self.rig.plc.answer_lost = False
        for _ in range(10):
            self.look_and_step()
            while self.queued:
                self.stored(Destination.STORED)
            self.time_passes(6.0)
            if self.rig.plc.trigger and self.rig.plc.ack:
                self.rig.plc.trigger = False
        assert not self.rig.plc.trigger
        assert not self.rig.plc.ack
        assert not self.rig.file.path.exists()
        assert sorted(map(str, self.historian.values())) == sorted(
            map(str, range(1, self.rig.plc.piece + 1))
        ), "a trigger without a record"
        shutil.rmtree(self.folder)
        logging.getLogger("hmi").setLevel(logging.NOTSET)


class WayOnChange(Way):
    """The number of the piece changes with every trigger, and the other tag does not."""

    tags = tuple(replace(tag, log_mode=LogMode.ON_CHANGE) for tag in TAGS)


TestWay = Way.TestCase
TestWay.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
TestWayOnChange = WayOnChange.TestCase
TestWayOnChange.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)
