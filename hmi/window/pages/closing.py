"""What is seen while the station stops: polling ends, then everything on its way is written out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from hmi.window import formats
from hmi.window.pages import Page
from hmi.window.snapshot import Snapshot


class ClosingPage(Page):
    """Takes at most ten seconds; says how many rows are still on their way."""

    def __init__(self) -> None:
        super().__init__()
        title = QLabel(self.tr("Closing…"))
        title.setObjectName("heading")
        text = QLabel(self.tr("Polling stops, then every row on its way is stored or kept on disk."))
        text.setObjectName("caption")
        self._pending = QLabel()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        for label in (title, text, self._pending):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Count down."""
        pending = formats.number(snapshot.status.rows.pending)
        self._pending.setText(self.tr("Rows on their way: {count}").format(count=pending))
