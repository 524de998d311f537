"""The writer's figures beside the charts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from hmi.model.status import WriterFigures, WriterStatus
from hmi.window import formats
from hmi.window.looks import backend_text
from hmi.window.widgets.elided_label import ElidedLabel

_Pair = tuple[QLabel, QLabel]

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WriterPanel(QFrame):
    """How fast rows come to the historian and how well: the last five minutes beside the last hour.

    ``place`` says which database it is: its file, or ``USER@host:port/service``.
    """

    def __init__(self, place: str) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._place = place
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(0, 1)
        self._spans = (self.tr("5 min"), self.tr("1 h"))
        for column, text in enumerate((self.tr("Writer"), *self._spans)):
            head = QLabel(text)
            head.setObjectName("caption")
            self._grid.addWidget(head, 0, column, _RIGHT if column else Qt.AlignmentFlag.AlignLeft)
        self._age = self._line(
            self.tr("Row age, p50 / p95"),
            self.tr(
                "Time from the poll of a row to its commit in the historian: half of the rows, and 95 of "
                "100, took no longer."
            ),
        )
        self._oldest = self._line(
            self.tr("Oldest row"), self.tr("The longest time that a row took from its poll to its commit.")
        )
        self._rate = self._line(self.tr("Rows per second"))
        self._batch_size = self._line(self.tr("Mean batch, rows"))
        self._latency = self._line(
            self.tr("Write latency"), self.tr("Mean time of one batch in the historian.")
        )
        self._good = self._line(self.tr("Good batches"))
        self._historian = ElidedLabel()
        self._last = QLabel()
        self._lay_out()

    def show_writer(self, writer: WriterStatus) -> None:
        """Show these figures."""
        recent = WriterFigures(
            writer.success_rate_pct,
            writer.avg_batch_size,
            writer.avg_write_latency_ms,
            writer.p50_row_age_ms,
            writer.p95_row_age_ms,
            writer.max_row_age_ms,
            writer.throughput_rows_per_s,
        )
        for column, figures in enumerate((recent, writer.last_hour)):
            self._show_figures(column, figures)
        since_start = self.tr("Since the start: {stored} batches stored, {failed} failed, {retries} retries.")
        totals = since_start.format(
            stored=formats.number(writer.successful_writes),
            failed=formats.number(writer.failed_writes),
            retries=formats.number(writer.retries),
        )
        for label in self._good:
            label.setToolTip(totals)
        historian = f"{backend_text(writer.backend)} {self._place}"
        self._historian.setText(historian)
        self._historian.setToolTip(historian)
        self._last.setText(formats.moment(writer.last_write_time))

    def texts(self) -> list[str]:
        """What is shown, line by line."""
        pairs = (self._age, self._oldest, self._rate, self._batch_size, self._latency, self._good)
        lines = [" | ".join(label.text() for label in pair) for pair in pairs]
        return [*lines, self._historian.text(), self._last.text()]

    def _show_figures(self, column: int, figures: WriterFigures) -> None:
        second, ms = self.tr("s"), self.tr("ms")
        ages = f"{formats.seconds(figures.p50_row_age_ms)} / {formats.seconds(figures.p95_row_age_ms)}"
        texts = {
            self._age: formats.NOTHING if figures.p95_row_age_ms is None else formats.with_unit(ages, second),
            self._oldest: formats.with_unit(formats.seconds(figures.max_row_age_ms), second),
            self._rate: formats.number(figures.throughput_rows_per_s),
            self._batch_size: formats.number(figures.avg_batch_size or None),
            self._latency: formats.with_unit(formats.milliseconds(figures.avg_write_latency_ms), ms),
            self._good: _share(figures),
        }
        for pair, text in texts.items():
            pair[column].setText(text)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 12, 9)
        column.setSpacing(1)
        column.addLayout(self._grid)
        for caption, value in ((self.tr("Historian"), self._historian), (self.tr("Last batch"), self._last)):
            value.setAlignment(_RIGHT)
            value.setAccessibleName(caption)
            line = QHBoxLayout()
            line.setSpacing(14)
            line.addWidget(QLabel(caption))
            line.addWidget(value, 1)
            column.addLayout(line)
        column.addStretch(1)

    def _line(self, caption: str, explanation: str = "") -> _Pair:
        row = self._grid.rowCount()
        label = QLabel(caption)
        label.setToolTip(explanation)
        self._grid.addWidget(label, row, 0)
        values = (QLabel(), QLabel())
        for column, (value, span) in enumerate(zip(values, self._spans, strict=True), 1):
            value.setAccessibleName(f"{caption}, {span}")
            value.setToolTip(explanation)
            self._grid.addWidget(value, row, column, _RIGHT)
        return values


def _share(figures: WriterFigures) -> str:
    """The share of attempts that succeeded; 99.97 % is not shown as 100 %."""
    if figures == WriterFigures():
        return formats.NOTHING
    percent = figures.success_rate_pct
    text = formats.number(percent) if percent in (0.0, 100.0) else formats.number(min(percent, 99.9), 1)
    return formats.with_unit(text, "%")
