"""One alarm in full: what it means and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from hmi.model.status import AlarmStatus
from hmi.window import formats
from hmi.window.alarm_texts import alarm_guidance, alarm_text
from hmi.window.looks import Look
from hmi.window.models.alarm_model import alarm_look
from hmi.window.theme import Theme
from hmi.window.widgets.state_label import StateLabel

_TEXT_PX = 540


class AlarmGuidance(QFrame):
    """Grows with its text; the text can be copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._severity = StateLabel(theme)
        self._title = _text("title", least_px=0)
        self._when = _text("caption")
        self._guidance = _text("")
        self._guidance.setAccessibleName(self.tr("What it means and what to do"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 10)
        column.setSpacing(5)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._severity)
        head.addWidget(self._title, 1)
        column.addLayout(head)
        column.addWidget(self._guidance)
        column.addWidget(self._when)

    def show_alarm(self, alarm: AlarmStatus, state: str) -> None:
        """Show this alarm; ``state`` says whether somebody has seen it."""
        look = alarm_look(alarm)
        over = self.tr("{severity}, over") if alarm.over_since is not None else "{severity}"
        self._severity.show_look(Look(look.shape, look.tone, over.format(severity=look.text)))
        self._title.setText(alarm_text(alarm))
        self._guidance.setText(alarm_guidance(alarm))
        since = self.tr("since {time}").format(time=formats.moment(alarm.since))
        self._when.setText(f"{since} · {state}")

    def text(self) -> str:
        """The guidance shown."""
        return self._guidance.text()


def _text(name: str, *, least_px: int = _TEXT_PX) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setMinimumWidth(least_px)  # else room is kept for its text in a column of single words
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
