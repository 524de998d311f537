"""A table whose rows come and go one by one, so that a view keeps what is chosen and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt

from hmi.window.models.headed_model import LEFT, RIGHT, HeadedModel, Index
from hmi.window.models.runs import runs
from hmi.window.theme import Theme

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its head, what it shows of a row, an example of its width."""

    head: str
    text: Callable[[T], str]
    sample: str
    is_number: bool = False


class SyncedRows(HeadedModel, Generic[T]):
    """One row per item; an item is told by ``key``, which its class says."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: list[T] = []
        self.columns = self._columns()
        self._heads = [column.head for column in self.columns]
        theme.changed.connect(self.repaint)

    def _columns(self) -> Sequence[Column[Any]]:
        raise NotImplementedError

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Numbers stand at the right."""
        return RIGHT if self.columns[column].is_number else LEFT

    def key(self, item: T) -> Hashable:
        """By which an item is known from one list to the next."""
        raise NotImplementedError

    def items(self) -> Sequence[T]:
        """What is shown."""
        return self._items

    def item(self, row: int) -> T | None:
        """The item in that row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def sync(self, items: Sequence[T]) -> None:
        """Show these: what is gone is taken out, what is new put in, what is changed painted anew."""
        before, after = [self.key(item) for item in self._items], [self.key(item) for item in items]
        if before == after:
            changed = [
                row for row, (old, new) in enumerate(zip(self._items, items, strict=True)) if old != new
            ]
            self._items = list(items)
            if changed:
                self._repaint_rows(changed[0], changed[-1])
            return
        kept, known = set(after), set(before)
        if [key for key in before if key in kept] != [key for key in after if key in known]:
            self.beginResetModel()
            self._items = list(items)
            self.endResetModel()
            return
        for first, last in reversed(runs(row for row, key in enumerate(before) if key not in kept)):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._items[first : last + 1]
            self.endRemoveRows()
        for first, last in runs(row for row, key in enumerate(after) if key not in known):
            self.beginInsertRows(QModelIndex(), first, last)
            self._items[first:first] = items[first : last + 1]
            self.endInsertRows()
        self._items = list(items)
        self.repaint()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of items."""
        return 0 if parent.isValid() else len(self._items)
