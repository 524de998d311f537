"""From a poll to a reading in the data queue: log modes, counters, receipts, and what a death leaves."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from hmi.melsec.errors import PlcConnectionError
from hmi.model.plant import LogMode, PollingGroup, Tag
from hmi.model.reading import NO_FAULTS, Destination, Fault, Quality, Receipt
from hmi.polling.clock import GroupClock, StationClock
from hmi.polling.recorder import GroupRecorder, Poll
from tests.polling.conftest import Inbox, make_tags

TAGS = make_tags(["D1", "D2", "D3"])
CHANGING = tuple(replace(tag, log_mode=LogMode.ON_CHANGE) for tag in TAGS)
NEVER = tuple(replace(tag, log_mode=LogMode.NEVER) for tag in TAGS)
STOP = threading.Event()


def recorder_of(inbox: Inbox, *, tags: tuple[Tag, ...] = TAGS) -> GroupRecorder:
    return GroupRecorder(PollingGroup("G", "P1"), tags, GroupClock("G", StationClock()), inbox.queue)


def good(*values: int) -> Poll:
    return Poll(values, NO_FAULTS)


def test_a_group_that_always_records_shares_its_tag_tuple(inbox: Inbox) -> None:
    recorder = recorder_of(inbox)
    for _ in range(2):
        recorder.record(good(1, 2, 3), 0.01, STOP)
    assert all(reading.tags is TAGS for reading in inbox.drain())


def test_only_what_changed_becomes_rows(inbox: Inbox) -> None:
    recorder = recorder_of(inbox, tags=CHANGING)
    for poll in (good(1, 2, 3), good(1, 5, 3), good(1, 5, 3), good(2, 5, 4)):
        recorder.record(poll, 0.01, STOP)
    first, second, third = inbox.drain()
    assert [row.value for row in first.rows()] == [1, 2, 3]
    assert [(row.tag_address, row.value) for row in second.rows()] == [("D2", 5)]
    assert [(row.tag_address, row.value) for row in third.rows()] == [("D1", 2), ("D3", 4)]
    assert len(first) + len(second) + len(third) == 6


def test_a_poll_without_rows_counts_as_any_other(inbox: Inbox) -> None:
    recorder = recorder_of(inbox, tags=CHANGING)
    recorder.record(good(1, 2, 3), 0.01, STOP)
    before = recorder.status(1)
    recorder.record(good(1, 2, 3), 0.01, STOP)
    after = recorder.status(1)
    assert (after.success_count, after.tag_count) == (2, 3)
    assert before.last_poll_time is not None
    assert after.last_poll_time is not None
    assert after.last_poll_time > before.last_poll_time
    assert len(inbox.drain()) == 1


@pytest.mark.parametrize("tags", [NEVER, CHANGING])
def test_who_waits_for_a_record_without_rows_has_it_stored_at_once(
    inbox: Inbox, tags: tuple[Tag, ...]
) -> None:
    recorder = recorder_of(inbox, tags=tags)
    recorder.record(good(1, 2, 3), 0.01, STOP)
    inbox.drain()
    receipt = Receipt()
    recorder.record(good(1, 2, 3), 0.01, STOP, receipt)
    assert receipt.wait(0) is Destination.STORED
    assert inbox.drain() == []


def test_an_outage_is_recorded_at_its_begin_and_at_its_end(inbox: Inbox) -> None:
    recorder = recorder_of(inbox, tags=CHANGING)
    recorder.record(good(1, 2, 3), 0.01, STOP)
    for number in range(3):
        outcome = recorder.record_failure(PlcConnectionError("P1", f"no answer {number}"), STOP)
        assert (outcome.bad_count, outcome.error) == (3, f"PLC P1: no answer {number}")
    recorder.record(good(1, 2, 3), 0.01, STOP)
    assert [[row.quality for row in reading.rows()] for reading in inbox.drain()] == [
        [Quality.GOOD] * 3,
        [Quality.BAD] * 3,
        [Quality.GOOD] * 3,
    ]
    status = recorder.status(1)
    assert (status.error_count, status.success_count) == (3, 2)


def test_the_status_tells_of_bad_tags_that_are_not_recorded(inbox: Inbox) -> None:
    recorder = recorder_of(inbox, tags=(*NEVER[:2], TAGS[2]))
    outcome = recorder.record(Poll((1, None, 3), {1: Fault(Quality.BAD, "end code C056")}), 0.01, STOP)
    assert outcome.bad_count == 1
    status = recorder.status(1)
    assert (status.tag_count, status.bad_tag_count) == (3, 1)
    assert status.last_error == "1 of 3 tags is BAD: D2 (tag D2): end code C056"
    (reading,) = inbox.drain()
    assert (reading.tags, reading.faults) == (TAGS[2:], NO_FAULTS)


def test_after_a_death_everything_is_recorded_once_more(inbox: Inbox) -> None:
    """The poll it hit may have been picked and not handed in."""
    recorder = recorder_of(inbox, tags=CHANGING)
    recorder.make_reading(good(1, 2, 3))
    recorder.crashed("The group's worker died")
    recorder.record(good(1, 2, 3), 0.01, STOP)
    (reading,) = inbox.drain()
    assert reading.values == (1, 2, 3)
    assert recorder.status(1).error_count == 1
