"""Cells beside each other where there is room, else below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget


class Columns(QGridLayout):
    """Equally wide columns, as many as fit with ``least_px`` each; ``counts`` are those that look well."""

    def __init__(self, cells: Sequence[QWidget], least_px: int, counts: Sequence[int], spacing: int) -> None:
        super().__init__()
        self._cells = cells
        self._least_px = least_px
        self._counts = counts
        self._columns = 0
        self.setSpacing(spacing)

    @property
    def columns(self) -> int:
        """How many there are."""
        return self._columns

    def fit(self, width: int) -> None:
        """Lay the cells out anew where the width asks for it."""
        columns = max((count for count in self._counts if count * self._least_px <= width), default=1)
        if columns == self._columns:
            return
        for column in range(self._columns):
            self.setColumnStretch(column, 0)
        for row in range(self.rowCount()):
            self.setRowStretch(row, 0)
        self._columns = columns
        for place, cell in enumerate(self._cells):
            self.addWidget(cell, place // columns, place % columns)
            self.setRowStretch(place // columns, 1)
        for column in range(columns):
            self.setColumnStretch(column, 1)
