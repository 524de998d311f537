"""All configured tags with their live values, as a table of 10,000 rows that is new every second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from hmi.model.live import GroupValues
from hmi.model.plant import Plant, Tag, TagKey, tag_key
from hmi.model.status import GroupStatus
from hmi.window import formats
from hmi.window.models.headed_model import LEFT, RIGHT, HeadedModel, Index
from hmi.window.models.tag_list import SortBy, TagFilter, TagList
from hmi.window.models.tag_texts import local_time, trust_look, value_text
from hmi.window.models.tag_values import TagNow, TagValues, Trust
from hmi.window.theme import Theme

_Role = Qt.ItemDataRole

_HOLLOW = (Trust.BAD, Trust.STALE, Trust.NONE)
"""What they show is not what is."""

_BY = (
    SortBy.PLC,
    SortBy.GROUP,
    SortBy.MACHINE,
    SortBy.ADDRESS,
    SortBy.NAME,
    SortBy.VALUE,
    SortBy.QUALITY,
    SortBy.AGE,
    SortBy.REASON,
)


class TagModel(HeadedModel):
    """A row per tag that the filter lets through. A text is made when it is seen, not when a value comes."""

    PLC, GROUP, MACHINE, ADDRESS, NAME, VALUE, QUALITY, AGE, REASON = range(9)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._list = TagList(Plant())
        self._values = TagValues()
        self._filter = TagFilter()
        self._shown: list[int] = []
        self._now = 0.0
        self._trended: Mapping[TagKey, int] = {}
        self._sorted: tuple[SortBy | None, bool] = (None, False)
        self._looks = {trust: trust_look(trust) for trust in Trust}
        self._italic = QFont()
        self._italic.setItalic(True)
        self._heads = (
            self.tr("PLC"),
            self.tr("Group"),
            self.tr("Machine"),
            self.tr("Address"),
            self.tr("Name"),
            self.tr("Value"),
            self.tr("Quality"),
            self.tr("Age"),
            self.tr("Reason"),
        )
        theme.changed.connect(self._paint)

    def configure(self, tags: TagList) -> None:
        """The tags are these now."""
        self.beginResetModel()
        self._list = tags
        self._values.configure(tags.plant, tags.tags)
        self._sort()
        self._shown = tags.chosen(self._filter, self._values)
        self.endResetModel()

    def show_values(
        self, live: Sequence[GroupValues], statuses: Mapping[str, GroupStatus], now: float
    ) -> None:
        """Show the newest polls; ``now`` in seconds since 1970."""
        self._values.update(live, statuses, now)
        self._now = now
        if self._filter.follows_values:
            self._choose()
        self._repaint()

    def set_filter(self, wanted: TagFilter) -> None:
        """Show only what it lets through."""
        if wanted != self._filter:
            self._filter = wanted
            self._choose()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; -1 for the order of the configuration."""
        self._sorted = (
            _BY[column] if 0 <= column < len(_BY) else None,
            order == Qt.SortOrder.DescendingOrder,
        )
        self._sort()
        self._choose()

    @property
    def filter(self) -> TagFilter:
        """Which rows are shown."""
        return self._filter

    @property
    def values(self) -> TagValues:
        """What the rows are taken from."""
        return self._values

    @property
    def total(self) -> int:
        """How many tags are configured."""
        return len(self._list.tags)

    def tag(self, row: int) -> Tag | None:
        """The tag in that row."""
        return self._list.tags[self._shown[row]] if 0 <= row < len(self._shown) else None

    def now(self, row: int) -> TagNow:
        """What the tag in that row holds."""
        return self._values.at(self._shown[row])

    def snapshot(self) -> list[tuple[Tag, TagNow]]:
        """The rows shown and what they hold, to be worked on elsewhere."""
        return [(self._list.tags[at], self._values.at(at)) for at in self._shown]

    def polled(self, row: int) -> Tag:
        """The tag in that row as it is polled."""
        return self._values.polled(self._shown[row])

    def show_trended(self, numbers: Mapping[TagKey, int]) -> None:
        """Mark these: the numbers of their curves."""
        self._trended = numbers
        self._repaint(self.NAME)

    def rows_of(self, keys: set[TagKey]) -> list[int]:
        """The rows of these tags, as far as they are shown."""
        tags = self._list.tags
        return [row for row, at in enumerate(self._shown) if tag_key(tags[at]) in keys]

    def texts(self, row: int) -> list[str]:
        """A row as it stands."""
        return [str(self.index(row, column).data() or "") for column in range(len(self._heads))]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of tags shown."""
        return 0 if parent.isValid() else len(self._shown)

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Numbers stand at the right."""
        return RIGHT if column in (self.VALUE, self.AGE) else LEFT

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows."""
        tag = self.tag(index.row()) if index.isValid() else None
        if tag is None:
            return None
        column = index.column()
        match role:
            case _Role.DisplayRole | _Role.AccessibleTextRole:
                return self._text(tag, index.row(), column)
            case _Role.TextAlignmentRole:
                return self.alignment(column)
            case _Role.DecorationRole if column == self.NAME and tag_key(tag) in self._trended:
                return self.theme.icon("chart-line")
            case _Role.ToolTipRole if column == self.NAME and tag_key(tag) in self._trended:
                return self.tr("{name}: curve {n} of the trend").format(
                    name=tag.tag_name, n=self._trended[tag_key(tag)]
                )
            case _Role.ToolTipRole if column in (
                self.GROUP,
                self.MACHINE,
                self.NAME,
                self.VALUE,
                self.REASON,
            ):
                return self._text(tag, index.row(), column) or None
            case _Role.DecorationRole | _Role.ForegroundRole | _Role.FontRole if column >= self.VALUE:
                return self._appearance(self.now(index.row()).trust, column, role)
        return None

    def _text(self, tag: Tag, row: int, column: int) -> str:
        match column:
            case self.PLC:
                return tag.plc_code
            case self.GROUP:
                return tag.group_name
            case self.MACHINE:
                return tag.machine_code
            case self.ADDRESS:
                return tag.tag_address
            case self.NAME:
                return tag.tag_name
        return self._live_text(tag, self.now(row), column)

    def _live_text(self, tag: Tag, now: TagNow, column: int) -> str:
        match column:
            case self.VALUE:
                return value_text(tag, now.value)
            case self.QUALITY:
                return self._looks[now.trust].text
            case self.AGE:
                known = now.ts is not None and not (now.trust is Trust.BAD and now.value is None)
                return formats.age_s(now.ts.timestamp(), self._now) if known and now.ts else formats.NOTHING
        return self.reason(now)

    def reason(self, now: TagNow) -> str:
        """Why a value is not to be trusted; of a BAD one first when it was good."""
        if now.trust is not Trust.BAD or now.ts is None or now.value is None:
            return now.reason
        text = self.tr("last good {time} · {reason}")
        return text.format(time=local_time(now.ts), reason=now.reason)

    def _appearance(self, trust: Trust, column: int, role: int) -> Any:
        look = self._looks[trust]
        if role == _Role.DecorationRole:
            if column == self.QUALITY and look.shape:
                return self.theme.state_icon(look)
            return None
        hollow = trust in _HOLLOW and column in (self.VALUE, self.AGE)
        if role == _Role.FontRole:
            return self._italic if hollow else None
        if column == self.QUALITY:
            return self.theme.colour(look.tone)
        return self.theme.colour(self._looks[Trust.NONE].tone) if hollow else None

    def _sort(self) -> None:
        by, descending = self._sorted
        self._list.sort(by, self._values, descending=descending)

    def _choose(self) -> None:
        shown = self._list.chosen(self._filter, self._values)
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def _paint(self) -> None:
        self._repaint(self.NAME)

    def _repaint(self, first: int = VALUE) -> None:
        self._repaint_rows(0, len(self._shown) - 1, first)
