"""The rows of one table of the draft beside the form that edits what is chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QItemSelection, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hmi.config.draft_rows import DraftRow
from hmi.window.context import Context
from hmi.window.models.plant_model import PlantColumn, PlantModel
from hmi.window.widgets.row_table import prepare_row_table

translate = QCoreApplication.translate

_ROW_PX = 26
_CELL_PX = 20
_ICON_PX = 22
_FORM_PX = 330
_MARGIN_PX = 14


class RowList(QTableView):
    """A table whose selection stays with its rows; ``chosen`` when others are."""

    chosen = Signal()
    delete_pressed = Signal()

    def __init__(
        self, context: Context, columns: Sequence[PlantColumn[Any]], name: str, *, many: bool = False
    ) -> None:
        super().__init__()
        self.plant = PlantModel(context.theme, columns, self)
        self._many = many
        self._keeping = False
        self.setModel(self.plant)
        self.setAccessibleName(name)
        mode = QTableView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        prepare_row_table(self, _ROW_PX)
        metrics = self.fontMetrics()
        for at, column in enumerate(columns):
            width = max(map(metrics.horizontalAdvance, (column.head, column.sample))) + _CELL_PX
            self.setColumnWidth(at, width + (0 if at else _ICON_PX))
        self.selectionModel().selectionChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[DraftRow[Any]], wrong: Mapping[int, Collection[str]]) -> None:
        """Show these; what was chosen stays chosen. Where one row is chosen at a time, one always is."""
        before = self.numbers()
        self._keeping = True
        self.plant.show_plant(rows, wrong)
        self._keeping = False
        if self.numbers() != before:
            self.choose(before)
            if self.numbers() != before:
                self.chosen.emit()
        if rows and not self._many and not self.numbers():
            self.choose([rows[0].number])

    def numbers(self) -> list[int]:
        """The numbers of the chosen rows, in the order of the table."""
        # By ranges: selectedRows() takes a second for ten thousand rows.
        selection = self.selectionModel().selection()
        parts = (selection.at(i) for i in range(selection.size()))
        ranges = sorted((part.top(), part.bottom()) for part in parts)
        rows = (self.plant.at(at) for top, bottom in ranges for at in range(top, bottom + 1))
        return [row.number for row in rows if row is not None]

    def choose(self, numbers: Iterable[int]) -> None:
        """Choose these rows, and show the first one."""
        selection, last = QItemSelection(), self.plant.columnCount() - 1
        ranges = self.plant.ranges(set(numbers))
        for top, bottom in ranges:
            selection.select(self.plant.index(top, 0), self.plant.index(bottom, last))
        flag = QItemSelectionModel.SelectionFlag
        if ranges:
            first = self.plant.index(ranges[0][0], 0)
            self.selectionModel().setCurrentIndex(first, flag.NoUpdate)
            self.scrollTo(first)
        self.selectionModel().select(selection, flag.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The Delete key."""
        if event.key() == Qt.Key.Key_Delete and self.numbers():
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if not self._keeping:
            self.chosen.emit()


def lay_out_tab(tab: QWidget, *heads: QLayout, body: QWidget, empty: QLabel) -> None:
    """Buttons and filters above the body, or above what is said where there is none."""
    empty.setObjectName("empty")
    empty.setWordWrap(True)
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, 10, 0, 0)
    column.setSpacing(8)
    for head in heads:
        column.addLayout(head)
    column.addWidget(body, 1)
    column.addWidget(empty, 1)


class _FormArea(QScrollArea):
    """Scrolls a form up and down, and is never narrower than it: labels are longer in some languages."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self.setObjectName("scroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._form = form
        self.setWidget(form)

    def minimumSizeHint(self) -> QSize:
        """As wide as the form and the bar that scrolls it."""
        form, bar = self._form.minimumSizeHint(), self.verticalScrollBar().sizeHint()
        return QSize(max(_FORM_PX, form.width() + bar.width()), super().minimumSizeHint().height())


def explain_empty(empty: QLabel, text: str, *, is_loaded: bool) -> None:
    """Say why there are no rows; before they were read nobody knows."""
    empty.setText(text if is_loaded else translate("Setup", "Reading the configuration…"))


def beside_form(rows: QWidget, *form: QWidget) -> QSplitter:
    """Rows at the left, at the right their form, which is scrolled where it does not fit."""
    inside = QWidget()
    inside.setObjectName("scrolled")
    column = QVBoxLayout(inside)
    column.setContentsMargins(_MARGIN_PX, 2, _MARGIN_PX, 2)
    column.setSpacing(10)
    for widget in form:
        column.addWidget(widget)
    column.addStretch(1)
    scroll = _FormArea(inside)
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(8)
    splitter.addWidget(rows)
    splitter.addWidget(scroll)
    splitter.setStretchFactor(0, 3)
    splitter.setStretchFactor(1, 2)
    return splitter
