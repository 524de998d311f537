"""A live chart of one figure over the last minutes."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from hmi.window import formats
from hmi.window.history import SPAN_S, Floats
from hmi.window.looks import Look, Tone
from hmi.window.theme import Theme, set_tone
from hmi.window.widgets.state_label import StateLabel

_SHORTEST_S = 60.0
_AXIS_WIDTH = 46
_STEPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True, slots=True)
class Limits:
    """From where a figure is abnormal, in its unit; the chart then runs from 0 to ``top``."""

    warning: float
    alarm: float
    top: float

    def tone(self, value: float) -> Tone:
        """How much attention the value asks for."""
        if value >= self.alarm:
            return Tone.ALARM
        return Tone.WARNING if value >= self.warning else Tone.NORMAL


class Chart(QFrame):
    """Title, value now, and a curve; it cannot be dragged or zoomed, so that it always shows now.

    The pen is one pixel wide and not smoothed: anything else costs five times as much to paint.
    """

    def __init__(self, theme: Theme, title: str, unit: str, limits: Limits | None = None) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._theme = theme
        self._unit = unit
        self._limits = limits
        self._mark = StateLabel(theme)
        self._value = QLabel(formats.NOTHING)
        self._value.setObjectName("title")
        self._value.setAccessibleName(title)
        self._plot = pg.PlotWidget(axisItems={"bottom": pg.DateAxisItem(orientation="bottom")})
        self._prepare_plot()
        self._bands = self._add_bands(limits) if limits else []
        self._curve = self._plot.plot(connect="finite", fillLevel=0.0)
        self._empty = QLabel()
        self._empty.setObjectName("empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._lay_out(title)
        theme.changed.connect(self._paint)
        self._paint()

    def show_samples(self, times: Floats, values: Floats) -> None:
        """Draw the samples; times in seconds since 1970, NaN where there is a gap."""
        self._curve.setData(times, values)
        now = float(times[-1])
        span = min(SPAN_S, max(_SHORTEST_S, now - float(times[0])))
        self._plot.setXRange(now - span, now, padding=0)
        last = float(values[-1])
        self._show_value(last)
        if self._limits is None:
            shown = values[times >= now - span]
            highest = float(np.nanmax(shown)) if np.isfinite(shown).any() else 0.0
            self._plot.setYRange(0.0, nice_top(highest), padding=0)

    def show_empty(self, text: str) -> None:
        """Say why there is nothing to see yet; an empty text shows the curve."""
        self._empty.setText(text)
        self._empty.setVisible(bool(text))
        self._curve.setVisible(not text)

    def value_text(self) -> str:
        """The value now, as shown."""
        return self._value.text()

    def tone(self) -> Tone:
        """How much attention the value now asks for."""
        return Tone(str(self._value.property("tone")))

    def empty_text(self) -> str:
        """Why there is nothing to see; an empty text where there is."""
        return self._empty.text()

    def _show_value(self, value: float) -> None:
        tone = self._limits.tone(value) if self._limits else Tone.NORMAL
        text = formats.NOTHING if math.isnan(value) else formats.number(value, 1 if value < 100 else 0)
        self._value.setText(formats.with_unit(text, self._unit))
        set_tone(self._value, tone)
        abnormal = tone is not Tone.NORMAL
        self._mark.setVisible(abnormal)
        if abnormal:
            self._mark.show_look(Look("alarm" if tone is Tone.ALARM else "warning", tone, ""))

    def _lay_out(self, title: str) -> None:
        caption = QLabel(title)
        caption.setObjectName("caption")
        top = QHBoxLayout()
        top.setContentsMargins(12, 7, 12, 0)
        top.setSpacing(5)
        top.addWidget(caption)
        top.addStretch(1)
        top.addWidget(self._mark)
        top.addWidget(self._value)
        self._mark.hide()
        stack = QGridLayout()
        stack.setContentsMargins(4, 0, 12, 4)
        stack.addWidget(self._plot, 0, 0)
        stack.addWidget(self._empty, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(stack, 1)

    def _prepare_plot(self) -> None:
        plot = self._plot
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # a wheel scrolls the page
        plot.setMinimumHeight(80)
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.disableAutoRange()
        item = plot.getPlotItem()
        item.setContentsMargins(0, 4, 2, 0)
        left = item.getAxis("left")
        left.enableAutoSIPrefix(enable=False)
        left.setWidth(_AXIS_WIDTH)
        for name in ("left", "bottom"):
            item.getAxis(name).setStyle(tickLength=-4, tickTextOffset=5, maxTickLevel=0)
        plot.setYRange(0.0, self._limits.top if self._limits else 1.0, padding=0)

    def _add_bands(self, limits: Limits) -> list[pg.LinearRegionItem]:
        bands = []
        for low, high in ((limits.warning, limits.alarm), (limits.alarm, limits.top)):
            band = pg.LinearRegionItem((low, high), orientation="horizontal", movable=False)
            band.setZValue(-10)
            self._plot.addItem(band)
            bands.append(band)
        return bands

    def _paint(self) -> None:
        colours = self._theme.colours
        self._plot.setBackground(colours.panel)
        self._curve.setPen(pg.mkPen(colours.trace, width=1))
        self._curve.setFillBrush(pg.mkBrush(colours.trace_fill))
        for band, colour in zip(self._bands, (colours.band, colours.band_high), strict=False):
            band.setBrush(pg.mkBrush(colour))
            for line in band.lines:
                line.setPen(pg.mkPen(colours.line_strong, width=1, style=Qt.PenStyle.DashLine))
        for name in ("left", "bottom"):
            axis = self._plot.getPlotItem().getAxis(name)
            axis.setPen(pg.mkPen(QColor(colours.line_strong)))
            axis.setTextPen(pg.mkPen(QColor(colours.muted)))


def nice_top(highest: float) -> float:
    """The next round number above ``highest``, so that an axis does not move with every sample."""
    if highest <= 0:
        return 1.0
    wanted = highest * 1.1
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(power * step for step in _STEPS if power * step >= wanted * (1 - 1e-9))
