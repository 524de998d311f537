"""The log of events as a table that grows: new ones above, older ones below as they are wanted."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal

from hmi.model.events import Event
from hmi.window import formats
from hmi.window.event_texts import event_text, kind_text
from hmi.window.looks import Tone
from hmi.window.models.headed_model import Index
from hmi.window.models.row_model import RowModel
from hmi.window.theme import Theme


class EventModel(RowModel[Event]):
    """One row for each event, the newest first; ``more_wanted`` when somebody scrolls to the end."""

    TIME, WHO, KIND, TEXT = range(4)
    more_wanted = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, (), parent)
        self._heads = (self.tr("Time"), self.tr("Who"), self.tr("About"), self.tr("What happened"))
        self._has_more = False

    def identity(self, row: Event) -> Hashable:
        """Its number, once it has one."""
        return row.seq or row

    def text(self, row: Event, column: int) -> str:
        """What a cell says."""
        match column:
            case self.TIME:
                return formats.moment(row.time)
            case self.WHO:
                return row.by
            case self.KIND:
                return kind_text(row)
        return event_text(row)

    def tone(self, _row: Event, column: int) -> Tone:
        """Nothing here is abnormal: it is the past."""
        return Tone.QUIET if column == self.KIND else Tone.NORMAL

    def events(self) -> Sequence[Event]:
        """What is shown."""
        return tuple(self._rows)

    @property
    def has_more(self) -> bool:
        """Whether there are older ones that are asked for."""
        return self._has_more

    def start_with(self, events: Sequence[Event], *, has_more: bool) -> None:
        """Show only these; whether there are older ones."""
        self.beginResetModel()
        self._rows, self._has_more = list(events), has_more
        self.endResetModel()

    def add_newer(self, events: Sequence[Event]) -> int:
        """Put these on top: all that are newer than those with a number; says how many rows that makes more.

        Events get their number when they are on disk; rows that have none yet are among them again.
        """
        known = next((at for at, event in enumerate(self._rows) if event.seq), len(self._rows))
        again = events[len(events) - known :] if known <= len(events) else None
        if again is None or [*map(_what, again)] != [*map(_what, self._rows[:known])]:
            self._remove(known)
            added, known = list(events), 0
        else:
            added = list(events[: len(events) - known])
            self._rows[:known] = list(again)
        if known:
            self.dataChanged.emit(self.index(0, 0), self.index(known - 1, self.TEXT))
        if added:
            self.beginInsertRows(QModelIndex(), 0, len(added) - 1)
            self._rows[:0] = added
            self.endInsertRows()
        return len(added)

    def add_older(self, events: Sequence[Event], *, has_more: bool) -> None:
        """Put these below."""
        self._has_more = has_more
        if events:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(events) - 1)
            self._rows.extend(events)
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older ones."""
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: Index) -> None:
        """Ask for older ones; they come later."""
        if self.canFetchMore(parent):
            self.more_wanted.emit()

    def _remove(self, count: int) -> None:
        if count:
            self.beginRemoveRows(QModelIndex(), 0, count - 1)
            del self._rows[:count]
            self.endRemoveRows()


def _what(event: Event) -> tuple[str, str, str, str]:
    return event.time, event.kind, event.subject, event.by
