"""The rows in quarantine as a table: what each is, and why the historian refused it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from hmi.historian.quarantine_rows import QuarantinedRow, RowKey, State, value_text
from hmi.model.times import utc_text
from hmi.window import formats
from hmi.window.looks import Look, Tone
from hmi.window.models.headed_model import Index
from hmi.window.models.synced_rows import Column, SyncedRows
from hmi.window.theme import Theme

translate = QCoreApplication.translate

PAGE = 64
"""Rows that are read at once."""

_MOST_KNOWN = 4_096
_Role = Qt.ItemDataRole


class QuarantineModel(SyncedRows[RowKey]):
    """Knows the keys of all rows, and of a row the rest when it is shown: ``wanted`` asks for it."""

    STATE, TIME, PLC, ADDRESS, NAME, VALUE, CODE, REASON, REFUSED = range(9)

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._rows: dict[RowKey, QuarantinedRow] = {}
        self._asked: set[int] = set()

    def key(self, item: RowKey) -> RowKey:
        """It is one."""
        return item

    def show_keys(self, keys: Sequence[RowKey]) -> None:
        """Show the rows of these keys; what is known of them is read again when it is shown."""
        self._asked.clear()
        self.sync(keys)
        self.repaint()

    def fill(self, rows: Sequence[QuarantinedRow]) -> None:
        """The rows that were wanted, as far as they are still there."""
        if len(self._rows) > _MOST_KNOWN:
            self._rows.clear()
            self._asked.clear()  # or they would stay blank when they are shown again
        self._rows |= {row.key: row for row in rows}
        self.repaint()

    def known(self, row: int) -> QuarantinedRow | None:
        """What is known of a row; None before it was read."""
        key = self.item(row)
        return self._rows.get(key) if key is not None else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows; nothing until its row is read."""
        if not index.isValid() or index.row() >= len(self._items):
            return None
        column = index.column()
        if role == _Role.TextAlignmentRole:
            return self.alignment(column)
        if role not in (_Role.DisplayRole, _Role.AccessibleTextRole, _Role.DecorationRole, _Role.ToolTipRole):
            return None
        row = self._row(index.row())
        if row is None:
            return None
        if role == _Role.DecorationRole:
            return self._theme.state_icon(row_look(row)) if column == self.STATE else None
        if role == _Role.ToolTipRole:
            return self._tool_tip(row, column)
        return self.columns[column].text(row)

    def _row(self, number: int) -> QuarantinedRow | None:
        page = number // PAGE
        if page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(self._items[page * PAGE : page * PAGE + PAGE])
        return self._rows.get(self._items[number])

    def _tool_tip(self, row: QuarantinedRow, column: int) -> str | None:
        match column:
            case self.REASON:
                return row.reason
            case self.VALUE | self.NAME if row.original is not None:
                text = self.tr("Refused as {value} ({name})")
                return text.format(value=value_text(row.original.value), name=row.original.tag_name)
            case self.NAME:
                return row.row.tag_name
            case self.VALUE:
                return value_text(row.row.value)
            case self.REFUSED:
                text = self.tr("First {first}, last {last}")
                return text.format(
                    first=formats.moment(utc_text(row.first_refused)),
                    last=formats.moment(utc_text(row.last_refused)),
                )
        return None

    def _columns(self) -> tuple[Column[QuarantinedRow], ...]:
        return (
            Column(self.tr("State"), lambda one: row_look(one).text, translate("Quarantine", "To be sent")),
            Column(self.tr("Time"), lambda one: formats.moment(utc_text(one.row.ts)), "2026-11-22 03:04:05"),
            Column(self.tr("PLC"), lambda one: one.row.plc_code, "PRESS_01"),
            Column(self.tr("Address"), lambda one: one.row.tag_address, "W1000.A"),
            Column(self.tr("Tag"), lambda one: one.row.tag_name, "DieTemperature_01"),
            Column(self.tr("Value"), self._value, "-2147483648.00", is_number=True),
            Column(self.tr("Code"), lambda one: one.code, "ORA-01438 MM"),
            Column(self.tr("Reason"), _reason, "x" * 48),
            Column(self.tr("Refused"), lambda one: formats.number(one.attempts), "1,000", is_number=True),
        )

    def _value(self, one: QuarantinedRow) -> str:
        """With a mark where it was put in by hand."""
        text = value_text(one.row.value) or formats.NOTHING
        corrected = one.original is not None and one.original.value != one.row.value
        return self.tr("{value} (corrected)").format(value=text) if corrected else text


def row_look(one: QuarantinedRow) -> Look:
    """The state of a row in quarantine."""
    if one.state is State.RELEASED:
        return Look("changing", Tone.NORMAL, translate("Quarantine", "To be sent"))
    return Look("stopped", Tone.QUIET, translate("Quarantine", "Held"))


def _reason(one: QuarantinedRow) -> str:
    """Without the code, which has its own column."""
    return one.reason.removeprefix(f"{one.code}: ")
