"""What a person puts in the place of a refused value or name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from hmi.historian.quarantine_rows import QuarantinedRow, value_text
from hmi.window.looks import Tone
from hmi.window.theme import set_tone

_WIDTH_PX = 460


class Correction(QDialog):
    """Open until the correction was taken; ``agreed`` carries value and name, None for what stays."""

    agreed = Signal(object, object)

    def __init__(self, parent: QWidget, what: str, row: QuarantinedRow | None, reason: str) -> None:
        """``row`` is the one that is corrected, None where there are several."""
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(self.tr("Correct and send again"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH_PX)
        self._value_before = value_text(row.row.value) if row is not None else ""
        self._name_before = row.row.tag_name if row is not None else ""
        self.value, self.name = QLineEdit(self._value_before), QLineEdit(self._name_before)
        for field in (self.value, self.name):
            field.setPlaceholderText(self.tr("stays as it is"))
            field.textChanged.connect(lambda _: self._check())
        self._what, self._reason, self._note = QLabel(what), QLabel(reason), QLabel()
        self._what.setObjectName("title")
        for label in (self._what, self._reason, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._note.setObjectName("note")
        self._make_buttons()
        self._lay_out()
        self._check()

    def refuse(self, text: str) -> None:
        """The correction was not taken, for this reason."""
        self._note.setText(text)
        set_tone(self._note, Tone.ALARM)
        self._send.setEnabled(True)
        self.value.setFocus()

    def note(self) -> str:
        """What is said below the fields."""
        return self._note.text()

    def _given(self) -> tuple[str | None, str | None]:
        value, name = self.value.text(), self.name.text()
        return (
            value if value and value != self._value_before else None,
            name if name and name != self._name_before else None,
        )

    def _check(self) -> None:
        is_given = any(text is not None for text in self._given())
        note = (
            self.tr("The value as it was refused stays in the log")
            if is_given
            else self.tr("Put in a value or a name that the historian can take")
        )
        self._note.setText(note)
        set_tone(self._note, Tone.QUIET)
        self._send.setEnabled(is_given)
        self._send.setToolTip("" if is_given else note)
        self._send.setAccessibleDescription(self._send.toolTip())

    def _agree(self) -> None:
        self._send.setEnabled(False)  # until the answer comes
        self.agreed.emit(*self._given())

    def _make_buttons(self) -> None:
        self.buttons = QDialogButtonBox()
        self._send = self.buttons.addButton(
            self.tr("Correct and &send again"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._send.setDefault(True)
        self._send.clicked.connect(self._agree)
        self._keep = self.buttons.addButton(self.tr("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.send = self._send

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Value"), self.value)
        form.addRow(self.tr("&Tag name"), self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self._what)
        column.addWidget(self._reason)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addWidget(self.buttons)
