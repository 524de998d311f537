"""A state in one line: its form, then its text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from hmi.window.looks import Look, Tone
from hmi.window.theme import Theme, set_tone

ICON_PX = 14


class StateLabel(QWidget):
    """Shows a look; gray and of normal weight unless it asks for attention. Text only without a shape."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look: Look | None = None
        self._form = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._form)
        row.addWidget(self._text)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._paint_form)

    def show_look(self, look: Look) -> None:
        """Show this look; costs nothing when it is shown already."""
        if look == self._look:
            return
        self._look = look
        self._text.setText(look.text)
        self._text.setVisible(bool(look.text))
        set_tone(self._text, look.tone)
        self._paint_form()

    def text(self) -> str:
        """The text shown."""
        return self._text.text()

    def tone(self) -> Tone:
        """How much attention it asks for."""
        return self._look.tone if self._look is not None else Tone.QUIET

    def _paint_form(self) -> None:
        self._form.setVisible(self._look is not None and bool(self._look.shape))
        if self._look is not None and self._look.shape:
            icon = self._theme.state_icon(self._look)
            self._form.setPixmap(icon.pixmap(ICON_PX, ICON_PX))
