"""Where the keyboard begins in a part of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget


class _BeginsAt(QObject):
    def __init__(self, area: QWidget, first: QWidget) -> None:
        super().__init__(area)
        self.first = first
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self.first.setFocus(event.reason())
            return True
        return super().eventFilter(watched, event)


def begins_at(area: QWidget, first: QWidget) -> None:
    """``area.setFocus()`` gives the keyboard to ``first``.

    As a focus proxy does, but the Tab key does not jump to ``first`` over all that stands before it.
    """
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    _BeginsAt(area, first)


class Lent:
    """The keyboard of a button that is disabled while what it has begun is under way.

    It comes back to the button unless somebody has moved it meanwhile.
    """

    def __init__(self, button: QWidget) -> None:
        self._button = button
        self._waits_at: QWidget | None = None

    def lend(self, disable: Callable[[], object]) -> None:
        """Disable the button; remember where its keyboard goes."""
        had = self._button.hasFocus()
        disable()
        self._waits_at = QApplication.focusWidget() if had else None

    def give_back(self) -> None:
        """The button can be pressed again."""
        at, self._waits_at = self._waits_at, None
        if at is not None and at is QApplication.focusWidget() and self._button.isEnabled():
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)


def leave(widget: QWidget) -> None:
    """Take the keyboard from a widget that is about to be disabled, to where its part of the window begins.

    Qt would give it to the next button: who presses *Stop* twice by the space bar would stop all groups.
    """
    area = widget.parentWidget()
    while widget.hasFocus() and area is not None:
        begins = area.findChild(_BeginsAt, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if begins is not None and begins.first is not widget and begins.first.isEnabled():
            begins.first.setFocus(Qt.FocusReason.OtherFocusReason)
        area = area.parentWidget()
