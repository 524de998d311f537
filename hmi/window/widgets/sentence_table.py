"""A table with one column of sentences, which takes the room that the others leave."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView

from hmi.window.widgets.row_table import prepare_row_table

_ROW_PX = 28
_CELL_MARGIN_PX = 28
_ICON_PX = 22
_LEAST_PX = 190
"""A sentence keeps this much before the table is scrolled sideways."""


class SentenceTable(QTableView):
    """Rows are chosen one at a time. Whole sentences stand in tooltips and beside the table.

    ``confirmed`` when Enter is pressed; a double click says nothing, it is too easily made.
    """

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sentences: int | None = None

    def prepare(self, name: str, sentences: int, samples: Mapping[int, str], *, icons: int = -1) -> None:
        """Begin with it; the model is set.

        ``sentences`` is that column's number, ``samples`` are the widest texts of the others, and ``icons``
        is the column with forms beside its texts, if there is one.
        """
        self.setAccessibleName(name)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        prepare_row_table(self, _ROW_PX)
        self.horizontalHeader().setStretchLastSection(False)
        metrics = self.fontMetrics()
        for column, sample in samples.items():
            head = str(self.model().headerData(column, self.horizontalHeader().orientation()))
            width = max(metrics.horizontalAdvance(sample), metrics.horizontalAdvance(head)) + _CELL_MARGIN_PX
            self.setColumnWidth(column, width + (_ICON_PX if column == icons else 0))
        self._sentences = sentences
        self._share()

    def sizeHint(self) -> QSize:
        """No higher than it has to be: a page that is scrolled has this height, others stretch it."""
        return QSize(super().sizeHint().width(), max(self.minimumHeight(), self.minimumSizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew when there is more or less of it."""
        super().resizeEvent(event)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms; all else is as in every table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    def _share(self) -> None:
        if self._sentences is None:
            return
        columns = range(self.model().columnCount())
        others = sum(self.columnWidth(column) for column in columns if column != self._sentences)
        self.setColumnWidth(self._sentences, max(_LEAST_PX, self.viewport().width() - others))
