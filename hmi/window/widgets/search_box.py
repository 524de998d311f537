"""Where words are typed that rows are looked for by; and lists beside it that take little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit

_PAUSE_MS = 250
"""So long after the last key the words are looked for."""
_LEAST_LETTERS = 9


class SearchBox(QLineEdit):
    """``asked`` when typing has paused, and at Enter; Ctrl+F goes to it while it is seen.

    ``pause_ms`` is shorter where looking costs little.
    """

    asked = Signal()

    def __init__(self, placeholder: str, name: str = "", *, pause_ms: int = _PAUSE_MS) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self.asked)
        self.textChanged.connect(lambda _: self.ask_soon())
        self.returnPressed.connect(self.asked)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)

    def ask_soon(self) -> None:
        """Ask after a pause, as when something was typed."""
        self._pause.start()

    def answered(self) -> None:
        """What it holds now is looked for: it need not ask again."""
        self._pause.stop()

    def _find(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()


class _NarrowCombo(QComboBox):
    """As wide as so many letters, and as its first line, which says that everything is shown."""

    def sizeHint(self) -> QSize:
        """For the first line."""
        return self._with_first(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """For the first line."""
        return self._with_first(super().minimumSizeHint())

    def _with_first(self, hint: QSize) -> QSize:
        metrics = self.fontMetrics()
        beside = hint.width() - self.minimumContentsLength() * metrics.horizontalAdvance("X")
        return hint.expandedTo(QSize(beside + metrics.horizontalAdvance(self.itemText(0)), 0))


def narrow_combo(name: str, letters: int = _LEAST_LETTERS) -> QComboBox:
    """A list beside a search box: no wider than it must be, whatever it offers."""
    combo = _NarrowCombo()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(letters)
    return combo
