"""The alarm that asks for a person first, on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from hmi.model.status import AlarmStatus
from hmi.window import formats
from hmi.window.looks import Look, Tone, severity_look
from hmi.window.theme import Theme, set_tone
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.state_label import StateLabel


class AlarmLine(QFrame):
    """Quiet gray without alarms; else the most severe that nobody has acknowledged.

    Once all are acknowledged it is the most severe of them, on gray again. ``acknowledged`` carries the id
    of the alarm whose button was pressed.
    """

    acknowledged = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("alarmline")
        self._severity = StateLabel(theme)
        self._text = ElidedLabel()
        self._since = QLabel()
        self._more = QLabel()
        self._more.setObjectName("title")
        self.acknowledge = QPushButton(self.tr("Ac&knowledge"))
        self.acknowledge.clicked.connect(self._press)
        keep = self.acknowledge.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # nothing below moves when an alarm comes
        self.acknowledge.setSizePolicy(keep)
        self._shown: AlarmStatus | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(10)
        row.addWidget(self._severity)
        row.addWidget(self._text, 1)
        row.addWidget(self._since)
        row.addWidget(self._more)
        row.addWidget(self.acknowledge)
        self.show_alarms(())

    def show_alarms(self, alarms: Sequence[AlarmStatus]) -> None:
        """Show one alarm and how many more there are; guidance and the others in the tooltip."""
        self.acknowledge.setVisible(bool(alarms))
        if not alarms:
            self._shown = None
            self._severity.show_look(Look("idle", Tone.QUIET, self.tr("No alarms")))
            set_tone(self, Tone.QUIET)
            self._fill("", "", "")
            self.setToolTip("")
            return
        shown = next((alarm for alarm in alarms if not alarm.acknowledged), alarms[0])
        self._show_alarm(shown)
        more = self.tr("+ {count} more").format(count=len(alarms) - 1) if len(alarms) > 1 else ""
        since = self.tr("since {time}").format(time=formats.moment(shown.since))
        self._fill(f"{shown.text}.  {shown.guidance}", since, more)
        self.setToolTip("\n\n".join(f"{alarm.text}\n{alarm.guidance}" for alarm in alarms))

    def text(self) -> str:
        """Severity and text of the alarm shown."""
        return f"{self._severity.text()} {self._text.text()}".strip()

    def _show_alarm(self, alarm: AlarmStatus) -> None:
        """Its severity stays visible by form and text; the line is loud only until it is acknowledged."""
        self._shown = alarm
        look = severity_look(alarm.severity)
        if alarm.acknowledged:
            look = replace(look, text=self.tr("{severity}, acknowledged").format(severity=look.text))
        self._severity.show_look(look)
        set_tone(self, Tone.QUIET if alarm.acknowledged else look.tone)
        self.acknowledge.setEnabled(not alarm.acknowledged)
        seen = self.tr("Every alarm is acknowledged; each goes away when its cause does")
        ask = self.tr("Say that you have seen this alarm")
        self.acknowledge.setToolTip(seen if alarm.acknowledged else ask)

    def _press(self) -> None:
        if self._shown is not None:
            self.acknowledged.emit(self._shown.id)

    def _fill(self, text: str, since: str, more: str) -> None:
        self._text.setText(text)
        self._since.setText(since)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._since.setVisible(bool(since))
