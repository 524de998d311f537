"""Do data flow? Charts of queue, buffer, writer and groups over time, and the whereabouts of the rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hmi.model.figures import Column, Figure, SpanKind
from hmi.model.status import StationStatus
from hmi.window.context import Context
from hmi.window.figure_feed import FigureFeed
from hmi.window.figure_marks import marks_of
from hmi.window.figure_samples import samples_of
from hmi.window.looks import Tone
from hmi.window.pages import Page
from hmi.window.snapshot import Snapshot
from hmi.window.widgets.columns import Columns
from hmi.window.widgets.group_figures import GroupFigures
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.row_figures import RowFigures
from hmi.window.widgets.time_chart import TimeChart
from hmi.window.widgets.time_chart_bar import TimeBar
from hmi.window.widgets.time_chart_export import ChartExport, ExportColumn
from hmi.window.widgets.time_chart_samples import Limits, Series
from hmi.window.widgets.time_chart_view import TimeView, remembered_span
from hmi.window.widgets.writer_panel import WriterPanel

_UTILIZATION = Limits(warning=70.0, alarm=90.0, top=100.0)
_MARKED = (SpanKind.OUTAGE, SpanKind.RETRY, SpanKind.REPLAY, SpanKind.NOT_RECORDED)

_SPAN_KEY = "overview/span_s"
_MARGINS_PX = (12, 10, 12, 8)
_SPACING_PX = 8
_CELL_PX = 320
"""A chart, or the writer's panel, needs so much to be read."""
_CELL_HEIGHT_PX = 150
_TURN_MS = 33
"""Between two charts, so that each has a frame of its own; all are drawn before the next snapshot."""


class OverviewPage(Page):
    """The page an operator leaves open; numbers and charts change once a second.

    The charts begin with what was recorded before the start. One view moves them all.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self._status: StationStatus | None = None
        self._fresh = True
        self._due: deque[Callable[[], None]] = deque()
        self.view = TimeView(0.0, remembered_span(context.memory, _SPAN_KEY), self)
        self.feed = FigureFeed(context.station.figures, context.tasks, self.view, self)
        self.rows = RowFigures(theme)
        self.message = MessageBar(theme)
        self.bar = TimeBar(theme, self.view)
        self.charts = self._make_charts()
        self.writer = WriterPanel(context.station.historian.place)
        self.groups = GroupFigures(theme, self.view)
        self._pictured = QWidget()
        self._cells = Columns((*self.charts.values(), self.writer), _CELL_PX, (1, 2, 3), _SPACING_PX)
        self._lay_out()
        charts = tuple(self.charts.values())
        self.export = ChartExport(
            context.tasks, context.memory, self._pictured, lambda: charts, "overview", self._columns
        )
        self._connect()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show numbers and charts on the beat of a second, the tables with the snapshots after it.

        All at once would hold the window up for longer than a frame.
        """
        if not (snapshot.beat or self._fresh):
            if self._due:
                self._due.popleft()()
            return
        self._status = snapshot.status
        self.rows.show_status(snapshot.status)
        self.feed.tick(snapshot.time)
        self._explain_nothing()
        self._due = deque((self._show_groups, self._show_writer))
        while self._fresh and self._due:
            self._due.popleft()()
        self._fresh = False

    def _show_groups(self) -> None:
        if self._status is not None:
            self.groups.show_groups(self._status.groups)
        if self.feed.figures is not None:
            self.groups.show_figures(self.feed.figures)

    def _show_writer(self) -> None:
        if self._status is not None:
            self.writer.show_writer(self._status.writer)

    def showEvent(self, event: QShowEvent) -> None:
        """A page that becomes visible does not wait for the beat."""
        super().showEvent(event)
        self._fresh = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where there is little room."""
        super().resizeEvent(event)
        left, _, right, _ = _MARGINS_PX
        width = event.size().width() - left - right
        self.rows.fit(width)
        self._cells.fit(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the charts work as long as nothing else has the focus."""
        next(iter(self.charts.values())).keyPressEvent(event)

    def empty_text(self) -> str:
        """Why the charts are empty; an empty text where they are not."""
        return next(iter(self.charts.values())).empty_text()

    def _make_charts(self) -> dict[Figure, TimeChart]:
        theme, view = self._context.theme, self.view
        percent, ms = Series("", "%", decimals=1), Series("", self.tr("ms"), decimals=1)
        rate, rows = Series("", self.tr("rows/s"), decimals=0), Series("", self.tr("rows"), decimals=0)
        shown: dict[Figure, tuple[str, Series, Limits | None]] = {
            Figure.QUEUE: (self.tr("Data queue, filled"), percent, _UTILIZATION),
            Figure.BUFFER: (self.tr("Circular buffer, filled"), percent, _UTILIZATION),
            Figure.RATE: (self.tr("Rows written"), rate, None),
            Figure.LATENCY: (self.tr("Write latency"), ms, None),
            Figure.AT_RISK: (self.tr("Rows at risk"), rows, None),
        }
        charts = {
            figure: TimeChart(theme, view, title, [series], limits=limits, turn_ms=turn * _TURN_MS)
            for turn, (figure, (title, series, limits)) in enumerate(shown.items(), 1)
        }
        for figure, text in self._explanations().items():
            charts[figure].setToolTip(text)
        return charts

    def _explanations(self) -> dict[Figure, str]:
        limits = self.tr("Warning from {warning} %, alarm from {alarm} %.").format(
            warning=round(_UTILIZATION.warning), alarm=round(_UTILIZATION.alarm)
        )
        return {
            Figure.QUEUE: self.tr("Readings that wait between polling and buffer.") + f"\n{limits}",
            Figure.BUFFER: self.tr("Values that wait for the writer.") + f"\n{limits}",
            Figure.RATE: self.tr("Rows the historian has taken, mean of 3 s."),
            Figure.LATENCY: self.tr("How long the historian takes for one batch, mean of 3 s."),
            Figure.AT_RISK: self.tr(
                "Rows that are not in the historian yet: on their way, or in CSV backup files."
            ),
        }

    # -- what is seen ------------------------------------------------------------------------------------

    def _show_figures(self) -> None:
        figures = self.feed.figures
        if figures is None:
            return
        for figure, chart in self.charts.items():
            chart.show_samples([samples_of(figures, Column(figure))])
        self._show_marks()
        self._explain_nothing()

    def _show_marks(self) -> None:
        figures = self.feed.figures
        if figures is not None:
            marks = marks_of(figures.spans, _MARKED, self.view, figures.end)
            for chart in self.charts.values():
                chart.show_marks(marks)

    def _explain_nothing(self) -> None:
        text = self._why_empty()
        for chart in self.charts.values():
            if chart.empty_text() != text:
                chart.show_empty(text)

    def _why_empty(self) -> str:
        status, figures = self._status, self.feed.figures
        if status is None or figures is None:
            return ""
        seen = (figures.times >= self.view.start) & (figures.times <= self.view.end)
        if not seen.any():
            return self.tr("Nothing was recorded in this time")
        rates = figures.traces.get(Column(Figure.RATE))
        if rates is not None and np.nanmax(np.append(rates.highs[seen], 0.0)) > 0:
            return ""
        if not status.groups:
            return self.tr("No polling group is configured yet. Set up PLCs, groups and tags in Setup (F9).")
        if status.rows.accepted == 0 and not any(group.poll_count for group in status.groups):
            return self.tr("Waiting for the first poll")
        return ""

    def _columns(self) -> list[ExportColumn]:
        """The groups' figures, for a table of what is seen."""
        figures = self.feed.figures
        if figures is None:
            return []
        seen = (figures.times >= self.view.start) & (figures.times <= self.view.end)
        heads = {
            Figure.SUCCESS: self.tr("{group} good polls [%]"),
            Figure.POLL_TIME: self.tr("{group} poll time [ms]"),
        }
        return [
            (heads[column.figure].format(group=column.group), figures.times[seen], trace.means[seen])
            for column, trace in sorted(figures.traces.items(), key=lambda item: (item[0].group, item[0]))
            if column.figure in heads
        ]

    def _say(self, tone: str, text: str) -> None:
        if tone == Tone.ALARM:
            self.message.fail(text)
        else:
            self.message.say(text)

    # -- how it looks ------------------------------------------------------------------------------------

    def _remember_span(self) -> None:
        if self._context.memory.value(_SPAN_KEY) != self.view.span:
            self._context.memory.setValue(_SPAN_KEY, self.view.span)

    def _connect(self) -> None:
        self.feed.changed.connect(self._show_figures)
        self.view.changed.connect(self._show_marks)
        self.view.changed.connect(self._explain_nothing)
        self.view.changed.connect(self._remember_span)
        self.bar.export_wanted.connect(self.export.ask)
        self.export.said.connect(self._say)

    def _lay_out(self) -> None:
        for cell in (*self.charts.values(), self.writer):
            cell.setMinimumHeight(_CELL_HEIGHT_PX)
        for chart in self.charts.values():  # a plot's own hint is that of a picture: 640 x 480
            chart.plot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        pictured = QVBoxLayout(self._pictured)
        pictured.setContentsMargins(0, 0, 0, 0)
        pictured.setSpacing(_SPACING_PX)
        pictured.addLayout(self._cells, 3)
        pictured.addWidget(self.groups, 2)
        content = QWidget()
        content.setObjectName("scrolled")
        column = QVBoxLayout(content)
        column.setContentsMargins(*_MARGINS_PX)
        column.setSpacing(_SPACING_PX)
        column.addWidget(self.message)
        column.addWidget(self.rows)
        column.addWidget(self.bar)
        column.addWidget(self._pictured, 1)
        column.addWidget(self.rows.balance)
        scroll = QScrollArea()
        scroll.setObjectName("scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll)
