"""What will be another when an edited plant is applied, as a table."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject

from hmi.config.changes import Change, ChangeKind
from hmi.config.columns import GROUPS, PLCS
from hmi.window.models.row_model import RowModel
from hmi.window.setup.captions import caption
from hmi.window.theme import Theme


class ChangeModel(RowModel[Change]):
    """One row for each change."""

    WHAT, NAME, CHANGE, BEFORE, AFTER = range(5)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, (), parent)
        self._heads = (
            self.tr("What"),
            self.tr("Name"),
            self.tr("Change"),
            self.tr("Before"),
            self.tr("After"),
        )

    def text(self, row: Change, column: int) -> str:
        """What a cell says."""
        match column:
            case self.WHAT:
                return self._what(row.table)
            case self.NAME:
                return row.key
            case self.CHANGE:
                return self._change(row)
            case self.BEFORE:
                return row.old
            case _:
                return row.new

    def identity(self, row: Change) -> Hashable:
        """A change is what it is."""
        return row

    def _what(self, table: str) -> str:
        if table == PLCS.name:
            return self.tr("PLC")
        return self.tr("Group") if table == GROUPS.name else self.tr("Tag")

    def _change(self, row: Change) -> str:
        match row.kind:
            case ChangeKind.ADDED:
                return self.tr("new")
            case ChangeKind.DELETED:
                return self.tr("deleted")
            case ChangeKind.CHANGED:
                return caption(row.column)
