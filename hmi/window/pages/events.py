"""The log of events: what happened, and who pressed what."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hmi.eventlog import Wanted
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.dialogs.save_file import ask_where
from hmi.window.event_export import export_events
from hmi.window.event_feed import EventFeed
from hmi.window.event_texts import EventGroup, event_text, group_text
from hmi.window.models.event_model import EventModel
from hmi.window.pages import Page
from hmi.window.snapshot import Snapshot
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.empty_text import EmptyText
from hmi.window.widgets.event_filter import EventFilter
from hmi.window.widgets.focus import begins_at
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.sentence_table import SentenceTable

_TEXT_PX = 480
_SAMPLE_TIME = "2026-11-22 03:04:05"


class EventsPage(Page):
    """Filter, table, and the whole text of the chosen event."""

    smallest = (600, 270)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._exporting = False
        self.model = EventModel(context.theme, self)
        self.feed = EventFeed(context.station.events, context.tasks, self.model, self)
        self.filter = EventFilter()
        self.table = SentenceTable()
        self.messages = MessageBar(context.theme)
        self.export = QPushButton(self.tr("E&xport…"))
        self.export.clicked.connect(self._choose_file)
        self._count = QLabel()
        self._count.setObjectName("caption")
        self._chosen = QLabel()
        self._chosen.setWordWrap(True)
        self._chosen.setMinimumWidth(_TEXT_PX)  # else room is kept for its text in a column of single words
        self._chosen.setTextFormat(Qt.TextFormat.PlainText)
        self._chosen.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.empty = EmptyText()
        self.empty.action.clicked.connect(self.filter.clear)
        self.empty.hide()
        self._prepare_table()
        self._lay_out()
        self.filter.changed.connect(self._ask)
        self.feed.shown.connect(self._shown)
        self.feed.failed.connect(self._failed)
        context.theme.changed.connect(self._paint)
        self._paint()
        begins_at(self, self.filter.words)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """New events come once a second."""
        if snapshot.beat:
            self.feed.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing on this page is older than the moment it is looked at."""
        super().showEvent(event)
        self.look_again()

    def look_again(self) -> None:
        """Read the log again from its newest event on."""
        people = self._context.tasks.operation(self._context.station.events.people)
        people.success(self.filter.show_people).start()
        self._ask(self.filter.wanted())

    def export_to(self, path: Path) -> None:
        """Write every event that is asked for, those not shown yet, too."""
        self._exporting = True
        self._allow_export()
        events, wanted, stop = self._context.station.events, self.filter.wanted(), self._context.tasks.closing
        work = self._context.tasks.operation(lambda: export_events(path, events, wanted, stop))
        work.success(lambda count: self._exported(path, count)).failure(self._not_exported).start()

    def is_empty(self) -> bool:
        """True when the page explains why there is nothing."""
        return self.empty.isVisibleTo(self)

    def chosen_text(self) -> str:
        """The whole text of the chosen event."""
        return self._chosen.text()

    # -- showing -----------------------------------------------------------------------------------------

    def _ask(self, wanted: Wanted) -> None:
        searching = self.tr("Searching…")
        self._count.setText(searching)
        self.empty.explain(searching, "")
        self.feed.ask(wanted)

    def _shown(self, above: int) -> None:
        bar = self.table.verticalScrollBar()
        if above and bar.value():  # who has scrolled down reads on where he is
            bar.setValue(bar.value() + above)
        count = self.model.rowCount()
        self.empty.setVisible(not count)
        self._body.setVisible(bool(count))
        self._explain_empty()
        self._show_count(count)
        self._allow_export()
        self._show_chosen()

    def _explain_empty(self) -> None:
        if self.filter.is_open():
            text = self.tr("What happens in the station and who does what is kept here.")
            self.empty.explain(self.tr("No events yet"), text)
        else:
            text = self.tr("Other words, another time or another person may find some.")
            self.empty.explain(self.tr("No event is like that"), text, self.tr("Show &all events"))

    def _show_count(self, count: int) -> None:
        shown = formats.number(count)
        text = self.tr("Events: {count}").format(count=shown)
        if self.model.has_more:
            text = self.tr("The newest {count} events; older ones come as you scroll down").format(
                count=shown
            )
        self._count.setText(text)

    def _show_chosen(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        event = self.model.at(rows[0].row()) if rows else None
        self._panel.setVisible(event is not None)
        if event is not None:
            self._chosen.setText(event_text(event))

    def _failed(self, text: str) -> None:
        self.messages.fail(self.tr("The log of events cannot be read. {error}").format(error=text))

    # -- export ------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        name = time.strftime("events_%Y%m%d_%H%M%S.csv")
        ask_where(self, self._context.memory, name, self.export_to, title=self.tr("Export events"))

    def _exported(self, path: Path, count: int) -> None:
        self._exporting = False
        self._allow_export()
        text = self.tr("Events exported: {count}, to {file}")
        self.messages.say(text.format(count=formats.number(count), file=path))

    def _not_exported(self, text: str) -> None:
        self._exporting = False
        self._allow_export()
        self.messages.fail(self.tr("The events are not exported. {error}").format(error=text))

    def _allow_export(self) -> None:
        refusal = ""
        if self._exporting:
            refusal = self.tr("An export is under way")
        elif not self.model.rowCount():
            refusal = self.tr("There is no event to export")
        allow(self.export, refusal, self.tr("Write all events that are asked for into a CSV file"))

    # -- building ----------------------------------------------------------------------------------------

    def _prepare_table(self) -> None:
        self.table.setModel(self.model)
        samples = {
            EventModel.TIME: _SAMPLE_TIME,
            EventModel.WHO: self._context.access.who,
            EventModel.KIND: max((group_text(group) for group in EventGroup), key=len),
        }
        self.table.prepare(self.tr("Events"), EventModel.TEXT, samples)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        refresh = QShortcut(QKeySequence(Qt.Key.Key_F5), self, self.look_again)
        refresh.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.filter, 1)
        head.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        self._panel = QFrame()
        self._panel.setObjectName("panel")
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(10, 6, 10, 6)
        inside.addWidget(self._chosen)
        self._panel.hide()
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addWidget(self.table, 1)
        body.addWidget(self._panel)
        body.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.messages)
        column.addWidget(self._body, 1)
        column.addWidget(self.empty, 1)

    def _paint(self) -> None:
        self.export.setIcon(self._context.theme.icon("download"))
