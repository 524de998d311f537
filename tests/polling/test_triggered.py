"""Triggers: one record for each accepted one, repeats merged and said so; what the workers count and log."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.melsec.errors import PlcConnectionError
from hmi.model.plant import PollingGroup, PollingMode
from hmi.model.reading import NO_FAULTS, Destination, Fault, Quality, Reading
from hmi.model.status import GroupState
from hmi.polling.clock import GroupClock, StationClock
from hmi.polling.errors import CapacityError
from hmi.polling.fixed import FixedGroup
from hmi.polling.meter import FailureLog
from hmi.polling.recorder import GroupRecorder, Poll
from hmi.polling.triggered import HandshakeWorker
from hmi.polling.triggers import TriggerQueue, TriggerTicket
from tests.polling.conftest import WAIT_S, Inbox, make_tags

TAGS = make_tags(["D1", "D2"])


class FakeReader:
    """A group reader whose PLC the test plays; ``during`` is called in the middle of each poll."""

    requests_per_poll = 1

    def __init__(self, during: Callable[[], None] = lambda: None) -> None:
        self.polls = 0
        self.during = during
        self.poll = Poll((1, 2), NO_FAULTS)

    def read(self) -> Poll:
        self.polls += 1
        self.during()
        return self.poll

    def prepare(self) -> None:
        pass

    def abort(self) -> None:
        raise AssertionError("nothing hangs here")


class Clock:
    """Monotonic time that the test moves."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def handshake(inbox: Inbox, clock: Clock, reader: FakeReader | None = None) -> HandshakeWorker:
    group = PollingGroup("G", "P1", PollingMode.HANDSHAKE, 100)
    recorder = GroupRecorder(group, TAGS, GroupClock("G", StationClock()), inbox.queue)
    return HandshakeWorker(recorder, reader or FakeReader(), monotonic=clock)  # type: ignore[arg-type]  # a reader


@contextmanager
def running(worker: HandshakeWorker) -> Iterator[threading.Event]:
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        worker.wake()
        thread.join(WAIT_S)


def next_stored(inbox: Inbox) -> Reading:
    """The next reading, as if the historian had taken it."""
    reading = inbox.next()
    assert reading.receipt is not None
    reading.receipt.settle(Destination.STORED)
    return reading


# -- HANDSHAKE --------------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(gaps=st.lists(st.floats(0.0, 3.0), min_size=1, max_size=30))
@pytest.mark.promise("R17")
def test_one_record_for_each_accepted_trigger_and_repeats_share_its_answer(gaps: list[float]) -> None:
    inbox, clock = Inbox(), Clock()
    worker = handshake(inbox, clock)
    tickets: list[TriggerTicket] = []
    accepted_at = -10.0
    for gap in gaps:
        clock.now += gap
        ticket = worker.trigger()
        assert ticket.merged == (clock.now - accepted_at < 1.0)
        if not ticket.merged:
            accepted_at = clock.now
        tickets.append(ticket)
    accepted = [ticket for ticket in tickets if not ticket.merged]
    with running(worker):
        readings = [next_stored(inbox) for _ in accepted]
        results = [ticket.result(WAIT_S) for ticket in tickets]
    assert inbox.drain() == []
    assert [reading.receipt for reading in readings] == [ticket.job.receipt for ticket in accepted]
    assert all(result is not None and result.success and result.tag_count == 2 for result in results)
    for earlier, later in pairwise(tickets):
        assert (later.job is earlier.job) == later.merged


def test_a_trigger_while_polling_waits_its_turn(inbox: Inbox) -> None:
    polling, go_on = threading.Event(), threading.Event()

    def during() -> None:
        polling.set()
        assert go_on.wait(WAIT_S)

    clock, reader = Clock(), FakeReader(during)
    worker = handshake(inbox, clock, reader)
    with running(worker):
        first = worker.trigger()
        assert polling.wait(WAIT_S)
        clock.now += 1.5
        second = worker.trigger()
        assert not second.merged
        assert first.result(0) is second.result(0) is None
        assert reader.polls == 1
        go_on.set()
        for ticket in (first, second):
            next_stored(inbox)
            assert ticket.result(WAIT_S) is not None
    assert reader.polls == 2
    assert inbox.drain() == []


def test_the_answer_says_where_the_record_went(inbox: Inbox) -> None:
    worker = handshake(inbox, Clock())
    with running(worker):
        ticket = worker.trigger()
        next_stored(inbox)
        result = ticket.result(WAIT_S)
    assert result is not None
    assert (result.success, result.tag_count, result.bad_count) == (True, 2, 0)
    assert (result.destination, result.error) == (Destination.STORED, None)


def test_a_trigger_that_finds_no_plc_fails_and_leaves_a_bad_record(inbox: Inbox) -> None:
    def lose() -> None:
        raise PlcConnectionError("P1", "no answer")

    worker = handshake(inbox, Clock(), FakeReader(lose))
    with running(worker):
        ticket = worker.trigger()
        reading = inbox.next()
        assert reading.receipt is not None
        reading.receipt.settle(Destination.BACKED_UP)
        result = ticket.result(WAIT_S)
    assert reading.values == (None, None)
    assert reading.faults[0] == Fault(Quality.BAD, "PLC P1: no answer")
    assert result is not None
    assert (result.success, result.tag_count, result.bad_count) == (False, 2, 2)
    assert (result.destination, result.error) == (Destination.BACKED_UP, "PLC P1: no answer")


def test_no_trigger_is_left_without_an_answer_by_a_stop(inbox: Inbox) -> None:
    worker = handshake(inbox, Clock())
    early = worker.trigger()
    stop = threading.Event()
    stop.set()
    worker.run(stop)
    late = worker.trigger()
    assert late.merged
    for ticket in (early, late):
        result = ticket.result(0)
        assert result is not None
        assert not result.success
        assert result.tag_count == 0
        assert result.error is not None
        assert "G was stopped" in result.error
    assert inbox.drain() == []


def test_a_trigger_after_the_end_is_answered_at_once(inbox: Inbox) -> None:
    clock = Clock()
    worker = handshake(inbox, clock)
    stop = threading.Event()
    stop.set()
    worker.run(stop)
    result = worker.trigger().result(0)
    assert result is not None
    assert not result.success


def test_a_trigger_whose_worker_dies_is_answered_with_the_death(inbox: Inbox) -> None:
    def die() -> None:
        raise ZeroDivisionError("injected")

    reader = FakeReader(die)
    clock = Clock()
    worker = handshake(inbox, clock, reader)
    ticket = worker.trigger()
    with pytest.raises(ZeroDivisionError) as death:
        worker.run(threading.Event())
    worker.crashed(death.value)
    result = ticket.result(0)
    assert result is not None
    assert not result.success
    assert result.error is not None
    assert "injected" in result.error
    reader.during = lambda: None
    clock.now += 2
    with running(worker):
        second = worker.trigger()
        next_stored(inbox)
        again = second.result(WAIT_S)
    assert again is not None
    assert again.success


def test_triggers_do_not_pile_up_without_end() -> None:
    clock = Clock()
    triggers = TriggerQueue("G", threading.Event(), monotonic=clock)
    for _ in range(100):
        triggers.accept()
        clock.now += 1
    with pytest.raises(CapacityError, match="Group G: 100 triggers still wait"):
        triggers.accept()


# -- counters ---------------------------------------------------------------------------------------------


def test_a_failed_poll_is_counted_and_its_error_kept_after_the_recovery(inbox: Inbox) -> None:
    group = FixedGroup(
        GroupRecorder(PollingGroup("G", "P1"), TAGS, GroupClock("G", StationClock()), inbox.queue)
    )
    group.fails(PlcConnectionError("P1", "no answer"), 0.0)
    status = group.status()
    assert (status.state, status.error_count, status.success_count) == (GroupState.ERROR, 1, 0)
    assert status.avg_poll_time_ms is None
    group.receives(Poll((1, 2), NO_FAULTS), time.monotonic(), 3)
    status = group.status()
    assert (status.state, status.error_count, status.success_count) == (GroupState.RUNNING, 1, 1)
    assert status.requests_per_poll == 3
    assert status.last_error == "PLC P1: no answer"
    assert status.last_error_time is not None
    assert status.last_poll_time is not None
    assert status.last_error_time < status.last_poll_time
    assert status.poll_count == 2
    assert [len(reading.faults) for reading in inbox.drain()] == [2, 0]


def _bad(*reasons: str) -> Poll:
    """A poll of the two tags, the first ones of which are BAD."""
    faults = {index: Fault(Quality.BAD, reason) for index, reason in enumerate(reasons)}
    return Poll(tuple(None if index in faults else 1 for index in range(len(TAGS))), faults)


def test_bad_tags_of_an_answered_poll_are_told_once_and_are_no_error_of_the_poll(inbox: Inbox) -> None:
    group = FixedGroup(
        GroupRecorder(PollingGroup("G", "P1"), TAGS, GroupClock("G", StationClock()), inbox.queue)
    )
    group.receives(_bad("end code C056"), time.monotonic(), 1)
    first = group.status()
    assert (first.state, first.bad_tag_count) == (GroupState.RUNNING, 1)
    assert (first.poll_count, first.success_count, first.error_count) == (1, 1, 0)
    tag = TAGS[0]
    assert first.last_error == f"1 of 2 tags is BAD: {tag.tag_address} ({tag.tag_name}): end code C056"
    group.receives(_bad("end code C056"), time.monotonic(), 1)
    assert group.status().last_error_time == first.last_error_time == first.last_poll_time
    group.receives(_bad("end code 4031"), time.monotonic(), 1)
    changed = group.status()
    assert changed.last_error_time == changed.last_poll_time
    assert "4031" in str(changed.last_error)
    group.receives(_bad(), time.monotonic(), 1)
    healed = group.status()
    assert (healed.state, healed.bad_tag_count, healed.last_error) == (
        GroupState.RUNNING,
        0,
        changed.last_error,
    )


def test_a_group_all_of_whose_tags_are_bad_is_in_error_and_its_polls_are_no_errors(inbox: Inbox) -> None:
    group = FixedGroup(
        GroupRecorder(PollingGroup("G", "P1"), TAGS, GroupClock("G", StationClock()), inbox.queue)
    )
    group.receives(_bad("no such device", "no such device"), time.monotonic(), 1)
    status = group.status()
    assert (status.state, status.bad_tag_count, status.error_count) == (GroupState.ERROR, 2, 0)
    assert str(status.last_error).startswith("2 of 2 tags are BAD: ")
    group.receives(_bad("no such device"), time.monotonic(), 1)
    assert group.status().state is GroupState.RUNNING


def test_bad_tags_are_told_again_after_an_outage_and_a_doubtful_value_is_not_bad(inbox: Inbox) -> None:
    group = FixedGroup(
        GroupRecorder(PollingGroup("G", "P1"), TAGS, GroupClock("G", StationClock()), inbox.queue)
    )
    group.receives(_bad("end code C056"), time.monotonic(), 1)
    group.fails(PlcConnectionError("P1", "no answer"), 0.0)
    assert (group.status().bad_tag_count, group.status().last_error) == (2, "PLC P1: no answer")
    group.receives(_bad("end code C056"), time.monotonic(), 1)
    assert "C056" in str(group.status().last_error)
    group.receives(Poll((1, 2), {0: Fault(Quality.UNCERTAIN, "cut")}), time.monotonic(), 1)
    assert group.status().bad_tag_count == 0


def test_bad_tags_of_a_handshake_group_are_told_too(inbox: Inbox) -> None:
    reader = FakeReader()
    reader.poll = _bad("end code C056", "end code C056")
    worker = handshake(inbox, Clock(), reader)
    with running(worker):
        ticket = worker.trigger()
        next_stored(inbox)
        result = ticket.result(WAIT_S)
    assert result is not None
    assert (result.success, result.bad_count) == (True, 2)
    status = worker.status()
    assert (status.state, status.bad_tag_count, status.error_count) == (GroupState.ERROR, 2, 0)
    assert "2 of 2 tags are BAD" in str(status.last_error)


# -- the log ----------------------------------------------------------------------------------------------


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def failures(clock: Clock) -> FailureLog:
    group = PollingGroup("PRESS_1", "P1")
    return FailureLog(group, 100, "it is read again at its next interval", monotonic=clock)


def test_an_outage_of_an_hour_is_logged_once_a_minute(
    failures: FailureLog, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3600):
        failures.failed(PlcConnectionError("P1", "no answer"))
        clock.now += 1
    assert len(caplog.records) == 60
    first, last = caplog.records[0].getMessage(), caplog.records[-1].getMessage()
    for part in ("PRESS_1", "PlcConnectionError", "no answer", "100 tags", "next interval"):
        assert part in first
    assert "3541 failures" in last


def test_a_new_error_and_the_recovery_are_logged_at_once(
    failures: FailureLog, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    failures.succeeded()
    assert caplog.records == []
    failures.failed(PlcConnectionError("P1", "refused"))
    failures.failed(PlcConnectionError("P1", "no answer"))
    clock.now += 5
    failures.succeeded()
    failures.succeeded()
    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.ERROR, logging.WARNING]
    assert "after 2 failed polls in 5.0 s" in caplog.records[-1].getMessage()


def test_errors_that_differ_each_time_do_not_fill_the_disk(
    failures: FailureLog, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(600):
        failures.failed(PlcConnectionError("P1", f"garbage {number}"))
        clock.now += 1
    assert len(caplog.records) <= 10 + 10
