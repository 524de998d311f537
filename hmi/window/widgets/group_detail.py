"""Everything about one polling group, below the table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
)

from hmi.model.status import GroupStatus, PlcStatus
from hmi.polling.forecast import GroupForecast
from hmi.window import formats
from hmi.window.fates import Fate, steps
from hmi.window.looks import Look, Tone, handshake_text, has_bad_tags, mode_text
from hmi.window.plan_text import scan_text
from hmi.window.theme import Theme, set_tone
from hmi.window.widgets.fate_strip import FateStrip
from hmi.window.widgets.state_label import StateLabel

_PER_COLUMN = 5
_NARROW_PX = 760


class GroupDetail(QFrame):
    """The chosen group's counters and times, and its last error in full, to be read and copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._title = QLabel()
        self._title.setObjectName("title")
        self._state = StateLabel(theme)
        self._phase = QLabel()
        self._phase.setObjectName("caption")
        self.fate = FateStrip(theme)
        self._values: dict[str, QLabel] = {}
        self._error = QPlainTextEdit()
        self._error.setReadOnly(True)
        self._error.setTabChangesFocus(True)
        self._error.setAccessibleName(self.tr("Last error"))
        self._error.setPlaceholderText(self.tr("No error since the group was started"))
        self._error_time = QLabel()
        self._error_time.setObjectName("caption")
        self._lay_out()

    def show_group(
        self,
        group: GroupStatus,
        look: Look,
        plc: PlcStatus | None,
        forecast: GroupForecast | None,
        fate: Fate | None = None,
    ) -> None:
        """Show this group, its PLC, what a poll of it is expected to cost, and its last trigger."""
        self.fate.show_steps(steps(fate, group))
        self._title.setText(group.group_name)
        self._state.show_look(look)
        self._phase.setText(handshake_text(group.handshake))
        for name, text in (self._state_texts(group, plc) | self._cost_texts(group, forecast)).items():
            self._values[name].setText(text)
        set_tone(self._values["tags"], Tone.ALARM if has_bad_tags(group) else Tone.NORMAL)
        error = group.last_error or ""
        if error != self._error.toPlainText():
            self._error.setPlainText(error)
        when = f" · {formats.moment(group.last_error_time)}" if group.last_error else ""
        self._error_time.setText(self.tr("Last error") + when)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The last error stands below the figures where there is no room beside them."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW_PX
        ways = QBoxLayout.Direction
        self._whole.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        self._whole.setSpacing(8 if is_narrow else 24)

    def error_text(self) -> str:
        """The last error as shown."""
        return self._error.toPlainText()

    def value(self, name: str) -> str:
        """One value as shown."""
        return self._values[name].text()

    def tone(self, name: str) -> str:
        """The tone of one value."""
        return str(self._values[name].property("tone"))

    def phase(self) -> str:
        """Where the handshake stands, as shown."""
        return self._phase.text()

    def _state_texts(self, group: GroupStatus, plc: PlcStatus | None) -> dict[str, str]:
        good = 100.0 * group.success_count / group.poll_count if group.poll_count else None
        percent = formats.NOTHING if good is None else formats.number(int(good * 10) / 10, 1)
        return {
            "plc": group.plc_code,
            "scan": scan_text(plc.scan_ms if plc else None),
            "mode": mode_text(group.mode),
            "interval": formats.interval(group.interval_ms),
            "tags": self._tags_text(group),
            "polls": formats.number(group.poll_count),
            "good": formats.with_unit(percent, "%"),
            "errors": formats.number(group.error_count),
            "overruns": formats.number(group.overrun_count),
            "last": formats.moment(group.last_poll_time),
        }

    def _cost_texts(self, group: GroupStatus, forecast: GroupForecast | None) -> dict[str, str]:
        return {
            "requests": formats.number(forecast.requests if forecast else None),
            "points": formats.number(forecast.points if forecast else None),
            "planned": self._milliseconds(forecast.estimated_ms if forecast else None),
            "mean": self._milliseconds(group.avg_poll_time_ms),
            "late": self._milliseconds(group.start_late_p99_ms),
        }

    def _tags_text(self, group: GroupStatus) -> str:
        tags = formats.number(group.tag_count)
        if not has_bad_tags(group):
            return tags
        return self.tr("{bad} of {tags} tags bad").format(bad=formats.number(group.bad_tag_count), tags=tags)

    def _milliseconds(self, value: float | None) -> str:
        return formats.with_unit(formats.milliseconds(value), self.tr("ms"))

    def _captions(self) -> dict[str, str]:
        return {
            "plc": self.tr("PLC"),
            "scan": self.tr("PLC scan time"),
            "mode": self.tr("Mode"),
            "interval": self.tr("Interval"),
            "tags": self.tr("Tags"),
            "polls": self.tr("Polls"),
            "good": self.tr("Good polls"),
            "errors": self.tr("Errors"),
            "overruns": self.tr("Overruns"),
            "last": self.tr("Last poll"),
            "requests": self.tr("Requests"),
            "points": self.tr("Points"),
            "planned": self.tr("Planned poll time"),
            "mean": self.tr("Mean poll time"),
            "late": self.tr("Start late, p99"),
        }

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        for place, (name, text) in enumerate(self._captions().items()):
            row, column = place % _PER_COLUMN, 3 * (place // _PER_COLUMN)
            caption, value = QLabel(text), QLabel()
            caption.setObjectName("caption")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._values[name] = value
            grid.addWidget(caption, row, column)
            grid.addWidget(value, row, column + 1)
            grid.setColumnMinimumWidth(column + 2, 14)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addWidget(self._phase)
        head.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(head)
        left.addWidget(self.fate)
        left.addLayout(grid)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self._error_time)
        right.addWidget(self._error, 1)
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(12, 8, 12, 10)
        self._whole.addLayout(left)
        self._whole.addLayout(right, 1)
