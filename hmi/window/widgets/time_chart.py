"""A chart over time: several curves, their values at a cursor; panned and zoomed together with others."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from hmi.window import formats
from hmi.window.looks import Tone
from hmi.window.theme import Theme
from hmi.window.widgets.time_chart_legend import Item, Legend
from hmi.window.widgets.time_chart_plot import Band, Plot, Tip
from hmi.window.widgets.time_chart_samples import (
    NO_SAMPLES,
    Limits,
    Mark,
    Samples,
    Series,
    as_steps,
    nice_range,
)
from hmi.window.widgets.time_chart_view import TimeView

_DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)
_STRONG = (True, False, False, True, True, False, False, True)
"""Eight pens that are told apart without any colour: dark or light, and four kinds of line."""

_PAN_SHARE = 0.1
_ZOOM = 0.5
_LANE_HEIGHT = 0.45
_LANE_PX = 40
_FILL_PX = 2
"""Width of the steps in which a crowded curve is filled."""
_FILL_ALPHA = 150
"""Of 255: marks are seen through it."""
_DIGITS = 4

_Key = Qt.Key


class TimeChart(QFrame):
    """Title, values and curves of what happened from the view's start to its end.

    With ``limits`` it runs from 0 to their top, and values beyond them ask for attention; with ``lanes``
    every curve (of 0 and 1) has a lane of its own. Without either it runs over the values that are seen,
    from 0 where ``from_zero``. Several charts with one ``view`` move together.

    What is given is drawn once, ``turn_ms`` later, and not while the chart is hidden: charts that are all
    drawn at once hold the window up. What a person does to the view is drawn at the next turn of the event
    loop. Pens are one pixel wide and not smoothed: anything else costs five times as much to paint.
    """

    def __init__(
        self,
        theme: Theme,
        view: TimeView,
        title: str,
        series: Sequence[Series],
        *,
        limits: Limits | None = None,
        from_zero: bool = True,
        lanes: bool = False,
        turn_ms: int = 0,
    ) -> None:
        super().__init__()
        self.setObjectName("timechart")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.series = tuple(series)
        self.view = view
        self._theme = theme
        self._limits = limits
        self._from_zero = from_zero
        self._lanes = lanes
        self._turn_ms = turn_ms
        self._samples: Sequence[Samples] = (NO_SAMPLES,) * len(series)
        self._reach = (0.0, 1.0)
        self._title = QLabel(title)
        self._title.setObjectName("caption")
        self.legend = Legend(theme)
        self.plot = Plot(view, theme.colours, _bands(limits))
        filled = len(series) == 1 and from_zero and not lanes
        self._fill = self._curve(connect="finite") if filled else None
        self._reaches = [self._curve(connect="pairs") for _ in series]
        self._curves = [self._curve(connect="finite") for _ in series]
        if lanes:
            self.plot.hide_values()
            self.plot.setMinimumHeight(_LANE_PX * len(series))
            self.plot.lane_names = self._lane_names()
        self._empty = QLabel()
        self._empty.setObjectName("empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out()
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._draw)
        self._connect()
        self._paint()

    def show_samples(self, samples: Sequence[Samples]) -> None:
        """Draw these, one for each series in its order."""
        self._samples = samples
        self._ask(self._turn_ms)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Explain these times."""
        self.plot.marks = marks
        self._ask(self._turn_ms)

    def show_empty(self, text: str) -> None:
        """Say why there is nothing to see yet; an empty text shows the curves."""
        self._empty.setText(text)
        self._empty.setVisible(bool(text))
        for curve in (*self._curves, *self._reaches, *([self._fill] if self._fill else ())):
            curve.setVisible(not text)

    def hide_times(self) -> None:
        """The chart below has the same times."""
        self.plot.hide_times()

    @property
    def title(self) -> str:
        """What it shows."""
        return self._title.text()

    @property
    def samples(self) -> Sequence[Samples]:
        """What was given to it last, one for each series."""
        return self._samples

    def values(self) -> list[float]:
        """The values at the cursor, else the newest in view; NaN where there is none."""
        cursor, end = self.view.cursor, self.view.end
        if cursor is None and not self.view.is_held:
            return [one.newest() for one in self._samples]
        return [one.at(end if cursor is None else cursor) for one in self._samples]

    def value_text(self) -> str:
        """Names and values as shown."""
        return " · ".join(self.legend.texts())

    def tone(self) -> Tone:
        """How much attention the highest of the values asks for."""
        tones = self.legend.tones()
        return next((tone for tone in (Tone.ALARM, Tone.WARNING) if tone in tones), Tone.NORMAL)

    def empty_text(self) -> str:
        """Why there is nothing to see; an empty text where there is."""
        return self._empty.text()

    def reach(self) -> tuple[float, float]:
        """The ends of the axis of values."""
        return self._reach

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, with Ctrl the cursor; + and - zoom, Home is now, Space holds."""
        view, key = self.view, event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match key:
            case _Key.Key_Left | _Key.Key_Right:
                way = -1 if key == _Key.Key_Left else 1
                if control:
                    self._move_cursor(way)
                else:
                    view.pan(way * _PAN_SHARE * view.span)
            case _Key.Key_Plus | _Key.Key_Equal:
                view.zoom(_ZOOM, view.cursor)
            case _Key.Key_Minus:
                view.zoom(1 / _ZOOM, view.cursor)
            case _Key.Key_Home:
                view.go_to_now()
            case _Key.Key_Space:
                view.hold(not view.is_held)
            case _Key.Key_Escape if view.cursor is not None:
                view.set_cursor(None)
            case _:
                super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was given meanwhile."""
        super().showEvent(event)
        self._ask()

    def _move_cursor(self, way: int) -> None:
        """To the next sample of any curve, a pixel at least."""
        least = self.view.span / max(self.plot.plot_rect().width(), 1.0)
        if self.view.cursor is None:
            self.view.set_cursor(self.view.end if way < 0 else self.view.start)
            return
        wanted = self.view.cursor + way * least
        found = [moment for one in self._samples if (moment := _next_time(one, wanted, way)) is not None]
        self.view.set_cursor((min(found) if way > 0 else max(found)) if found else wanted)

    # -- drawing -----------------------------------------------------------------------------------------

    def _ask(self, wait_ms: int = 0) -> None:
        if self.isVisible() and not 0 <= self._due.remainingTime() <= wait_ms:
            self._due.start(wait_ms)

    def _follow(self) -> None:
        self._ask(self._turn_ms if self.view.is_ticking else 0)

    def _draw(self) -> None:
        view, width = self.view, max(int(self.plot.plot_rect().width()), 1)
        self.plot.setXRange(view.start, view.end, padding=0)
        self._fit_values()
        for place, one in enumerate(self._samples):
            self._draw_series(place, one.between(view.start, view.end), width)
        self.plot.tips = self._tips()
        self._tell_values()
        self.plot.scene().prepareForPaint()  # else what it changes there is painted once more
        self.plot.viewport().update()

    def _draw_series(self, place: int, all_seen: Samples, width: int) -> None:
        seen = all_seen.thinned(width)
        times, values = seen.times, seen.values
        if self.series[place].steps:
            held = min(self.view.end, times[-1] + self.view.span / 50) if len(times) else 0.0
            times, values = as_steps(times, values, held)
        self._curves[place].setData(times, self._in_lane(place, values))
        if self._fill is not None:
            # Under the lowest values, for a fill along every spike costs more than all else together.
            under = all_seen.lowest(width // _FILL_PX)
            self._fill.setData(under.times, under.values)
        if seen.lows is not None and seen.highs is not None:
            reach = np.stack((seen.lows, seen.highs), axis=1).ravel()
            self._reaches[place].setData(np.repeat(seen.times, 2), reach)

    def _fit_values(self) -> None:
        self._reach = self._wanted_reach()
        self.plot.setYRange(*self._reach, padding=0)

    def _wanted_reach(self) -> tuple[float, float]:
        if self._lanes:
            return -0.2, float(len(self.series))
        if self._limits is not None:
            return 0.0, self._limits.top
        found = [one.reach(self.view.start, self.view.end) for one in self._samples]
        reaches = [reach for reach in found if reach is not None]
        if not reaches:
            return self._reach
        low, high = min(low for low, _ in reaches), max(high for _, high in reaches)
        if self._from_zero and low >= 0:
            return 0.0, nice_range(0.0, high)[1] if high > 0 else 1.0
        return nice_range(low, high)

    def _in_lane(self, place: int, values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray:
        return values * _LANE_HEIGHT + self._lane(place) if self._lanes else values

    def _lane(self, place: int) -> float:
        return float(len(self.series) - 1 - place) if self._lanes else 0.0

    def _lane_names(self) -> list[Tip]:
        return [Tip(self._lane(place) + _LANE_HEIGHT, _name(one)) for place, one in enumerate(self.series)]

    def _tips(self) -> list[Tip]:
        if self._lanes or len(self.series) < 2:
            return []
        values = [one.at(self.view.end) for one in self._samples]
        return [
            Tip(value, one.label or one.name)
            for value, one in zip(values, self.series, strict=True)
            if not math.isnan(value)
        ]

    def _tell_values(self) -> None:
        several = len(self.series) > 1
        self.legend.show_items(
            [
                Item(
                    pen=self._pen(place) if several and not self._lanes else None,
                    name=_name(one) if several else "",
                    value=_value_text(one, value),
                    tone=self._limits.tone(value) if self._limits else Tone.NORMAL,
                )
                for place, (one, value) in enumerate(zip(self.series, self.values(), strict=True))
            ]
        )
        self.setAccessibleDescription(self.value_text())

    def _show_cursor(self) -> None:
        if self.isVisible():
            self._tell_values()
            self.plot.viewport().update()

    def _pen(self, place: int) -> QPen:
        colours = self._theme.colours
        several = len(self.series) > 1 and not self._lanes
        shade = (
            (colours.text if _STRONG[place % len(_STRONG)] else colours.muted) if several else colours.trace
        )
        return QPen(pg.mkPen(shade, width=1, style=_DASHES[place % len(_DASHES)] if several else None))

    def _curve(self, connect: str) -> pg.PlotCurveItem:
        curve = pg.PlotCurveItem(connect=connect)
        self.plot.addItem(curve, ignoreBounds=True)
        return curve

    def _connect(self) -> None:
        view, plot = self.view, self.plot
        plot.panned.connect(view.pan)
        plot.zoomed.connect(view.zoom)
        plot.pointed.connect(view.set_cursor)
        plot.recalled.connect(view.go_to_now)
        view.changed.connect(self._follow)
        view.cursor_moved.connect(self._show_cursor)
        self._theme.changed.connect(self._paint)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 7, 12, 0)
        top.setSpacing(12)
        top.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        top.addStretch(1)
        top.addWidget(self.legend, 100 if len(self.series) > 1 else 0)
        stack = QGridLayout()
        stack.setContentsMargins(4, 0, 12, 4)
        stack.addWidget(self.plot, 0, 0)
        stack.addWidget(self._empty, 0, 0)
        self._empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(stack, 1)

    def _paint(self) -> None:
        colours = self._theme.colours
        self.plot.use_colours(colours)
        for place, (curve, reach) in enumerate(zip(self._curves, self._reaches, strict=True)):
            curve.setPen(self._pen(place))
            reach.setPen(pg.mkPen(colours.line_strong, width=1))
        if self._fill is not None:
            shade = QColor(colours.trace_fill)
            shade.setAlpha(_FILL_ALPHA)
            self._fill.setPen(None)
            self._fill.setFillLevel(0.0)
            self._fill.setBrush(shade)
        self.legend.update()


def _bands(limits: Limits | None) -> list[Band]:
    if limits is None:
        return []
    return [Band(limits.warning, limits.alarm, strong=False), Band(limits.alarm, limits.top, strong=True)]


def _name(series: Series) -> str:
    return f"{series.label} {series.name}" if series.label else series.name


def _value_text(series: Series, value: float) -> str:
    if math.isnan(value):
        return formats.NOTHING
    decimals = series.decimals
    if decimals is None:
        decimals = 0 if value.is_integer() else max(0, _DIGITS - 1 - int(math.log10(max(abs(value), 1e-6))))
    text = formats.number(value, decimals)
    return formats.with_unit(text, series.unit) if series.unit else text


def _next_time(samples: Samples, wanted: float, way: int) -> float | None:
    index = int(np.searchsorted(samples.times, wanted, "left" if way > 0 else "right")) - (way < 0)
    return float(samples.times[index]) if 0 <= index < len(samples.times) else None
