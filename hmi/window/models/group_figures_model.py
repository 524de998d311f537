"""The polling groups in brief: state, share of good polls and poll time, each with its history."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer

from hmi.model.figures import Column, Figure, Figures, SpanKind
from hmi.model.status import GroupStatus
from hmi.window import formats
from hmi.window.figure_marks import marks_of
from hmi.window.figure_samples import samples_of
from hmi.window.looks import Tone, group_look
from hmi.window.models.headed_model import HeadedModel, Index
from hmi.window.theme import Theme
from hmi.window.widgets.time_chart_samples import NO_SAMPLES, Mark, Samples, nice_range
from hmi.window.widgets.time_chart_view import TimeView

_Role = Qt.ItemDataRole

TREND_ROLE = _Role.UserRole + 1
"""The history of the cell's figure, a ``Trend``."""

_FIGURES = {1: Figure.SUCCESS, 2: Figure.POLL_TIME}
_MARKED = (SpanKind.PLC_DOWN, SpanKind.NOT_RECORDED)
_MARKS_TOLD = 3
_TURN_MS = 16
_TURN_ROWS, _MOST_TURNS = 5, 10
"""Curves are dear: so many cells are painted in one frame, the next ones in the next."""


@dataclass(frozen=True, slots=True)
class Trend:
    """What is drawn beside a value: from 0 to ``top``, the marks behind it."""

    samples: Samples
    top: float
    marks: tuple[Mark, ...]


_NO_TREND = Trend(NO_SAMPLES, 1.0, ())


class GroupFiguresModel(HeadedModel):
    """One row per polling group: name with state, good polls, poll time.

    Values are those at the view's cursor, else means of what is seen.
    """

    GROUP, SUCCESS, POLL_TIME = range(3)

    def __init__(self, theme: Theme, view: TimeView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = view
        self._groups: Sequence[GroupStatus] = ()
        self._figures: Figures | None = None
        self._trends: dict[Column, Trend] = {}
        self._heads = (self.tr("Group"), self.tr("Good polls"), self.tr("Poll time, ms"))
        self._explanations = (
            self.tr("The state now"),
            self.tr("Polls that brought values: their share of the time shown, or at the cursor"),
            self.tr("From asking the PLC to its last answer: mean of the time shown, or at the cursor"),
        )
        self._turn = QTimer(self)
        self._turn.setInterval(_TURN_MS)
        self._turn.timeout.connect(self._repaint_next)
        self._next = self._stale = 0
        theme.changed.connect(self.repaint)
        view.changed.connect(self._follow)
        view.cursor_moved.connect(self.repaint)

    def show_groups(self, groups: Sequence[GroupStatus]) -> None:
        """Show these groups as they are now."""
        before = self._groups
        same = [group.group_name for group in groups] == [group.group_name for group in before]
        if not same:
            self.beginResetModel()
        self._groups = groups
        if not same:
            self.endResetModel()
        elif any(old.state is not new.state for old, new in zip(before, groups, strict=True)):
            self._repaint_column(self.GROUP)

    def show_figures(self, figures: Figures) -> None:
        """Show this history."""
        self._figures = figures
        self._look()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of groups."""
        return 0 if parent.isValid() else len(self._groups)

    def explanation(self, column: int) -> str:
        """What the figures mean."""
        return self._explanations[column]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid() or index.row() >= len(self._groups):
            return None
        group, column = self._groups[index.row()], index.column()
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return self._text(group, column)
        if column == self.GROUP:
            return self._of_name(group, role)
        if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole):
            return self._explanation(group, column)
        return self._trend(group, column) if role == TREND_ROLE else None

    def _of_name(self, group: GroupStatus, role: int) -> Any:
        look = group_look(group.state)
        match role:
            case _Role.DecorationRole:
                return self._theme.state_icon(look)
            case _Role.ToolTipRole:
                return f"{group.group_name}: {look.text}"
            case _Role.ForegroundRole:
                return self._theme.colour(look.tone) if look.tone is not Tone.NORMAL else None
        return None

    def _text(self, group: GroupStatus, column: int) -> str:
        if column == self.GROUP:
            return group.group_name
        value = self._value(self._trend(group, column).samples)
        if math.isnan(value):
            return formats.NOTHING
        if column == self.POLL_TIME:
            return formats.milliseconds(value)
        # 99.96 % must not read as 100 %: one bad poll is one too many to hide.
        below = int(value * 10) / 10
        return formats.with_unit(formats.number(below, 0 if below in (0, 100) else 1), "%")

    def _explanation(self, group: GroupStatus, column: int) -> str:
        """How far the curve reaches, and what its marks mean."""
        trend = self._trend(group, column)
        lines = [f"{group.group_name}: {self._heads[column]}"]
        reach = trend.samples.reach(self._view.start, self._view.end)
        if reach is not None:
            text = self.tr("From {lowest} to {highest} in the time shown")
            lowest, highest = (formats.milliseconds(value) for value in reach)
            lines.append(text.format(lowest=lowest, highest=highest))
        newest = [mark.detail for mark in trend.marks[-_MARKS_TOLD:]]
        return "\n".join([*lines, *newest])

    def _value(self, samples: Samples) -> float:
        if self._view.cursor is not None:
            return samples.at(self._view.cursor)
        first, last = np.searchsorted(samples.times, (self._view.start, self._view.end))
        if first == last:
            return math.nan
        values = samples.values[first:last]
        # The newest points stand for a second each, those before them for longer.
        width = self._figures.width_s if self._figures else 1.0
        weights = np.diff(samples.times[first:last], append=self._view.end).clip(1e-3, width)
        weights[np.isnan(values)] = 0.0
        total = float(weights.sum())
        return float(np.nansum(values * weights)) / total if total else math.nan

    def _trend(self, group: GroupStatus, column: int) -> Trend:
        """Made once for each look at it."""
        key = Column(_FIGURES[column], group.group_name)
        trend = self._trends.get(key)
        if trend is None:
            trend = self._trends[key] = self._make_trend(group, key)
        return trend

    def _make_trend(self, group: GroupStatus, key: Column) -> Trend:
        figures = self._figures
        if figures is None:
            return _NO_TREND
        samples = samples_of(figures, key)
        spans = [span for span in figures.spans if span.subject in ("", group.plc_code)]
        marks = tuple(marks_of(spans, _MARKED, self._view, figures.end))
        return Trend(samples, self._top(samples, key.figure), marks)

    def _top(self, samples: Samples, figure: Figure) -> float:
        if figure is Figure.SUCCESS:
            return 100.0
        reach = samples.reach(self._view.start, self._view.end)
        return nice_range(0.0, reach[1])[1] if reach is not None and reach[1] > 0 else 1.0

    def _follow(self) -> None:
        """Where the view only goes along with the clock, the figures that come every second are enough."""
        if not self._view.is_ticking:
            self._look()

    def _look(self) -> None:
        """Something else is seen: every curve is painted again in its turn."""
        self._trends.clear()
        self._stale = len(_FIGURES) * self._turns()
        if self._stale and not self._turn.isActive():
            self._repaint_next()
            self._turn.start()

    def _turns(self) -> int:
        return min(math.ceil(len(self._groups) / _TURN_ROWS), _MOST_TURNS)

    def _repaint_next(self) -> None:
        """It goes round, so that a hand that moves the view without a rest reaches every row."""
        turns = self._turns()
        if self._stale <= 0 or not turns:
            self._turn.stop()
            return
        rows = math.ceil(len(self._groups) / turns)
        turn, place = divmod(self._next, len(_FIGURES))
        first = rows * (turn % turns)
        self._next, self._stale = self._next + 1, self._stale - 1
        self._repaint(tuple(_FIGURES)[place], first, min(first + rows, len(self._groups)) - 1)

    def _repaint_column(self, column: int) -> None:
        if self._groups:
            self._repaint(column, 0, len(self._groups) - 1)

    def _repaint(self, column: int, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, column), self.index(last, column))
