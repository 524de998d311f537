"""A table that is only read: rows of one sort, columns with heads."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt

from hmi.window.looks import Look, Tone
from hmi.window.models.headed_model import HeadedModel, Index
from hmi.window.theme import Theme

Row = TypeVar("Row")
_Role = Qt.ItemDataRole


class RowModel(HeadedModel, Generic[Row]):
    """Says how Qt asks; what a cell says is the business of ``text``, ``look`` and ``tone``."""

    def __init__(self, theme: Theme, heads: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heads = heads
        self._rows: list[Row] = []
        theme.changed.connect(self.repaint)

    def text(self, row: Row, column: int) -> str:
        """What a cell says."""
        raise NotImplementedError

    def look(self, _row: Row, _column: int) -> Look | None:
        """The form beside the text of a cell."""
        return None

    def tone(self, _row: Row, _column: int) -> Tone:
        """How much attention a cell asks for."""
        return Tone.NORMAL

    def identity(self, row: Row) -> Hashable:
        """What stays the same while a row changes."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the selection stays where they are the same rows in the same order."""
        same = [*map(self.identity, rows)] == [*map(self.identity, self._rows)]
        if same and list(rows) == self._rows:
            return
        if not same:
            self.beginResetModel()
        self._rows = list(rows)
        if not same:
            self.endResetModel()
        else:
            self.repaint()

    def at(self, row: int) -> Row | None:
        """What stands in that row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, identity: Hashable) -> int | None:
        """Where something stands."""
        return next((at for at, row in enumerate(self._rows) if self.identity(row) == identity), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows; the whole text is its tooltip, too."""
        row = self.at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = index.column()
        match role:
            case _Role.DisplayRole | _Role.AccessibleTextRole | _Role.ToolTipRole:
                return self.text(row, column)
            case _Role.DecorationRole:
                look = self.look(row, column)
                return None if look is None else self._theme.state_icon(look)
            case _Role.ForegroundRole:
                tone = self.tone(row, column)
                return None if tone is Tone.NORMAL else self._theme.colour(tone)
        return None
