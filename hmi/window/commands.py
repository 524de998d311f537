"""Commands to the station: given off the GUI thread, visible until they have shown their effect."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from hmi.model.errors import HmiError
from hmi.model.plant import PollingMode
from hmi.model.reading import Destination
from hmi.model.status import GroupState, GroupStatus
from hmi.polling.triggers import TriggerResult, TriggerTicket
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.fates import Fate, is_complete
from hmi.window.looks import Pending, Tone
from hmi.window.tasks import Operation

_ANSWER_S = 20.0
"""How long the page waits for a trigger's record; the writer's own retries take 7 s."""

_TOLD = 3
"""So many refusals leave room for the table."""

_SLICE_S = 0.2
_CHANGING = (Pending.STARTING, Pending.STOPPING)


class GroupCommands(QObject):
    """Starts, stops and triggers groups; ``said`` carries a tone and a text for the message bar."""

    said = Signal(str, str)
    changed = Signal()
    _came = Signal(str, object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = context.station
        self._tasks = context.tasks
        self._access = context.access
        self.fates: dict[str, Fate] = {}
        """What became of the last trigger of each group, so far."""
        self._came.connect(self._take_fate)
        self._under_way: dict[str, list[Pending]] = {}
        self._returned: list[tuple[str, Pending]] = []

    def pending(self) -> dict[str, Pending]:
        """What is under way, by group; the newest command where there are several."""
        return {name: commands[-1] for name, commands in self._under_way.items()}

    def settle(self) -> None:
        """A snapshot has been taken: it shows the effect of every command that has returned."""
        for name, command in self._returned:
            commands = self._under_way[name]
            commands.remove(command)
            if not commands:
                del self._under_way[name]
        if self._returned:
            self._returned.clear()
            self.changed.emit()

    def start(self, name: str) -> None:
        """Start one group."""
        done = self.tr("{group} is started").format(group=name)
        work = self._tasks.operation(lambda: self._station.start_group(name, by=self._access.who))
        self._run([name], Pending.STARTING, work, lambda _: self._say(done))

    def stop(self, name: str) -> None:
        """Stop one group; its poll in progress is finished first."""
        done = self.tr("{group} is stopped").format(group=name)
        work = self._tasks.operation(lambda: self._station.stop_group(name, by=self._access.who))
        self._run([name], Pending.STOPPING, work, lambda _: self._say(done))

    def start_all(self, names: list[str]) -> None:
        """Start every group that does not run; ``names`` are those that are expected to."""
        work = self._tasks.operation(lambda: self._station.start_all(by=self._access.who))
        self._run(names, Pending.STARTING, work, self._started_all)

    def stop_all(self, names: list[str]) -> None:
        """Stop every group; ``names`` are those that run."""
        work = self._tasks.operation(lambda: self._station.stop_all(by=self._access.who))
        self._run(names, Pending.STOPPING, work, lambda _: self._say(self.tr("All groups are stopped")))

    def trigger(self, name: str) -> None:
        """Ask a HANDSHAKE group for one poll and tell what became of it."""
        work = self._tasks.operation(lambda: self._await_answer(name, self._trigger(name)))
        self._run([name], Pending.TRIGGERING, work, lambda answer: self._answered(name, *answer))

    def _run(
        self, names: list[str], pending: Pending, work: Operation[Any], success: Callable[..., object]
    ) -> None:
        for name in names:
            self._under_way.setdefault(name, []).append(pending)

        def returned() -> None:
            self._returned.extend((name, pending) for name in names)

        def succeed(result: object) -> None:
            returned()
            success(result)

        def fail(text: str) -> None:
            returned()
            self.said.emit(Tone.ALARM, text)

        self.changed.emit()
        work.success(succeed).failure(fail).start()

    def _trigger(self, name: str) -> TriggerTicket:
        return self._station.trigger(name, by=self._access.who)

    def _await_answer(self, name: str, ticket: TriggerTicket) -> tuple[TriggerTicket, TriggerResult | None]:
        """Runs on a thread of the pool: wait in slices, so that closing the window is not held up."""
        deadline = time.monotonic() + _ANSWER_S
        result: TriggerResult | None = None
        self._came.emit(name, Fate(ticket.accepted_at, ticket.merged))
        while not is_complete(result) and time.monotonic() < deadline and not self._tasks.closing.is_set():
            before, result = result, ticket.result(_SLICE_S)
            if result != before:
                self._came.emit(name, Fate(ticket.accepted_at, ticket.merged, result))
        return ticket, result

    def _take_fate(self, name: str, fate: Fate) -> None:
        self.fates[name] = fate
        self.changed.emit()

    def _started_all(self, refusals: list[HmiError]) -> None:
        if refusals:
            told = [str(error) for error in refusals[:_TOLD]]
            if len(refusals) > _TOLD:
                more = self.tr("{count} more were not started; the last column says why")
                told.append(more.format(count=formats.number(len(refusals) - _TOLD)))
            self.said.emit(Tone.ALARM, "\n".join(told))
        else:
            self._say(self.tr("All groups are started"))

    def _answered(self, name: str, ticket: TriggerTicket, result: TriggerResult | None) -> None:
        if result is None:
            text = self.tr("{group}: triggered, but the PLC has not been read after {seconds} s")
            self.said.emit(Tone.WARNING, text.format(group=name, seconds=round(_ANSWER_S)))
            return
        if not result.success:
            text = self.tr("{group}: the triggered poll failed. {error}")
            self.said.emit(Tone.ALARM, text.format(group=name, error=result.error or ""))
            return
        text = self.tr("{group}: {tags} tags polled, {bad} bad; {where}").format(
            group=name,
            tags=formats.number(result.tag_count),
            bad=formats.number(result.bad_count),
            where=self._where(result.destination),
        )
        if ticket.merged:
            text = self.tr("{answer} (shared with a trigger less than a second before)").format(answer=text)
        stored = result.destination is Destination.STORED and not result.bad_count
        self.said.emit(Tone.NORMAL if stored else Tone.WARNING, text)

    def _where(self, destination: Destination | None) -> str:
        match destination:
            case Destination.STORED:
                return self.tr("the record is in the historian")
            case Destination.BACKED_UP:
                return self.tr("the record is in a CSV backup file")
            case Destination.QUARANTINED:
                return self.tr("the record is in quarantine")
            case Destination.DROPPED:
                return self.tr("the record is lost, see buffer.log")
            case None:
                return self.tr("the record is still on its way")

    def _say(self, text: str) -> None:
        self.said.emit(Tone.NORMAL, text)


class AlarmCommands(QObject):
    """Acknowledges alarms; the next snapshot shows it."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = context.station
        self._tasks = context.tasks
        self._access = context.access

    def acknowledge(self, alarm_id: str) -> None:
        """Say that a person has seen the alarm."""
        self._tasks.operation(lambda: self._station.acknowledge(alarm_id, by=self._access.who)).start()


class Refusals(QObject):
    """Why a button is not possible now, as a sentence; an empty text where it is."""

    def start(self, group: GroupStatus | None, pending: Pending | None) -> str:
        """Why the group cannot be started."""
        if group is None:
            return self.tr("Choose a group first")
        if pending is not None:
            return self.tr("A command to {group} is under way").format(group=group.group_name)
        if group.state is not GroupState.STOPPED:
            return self.tr("{group} is running already").format(group=group.group_name)
        return ""

    def stop(self, group: GroupStatus | None, pending: Pending | None) -> str:
        """Why the group cannot be stopped."""
        if group is None:
            return self.tr("Choose a group first")
        if pending in _CHANGING:
            return self.tr("A command to {group} is under way").format(group=group.group_name)
        if group.state in (GroupState.STOPPED, GroupState.STOPPING):
            return self.tr("{group} is not running").format(group=group.group_name)
        return ""

    def trigger(self, group: GroupStatus | None, pending: Pending | None) -> str:
        """Why the group cannot be triggered; a trigger under way is no reason, the next waits its turn."""
        if group is None:
            return self.tr("Choose a group first")
        if group.mode != PollingMode.HANDSHAKE:
            text = self.tr("{group} is polled at a fixed interval; only handshake groups are triggered")
            return text.format(group=group.group_name)
        if pending in _CHANGING:
            return self.tr("A command to {group} is under way").format(group=group.group_name)
        if group.state in (GroupState.STOPPED, GroupState.STOPPING):
            return self.tr("{group} is not running: start it first").format(group=group.group_name)
        return ""

    def set_up(self, group: GroupStatus | None) -> str:
        """Why the group cannot be set up."""
        return self.tr("Choose a group first") if group is None else ""

    def start_all(self, stopped: list[str], *, configured: bool) -> str:
        """Why there is nothing to start."""
        if not configured:
            return self.tr("No polling group is configured")
        return "" if stopped else self.tr("Every group is running already")

    def stop_all(self, running: list[str], *, configured: bool) -> str:
        """Why there is nothing to stop."""
        if not configured:
            return self.tr("No polling group is configured")
        return "" if running else self.tr("No group is running")
