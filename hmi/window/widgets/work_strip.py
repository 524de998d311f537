"""Long work in one line: what it is, how far it is, and a way to end it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from hmi.model.long_work import LongWork
from hmi.window.theme import Theme

_STEPS = 1000
_LOOK_MS = 100


class WorkStrip(QFrame):
    """Hidden while there is no work."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._theme = theme
        self._work: LongWork | None = None
        self._text = QLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self.cancel = QPushButton(self.tr("Cance&l"))
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._show_share)
        theme.changed.connect(self._paint)
        self._paint()
        self.hide()

    def show_work(self, work: LongWork | None, text: str) -> None:
        """Show this work from now on; None when there is none any more."""
        self._work = work
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self.cancel.setAccessibleDescription(text)
        self.cancel.setEnabled(work is not None)
        self.setVisible(work is not None)
        if work is None:
            self._timer.stop()
        else:
            self._show_share()
            self._timer.start()

    def _show_share(self) -> None:
        if self._work is not None:
            self._bar.setValue(round(_STEPS * self._work.share))

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self.cancel.setEnabled(False)

    def _paint(self) -> None:
        self.cancel.setIcon(self._theme.icon("x"))
