"""What became of a command, in the page itself: nobody has to click a box away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from hmi.window.looks import Look, Tone
from hmi.window.theme import Theme, set_tone
from hmi.window.widgets.state_label import ICON_PX


class MessageBar(QFrame):
    """One message until the next one, or until it is closed; it may offer what to do next."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("messagebar")
        self._theme = theme
        self._look: Look | None = None
        self._offered: Callable[[], object] | None = None
        self._form = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton()
        self.action.setAutoDefault(False)
        self.action.clicked.connect(self._act)
        self._close = QToolButton()
        if not closable:  # shown, it would be a window of its own: it has no parent yet
            self._close.hide()
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self._close.toolTip())
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 5, 5)
        row.setSpacing(8)
        row.addWidget(self._form)
        row.addWidget(self._text, 1)
        row.addWidget(self.action)
        row.addWidget(self._close)
        theme.changed.connect(self._paint)
        self._paint()
        self.hide()

    @property
    def buttons(self) -> tuple[QWidget, QWidget]:
        """Stops of the Tab key, in its order."""
        return self.action, self._close

    def say(self, text: str) -> None:
        """Something went as it should."""
        self._show(Look("done", Tone.NORMAL, text))

    def offer(
        self,
        text: str,
        action: str,
        pressed: Callable[[], object],
        *,
        shape: str = "done",
        tone: Tone = Tone.NORMAL,
    ) -> None:
        """Something went as it should, or is as form and tone say; ``pressed`` may follow, once."""
        self._show(Look(shape, tone, text))
        self._offered = pressed
        self.action.setText(action)
        self.action.show()

    def warn(self, text: str) -> None:
        """Something needs a look."""
        self._show(Look("warning", Tone.WARNING, text))

    def fail(self, text: str) -> None:
        """Something was not done."""
        self._show(Look("alarm", Tone.ALARM, text))

    def clear(self) -> None:
        """Take the message away."""
        self.hide()

    def text(self) -> str:
        """The message shown, or an empty text."""
        return "" if self.isHidden() else self._text.text()

    def _act(self) -> None:
        offered = self._offered
        self.clear()
        if offered is not None:
            offered()

    def _show(self, look: Look) -> None:
        self._look = look
        self._offered = None
        self.action.hide()
        self._text.setText(look.text)
        set_tone(self, look.tone)
        self._paint()
        self.show()

    def _paint(self) -> None:
        self._close.setIcon(self._theme.icon("close", Tone.QUIET))
        if self._look is not None:
            self._form.setPixmap(self._theme.state_icon(self._look).pixmap(ICON_PX, ICON_PX))
