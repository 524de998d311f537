"""The plan of a group that is being changed: what it costs, and whether its interval can be met."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from hmi.polling.forecast import PlcForecast
from hmi.window import plan_text
from hmi.window.theme import Theme
from hmi.window.widgets.message_bar import MessageBar


class PlanPanel(QFrame):
    """Sentences; a warning where an interval cannot be met. What is out of date is gray."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        title = QLabel(self.tr("Plan"))
        title.setObjectName("title")
        self._group = _sentence()
        self._plc = _sentence()
        self._plc.setObjectName("caption")
        self.warning = MessageBar(theme, closable=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(5)
        for widget in (title, self._group, self._plc, self.warning):
            column.addWidget(widget)
        column.addStretch(1)

    def show_waiting(self) -> None:
        """What is shown is being reckoned anew."""
        self._group.setEnabled(False)
        self._plc.setEnabled(False)
        if not self._group.text():
            self._group.setText(self.tr("The plan is being made…"))

    def show_nothing(self, why: str) -> None:
        """There is no plan, for this reason."""
        self._show(why, "")
        self.warning.clear()

    def show_forecast(self, plc: PlcForecast, group_name: str) -> None:
        """Show the plan of one group of this PLC."""
        group = plc.group(group_name)
        self._show(plan_text.group_sentence(group, plc), plan_text.plc_sentence(plc))
        texts = [*plan_text.warnings(group, plc), plan_text.unreadable_sentence(group)]
        text = "\n".join(filter(None, texts))
        if text:
            self.warning.warn(text)
        else:
            self.warning.clear()

    def text(self) -> str:
        """The sentences as shown."""
        return "\n".join(filter(None, (self._group.text(), self._plc.text())))

    def _show(self, group: str, plc: str) -> None:
        for label, text in ((self._group, group), (self._plc, plc)):
            label.setText(text)
            label.setEnabled(True)


def _sentence() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    return label
