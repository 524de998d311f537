"""What all tables that are only read have in common: columns with heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_Role = Qt.ItemDataRole


class HeadedModel(QAbstractTableModel):
    """Rows are the business of its classes; so are ``_heads``, which each of them sets when it is made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: Sequence[str] = ()

    def alignment(self, _column: int) -> Qt.AlignmentFlag:
        """Where a column's head stands, and its cells."""
        return LEFT

    def explanation(self, _column: int) -> str:
        """What a column's head says more, as its tooltip."""
        return ""

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Heads of the columns, and what they mean."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        match role:
            case _Role.DisplayRole:
                return self._heads[section]
            case _Role.ToolTipRole:
                return self.explanation(section) or None
            case _Role.TextAlignmentRole:
                return self.alignment(section)
        return None

    def repaint(self) -> None:
        """Everything may look different."""
        self._repaint_rows(0, self.rowCount() - 1)

    def _repaint_rows(self, first: int, last: int, column: int = 0) -> None:
        """From a column on. One signal for the block: single cells cost seven times as much (10,000 rows)."""
        if first <= last:
            self.dataChanged.emit(self.index(first, column), self.index(last, self.columnCount() - 1))
