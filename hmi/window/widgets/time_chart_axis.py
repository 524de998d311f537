"""The axes of a chart: local time below, values at the left, both as people write them."""

from __future__ import annotations

import math
import time

import pyqtgraph as pg

from hmi.window import formats
from hmi.window.widgets.time_chart_samples import nice_step
from hmi.window.widgets.time_chart_view import DAY, HOUR, MINUTE

_STEPS = (
    *(1.0, 2.0, 5.0, 10.0, 15.0, 30.0),
    *(n * MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR for n in (1, 2, 3, 6, 12)),
    *(n * DAY for n in (1, 2, 7)),
)
_ROOM_PX = 74
"""Between two times, so that they can be read."""
_VALUE_ROOM_PX = 22
"""Between two values."""
_CLOSE = 1e-9
_UNITS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))
_LONGEST = 1e5
"""What is longer does not fit beside the chart."""
_MOST_DECIMALS = 6


class TimeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph ships no types
    """Seconds since 1970, written as local time of day; as a date where a day begins."""

    def __init__(self) -> None:
        super().__init__(orientation="bottom")
        self.enableAutoSIPrefix(enable=False)
        self.setStyle(tickLength=-4, tickTextOffset=4, maxTickLevel=0)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803  pyqtgraph's names
        """The round times from ``minVal`` to ``maxVal``, as many as ``size`` pixels have room for."""
        wanted = (maxVal - minVal) * _ROOM_PX / max(size, _ROOM_PX)
        step = next((step for step in _STEPS if step >= wanted), _STEPS[-1])
        offset = time.localtime((minVal + maxVal) / 2).tm_gmtoff
        first = math.ceil((minVal + offset) / step) * step - offset
        return [(step, [first + n * step for n in range(int((maxVal - first) // step) + 1)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002  pyqtgraph's own
        """Their texts."""
        return [_text(value, spacing) for value in values]


class ValueAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph ships no types
    """Values as people write them; thousands and millions by their letters, for the axis is narrow."""

    def __init__(self) -> None:
        super().__init__(orientation="left")
        self.enableAutoSIPrefix(enable=False)
        self.setStyle(tickLength=-4, tickTextOffset=5, maxTickLevel=0)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803  pyqtgraph's names
        """Round values, as many as ``size`` pixels have room for."""
        step = nice_step((maxVal - minVal) * min(_VALUE_ROOM_PX / max(size, 1.0), 1.0))
        first, last = math.ceil(minVal / step - _CLOSE), math.floor(maxVal / step + _CLOSE)
        return [(step, [n * step for n in range(first, last + 1)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002  pyqtgraph's own
        """Their texts, all in the same unit."""
        highest = max(map(abs, values), default=0.0)
        unit, letter = next(
            (part for part in _UNITS if highest >= _LONGEST and spacing >= part[0] / 10), (1.0, "")
        )
        decimals = _decimals(spacing / unit)
        return [formats.number(value / unit, decimals) + (letter if value else "") for value in values]


def _decimals(step: float) -> int:
    """As few as tell every multiple of a step as it is."""
    exact = (n for n in range(_MOST_DECIMALS) if abs(round(step, n) - step) <= _CLOSE * step)
    return next(exact, _MOST_DECIMALS)


def _text(moment: float, spacing: float) -> str:
    local = time.localtime(moment)
    if spacing >= DAY or (local.tm_hour, local.tm_min, local.tm_sec) == (0, 0, 0):
        return time.strftime("%m-%d", local)
    return time.strftime("%H:%M:%S" if spacing < MINUTE else "%H:%M", local)
