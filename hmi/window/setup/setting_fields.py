"""One setting on the screen: what it is called, its value, where that comes from, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from hmi.settings_setup import Setting, setting_problem
from hmi.window.looks import Tone
from hmi.window.theme import set_tone
from hmi.window.widgets.note import note_label

_SHORT_PX = 130
_ON, _OFF = "1", "0"


class SettingField(QObject):
    """Base of the fields; ``changed`` whenever a person has changed one.

    ``name`` is ``section.name``. A blank text means the default, which the field shows in gray.
    """

    changed = Signal()

    def __init__(self, name: str, caption: str, entry: QWidget, unit: str = "") -> None:
        super().__init__(entry)
        self.name = name
        self.caption = QLabel(caption)
        self.caption.setBuddy(entry)
        self.entry = entry
        self.unit = unit
        self.note = note_label()
        self._stored: Setting | None = None
        self._problem = ""
        entry.setAccessibleName(caption.replace("&", ""))

    def text(self) -> str:
        """What the person has written or chosen."""
        raise NotImplementedError

    def put(self, setting: Setting) -> None:
        """Show what is stored."""
        raise NotImplementedError

    def show_setting(self, setting: Setting) -> None:
        """Show what is stored, and let it be changed unless the environment sets it."""
        self._stored = setting
        was_blocked = self.blockSignals(True)
        self.put(setting)
        self.blockSignals(was_blocked)
        self.entry.setEnabled(not setting.variable)
        self.show_problem("")

    @property
    def change(self) -> str | None:
        """The new text; None while it is what is stored, or may not be changed."""
        if self._stored is None or self._stored.variable or self.text() == self._stored.text:
            return None
        return self.text()

    @property
    def problem(self) -> str:
        """What is wrong, as shown."""
        return self._problem

    def check(self) -> None:
        """Say what is wrong with the text alone."""
        self.show_problem(setting_problem(self.name, self.text()) if self.change is not None else "")

    def show_problem(self, text: str) -> None:
        """Say what is wrong; else where the value comes from, if it cannot be changed."""
        self._problem = text
        variable = self._stored.variable if self._stored is not None else ""
        if variable and not text:
            text = self.tr("Set by the environment variable {name}, so it cannot be changed here").format(
                name=variable
            )
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.entry.setAccessibleDescription(text)
        tone = Tone.ALARM if self._problem else Tone.QUIET
        set_tone(self.note, tone)
        set_tone(self.entry, tone if self._problem else Tone.NORMAL)

    def _edited(self) -> None:
        self.check()
        self.changed.emit()


class LineField(SettingField):
    """A text or a number."""

    def __init__(self, name: str, caption: str, unit: str = "", *, short: bool = False) -> None:
        self.line = QLineEdit()
        super().__init__(name, caption, self.line, unit)
        if short:
            self.line.setFixedWidth(_SHORT_PX)
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.textChanged.connect(self._edited)

    def text(self) -> str:
        """As written, trimmed."""
        return self.line.text().strip()

    def put(self, setting: Setting) -> None:
        """The default stands in gray where nothing is set."""
        self.line.setText(setting.text)
        self.line.setPlaceholderText(setting.default)
        self.line.setCursorPosition(0)  # a long one is read from its beginning


class ChoiceField(SettingField):
    """One of a few words; the first choice is the default."""

    def __init__(self, name: str, caption: str, default: str, choices: Sequence[tuple[str, str]]) -> None:
        self.box = QComboBox()
        super().__init__(name, caption, self.box)
        for value, text in (("", default), *choices):
            self.box.addItem(text, value)
        self.box.currentIndexChanged.connect(self._edited)

    def text(self) -> str:
        """The word."""
        return str(self.box.currentData())

    def put(self, setting: Setting) -> None:
        """Choose the word."""
        self.box.setCurrentIndex(max(0, self.box.findData(setting.text)))


class SwitchField(SettingField):
    """On or off."""

    def __init__(self, name: str, caption: str) -> None:
        self.box = QCheckBox(caption)
        super().__init__(name, "", self.box)
        self.box.setAccessibleName(caption.replace("&", ""))
        self.box.toggled.connect(self._edited)

    def text(self) -> str:
        """1 or 0; blank where it is as nobody has set it and as the default has it."""
        text = _ON if self.box.isChecked() else _OFF
        unset = self._stored is not None and not self._stored.is_set and text == self._stored.default
        return "" if unset else text

    def put(self, setting: Setting) -> None:
        """Tick it, or not."""
        self.box.setChecked(setting.shown == _ON)


def lay_out(grid: QGridLayout, fields: Sequence[SettingField]) -> None:
    """Below what is in the grid: captions on the left, fields with their notes on the right."""
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for field in fields:
        row = grid.rowCount()
        field.note.hide()
        grid.addWidget(field.caption, row, 0)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(field.entry)
        if field.unit:
            line.addWidget(QLabel(field.unit))
        if field.unit or not isinstance(field.entry, QLineEdit) or field.entry.maximumWidth() == _SHORT_PX:
            line.addStretch(1)
        grid.addLayout(line, row, 1)
        grid.addWidget(field.note, row + 1, 1)
