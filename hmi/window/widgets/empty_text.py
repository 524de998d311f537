"""What stands in the place of an empty list: why it is empty, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyText(QWidget):
    """A heading, an explanation, and perhaps a button."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._text = QLabel(), QLabel()
        self._title.setObjectName("heading")
        self._text.setObjectName("empty")
        self.action = QPushButton()
        self.action.hide()
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def explain(self, title: str, text: str, action: str = "") -> None:
        """Show this; a button only where there is something to press."""
        self._title.setText(title)
        self._text.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))

    def text(self) -> str:
        """Heading and explanation as shown."""
        return f"{self._title.text()} {self._text.text()}"
