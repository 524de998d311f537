"""What asks for a person, with figures, and what to do about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hmi.alarms import Condition, conditions
from hmi.model.said import Span
from hmi.model.status import (
    BackupStatus,
    GroupState,
    GroupStatus,
    HandshakePhase,
    LinkState,
    PlcStatus,
    ReplayState,
    ReplayStatus,
    RowCounts,
    WorkerStatus,
    WriterState,
)
from hmi.pipeline.disk import DiskSpace
from hmi.polling.clock import ClockStatus, ClockStep
from tests.statuses import facts

PRESS_DOWN = PlcStatus("PRESS", LinkState.DOWN, last_error="PLC PRESS: no answer")
PIECES = GroupStatus(
    "PIECES", "PRESS", "HANDSHAKE", GroupState.RUNNING, 200, 12, handshake=HandshakePhase.ACKNOWLEDGED
)
QUIET = facts(PIECES, disks=(DiskSpace(Path("/data"), 50_000_000_000, 250_000_000_000),))
DATA = Path("/data")


def found(**changes: Any) -> list[Condition]:
    return conditions(replace(QUIET, **changes))


def one(**changes: Any) -> Condition:
    (condition,) = found(**changes)
    return condition


def test_a_healthy_plant_has_no_alarm() -> None:
    assert found() == []


def test_a_plc_that_is_down_is_named_with_its_last_error() -> None:
    alarm = one(plcs=(PRESS_DOWN,))
    assert alarm.id == "plc_down:PRESS"
    assert alarm.kind == "plc_down"
    assert "PRESS" in alarm.text
    assert "no answer. Check" in alarm.guidance


def test_a_handshake_that_stands_still_is_told_unless_its_plc_is_down() -> None:
    standing = replace(PIECES, state=GroupState.ERROR, last_error="trigger M100 is still on")
    alarm = one(groups=(standing,))
    assert alarm.id == "handshake:PIECES"
    assert "M100 is still on. A machine" in alarm.guidance
    assert one(groups=(standing,), plcs=(PRESS_DOWN,)).id == "plc_down:PRESS"


def test_a_handshake_that_goes_on_without_values_is_told_as_that() -> None:
    empty = replace(PIECES, state=GroupState.ERROR, bad_tag_count=12, last_error="12 of 12 tags are BAD")
    alarm = one(groups=(empty,))
    assert alarm.text == "Group PIECES: the handshake with PLC PRESS brings no values"
    assert alarm.guidance.startswith("12 of 12 tags are BAD. ")


def test_a_group_in_error_without_a_handshake_is_no_alarm() -> None:
    assert found(groups=(replace(PIECES, state=GroupState.ERROR, handshake=None),)) == []


@pytest.mark.parametrize(("share", "raises"), [(9.9, None), (10.0, False), (19.9, False), (20.0, True)])
def test_an_interval_that_cannot_be_met_is_told_with_its_share(share: float, raises: bool | None) -> None:
    fast = GroupStatus(
        "FAST", "PRESS", "FIXED", GroupState.RUNNING, interval_ms=100, tag_count=900, avg_poll_time_ms=132.4
    )
    conditions_found = found(groups=(fast,), overrun_pct={"FAST": share})
    assert [condition.raises for condition in conditions_found] == ([] if raises is None else [raises])
    if raises:
        (alarm,) = conditions_found
        assert alarm.id == "group_overrun:FAST"
        assert "interval of 100 ms: 20 % of its polls are left out" in alarm.text
        assert "A poll takes 132 ms." in alarm.guidance


def test_groups_that_could_not_be_started_with_the_others_are_counted() -> None:
    left_out = replace(PIECES, state=GroupState.STOPPED, left_out=True)
    alarm = one(groups=(PIECES, left_out, left_out))
    assert alarm.id == "groups_left_out"
    assert alarm.text == "Not every group is read: 2 could not be started"
    assert found(groups=(replace(PIECES, state=GroupState.STOPPED),)) == []  # somebody has stopped it


def test_a_historian_that_takes_nothing_is_told_with_its_reason() -> None:
    alarm = one(writer=WriterState.BACKUP, writer_error="ORA-12541: no listener")
    assert alarm.id == "historian_down"
    assert alarm.text.endswith("they go to CSV backup files")
    assert alarm.guidance.startswith("ORA-12541: no listener. The rows are safe on disk.")


@pytest.mark.parametrize("state", [WriterState.STOPPED, WriterState.RUNNING, WriterState.RETRYING])
def test_a_first_failure_is_no_alarm_yet(state: WriterState) -> None:
    assert found(writer=state, writer_error="ORA-00054") == []


def test_a_historian_that_does_not_answer_is_told_before_it_is_given_up() -> None:
    assert found(writer_waits_s=4.9) == []
    assert one(writer_waits_s=5.1).id == "historian_waits"
    assert one(writer=WriterState.BACKUP, writer_waits_s=5.1).id == "historian_down"


def test_a_disk_that_refuses_backup_files_is_told_before_a_row_is_lost() -> None:
    down, disk = found(writer=WriterState.BACKUP, writer_error="ORA-12541", backup_refuses=True)
    assert down.id == "historian_down"
    assert "safe" not in down.guidance
    assert "CSV" not in down.text
    assert (disk.id, disk.severity) == ("disk_refuses", "high")
    assert "in the journal" in disk.guidance
    assert "ORA-12541" in disk.guidance


def test_a_disk_that_refuses_everything_is_critical() -> None:
    alarm = one(backup_refuses=True, journal_refuses=True)
    assert (alarm.id, alarm.severity) == ("disk_refuses", "critical")
    assert "oldest rows are lost" in alarm.guidance


def test_a_disk_that_refuses_the_journal_endangers_what_is_on_its_way() -> None:
    alarm = one(journal_refuses=True)
    assert (alarm.id, alarm.severity) == ("disk_refuses", "high")
    assert "power failure" in alarm.guidance


@pytest.mark.parametrize(
    ("queue", "buffer", "raises"),
    [(69.9, 69.9, None), (0.0, 70.0, False), (79.9, 0.0, False), (80.0, 0.0, True), (0.0, 80.0, True)],
)
def test_filling_up_is_raised_at_80_per_cent_and_over_below_70(
    queue: float, buffer: float, raises: bool | None
) -> None:
    conditions_found = found(
        queue=replace(QUIET.queue, utilization_pct=queue),
        buffer=replace(QUIET.buffer, utilization_pct=buffer),
    )
    assert [(c.id, c.raises) for c in conditions_found] == (
        [] if raises is None else [("buffer_high", raises)]
    )


def test_rows_that_took_the_way_over_disk_are_counted() -> None:
    alarm = one(buffer=replace(QUIET.buffer, overflow_count=12_345, overflow_rate_pct=0.42))
    assert (alarm.id, alarm.happened) == ("rows_spilled", 12_345)
    assert "12,345 rows since the start, 0.4 % of the last hour's" in alarm.text


def test_lost_rows_are_critical_and_counted() -> None:
    alarm = one(rows=RowCounts(accepted=3000, dropped=3000))
    assert (alarm.id, alarm.severity, alarm.happened) == ("rows_dropped", "critical", 3000)
    assert "3,000 rows are lost" in alarm.text


@pytest.mark.parametrize(
    ("free", "total", "told"),
    [
        (12_000_000_001, 250_000_000_000, None),
        (11_000_000_000, 250_000_000_000, ("medium", False)),
        (9_000_000_000, 250_000_000_000, ("medium", True)),
        (1_300_000_000, 16_000_000_000, None),
        (900_000_000, 16_000_000_000, ("medium", True)),
        (199_000_000, 16_000_000_000, ("critical", True)),
    ],
)
def test_a_disk_that_runs_full_is_told_in_time(free: int, total: int, told: tuple[str, bool] | None) -> None:
    roomy = DiskSpace(Path("/backup"), 90_000_000_000, 100_000_000_000)
    alarms = found(disks=(roomy, DiskSpace(DATA, free, total)))
    assert [(alarm.severity, alarm.raises) for alarm in alarms] == ([] if told is None else [told])
    assert all(f"{free / 1e6:,.0f} MB are free on the disk of {DATA}" in alarm.text for alarm in alarms)


def test_of_two_disks_that_run_full_the_fuller_one_is_named() -> None:
    other = DiskSpace(Path("/backup"), 100_000_000, 16_000_000_000)
    alarm = one(disks=(DiskSpace(DATA, 900_000_000, 16_000_000_000), other))
    assert (alarm.id, alarm.severity) == ("disk_low", "critical")
    assert str(Path("/backup")) in alarm.text


def test_rows_and_files_that_need_a_person_are_counted() -> None:
    quarantine = one(rows=RowCounts(accepted=1200, quarantined=1200))
    assert quarantine.text == "1,200 rows are in quarantine"
    assert "hmi quarantine list" in quarantine.guidance
    assert one(backup=BackupStatus(set_aside_files=2)).id == "files_set_aside"


def test_damaged_rows_of_files_are_no_rows_that_the_historian_refused() -> None:
    alarm = one(rows=RowCounts(accepted=2004, quarantined=2004), set_aside_rows=2001)
    assert alarm.text == "3 rows are in quarantine"
    assert found(rows=RowCounts(accepted=2001, quarantined=2001), set_aside_rows=2001) == []


def test_a_replay_that_is_stuck_is_told_with_its_reason() -> None:
    stuck = ReplayStatus(ReplayState.STUCK, rows_left=70_000, last_error="ORA-00942: no table.")
    alarm = one(backup=BackupStatus(replay=stuck))
    assert alarm.id == "replay_stuck"
    assert "70,000 rows are left" in alarm.text
    assert alarm.guidance.startswith("ORA-00942: no table. The")
    assert found(backup=BackupStatus(replay=replace(stuck, state=ReplayState.RUNNING))) == []


def test_workers_that_hang_or_died_are_named() -> None:
    died = WorkerStatus("poll PRESS", restarts=2, last_death="KeyError: 'D10'")
    hanging = WorkerStatus("writer", silent_s=31.4, hangs=True)
    restarted, hangs = found(workers=(died, hanging))
    assert (restarted.id, restarted.happened) == ("worker_restarted:poll PRESS", 2)
    assert "2 times" in restarted.text
    assert "KeyError: 'D10'. It works again" in restarted.guidance
    assert hangs.id == "worker_hangs:writer"
    assert "for 31 s" in hangs.text


def test_a_step_of_the_clock_happened() -> None:
    time = "2026-03-01T07:00:00.000000Z"
    back = one(clock=ClockStatus(ClockStep(3, -3600.0, time)))
    assert (back.id, back.happened) == ("clock_stepped", 3)
    assert "set back by 1 h" in back.text
    forward = one(clock=ClockStatus(ClockStep(4, 90.0, time)))
    assert "went forward by 1.5 min" in forward.text


def test_a_clock_in_the_future_is_one_alarm_that_lasts() -> None:
    refused = ClockStep(1, 30 * 86400.0, "2026-03-31T08:00:00.000000Z", refused=True)
    alarm = one(clock=ClockStatus(refused, ahead_s=30 * 86400.0))
    assert (alarm.id, alarm.happened) == ("clock_refused", 0)
    assert "30 days in the future" in alarm.text
    assert "acknowledge this alarm" in alarm.guidance


def test_a_clock_far_behind_the_readings_is_told() -> None:
    assert found(clock=ClockStatus(behind_s=3600.0)) == []
    alarm = one(clock=ClockStatus(behind_s=400 * 86400.0))
    assert alarm.id == "clock_behind"
    assert "400 days behind" in alarm.text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (1.2, "1 s"),
        (59, "59 s"),
        (60, "1 min"),
        (5400, "1.5 h"),
        (100_000, "27.8 h"),
        (172_800, "2 days"),
        (86_400 * 1460.25, "1,460.2 days"),
    ],
)
def test_durations_are_as_exact_as_needed(seconds: float, text: str) -> None:
    assert str(Span(seconds)) == text


def test_every_guidance_says_what_to_do_in_sentences() -> None:
    everything = found(
        plcs=(PRESS_DOWN,),
        writer=WriterState.BACKUP,
        journal_refuses=True,
        rows=RowCounts(quarantined=1, dropped=1),
        backup=BackupStatus(set_aside_files=1, replay=ReplayStatus(ReplayState.STUCK)),
        workers=(WorkerStatus("w", hangs=True, restarts=1),),
        clock=ClockStatus(ClockStep(1, -2.0, ""), ahead_s=90_000.0, behind_s=90_000.0),
    )
    assert len(everything) == 12
    for condition in everything:
        assert condition.guidance.endswith("."), condition.id
        assert not condition.text.endswith("."), condition.id
