"""The drawing area of a chart of time: axes, background, curves, and what stands upon them."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QGraphicsView, QToolTip

from hmi.window.theme import Colours
from hmi.window.widgets.time_chart_axis import TimeAxis, ValueAxis
from hmi.window.widgets.time_chart_samples import Hatch, Mark
from hmi.window.widgets.time_chart_view import DAY, TimeView

AXIS_PX = 52
"""Width of the axis of values: the same in all charts, so that their times stand below each other."""

_NOTCH = 120.0
_ZOOM_PER_NOTCH = 0.8
_PATTERNS = {
    Hatch.LINES: Qt.BrushStyle.BDiagPattern,
    Hatch.DOTS: Qt.BrushStyle.Dense6Pattern,
    Hatch.CROSSES: Qt.BrushStyle.DiagCrossPattern,
    Hatch.NONE: Qt.BrushStyle.NoBrush,
}
_LEAST_MARK_PX = 3.0
_MARK_LINES = 2
"""More would hide the curves; nearer by, there is room for each."""
_NO_TIMES_PX = 10
"""Half of the lowest value's text stands beside the axis of times."""
_TEXT_MARGIN_PX = 3


@dataclass(frozen=True, slots=True)
class Tip:
    """A text at a value."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """Values that are shaded from ``low`` to ``high``; ``strong`` the darker of two."""

    low: float
    high: float
    strong: bool


class Plot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph ships no types
    """Paints what is told to it; what the mouse wants comes as signals.

    Background and texts are painted in pixels around pyqtgraph's curves, for its own items for regions and
    texts cost more than the curves, and their patterns are stretched with the axes.
    """

    panned = Signal(float)
    """By so many seconds."""
    zoomed = Signal(float, float)
    """By a factor, around a moment."""
    pointed = Signal(object)
    """To a moment, or to None."""
    recalled = Signal()
    """To the newest values."""

    def __init__(self, view: TimeView, colours: Colours, bands: Sequence[Band]) -> None:
        self.span = view
        self.colours = colours
        self.bands = bands
        self.marks: Sequence[Mark] = ()
        self.tips: Sequence[Tip] = ()
        """At the right ends of the curves."""
        self.lane_names: Sequence[Tip] = ()
        """At the left, above their values."""
        self._dragged_from: float | None = None
        super().__init__(axisItems={"bottom": TimeAxis(), "left": ValueAxis()}, enableMenu=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.disableAutoRange()
        self.setMinimumHeight(70)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.viewport().setMouseTracking(True)
        item = self.getPlotItem()
        item.setContentsMargins(0, 4, 2, 0)
        item.getAxis("left").setWidth(AXIS_PX)

    def use_colours(self, colours: Colours) -> None:
        """Paint in this scheme."""
        self.colours = colours
        self.setBackground(colours.panel)
        for name in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(name)
            axis.setPen(pg.mkPen(QColor(colours.line_strong)))
            axis.setTextPen(pg.mkPen(QColor(colours.muted)))

    def hide_times(self) -> None:
        """The chart below has the same axis of time."""
        axis = self.getPlotItem().getAxis("bottom")
        axis.setStyle(showValues=False)
        axis.setHeight(_NO_TIMES_PX)

    def hide_values(self) -> None:
        """The values are named beside their curves."""
        self.getPlotItem().getAxis("left").setStyle(showValues=False, tickLength=0)

    def sizeHint(self) -> QSize:
        """Small: charts share the room there is."""
        return QSize(self.minimumSize())

    def plot_rect(self) -> QRectF:
        """Where the curves are, in pixels."""
        return QRectF(self.getPlotItem().vb.sceneBoundingRect())

    def moment_at(self, x: float) -> float:
        """The time at a pixel, in seconds since 1970."""
        rect = self.plot_rect()
        return self.span.start + (x - rect.left()) * self._seconds_per_px()

    # -- painting ----------------------------------------------------------------------------------------

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        """Bands of values, lines at the ticks, and marks of time."""
        super().drawBackground(painter, rect)
        area = self.plot_rect()
        painter.save()
        painter.setClipRect(area)
        for band in self.bands:
            self._draw_band(painter, area, band)
        self._draw_lines(painter, area)
        for mark in self.marks:
            self._draw_mark(painter, area, mark)
        painter.restore()

    def drawForeground(self, painter: QPainter, _rect: QRectF | object) -> None:
        """Names of the curves and marks, and the cursor."""
        area = self.plot_rect()
        painter.save()
        painter.setFont(self.font())
        self._draw_mark_texts(painter)
        self._draw_tips(painter, area)
        self._draw_lane_names(painter, area)
        if self.span.cursor is not None:
            self._draw_cursor(painter, area, self.span.cursor)
        painter.restore()

    def _draw_band(self, painter: QPainter, area: QRectF, band: Band) -> None:
        top, bottom = self._y(area, band.high), self._y(area, band.low)
        fill = self.colours.band_high if band.strong else self.colours.band
        painter.fillRect(QRectF(area.left(), top, area.width(), bottom - top), QColor(fill))
        painter.setPen(QPen(QColor(self.colours.line_strong), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), round(bottom)), QPointF(area.right(), round(bottom)))

    def _draw_lines(self, painter: QPainter, area: QRectF) -> None:
        axis = self.getPlotItem().getAxis("left")
        low, high = self.getPlotItem().vb.viewRange()[1]
        painter.setPen(QPen(QColor(self.colours.line), 0))
        for value in axis.tickValues(low, high, area.height())[0][1] if axis.style["showValues"] else ():
            y = round(self._y(area, value))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _draw_mark(self, painter: QPainter, area: QRectF, mark: Mark) -> None:
        paint_mark(painter, self._mark_rect(area, mark), mark, self.colours)

    def mark_places(self) -> list[tuple[QRectF, str]]:
        """Where the names of marks stand; if there is no room for all, what takes longest is named first."""
        area, metrics = self.plot_rect(), self.fontMetrics()
        places: list[tuple[QRectF, str]] = []
        named = [
            (self._mark_rect(area, mark).intersected(area), mark.text) for mark in self.marks if mark.text
        ]
        for where, text in sorted(named, key=lambda one: -one[0].width()):
            width = metrics.horizontalAdvance(text) + 2 * _TEXT_MARGIN_PX
            left = min(max(where.left(), area.left()), area.right() - width)
            lines = (
                QRectF(left, area.top() + line * metrics.height(), width, metrics.height())
                for line in range(_MARK_LINES)
            )
            free = (line for line in lines if not any(line.intersects(place) for place, _ in places))
            place = next(free, None)
            if place is not None and not where.isEmpty():
                places.append((place, text))
        return places

    def _draw_mark_texts(self, painter: QPainter) -> None:
        for place, text in self.mark_places():
            self._draw_text(painter, place, text)

    def _draw_tips(self, painter: QPainter, area: QRectF) -> None:
        """At the ends of the curves, moved apart; in columns where one below the other does not fit."""
        metrics = painter.fontMetrics()
        height, widest = (
            metrics.height(),
            max((metrics.horizontalAdvance(t.text) for t in self.tips), default=0),
        )
        columns = 1 + int(len(self.tips) * height / max(area.height(), 1.0))
        lowest = [area.bottom()] * columns
        for place, tip in enumerate(sorted(self.tips, key=lambda tip: tip.value)):
            column, width = place % columns, metrics.horizontalAdvance(tip.text) + 2 * _TEXT_MARGIN_PX
            y = max(min(self._y(area, tip.value) - height / 2, lowest[column] - height), area.top())
            right = area.right() - 2 - column * (widest + 2 * _TEXT_MARGIN_PX)
            self._draw_text(painter, QRectF(right - width, y, width, height), tip.text)
            lowest[column] = y

    def _draw_lane_names(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QColor(self.colours.muted))
        for name in self.lane_names:
            y = self._y(area, name.value) - _TEXT_MARGIN_PX
            painter.drawText(QPointF(area.left() + _TEXT_MARGIN_PX, y), name.text)

    def _draw_cursor(self, painter: QPainter, area: QRectF, moment: float) -> None:
        x = round(area.left() + (moment - self.span.start) / self._seconds_per_px())
        painter.setPen(QPen(QColor(self.colours.text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        text = time.strftime(
            "%Y-%m-%d %H:%M:%S" if self.span.span >= DAY else "%H:%M:%S", time.localtime(moment)
        )
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + 2 * _TEXT_MARGIN_PX
        left = x + 4 if x + 4 + width < area.right() else x - 4 - width
        place = QRectF(left, area.bottom() - metrics.height() - 2, width, metrics.height())
        self._draw_text(painter, place, text)

    def _draw_text(self, painter: QPainter, place: QRectF, text: str) -> None:
        """On a ground of its own: it is read before any curve."""
        ground = QColor(self.colours.panel)
        ground.setAlpha(225)
        painter.fillRect(place, ground)
        painter.setPen(QColor(self.colours.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _mark_rect(self, area: QRectF, mark: Mark) -> QRectF:
        end = self.span.end if mark.end is None else mark.end
        left = area.left() + (mark.start - self.span.start) / self._seconds_per_px()
        width = max((end - mark.start) / self._seconds_per_px(), _LEAST_MARK_PX)
        # A rectangle of a year on a screen of a minute is more than the painter's numbers hold.
        return QRectF(left, area.top(), width, area.height()).intersected(area.adjusted(-5, 0, 5, 0))

    def _y(self, area: QRectF, value: float) -> float:
        low, high = map(float, self.getPlotItem().vb.viewRange()[1])
        return area.bottom() - (value - low) / (high - low) * area.height()

    def _seconds_per_px(self) -> float:
        return self.span.span / max(self.plot_rect().width(), 1.0)

    def mark_at(self, x: float) -> Mark | None:
        """The last mark that is drawn at a pixel."""
        area = self.plot_rect()
        found = (mark for mark in reversed(self.marks) if _covers(self._mark_rect(area, mark), x))
        return next(found, None)

    # -- the mouse ---------------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        """Explain the mark below the mouse; without one, what the chart explains."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self.mark_at(event.pos().x())
            text = mark.detail if mark and mark.detail else self.parentWidget().toolTip()
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the curves; the chart takes the focus."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.parentWidget().setFocus(Qt.FocusReason.MouseFocusReason)
            self._dragged_from = event.position().x()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the curves, or ask for the values below the mouse."""
        x = event.position().x()
        if self._dragged_from is None:
            self.pointed.emit(self.moment_at(x) if self.plot_rect().contains(event.position()) else None)
            return
        self.panned.emit((self._dragged_from - x) * self._seconds_per_px())
        self._dragged_from = x

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the curves."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from = None
            self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back to the newest values."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.recalled.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """The values are the newest again."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse."""
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self.zoomed.emit(math.pow(_ZOOM_PER_NOTCH, notches), self.moment_at(event.position().x()))
        event.accept()


def paint_mark(painter: QPainter, where: QRectF, mark: Mark, colours: Colours) -> None:
    """The background of a mark; without a pattern it is darker, so that it is told from what is shaded."""
    painter.fillRect(where, QColor(colours.band_high if mark.hatch is Hatch.NONE else colours.band))
    painter.fillRect(where, QBrush(QColor(colours.line_strong), _PATTERNS[mark.hatch]))


def _covers(rect: QRectF, x: float) -> bool:
    return not rect.isEmpty() and rect.left() <= x <= rect.right()
