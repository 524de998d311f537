"""Reading a group: bad tags cost only themselves, and a lost connection costs the whole poll."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.melsec.errors import EndCodeError, PlcConnectionError
from hmi.melsec.pool import ConnectionPool
from hmi.melsec.requests import Request
from hmi.model.plant import Plc, TagType
from hmi.model.reading import Quality
from hmi.polling.reader import GroupReader
from tests.polling.conftest import Field, make_tags
from tests.polling.ruled import BUSY, DEVICE_RANGE, NO_ACCESS, Clock, RuledPool, numbers_in


@pytest.fixture
def ruled() -> RuledPool:
    return RuledPool()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def reader_of(pool: RuledPool, addresses: list[str], clock: Clock) -> GroupReader:
    return GroupReader(
        Plc("P1", "127.0.0.1"),
        pool,  # type: ignore[arg-type]  # stands in for a ConnectionPool
        make_tags(addresses),
        monotonic=clock,
    )


def addresses_of(numbers: range) -> list[str]:
    return [f"D{number}" for number in numbers]


def test_tags_past_the_end_of_the_device_are_bad_in_words_and_the_others_good(plants: Field) -> None:
    sim = plants.add_plc()
    tags = make_tags(["D10", "D998", "D1200", "D999", "D1000", "M5"])
    plc = plants.plant.plcs[0]
    pool = ConnectionPool(plc)
    reader = GroupReader(plc, pool, tags)
    poll = reader.read()
    assert poll.values == (11, 999, None, 1000, None, False)
    assert set(poll.faults) == {2, 4}
    for fault in poll.faults.values():
        assert fault.quality is Quality.BAD
        assert "C056" in fault.reason
        assert "past the last number of the device" in fault.reason
    served = sim.requests
    assert reader.read().values == poll.values
    assert sim.requests - served == reader.requests_per_poll == 1  # scattered, so at random
    pool.close()


def test_an_address_that_no_plc_has_costs_no_request(plants: Field) -> None:
    sim = plants.add_plc()
    plc = plants.plant.plcs[0]
    pool = ConnectionPool(plc)
    reader = GroupReader(plc, pool, make_tags(["D10", "Q77"]))
    poll = reader.read()
    assert poll.values == (11, None)
    assert "'Q77'" in poll.faults[1].reason
    assert sim.requests == 1
    pool.close()


def test_a_connection_lost_in_the_middle_of_a_poll_leaves_nothing_of_it(plants: Field) -> None:
    plants.add_plc(faults=["drop@2"])
    many = [f"{device}{number}" for device in "DM" for number in range(0, 800, 2)]
    plc = plants.plant.plcs[0]
    pool = ConnectionPool(plc)
    reader = GroupReader(plc, pool, make_tags(many))
    with pytest.raises(PlcConnectionError, match="P1"):
        reader.read()
    assert reader.read().values == (*range(1, 800, 2), *[False] * 400)
    assert reader.requests_per_poll == 2
    pool.close()


def test_an_end_code_that_is_not_about_devices_fails_the_poll_and_leaves_no_tag_out(
    ruled: RuledPool, clock: Clock
) -> None:
    reader = reader_of(ruled, addresses_of(range(10)), clock)
    ruled.session.refuse = lambda _request: BUSY
    with pytest.raises(EndCodeError, match="4008"):
        reader.read()
    assert ruled.requests() == 1
    ruled.session.refuse = lambda _request: None
    assert not reader.read().faults
    assert ruled.requests() == 1


def test_a_bad_tag_is_searched_once_and_then_costs_no_request(ruled: RuledPool, clock: Clock) -> None:
    reader = reader_of(ruled, addresses_of(range(100)), clock)
    ruled.session.refuse_addresses({99})
    poll = reader.read()
    assert set(poll.faults) == {99}
    assert poll.values[:99] == tuple(range(99))
    assert ruled.requests() <= 1 + 2 * 7
    for _ in range(3):
        clock.now += 1
        assert reader.read() == poll
        assert ruled.requests() == 1


def test_a_bad_tag_is_looked_at_again_after_a_minute_for_one_request(ruled: RuledPool, clock: Clock) -> None:
    reader = reader_of(ruled, addresses_of(range(100)), clock)
    ruled.session.refuse_addresses({98, 99})
    reader.read()
    ruled.requests()
    clock.now += 61
    assert set(reader.read().faults) == {98, 99}
    assert ruled.requests() == 2
    reader.read()
    assert ruled.requests() == 2
    reader.read()
    assert ruled.requests() == 1  # both have had their look
    ruled.session.refuse = lambda _request: None
    clock.now += 61
    assert set(reader.read().faults) == {98, 99}  # the look comes after the poll
    assert ruled.requests() == 2
    assert set(reader.read().faults) == {99}
    assert ruled.requests() == 2
    assert not reader.read().faults
    assert ruled.requests() == 1


def test_when_one_tag_heals_the_others_are_tried_together(ruled: RuledPool, clock: Clock) -> None:
    reader = reader_of(ruled, addresses_of(range(50)), clock)
    ruled.session.refuse = lambda _request: NO_ACCESS
    while reader.read().faults.keys() != set(range(50)) or reader._reader.isolation.is_searching:
        pass
    ruled.session.refuse = lambda _request: None
    clock.now += 61
    ruled.requests()
    polls = 0
    while reader.read().faults:
        polls += 1
    assert polls <= 4
    assert ruled.requests() <= 2 * (polls + 1)


def test_the_search_for_many_bad_tags_is_spread_over_polls(ruled: RuledPool, clock: Clock) -> None:
    reader = reader_of(ruled, addresses_of(range(200)), clock)
    ruled.session.refuse_addresses(set(range(0, 200, 2)))
    for _ in range(40):
        poll = reader.read()
        assert ruled.requests() <= 1 + 32 + 100
        assert set(range(0, 200, 2)) <= set(poll.faults)
        assert all(poll.values[index] in (index, None) for index in range(200))
    assert set(reader.read().faults) == set(range(0, 200, 2))


def test_past_the_end_of_a_device_the_search_asks_no_more_than_it_must(
    ruled: RuledPool, clock: Clock
) -> None:
    reader = reader_of(ruled, addresses_of(range(900)), clock)
    ruled.session.refuse_addresses(set(range(400, 1000)), DEVICE_RANGE)
    poll = reader.read()
    assert set(poll.faults) == set(range(400, 900))
    assert poll.values[:400] == tuple(range(400))
    assert ruled.requests() <= 1 + 2 * 10 + 1  # the halvings, and the last number of all
    assert reader.read() == poll
    assert ruled.requests() == 1


def test_a_value_that_reaches_past_the_end_takes_no_shorter_one_behind_it_along(
    ruled: RuledPool, clock: Clock
) -> None:
    text = replace(make_tags(["D95"])[0], tag_type=TagType.STRING, string_length=20)
    reader = GroupReader(
        Plc("P1", "127.0.0.1"),
        ruled,  # type: ignore[arg-type]  # stands in for a ConnectionPool
        (*make_tags(addresses_of(range(90, 95))), text, *make_tags(["D97", "D98", "D101", "D102"])),
        monotonic=clock,
    )
    ruled.session.refuse_addresses(set(range(100, 200)), DEVICE_RANGE)
    assert set(reader.read().faults) == {5, 8, 9}


def test_a_window_that_fails_although_its_tags_are_readable_stays_in_parts(
    ruled: RuledPool, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    reader = reader_of(ruled, addresses_of(range(100)), clock)
    ruled.session.refuse = lambda request: NO_ACCESS if request.words > 30 else None
    poll = reader.read()
    assert not poll.faults
    assert poll.values == tuple(range(100))
    ruled.requests()
    for _ in range(5):
        clock.now += 61
        assert not reader.read().faults
        assert ruled.requests() == 5  # once a minute it is asked for all together
        assert not reader.read().faults
        assert ruled.requests() == reader.requests_per_poll == 4
    assert sum("answers all its parts" in record.getMessage() for record in caplog.records) == 1


def test_a_window_that_failed_by_chance_is_read_as_a_whole_again(ruled: RuledPool, clock: Clock) -> None:
    reader = reader_of(ruled, addresses_of(range(100)), clock)
    ruled.session.refuse = lambda request: NO_ACCESS if request.words > 60 else None
    assert not reader.read().faults
    assert reader.requests_per_poll == 2
    ruled.session.refuse = lambda _request: None
    clock.now += 61
    assert not reader.read().faults
    assert not reader.read().faults
    assert reader.requests_per_poll == 1


def test_what_was_found_is_logged_once_with_group_count_and_reason(
    ruled: RuledPool, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    reader = reader_of(ruled, addresses_of(range(20)), clock)
    ruled.session.refuse_addresses(set(range(10, 20)))
    for _ in range(3):
        reader.read()
    (record,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    text = record.getMessage()
    assert "group G" in text
    assert "10 of 20 tags" in text
    assert "and 5 more" in text
    assert "C05B" in text


def test_a_connection_lost_during_the_search_loses_nothing_of_it(ruled: RuledPool, clock: Clock) -> None:
    def lose(request: Request) -> int | None:
        if len(ruled.session.reads) == 4:
            raise PlcConnectionError("P1", "lost")
        return DEVICE_RANGE if max(numbers_in(request)) >= 7 else None

    reader = reader_of(ruled, addresses_of(range(10)), clock)
    ruled.session.refuse = lose
    with pytest.raises(PlcConnectionError):
        reader.read()
    assert set(reader.read().faults) == {7, 8, 9}


@settings(max_examples=50)
@given(
    bad=st.sets(st.integers(0, 59), max_size=60),
    largest=st.integers(1, 60),
    order=st.permutations(range(60)),
)
def test_after_the_search_exactly_the_bad_tags_are_bad(bad: set[int], largest: int, order: list[int]) -> None:
    """For any bad tags, any limit of the window and any order of the tags; and the search comes to an end."""
    ruled, clock = RuledPool(), Clock()

    def refuse(request: Request) -> int | None:
        return NO_ACCESS if request.words > largest or bad.intersection(numbers_in(request)) else None

    ruled.session.refuse = refuse
    reader = reader_of(ruled, [f"D{number}" for number in order], clock)
    for _ in range(60):
        poll = reader.read()
        for number, value in zip(order, poll.values, strict=True):
            assert value in (number, None)
            assert (value is None) == (order.index(number) in poll.faults)
    assert {order[index] for index in poll.faults} == bad
    ruled.requests()
    reader.read()
    assert ruled.requests() == reader.requests_per_poll


def test_abort_wakes_a_read_and_refuses_the_next(plants: Field) -> None:
    plants.add_plc()
    plc = plants.plant.plcs[0]
    pool = ConnectionPool(plc)
    reader = GroupReader(plc, pool, make_tags(["D10"]))
    reader.read()
    reader.abort()
    with pytest.raises(PlcConnectionError, match="stopped"):
        reader.read()
    pool.close()
