"""One tag in one line: address, name, type, and what it holds now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit

from hmi.config.draft_rows import DraftRow
from hmi.model.plant import Tag, TagType
from hmi.window.looks import Tone
from hmi.window.setup.captions import caption
from hmi.window.theme import set_tone
from hmi.window.widgets.note import note_label

translate = QCoreApplication.translate

_TYPES = tuple(kind for kind in TagType if kind not in (TagType.BOOL, TagType.STRING))
"""Of a word; a text also needs a length, which the page Setup asks for."""


class TagLine:
    """The widgets of two rows of a grid: the fields, and below them what is wrong."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self.number = 0
        """Of its row in the draft; 0 while the line is empty."""
        self.is_named = False
        """It was given a name, and does not go by its address any more."""
        self.address, self.name, self.kind = QLineEdit(), QLineEdit(), QComboBox()
        self.value = QLabel()
        self.note = note_label()
        for field, column in (
            (self.address, "tag_address"),
            (self.name, "tag_name"),
            (self.kind, "tag_type"),
        ):
            text = translate("FirstStart", "{column} of tag {n}")
            field.setAccessibleName(text.format(column=caption(column), n=place))
        row = 2 * place - 1
        for at, widget in enumerate((self.address, self.name, self.kind, self.value)):
            grid.addWidget(widget, row, at)
        grid.addWidget(self.note, row + 1, 0, 1, 4)
        if place == 1:
            self.address.setPlaceholderText("D100")
        self._offer((), TagType.INT)
        self.show_empty()

    def show_empty(self) -> None:
        """Nothing was written here."""
        self.name.setEnabled(False)
        self.kind.setEnabled(False)
        self.name.clear()
        self.name.setPlaceholderText("")
        self.value.clear()
        self._say("", Tone.QUIET)

    def show_row(self, row: DraftRow[Tag], problem: str, *, is_bit: bool) -> None:
        """Show a tag; what is being typed stays."""
        if not self.address.hasFocus():
            self.address.setText(row.text("tag_address"))
        if self.is_named and not self.name.hasFocus():
            self.name.setText(row.text("tag_name"))
        self.name.setPlaceholderText("" if self.is_named else row.text("tag_name"))
        self.name.setEnabled(True)
        is_bit = is_bit or row.value.tag_type is TagType.BOOL
        self._offer((TagType.BOOL,) if is_bit else _TYPES, row.value.tag_type)
        self.kind.setEnabled(not is_bit)
        self.kind.setToolTip(translate("FirstStart", "A bit is always a BOOL") if is_bit else "")
        self._say(problem, Tone.ALARM if problem else Tone.QUIET)

    def show_value(self, text: str, trouble: str) -> None:
        """Show what the PLC said, if it was asked."""
        self.value.setText(text)
        if trouble:
            self._say(trouble, Tone.WARNING)

    def _offer(self, kinds: tuple[TagType, ...], chosen: TagType) -> None:
        if [*kinds] != [self.kind.itemData(i) for i in range(self.kind.count())]:
            self.kind.clear()
            for kind in kinds:
                self.kind.addItem(kind.value, kind)
        self.kind.setCurrentIndex(self.kind.findData(chosen))

    def _say(self, text: str, tone: Tone) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        set_tone(self.note, tone)
        set_tone(self.address, Tone.ALARM if tone is Tone.ALARM else Tone.NORMAL)
        self.address.setAccessibleDescription(text)
