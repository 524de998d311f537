"""The polling groups as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from hmi.model.plant import PollingMode
from hmi.model.status import GroupState, GroupStatus
from hmi.window import formats
from hmi.window.looks import Look, Pending, Tone, group_look, has_bad_tags, mode_text, pending_look
from hmi.window.models.headed_model import LEFT, RIGHT, HeadedModel, Index
from hmi.window.theme import Theme

_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what it shows of a group at a moment, an example of its width."""

    head: str
    text: Callable[[GroupStatus, float], str]
    sample: str
    explanation: str = ""
    is_number: bool = True


class GroupModel(HeadedModel):
    """One row per polling group in the order of the configuration."""

    STATE, GROUP, PLC, TAGS, POLLS, LAST_ERROR = 0, 1, 2, 5, 7, 13

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: Sequence[GroupStatus] = ()
        self._pending: Mapping[str, Pending] = {}
        self._now = 0.0
        self.columns = self._what_it_is() + self._what_it_did()
        self._heads = [column.head for column in self.columns]
        theme.changed.connect(self.repaint)

    def show_groups(self, groups: Sequence[GroupStatus], now: float, pending: Mapping[str, Pending]) -> None:
        """Show these; ``now`` in seconds since 1970. The selection stays while the groups are the same."""
        same = _names(groups) == _names(self._groups)
        # What a group is and its state change seldom: they are not painted every second.
        is_news = pending != self._pending or [*map(_state, groups)] != [*map(_state, self._groups)]
        if not same:
            self.beginResetModel()
        self._groups, self._now, self._pending = groups, now, dict(pending)
        if not same:
            self.endResetModel()
        else:
            self._repaint_rows(0, len(groups) - 1, self.STATE if is_news else self.POLLS)

    def group(self, row: int) -> GroupStatus | None:
        """The group in that row."""
        return self._groups[row] if 0 <= row < len(self._groups) else None

    def row_of(self, group_name: str) -> int | None:
        """The row of a group."""
        names = _names(self._groups)
        return names.index(group_name) if group_name in names else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of groups."""
        return 0 if parent.isValid() else len(self._groups)

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Numbers stand at the right."""
        return RIGHT if self.columns[column].is_number else LEFT

    def explanation(self, column: int) -> str:
        """What a figure means."""
        return self.columns[column].explanation

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows."""
        group = self.group(index.row()) if index.isValid() else None
        if group is None:
            return None
        match role:
            case _Role.DisplayRole | _Role.AccessibleTextRole:
                return self._text(group, index.column())
            case _Role.TextAlignmentRole:
                return self.alignment(index.column())
            case _Role.DecorationRole if index.column() == self.STATE:
                return self._theme.state_icon(self.look(group))
            case _Role.ForegroundRole:
                return self._foreground(group, index.column())
            case _Role.ToolTipRole:
                return self._tool_tip(group, index.column())
        return None

    def look(self, group: GroupStatus) -> Look:
        """The group's state as shown: a command under way stands before the state."""
        pending = self._pending.get(group.group_name)
        return pending_look(pending) if pending else group_look(group.state)

    def _text(self, group: GroupStatus, column: int) -> str:
        if column == self.STATE:
            return self.look(group).text
        if column == self.TAGS and has_bad_tags(group):
            return self._bad_text(group.bad_tag_count)
        return self.columns[column].text(group, self._now)

    def _tool_tip(self, group: GroupStatus, column: int) -> str | None:
        """What may be longer than its column, and why tags are bad."""
        whole = {self.GROUP: group.group_name, self.PLC: group.plc_code, self.LAST_ERROR: group.last_error}
        if has_bad_tags(group):
            whole[self.TAGS] = group.last_error
        return whole.get(column)

    def _bad_text(self, count: int) -> str:
        return self.tr("{n} bad").format(n=formats.number(count))

    def _foreground(self, group: GroupStatus, column: int) -> Any:
        if column == self.STATE:
            return self._theme.colour(self.look(group).tone)
        if column == self.TAGS and has_bad_tags(group):
            return self._theme.colour(Tone.ALARM)
        quiet = group.state is GroupState.STOPPED
        if column == self.LAST_ERROR and group.state is not GroupState.ERROR and not has_bad_tags(group):
            quiet = True  # an error of the past is worth reading, not worth a look
        return self._theme.colour(Tone.QUIET) if quiet and column != self.GROUP else None

    def _what_it_is(self) -> tuple[Column, ...]:
        count = formats.number
        return (
            Column(
                self.tr("State"), lambda g, _: g.state, pending_look(Pending.TRIGGERING).text, is_number=False
            ),
            Column(self.tr("Group"), lambda g, _: g.group_name, "PRESS_OPERATION", is_number=False),
            Column(self.tr("PLC"), lambda g, _: g.plc_code, "PRESS01", is_number=False),
            Column(
                self.tr("Mode"),
                lambda g, _: mode_text(g.mode),
                mode_text(PollingMode.HANDSHAKE),
                is_number=False,
            ),
            Column(self.tr("Interval"), _interval, "500 ms"),
            Column(self.tr("Tags"), lambda g, _: count(g.tag_count), self._bad_text(100)),
            Column(
                self.tr("Requests\nper poll"),
                lambda g, _: count(g.requests_per_poll),
                "",
                self.tr("Requests to the PLC for one poll; each costs about one scan."),
            ),
        )

    def _what_it_did(self) -> tuple[Column, ...]:
        count = formats.number
        return (
            Column(self.tr("Polls"), lambda g, _: count(g.poll_count), "100,000"),
            Column(
                self.tr("Errors"),
                lambda g, _: count(g.error_count),
                "1,000",
                self.tr("Polls that failed since the group was started."),
            ),
            Column(
                self.tr("Over-\nruns"),
                lambda g, _: count(g.overrun_count),
                "1,000",
                self.tr("Polls left out because the one before took longer than the interval."),
            ),
            Column(
                self.tr("Mean poll\nms"),
                lambda g, _: formats.milliseconds(g.avg_poll_time_ms),
                "1,000",
            ),
            Column(
                self.tr("Late p99\nms"),
                lambda g, _: formats.milliseconds(g.start_late_p99_ms),
                "1,000",
                self.tr("99 of 100 polls start no later than this after their time."),
            ),
            Column(
                self.tr("Last poll"),
                lambda g, now: formats.age(g.last_poll_time, now),
                formats.age("1970-01-01T00:00:00Z", 59 * 60),
            ),
            Column(self.tr("Last error"), _last_error, "", is_number=False),
        )


def _state(group: GroupStatus) -> tuple[object, ...]:
    """All that the columns before the counters show."""
    return (
        group.state,
        group.plc_code,
        group.mode,
        group.interval_ms,
        group.tag_count,
        group.bad_tag_count,
        group.requests_per_poll,
    )


def _names(groups: Iterable[GroupStatus]) -> list[str]:
    return [group.group_name for group in groups]


def _interval(group: GroupStatus, _now: float) -> str:
    # A handshake group has no interval of its own: it polls when it is triggered.
    if group.mode == PollingMode.HANDSHAKE:
        return formats.NOTHING
    return formats.interval(group.interval_ms)


def _last_error(group: GroupStatus, now: float) -> str:
    if group.last_error is None:
        return ""
    if group.state is GroupState.ERROR:
        return group.last_error  # it is of the last poll, whose age stands beside it
    return f"{formats.age(group.last_error_time, now)}: {group.last_error}"
