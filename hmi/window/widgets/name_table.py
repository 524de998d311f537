"""A table whose columns of names take the room that it has to spare."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView


class NameTable(QTableView):
    """Keeps columns of names as wide as their longest name, where the other columns leave room."""

    def __init__(self) -> None:
        super().__init__()
        self._least: Mapping[int, int] = {}
        self._wanted: dict[int, int] = {}
        self._last_px = self._margin_px = 0

    def widen_names(self, least: Mapping[int, int], *, last_px: int, margin_px: int) -> None:
        """Begin with it; the model and the widths of the other columns are set.

        The columns of ``least``, by their numbers, are never narrower than said there; the last column, which
        takes what is left, keeps ``last_px``; a cell is ``margin_px`` wider than its text.
        """
        self._least, self._last_px, self._margin_px = least, last_px, margin_px
        self.model().modelReset.connect(self._measure)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew when there is more or less of it."""
        super().resizeEvent(event)
        self._share()

    def _measure(self) -> None:
        # The longest name by its letters has to do: measuring every row takes 240 ms on a large table.
        model, metrics = self.model(), self.fontMetrics()
        for column, least in self._least.items():
            names = (str(model.index(row, column).data()) for row in range(model.rowCount()))
            width = metrics.horizontalAdvance(max(names, key=len, default="")) + self._margin_px
            self._wanted[column] = max(least, width)
        self._share()

    def _share(self) -> None:
        if not self._wanted:
            return
        last = self.model().columnCount() - 1
        others = sum(self.columnWidth(i) for i in range(last) if i not in self._least)
        room = self.viewport().width() - others - self._last_px - sum(self._least.values())
        for column, least in self._least.items():
            extra = max(0, min(self._wanted[column] - least, room))
            room -= extra
            self.setColumnWidth(column, least + extra)
