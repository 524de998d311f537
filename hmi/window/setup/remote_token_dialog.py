"""New tokens, shown once: nobody can see them again, not even the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hmi.config.api_tokens import Scope
from hmi.window.context import Context
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.note import note_label

_WIDTH_PX = 640
_FRAME_PX = 20
"""Of the screen, for what the system puts around a window."""


class TokenDialog(QDialog):
    """One or both tokens, each to be copied; for that of reading the link for a phone or a wall screen.

    ``url`` is where the station is reached, blank where it is not; ``others`` says whether by others, too.
    """

    def __init__(
        self,
        context: Context,
        tokens: Mapping[Scope, str],
        url: str,
        parent: QWidget | None = None,
        *,
        others: bool,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._url, self._others = url, others
        self.fields: dict[str, QLineEdit] = {}
        self.copies: dict[str, QPushButton] = {}
        """By ``read``, ``command`` and ``link``."""
        self.setWindowTitle(self.tr("New token") if len(tokens) == 1 else self.tr("New tokens"))
        self.messages = MessageBar(context.theme, closable=False)
        self.messages.say(
            self.tr("Copy it now: it is shown only this once, and Lineside keeps no copy of it.")
        )
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(8)
        for scope in Scope:
            if scope in tokens:
                self._add(scope, tokens[scope])
        self.said = note_label()
        self._lay_out()
        next(iter(self.copies.values())).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is inside, if the screen has the room; else that is scrolled to."""
        super().showEvent(event)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH_PX, room.width() - _FRAME_PX), self.height())
        layout = self.layout()
        if layout is not None:
            layout.activate()
        shown = self._area.viewport()
        more = self._inside.totalHeightForWidth(shown.width()) - shown.height()
        self.resize(self.width(), min(self.height() + max(0, more), room.height() - 2 * _FRAME_PX))

    def _add(self, scope: Scope, token: str) -> None:
        if scope is Scope.READ:
            heading = self.tr("Token for reading")
            purpose = self.tr("Whoever has it sees status, values and alarms, and changes nothing.")
            copy = self.tr("&Copy")
        else:
            heading = self.tr("Token for commanding")
            purpose = self.tr(
                "Whoever has it starts, stops and triggers groups, acknowledges alarms and replays files. "
                "Give it only to programs that need it."
            )
            copy = self.tr("C&opy")
        title = QLabel(heading)
        title.setObjectName("title")
        self._inside.addWidget(title)
        self._inside.addWidget(_note(purpose))
        self._offer(str(scope), heading, token, copy)
        if scope is Scope.READ and self._url:
            self._add_link(token)

    def _add_link(self, token: str) -> None:
        name = self.tr("Link for a phone or a wall screen")
        if self._others:
            note = self.tr(
                "Link for a phone or a wall screen: who opens it looks on without typing the token."
            )
        else:
            note = self.tr(
                "Link for a browser on this PC: other computers and phones do not reach the station now."
            )
        self._inside.addWidget(_note(note))
        self._offer("link", name, f"{self._url}/#token={token}", self.tr("Copy &link"))

    def _offer(self, key: str, name: str, text: str, copy: str) -> None:
        field, button = QLineEdit(text), QPushButton(copy)
        field.setReadOnly(True)
        field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        field.setAccessibleName(name)
        field.setCursorPosition(0)
        button.setAccessibleName(self.tr("Copy: {what}").format(what=name))
        button.setAutoDefault(True)
        button.clicked.connect(partial(self._copy, key))
        self.fields[key], self.copies[key] = field, button
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        row.addWidget(button)
        self._inside.addLayout(row)

    def _copy(self, key: str) -> None:
        QGuiApplication.clipboard().setText(self.fields[key].text())
        for name, field in self.fields.items():
            field.selectAll() if name == key else field.deselect()
        if key == "link":
            self.said.setText(self.tr("The link is on the clipboard"))
        else:
            self.said.setText(self.tr("The token is on the clipboard"))

    def _lay_out(self) -> None:
        self._inside.addWidget(
            _note(self.tr("A program sends it with every request: Authorization: Bearer TOKEN"))
        )
        self._inside.addStretch(1)
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setLayout(self._inside)
        self._area = area = QScrollArea()
        area.setObjectName("scroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Clo&se"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)  # Enter copies; it must not close what is shown once
        buttons.rejected.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self.said, 1)
        below.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.messages)
        column.addWidget(area, 1)
        column.addLayout(below)


def _note(text: str) -> QLabel:
    label = note_label()
    label.setText(text)
    return label
