"""The table of tags: what is chosen stays chosen while rows come and go."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QTableView

from hmi.model.plant import Tag, TagKey, tag_key
from hmi.window.models.headed_model import Index
from hmi.window.models.runs import runs
from hmi.window.models.tag_model import TagModel
from hmi.window.widgets.cell_delegate import CellDelegate
from hmi.window.widgets.row_table import prepare_row_table

_ROW_PX = 24
_BAND_ROWS = 12
_TURN_MS = 16
_MARGIN_PX = 20
_ICON_PX = 28
_SAMPLES = (
    "PRESS01",
    "PRESS_OPERATION",
    "PRS-L1-ST01-01",
    "ZR10000",
    "DieTemperatureLow",
    "-12,345.67 °C",
    "UNCERTAIN",
    "59 min ago",
    "",
)
"""Widths come from these, once: measuring every row takes 240 ms on a large table."""

_LEAST_PX = {TagModel.PLC: 860, TagModel.GROUP: 860, TagModel.MACHINE: 560}
"""A column is left out where the table is narrower than that."""


class TagTable(QTableView):
    """``chosen`` when other rows are; a click on a head sorts, a third one restores the plant's own order."""

    chosen = Signal()

    def __init__(self, model: TagModel) -> None:
        super().__init__()
        self._tags = model
        self._kept: set[TagKey] = set()
        self._current: TagKey | None = None
        self._scrolled = 0
        self._stale: deque[tuple[int, int, int, int, Sequence[int]]] = deque()
        """Bands to paint: first and last row, first and last column, roles."""
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(_TURN_MS)
        self._turn.timeout.connect(self._paint_band)
        self.setModel(model)
        self.setAccessibleName(self.tr("Tags"))
        prepare_row_table(self, _ROW_PX)
        self.setItemDelegate(CellDelegate(model.theme, self))
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(True)
        heads = self.horizontalHeader()
        heads.setSectionsClickable(True)
        heads.setSortIndicatorClearable(True)
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for column, sample in enumerate(_SAMPLES):
            icon = _ICON_PX if column in (TagModel.QUALITY, TagModel.NAME) else 0
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(sample) + _MARGIN_PX + icon)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self.copy)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, leave out what the filter and the chosen tag's details say, too."""
        super().resizeEvent(event)
        for column, least in _LEAST_PX.items():
            self.setColumnHidden(column, self.width() < least)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint what is seen of it, a band of rows a frame: a whole screen of cells takes longer than one."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        begin, end = max(first.row(), top), last.row() if bottom < 0 else min(last.row(), bottom)
        self._stale = deque(
            (band, min(band + _BAND_ROWS, end + 1) - 1, first.column(), last.column(), roles)
            for band in range(begin, end + 1, _BAND_ROWS)
        )
        if not self._turn.isActive():
            self._paint_band()

    def _paint_band(self) -> None:
        if not self._stale:
            return
        first, last, left, right, roles = self._stale.popleft()
        model = self._tags
        if last < model.rowCount():  # else it was reset meanwhile, and is painted whole
            super().dataChanged(model.index(first, left), model.index(last, right), roles)
        if self._stale:
            self._turn.start()

    def recall(self, memory: QSettings) -> None:
        """Columns as they were left; the order of rows is the plant's own again."""
        state = memory.value("tags/columns")
        if isinstance(state, QByteArray):
            self.horizontalHeader().restoreState(state)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def remember(self, memory: QSettings) -> None:
        """Keep the columns as they are."""
        memory.setValue("tags/columns", self.horizontalHeader().saveState())

    def rows(self) -> list[int]:
        """The chosen rows, from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def chosen_tags(self) -> list[Tag]:
        """The chosen tags."""
        return [tag for row in self.rows() if (tag := self._tags.tag(row)) is not None]

    def current_row(self) -> int | None:
        """The row of the one tag that is looked at: the current one among the chosen, else their first."""
        rows = self.rows()
        current = self.currentIndex().row()
        return current if current in rows else rows[0] if rows else None

    def choose(self, keys: set[TagKey]) -> None:
        """Choose these tags, as far as they are shown."""
        selection = QItemSelection()
        last = self._tags.columnCount() - 1
        for first, end in runs(self._tags.rows_of(keys)):
            selection.select(self._tags.index(first, 0), self._tags.index(end, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard as they are shown, for a spreadsheet."""
        lines = ["\t".join(self._tags.texts(row)) for row in self.rows()]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _keep(self) -> None:
        self._kept = {tag_key(tag) for tag in self.chosen_tags()}
        current = self._tags.tag(self.currentIndex().row())
        self._current = tag_key(current) if current else None
        self._scrolled = self.verticalScrollBar().value()

    def _restore(self) -> None:
        rows = self._tags.rows_of({self._current}) if self._current else []
        if rows:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._tags.index(rows[0], 0), flag)
        self.choose(self._kept)
        if self._tags.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(0)
        self.verticalScrollBar().setValue(self._scrolled)
        self.chosen.emit()
