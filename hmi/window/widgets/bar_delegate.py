"""Paints a percentage as a bar with its number."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from hmi.window.models.success_model import PERCENT_ROLE
from hmi.window.theme import Theme

_TEXT_PX = 54
_BAR_PX = 7


class BarDelegate(QStyledItemDelegate):
    """A gray bar: its length says it, so it needs no colour."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint number, then bar."""
        area = QRect(option.rect).adjusted(6, 0, -10, 0)
        colours = self._theme.colours
        painter.save()
        painter.setPen(QColor(colours.text))
        painter.drawText(
            QRect(area.left(), area.top(), _TEXT_PX, area.height()),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            str(index.data()),
        )
        percent = index.data(PERCENT_ROLE)
        if percent is not None:
            bar = QRect(
                area.left() + _TEXT_PX, area.center().y() - _BAR_PX // 2, area.width() - _TEXT_PX, _BAR_PX
            )
            painter.fillRect(bar, QColor(colours.trace_fill))
            bar.setWidth(round(bar.width() * percent / 100))
            painter.fillRect(bar, QColor(colours.line_strong))
        painter.restore()
