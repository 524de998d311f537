"""Alarms come with the condition, stay as long as it lasts, and say what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hmi.alarms import AlarmBoard, Condition, conditions
from hmi.model.status import (
    BufferStatus,
    GroupState,
    GroupStatus,
    HandshakePhase,
    LinkState,
    PlcStatus,
    QueueStatus,
    RowCounts,
    WriterState,
)

QUIET_PLC = PlcStatus("PRESS", LinkState.CONNECTED)
QUIET_GROUP = GroupStatus(
    "PIECES", "PRESS", "HANDSHAKE", GroupState.RUNNING, 200, 12, handshake=HandshakePhase.ACKNOWLEDGED
)
QUIET_QUEUE = QueueStatus(0, 10_000, 0.0)
QUIET_BUFFER = BufferStatus(0, 100_000, 0.0)


def found(
    plc: PlcStatus = QUIET_PLC,
    queue: QueueStatus = QUIET_QUEUE,
    buffer: BufferStatus = QUIET_BUFFER,
    writer: WriterState = WriterState.RUNNING,
    error: str | None = None,
    rows: RowCounts = RowCounts(),  # noqa: B008 - it is frozen
    *,
    group: GroupStatus = QUIET_GROUP,
    disk_refuses: bool = False,
    writer_waits_s: float = 0.0,
) -> list[Condition]:
    return conditions(
        [group],
        [plc],
        queue,
        buffer,
        writer,
        error,
        rows,
        disk_refuses=disk_refuses,
        writer_waits_s=writer_waits_s,
    )


def test_a_healthy_plant_has_no_alarm() -> None:
    assert found() == []


def test_a_plc_that_is_down_is_named_with_its_last_error() -> None:
    (alarm,) = found(plc=PlcStatus("PRESS", LinkState.DOWN, last_error="PLC PRESS: no answer"))
    assert alarm.id == "plc_down:PRESS"
    assert "PRESS" in alarm.text
    assert "no answer. Check" in alarm.guidance


def test_a_handshake_that_stands_still_is_told_unless_its_plc_is_down() -> None:
    standing = replace(QUIET_GROUP, state=GroupState.ERROR, last_error="trigger M100 is still on")
    (alarm,) = found(group=standing)
    assert alarm.id == "handshake:PIECES"
    assert "M100 is still on. A machine" in alarm.guidance
    (alarm,) = found(group=standing, plc=PlcStatus("PRESS", LinkState.DOWN))
    assert alarm.id == "plc_down:PRESS"


def test_a_handshake_that_goes_on_without_values_is_told_as_that() -> None:
    empty = replace(QUIET_GROUP, state=GroupState.ERROR, bad_tag_count=12, last_error="12 of 12 tags are BAD")
    (alarm,) = found(group=empty)
    assert alarm.text == "Group PIECES: the handshake with PLC PRESS brings no values"
    assert alarm.guidance.startswith("12 of 12 tags are BAD. ")


def test_a_group_in_error_without_a_handshake_is_no_alarm() -> None:
    assert found(group=replace(QUIET_GROUP, state=GroupState.ERROR, handshake=None)) == []


def test_a_historian_that_takes_nothing_is_told_with_its_reason() -> None:
    (alarm,) = found(writer=WriterState.BACKUP, error="ORA-12541: no listener")
    assert alarm.id == "historian_down"
    assert "ORA-12541" in alarm.guidance


@pytest.mark.parametrize("state", [WriterState.RUNNING, WriterState.BACKUP])
def test_a_disk_that_refuses_too_is_told_before_a_row_is_lost(state: WriterState) -> None:
    (alarm,) = found(writer=state, error="ORA-12541: no listener", disk_refuses=True)
    assert (alarm.id, alarm.severity) == ("backup_disk", "critical")
    assert "safe" not in alarm.guidance
    assert "ORA-12541" in alarm.guidance


@pytest.mark.parametrize("state", [WriterState.STOPPED, WriterState.RUNNING, WriterState.RETRYING])
def test_a_first_failure_is_no_alarm_yet(state: WriterState) -> None:
    assert found(writer=state, error="ORA-00054") == []


@pytest.mark.parametrize(
    ("queue", "buffer", "alarmed"),
    [(79.9, 79.9, False), (80.0, 0.0, True), (0.0, 80.0, True), (100.0, 100.0, True)],
)
def test_filling_up_is_an_alarm_from_80_per_cent_on(queue: float, buffer: float, alarmed: bool) -> None:
    ids = [
        alarm.id
        for alarm in found(
            queue=replace(QUIET_QUEUE, utilization_pct=queue),
            buffer=replace(QUIET_BUFFER, utilization_pct=buffer),
        )
    ]
    assert ids == (["buffer_high"] if alarmed else [])


def test_lost_rows_are_the_most_severe_alarm_of_all() -> None:
    board = AlarmBoard()
    everything = found(
        plc=PlcStatus("PRESS", LinkState.DOWN),
        buffer=replace(QUIET_BUFFER, utilization_pct=90.0),
        writer=WriterState.BACKUP,
        rows=RowCounts(accepted=3, dropped=3),
    )
    alarms = board.update(everything, "2026-01-01T00:00:00.000000Z")
    assert [alarm.severity for alarm in alarms] == ["critical", "high", "high", "medium"]
    assert "3 rows are lost" in alarms[0].text


def test_an_alarm_keeps_its_time_while_it_lasts_and_gets_a_new_one_later() -> None:
    board = AlarmBoard()
    down = found(plc=PlcStatus("PRESS", LinkState.DOWN))
    assert board.update(down, "10:00")[0].since == "10:00"
    assert board.update(down, "10:01")[0].since == "10:00"
    assert board.update([], "10:02") == ()
    assert board.update(down, "10:03")[0].since == "10:03"


def test_a_historian_that_does_not_answer_is_told_before_it_is_given_up() -> None:
    assert found(writer_waits_s=4.9) == []
    (alarm,) = found(writer_waits_s=5.1)
    assert (alarm.id, alarm.severity) == ("historian_waits", "medium")
    (down,) = found(writer=WriterState.BACKUP, writer_waits_s=5.1)
    assert down.id == "historian_down"
