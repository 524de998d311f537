"""One tag beyond the device range among a thousand, over real TCP, costs itself and nobody else anything."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hmi.melsec.plan import plan_reads
from hmi.melsec.pool import ConnectionPool
from hmi.melsec.requests import RandomRead, Window
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.plant import McProtocol, Plant, Plc, PollingGroup, Series, Tag, TagType
from hmi.model.reading import Quality, Value
from hmi.model.status import GroupState
from hmi.polling.engine import PollingEngine
from hmi.polling.reader import SharedReader
from hmi.polling.recorder import Poll
from hmi.polling.tick import TagSet
from hmi.qthreads import QThreadHost
from tests.polling.conftest import Inbox

D_POINTS, W_POINTS, M_POINTS = 600, 0x3000, 8000
LARGER = {"D": 1000, "W": 0x3800, "M": 8000}
LOOK_AGAIN_S = 60.0
LONGEST_SEARCH = 32

BAD_IN_WINDOW = "D600"
"""Right behind 600 dense words."""

BAD_AT_RANDOM = "W3012"
"""Some words behind the last of the scattered ones."""


@pytest.fixture(params=[(Series.Q, McProtocol.MC_3E_BINARY), (Series.IQ_R, McProtocol.MC_4E_ASCII)], ids=str)
def plc(request: pytest.FixtureRequest) -> Plc:
    series, protocol = request.param
    return Plc("P1", "127.0.0.1", series=series, protocol=protocol, connection_timeout=2.0)


def thousand_tags(bad: str) -> tuple[Tag, ...]:
    """600 dense words of D, 90 scattered words of W, 309 scattered bits of M, and the bad one among them."""
    chance = random.Random(999)
    dense = [f"D{number}" for number in range(D_POINTS)]
    words = [f"W{number:X}" for number in sorted(chance.sample(range(W_POINTS), 90))]
    bits = [f"M{number}" for number in sorted(chance.sample(range(M_POINTS), 309))]
    addresses = [*dense[:300], bad, *dense[300:], *words, *bits]
    return tuple(make_tag(address) for address in addresses)


def make_tag(address: str) -> Tag:
    kind = TagType.BOOL if address[0] == "M" else TagType.UINT
    return Tag("P1", address, f"T {address}", kind, "G")


def value_of(address: str) -> Value:
    """What stands in the memory; nowhere a zero word."""
    number = int(address[1:], 16 if address[0] == "W" else 10)
    return number % 3 == 0 if address[0] == "M" else (number * 7 + ord(address[0])) & 0xFFFF


def simulated(plc: Plc, sizes: dict[str, int], port: int = 0) -> SimulatedPlc:
    sim = SimulatedPlc(plc, port=port, scan_ms=0, limits=sizes)
    for device in ("D", "W"):
        addresses = [f"{device}{n:X}" if device == "W" else f"D{n}" for n in range(sizes[device])]
        sim.memory.set_words(device, 0, [int(value_of(address) or 0) for address in addresses])
    sim.memory.set_bits("M", 0, [bool(value_of(f"M{number}")) for number in range(sizes["M"])])
    return sim


class Clock:
    """Monotonic time that the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Delivered:
    """What one read brought each set, and the requests it took at the PLC."""

    polls: dict[str, Poll]
    requests: int


class Line:
    """A simulated PLC, and the reader of some groups of it."""

    def __init__(self, plc: Plc, *groups: Sequence[Tag]) -> None:
        self.sim = simulated(plc, {"D": D_POINTS, "W": W_POINTS, "M": M_POINTS})
        self.plc = replace(plc, port=self.sim.start())
        self.clock = Clock()
        self.pool = ConnectionPool(self.plc, monotonic=self.clock)
        self.reader = SharedReader(self.plc, self.pool, look_again_s=LOOK_AGAIN_S, monotonic=self.clock)
        self.sets = [TagSet(f"G{place}", tuple(tags), 1.0) for place, tags in enumerate(groups)]

    def read(self, *, seconds: float = 1.0) -> Delivered:
        self.clock.now += seconds
        served = self.sim.requests
        polls: dict[str, Poll] = {}

        def deliver(tag_set: TagSet, poll: Poll, _requests: int) -> None:
            assert tag_set.name not in polls
            polls[tag_set.name] = poll

        self.reader.read(self.sets, deliver)
        return Delivered(polls, self.sim.requests - served)

    def replace_with_larger_devices(self) -> None:
        """As after new parameters and a reset: the same PLC at the same port, with more points."""
        self.sim.stop()
        self.sim = simulated(self.plc, LARGER, port=self.plc.port)
        self.sim.start()

    def close(self) -> None:
        self.pool.close()
        self.sim.stop()


@contextmanager
def line(plc: Plc, *groups: Sequence[Tag]) -> Iterator[Line]:
    made = Line(plc, *groups)
    try:
        yield made
    finally:
        made.close()


def check(poll: Poll, tags: Sequence[Tag], bad: str = "") -> None:
    """All values right and GOOD but the one of ``bad``, which says why."""
    due = tuple(None if tag.tag_address == bad else value_of(tag.tag_address) for tag in tags)
    assert poll.values == due
    assert {tags[index].tag_address for index in poll.faults} == ({bad} if bad else set())
    for fault in poll.faults.values():
        assert fault.quality is Quality.BAD
        assert "C056" in fault.reason or "4031" in fault.reason
        assert "range" in fault.reason


def fewest(tags: Sequence[Tag], series: Series, bad: str) -> int:
    return len(plan_reads([tag for tag in tags if tag.tag_address != bad], series).requests)


@pytest.mark.parametrize("bad", [BAD_IN_WINDOW, BAD_AT_RANDOM])
def test_999_of_1000_are_good_from_the_first_poll_on_for_one_extra_request_a_poll(plc: Plc, bad: str) -> None:
    tags = thousand_tags(bad)
    assert len(tags) == 1000
    kinds = {type(request) for request in plan_reads(tags, plc.series).requests}
    assert kinds == {Window, RandomRead}
    alone = fewest(tags, plc.series, bad)
    with line(plc, tags) as made:
        first = made.read()
        check(first.polls["G0"], tags, bad)
        assert first.requests <= len(plan_reads(tags, plc.series).requests) + LONGEST_SEARCH
        extra = []
        for _ in range(100):
            poll = made.read(seconds=5.0)
            check(poll.polls["G0"], tags, bad)
            extra.append(poll.requests - alone)
        assert set(extra) == {0, 1}
        assert extra[0] == 0
        assert sum(extra) == 100 * 5.0 // LOOK_AGAIN_S


def test_a_bad_tag_of_one_group_is_no_matter_of_the_groups_that_share_its_requests(plc: Plc) -> None:
    tags = thousand_tags(BAD_IN_WINDOW)
    groups = [tags[place::4] for place in range(4)]  # each has words in every request
    owner = f"G{tags.index(make_tag(BAD_IN_WINDOW)) % 4}"
    with line(plc, *groups) as made:
        for number in range(10):
            read = made.read()
            for name, own in zip(("G0", "G1", "G2", "G3"), groups, strict=True):
                check(read.polls[name], own, BAD_IN_WINDOW if name == owner else "")
            if number:
                assert read.requests == fewest(tags, plc.series, BAD_IN_WINDOW)


def test_groups_that_come_and_go_leave_a_bad_tag_where_it_is(plc: Plc) -> None:
    tags = thousand_tags(BAD_IN_WINDOW)
    with line(plc, tags[:500], tags[500:]) as made:
        made.read()
        other = made.sets.pop()
        made.reader.forget(other)
        check(made.read().polls["G0"], tags[:500], BAD_IN_WINDOW)
        made.sets.append(TagSet("G1", other.tags, 1.0))
        read = made.read()
        check(read.polls["G0"], tags[:500], BAD_IN_WINDOW)
        check(read.polls["G1"], tags[500:])
        assert read.requests == fewest(tags, plc.series, BAD_IN_WINDOW)


@pytest.mark.parametrize("bad", [BAD_IN_WINDOW, BAD_AT_RANDOM])
def test_a_tag_heals_when_the_device_grows(plc: Plc, bad: str) -> None:
    tags = thousand_tags(bad)
    with line(plc, tags) as made:
        check(made.read().polls["G0"], tags, bad)
        made.replace_with_larger_devices()
        check(made.read().polls["G0"], tags, bad)
        made.read(seconds=LOOK_AGAIN_S)  # looked at behind the poll
        read = made.read()
        check(read.polls["G0"], tags)
        assert read.requests == len(plan_reads(tags, plc.series).requests)


def test_a_whole_device_that_is_missing_costs_its_own_tags_only(plc: Plc) -> None:
    """More bad tags than one search may ask for, far apart, in windows and at random."""
    bad = [f"D{number}" for number in (*range(600, 640), 5000, 7000, 9000, 11000)] + ["W3300", "M8100"]
    good = thousand_tags(BAD_IN_WINDOW)
    good = tuple(tag for tag in good if tag.tag_address not in bad)
    with line(plc, (*good, *map(make_tag, bad))) as made:
        for _ in range(4):
            read = made.read()
        (poll,) = read.polls.values()
        assert set(poll.faults) == set(range(len(good), len(good) + len(bad)))
        assert poll.values[: len(good)] == tuple(value_of(tag.tag_address) for tag in good)
        assert read.requests == len(plan_reads(good, plc.series).requests)


def test_states_and_counters_of_the_other_groups_know_nothing_of_it(
    plc: Plc, inbox: Inbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tags = thousand_tags(BAD_IN_WINDOW)
    owner = tags.index(make_tag(BAD_IN_WINDOW)) % 4
    with simulated(plc, {"D": D_POINTS, "W": W_POINTS, "M": M_POINTS}) as sim:
        groups = tuple(PollingGroup(f"G{place}", "P1", polling_interval_ms=100) for place in range(4))
        own = tuple(replace(tag, group_name=f"G{place % 4}") for place, tag in enumerate(tags))
        plant = Plant((replace(plc, port=sim.port),), groups, own)
        engine = PollingEngine(lambda: plant, inbox.queue, QThreadHost(), tmp_path)
        try:
            assert engine.start_all() == []
            for _ in range(5):
                for place in range(4):
                    reading = inbox.next(f"G{place}")
                    poll = Poll(reading.values, reading.faults)
                    check(poll, reading.tags, BAD_IN_WINDOW if place == owner else "")
            statuses = engine.groups()
        finally:
            engine.close()
    for status in statuses:
        assert status.state is GroupState.RUNNING
        assert status.error_count == 0
        is_owner = status.group_name == f"G{owner}"
        assert status.bad_tag_count == (1 if is_owner else 0)
        assert (status.last_error is not None) is is_owner
        assert status.success_count == status.poll_count >= 5
    assert f"group G{owner}: 1 of 250 tags is BAD, left out and looked at again" in caplog.text
