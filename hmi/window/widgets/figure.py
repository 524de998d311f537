"""One key figure: what it is, its number, and a line that explains it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from hmi.window.looks import Look, Tone
from hmi.window.theme import Theme, set_tone
from hmi.window.widgets.state_label import StateLabel


class Figure(QFrame):
    """A number that people glance at; a form and a colour join it only when it is abnormal."""

    def __init__(self, theme: Theme, caption: str, explanation: str) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setToolTip(explanation)
        self._caption = QLabel(caption)
        self._caption.setObjectName("caption")
        self._number = QLabel()
        self._number.setObjectName("figure")
        self._number.setTextFormat(Qt.TextFormat.PlainText)
        self._mark = StateLabel(theme)
        self._mark.hide()
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._caption)
        top.addStretch(1)
        top.addWidget(self._mark)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 10, 7)
        column.setSpacing(1)
        column.addLayout(top)
        column.addWidget(self._number)
        self._number.setAccessibleName(caption)

    def show_number(self, text: str, tone: Tone = Tone.NORMAL) -> None:
        """Show the number; ``WARNING`` and ``ALARM`` add a form and colour."""
        self._number.setText(text)
        set_tone(self._number, tone)
        abnormal = tone in (Tone.WARNING, Tone.ALARM)
        self._mark.setVisible(abnormal)
        if abnormal:
            self._mark.show_look(Look("alarm" if tone is Tone.ALARM else "warning", tone, ""))

    def tone(self) -> Tone:
        """How much attention the number asks for."""
        return Tone(str(self._number.property("tone")))

    def number(self) -> str:
        """The number as shown."""
        return self._number.text()
