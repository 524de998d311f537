"""Paints a value and, beside it, its history over the time of the charts."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from hmi.window.models.group_figures_model import TREND_ROLE, Trend
from hmi.window.theme import Theme
from hmi.window.widgets.time_chart_plot import paint_mark
from hmi.window.widgets.time_chart_samples import Floats, Samples, as_steps
from hmi.window.widgets.time_chart_view import TimeView

_TEXT_PX = 58
_BESIDE_PX = 6
_ABOVE_PX = 4


class TrendDelegate(QStyledItemDelegate):
    """Number, then curve; the curve has the same time from left to right as the charts of the view."""

    def __init__(self, theme: Theme, view: TimeView, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = view

    @staticmethod
    def trend_rect(cell: QRect) -> QRect:
        """Where the curve is in a cell."""
        return cell.adjusted(_BESIDE_PX + _TEXT_PX, _ABOVE_PX, -2 * _BESIDE_PX, -_ABOVE_PX)

    def moment_at(self, cell: QRect, x: int) -> float | None:
        """The time at a pixel, in seconds since 1970; None beside the curve."""
        area = self.trend_rect(cell)
        if area.width() <= 0 or not area.left() <= x <= area.right():
            return None
        return self._view.start + (x - area.left()) / area.width() * self._view.span

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the number, marks, reach and curve, and the cursor."""
        cell, colours = QRect(option.rect), self._theme.colours
        trend = index.data(TREND_ROLE)
        painter.save()
        painter.setPen(QColor(colours.text))
        painter.drawText(
            cell.adjusted(_BESIDE_PX, 0, 0, 0),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            str(index.data()),
        )
        area = QRectF(self.trend_rect(cell))
        if area.width() > 1:
            painter.setClipRect(area)
            self._paint_marks(painter, area, trend)
            self._paint_trend(painter, area, trend)
            self._paint_cursor(painter, area)
        painter.restore()

    def _paint_marks(self, painter: QPainter, area: QRectF, trend: Trend) -> None:
        colours, view = self._theme.colours, self._view
        for mark in trend.marks:
            left = max(area.left(), self._x(area, mark.start))
            right = min(area.right(), self._x(area, view.end if mark.end is None else mark.end))
            where = QRectF(left, area.top(), max(right - left, 3.0), area.height())
            paint_mark(painter, where, mark, colours)

    def _paint_trend(self, painter: QPainter, area: QRectF, trend: Trend) -> None:
        colours, view = self._theme.colours, self._view
        painter.setPen(QPen(QColor(colours.line), 0))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        seen = trend.samples.between(view.start, view.end).thinned(int(area.width()))
        if not len(seen.times):
            return
        scale = (area.height() - 1.0) / trend.top
        self._paint_reach(painter, area, seen, scale)
        times, values = as_steps(seen.times, seen.values, min(view.end, seen.times[-1] + view.span / 50))
        painter.setPen(QPen(QColor(colours.trace), 1))
        x, y = self._xs(area, times), area.bottom() - 0.5 - values * scale
        painter.drawPath(pg.arrayToQPath(x, y, connect="finite"))

    def _paint_reach(self, painter: QPainter, area: QRectF, seen: Samples, scale: float) -> None:
        """Where the lowest and the highest of a point are apart."""
        if seen.lows is None or seen.highs is None:
            return
        apart = (seen.highs - seen.lows) * scale >= 1.0
        x = np.repeat(self._xs(area, seen.times[apart]), 2)
        y = np.stack((seen.lows[apart], seen.highs[apart]), axis=1).ravel()
        painter.setPen(QPen(QColor(self._theme.colours.line_strong), 1))
        painter.drawPath(pg.arrayToQPath(x, area.bottom() - 0.5 - y * scale, connect="pairs"))

    def _paint_cursor(self, painter: QPainter, area: QRectF) -> None:
        if self._view.cursor is None:
            return
        x = math.floor(self._x(area, self._view.cursor)) + 0.5
        painter.setPen(QPen(QColor(self._theme.colours.text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _x(self, area: QRectF, moment: float) -> float:
        return area.left() + (moment - self._view.start) / self._view.span * area.width()

    def _xs(self, area: QRectF, moments: Floats) -> Floats:
        return area.left() + (moments - self._view.start) / self._view.span * area.width()
