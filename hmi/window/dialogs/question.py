"""A question before rows are lost: what would be lost is said, and nothing is the default."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from hmi.window.looks import Tone
from hmi.window.theme import Theme

_ICON_PX = 32


class Question(QMessageBox):
    """Asks once; Enter and Escape leave everything as it is, ``action`` has to be chosen."""

    def __init__(
        self, parent: QWidget, theme: Theme, text: str, detail: str, *, action: str, keep: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(action)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIconPixmap(theme.icon("warning", Tone.WARNING).pixmap(_ICON_PX, _ICON_PX))
        self.setText(text)
        self.setInformativeText(detail)
        self.yes: QPushButton = self.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
        self.no: QPushButton = self.addButton(keep, QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.no)
        self.setEscapeButton(self.no)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def ask(self, agreed: Callable[[], object]) -> None:
        """Open it; ``agreed`` is called when the action is chosen. Returns at once."""
        self.yes.clicked.connect(lambda: agreed())
        self.open()
