"""The polling groups: what each is doing, and the commands to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hmi.model.status import GroupState, GroupStatus, PlcStatus
from hmi.window.commands import GroupCommands, Refusals
from hmi.window.context import Context
from hmi.window.forecasts import Forecasts
from hmi.window.looks import Tone
from hmi.window.models.group_model import GroupModel
from hmi.window.pages import Page
from hmi.window.snapshot import Snapshot
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.cell_delegate import CellDelegate
from hmi.window.widgets.flow_layout import FlowLayout
from hmi.window.widgets.focus import begins_at
from hmi.window.widgets.group_detail import GroupDetail
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.name_table import NameTable
from hmi.window.widgets.row_table import prepare_row_table

_ROW_PX = 28
_GAP_PX = 10
"""Between the commands to one group and those to all."""
_DETAIL_PX = 170
_CELL_MARGIN_PX = 20
_ICON_PX = 20
_ERROR_PX = 200
"""The last error keeps this much before names get more."""


class GroupsPage(Page):
    """Table, buttons and the chosen group's details; ``set_up_wanted`` asks for a group's form."""

    set_up_wanted = Signal(str)

    smallest = (600, 520)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme, station, tasks = context.theme, context.station, context.tasks
        self._theme = theme
        self._station = station
        self._tasks = tasks
        self._groups: tuple[GroupStatus, ...] = ()
        self._plcs: dict[str, PlcStatus] = {}
        self._now = 0.0
        self._fresh = True
        self.commands = GroupCommands(context, self)
        self.commands.said.connect(self._say)
        self.commands.changed.connect(self._refresh)
        self.refusals = Refusals(self)
        self.forecasts = Forecasts(station, tasks, self)
        self.forecasts.changed.connect(self._refresh)
        self.model = GroupModel(theme, self)
        self.table = NameTable()
        self.detail = GroupDetail(theme)
        self.messages = MessageBar(theme)
        self._icons: list[tuple[QPushButton, str]] = []
        self._make_buttons()
        self._empty = QLabel(
            self.tr("No polling group is configured.\nAdd PLCs, groups and tags on the page Setup (F9).")
        )
        self._empty.setObjectName("empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._prepare_table()
        self._lay_out()
        theme.changed.connect(self._paint)
        self._paint()
        begins_at(self, self.table)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the groups; states change at once, numbers on the beat of a second."""
        before, self._groups, self._now = self._groups, snapshot.status.groups, snapshot.time
        self._plcs = {plc.plc_code: plc for plc in snapshot.status.plcs}
        self.commands.settle()
        self.forecasts.follow(snapshot.status)
        if snapshot.beat or self._fresh or [*map(_news, before)] != [*map(_news, self._groups)]:
            self._fresh = False
            self._refresh()
        if not before and self._groups:
            self.table.selectRow(0)

    def showEvent(self, event: QShowEvent) -> None:
        """A page that becomes visible does not wait for the beat."""
        super().showEvent(event)
        self._fresh = True

    def selected(self) -> GroupStatus | None:
        """The chosen group."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.group(rows[0].row()) if rows else None

    def select(self, group_name: str) -> None:
        """Choose a group."""
        row = self.model.row_of(group_name)
        if row is not None:
            self.table.selectRow(row)

    # -- showing -----------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        chosen = self.selected()
        self.model.show_groups(self._groups, self._now, self.commands.pending())
        if chosen is not None and self.selected() is None:
            self.select(chosen.group_name)  # a reset of the model forgets the selection
        self._show_chosen()
        self._empty.setVisible(not self._groups)
        self._body.setVisible(bool(self._groups))

    def _show_chosen(self) -> None:
        chosen = self.selected()
        self.detail.setVisible(chosen is not None)
        if chosen is not None:
            forecast = self.forecasts.of(chosen.group_name)
            plc = self._plcs.get(chosen.plc_code)
            fate = self.commands.fates.get(chosen.group_name)
            self.detail.show_group(chosen, self.model.look(chosen), plc, forecast, fate)
        self._allow_buttons(chosen)

    def _allow_buttons(self, chosen: GroupStatus | None) -> None:
        pending = self.commands.pending().get(chosen.group_name) if chosen else None
        refusals, configured = self.refusals, bool(self._groups)
        allow(self.start, refusals.start(chosen, pending), self.tr("Start the chosen group"))
        allow(self.stop, refusals.stop(chosen, pending), self.tr("Finish the poll in progress, then stop"))
        allow(self.trigger, refusals.trigger(chosen, pending), self.tr("Poll the chosen group once, now"))
        allow(self.set_up, refusals.set_up(chosen), self.tr("Change the chosen group and see what it costs"))
        allow(
            self.start_all,
            refusals.start_all(self._names(stopped=True), configured=configured),
            self.tr("Start every active group that does not run"),
        )
        allow(
            self.stop_all,
            refusals.stop_all(self._names(stopped=False), configured=configured),
            self.tr("Finish the polls in progress, then stop every group"),
        )

    def _names(self, *, stopped: bool) -> list[str]:
        pending = self.commands.pending()
        return [
            group.group_name
            for group in self._groups
            if (group.state is GroupState.STOPPED) is stopped and group.group_name not in pending
        ]

    def _of_chosen(self, command: Callable[[str], None]) -> Callable[[], None]:
        def run() -> None:
            chosen = self.selected()
            if chosen is not None:
                self.messages.clear()
                command(chosen.group_name)

        return run

    def _of_all(self, command: Callable[[list[str]], None], *, stopped: bool) -> Callable[[], None]:
        def run() -> None:
            self.messages.clear()
            command(self._names(stopped=stopped))

        return run

    def _say(self, tone: str, text: str) -> None:
        show = {Tone.ALARM: self.messages.fail, Tone.WARNING: self.messages.warn}
        show.get(Tone(tone), self.messages.say)(text)

    def _make_buttons(self) -> None:
        of_chosen, of_all, commands = self._of_chosen, self._of_all, self.commands
        self.start = self._button(self.tr("&Start"), "start", of_chosen(commands.start))
        self.stop = self._button(self.tr("S&top"), "stop", of_chosen(commands.stop))
        self.trigger = self._button(self.tr("T&rigger"), "trigger", of_chosen(commands.trigger))
        self.start_all = self._button(
            self.tr("Start &all"), "start", of_all(commands.start_all, stopped=True)
        )
        self.stop_all = self._button(self.tr("Stop a&ll"), "stop", of_all(commands.stop_all, stopped=False))

        self.set_up = self._button(self.tr("Set &up…"), "setup", of_chosen(self.set_up_wanted.emit))

    def _button(self, text: str, icon: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(pressed)
        self._icons.append((button, icon))
        return button

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Polling groups"))
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        prepare_row_table(table, _ROW_PX)
        table.setItemDelegate(CellDelegate(self._theme, table))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._fit_columns()
        names = {column: table.columnWidth(column) for column in (GroupModel.GROUP, GroupModel.PLC)}
        table.widen_names(names, last_px=_ERROR_PX, margin_px=_CELL_MARGIN_PX)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())

    def _fit_columns(self) -> None:
        # Widths come from examples, once: measuring every row takes 240 ms on a large table.
        metrics = self.table.fontMetrics()
        for index, column in enumerate(self.model.columns):
            texts = (*column.head.split("\n"), column.sample)
            width = max(metrics.horizontalAdvance(text) for text in texts) + _CELL_MARGIN_PX
            self.table.setColumnWidth(index, width + (_ICON_PX if index == GroupModel.STATE else 0))

    def _lay_out(self) -> None:
        gap = QWidget()
        gap.setFixedWidth(_GAP_PX)
        flow = FlowLayout()
        for part in (self.start, self.stop, self.trigger, gap, self.start_all, self.stop_all):
            flow.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addLayout(flow, 1)
        buttons.addWidget(self.set_up, 0, Qt.AlignmentFlag.AlignTop)
        self._body = QSplitter(Qt.Orientation.Vertical)
        self._body.setChildrenCollapsible(False)
        self._body.setHandleWidth(8)
        self._body.addWidget(self.table)
        self._body.addWidget(self.detail)
        self._body.setStretchFactor(0, 1)
        self._body.setSizes([1000, _DETAIL_PX])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(buttons)
        column.addWidget(self.messages)
        column.addWidget(self._body, 1)
        column.addWidget(self._empty, 1)

    def _paint(self) -> None:
        for button, icon in self._icons:
            button.setIcon(self._theme.icon(icon))


def _news(group: GroupStatus) -> tuple[object, ...]:
    """What is not to wait for the beat."""
    return group.group_name, group.state, group.handshake, group.bad_tag_count, group.last_error
