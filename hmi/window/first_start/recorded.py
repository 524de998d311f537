"""From the stored configuration to the first row in the historian, as it happens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hmi.historian.protocol import TrendPoint
from hmi.model.live import GroupValues
from hmi.model.plant import Tag
from hmi.model.status import GroupState
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.looks import Look, Tone, backend_text
from hmi.window.models.tag_texts import local_time, value_text
from hmi.window.snapshot import Snapshot
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.state_label import StateLabel

_SHOWN_TAGS = 6
_CLOCK_SLACK = timedelta(minutes=1)


class Recorded(QWidget):
    """Four states, one below the other; ``done`` when the first row is in the historian."""

    done = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._group = ""
        self._since = datetime.now(UTC)
        self._asking = False
        self.is_done = False
        self.saved, self.started = StateLabel(context.theme), StateLabel(context.theme)
        self.read, self.stored = StateLabel(context.theme), StateLabel(context.theme)
        self.values = QLabel()
        self.values.setWordWrap(True)
        self.values.setContentsMargins(20, 0, 0, 0)
        self.trouble = MessageBar(context.theme, closable=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self.saved, self.started, self.read, self.values, self.stored, self.trouble):
            column.addWidget(widget)
        column.addStretch(1)

    def begin(self) -> None:
        """The configuration is being stored."""
        self._group = ""
        self.is_done = self._asking = False
        self.trouble.clear()
        self.values.clear()
        self.saved.show_look(_waits(self.tr("Saving the configuration…")))
        for label in (self.started, self.read, self.stored):
            label.show_look(Look("", Tone.QUIET, ""))

    def start(self, group_name: str) -> None:
        """The configuration is stored: start its group, or start it anew."""
        self.saved.show_look(_done(self.tr("The configuration is saved")))
        self.started.show_look(_waits(self.tr("Starting the group {group}…").format(group=group_name)))
        self._since = datetime.now(UTC) - _CLOCK_SLACK
        station, who = self._context.station, self._context.access.who

        def run() -> datetime | None:
            running = {g.group_name for g in station.status().groups if g.state is not GroupState.STOPPED}
            if group_name in running:
                station.stop_group(group_name, by=who)
            before = station.live.group(group_name)
            station.start_group(group_name, by=who)
            return None if before is None else before.ts

        work = self._context.tasks.operation(run)
        work.success(lambda before: self._runs(group_name, before)).failure(self.fail).start()

    def fail(self, text: str) -> None:
        """It cannot go on."""
        self.trouble.fail(text)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Look for the values, then for their rows."""
        if not self._group or not snapshot.beat or self.is_done:
            return
        values = self._context.station.live.group(self._group)
        group = next((g for g in snapshot.status.groups if g.group_name == self._group), None)
        if group is not None and group.state is GroupState.ERROR and group.last_error:
            self.trouble.warn(
                self.tr("{error}\nIt is tried again by itself; go back to change something.").format(
                    error=group.last_error
                )
            )
        elif values is not None and values.ts >= self._since:
            self._show_values(values)
            self._look_for_rows(values.tags[0], snapshot.status.writer.backend)

    def _runs(self, group_name: str, before: datetime | None) -> None:
        """``before`` is the time of the last poll by the configuration that was."""
        self._group = group_name
        if before is not None:
            self._since = max(self._since, before + timedelta(microseconds=1))
        self.started.show_look(_done(self.tr("The group {group} runs").format(group=group_name)))
        self.read.show_look(_waits(self.tr("Reading the PLC…")))

    def _show_values(self, values: GroupValues) -> None:
        when = local_time(values.ts)
        self.read.show_look(_done(self.tr("Read at {time}:").format(time=when)))
        shown = [
            self.tr("{name}: {value}").format(name=tag.tag_name, value=value_text(tag, values.values[index]))
            for index, tag in enumerate(values.tags[:_SHOWN_TAGS])
        ]
        more = len(values.tags) - len(shown)
        if more > 0:
            shown.append(self.tr("and {n} more").format(n=formats.number(more)))
        self.values.setText("\n".join(shown))
        if values.faults:
            reason = next(iter(values.faults.values())).reason
            self.trouble.warn(
                self.tr("Not every tag has a value: {reason}\nGo back to change its address.").format(
                    reason=reason
                )
            )
        else:
            self.trouble.clear()
        if not self.stored.text():
            self.stored.show_look(_waits(self.tr("Waiting for the first row in the historian…")))

    def _look_for_rows(self, tag: Tag, backend: str) -> None:
        if self._asking:
            return
        self._asking = True
        station, since = self._context.station, self._since

        def look() -> list[TrendPoint]:
            end = datetime.now(UTC) + _CLOCK_SLACK
            return station.historian.trend(tag.plc_code, tag.tag_address, since, end, 1)

        work = self._context.tasks.operation(look)
        work.success(lambda points: self._found(points, backend)).failure(self._not_found).start()

    def _found(self, points: list[TrendPoint], backend: str) -> None:
        self._asking = False
        if not points or self.is_done:
            return
        text = self.tr("Recorded: the row of {time} is in the historian ({backend}, {place})")
        self.stored.show_look(
            _done(
                text.format(
                    time=local_time(points[-1].ts),
                    backend=backend_text(backend),
                    place=self._context.station.historian.place,
                )
            )
        )
        self.is_done = True
        self.done.emit()

    def _not_found(self, text: str) -> None:
        """It is looked for again a second later; rows wait on disk meanwhile."""
        self._asking = False
        self.trouble.warn(text)


def _waits(text: str) -> Look:
    return Look("changing", Tone.NORMAL, text)


def _done(text: str) -> Look:
    return Look("done", Tone.NORMAL, text)
