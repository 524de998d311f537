"""Small print."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def note_label() -> QLabel:
    """A line of small print below a field, in as many lines as it takes."""
    label = QLabel()
    label.setObjectName("note")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
