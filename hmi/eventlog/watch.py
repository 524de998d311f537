"""What a station goes through by itself, told from one look at it to the next."""

from __future__ import annotations

from collections.abc import Iterable

from hmi.alarms import Facts
from hmi.eventlog.log import EventLog
from hmi.model.events import EventKind
from hmi.model.said import Span
from hmi.model.status import (
    GroupState,
    GroupStatus,
    LinkState,
    PlcStatus,
    ReplayState,
    ReplayStatus,
    WorkerStatus,
    WriterState,
)
from hmi.polling.clock import ClockStep

_PLC, _GROUP, _HISTORIAN = "plc", "group", "historian"


class StationWatch:
    """Makes events of changes. Not thread-safe: its owner holds a lock.

    What was so at the first look, and ends later, is told as well; what is as it should be is not.
    """

    def __init__(self, events: EventLog) -> None:
        self._events = events
        self._lost: dict[tuple[str, str], float] = {}
        """Since when (monotonic seconds), by what it is and its name."""
        self._explained: dict[str, str | None] = {}
        """By group: the time of the last error that a PLC's silence explains."""
        self._restarts: dict[str, int] = {}
        self._step = 0
        self._replay = ReplayStatus()
        self._replay_begun = 0.0

    def look(self, facts: Facts, monotonic: float) -> None:
        """Tell what is different from the look before."""
        self._look_at_plcs(facts.plcs, monotonic)
        self._look_at_groups(facts.groups, monotonic)
        self._look_at_historian(facts.writer, facts.writer_error, monotonic)
        self._look_at_workers(facts.workers)
        self._look_at_clock(facts.clock.last_step)
        self._look_at_replay(facts.backup.replay, monotonic)

    def _look_at_plcs(self, plcs: Iterable[PlcStatus], monotonic: float) -> None:
        for plc in plcs:
            if plc.state is LinkState.DOWN:
                if self._begins(_PLC, plc.plc_code, monotonic):
                    self._events.add(EventKind.PLC_LOST, plc.plc_code, error=plc.last_error or "")
            elif plc.state is LinkState.CONNECTED:
                lasted = self._ends(_PLC, plc.plc_code, monotonic)
                if lasted is not None:
                    self._events.add(EventKind.PLC_BACK, plc.plc_code, time=lasted)

    def _look_at_groups(self, groups: Iterable[GroupStatus], monotonic: float) -> None:
        """Of a PLC that does not answer every group brings nothing: one cause, one event."""
        for group in groups:
            name = group.group_name
            if group.state is GroupState.ERROR and (_PLC, group.plc_code) in self._lost:
                self._explained[name] = group.last_error_time
            elif group.state is GroupState.ERROR:
                is_explained = name in self._explained and self._explained[name] == group.last_error_time
                if not is_explained and self._begins(_GROUP, name, monotonic):
                    self._events.add(EventKind.GROUP_FAILED, name, error=group.last_error or "")
            elif group.state is GroupState.RUNNING:
                lasted = self._ends(_GROUP, name, monotonic)
                if lasted is not None:
                    self._events.add(EventKind.GROUP_RECOVERED, name, time=lasted)
            elif group.state is GroupState.STOPPED:
                self._ends(_GROUP, name, monotonic)  # what it does next has another cause

    def _look_at_historian(self, state: WriterState, error: str | None, monotonic: float) -> None:
        if state is WriterState.BACKUP:
            if self._begins(_HISTORIAN, "", monotonic):
                self._events.add(EventKind.HISTORIAN_LOST, error=error or "")
        elif state is WriterState.RUNNING:
            lasted = self._ends(_HISTORIAN, "", monotonic)
            if lasted is not None:
                self._events.add(EventKind.HISTORIAN_BACK, time=lasted)

    def _look_at_workers(self, workers: Iterable[WorkerStatus]) -> None:
        restarts = {worker.name: worker.restarts for worker in workers}
        for worker in workers:
            if worker.restarts > self._restarts.get(worker.name, 0):
                self._events.add(EventKind.WORKER_RESTARTED, worker.name, error=worker.last_death or "")
        self._restarts = restarts

    def _look_at_clock(self, step: ClockStep | None) -> None:
        if step is None or step.number == self._step:
            return
        self._step = step.number
        kind = EventKind.CLOCK_SET_BACK if step.seconds < 0 else EventKind.CLOCK_WENT_FORWARD
        self._events.add(kind, time=Span(abs(step.seconds)))

    def _look_at_replay(self, replay: ReplayStatus, monotonic: float) -> None:
        before, self._replay = self._replay, replay
        if replay.state is ReplayState.RUNNING and before.state is not ReplayState.RUNNING:
            self._replay_begun = monotonic
        if before.state is ReplayState.RUNNING and replay.state is ReplayState.IDLE and not replay.rows_left:
            time = Span(monotonic - self._replay_begun)
            self._events.add(EventKind.REPLAY_FINISHED, rows=replay.rows_done, time=time)

    def _begins(self, what: str, name: str, monotonic: float) -> bool:
        if (what, name) in self._lost:
            return False
        self._lost[what, name] = monotonic
        return True

    def _ends(self, what: str, name: str, monotonic: float) -> Span | None:
        """For how long it was so; None where it was not."""
        begun = self._lost.pop((what, name), None)
        return None if begun is None else Span(monotonic - begun)
