"""Paints the cells of tables that change every second, at a fraction of what Qt's own way costs."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QStaticText, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from hmi.window.theme import Theme

_MARGIN_PX = 9
"""The stylesheet's padding of an item, and Fusion's own."""
_ICON_PX = 16
_ICON_GAP_PX = 6
_MOST_KEPT = 4000

_Role = Qt.ItemDataRole
_SELECTED = QStyle.StateFlag.State_Selected
_RIGHT = Qt.AlignmentFlag.AlignRight
_ELIDED = Qt.TextElideMode.ElideRight


class _Line(NamedTuple):
    """A text laid out for the room it has, and how wide it became."""

    text: QStaticText
    width: float


class CellDelegate(QStyledItemDelegate):
    """One line of text, with an icon where there is one: as the stylesheet's ``QTableView::item`` looks.

    Qt's own asks a model for seven roles of each cell by a call each, every one of which has to wait for
    Python, and looks every cell up in the stylesheet: 12 ms for 200 cells, and up to 30 ms beside polling
    groups. This one comes to Python once, and lays a text out once for as long as it is shown.
    """

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table
        self._lines: dict[tuple[str, int, bool], _Line] = {}
        theme.changed.connect(self._use_theme)
        self._use_theme()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        data, cell = self._table.model().data, option.rect
        is_selected = bool(option.state & _SELECTED)
        if is_selected:
            painter.fillRect(cell, self._selection)
        left, width = cell.left() + _MARGIN_PX, cell.width() - 2 * _MARGIN_PX
        icon = data(index, _Role.DecorationRole)
        if isinstance(icon, QIcon):
            icon.paint(painter, QRect(left, cell.top(), _ICON_PX, cell.height()))
            left, width = left + _ICON_PX + _ICON_GAP_PX, width - _ICON_PX - _ICON_GAP_PX
        text = data(index, _Role.DisplayRole)
        if not text:
            return
        font = data(index, _Role.FontRole)
        line = self._line(text, width, font)
        colour = None if is_selected else data(index, _Role.ForegroundRole)
        painter.setPen(self._text if colour is None else colour)
        painter.setFont(self._table.font() if font is None else font)
        x = left + width - line.width if data(index, _Role.TextAlignmentRole) & _RIGHT else left
        top = cell.top() + cell.height() // 2 - self._half
        painter.drawStaticText(QPointF(x, top), line.text)

    def _line(self, text: str, width: int, font: QFont | None) -> _Line:
        key = (text, width, font is None)
        line = self._lines.get(key)
        if line is None:
            if len(self._lines) >= _MOST_KEPT:
                self._lines.clear()
            line = self._lines[key] = _lay_out(text, width, font or self._table.font())
        return line

    def _use_theme(self) -> None:
        """Colours, and whatever else a stylesheet may have changed."""
        colours = self._theme.colours
        self._text, self._selection = QColor(colours.text), QColor(colours.selection)
        self._half = self._table.fontMetrics().height() // 2
        self._lines.clear()


def _lay_out(text: str, width: int, font: QFont) -> _Line:
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) > width:
        text = metrics.elidedText(text, _ELIDED, width)
    line = QStaticText(text)
    line.setTextFormat(Qt.TextFormat.PlainText)
    line.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    line.prepare(QTransform(), font)
    return _Line(line, line.size().width())
