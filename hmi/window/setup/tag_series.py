"""Many tags at once: addresses that follow each other, names by a pattern."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from hmi.melsec.spans import WORDS
from hmi.melsec.tag_addresses import address_series, check_address
from hmi.model.errors import HmiError
from hmi.model.plant import Plant, Tag, TagType
from hmi.window import formats
from hmi.window.looks import Tone
from hmi.window.setup.captions import caption
from hmi.window.setup.field_form import Field, FieldForm
from hmi.window.theme import set_tone
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.note import note_label

_WIDTH_PX = 440
_MOST = 10_000
_TYPES = tuple(kind for kind in TagType if kind is not TagType.STRING)


class TagSeriesDialog(QDialog):
    """Says what it will add while it is typed; ``tags`` gives it."""

    def __init__(self, plant: Plant, group_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(self.tr("Add a series of tags"))
        self.setMinimumWidth(_WIDTH_PX)
        self._plant = plant
        self._taken = {(tag.plc_code, tag.tag_address) for tag in plant.tags}
        self._tags: tuple[Tag, ...] = ()
        self._skipped = 0
        self.form = FieldForm(self._fields(), "")
        self.form.set_choices("group_name", [(g.group_name, g.group_name) for g in plant.groups])
        self.form.show_texts({"group_name": group_name, "tag_name": self.tr("Tag") + "_{address}"})
        self.form.typed.connect(lambda *_: self._look())
        self.says = note_label()
        buttons = QDialogButtonBox()
        self.add = QPushButton(self.tr("&Add"))
        buttons.addButton(self.add, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for widget in (self.form, self.says, buttons):
            column.addWidget(widget)
        self.add.setDefault(True)
        self.form.focus("first")
        self._look()

    def tags(self) -> tuple[Tag, ...]:
        """What is to be added; empty while something is wrong."""
        return self._tags

    def _look(self) -> None:
        try:
            self._tags = self._understood()
            problem = ""
        except HmiError as error:
            self._tags, problem = (), str(error)
        blank = not (self.form.text("first").strip() and self.form.text("last").strip())
        if blank:
            self.says.setText(self.tr("Write the first and the last address, like D100 and D119."))
        else:
            self.says.setText(problem or self._sentence())
        set_tone(self.says, Tone.QUIET if blank or not problem else Tone.ALARM)
        allow(self.add, "" if self._tags else self.says.text(), self.tr("Add these tags to the changes"))

    def _understood(self) -> tuple[Tag, ...]:
        """The tags that the fields describe.

        Raises:
            HmiError: something is wrong with a field.
        """
        group = self._plant.group(self.form.text("group_name"))
        series = self._plant.plc(group.plc_code).series
        first, last = self.form.text("first"), self.form.text("last")
        _, is_bit = check_address(first, series)
        kind = TagType.BOOL if is_bit else TagType(self.form.text("tag_type"))
        addresses = address_series(first, last, 1 if is_bit else WORDS[kind], series)
        if len(addresses) > _MOST:
            text = self.tr("These are {n} tags; at most {most} are added at once")
            raise HmiError(text.format(n=formats.number(len(addresses)), most=formats.number(_MOST)))
        pattern = self.form.text("tag_name").strip()
        if not pattern:
            raise HmiError(self.tr("Write how the tags are called, like Tag_{address}"))
        self._skipped = sum((group.plc_code, address) in self._taken for address in addresses)
        return tuple(
            Tag(group.plc_code, address, _name(pattern, address, number), kind, group.group_name)
            for number, address in enumerate(addresses, start=1)
            if (group.plc_code, address) not in self._taken
        )

    def _sentence(self) -> str:
        if not self._tags:
            return self.tr("All of these addresses are tags already.")
        first, last = self._tags[0], self._tags[-1]
        text = self.tr("{n} tags of type {type}: {first} ({first_name}) to {last} ({last_name}).").format(
            n=formats.number(len(self._tags)),
            type=first.tag_type,
            first=first.tag_address,
            first_name=first.tag_name,
            last=last.tag_address,
            last_name=last.tag_name,
        )
        if not self._skipped:
            return text
        more = self.tr("{sentence} {n} addresses are tags already and are left out.")
        return more.format(sentence=text, n=formats.number(self._skipped))

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field("group_name", caption("group_name"), [("", "")]),
            Field("first", self.tr("First address"), placeholder="D100"),
            Field("last", self.tr("Last address"), placeholder="D119"),
            Field(
                "tag_type",
                caption("tag_type"),
                [
                    (kind.value, kind.value)
                    for kind in (TagType.INT, *(t for t in _TYPES if t != TagType.INT))
                ],
                note=self.tr("Bits are BOOL, whatever is chosen here."),
            ),
            Field(
                "tag_name",
                caption("tag_name"),
                note=self.tr("{address} and {n} stand for the address and the number of each tag."),
            ),
        )


def _name(pattern: str, address: str, number: int) -> str:
    return pattern.replace("{address}", address).replace("{n}", str(number))
