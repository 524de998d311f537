"""In the header: operator or engineer; a click unlocks the setup or locks it again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from hmi.window.context import Context
from hmi.window.looks import Tone
from hmi.window.setup.pin import PinDialog


class AccessBadge(QToolButton):
    """Hidden while no PIN is set: everybody is an engineer then, and there is nothing to unlock."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("badge")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._context = context
        self._dialog: PinDialog | None = None
        self.clicked.connect(self._pressed)
        context.access.changed.connect(self._follow)
        context.theme.changed.connect(self._show)
        self._show()
        if not context.access.has_pin:  # else it is shown with the header it is in
            self.hide()

    def _pressed(self) -> None:
        if self._context.access.is_engineer:
            self._context.access.lock()
        elif self._dialog is None:
            self._dialog = PinDialog(self._context, self)
            self._dialog.finished.connect(self._closed)
            self._dialog.open()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _follow(self) -> None:
        self._show()
        self.setVisible(self._context.access.has_pin)

    def _show(self) -> None:
        access = self._context.access
        if access.is_engineer:
            text, tip, icon = (
                self.tr("Engineer"),
                self.tr("The setup is unlocked. Click to lock it"),
                "lock-open",
            )
        else:
            text, tip, icon = self.tr("Operator"), self.tr("The setup is locked. Click to unlock it"), "lock"
        self.setText(text)
        self.setIcon(self._context.theme.icon(icon, Tone.QUIET))
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
