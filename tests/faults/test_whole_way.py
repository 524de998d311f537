"""The whole way under everything at once: every accepted row comes to its place, once and in order.

Polls, outages before and after the commit, bad rows, a full disk, steps of the clock, ends in order and
crashes at any point come in random sequences; journal, buffer, writer, files, replay and quarantine are real.
"""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hmi.historian.protocol import HistorianRefusedError, HistorianUnavailableError
from hmi.historian.quarantine_rows import EVERY_ROW
from hmi.model.reading import Reading, Row, Value
from tests.faults.kill_points import POINTS
from tests.faults.promises import Prove
from tests.faults.way import GROUPS, TAGS, Crash, Run, World
from tests.historian.scripted import Answer, Key, key_of

ANSWERS: list[Answer] = [
    "ok",
    "ok",
    "lost answer",
    "short",
    HistorianUnavailableError("connection refused"),
    HistorianRefusedError("invalid username or password"),
    ZeroDivisionError("a bug in the driver"),
]
POLLS = st.tuples(st.sampled_from(GROUPS), st.integers(1, 4), st.booleans())
"""Group, how many tags, and whether the historian refuses the first of them."""
_ROUNDS = 200

pytestmark = [pytest.mark.promise("R3", "R11", "R12"), pytest.mark.timeout(900)]


class Way(RuleBasedStateMachine):
    """The program, and what it has promised."""

    done: ClassVar[Counter[str]] = Counter()
    """Over all examples."""

    def __init__(self) -> None:
        super().__init__()
        logging.getLogger("hmi").setLevel(logging.CRITICAL + 1)
        self.world = World()
        self.world.folder.mkdir()
        self.world.seen = self.see
        self.world.historian.is_bad = self.is_bad
        self.hooks = ExitStack()
        self.hooks.enter_context(self.world.hooked())
        self.run = Run(self.world)
        self.polls = 0
        self.polled: dict[Key, Value] = {}
        self.promised: set[Key] = set()
        """Of rows that are in a file, and must never be lost."""
        self.bad: set[float] = set()
        self.last: dict[str, datetime] = {}
        """The time of each group's newest reading in the journal."""

    # -- what is promised --------------------------------------------------------------------------------

    def see(self, name: str, args: tuple[Any, ...], result: Any) -> None:
        if name == "journaled":
            for reading in result:
                if reading.journal_seq:
                    self.promise(reading)
        elif name == "spilled":
            for reading in args[1]:
                self.promised.update(map(key_of, reading.rows()))

    def promise(self, reading: Reading) -> None:
        """The reading is in the journal: from here on it counts, and so does its time."""
        before = self.last.get(reading.group_name)
        assert before is None or reading.ts > before, "a time came back"
        self.last[reading.group_name] = reading.ts
        self.promised.update(map(key_of, reading.rows()))

    def is_bad(self, row: Row) -> bool:
        return row.value in self.bad

    # -- steps -------------------------------------------------------------------------------------------

    def step(self, action: Callable[[], object]) -> None:
        try:
            action()
        except Crash:
            self.done["crashes at points"] += 1
            self.restart()

    def restart(self) -> None:
        while True:
            self.world.abandon()
            self.world.pass_time(1.0)
            try:
                self.run = Run(self.world)
            except Crash:
                continue  # at the start again
            return

    @rule(polls=st.lists(POLLS, min_size=1, max_size=6), after=st.floats(0, 2))
    def poll(self, polls: list[tuple[str, int, bool]], after: float) -> None:
        self.world.pass_time(after)
        for group, size, is_bad in polls:
            self.polls += 1
            value = 100.0 * self.polls
            if is_bad:
                self.bad.add(value)
            self.step(lambda: self.note(self.run.poll(group, value, size)))  # noqa: B023 - called at once
            self.step(self.run.consume)

    @rule(polls=st.lists(POLLS, min_size=4, max_size=6))
    def flood(self, polls: list[tuple[str, int, bool]]) -> None:
        """More than the queue holds, and nobody takes them."""
        for group, size, _ in polls:
            self.polls += 1
            self.step(lambda: self.note(self.run.poll(group, 100.0 * self.polls, size)))  # noqa: B023 - as above

    def note(self, reading: Reading) -> None:
        self.done["rows"] += len(reading)
        self.polled |= {key_of(row): row.value for row in reading.rows()}

    @rule()
    def consume(self) -> None:
        self.step(self.run.consume)

    @rule(answers=st.lists(st.sampled_from(ANSWERS), max_size=4))
    def write(self, answers: list[Answer]) -> None:
        self.world.historian.answers.extend(answers)
        self.step(self.run.write)
        self.world.historian.answers.clear()

    @rule(answers=st.lists(st.sampled_from(ANSWERS), max_size=3))
    def replay(self, answers: list[Answer]) -> None:
        self.world.historian.answers.extend(answers)
        self.step(self.run.replay)
        self.world.historian.answers.clear()

    @rule()
    def keep_the_journal(self) -> None:
        self.step(self.run.keep)

    @rule(healed=st.booleans())
    def release_the_quarantine(self, healed: bool) -> None:
        if healed:
            self.bad.clear()
        if not self.world.disk_is_full:
            self.step(lambda: self.run.quarantine.release(EVERY_ROW))

    @rule()
    def fill_the_disk(self) -> None:
        self.world.disk_is_full = True

    @precondition(lambda self: self.world.disk_is_full)
    @rule()
    def free_the_disk(self) -> None:
        self.world.disk_is_full = False
        self.world.pass_time(2.0)

    @rule(hours=st.sampled_from([-1.0, 1.0]))
    def step_the_clock(self, hours: float) -> None:
        self.step(self.run.consume)
        self.world.wall += timedelta(hours=hours)
        self.done["steps of the clock"] += 1

    @rule(name=st.sampled_from(sorted(POINTS)), passage=st.integers(1, 3))
    def aim(self, name: str, passage: int) -> None:
        self.world.point, self.world.passages_left = name, passage

    @rule()
    def crash(self) -> None:
        self.world.leave_as_it_is()
        self.done["crashes between steps"] += 1
        self.restart()

    @rule()
    def end_in_order(self) -> None:
        self.step(self.end)

    def end(self) -> None:
        self.run.end()
        assert self.run.ledger.counts().balanced
        self.restart()

    @invariant()
    def the_law_holds(self) -> None:
        counts = self.run.ledger.counts()
        assert counts.balanced, counts
        assert min(counts.pending, counts.stored, counts.backed_up, counts.quarantined) >= 0, counts

    # -- the end -----------------------------------------------------------------------------------------

    def teardown(self) -> None:
        try:
            self.heal()
            self.settle_everything()
            self.check()
            self.done["examples"] += 1
        finally:
            self.world.abandon()
            self.hooks.close()
            shutil.rmtree(self.world.root)
            logging.getLogger("hmi").setLevel(logging.NOTSET)

    def heal(self) -> None:
        self.world.point = ""
        self.world.disk_is_full = False
        self.bad.clear()
        self.world.historian.answers.clear()
        self.world.pass_time(2.0)

    def settle_everything(self) -> None:
        run = self.run
        run.consume()  # opens the journal anew where the disk had refused it
        self.run.end()
        self.restart()
        run = self.run
        for _ in range(_ROUNDS):
            run.quarantine.release(EVERY_ROW)
            run.consume()
            run.write()
            run.replay()
            counts = run.ledger.counts()
            if not (counts.pending or counts.backed_up or counts.quarantined):
                return
        raise AssertionError(f"not everything comes to its place: {counts}")

    def check(self) -> None:
        stored = self.world.historian.rows
        assert not self.promised - stored.keys(), "lost"
        assert not stored.keys() - self.polled.keys(), "invented"
        assert all(row.value == self.polled[key] for key, row in stored.items())
        counts = self.run.ledger.counts()
        assert counts.accepted == counts.stored + counts.dropped
        self.check_order(stored)

    def check_order(self, stored: dict[Key, Row]) -> None:
        """By their times, readings of a group are in the order in which they were polled."""
        for group in GROUPS:
            first = TAGS[group][0].tag_address
            rows = sorted(
                (row for row in stored.values() if row.tag_address == first), key=lambda row: row.ts
            )
            values = [float(row.value or 0) for row in rows]
            assert values == sorted(values)


ONE = [("PRESS", 1, False)]


def test_times_go_on_behind_those_that_were_given_on_a_full_disk() -> None:
    """The journal takes none of five readings, an end in order stores them; the clock is an hour behind."""
    way = Way()
    way.step_the_clock(hours=1.0)
    way.poll(ONE, after=0.0)
    way.step_the_clock(hours=-1.0)
    way.crash()
    way.fill_the_disk()
    way.flood(5 * ONE)
    way.end_in_order()
    way.poll(ONE, after=0.0)
    way.teardown()


def test_times_go_on_over_starts_on_a_full_disk_with_a_clock_that_goes_back() -> None:
    """No run can open the journal, and the clock of each is an hour behind that of the one before."""
    way = Way()
    way.poll(ONE, after=0.0)
    way.fill_the_disk()
    for _ in range(3):
        way.step_the_clock(hours=-1.0)
        way.crash()
        way.poll(5 * ONE, after=0.0)
        way.write([])
        way.end_in_order()
    way.teardown()


def test_every_accepted_row_is_stored_once_whatever_comes_between(long: bool, prove: Prove) -> None:
    Way.done.clear()
    run_state_machine_as_test(
        Way,
        settings=settings(
            max_examples=1_500 if long else 40,
            stateful_step_count=60 if long else 40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    done = Way.done
    prove(
        f"{done['examples']:,} random lives of a station: {done['rows']:,} rows polled, "
        f"{done['crashes at points'] + done['crashes between steps']:,} crashes, "
        f"{done['steps of the clock']:,} steps of the clock: 0 lost, 0 doubled, all in order"
    )
