"""All tags of the plant with their live values, and the trend of those that are chosen."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from hmi.model.plant import PollingMode, Tag, TagType, tag_key
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.dialogs.save_file import ask_where
from hmi.window.models.tag_export import export_tags
from hmi.window.models.tag_list import TagFilter, TagList
from hmi.window.models.tag_model import TagModel
from hmi.window.pages import Page
from hmi.window.snapshot import Snapshot
from hmi.window.trends import MOST_TAGS, Trends
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.empty_text import EmptyText
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.tag_detail import TagDetail
from hmi.window.widgets.tag_filter import TagFilterBar
from hmi.window.widgets.tag_table import TagTable
from hmi.window.widgets.time_chart_view import TimeView, remembered_span
from hmi.window.widgets.trend_panel import TrendPanel

_SPAN_KEY = "tags/span"
_LEAST_TABLE_PX = 130
_SIZES = [250, 110, 350]
_TABLE, _DETAIL, _TREND = range(3)


class TagsPage(Page):
    """Filter, table, the chosen tag in full, and the trend below."""

    smallest = (600, 620)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._station = context.station
        self._fresh = True
        self._loading = False
        self._exporting = False
        self.loaded = False
        self._unread = ""
        """Why the configuration could not be read; blank where it could."""
        self.model = TagModel(context.theme, self)
        self.table = TagTable(self.model)
        self.filter = TagFilterBar(context.theme, context.memory)
        self.detail = TagDetail(context.theme)
        self.messages = MessageBar(context.theme)
        view = TimeView(time.time(), remembered_span(context.memory, _SPAN_KEY), self)
        self.trends = Trends(self._station.live, self._station.historian, context.tasks, view, self)
        self.panel = TrendPanel(context, self.trends)
        self._make_buttons()
        self.empty = EmptyText()
        self.empty.action.clicked.connect(self.filter.clear_all)
        self._lay_out()
        self._connect()
        self.table.recall(context.memory)
        self.model.set_filter(self.filter.wanted())
        self._paint()
        self._refresh()
        self.setFocusProxy(self.filter.words)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the newest values on the beat of a second."""
        if not (snapshot.beat or self._fresh):
            return
        self._fresh = False
        statuses = {group.group_name: group for group in snapshot.status.groups}
        self.model.show_values(self._station.live.groups(), statuses, snapshot.time)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """A page that becomes visible does not wait for the beat; the plant may have been changed."""
        super().showEvent(event)
        self._fresh = True
        self.look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep how it was left."""
        super().hideEvent(event)
        memory = self._context.memory
        self.table.remember(memory)
        memory.setValue(_SPAN_KEY, self.trends.view.span)
        memory.setValue("tags/trend", ["\n".join(tag_key(one.tag)) for one in self.trends.tags()])

    def look_again(self) -> None:
        """Read the configuration and the trend's history again."""
        if self._loading:
            return
        self._loading = True
        known = self.model.values.plant if self.loaded else None
        work = self._context.tasks.operation(lambda: self._read(known))
        work.success(self._configured).failure(self._not_configured).start()

    def export_to(self, path: Path) -> None:
        """Write the tags that are shown."""
        self._exporting = True
        self._refresh()
        rows = self.model.snapshot()
        work = self._context.tasks.operation(lambda: export_tags(path, rows))
        work.success(lambda count: self._exported(path, count)).failure(self._not_exported).start()

    def toggle_trend(self) -> None:
        """Add the chosen tags to the trend, or take them out where all are in it."""
        rows = self.table.rows()
        tags = [self.model.polled(row) for row in rows]
        if tags and all(self.trends.number(tag) for tag in tags):
            self.trends.remove(tags)
        elif not self._why_no_trend(tags):
            self.trends.add((tag, self._interval_s(tag)) for tag in tags)

    # -- the configuration -------------------------------------------------------------------------------

    def _read(self, known: object) -> TagList | None:
        """On another thread; None where nothing has changed."""
        plant = self._station.setup.plant()
        return None if plant == known else TagList(plant)

    def _configured(self, tags: TagList | None) -> None:
        self._loading, self._unread = False, ""
        if tags is not None:
            self.filter.offer(tags)
            self.model.configure(tags)
        if not self.loaded:
            self.loaded = True
            self._recall_trend()
        self._fresh = True
        self._refresh()

    def _not_configured(self, error: str) -> None:
        self._loading, self._unread = False, error
        if self.loaded:  # else it stands in the place of the tags
            self.messages.fail(self.tr("The configuration cannot be read. {error}").format(error=error))
        self._refresh()

    def _recall_trend(self) -> None:
        kept = self._context.memory.value("tags/trend", [])
        wanted = {str(key) for key in kept} if isinstance(kept, list) else {str(kept)}  # Qt unpacks one alone
        found = [tag for tag in self.model.values.plant.tags if "\n".join(tag_key(tag)) in wanted]
        if found:
            self.trends.add((tag, self._interval_s(tag)) for tag in found)

    def _interval_s(self, tag: Tag) -> float | None:
        """How often the tag is read by itself; None where it waits for a trigger."""
        for group in self.model.values.plant.groups:
            if group.group_name == tag.group_name and group.polling_mode is PollingMode.FIXED:
                return group.polling_interval_ms / 1000
        return None

    # -- showing -----------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self.filter.show_count(shown, total)
        self._rows.setCurrentWidget(self.table if shown else self.empty)
        if not shown:
            self._explain_empty(total)
        self._show_chosen()
        refusal = self.tr("An export is under way") if self._exporting else ""
        if not shown:
            refusal = self.tr("There is no tag to export")
        allow(
            self.export, refusal, self.tr("Write the tags that are shown, with their values, into a CSV file")
        )

    def _show_chosen(self) -> None:
        row = self.table.current_row()
        tag = None if row is None else self.model.tag(row)
        if row is None or tag is None:
            self.detail.show_nothing()
        else:
            now = self.model.now(row)
            self.detail.show_tag(tag, now, self.model.reason(now))
        self._allow_buttons()

    def _allow_buttons(self) -> None:
        tags = self.table.chosen_tags()
        inside = bool(tags) and all(self.trends.number(tag) for tag in tags)
        self.trend.setText(self.tr("Remove from &trend") if inside else self.tr("Add to &trend"))
        explanation = (
            self.tr("Draw the chosen tags no longer (Enter)")
            if inside
            else self.tr("Draw the chosen tags (Enter)")
        )
        allow(self.trend, "" if inside else self._why_no_trend(tags), explanation)
        refusal = "" if tags else self.tr("Choose tags first")
        allow(self.copy, refusal, self.tr("Copy the chosen rows for a spreadsheet (Ctrl+C)"))

    def _why_no_trend(self, tags: list[Tag]) -> str:
        if not tags:
            return self.tr("Choose tags first")
        if any(tag.tag_type is TagType.STRING for tag in tags):
            return self.tr("A text has no curve: choose numbers and bits")
        if sum(not self.trends.number(tag) for tag in tags) > self.trends.room():
            return self.tr("A trend has room for {n} tags: choose fewer, or take some out").format(
                n=MOST_TAGS
            )
        return ""

    def _explain_empty(self, total: int) -> None:
        filtered = total > 0
        title, text = self.tr("Reading the configuration…"), ""
        if filtered:
            title = self.tr("No tag is like that")
            text = self.tr("Other words, or another PLC, group, machine or quality may find some.")
        elif self.loaded:
            title = self.tr("No tags are configured")
            text = self.tr("An engineer adds them on the page Setup, one by one or from a CSV file.")
        elif self._unread:
            title = self.tr("The configuration cannot be read")
            text = self.tr("{error}\n\nF5 reads it again.").format(error=self._unread)
        self.empty.explain(title, text, self.tr("&Show all tags") if filtered else "")

    def _filter(self, wanted: TagFilter) -> None:
        self.model.set_filter(wanted)
        self._refresh()

    def _trend_changed(self) -> None:
        self.model.show_trended({tag_key(one.tag): one.number for one in self.trends.tags()})
        self._allow_buttons()

    def _choose_file(self) -> None:
        name = time.strftime("tags_%Y%m%d_%H%M%S.csv")
        ask_where(self, self._context.memory, name, self.export_to, title=self.tr("Export tags"))

    def _exported(self, path: Path, count: int) -> None:
        self._exporting = False
        text = self.tr("Tags exported: {count}, to {file}")
        self.messages.say(text.format(count=formats.number(count), file=path))
        self._refresh()

    def _not_exported(self, error: str) -> None:
        self._exporting = False
        self.messages.fail(self.tr("The tags are not exported. {error}").format(error=error))
        self._refresh()

    # -- building ----------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self._icons: list[tuple[QPushButton, str]] = []
        self.trend = self._button(self.tr("Add to &trend"), "chart-line", self.toggle_trend)
        self.copy = self._button(self.tr("&Copy"), "copy", self.table.copy)
        self.export = self._button(self.tr("&Export…"), "download", self._choose_file)

    def _button(self, text: str, icon: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(pressed)
        self._icons.append((button, icon))
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.filter, 1)
        head.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        self.detail.buttons.addWidget(self.trend)
        self.detail.buttons.addWidget(self.copy)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self.empty)
        self._rows.setMinimumHeight(_LEAST_TABLE_PX)
        self._body = QSplitter(Qt.Orientation.Vertical)
        self._body.setChildrenCollapsible(False)
        self._body.setHandleWidth(8)
        for part in (self._rows, self.detail, self.panel):
            self._body.addWidget(part)
        self._body.setStretchFactor(_TABLE, 1)
        self._body.setStretchFactor(_TREND, 1)
        self._body.setSizes(_SIZES)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.messages)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.filter.changed.connect(self._filter)
        self.filter.words.returnPressed.connect(self.table.setFocus)
        self.table.chosen.connect(self._show_chosen)
        self.table.activated.connect(lambda _: self.toggle_trend())
        self.trends.changed.connect(self._trend_changed)
        self._context.theme.changed.connect(self._paint)
        refresh = QShortcut(QKeySequence(Qt.Key.Key_F5), self, self._read_again)
        refresh.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _read_again(self) -> None:
        self.look_again()
        self.trends.read_again()

    def _paint(self) -> None:
        for button, icon in self._icons:
            button.setIcon(self._context.theme.icon(icon))
