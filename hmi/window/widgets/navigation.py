"""The pages, at the left edge of the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from hmi.window.theme import Theme

_WIDE, _NARROW = 148, 46


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: the icon's name, the text, and the key that opens it."""

    icon: str
    text: str
    key: Qt.Key


class Navigation(QFrame):
    """One button per page; in a narrow window only the icons stay."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, entries: Sequence[Entry], footer: str) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self._theme = theme
        self._entries = entries
        self._group = QButtonGroup(self)
        self.buttons: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(2)
        for index, entry in enumerate(entries):
            self.buttons.append(self._button(index, entry))
            column.addWidget(self.buttons[-1])
        column.addStretch(1)
        self._footer = QLabel(footer)
        self._footer.setObjectName("caption")
        self._footer.setContentsMargins(12, 0, 4, 0)
        column.addWidget(self._footer)
        self._group.idClicked.connect(self.chosen)
        theme.changed.connect(self._paint)
        self._paint()
        self.set_narrow(narrow=False)

    def select(self, index: int) -> None:
        """Mark a page as the one shown."""
        self.buttons[index].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and texts."""
        self.setFixedWidth(_NARROW if narrow else _WIDE)
        self._footer.setVisible(not narrow)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for button in self.buttons:
            button.setToolButtonStyle(style)

    def _button(self, index: int, entry: Entry) -> QToolButton:
        key = QKeySequence(entry.key)
        button = QToolButton()
        button.setText(f" {entry.text}")
        button.setToolTip(f"{entry.text} ({key.toString(QKeySequence.SequenceFormat.NativeText)})")
        button.setAccessibleName(entry.text)
        button.setCheckable(True)
        button.setIconSize(QSize(18, 18))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.addButton(button, index)
        QShortcut(key, self, lambda: self.chosen.emit(index))
        return button

    def _paint(self) -> None:
        for button, entry in zip(self.buttons, self._entries, strict=True):
            button.setIcon(self._theme.icon(entry.icon))
