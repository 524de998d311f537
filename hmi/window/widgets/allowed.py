"""Buttons that are not possible say why."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton


def allow(button: QAbstractButton, refusal: str, explanation: str) -> None:
    """Enable a button unless there is a refusal; its tool tip says why not, or what it does."""
    button.setEnabled(not refusal)
    button.setToolTip(refusal or explanation)
    button.setAccessibleDescription(refusal or explanation)
