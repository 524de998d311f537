"""An open record: handed in until it is safe, through kills and with disks that refuse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hmi.model.plant import LogMode
from hmi.model.reading import Destination
from hmi.model.status import GroupState
from hmi.polling.handshake_file import HandshakeFile
from tests.polling.handshake_rig import TAGS, Rig


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


# -- the record is not safe -------------------------------------------------------------------------------


def test_a_dropped_record_is_never_acknowledged_and_handed_in_again(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    first = rig.settle(Destination.DROPPED)
    assert not rig.acknowledged()
    status = rig.status()
    assert (status.state, status.error_count) == (GroupState.ERROR, 1)
    assert status.last_error is not None
    assert "was lost" in status.last_error
    rig.look()
    assert rig.inbox.drain() == [], "not before some seconds"
    rig.clock.tick(5)
    rig.step()
    assert rig.settle() == first
    assert rig.acknowledged()
    assert rig.status().state is GroupState.RUNNING
    assert (rig.plc.reads, rig.status().success_count) == (1, 1)


def test_a_record_that_takes_long_is_told_and_acknowledged_all_the_same(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    rig.clock.tick(9.9)
    rig.step()
    assert rig.status().state is GroupState.RUNNING
    rig.clock.tick(0.2)
    rig.step()
    assert "not safe after 10 s" in (rig.status().last_error or "")
    rig.settle()
    assert rig.acknowledged()
    assert rig.status().state is GroupState.RUNNING


def test_a_record_of_a_worker_that_died_before_it_was_on_disk_is_there_before_it_is_handed_in(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object) -> None:
        raise KeyError("bug")

    rig.plc.raise_trigger()
    with monkeypatch.context() as patch:
        patch.setattr(HandshakeFile, "write", bug)
        with pytest.raises(KeyError, match="bug"):
            rig.look()
    assert not rig.file.path.exists()
    rig.step()
    assert rig.file.path.exists()
    assert len(rig.inbox.drain()) == 1


# -- kills ------------------------------------------------------------------------------------------------


def test_killed_while_saving_the_same_record_is_handed_in_again(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    lost = replace(rig.handed_in(), receipt=None)
    rig.restart()
    rig.step()
    again = rig.handed_in()
    assert (again.ts, again.values, again.faults) == (lost.ts, lost.values, lost.faults)
    assert list(again.rows()) == list(lost.rows())
    rig.look()
    assert rig.plc.reads == 1
    assert not rig.acknowledged()
    assert again.receipt is not None
    again.receipt.settle(Destination.STORED)
    rig.step()
    assert rig.acknowledged()


def test_killed_after_the_acknowledge_it_stays_on_until_the_trigger_is_off(rig: Rig) -> None:
    rig.answered()
    rig.restart()
    rig.look()
    assert rig.plc.writes == [True]
    rig.settle()
    assert rig.phase() == "acknowledged"
    rig.plc.trigger = False
    rig.look()
    assert rig.plc.writes == [True, False]


def test_killed_after_the_trigger_went_off_only_the_acknowledge_is_left(rig: Rig) -> None:
    rig.answered()
    rig.plc.trigger = False
    rig.restart()
    rig.look()
    rig.settle()
    assert not rig.acknowledged()
    assert not rig.file.path.exists()


def test_killed_between_the_file_and_the_acknowledge_it_goes_off(rig: Rig) -> None:
    rig.plc.ack = True
    rig.step()
    assert rig.plc.writes == [], "before the first look nothing is known"
    rig.look()
    assert rig.plc.writes == [False]


def test_an_acknowledge_that_is_on_before_a_trigger_goes_off_before_the_read(rig: Rig) -> None:
    rig.plc.ack = True
    rig.plc.raise_trigger()
    rig.look()
    assert rig.plc.writes == [False]
    rig.settle()
    assert rig.plc.writes == [False, True]


def test_a_record_of_another_trigger_bit_is_kept_and_not_acknowledged(rig: Rig) -> None:
    rig.plc.raise_trigger()
    rig.look()
    opened = rig.file.read()
    assert opened is not None
    rig.file.write(replace(opened, trigger="M7"))
    rig.restart()
    rig.look()
    assert rig.settle().values == (1, 7)
    assert rig.plc.writes == []
    assert rig.settle().values == (1, 7), "the trigger that is on is a new one"


# -- the disk ---------------------------------------------------------------------------------------------


class FailingFile(HandshakeFile):
    """A file whose disk refuses where it is told to."""

    refused: tuple[str, ...] = ()

    def write(self, record: object) -> None:
        self._ask("write")
        super().write(record)  # type: ignore[arg-type]  # handed on as it is

    def remove(self) -> None:
        self._ask("remove")
        super().remove()

    def read(self) -> object:  # type: ignore[override]  # handed on as it is
        self._ask("read")
        return super().read()

    def _ask(self, what: str) -> None:
        if what in self.refused:
            raise OSError(28, "No space left on device")


@pytest.fixture
def failing(tmp_path: Path) -> Rig:
    return Rig(tmp_path, make_file=FailingFile)


def refuse(rig: Rig, *what: str) -> None:
    assert isinstance(rig.file, FailingFile)
    rig.file.refused = what


def test_a_disk_that_refuses_the_file_does_not_keep_the_machine_waiting(failing: Rig) -> None:
    refuse(failing, "write")
    failing.answered()
    assert failing.acknowledged()
    assert "its piece is recorded twice" in (failing.status().last_error or "")
    refuse(failing)
    failing.plc.trigger = False
    failing.look()
    failing.answered()
    assert failing.status().state is GroupState.RUNNING


def test_the_acknowledge_stays_on_until_the_record_is_gone_for_good(failing: Rig) -> None:
    failing.answered()
    failing.plc.trigger = False
    refuse(failing, "remove")
    failing.look()
    failing.look()
    assert failing.acknowledged()
    assert "cannot be removed" in (failing.status().last_error or "")
    refuse(failing)
    failing.look()
    assert not failing.acknowledged()
    assert failing.status().state is GroupState.RUNNING


def test_no_trigger_is_answered_before_the_file_was_read(failing: Rig) -> None:
    refuse(failing, "read")
    failing.plc.raise_trigger()
    failing.look()
    assert failing.plc.reads == 0
    assert "cannot be read" in (failing.status().last_error or "")
    refuse(failing)
    failing.step()
    assert failing.settle().values == (1, 7)


# -- log modes --------------------------------------------------------------------------------------------

CHANGING = tuple(replace(tag, log_mode=LogMode.ON_CHANGE) for tag in TAGS)
STEADY = (replace(TAGS[0], log_mode=LogMode.NEVER), CHANGING[1])
"""The number of the piece is not recorded, and the other tag never changes."""


def next_piece(rig: Rig) -> None:
    """The PLC takes its trigger back and raises the next one."""
    rig.plc.trigger = False
    rig.look()
    assert not rig.acknowledged()
    rig.plc.raise_trigger()
    rig.look()


def test_what_did_not_change_is_left_out_of_the_record_and_the_plc_is_answered(tmp_path: Path) -> None:
    rig = Rig(tmp_path, tags=CHANGING)
    assert rig.answered().values == (1, 7)
    next_piece(rig)
    record = rig.settle()
    assert (record.tags, record.values) == (CHANGING[:1], (2,))
    assert rig.acknowledged()
    assert rig.status().success_count == 2


def test_a_trigger_with_nothing_to_record_is_acknowledged_at_once(tmp_path: Path) -> None:
    rig = Rig(tmp_path, tags=STEADY)
    assert rig.answered().values == (7,)
    next_piece(rig)
    assert rig.acknowledged()
    assert rig.inbox.drain() == []
    assert (rig.plc.reads, rig.status().success_count) == (2, 2)


def test_killed_with_a_smaller_record_it_is_handed_in_as_it_was(tmp_path: Path) -> None:
    rig = Rig(tmp_path, tags=CHANGING)
    rig.answered()
    next_piece(rig)
    lost = rig.handed_in()
    rig.restart()
    rig.step()
    assert list(rig.handed_in().rows()) == list(lost.rows())


def test_killed_after_a_record_of_nothing_its_trigger_is_not_read_again(tmp_path: Path) -> None:
    rig = Rig(tmp_path, tags=STEADY)
    rig.answered()
    next_piece(rig)
    rig.restart()
    rig.look()
    assert (rig.plc.reads, rig.inbox.drain()) == (2, [])
    assert rig.phase() == "acknowledged"
    next_piece(rig)
    assert rig.settle().values == (7,), "the first value after the start"


def test_killed_before_the_acknowledge_of_a_record_of_nothing_it_is_written_after_the_restart(
    tmp_path: Path,
) -> None:
    rig = Rig(tmp_path, tags=STEADY)
    rig.answered()
    rig.plc.trigger = False
    rig.look()
    rig.plc.raise_trigger()

    def kill(step: str) -> None:
        if step == "write on":
            raise KeyboardInterrupt

    rig.plc.before = kill
    with pytest.raises(KeyboardInterrupt):
        rig.look()
    rig.plc.before = lambda step: None
    rig.restart()
    rig.look()
    assert rig.acknowledged()
    assert rig.inbox.drain() == []
    assert rig.plc.reads == 2
