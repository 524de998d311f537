"""The pages of the window; each is shown snapshots only while it is visible."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hmi.window.snapshot import Snapshot


class Page(QWidget):
    """What the frame asks of every page."""

    smallest: ClassVar[tuple[int, int]] = (0, 0)
    """Width and height in logical pixels below which it is scrolled instead of squeezed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it is given to the page by the frame alone

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the station as it is now; called five times a second while the page is visible."""
        raise NotImplementedError
