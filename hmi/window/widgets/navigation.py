"""The pages, at the left edge of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from hmi.window.theme import Theme, set_flag

_WIDE, _NARROW = 148, 46


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its name, which is its icon's too, the text, and the key that opens it."""

    name: str
    text: str
    key: Qt.Key


class Navigation(QFrame):
    """One button per page, and help below them; in a narrow window only the icons stay."""

    chosen = Signal(str)
    helped = Signal()

    def __init__(self, theme: Theme, entries: Sequence[Entry], footer: str) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self._theme = theme
        self.entries = entries
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(2)
        for entry in entries:
            self.buttons[entry.name] = self._button(entry)
            column.addWidget(self.buttons[entry.name])
        column.addStretch(1)
        self.help = self._tool(self.tr("Help"), Qt.Key.Key_F1, self.helped.emit)
        column.addWidget(self.help)
        self._footer = QLabel(footer)
        self._footer.setObjectName("caption")
        self._footer.setContentsMargins(12, 0, 4, 0)
        column.addWidget(self._footer)
        theme.changed.connect(self._paint)
        self._paint()
        self.set_narrow(narrow=False)

    def select(self, name: str) -> None:
        """Mark a page as the one shown."""
        self.buttons[name].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and texts."""
        self.setFixedWidth(_NARROW if narrow else _WIDE)
        self._footer.setVisible(not narrow)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in (*self.buttons.values(), self.help):
            button.setToolButtonStyle(style)

    def set_low(self, *, low: bool) -> None:
        """Closer together, where the window is not high enough."""
        set_flag(self, "low", on=low)

    def _button(self, entry: Entry) -> QToolButton:
        button = self._tool(entry.text, entry.key, lambda: self.chosen.emit(entry.name))
        button.setCheckable(True)
        self._group.addButton(button)
        return button

    def _tool(self, text: str, key: Qt.Key, pressed: Callable[[], object]) -> QToolButton:
        keys = QKeySequence(key)
        button = QToolButton()
        button.setText(f" {text}")
        button.setToolTip(f"{text} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")
        button.setAccessibleName(text)
        button.setIconSize(QSize(18, 18))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(pressed)
        QShortcut(keys, self, pressed)
        return button

    def _paint(self) -> None:
        self.help.setIcon(self._theme.icon("circle-help"))
        for name, button in self.buttons.items():
            button.setIcon(self._theme.icon(name))
