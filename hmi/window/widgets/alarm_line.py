"""The alarm that asks for a person first, on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from hmi.model.status import AlarmStatus
from hmi.window import formats
from hmi.window.alarm_texts import alarm_guidance, alarm_text
from hmi.window.looks import Look, Tone
from hmi.window.models.alarm_model import alarm_look
from hmi.window.theme import Theme, set_tone
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.state_label import StateLabel


class AlarmLine(QFrame):
    """Quiet gray without alarms; else the most severe that nobody has acknowledged.

    Once all are acknowledged it is the most severe of them, on gray again. ``acknowledged`` carries the id
    of the alarm whose button was pressed, ``opened`` that of the alarm that was clicked, or a blank.
    """

    acknowledged = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("alarmline")
        self.setAccessibleName(self.tr("Alarms"))
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
        self._explained: str | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(10)
        row.addWidget(self._severity)
        row.addWidget(self._text, 1)
        row.addWidget(self._since)
        row.addWidget(self._more)
        row.addWidget(self.acknowledge)
        self.show_alarms(())

    def show_alarms(self, alarms: Sequence[AlarmStatus], over: Sequence[AlarmStatus] = ()) -> None:
        """Show one alarm and how many more there are; guidance and the others in the tooltip.

        Those that stand come before those that were over before anybody acknowledged them.
        """
        everything = (*alarms, *over)
        self.acknowledge.setVisible(bool(everything))
        self.setCursor(Qt.CursorShape.PointingHandCursor if everything else Qt.CursorShape.ArrowCursor)
        if not everything:
            self._shown = None
            self._severity.show_look(Look("idle", Tone.QUIET, self.tr("No alarms")))
            set_tone(self, Tone.QUIET)
            self._fill("", "", "")
            self._explain("")
            return
        unseen = (alarm for alarm in everything if not alarm.acknowledged)
        shown = next((alarm for alarm in unseen if alarm.over_since is None or not alarms), everything[0])
        self._show_alarm(shown)
        more = self.tr("+ {count} more").format(count=len(everything) - 1) if len(everything) > 1 else ""
        self._fill(f"{alarm_text(shown)}.  {alarm_guidance(shown)}", self._since_text(shown), more)
        self._explain("\n\n".join(f"{alarm_text(alarm)}\n{alarm_guidance(alarm)}" for alarm in everything))

    def text(self) -> str:
        """Severity and text of the alarm shown."""
        return f"{self._severity.text()} {self._text.text()}".strip()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Anywhere but on the button: show the page of alarms."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._shown.id if self._shown else "")
        super().mouseReleaseEvent(event)

    def _show_alarm(self, alarm: AlarmStatus) -> None:
        """Its severity stays visible by form and text; the line is loud only until it is acknowledged."""
        self._shown = alarm
        look = alarm_look(alarm)
        if alarm.over_since is not None:
            look = replace(look, text=self.tr("{severity}, over").format(severity=look.text))
        elif alarm.acknowledged:
            look = replace(look, text=self.tr("{severity}, acknowledged").format(severity=look.text))
        self._severity.show_look(look)
        set_tone(self, Tone.QUIET if alarm.acknowledged else look.tone)
        self.acknowledge.setEnabled(not alarm.acknowledged)
        seen = self.tr("Every alarm is acknowledged; each goes away when its cause does")
        ask = self.tr("Say that you have seen this alarm")
        self.acknowledge.setToolTip(seen if alarm.acknowledged else ask)
        self.acknowledge.setAccessibleDescription(self.acknowledge.toolTip())

    def _since_text(self, alarm: AlarmStatus) -> str:
        if alarm.over_since is not None:
            return self.tr("over since {time}").format(time=formats.moment(alarm.over_since))
        return self.tr("since {time}").format(time=formats.moment(alarm.since))

    def _explain(self, alarms: str) -> None:
        if alarms != self._explained:
            self._explained = alarms
            self.setToolTip(alarms)
            self.setAccessibleDescription(alarms)

    def _press(self) -> None:
        if self._shown is not None:
            self.acknowledged.emit(self._shown.id)

    def _fill(self, text: str, since: str, more: str) -> None:
        self._text.setText(text)
        self._since.setText(since)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._since.setVisible(bool(since))
