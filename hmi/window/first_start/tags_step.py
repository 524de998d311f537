"""The second step: what is read. Addresses with names, and what they hold now."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from hmi.window import formats
from hmi.window.context import Context
from hmi.window.first_start.first_plant import FirstPlant
from hmi.window.first_start.step import Step
from hmi.window.first_start.tag_line import TagLine
from hmi.window.setup.captions import caption, problem_text
from hmi.window.setup.editor import PlantEditor
from hmi.window.setup.tag_reader import TagReader
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.focus import Lent, begins_at

_MOST = 20


class TagsStep(Step):
    """A line for each tag, and always an empty one below, up to 20."""

    def __init__(self, context: Context, editor: PlantEditor, plant: FirstPlant) -> None:
        super().__init__(
            editor,
            self.tr("What is read?"),
            self.tr(
                "Write addresses as in the PLC's program: D100, W1F, M20, D100.3 for one bit of a word. "
                "Hundreds of tags come from a spreadsheet later, on the page Setup."
            ),
        )
        self._context = context
        self._plant = plant
        self.lines: list[TagLine] = []
        self.reader = TagReader(context, self)
        self.read = QPushButton(self.tr("&Read once"))
        self.read.clicked.connect(self._read)
        self._keyboard = Lent(self.read)
        self.reader.changed.connect(self._answered)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._lay_out()
        self._add_line()
        begins_at(self, self.lines[0].address)
        editor.edited.connect(self._show)
        context.theme.changed.connect(self._paint)
        self._paint()

    def refusal(self) -> str:
        """Blank when there is a tag, and nothing is wrong with any."""
        if not self._numbers():
            return self.tr("Write at least one address first")
        if any(self._plant.tag_problems(number) for number in self._numbers()):
            return self.tr("Mend what is wrong first")
        return ""

    def begin(self) -> None:
        """Show the tags; the keyboard goes to the first empty line."""
        self._show()
        self.lines[-1].address.setFocus()

    def complain(self) -> None:
        """Go to the first line with something wrong."""
        wrong = (line for line in self.lines if line.number and self._plant.tag_problems(line.number))
        next(wrong, self.lines[0]).address.setFocus()

    def forget(self) -> None:
        """The draft is another one, and has none of these tags."""
        for line in self.lines:
            line.number, line.is_named = 0, False
            line.address.clear()
            line.show_empty()
        self.reader.clear()

    def _numbers(self) -> list[int]:
        return [line.number for line in self.lines if line.number]

    def _add_line(self) -> None:
        line = TagLine(self._grid, len(self.lines) + 1)
        line.address.textEdited.connect(lambda text: self._address_typed(line, text))
        line.name.textEdited.connect(lambda text: self._typed(line, "tag_name", text))
        line.kind.activated.connect(lambda _: self._typed(line, "tag_type", str(line.kind.currentData())))
        if self.lines:
            QWidget.setTabOrder(self.lines[-1].kind, line.address)
        QWidget.setTabOrder(line.address, line.name)
        QWidget.setTabOrder(line.name, line.kind)
        self.lines.append(line)

    def _address_typed(self, line: TagLine, text: str) -> None:
        if not text.strip():
            self._remove(line)
        elif not line.number:
            line.number = self._plant.add_tag(text)
        else:
            self._plant.write_tag(line.number, "tag_address", text)
        if line.number and not line.is_named:
            self._plant.write_tag(line.number, "tag_name", text.strip())
        if self.lines[-1].number and len(self.lines) < _MOST:
            self._add_line()
        self._show()

    def _typed(self, line: TagLine, column: str, text: str) -> None:
        if line.number:
            if column == "tag_name":
                line.is_named = bool(text.strip())
                text = text if line.is_named else line.address.text().strip()
            self._plant.write_tag(line.number, column, text)

    def _remove(self, line: TagLine) -> None:
        number, line.number, line.is_named = line.number, 0, False
        if number:
            self._plant.remove_tag(number)

    def _read(self) -> None:
        rows = [row for number in self._numbers() if (row := self._plant.tag(number)) is not None]
        self.reader.read(self.editor.draft.plant, rows)
        self._keyboard.lend(self._show)

    def _answered(self) -> None:
        self._show()
        self._keyboard.give_back()

    def _show(self) -> None:
        if not (self.isVisible() and self._plant.is_there):
            return
        for line in self.lines:
            row = self._plant.tag(line.number) if line.number else None
            if row is None:
                line.show_empty()
                continue
            problems = self._plant.tag_problems(line.number)
            value = "" if problems else self.reader.value(row)
            line.show_row(
                row, "; ".join(map(problem_text, problems.values())), is_bit=self._plant.is_bit(line.number)
            )
            line.show_value(value, self.reader.answer([row]) if value == formats.NOTHING else "")
        busy = self.tr("The PLC is being read") if self.reader.is_reading else ""
        allow(self.read, busy or self.refusal(), self.tr("Ask the PLC what these addresses hold now"))
        self.changed.emit()

    def _paint(self) -> None:
        self.read.setIcon(self._context.theme.icon("eye"))

    def _lay_out(self) -> None:
        captions = (caption("tag_address"), caption("tag_name"), caption("tag_type"), self.tr("Now"))
        for place, text in enumerate(captions):
            label = QLabel(text)
            label.setObjectName("caption")
            self._grid.addWidget(label, 0, place)
        for place, share in enumerate((3, 5, 2, 3)):
            self._grid.setColumnStretch(place, share)
        lines = QWidget()
        lines.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        buttons = QHBoxLayout()
        buttons.addWidget(self.read)
        buttons.addStretch(1)
        self.column.addWidget(lines)
        self.column.addLayout(buttons)
        self.column.addStretch(1)
