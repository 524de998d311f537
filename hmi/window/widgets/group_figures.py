"""The polling groups beside the charts: one line each, with their history over the same time."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QLabel, QTableView, QVBoxLayout

from hmi.model.figures import Figures
from hmi.model.status import GroupStatus
from hmi.window import formats
from hmi.window.models.group_figures_model import GroupFiguresModel
from hmi.window.theme import Theme
from hmi.window.widgets.time_chart_view import TimeView
from hmi.window.widgets.trend_delegate import TrendDelegate

_ROW_PX = 27
_LEAST_ROWS = 4
_HEAD_PX = 62
_NARROWEST_NAME_PX, _WIDEST_NAME_PX = 90, 260
_ICON_PX = 44
"""The state's form, and the margins of the cell."""


class GroupFigures(QFrame):
    """A table that the mouse asks for values as it asks the charts."""

    def __init__(self, theme: Theme, view: TimeView) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._view = view
        self.model = GroupFiguresModel(theme, view, self)
        self._delegate = TrendDelegate(theme, view, self)
        self.table = _Table(self._delegate, view)
        self._when = QLabel()
        self._when.setObjectName("caption")
        self._lay_out()
        self.model.modelReset.connect(self._fit)
        view.cursor_moved.connect(self._say_when)
        self._say_when()

    def show_groups(self, groups: Sequence[GroupStatus]) -> None:
        """Show these groups as they are now."""
        self.model.show_groups(groups)

    def show_figures(self, figures: Figures) -> None:
        """Show this history."""
        self.model.show_figures(figures)

    def when_text(self) -> str:
        """What the values are of."""
        return self._when.text()

    def _say_when(self) -> None:
        cursor = self._view.cursor
        if cursor is None:
            self._when.setText(self.tr("Means of the time shown"))
        else:
            self._when.setText(self.tr("Values at {time}").format(time=formats.time_of(cursor, time.time())))

    def _fit(self) -> None:
        """No wider than the names, no higher than the groups: the room belongs to the charts."""
        metrics = self.table.fontMetrics()
        model = self.model
        names = [str(model.index(row, model.GROUP).data()) for row in range(model.rowCount())]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0) + _ICON_PX
        width = min(max(widest, _NARROWEST_NAME_PX), _WIDEST_NAME_PX)
        self.table.horizontalHeader().resizeSection(model.GROUP, width)
        self.setMaximumHeight(_HEAD_PX + max(model.rowCount(), _LEAST_ROWS) * _ROW_PX + _ROW_PX)

    def _lay_out(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Polling groups"))
        heads = table.horizontalHeader()
        heads.setSectionsClickable(False)
        for column in (GroupFiguresModel.SUCCESS, GroupFiguresModel.POLL_TIME):
            table.setItemDelegateForColumn(column, self._delegate)
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        title = QLabel(self.tr("Polling groups"))
        title.setObjectName("caption")
        top = QHBoxLayout()
        top.setContentsMargins(6, 0, 6, 0)
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self._when)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(6, 7, 6, 6)
        lines.setSpacing(2)
        lines.addLayout(top)
        lines.addWidget(table)
        self.setMinimumHeight(_HEAD_PX + _LEAST_ROWS * _ROW_PX)


class _Table(QTableView):
    def __init__(self, delegate: TrendDelegate, view: TimeView) -> None:
        super().__init__()
        self._delegate = delegate
        self._view = view
        self.setObjectName("bare")
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ask for the values at the time below the mouse."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        moment = None
        if index.isValid() and index.column() != GroupFiguresModel.GROUP:
            moment = self._delegate.moment_at(self.visualRect(index), round(event.position().x()))
        self._view.set_cursor(moment)

    def leaveEvent(self, event: QEvent) -> None:
        """The values are the newest again."""
        super().leaveEvent(event)
        self._view.set_cursor(None)
