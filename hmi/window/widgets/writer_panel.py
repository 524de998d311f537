"""The writer's figures beside the charts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from hmi.model.status import WriterStatus
from hmi.window import formats
from hmi.window.looks import backend_text


class WriterPanel(QFrame):
    """Batches, retries and times of the way into the historian; figures for the data owner."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 7, 12, 9)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        title = QLabel(self.tr("Writer"))
        title.setObjectName("caption")
        self._grid.addWidget(title, 0, 0, 1, 2)
        self._historian = self._line(self.tr("Historian"))
        self._batches = self._line(self.tr("Batches stored"))
        self._failed = self._line(self.tr("Batches failed"))
        self._retries = self._line(self.tr("Retries"))
        self._batch_size = self._line(self.tr("Mean batch, rows"))
        self._last = self._line(self.tr("Last batch"))
        self._grid.setColumnStretch(1, 1)

    def show_writer(self, writer: WriterStatus) -> None:
        """Show these figures."""
        self._historian.setText(backend_text(writer.backend))
        self._batches.setText(formats.number(writer.successful_writes))
        self._failed.setText(formats.number(writer.failed_writes))
        self._retries.setText(formats.number(writer.retries))
        self._batch_size.setText(
            formats.number(writer.avg_batch_size) if writer.avg_batch_size else formats.NOTHING
        )
        self._last.setText(formats.moment(writer.last_write_time))

    def _line(self, caption: str) -> QLabel:
        row = self._grid.rowCount()
        label, value = QLabel(caption), QLabel()
        value.setAccessibleName(caption)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
        return value
