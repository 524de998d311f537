"""The steps of a trigger in one line, each with its form and its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from hmi.window.looks import Look, Tone
from hmi.window.theme import Theme
from hmi.window.widgets.state_label import StateLabel

_MOST_STEPS = 4
_ARROW_PX = 14


class FateStrip(QWidget):
    """Hidden while there is nothing to tell."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._looks: tuple[Look, ...] = ()
        self._steps = [StateLabel(theme) for _ in range(_MOST_STEPS)]
        self._arrows = [QLabel() for _ in range(_MOST_STEPS - 1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for place, step in enumerate(self._steps):
            if place:
                row.addWidget(self._arrows[place - 1])
            row.addWidget(step)
        row.addStretch(1)
        theme.changed.connect(self._paint)
        self._paint()
        self.hide()

    def show_steps(self, looks: Sequence[Look]) -> None:
        """Show these; none hides the strip."""
        if tuple(looks) == self._looks:
            return
        self._looks = tuple(looks)
        for place, step in enumerate(self._steps):
            is_there = place < len(looks)
            step.setVisible(is_there)
            if is_there:
                step.show_look(looks[place])
            if place:
                self._arrows[place - 1].setVisible(is_there)
        self.setVisible(bool(looks))

    def texts(self) -> list[str]:
        """What each step says."""
        return [look.text for look in self._looks]

    def _paint(self) -> None:
        for arrow in self._arrows:
            arrow.setPixmap(self._theme.icon("chevron-right", Tone.QUIET).pixmap(_ARROW_PX, _ARROW_PX))
