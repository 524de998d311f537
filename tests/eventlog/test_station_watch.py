"""What a station goes through by itself is told once when it begins and once when it is over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hmi.eventlog import EventLog, StationWatch
from hmi.model.status import (
    BackupStatus,
    GroupState,
    GroupStatus,
    LinkState,
    PlcStatus,
    ReplayState,
    ReplayStatus,
    WorkerStatus,
    WriterState,
)
from hmi.polling.clock import ClockStatus, ClockStep
from tests.statuses import facts

DOWN = PlcStatus("PRESS", LinkState.DOWN, last_error="no answer")
PIECES = GroupStatus("PIECES", "PRESS", "FIXED", GroupState.RUNNING, 200, 12)
FAILED = replace(PIECES, state=GroupState.ERROR, last_error="12 of 12 tags are BAD")
QUIET = facts(PIECES)


class Watched:
    """A watch that is looked at by name, and what it has told, the oldest first."""

    def __init__(self, path: Path) -> None:
        self.log = EventLog(path)
        self.watch = StationWatch(self.log)

    def at(self, second: float, **changes: Any) -> None:
        self.watch.look(replace(QUIET, **changes), second)

    def told(self) -> list[str]:
        return [str(event) for event in self.log.read()][::-1]


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path / "events.db")


def test_a_healthy_station_tells_nothing(watched: Watched) -> None:
    for second in range(5):
        watched.at(second)
    assert watched.told() == []


def test_a_plc_is_lost_and_back(watched: Watched) -> None:
    watched.at(0)
    watched.at(1, plcs=(DOWN,), groups=(FAILED,))
    watched.at(2, plcs=(DOWN,), groups=(FAILED,))
    watched.at(31)
    assert watched.told() == ["PLC PRESS does not answer: no answer", "PLC PRESS answers again after 30 s"]


def test_a_group_that_waits_for_its_next_poll_when_its_plc_is_back_has_no_error_of_its_own(
    watched: Watched,
) -> None:
    silent = replace(FAILED, last_error="no answer", last_error_time="2026-11-22T03:04:05Z")
    watched.at(0, plcs=(DOWN,), groups=(silent,))
    watched.at(30, groups=(silent,), plcs=(replace(DOWN, state=LinkState.CONNECTED),))
    watched.at(31, groups=(replace(FAILED, last_error_time="2026-11-22T03:04:36Z"),))
    assert watched.told() == [
        "PLC PRESS does not answer: no answer",
        "PLC PRESS answers again after 30 s",
        "Group PIECES brings no values: 12 of 12 tags are BAD",
    ]


def test_a_group_without_values_is_told_where_its_plc_answers(watched: Watched) -> None:
    watched.at(0, groups=(FAILED,))
    watched.at(1, groups=(FAILED,))
    watched.at(60)
    assert watched.told() == [
        "Group PIECES brings no values: 12 of 12 tags are BAD",
        "Group PIECES brings values again after 1 min",
    ]


def test_a_group_that_is_stopped_meanwhile_has_not_recovered(watched: Watched) -> None:
    watched.at(0, groups=(FAILED,))
    watched.at(1, groups=(replace(PIECES, state=GroupState.STOPPED),))
    watched.at(2)
    assert len(watched.told()) == 1


def test_the_historian_is_lost_and_back(watched: Watched) -> None:
    watched.at(0, writer=WriterState.RETRYING)
    watched.at(1, writer=WriterState.BACKUP, writer_error="ORA-12541: no listener")
    watched.at(2, writer=WriterState.BACKUP, writer_error="ORA-12541: no listener")
    watched.at(61)
    assert watched.told() == [
        "The historian does not take rows: ORA-12541: no listener",
        "The historian takes rows again after 1 min",
    ]


def test_a_worker_that_was_started_again_is_told_once(watched: Watched) -> None:
    watched.at(0)
    for second in (1, 2):
        watched.at(second, workers=(WorkerStatus("writer", restarts=1, last_death="KeyError: 'D10'"),))
    assert watched.told() == ["Worker 'writer' was started again: KeyError: 'D10'"]


def test_a_step_of_the_clock_is_told_once(watched: Watched) -> None:
    watched.at(0, clock=ClockStatus(ClockStep(1, -3600.0, "")))
    watched.at(1, clock=ClockStatus(ClockStep(1, -3600.0, "")))
    watched.at(2, clock=ClockStatus(ClockStep(2, 90.0, "")))
    assert watched.told() == [
        "The clock of this PC was set back by 1 h",
        "The clock of this PC went forward by 1.5 min",
    ]


def test_a_replay_is_told_when_it_has_brought_everything_back(watched: Watched) -> None:
    runs = ReplayStatus(ReplayState.RUNNING, rows_done=10, rows_left=90)
    watched.at(0)
    watched.at(1, backup=BackupStatus(replay=runs))
    watched.at(4, backup=BackupStatus(replay=replace(runs, state=ReplayState.IDLE)))
    assert watched.told() == []  # paused: rows are left
    watched.at(5, backup=BackupStatus(replay=runs))
    watched.at(9, backup=BackupStatus(replay=ReplayStatus(ReplayState.IDLE, rows_done=1100)))
    assert watched.told() == ["The replay has brought back 1,100 rows in 4 s"]
