"""A form of texts, choices and checks, each with what is wrong with it below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from hmi.config.columns import Table
from hmi.config.rows import BLANK
from hmi.config.values import value_text
from hmi.window.looks import Tone
from hmi.window.setup.captions import problem_text
from hmi.window.theme import set_tone
from hmi.window.widgets.note import note_label

_SHORT_PX = 130
_ON, _OFF = "1", "0"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a row as it is edited.

    With ``choices``, pairs of value and text, it is chosen from a list; ``is_check`` is 1 or 0; everything
    else is typed. ``unit`` stands behind a short field; ``note`` below it while nothing is wrong.
    """

    column: str
    caption: str
    choices: Sequence[tuple[str, str]] = ()
    is_check: bool = False
    is_short: bool = False
    unit: str = ""
    placeholder: str = ""
    note: str = ""


def with_defaults(table: Table[Any], fields: Sequence[Field]) -> tuple[Field, ...]:
    """These fields, those of numbers with what a blank one means, in gray."""
    defaults = table.defaults()
    return tuple(
        replace(field, placeholder=value_text(default))
        if isinstance(default := defaults[field.column], int | float) and not field.is_check
        else field
        for field in fields
    )


class FieldForm(QWidget):
    """Shows the texts of a row, or those that several rows share; ``typed`` carries column and text."""

    typed = Signal(str, str)

    def __init__(self, fields: Sequence[Field], different: str) -> None:
        """``different`` stands in a field whose rows have not all the same text."""
        super().__init__()
        self._fields = {field.column: field for field in fields}
        self._different = different
        self._inputs: dict[str, QLineEdit | QComboBox | QCheckBox] = {}
        self._parts: dict[str, list[QWidget]] = {}
        self._notes = {field.column: note_label() for field in fields}
        self._own_notes: dict[str, tuple[str, Tone]] = {}
        self._hidden: set[str] = set()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        for field in fields:
            self._add(field)
        self.show_problems({})

    # -- showing -----------------------------------------------------------------------------------------

    def show_texts(self, texts: Mapping[str, str | None], *, same: bool = False) -> None:
        """Show these; None where the rows differ. Of the ``same`` rows, what is being typed stays."""
        for column, text in texts.items():
            made = self._inputs[column]
            if not (same and isinstance(made, QLineEdit) and made.hasFocus()):
                self._show(made, text, self._fields[column])

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is wrong with it."""
        for column, note in self._notes.items():
            problem = problems.get(column, "")
            own = self._own_notes.get(column, (self._fields[column].note, Tone.QUIET))
            note.setText(problem_text(problem) or own[0])
            note.setVisible(bool(note.text()) and column not in self._hidden)
            is_wrong = bool(problem) and problem != BLANK  # nobody has done anything wrong yet
            set_tone(note, Tone.ALARM if is_wrong else Tone.WARNING if problem else own[1])
            set_tone(self._inputs[column], Tone.ALARM if is_wrong else Tone.NORMAL)
            self._inputs[column].setAccessibleDescription(note.text())

    def set_note(self, column: str, text: str, tone: Tone = Tone.QUIET) -> None:
        """What stands below a field from the next ``show_problems`` on, while nothing is wrong with it."""
        self._own_notes[column] = (text, tone)

    def set_choices(self, column: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these instead; what is chosen stays chosen."""
        field, box = self._fields[column], self._inputs[column]
        assert isinstance(box, QComboBox)  # noqa: S101 - it was made of choices; for the type checker
        if [*choices] == [(box.itemData(i), box.itemText(i)) for i in range(box.count())]:
            return
        chosen = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            for value, text in choices:
                box.addItem(text, value)
        self._show(box, chosen, field)

    def set_columns_visible(self, columns: Sequence[str], *, visible: bool) -> None:
        """Show or hide these fields and what is said below them."""
        self._hidden = (self._hidden - {*columns}) if visible else self._hidden | {*columns}
        for column in columns:
            for part in self._parts[column]:
                part.setVisible(visible)
            self._notes[column].setVisible(visible and bool(self._notes[column].text()))

    def set_caption(self, column: str, caption: str) -> None:
        """Call a field otherwise."""
        label = self._parts[column][0]
        assert isinstance(label, QLabel)  # noqa: S101 - every field but a check has one; for the type checker
        label.setText(caption)
        self._inputs[column].setAccessibleName(caption)

    def set_column_enabled(self, column: str, *, enabled: bool, why: str = "") -> None:
        """Let a field be edited, or say why not."""
        self._inputs[column].setEnabled(enabled)
        self._inputs[column].setToolTip(why)

    # -- asking ------------------------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its fields."""
        return tuple(self._fields)

    def input(self, column: str) -> QLineEdit | QComboBox | QCheckBox:
        """Where that column is edited."""
        return self._inputs[column]

    def text(self, column: str) -> str:
        """What a field says."""
        return _text_of(self._inputs[column])

    def note(self, column: str) -> str:
        """What stands below a field."""
        return self._notes[column].text() if not self._notes[column].isHidden() else ""

    def focus(self, column: str) -> QWidget:
        """Go to a field, all of it selected."""
        field = self._inputs[column]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()
        return field

    # -- layout ------------------------------------------------------------------------------------------

    def _add(self, field: Field) -> None:
        made = _make_input(field)
        self._inputs[field.column] = made
        row = self._grid.rowCount()
        if isinstance(made, QCheckBox):
            self._grid.addWidget(made, row, 1)
            self._parts[field.column] = [made]
            made.clicked.connect(lambda checked: self.typed.emit(field.column, _ON if checked else _OFF))
        else:
            caption = QLabel(field.caption)
            caption.setBuddy(made)
            made.setAccessibleName(field.caption)
            self._grid.addWidget(caption, row, 0)
            self._parts[field.column] = [caption, made]
            self._place(field, made, row)
        if isinstance(made, QLineEdit):
            made.textEdited.connect(lambda text: self.typed.emit(field.column, text))
        elif isinstance(made, QComboBox):
            made.activated.connect(lambda _: self.typed.emit(field.column, str(made.currentData())))
        self._grid.addWidget(self._notes[field.column], row + 1, 1)

    def _place(self, field: Field, made: QWidget, row: int) -> None:
        if not (field.is_short or field.unit):
            self._grid.addWidget(made, row, 1)
            return
        made.setMaximumWidth(_SHORT_PX)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(made)
        if field.unit:
            unit = QLabel(field.unit)
            self._parts[field.column].append(unit)
            line.addWidget(unit)
        line.addStretch(1)
        self._grid.addLayout(line, row, 1)

    def _show(self, made: QWidget, text: str | None, field: Field) -> None:
        with QSignalBlocker(made):
            match made:
                case QLineEdit():
                    made.setPlaceholderText(self._different if text is None else field.placeholder)
                    made.setText(text or "")
                    made.setCursorPosition(0)  # a long one is read from its beginning
                case QComboBox():
                    made.setPlaceholderText(self._different if text is None else "")
                    made.setCurrentIndex(-1 if text is None else made.findData(text))
                case QCheckBox():
                    made.setTristate(text is None)
                    state = Qt.CheckState.Checked if text == _ON else Qt.CheckState.Unchecked
                    made.setCheckState(Qt.CheckState.PartiallyChecked if text is None else state)


def _make_input(field: Field) -> QLineEdit | QComboBox | QCheckBox:
    if field.is_check:
        return QCheckBox(field.caption)
    if field.choices:
        box = QComboBox()
        for value, text in field.choices:
            box.addItem(text, value)
        return box
    line = QLineEdit()
    line.setPlaceholderText(field.placeholder)
    if field.unit:
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
    return line


def _text_of(made: QWidget) -> str:
    match made:
        case QLineEdit():
            return made.text()
        case QComboBox():
            return str(made.currentData() or "")
        case QCheckBox():
            return _ON if made.isChecked() else _OFF
    raise AssertionError(f"{made} is no field")
