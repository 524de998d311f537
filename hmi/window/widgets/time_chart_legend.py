"""The names of a chart's curves and their values, in as many lines as the width asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hmi.window.looks import Look, Tone
from hmi.window.theme import Theme
from hmi.window.widgets.state_label import ICON_PX

_LINE_PX = 24
_GAP_PX = 4
_BETWEEN_PX = 16


@dataclass(frozen=True, slots=True)
class Item:
    """One curve: its pen (None where there is only one), name and value now."""

    pen: QPen | None
    name: str
    value: str
    tone: Tone = Tone.NORMAL


class Legend(QWidget):
    """Painted, for it changes with every movement of the mouse."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: Sequence[Item] = ()
        self._hint = QSize(0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these."""
        if items == self._items:
            return
        self._items = items
        hint = QSize(self._end(10**6), self.heightForWidth(10**6))
        # A value that gets shorter and longer does not move its neighbours all the time.
        if hint.width() > self._hint.width() or hint.width() < self._hint.width() - 2 * _BETWEEN_PX:
            self._hint = hint
            self.updateGeometry()
        self.update()

    def texts(self) -> list[str]:
        """What it says, curve by curve."""
        return [f"{item.name} {item.value}".strip() for item in self._items]

    def tones(self) -> list[Tone]:
        """How much attention each value asks for."""
        return [item.tone for item in self._items]

    def sizeHint(self) -> QSize:
        """All in one line."""
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """One curve in a line."""
        widths = [self._width(item) for item in self._items]
        return QSize(min(max(widths, default=0), 160), self._line_height())

    def heightForWidth(self, width: int) -> int:
        """As many lines as are needed."""
        places = self._places(width)
        return (places[-1].y() if places else 0) + self._line_height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint names in gray, values in the tone they ask for."""
        painter = QPainter(self)
        for item, place in zip(self._items, self._places(self.width()), strict=True):
            self._paint_item(painter, item, place)

    def _paint_item(self, painter: QPainter, item: Item, place: QPoint) -> None:
        x, height = place.x(), self._line_height()
        if item.pen is not None:
            painter.setPen(item.pen)
            middle = place.y() + height / 2
            painter.drawLine(QPointF(x, middle), QPointF(x + _LINE_PX, middle))
            x += _LINE_PX + _GAP_PX
        if item.name:
            x = self._paint_text(painter, item.name, self.font(), Tone.QUIET, QPoint(x, place.y()))
        if item.tone is not Tone.NORMAL:
            icon = self._theme.state_icon(Look(str(item.tone), item.tone, ""))
            icon.paint(painter, QRect(x, place.y(), ICON_PX, height))
            x += ICON_PX + _GAP_PX
        self._paint_text(painter, item.value, _bold(self.font()), item.tone, QPoint(x, place.y()))

    def _paint_text(self, painter: QPainter, text: str, font: QFont, tone: Tone, place: QPoint) -> int:
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.of(tone)))
        width = QFontMetrics(font).horizontalAdvance(text)
        where = QRect(place.x(), place.y(), width + 1, self._line_height())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), text)
        return place.x() + width + _GAP_PX

    def _places(self, width: int) -> list[QPoint]:
        places: list[QPoint] = []
        x = y = 0
        for item in self._items:
            wide = self._width(item)
            if x and x + wide > width:
                x, y = 0, y + self._line_height()
            places.append(QPoint(x, y))
            x += wide + _BETWEEN_PX
        return places

    def _end(self, width: int) -> int:
        places = self._places(width)
        return places[-1].x() + self._width(self._items[-1]) if places else 0

    def _width(self, item: Item) -> int:
        line = _LINE_PX + _GAP_PX if item.pen is not None else 0
        name = self.fontMetrics().horizontalAdvance(item.name) + _GAP_PX if item.name else 0
        icon = ICON_PX + _GAP_PX if item.tone is not Tone.NORMAL else 0
        return line + name + icon + QFontMetrics(_bold(self.font())).horizontalAdvance(item.value)

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 2


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
