"""The poller of one PLC over real TCP: who shares requests, who goes first, who hears of what."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from hmi.melsec.errors import PlcError
from hmi.melsec.pool import ConnectionPool
from hmi.melsec.simulator.faults import FaultName, FaultSpec
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.plant import Plc, Series, Tag, TagType
from hmi.model.status import GroupState
from hmi.polling import reader as reader_module
from hmi.polling.engine import PollingEngine
from hmi.polling.poller import PlcPoller
from hmi.polling.reader import SharedReader
from hmi.polling.recorder import Poll
from hmi.polling.tick import TagSet, plan_tick
from hmi.qthreads import QThreadHost
from tests.melsec.scripted import wait_until
from tests.polling.conftest import WAIT_S, Field, Inbox, make_tags

LONG_READ = 25
"""Requests of the slow group that is read for long."""


class Event(NamedTuple):
    """What a subscriber was told, and how many requests the PLC had served by then."""

    who: str
    what: str
    served: int


class Log:
    """Everything that subscribers were told, in its order."""

    def __init__(self, sim: SimulatedPlc) -> None:
        self.sim = sim
        self.events: list[Event] = []
        self._changed = threading.Condition()

    def add(self, who: str, what: str) -> None:
        with self._changed:
            self.events.append(Event(who, what, self.sim.requests))
            self._changed.notify_all()

    def wait(self, who: str, what: str, times: int = 1) -> None:
        """Until ``who`` was told so, so many times in all."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.count(who, what) >= times, WAIT_S), self.events

    def count(self, who: str, what: str) -> int:
        return sum(event[:2] == (who, what) for event in self.events)


class Listener:
    """A subscriber that writes down what it is told."""

    def __init__(self, log: Log, name: str, interval_s: float, tags: Sequence[Tag]) -> None:
        self.name, self.interval_s, self.tags = name, interval_s, tuple(tags)
        self.polls: list[Poll] = []
        self.errors: list[BaseException] = []
        self.overrun = 0
        self.requests = 0
        self.on_start: Callable[[], None] = lambda: None
        self.on_poll: Callable[[], None] = lambda: None
        self._log = log

    def starts(self, late_s: float) -> None:
        assert late_s < WAIT_S
        self._log.add(self.name, "starts")
        self.on_start()

    def receives(self, poll: Poll, begun: float, requests: int) -> None:
        assert begun <= time.monotonic()
        self.polls.append(poll)
        self.requests = requests
        self._log.add(self.name, "receives")
        self.on_poll()

    def fails(self, error: PlcError, begun: float) -> None:
        assert begun <= time.monotonic()
        self.errors.append(error)
        self._log.add(self.name, "fails")

    def overruns(self, ticks: int) -> None:
        self.overrun += ticks
        self._log.add(self.name, "overruns")

    def crashes(self, error: BaseException) -> None:
        self.errors.append(error)
        self._log.add(self.name, "crashes")


class Rig:
    """A poller of a simulated PLC whose D<n> holds n + 1."""

    def __init__(self, sim: SimulatedPlc, plc: Plc) -> None:
        self.sim = sim
        self.log = Log(sim)
        self.pool = ConnectionPool(plc)
        self.poller = PlcPoller("P1", SharedReader(plc, self.pool))

    def listener(self, name: str, interval_s: float, addresses: Sequence[str] | Sequence[Tag]) -> Listener:
        tags = [make_tags([one])[0] if isinstance(one, str) else one for one in addresses]
        made = Listener(self.log, name, interval_s, tags)
        self.poller.add(made)
        return made

    def wait_until_asked(self) -> None:
        """Until the PLC has its first request; it tells nobody."""
        wait_until(lambda: self.sim.requests > 0)

    @contextmanager
    def running(self) -> Iterator[None]:
        handle = QThreadHost(restart_delay_s=0.02).start(self.poller)
        try:
            yield
        finally:
            handle.request_stop()
            assert handle.join(WAIT_S)


@pytest.fixture
def rig(plants: Field) -> Iterator[Rig]:
    sim = plants.add_plc(series=Series.QNA, connection_timeout=3.0)
    made = Rig(sim, plants.plant.plcs[0])
    yield made
    made.pool.close()


def long_tags(count: int) -> list[Tag]:
    """Each costs a request of its own: it is as long as a window may be."""
    return [
        Tag("P1", f"R{480 * place}", f"T{place}", TagType.STRING, "SLOW", string_length=960)
        for place in range(count)
    ]


# -- sharing ---------------------------------------------------------------------------------------------


def test_what_is_due_together_costs_one_request(rig: Rig) -> None:
    often = rig.listener("OFTEN", 0.05, ["D10", "D11"])
    seldom = rig.listener("SELDOM", 0.1, ["D11", "D300"])
    third = rig.listener("THIRD", 0.15, ["D12", "D13"])
    with rig.running():
        rig.log.wait("THIRD", "receives", 5)
        rig.log.wait("SELDOM", "receives", 6)
    missed = often.overrun + seldom.overrun + third.overrun  # on a busy machine; then they tick apart
    assert len(often.polls) <= rig.sim.requests <= len(often.polls) + missed  # the others tick with it
    assert len(often.polls) > len(seldom.polls) > len(third.polls)
    assert {poll.values for poll in often.polls} == {(11, 12)}
    assert {poll.values for poll in seldom.polls} == {(12, 301)}
    assert {poll.values for poll in third.polls} == {(13, 14)}
    assert often.requests == seldom.requests == third.requests == 1


def test_a_subscriber_that_comes_later_shares_from_its_first_tick_on(rig: Rig) -> None:
    old = rig.listener("OLD", 0.05, ["D10"])
    with rig.running():
        rig.log.wait("OLD", "receives", 2)
        new = rig.listener("NEW", 0.05, ["D20"])
        rig.log.wait("NEW", "receives", 3)
    assert len(old.polls) <= rig.sim.requests <= len(old.polls) + old.overrun + new.overrun
    assert new.polls[0].values == (21,)


def test_a_plan_is_made_once_for_all_ticks_at_which_the_same_are_due(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[tuple[str, ...]] = []

    def counting(sets: Sequence[TagSet], *rest: object) -> object:
        planned.append(tuple(tag_set.name for tag_set in sets))
        return plan_tick(sets, *rest)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(reader_module, "plan_tick", counting)
    rig.listener("A", 0.1, ["D10"])
    rig.listener("B", 0.2, ["D20"])
    with rig.running():
        rig.log.wait("B", "receives", 6)
    assert set(planned) <= {("A",), ("A", "B"), ("B",)}  # the last one where a busy machine had A miss a tick
    assert len(planned) == len(set(planned))


def test_after_a_removal_the_next_tick_finds_its_plan_made(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    is_planned = threading.Event()

    def watched(sets: Sequence[TagSet], *rest: object) -> object:
        if [tag_set.name for tag_set in sets] == ["STAYING"]:
            is_planned.set()
        return plan_tick(sets, *rest)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(reader_module, "plan_tick", watched)
    leaving = rig.listener("LEAVING", 3600.0, ["D10"])
    rig.listener("STAYING", 3600.0, ["D20"])
    with rig.running():
        rig.log.wait("STAYING", "receives")
        rig.log.wait("LEAVING", "receives")
        rig.poller.remove(leaving)
        assert is_planned.wait(WAIT_S)  # the next tick is an hour away


# -- who goes first --------------------------------------------------------------------------------------


def test_each_is_delivered_when_its_last_answer_is_there(rig: Rig) -> None:
    """Of what is due together, the shortest interval comes first."""
    reader = SharedReader(rig.poller._reader._plc, rig.pool)
    slow = TagSet("SLOW", tuple(long_tags(5)), 10.0)
    fast = TagSet("FAST", make_tags(["D10", "D20"]), 0.1)
    middle = TagSet("MIDDLE", make_tags(["M100", "D30"]), 1.0)
    delivered: list[tuple[str, int]] = []
    paused: list[list[str]] = []
    reader.read(
        [slow, fast, middle],
        lambda tag_set, _poll, _requests: delivered.append((tag_set.name, rig.sim.requests)),
        lambda waiting: paused.append([tag_set.name for tag_set in waiting]),
    )
    assert delivered == [("FAST", 1), ("MIDDLE", 1), ("SLOW", 6)]
    assert paused == [["SLOW"]] * 5


def test_a_fast_group_is_read_in_the_middle_of_a_long_read_and_never_the_other_way_round(
    plants: Field,
) -> None:
    sim = plants.add_plc(series=Series.QNA, connection_timeout=3.0, scan_ms=10)
    rig = Rig(sim, plants.plant.plcs[0])
    slow = rig.listener("SLOW", 1.0, long_tags(LONG_READ))
    fast = rig.listener("FAST", 0.1, ["D10"])
    middle = rig.listener("MIDDLE", 0.3, [*long_tags(LONG_READ + 5)[LONG_READ:], *make_tags(["D20"])])
    with rig.running():
        rig.log.wait("SLOW", "receives", 3)
    rig.pool.close()
    intervals = {one.name: one.interval_s for one in (slow, fast, middle)}
    assert nested_starts(rig.log.events, intervals)["SLOW", "FAST"] >= 3 * 2  # a read takes 250 ms or more
    assert slow.requests == LONG_READ
    assert {poll.values for poll in fast.polls} == {(11,)}
    assert middle.polls[0].values[-1] == 21
    assert not slow.errors + fast.errors + middle.errors


def nested_starts(events: Sequence[Event], intervals: dict[str, float]) -> Counter[tuple[str, str]]:
    """Who was begun in the middle of whose read; only shorter intervals may be."""
    begun: dict[str, int] = {}
    found: Counter[tuple[str, str]] = Counter()
    for who, what, served in events:
        if what == "starts":
            for other, since in begun.items():
                if served > since:  # else they began together
                    assert intervals[who] < intervals[other], (who, other)
                    found[other, who] += 1
            begun[who] = served
        elif what == "receives":
            del begun[who]
    return found


# -- leaving ---------------------------------------------------------------------------------------------


def test_who_is_removed_during_its_poll_still_gets_it_and_nothing_after(rig: Rig) -> None:
    leaving = rig.listener("LEAVING", 0.1, ["D10"])
    rig.listener("STAYING", 0.1, ["D20"])
    leaving.on_poll = lambda: rig.poller.remove(leaving)  # on the poller's thread, in the middle of it
    with rig.running():
        rig.log.wait("LEAVING", "receives")
        assert rig.poller.wait_until_idle(leaving, WAIT_S)
        rig.log.wait("STAYING", "receives", rig.log.count("STAYING", "receives") + 3)
    assert rig.log.count("LEAVING", "starts") == rig.log.count("LEAVING", "receives") == 1


def test_a_removal_waits_for_the_answer_that_is_on_its_way(rig: Rig) -> None:
    rig.sim.faults = [FaultSpec(FaultName.SLOW, at=1, delay_s=1.0)]
    leaving = rig.listener("LEAVING", 0.1, ["D10"])
    with rig.running():
        rig.log.wait("LEAVING", "starts")
        rig.poller.remove(leaving)
        assert not rig.poller.wait_until_idle(leaving, 0.0)
        assert rig.poller.wait_until_idle(leaving, WAIT_S)
    assert [poll.values for poll in leaving.polls] == [(11,)]


def test_who_is_removed_between_its_polls_is_gone_at_once(rig: Rig) -> None:
    leaving = rig.listener("LEAVING", 3600.0, ["D10"])
    rig.poller.remove(leaving)
    assert rig.poller.wait_until_idle(leaving, 0.0)
    rig.poller.remove(leaving)  # a second time changes nothing
    rig.poller.abandon(leaving)


def test_what_an_abandoned_poll_brings_is_thrown_away_and_the_others_hear_of_it(rig: Rig) -> None:
    """The PLC hangs: who leaves need not wait for it, nor does it learn how that ended."""
    rig.sim.faults = [FaultSpec(FaultName.HALF_OPEN, at=1)]
    leaving = rig.listener("LEAVING", 0.1, ["D10"])
    staying = rig.listener("STAYING", 0.1, ["D20"])
    with rig.running():
        rig.wait_until_asked()
        rig.poller.abandon(leaving)  # nothing, for it was not removed
        rig.poller.remove(leaving)
        assert not rig.poller.wait_until_idle(leaving, 0.0)
        rig.poller.abandon(leaving)
        assert rig.poller.wait_until_idle(leaving, 0.0)
        again = rig.listener("LEAVING", 0.1, ["D30"])
        rig.pool.abort()
        rig.log.wait("STAYING", "receives", 2)
        rig.log.wait("LEAVING", "receives", 2)
    assert not leaving.polls
    assert not leaving.errors
    assert len(staying.errors) == 1
    assert {poll.values for poll in again.polls} == {(31,)}


def test_a_tag_list_that_left_is_asked_for_no_more(rig: Rig) -> None:
    leaving = rig.listener("LEAVING", 0.1, long_tags(3))
    rig.listener("STAYING", 0.1, ["D20"])
    with rig.running():
        rig.log.wait("LEAVING", "receives")
        rig.poller.remove(leaving)
        assert rig.poller.wait_until_idle(leaving, WAIT_S)
        served, polls = rig.sim.requests, rig.log.count("STAYING", "receives")
        rig.log.wait("STAYING", "receives", polls + 3)
    assert rig.sim.requests - served <= rig.log.count("STAYING", "receives") - polls + 1


# -- what goes wrong -------------------------------------------------------------------------------------


def test_a_crash_is_told_to_those_it_hit_and_all_are_polled_on(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    def crash() -> None:
        faulty.on_poll = lambda: None
        raise RuntimeError("its disk is full")

    faulty = rig.listener("FAULTY", 0.1, ["D10"])
    beside = rig.listener("BESIDE", 0.1, long_tags(2))  # its answers come later
    idle = rig.listener("IDLE", 3600.0, ["D30"])
    with rig.running():
        rig.log.wait("IDLE", "receives")
        rig.log.wait("FAULTY", "receives", 2)
        faulty.on_poll = crash
        rig.log.wait("FAULTY", "crashes")
        rig.log.wait("FAULTY", "receives", len(faulty.polls) + 2)
        rig.log.wait("BESIDE", "receives", len(beside.polls) + 2)
    assert [str(error) for error in faulty.errors] == ["its disk is full"]
    assert [str(error) for error in beside.errors] == ["its disk is full"]
    assert not idle.errors
    for name in ("FAULTY", "BESIDE"):
        ends = sum(rig.log.count(name, what) for what in ("receives", "crashes"))
        assert rig.log.count(name, "starts") <= ends  # the one who crashed had its poll already
    assert "its disk is full" in caplog.text


def test_overruns_are_counted_by_each_subscriber_for_itself(rig: Rig) -> None:
    fast = rig.listener("FAST", 0.1, ["D10"])
    slow = rig.listener("SLOW", 3600.0, ["D20"])
    with rig.running():
        rig.log.wait("SLOW", "receives")
        rig.sim.faults = [FaultSpec(FaultName.SLOW, at=rig.sim.requests + 1, delay_s=0.5)]
        rig.log.wait("FAST", "overruns")
        rig.log.wait("FAST", "receives", len(fast.polls) + 2)
    assert fast.overrun >= 3
    assert slow.overrun == 0
    assert not fast.errors + slow.errors


def test_a_lost_connection_fails_those_that_wait_for_it_and_not_those_that_have_their_values(
    rig: Rig,
) -> None:
    def lose_the_third_answer() -> None:
        slow.on_start = lambda: None
        rig.sim.faults = [FaultSpec(FaultName.DROP, at=rig.sim.requests + 3)]

    fast = rig.listener("FAST", 1.0, ["D10"])
    slow = rig.listener("SLOW", 2.0, long_tags(4))
    slow.on_start = lose_the_third_answer
    with rig.running():
        rig.log.wait("SLOW", "receives")
    assert [f"{error}"[:6] for error in slow.errors] == ["PLC P1"]
    assert not fast.errors
    assert rig.log.count("SLOW", "starts") == 2
    assert rig.log.count("FAST", "starts") == len(fast.polls)


# -- several PLCs ----------------------------------------------------------------------------------------


def test_a_silent_plc_keeps_no_other_plc_waiting(plants: Field, inbox: Inbox, tmp_path: Path) -> None:
    plants.add_plc("DEAD", faults=["half-open"], connection_timeout=2.0)
    plants.add_plc("WELL")
    for number in range(3):
        plants.add_group(f"DEAD_{number}", plc_code="DEAD")
        plants.add_group(f"WELL_{number}", plc_code="WELL")
    engine = PollingEngine(lambda: plants.plant, inbox.queue, QThreadHost(), tmp_path)
    try:
        assert engine.start_all() == []
        before: Counter[str] = Counter()
        while not (reading := inbox.next()).group_name.startswith("DEAD"):
            assert not reading.faults
            before[reading.group_name] += 1
        assert len(reading.faults) == len(reading)
        status = {group.group_name: group for group in engine.groups()}
    finally:
        engine.close()
    for number in range(3):
        well, dead = status[f"WELL_{number}"], status[f"DEAD_{number}"]
        assert before[well.group_name] >= 10  # in 2 s, of which the other PLC took every one
        assert (well.state, well.error_count) == (GroupState.RUNNING, 0)
        assert well.poll_count + well.overrun_count >= 18
        assert dead.poll_count <= 1


def test_a_slow_plc_keeps_no_other_plc_waiting(plants: Field, inbox: Inbox, tmp_path: Path) -> None:
    slow = plants.add_plc("SLOW", connection_timeout=3.0)
    slow.faults = [FaultSpec(FaultName.SLOW, delay_s=0.5)]
    plants.add_plc("WELL")
    plants.add_group("SLOW_G", plc_code="SLOW")
    plants.add_group("WELL_G", plc_code="WELL")
    engine = PollingEngine(lambda: plants.plant, inbox.queue, QThreadHost(), tmp_path)
    try:
        assert engine.start_all() == []
        for _ in range(3):
            inbox.next("SLOW_G")
        status = {group.group_name: group for group in engine.groups()}
    finally:
        engine.close()
    assert status["SLOW_G"].overrun_count >= 3
    assert status["WELL_G"].poll_count > 2 * status["SLOW_G"].poll_count
    assert status["WELL_G"].overrun_count < status["SLOW_G"].overrun_count
    assert status["WELL_G"].error_count == 0
