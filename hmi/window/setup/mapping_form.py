"""The fields of one category's table, each with what is wrong with it below."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from hmi.config.mapping_file import MappingEntries, mapping_of_section
from hmi.model.plant import GroupCategory, Tag
from hmi.model.tables import NAME_FIELDS, OWN_TABLE, PRESETS, Source, TableMapping
from hmi.window.looks import Tone
from hmi.window.setup.column_rows import ColumnRow, ColumnRows
from hmi.window.setup.mapping_texts import shape_texts
from hmi.window.theme import Theme, set_tone
from hmi.window.widgets.note import note_label

_ALWAYS, _ON_CHANGE = "ALWAYS", "ON_CHANGE"
_LISTED = ""
"""The shape whose columns are listed one by one."""


class MappingForm(QWidget):
    """Reads a section of ``mapping.toml`` from its fields; ``changed`` whenever a person has changed one."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._category = GroupCategory.OPERATION
        self._showing = False
        self._key_before: list[str] = []
        self.shape = QComboBox()
        for preset, text in shape_texts().items():
            self.shape.addItem(text, preset)
        self.table = QLineEdit()
        self.columns = ColumnRows(theme, self.table)
        self.name = QLineEdit()
        self.field = QPushButton(self.tr("Insert &field"))
        self.preview = note_label()
        self.sequence = QLineEdit()
        self.offset = QLineEdit()
        self.written = QComboBox()
        self.written.addItem(self.tr("As the log mode of each tag says"), _ALWAYS)
        self.written.addItem(self.tr("Only when the value changes"), _ON_CHANGE)
        self._notes: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._lay_out()
        self._connect()

    def show_entries(self, category: GroupCategory, entries: MappingEntries, mapping: TableMapping) -> None:
        """Show a section, and what it comes to."""
        self._category = category
        listed = not mapping.preset
        self._showing = True
        self.shape.setCurrentIndex(self.shape.findData(_LISTED if listed else mapping.preset))
        self._fill(mapping, entries)
        self._showing = False
        self._adapt()

    def entries(self) -> dict[str, Any]:
        """The section as the fields have it; empty where it is the program's own table."""
        shape = str(self.shape.currentData())
        if shape == _LISTED:
            found: dict[str, Any] = {"table": self.table.text().strip()}
            found["columns"] = {column.name: column.source.value for column in self.columns.columns()}
            found["key"] = self._key()
            usual = TableMapping("", (), ())
        else:
            usual = self._usual(shape)
            found = {"preset": shape}
            if self.table.text().strip() != usual.table:
                found["table"] = self.table.text().strip()
        if self._has(Source.NAME) and self.name.text().strip() != usual.name_template:
            found["name"] = self.name.text().strip()
        if self._has(Source.SEQUENCE) and self.sequence.text().strip():
            found["sequence"] = self.sequence.text().strip()
        if self.offset.text().strip():
            found["utc_offset"] = self.offset.text().strip()
        if (self.written.currentData() == _ON_CHANGE) != usual.on_change:
            found["written"] = self.written.currentData()
        return {} if found == {"preset": OWN_TABLE.preset} else found

    def _key(self) -> list[str]:
        """The columns of the key, those that were there before in their order."""
        key = [column.name for column in self.columns.columns() if column.is_key]
        before = [name for name in self._key_before if name in key]
        return before + [name for name in key if name not in before]

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is wrong with it, by the keys of the file; a blank key at the columns."""
        for key, note in self._notes.items():
            text = problems.get(key, "") or (problems.get("", "") if key == "columns" else "")
            note.setText(text)
            note.setVisible(bool(text))
        for key, field in self._lines().items():
            wrong = key in problems
            field.setAccessibleDescription(problems.get(key, ""))
            set_tone(field, Tone.ALARM if wrong else Tone.NORMAL)

    def problem(self, key: str) -> str:
        """What is said at a field."""
        return self._notes[key].text()

    def show_preview(self, mapping: TableMapping | None, tag: Tag | None) -> None:
        """Show the name that a real tag gets."""
        if mapping is None or tag is None or not mapping.name_template:
            self.preview.setText("")
        else:
            name = mapping.name_of(tag, self._category)
            text = self.tr("{plc} {address} is called {name}")
            self.preview.setText(text.format(plc=tag.plc_code, address=tag.tag_address, name=name))
        self.preview.setVisible(self._has(Source.NAME) and bool(self.preview.text()))
        if mapping is not None:
            self.sequence.setPlaceholderText(mapping.sequence)

    # -- filling -----------------------------------------------------------------------------------------

    def _fill(self, mapping: TableMapping, entries: MappingEntries) -> None:
        """Names stand as they were written: in capitals only where the file has them so."""
        listed = entries.get("columns")
        names = list(listed) if isinstance(listed, Mapping) else [column.name for column in mapping.columns]
        rows = [
            ColumnRow(name, column.source, is_key=column.name in mapping.key)
            for name, column in zip(names, mapping.columns, strict=True)
        ]
        self._key_before = list(entries.get("key", mapping.key))
        self.table.setText(str(entries.get("table", mapping.table)))
        self.columns.show_columns(rows, fixed=bool(mapping.preset))
        self.name.setText(str(entries.get("name", mapping.name_template)))
        self.sequence.setText(str(entries.get("sequence", "")))
        self.offset.setText(str(entries.get("utc_offset", "")))
        self.written.setCurrentIndex(self.written.findData(_ON_CHANGE if mapping.on_change else _ALWAYS))

    def _shape_chosen(self) -> None:
        """Begin with what is usual for the shape; one of my own begins with the columns that are there."""
        if self._showing:
            return
        shape = str(self.shape.currentData())
        self._showing = True
        if shape == _LISTED:
            self.columns.show_columns(self.columns.columns(), fixed=False)
        else:
            self._fill(self._usual(shape), {})
        self._showing = False
        self._edited()

    def _usual(self, preset: str) -> TableMapping:
        if preset == OWN_TABLE.preset:
            return PRESETS[preset]
        return mapping_of_section(self._category, {"preset": preset}, preset)

    def _insert_field(self, name: str, _checked: bool = False) -> None:
        self.name.insert(f"{{{name}}}")
        self.name.setFocus()

    def _has(self, source: Source) -> bool:
        return any(column.source is source for column in self.columns.columns())

    def _edited(self) -> None:
        if not self._showing:
            self._adapt()
            self.changed.emit()

    def _adapt(self) -> None:
        """Only fields that mean something with these columns."""
        for key, source in (("name", Source.NAME), ("sequence", Source.SEQUENCE)):
            for widget in (
                self._captions[key],
                self._lines()[key],
                *((self.field,) if key == "name" else ()),
            ):
                widget.setVisible(self._has(source))

    def _lines(self) -> dict[str, QLineEdit]:
        return {"table": self.table, "name": self.name, "sequence": self.sequence, "utc_offset": self.offset}

    def _connect(self) -> None:
        self.shape.currentIndexChanged.connect(self._shape_chosen)
        self.columns.changed.connect(self._edited)
        self.written.currentIndexChanged.connect(self._edited)
        for line in self._lines().values():
            line.textChanged.connect(self._edited)

    # -- looks -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self.offset.setPlaceholderText(self.tr("UTC; +09:00 for Korea and Japan"))
        menu = QMenu(self.field)
        for name in NAME_FIELDS:
            menu.addAction(name).triggered.connect(partial(self._insert_field, name))
        self.field.setMenu(menu)
        self._row("preset", self.tr("Sha&pe"), self.shape)
        self._row("table", self.tr("Ta&ble"), self.table)
        self._row("columns", self.tr("Columns"), self.columns)
        self._add_note("key")
        self._row("name", self.tr("Na&me"), self.name, self.field)
        self._grid.addWidget(self.preview, self._grid.rowCount(), 1)
        self._row("sequence", self.tr("Se&quence"), self.sequence)
        self._row("utc_offset", self.tr("Times &in"), self.offset)
        self._row("written", self.tr("&Written"), self.written)

    def _row(self, key: str, caption: str, field: QWidget, *more: QWidget) -> None:
        label = QLabel(caption)
        label.setBuddy(field)
        field.setAccessibleName(caption.replace("&", ""))
        self._captions[key] = label
        place = self._grid.rowCount()
        if isinstance(field, ColumnRows):
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._grid.addWidget(label, place, 0)
        line = QHBoxLayout()
        line.setSpacing(6)
        for widget in (field, *more):
            line.addWidget(widget)
        if isinstance(field, QComboBox):
            line.addStretch(1)
        self._grid.addLayout(line, place, 1)
        self._add_note(key)

    def _add_note(self, key: str) -> None:
        note = note_label()
        set_tone(note, Tone.ALARM)
        note.hide()
        self._notes[key] = note
        self._grid.addWidget(note, self._grid.rowCount(), 1)
