"""The alarms: what stands, what it means and what to do; and those of the past."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hmi.model.events import Event
from hmi.model.status import AlarmStatus
from hmi.window import formats, sound
from hmi.window.alarm_history import ALARM_EVENTS, AlarmLife, lives
from hmi.window.commands import AlarmCommands
from hmi.window.context import Context
from hmi.window.looks import Look, Tone, severity_look
from hmi.window.models.alarm_model import AlarmHistoryModel, AlarmModel
from hmi.window.pages import Page
from hmi.window.snapshot import Snapshot
from hmi.window.widgets.alarm_guidance import AlarmGuidance
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.empty_text import EmptyText
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.sentence_table import SentenceTable
from hmi.window.widgets.state_label import StateLabel

_ALARMS_PX = 100
_HISTORY_PX = 100
_SAMPLE_TIME = "2026-11-22 03:04:05"
_HISTORY_EVENTS = 2_000
"""So many changes are looked at: some 700 alarms. The events page has the rest."""
_SUMMARY_PX = 760
"""A page that is narrower leaves the summary out: list and alarm line say the same."""


class AlarmsPage(Page):
    """List, guidance, acknowledgement, history."""

    smallest = (600, 500)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._edition: int | None = None
        self._reading = False
        self.commands = AlarmCommands(context, self)
        self.model = AlarmModel(context.theme, self)
        self.history_model = AlarmHistoryModel(context.theme, self)
        self.table = SentenceTable()
        self.history = SentenceTable()
        self.guidance = AlarmGuidance(context.theme)
        self.messages = MessageBar(context.theme)
        self._summary = StateLabel(context.theme)
        self._make_buttons()
        self._all_well = EmptyText()
        self._all_well.explain(
            self.tr("No alarms: all is well"),
            self.tr("An alarm asks somebody to do something. It stands here until its cause is gone."),
        )
        self._no_history = QLabel(self.tr("No alarm has been raised so far."))
        self._no_history.setObjectName("empty")
        self._no_history.setContentsMargins(6, 4, 6, 12)
        self._prepare_tables()
        self._lay_out()
        self._show(())
        context.theme.changed.connect(self._paint)
        self._paint()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Alarms come and go at once; the history is read when there is something new in the log."""
        self._show((*snapshot.status.alarms, *snapshot.status.alarms_over))
        self.sound.setChecked(sound.is_wanted(self._context.memory))
        if snapshot.beat and self._edition != self._context.station.events.edition:
            self.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing on this page is older than the moment it is looked at."""
        super().showEvent(event)
        self.look_again()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the list; while there is none, a page would be scrolled when one comes."""
        first = self.table if self.table.isVisible() else self.sound
        first.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the buttons where the page is narrow."""
        super().resizeEvent(event)
        self._summary.setVisible(event.size().width() >= _SUMMARY_PX)

    def look_again(self) -> None:
        """Read the history; it comes when it is ready."""
        if self._reading:
            return
        self._reading = True
        events = self._context.station.events
        self._edition = events.edition
        work = self._context.tasks.operation(lambda: events.read(_HISTORY_EVENTS, wanted=ALARM_EVENTS))
        work.success(self._read).failure(self._not_read).start()

    def selected(self) -> AlarmStatus | None:
        """The chosen alarm."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.at(rows[0].row()) if rows else None

    def select(self, alarm_id: str) -> None:
        """Choose an alarm."""
        row = self.model.row_of(alarm_id)
        if row is not None:
            self.table.selectRow(row)

    def is_empty(self) -> bool:
        """True when the page says that all is well."""
        return self._all_well.isVisibleTo(self)

    # -- showing -----------------------------------------------------------------------------------------

    def _show(self, alarms: tuple[AlarmStatus, ...]) -> None:
        chosen = self.selected()
        self.model.show_rows(alarms)
        if alarms and self.selected() is None:
            row = self.model.row_of(chosen.id) if chosen else None
            self.table.selectRow(row or 0)
        self._alarms.setVisible(bool(alarms))
        self._all_well.setVisible(not alarms)
        self._summarize(alarms)
        self._show_chosen()
        unseen = [alarm for alarm in alarms if not alarm.acknowledged]
        allow(
            self.acknowledge_all,
            "" if unseen else self._why_nothing(alarms),
            self.tr("Say that you have seen every alarm in the list"),
        )

    def _summarize(self, alarms: tuple[AlarmStatus, ...]) -> None:
        standing = [alarm for alarm in alarms if alarm.over_since is None]
        unseen = [alarm for alarm in alarms if not alarm.acknowledged]
        if not alarms:
            look = Look("done", Tone.QUIET, self.tr("No alarms"))
        else:
            text = self.tr("Standing: {standing} · not acknowledged: {unseen}").format(
                standing=formats.number(len(standing)), unseen=formats.number(len(unseen))
            )
            worst = severity_look(standing[0].severity) if standing else Look("over", Tone.QUIET, "")
            look = Look(worst.shape, worst.tone if unseen else Tone.QUIET, text)
        self._summary.show_look(look)

    def _show_chosen(self) -> None:
        chosen = self.selected()
        self.guidance.setVisible(chosen is not None)
        refusal = ""
        if chosen is None:
            refusal = self._why_nothing(())
        else:
            self.guidance.show_alarm(chosen, self.model.state_text(chosen))
            if chosen.acknowledged:
                refusal = self.tr("This alarm is acknowledged; it goes away when its cause does")
        allow(self.acknowledge, refusal, self.tr("Say that you have seen the chosen alarm (Enter)"))

    def _why_nothing(self, alarms: tuple[AlarmStatus, ...]) -> str:
        if not alarms:
            return self.tr("There is no alarm")
        return self.tr("Every alarm is acknowledged; each goes away when its cause does")

    def _read(self, events: list[Event]) -> None:
        self._reading = False
        self.messages.clear()
        past: list[AlarmLife] = lives(events)
        self.history_model.show_rows(past)
        self.history.setVisible(bool(past))
        self._no_history.setVisible(not past)

    def _not_read(self, text: str) -> None:
        self._reading = False
        self.messages.fail(self.tr("The history of alarms cannot be read. {error}").format(error=text))

    # -- doing -------------------------------------------------------------------------------------------

    def _acknowledge_chosen(self) -> None:
        chosen = self.selected()
        if chosen is not None and not chosen.acknowledged:
            self.commands.acknowledge(chosen.id)

    def _acknowledge_all(self) -> None:
        """Those that are in the list: what comes at this moment has not been seen."""
        for row in range(self.model.rowCount()):
            alarm = self.model.at(row)
            if alarm is not None and not alarm.acknowledged:
                self.commands.acknowledge(alarm.id)

    # -- building ----------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.acknowledge = QPushButton(self.tr("&Acknowledge"))
        self.acknowledge.clicked.connect(self._acknowledge_chosen)
        self.acknowledge_all = QPushButton(self.tr("Acknowledge a&ll"))
        self.acknowledge_all.clicked.connect(self._acknowledge_all)
        self.sound = QCheckBox(self.tr("S&ound until acknowledged"))
        self.sound.setToolTip(
            self.tr("A sound every few seconds while a critical or high alarm is not acknowledged")
        )
        self.sound.setAccessibleDescription(self.sound.toolTip())
        self.sound.setChecked(sound.is_wanted(self._context.memory))
        self.sound.clicked.connect(lambda on: sound.set_wanted(self._context.memory, on=on))

    def _prepare_tables(self) -> None:
        who = self._context.access.who
        severity = max((severity_look(name).text for name in ("critical", "high", "medium")), key=len)
        self.table.setModel(self.model)
        samples = {
            AlarmModel.SEVERITY: severity,
            AlarmModel.SINCE: _SAMPLE_TIME,
            AlarmModel.STATE: self.model.acknowledged_text(who, _SAMPLE_TIME),
        }
        self.table.prepare(self.tr("Alarms"), AlarmModel.TEXT, samples, icons=AlarmModel.SEVERITY)
        self.history.setModel(self.history_model)
        samples = {
            AlarmHistoryModel.RAISED: _SAMPLE_TIME,
            AlarmHistoryModel.SEVERITY: severity,
            AlarmHistoryModel.ACKNOWLEDGED: self.history_model.acknowledged_text(who, _SAMPLE_TIME),
            AlarmHistoryModel.OVER: _SAMPLE_TIME,
            AlarmHistoryModel.LASTED: formats.duration(26.5 * 3600),
        }
        self.history.prepare(self.tr("History of alarms"), AlarmHistoryModel.TEXT, samples)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.table.confirmed.connect(self._acknowledge_chosen)
        refresh = QShortcut(QKeySequence(Qt.Key.Key_F5), self, self.look_again)
        refresh.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.acknowledge)
        head.addWidget(self.acknowledge_all)
        head.addSpacing(12)
        head.addWidget(self._summary)
        head.addStretch(1)
        head.addWidget(self.sound)
        self._alarms = QWidget()
        standing = QVBoxLayout(self._alarms)
        standing.setContentsMargins(0, 0, 0, 0)
        standing.setSpacing(8)
        self.table.setMinimumHeight(_ALARMS_PX)
        standing.addWidget(self.table, 1)
        standing.addWidget(self.guidance)
        title = QLabel(self.tr("History"))
        title.setObjectName("title")
        self.history.setMinimumHeight(_HISTORY_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.messages)
        column.addWidget(self._alarms, 3)
        column.addWidget(self._all_well, 3)
        column.addWidget(title)
        column.addWidget(self.history, 2)
        column.addWidget(self._no_history)
        self.history.hide()

    def _paint(self) -> None:
        self.acknowledge.setIcon(self._context.theme.icon("check"))
        self.acknowledge_all.setIcon(self._context.theme.icon("check"))
