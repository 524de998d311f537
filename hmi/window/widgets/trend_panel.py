"""The charts of chosen tags: one for every unit, below each other, and one for all bits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from hmi.model.plant import Tag, TagType
from hmi.window.context import Context
from hmi.window.models.tag_texts import decimals_of
from hmi.window.trends import Trended, Trends
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.time_chart import TimeChart
from hmi.window.widgets.time_chart_bar import TimeBar
from hmi.window.widgets.time_chart_export import ChartExport
from hmi.window.widgets.time_chart_samples import Series

translate = QCoreApplication.translate

_CHART_PX = 120
_SEEN_TOGETHER = 2
"""So many charts share the times below the last one; where there are more, that one may be scrolled away."""
_LANES_PX, _LANE_PX = 62, 34


class TrendPanel(QWidget):
    """Shows what ``trends`` has; charts are made anew when tags come or go."""

    def __init__(self, context: Context, trends: Trends) -> None:
        super().__init__()
        self._theme = context.theme
        self._trends = trends
        self._members: list[list[Trended]] = []
        self.charts: list[TimeChart] = []
        self.bar = TimeBar(context.theme, trends.view)
        self.messages = MessageBar(context.theme)
        self.clear = QPushButton(self.tr("C&lose trend"))
        self.clear.setToolTip(self.tr("Take all tags out of the trend"))
        self.clear.clicked.connect(trends.clear)
        self._reading = QLabel()
        self._reading.setObjectName("caption")
        self._board = QWidget()
        self._board.setObjectName("scrolled")
        self.export = ChartExport(context.tasks, context.memory, self._board, lambda: self.charts, "trend")
        self.export.said.connect(self._say)
        self.bar.export_wanted.connect(self.export.ask)
        self._failure = ""
        self._lay_out()
        trends.changed.connect(self._rebuild)
        trends.came.connect(self._show)
        trends.failed.connect(self._fail)
        context.theme.changed.connect(self._paint)
        self._paint()
        self._rebuild()

    def _rebuild(self) -> None:
        for chart in self.charts:
            self._column.removeWidget(chart)
            chart.hide()
            chart.deleteLater()
        self._members = _by_chart(self._trends.tags())
        self.charts = [self._chart(members) for members in self._members]
        for chart in self.charts:
            self._column.addWidget(chart, 1)
        if len(self.charts) <= _SEEN_TOGETHER:
            for chart in self.charts[:-1]:
                chart.hide_times()
        self.setVisible(bool(self.charts))
        self._show()

    def _chart(self, members: Sequence[Trended]) -> TimeChart:
        tags = [one.tag for one in members]
        lanes = tags[0].tag_type is TagType.BOOL
        series = [
            Series(
                _name(one.tag),
                one.tag.unit,
                str(one.number),
                steps=one.trend.curve.steps,
                decimals=0 if lanes else decimals_of(one.tag.tag_type, one.tag.scale, one.tag.offset),
            )
            for one in members
        ]
        chart = TimeChart(
            self._theme, self._trends.view, self._title(members), series, from_zero=False, lanes=lanes
        )
        chart.setMinimumHeight(_LANES_PX + _LANE_PX * len(members) if lanes else _CHART_PX)
        return chart

    def _title(self, members: Sequence[Trended]) -> str:
        first = members[0]
        if len(members) == 1:
            return f"{first.number}  {_name(first.tag)}"
        if first.tag.tag_type is TagType.BOOL:
            return self.tr("Bits")
        return first.tag.unit or self.tr("no unit")

    def _show(self) -> None:
        for chart, members in zip(self.charts, self._members, strict=True):
            chart.show_samples([one.trend.samples() for one in members])
        self._reading.setText(self.tr("reading…") if self._trends.is_reading else "")

    def _fail(self, error: str) -> None:
        if error:
            text = self.tr("The historian cannot be read; only what comes now is shown. {error}")
            self.messages.warn(text.format(error=error))
        elif self._failure:
            self.messages.clear()
        self._failure = error
        self._show()

    def _say(self, tone: str, text: str) -> None:
        (self.messages.fail if tone == "alarm" else self.messages.say)(text)

    def _lay_out(self) -> None:
        self.bar.add(self.clear)
        self.bar.add(self._reading)
        self._column = QVBoxLayout(self._board)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        scroll = QScrollArea()
        scroll.setObjectName("scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._board)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(self.messages)
        column.addWidget(scroll, 1)

    def _paint(self) -> None:
        self.clear.setIcon(self._theme.icon("x"))


def _by_chart(tags: Sequence[Trended]) -> list[list[Trended]]:
    """Values of one unit share a chart; bits come last, each in its lane."""

    def chart(one: Trended) -> tuple[bool, str]:
        is_bit = one.tag.tag_type is TagType.BOOL
        return is_bit, "" if is_bit else one.tag.unit

    return [list(members) for _, members in groupby(sorted(tags, key=chart), chart)]


def _name(tag: Tag) -> str:
    return f"{tag.tag_name} · {tag.machine_code}" if tag.machine_code else tag.tag_name
