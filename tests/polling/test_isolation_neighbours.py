"""The search for one group's bad tags beside others: it takes no value and no time from them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.melsec.errors import PlcConnectionError
from hmi.melsec.requests import Request
from hmi.model.plant import Plc
from hmi.polling.isolation import SEARCH_REQUESTS
from hmi.polling.reader import GroupReader, Pause, SharedReader
from hmi.polling.recorder import Poll
from hmi.polling.tick import TagSet
from tests.polling.conftest import make_tags
from tests.polling.ruled import BUSY, DEVICE_RANGE, NO_ACCESS, Clock, RuledPool, numbers_in

PLC = Plc("P1", "127.0.0.1")


@pytest.fixture
def ruled() -> RuledPool:
    return RuledPool()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def reader_of(pool: RuledPool, clock: Clock) -> SharedReader:
    return SharedReader(PLC, pool, monotonic=clock)  # type: ignore[arg-type]  # stands in for a ConnectionPool


def set_of(name: str, numbers: range, interval_s: float) -> TagSet:
    return TagSet(name, make_tags([f"D{number}" for number in numbers]), interval_s)


def read(reader: SharedReader, *sets: TagSet) -> dict[TagSet, Poll]:
    polls: dict[TagSet, Poll] = {}
    reader.read(sets, lambda tag_set, poll, _requests: polls.update({tag_set: poll}))
    return polls


def numbers_of(tag_set: TagSet) -> tuple[int, ...]:
    return tuple(int(tag.tag_address[1:]) for tag in tag_set.tags)


FAST = set_of("FAST", range(300), 0.1)
SLOW = set_of("SLOW", range(300, 600), 1.0)
ILL = set_of("ILL", range(600, 900), 0.5)
"""A group with many bad tags, in one window with those of the others."""


def test_the_others_keep_every_value_while_the_bad_tags_of_one_are_searched(
    ruled: RuledPool, clock: Clock
) -> None:
    reader = reader_of(ruled, clock)
    bad = set(range(750, 900))
    ruled.session.refuse_addresses(bad)
    for _ in range(20):
        polls = read(reader, SLOW, ILL, FAST)
        for tag_set in (FAST, SLOW):
            assert polls[tag_set] == Poll(numbers_of(tag_set), {})
    assert {ILL.tags[index].tag_address for index in polls[ILL].faults} == {f"D{number}" for number in bad}


def test_a_group_has_its_poll_as_soon_as_nothing_of_it_is_searched(ruled: RuledPool, clock: Clock) -> None:
    reader = reader_of(ruled, clock)
    ruled.session.refuse_addresses(set(range(750, 900)))
    delivered: list[tuple[str, int]] = []
    reader.read(
        (SLOW, ILL, FAST),
        lambda tag_set, _poll, _requests: delivered.append((tag_set.name, len(ruled.session.reads))),
    )
    # One request for all; one for each group alone.
    assert delivered[:2] == [("FAST", 2), ("SLOW", 4)]
    assert delivered[2] == ("ILL", 1 + SEARCH_REQUESTS)


def test_more_urgent_ones_are_read_in_the_middle_of_a_search(ruled: RuledPool, clock: Clock) -> None:
    reader = reader_of(ruled, clock)
    ruled.session.refuse_addresses(set(range(750, 900)))
    urgent: list[Poll] = []

    def pause(_waiting: object) -> None:
        urgent.extend(read(reader, FAST).values())

    for _ in range(20):
        polls: dict[TagSet, Poll] = {}
        reader.read((SLOW, ILL), lambda tag_set, poll, _: polls.update({tag_set: poll}), pause)  # noqa: B023 - called at once
        assert polls[SLOW].values == numbers_of(SLOW)
    assert len(urgent) >= 100
    assert all(poll == Poll(numbers_of(FAST), {}) for poll in urgent)
    assert {ILL.tags[i].tag_address for i in polls[ILL].faults} == {f"D{n}" for n in range(750, 900)}


def test_the_group_with_the_bad_tags_stops_in_the_middle_of_their_search(
    ruled: RuledPool, clock: Clock
) -> None:
    reader = reader_of(ruled, clock)
    ruled.session.refuse_addresses({*range(750, 900), 599})
    read(reader, SLOW, ILL, FAST)
    assert reader.isolation.is_searching
    reader.forget(ILL)
    polls = read(reader, SLOW, FAST)
    assert set(polls[SLOW].faults) == {SLOW.tags.index(make_tags(["D599"])[0])}
    assert not polls[FAST].faults
    ruled.requests()
    read(reader, SLOW, FAST)
    assert ruled.requests() == 1


def test_a_tag_that_comes_and_goes_is_looked_at_no_more_often(ruled: RuledPool, clock: Clock) -> None:
    reader = reader_of(ruled, clock)
    pair = set_of("PAIR", range(2), 0.1)
    for _ in range(20):
        ruled.session.refuse_addresses({0, 1})
        read(reader, pair)
        ruled.session.refuse = lambda _request: None
        clock.now += 61
        for _ in range(3):
            read(reader, pair)
    ruled.session.refuse_addresses({0, 1})
    read(reader, pair)
    clock.now += 61
    ruled.requests()
    for _ in range(50):
        read(reader, pair)
    assert ruled.requests() == 2  # the set is asked for nothing: one look at each


def test_a_whole_poll_counts_although_the_look_at_a_bad_tag_after_it_fails(
    ruled: RuledPool, clock: Clock
) -> None:
    reader = GroupReader(PLC, ruled, make_tags(["D1", "D5"]), monotonic=clock)  # type: ignore[arg-type]  # stands in for a ConnectionPool
    ruled.session.refuse_addresses({5})
    assert set(reader.read().faults) == {1}
    clock.now += 61
    ruled.session.refuse = lambda request: BUSY if 5 in numbers_in(request) else None
    poll = reader.read()
    assert poll.values == (1, None)
    assert set(poll.faults) == {1}


SLOW_FEW, MIDDLE_FEW, FAST_FEW = (
    set_of(name, range(first, first + 30), interval_s)
    for name, first, interval_s in (("SLOW", 0, 1.0), ("MIDDLE", 30, 0.5), ("FAST", 60, 0.1))
)


class NestedReads:
    """Reads within reads of a PLC with rules, each poll checked as it comes; FAST is read in MIDDLE too."""

    def __init__(self, refuse: Callable[[Request], int | None], every: int) -> None:
        ruled = RuledPool()
        ruled.session.refuse = refuse
        self.polls: dict[TagSet, Poll] = {}
        self._reader = reader_of(ruled, Clock())
        self._every = every
        self._pauses = 0

    def read(self, *sets: TagSet, pause: Pause | None = None) -> None:
        with suppress(PlcConnectionError):
            self._reader.read(sets, self._check, pause)

    def read_with_more_urgent(self) -> None:
        self.read(SLOW_FEW, pause=self._read_more)

    def _read_more(self, _waiting: object) -> None:
        self._pauses += 1
        if self._pauses % self._every == 0:
            self.read(FAST_FEW)
        elif self._pauses % self._every == 1:
            self.read(MIDDLE_FEW, pause=lambda _waiting: self.read(FAST_FEW))

    def _check(self, tag_set: TagSet, poll: Poll, _requests: int) -> None:
        for index, (number, value) in enumerate(zip(numbers_of(tag_set), poll.values, strict=True)):
            assert value in (number, None)
            assert (value is None) == (index in poll.faults)
        self.polls[tag_set] = poll


@settings(max_examples=60)
@given(
    bad=st.sets(st.integers(0, 89), max_size=40),
    end=st.integers(60, 90),
    largest=st.integers(20, 90),
    lost=st.sets(st.integers(0, 150), max_size=3),
    every=st.integers(1, 4),
)
def test_reads_within_reads_never_bring_a_wrong_value(
    bad: set[int], end: int, largest: int, lost: set[int], every: int
) -> None:
    """For any bad tags, any end of the device, any limit of a request, connections lost at any request."""
    asked = itertools.count()

    def refuse(request: Request) -> int | None:
        if next(asked) in lost:
            raise PlcConnectionError("P1", "lost")
        numbers = numbers_in(request)
        if max(numbers) >= end:
            return DEVICE_RANGE
        return NO_ACCESS if request.words > largest or bad.intersection(numbers) else None

    reads = NestedReads(refuse, every)
    for _ in range(12):
        reads.read_with_more_urgent()
        reads.read(MIDDLE_FEW, FAST_FEW)
    for _ in range(60):
        reads.read(SLOW_FEW, MIDDLE_FEW, FAST_FEW)
    found = {numbers_of(tag_set)[index] for tag_set, poll in reads.polls.items() for index in poll.faults}
    assert found == {number for number in range(90) if number in bad or number >= end}
