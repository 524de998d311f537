"""The most severe alarm, on every page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from hmi.model.status import AlarmStatus
from hmi.window import formats
from hmi.window.looks import Look, Tone, severity_look
from hmi.window.theme import Theme, set_tone
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.state_label import StateLabel


class AlarmLine(QFrame):
    """Quiet gray without alarms; else the first of the list, which has the highest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("alarmline")
        self._severity = StateLabel(theme)
        self._text = ElidedLabel()
        self._since = QLabel()
        self._more = QLabel()
        self._more.setObjectName("title")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(10)
        row.addWidget(self._severity)
        row.addWidget(self._text, 1)
        row.addWidget(self._since)
        row.addWidget(self._more)
        self.show_alarms(())

    def show_alarms(self, alarms: Sequence[AlarmStatus]) -> None:
        """Show the first alarm and how many more there are; guidance and the others in the tooltip."""
        if not alarms:
            self._severity.show_look(Look("idle", Tone.QUIET, self.tr("No alarms")))
            set_tone(self, Tone.QUIET)
            self._fill("", "", "")
            self.setToolTip("")
            return
        first = alarms[0]
        look = severity_look(first.severity)
        self._severity.show_look(look)
        set_tone(self, look.tone)
        more = self.tr("+ {count} more").format(count=len(alarms) - 1) if len(alarms) > 1 else ""
        since = self.tr("since {time}").format(time=formats.moment(first.since))
        self._fill(f"{first.text}.  {first.guidance}", since, more)
        self.setToolTip("\n\n".join(f"{alarm.text}\n{alarm.guidance}" for alarm in alarms))

    def text(self) -> str:
        """Severity and text of the alarm shown."""
        return f"{self._severity.text()} {self._text.text()}".strip()

    def _fill(self, text: str, since: str, more: str) -> None:
        self._text.setText(text)
        self._since.setText(since)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._since.setVisible(bool(since))
