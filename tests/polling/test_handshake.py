"""The handshake with a PLC, every transition by itself."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from hmi.melsec.errors import EndCodeError
from hmi.model.reading import Destination, Quality
from hmi.model.status import GroupState
from hmi.polling.watch import Look
from tests.polling.handshake_rig import GROUP, Rig


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


@pytest.fixture
def silent(tmp_path: Path) -> Rig:
    """Without an acknowledge."""
    return Rig(tmp_path, group=replace(GROUP, ack_bit_address=None, allow_plc_writes=False))


# -- the way it should go ---------------------------------------------------------------------------------


def test_the_whole_handshake(rig: Rig) -> None:
    rig.look()
    assert rig.phase() == "waiting"
    rig.plc.raise_trigger()
    rig.look()
    assert rig.phase() == "saving"
    assert (rig.plc.ack, rig.plc.reads, rig.file.path.exists()) == (False, 1, True)
    reading = rig.settle()
    assert reading.values == (1, 7)
    assert (rig.phase(), rig.plc.ack) == ("acknowledged", True)
    rig.look()
    assert rig.file.path.exists()
    rig.plc.trigger = False
    rig.look()
    assert (rig.phase(), rig.plc.ack, rig.file.path.exists()) == ("waiting", False, False)
    assert rig.plc.writes == [True, False]
    assert rig.inbox.drain() == []
    assert (rig.plc.reads, rig.status().success_count, rig.status().error_count) == (1, 1, 0)


def test_a_trigger_that_is_on_from_the_start_is_a_new_one(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    assert rig.settle().values == (1, 7)
    assert rig.acknowledged()


@pytest.mark.parametrize("destination", [Destination.STORED, Destination.BACKED_UP, Destination.QUARANTINED])
def test_a_record_is_safe_wherever_it_is_on_disk(rig: Rig, destination: Destination) -> None:
    rig.plc.raise_trigger()
    rig.look()
    rig.settle(destination)
    assert rig.acknowledged()


def test_the_receipt_wakes_the_worker(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    rig.handshake.wake.clear()
    reading = rig.handed_in()
    assert reading.receipt is not None
    reading.receipt.settle(Destination.STORED)
    assert rig.handshake.wake.is_set()


def test_a_look_that_began_before_our_write_says_nothing_of_the_acknowledge(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    stale = rig.plc.look()
    rig.settle()
    rig.look(stale)
    assert rig.plc.writes == [True]


# -- the PLC ----------------------------------------------------------------------------------------------


def test_a_plc_that_restarts_gets_its_acknowledge_again(rig: Rig) -> None:
    rig.answered()
    rig.plc.ack = False
    rig.look()
    assert rig.acknowledged()
    assert rig.plc.writes == [True, True]


def test_a_plc_that_keeps_its_trigger_is_told_once_and_goes_on_by_itself(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.answered()
    for _ in range(30):
        rig.clock.tick(1)
        rig.look()
    status = rig.status()
    assert (status.state, status.error_count, status.handshake) == (GroupState.ERROR, 1, "acknowledged")
    assert "PLC P1: trigger M100 is still on 10 s after the acknowledge M101" in (status.last_error or "")
    assert rig.acknowledged()
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    rig.plc.trigger = False
    rig.look()
    assert not rig.acknowledged()
    status = rig.status()
    assert (status.state, status.error_count) == (GroupState.RUNNING, 1)
    assert status.last_error is not None, "what happened stays to be read"
    assert rig.answered().values == (2, 7)


def test_a_trigger_taken_back_before_the_record_was_safe_is_not_acknowledged(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.plc.raise_trigger()
    rig.look()
    rig.plc.trigger = False
    rig.look()
    assert "before it was acknowledged" in caplog.text
    assert rig.settle().values == (1, 7)
    assert rig.plc.writes == []
    assert not rig.file.path.exists()


def test_the_next_trigger_waits_until_the_record_before_is_safe(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    rig.plc.trigger = False
    rig.look()
    rig.plc.raise_trigger()
    rig.look()
    assert rig.plc.reads == 1
    assert rig.settle().values == (1, 7)
    assert rig.plc.writes == []
    assert rig.settle().values == (2, 7)
    assert rig.plc.writes == [True]


def test_a_trigger_taken_back_and_raised_again_is_still_a_new_one_after_a_restart(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    rig.plc.trigger = False
    rig.look()
    rig.restart()
    rig.step()
    rig.plc.raise_trigger()
    rig.look()
    assert rig.settle().values == (1, 7)
    assert rig.settle().values == (2, 7)


# -- outages ----------------------------------------------------------------------------------------------


def test_a_read_that_fails_is_tried_again_at_each_look_while_the_trigger_is_on(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.plc.away = True
    for _ in range(3):
        rig.look()
        rig.step()
    assert rig.inbox.drain() == []
    status = rig.status()
    assert (status.state, status.error_count) == (GroupState.ERROR, 1)
    assert "PLC P1: no answer" in (status.last_error or "")
    rig.plc.away = False
    rig.step()
    assert rig.plc.reads == 0, "before the next look"
    rig.look()
    assert rig.settle().values == (1, 7)
    assert rig.status().state is GroupState.RUNNING


def test_a_trigger_that_was_never_read_leaves_a_bad_record(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.plc.away = True
    rig.look()
    rig.plc.trigger = False
    rig.look()
    rig.look()
    reading = rig.settle()
    assert reading.values == (None, None)
    assert {fault.quality for fault in reading.faults.values()} == {Quality.BAD}
    assert "took trigger M100 back before it could be read: no answer" in reading.faults[1].reason
    assert rig.plc.writes == []
    assert not rig.file.path.exists()
    assert rig.status().error_count == 2
    rig.plc.away = False
    assert rig.answered().values == (2, 7)


def test_an_acknowledge_that_fails_is_written_at_the_next_look(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    rig.plc.away = True
    rig.settle()
    assert (rig.phase(), rig.status().state) == ("saving", GroupState.ERROR)
    assert "acknowledge M101 could not be written on" in (rig.status().last_error or "")
    rig.plc.away = False
    rig.step()
    assert rig.plc.writes == [], "before the next look"
    rig.look()
    assert rig.plc.writes == [True]
    assert (rig.phase(), rig.status().state) == ("acknowledged", GroupState.RUNNING)


def test_an_acknowledge_whose_answer_was_lost_is_seen_by_the_next_look(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    rig.plc.answer_lost = True
    rig.settle()
    assert rig.status().state is GroupState.ERROR
    rig.look()
    assert rig.plc.writes == [True]
    assert (rig.phase(), rig.status().state) == ("acknowledged", GroupState.RUNNING)


def test_a_plc_that_refuses_the_acknowledge_is_asked_less_and_less_often(rig: Rig) -> None:
    attempts = 0

    def refuse(step: str) -> None:
        nonlocal attempts
        if step == "write on":
            attempts += 1
            raise EndCodeError("P1", 0x0055, "the PLC refuses writing while it runs")

    rig.plc.before = refuse
    rig.answered()
    rig.look()
    assert attempts == 2, "a busy PLC takes it at the next look"
    for _ in range(600):
        rig.clock.tick()
        rig.look()
    assert 8 <= attempts <= 11
    assert rig.status().state is GroupState.ERROR
    assert rig.plc.reads == 1
    rig.plc.before = lambda _step: None
    rig.clock.tick(10)
    rig.look()
    assert (rig.acknowledged(), rig.status().state) == (True, GroupState.RUNNING)


def test_switching_the_acknowledge_off_is_tried_again_at_the_next_look(rig: Rig) -> None:
    rig.answered()
    rig.plc.trigger = False
    rig.plc.away = True
    rig.look()
    assert rig.acknowledged()
    rig.plc.away = False
    rig.look()
    assert not rig.acknowledged()
    assert rig.status().state is GroupState.RUNNING


def test_a_watch_that_fails_is_an_error_of_the_group_counted_once(rig: Rig) -> None:
    for _ in range(5):
        rig.handshake.looked(None, "PLC P1: no answer")
    status = rig.status()
    assert (status.state, status.error_count, status.last_error) == (
        GroupState.ERROR,
        1,
        "PLC P1: no answer",
    )
    rig.look()
    assert rig.status().state is GroupState.RUNNING


# -- without an acknowledge -------------------------------------------------------------------------------


def test_without_an_acknowledge_every_rise_is_a_record(silent: Rig) -> None:
    for piece in (1, 2, 3):
        silent.answered()
        assert silent.phase() == "waiting"
        silent.look()
        assert silent.plc.reads == piece
        silent.plc.trigger = False
        silent.look()
    assert silent.plc.writes == []
    assert not silent.file.path.exists()


def test_without_an_acknowledge_the_next_rise_does_not_wait_for_the_record(silent: Rig) -> None:
    silent.plc.raise_trigger()
    silent.look()
    silent.plc.trigger = False
    silent.look()
    silent.plc.raise_trigger()
    silent.look()
    assert [reading.values[0] for reading in silent.inbox.drain()] == [1, 2]


def test_rises_while_the_worker_is_busy_wait_their_turn(silent: Rig) -> None:
    for _ in range(3):
        silent.plc.raise_trigger()
        silent.handshake.looked(silent.plc.look(), "")
        silent.plc.trigger = False
        silent.handshake.looked(silent.plc.look(), "")
    silent.step()
    assert len(silent.inbox.drain()) == 3


def test_more_rises_than_can_wait_are_counted(silent: Rig) -> None:
    for number in range(210):
        silent.handshake.looked(Look(number % 2 == 0, None, silent.clock.tick()), "")
    assert silent.status().overrun_count == 10


def test_without_an_acknowledge_a_kill_neither_doubles_nor_loses(silent: Rig) -> None:
    first = silent.answered()
    silent.restart()
    silent.look()
    assert silent.settle().ts == first.ts
    assert silent.plc.reads == 1
    silent.plc.trigger = False
    silent.look()
    assert silent.answered().values == (2, 7)


def test_without_leave_to_write_the_acknowledge_is_neither_watched_nor_written(tmp_path: Path) -> None:
    rig = Rig(tmp_path, group=replace(GROUP, allow_plc_writes=False))
    assert [tag.tag_address for tag in rig.handshake.watch.tags] == ["M100"]
    rig.plc.ack = True
    rig.answered()
    rig.plc.trigger = False
    rig.look()
    assert (rig.plc.writes, rig.plc.ack) == ([], True)
