"""Buttons that say why they cannot be pressed."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from hmi.window.widgets.focus import leave


def allow(button: QAbstractButton, refusal: str, explanation: str) -> None:
    """Let a button be pressed where there is no refusal; it says what it does, or why it does nothing."""
    if refusal:
        leave(button)
    button.setEnabled(not refusal)
    button.setToolTip(refusal or explanation)
    button.setAccessibleDescription(refusal or explanation)
