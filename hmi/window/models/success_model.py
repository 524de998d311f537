"""The polling groups in brief: state, share of good polls, poll time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hmi.model.status import GroupStatus
from hmi.window import formats
from hmi.window.history import SuccessRates
from hmi.window.looks import Tone, group_look
from hmi.window.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

PERCENT_ROLE = _Role.UserRole + 1
"""The share of good polls, 0 to 100, or None where nothing was polled."""


class SuccessModel(QAbstractTableModel):
    """One row per polling group: name with state, good polls of the last minutes, mean poll time."""

    GROUP, SUCCESS, POLL_TIME = range(3)

    def __init__(self, theme: Theme, rates: SuccessRates, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rates = rates
        self._groups: Sequence[GroupStatus] = ()
        self._heads = (self.tr("Group"), self.tr("Good polls, 5 min"), self.tr("Poll ms"))

    def show_groups(self, groups: Sequence[GroupStatus]) -> None:
        """Show these groups."""
        same = len(groups) == len(self._groups)
        if not same:
            self.beginResetModel()
        self._groups = groups
        if not same:
            self.endResetModel()
        elif groups:
            self.dataChanged.emit(self.index(0, 0), self.index(len(groups) - 1, len(self._heads) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of groups."""
        return 0 if parent.isValid() else len(self._groups)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Heads of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == _Role.DisplayRole:
            return self._heads[section]
        return self._alignment(section) if role == _Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid() or index.row() >= len(self._groups):
            return None
        group, column = self._groups[index.row()], index.column()
        look = group_look(group.state)
        match role:
            case _Role.DisplayRole | _Role.AccessibleTextRole:
                return self._text(group, column)
            case _Role.TextAlignmentRole:
                return self._alignment(column)
            case _Role.DecorationRole if column == self.GROUP:
                return self._theme.state_icon(look)
            case _Role.ToolTipRole if column == self.GROUP:
                return f"{group.group_name}: {look.text}"
            case _Role.ForegroundRole:
                return self._theme.colour(look.tone) if look.tone is not Tone.NORMAL else None
        return (
            self._rates.percent(group.group_name) if role == PERCENT_ROLE and column == self.SUCCESS else None
        )

    def _text(self, group: GroupStatus, column: int) -> str:
        if column == self.GROUP:
            return group.group_name
        if column == self.POLL_TIME:
            return formats.milliseconds(group.avg_poll_time_ms)
        percent = self._rates.percent(group.group_name)
        if percent is None:
            return formats.NOTHING
        # 99.96 % must not read as 100 %: one bad poll is one too many to hide.
        return formats.with_unit(formats.number(int(percent * 10) / 10, 0 if percent in (0, 100) else 1), "%")

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column == self.POLL_TIME else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
