"""What a user does at any page, and waits for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.window.samples import PATIENCE_MS

Wait = Callable[[Callable[[], object]], None]
"""``waits`` of a test, as its fixture ``wait``."""


def waits(qtbot: QtBot, condition: Callable[[], object]) -> None:
    """Until it is so; fails when patience ends."""
    qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)


def click(button: QAbstractButton) -> None:
    assert button.isEnabled(), button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose_path(qtbot: QtBot, asked_by: QWidget, path: Path) -> None:
    """Answer the dialog that asks for a file or a folder."""
    waits(qtbot, lambda: asked_by.findChildren(QFileDialog))
    (dialog,) = asked_by.findChildren(QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()
    waits(qtbot, lambda: not asked_by.findChildren(QFileDialog))
