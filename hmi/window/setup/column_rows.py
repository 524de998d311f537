"""The columns of a table: the name of each, what it holds, and whether it tells one value from another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QToolButton, QWidget

from hmi.model.tables import Source
from hmi.window.looks import Tone
from hmi.window.setup.mapping_texts import source_text
from hmi.window.theme import Theme

_SOURCE_CHARS = 24


class ColumnRow(NamedTuple):
    """One column as a person has it."""

    name: str
    source: Source
    is_key: bool


class _Row(NamedTuple):
    name: QLineEdit
    source: QComboBox
    key: QCheckBox
    remove: QToolButton


class ColumnRows(QWidget):
    """Edits a list of columns; ``changed`` whenever a person has changed one.

    The Tab key comes here from ``before``.
    """

    changed = Signal()

    def __init__(self, theme: Theme, before: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._before = before
        self._rows: list[_Row] = []
        self._fixed = False
        self.add = QToolButton()
        self.add.setText(self.tr("&Add a column"))
        self.add.setObjectName("fold")
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add.clicked.connect(self._add_clicked)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for place, text in enumerate((self.tr("Column"), self.tr("holds"), self.tr("Key"))):
            label = QLabel(text)
            label.setObjectName("caption")
            self._grid.addWidget(label, 0, place)
        theme.changed.connect(self._paint)
        self._paint()

    def columns(self) -> tuple[ColumnRow, ...]:
        """The columns, those without a name too."""
        return tuple(
            ColumnRow(row.name.text().strip(), Source(row.source.currentData()), row.key.isChecked())
            for row in self._rows
        )

    def show_columns(self, columns: Sequence[ColumnRow], *, fixed: bool) -> None:
        """Show these; ``fixed`` ones belong to a shape and can only be looked at."""
        self._fixed = fixed
        while self._rows:
            self._take_away(self._rows[-1])
        for column in columns:
            self._append(column)
        self.add.setVisible(not fixed)
        self._order()

    def rows(self) -> Sequence[_Row]:
        """The fields of each column."""
        return self._rows

    def _append(self, column: ColumnRow) -> None:
        row = _Row(QLineEdit(column.name), QComboBox(), QCheckBox(), QToolButton())
        for source in Source:
            row.source.addItem(source_text(source), source.value)
        row.source.setCurrentIndex(row.source.findData(column.source.value))
        row.source.setMinimumContentsLength(_SOURCE_CHARS)
        row.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        row.key.setChecked(column.is_key)
        row.key.setToolTip(self.tr("The columns of the key are together different for every value"))
        row.remove.setToolTip(self.tr("Remove this column"))
        row.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for widget, text in zip(
            row,
            (self.tr("Name of the column"), self.tr("What it holds"), self.tr("Key"), row.remove.toolTip()),
            strict=True,
        ):
            widget.setAccessibleName(text)
            widget.setEnabled(not self._fixed)
        row.remove.setVisible(not self._fixed)
        row.name.textChanged.connect(self._edited)
        row.source.currentIndexChanged.connect(self._edited)
        row.key.toggled.connect(self._edited)
        row.remove.clicked.connect(lambda: self._remove(row))
        self._rows.append(row)
        place = self._grid.rowCount()
        for index, widget in enumerate(row):
            self._grid.addWidget(widget, place, index)
        self._grid.addWidget(self.add, place + 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._paint()

    def _add_clicked(self) -> None:
        self._append(ColumnRow("", Source.VALUE, is_key=False))
        self._order()
        self._rows[-1].name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edited()

    def _remove(self, row: _Row) -> None:
        self._take_away(row)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edited()

    def _take_away(self, row: _Row) -> None:
        self._rows.remove(row)
        for widget in row:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _order(self) -> None:
        """New rows stand at the end of the Tab key's way, wherever they are seen."""
        before = self._before
        for widget in (*(widget for row in self._rows for widget in row), self.add):
            self.setTabOrder(before, widget)
            before = widget

    def _edited(self) -> None:
        self.changed.emit()

    def _paint(self) -> None:
        self.add.setIcon(self._theme.icon("plus", Tone.QUIET))
        for row in self._rows:
            row.remove.setIcon(self._theme.icon("trash-2", Tone.QUIET))
