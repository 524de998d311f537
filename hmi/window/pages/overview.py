"""Do data flow? Charts of queue, buffer and writer, the rows' whereabouts, and the groups in brief."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hmi.model.status import RowCounts, StationStatus
from hmi.window import formats
from hmi.window.history import History, SuccessRates
from hmi.window.looks import Look, Tone
from hmi.window.models.success_model import SuccessModel
from hmi.window.pages import Page
from hmi.window.snapshot import Snapshot
from hmi.window.theme import Theme
from hmi.window.widgets.bar_delegate import BarDelegate
from hmi.window.widgets.chart import Chart, Limits
from hmi.window.widgets.figure import Figure
from hmi.window.widgets.state_label import StateLabel
from hmi.window.widgets.writer_panel import WriterPanel

_UTILIZATION = Limits(warning=70.0, alarm=90.0, top=100.0)
_LATEST_ROW_AGE_MS = 2000.0
"""A row has to be in the historian 2 s after its poll."""

_SMALLEST = (800, 520)
_BESIDE_WIDTH = 384


class OverviewPage(Page):
    """The page an operator leaves open; numbers and charts change once a second."""

    def __init__(self, theme: Theme, history: History, rates: SuccessRates, historian_place: str) -> None:
        super().__init__()
        self._theme = theme
        self._history = history
        self._fresh = True
        self._make_figures(theme)
        self._balance = StateLabel(theme)
        self._charts = {
            History.QUEUE: Chart(theme, self.tr("Data queue, filled"), "%", _UTILIZATION),
            History.BUFFER: Chart(theme, self.tr("Circular buffer, filled"), "%", _UTILIZATION),
            History.RATE: Chart(theme, self.tr("Rows written"), self.tr("rows/s")),
            History.LATENCY: Chart(theme, self.tr("Write latency, mean of 5 min"), self.tr("ms")),
        }
        self._explain_charts()
        self.writer = WriterPanel(historian_place)
        self._groups = SuccessModel(theme, rates, self)
        self._lay_out()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show numbers and charts on the beat of a second."""
        if not (snapshot.beat or self._fresh):
            return
        self._fresh = False
        status = snapshot.status
        self._show_rows(status)
        self._show_charts(status)
        self._groups.show_groups(status.groups)
        self.writer.show_writer(status.writer)

    def showEvent(self, event: QShowEvent) -> None:
        """A page that becomes visible does not wait for the beat."""
        super().showEvent(event)
        self._fresh = True

    def balance_text(self) -> str:
        """What is said about the whereabouts of the rows."""
        return self._balance.text()

    def empty_text(self) -> str:
        """Why the charts are empty; an empty text where they are not."""
        return next(iter(self._charts.values())).empty_text()

    def _make_figures(self, theme: Theme) -> None:
        texts = {
            "stored": (self.tr("Rows stored"), self.tr("Committed in the historian since the start.")),
            "pending": (self.tr("Pending"), self.tr("Rows on their way: in queue, buffer or writer.")),
            "backed_up": (
                self.tr("Backed up"),
                self.tr("Rows in CSV backup files that are not in the historian yet."),
            ),
            "quarantined": (
                self.tr("Quarantined"),
                self.tr("Rows the historian refused; they are kept with the reason."),
            ),
            "dropped": (self.tr("Dropped"), self.tr("Rows that neither historian nor disk took.")),
            "age": (
                self.tr("Row age, p95"),
                self.tr("95 of 100 rows are stored no later than this after their poll (last 5 minutes)."),
            ),
        }
        self.figures = {name: Figure(theme, *pair) for name, pair in texts.items()}

    def _explain_charts(self) -> None:
        limits = self.tr("Warning from {warning} %, alarm from {alarm} %.").format(
            warning=round(_UTILIZATION.warning), alarm=round(_UTILIZATION.alarm)
        )
        texts = {
            History.QUEUE: self.tr("Readings that wait between polling and buffer.") + f"\n{limits}",
            History.BUFFER: self.tr("Values that wait for the writer.") + f"\n{limits}",
            History.RATE: self.tr("Rows the historian has taken, mean of 2 s."),
            History.LATENCY: self.tr("How long the historian takes for one batch."),
        }
        for column, text in texts.items():
            self._charts[column].setToolTip(text)

    def _show_rows(self, status: StationStatus) -> None:
        rows = status.rows
        figures = self.figures
        figures["stored"].show_number(formats.number(rows.stored))
        figures["pending"].show_number(formats.number(rows.pending))
        figures["backed_up"].show_number(
            formats.number(rows.backed_up), _tone(rows.backed_up > 0, Tone.WARNING)
        )
        figures["quarantined"].show_number(
            formats.number(rows.quarantined), _tone(rows.quarantined > 0, Tone.WARNING)
        )
        figures["dropped"].show_number(formats.number(rows.dropped), _tone(rows.dropped > 0, Tone.ALARM))
        age = status.writer.p95_row_age_ms
        late = age is not None and age > _LATEST_ROW_AGE_MS
        figures["age"].show_number(
            formats.with_unit(formats.seconds(age), self.tr("s")), _tone(late, Tone.WARNING)
        )
        self._show_balance(rows)

    def _show_balance(self, rows: RowCounts) -> None:
        accepted = formats.number(rows.accepted)
        if rows.balanced:
            text = self.tr("All {count} accepted rows are accounted for").format(count=accepted)
            self._balance.show_look(Look("done", Tone.QUIET, text))
        else:
            text = self.tr("Of {count} accepted rows some are not accounted for: keep hmi.log and report it")
            self._balance.show_look(Look("alarm", Tone.ALARM, text.format(count=accepted)))

    def _show_charts(self, status: StationStatus) -> None:
        empty = self._why_empty(status)
        ring = self._history.ring
        for column, chart in self._charts.items():
            chart.show_empty(empty)
            if len(ring):
                chart.show_samples(ring.times(), ring.column(column))

    def _why_empty(self, status: StationStatus) -> str:
        if not status.groups:
            return self.tr("No polling group is configured yet. Import one with: hmi config import")
        if status.rows.accepted == 0 and not any(group.poll_count for group in status.groups):
            return self.tr("Waiting for the first poll")
        return ""

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("scrolled")
        content.setMinimumSize(*_SMALLEST)
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        figures = QHBoxLayout()
        figures.setSpacing(8)
        for figure in self.figures.values():
            figures.addWidget(figure, 1)
        column.addLayout(figures)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addLayout(self._chart_grid(), 1)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self._groups_panel(), 1)
        beside.addWidget(self.writer)
        middle.addLayout(beside)
        column.addLayout(middle, 1)
        column.addWidget(self._balance)
        scroll = QScrollArea()
        scroll.setObjectName("scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scroll)

    def _chart_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, chart in enumerate(self._charts.values()):
            grid.addWidget(chart, place // 2, place % 2)
        for line in (0, 1):
            grid.setRowStretch(line, 1)
            grid.setColumnStretch(line, 1)
        return grid

    def _groups_panel(self) -> QFrame:
        table = QTableView()
        table.setObjectName("bare")
        table.setModel(self._groups)
        table.setItemDelegateForColumn(SuccessModel.SUCCESS, BarDelegate(self._theme, table))
        table.setAccessibleName(self.tr("Polling groups"))
        table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(27)
        heads = table.horizontalHeader()
        heads.setSectionsClickable(False)
        heads.setMinimumSectionSize(50)
        heads.setSectionResizeMode(SuccessModel.GROUP, QHeaderView.ResizeMode.Stretch)
        heads.resizeSection(SuccessModel.SUCCESS, 132)
        heads.resizeSection(SuccessModel.POLL_TIME, 64)
        panel = QFrame()
        panel.setObjectName("panel")
        panel.setFixedWidth(_BESIDE_WIDTH)
        column = QVBoxLayout(panel)
        column.setContentsMargins(6, 7, 6, 6)
        title = QLabel(self.tr("Polling groups"))
        title.setObjectName("caption")
        title.setContentsMargins(6, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(table)
        return panel


def _tone(abnormal: bool, tone: Tone) -> Tone:
    return tone if abnormal else Tone.NORMAL
