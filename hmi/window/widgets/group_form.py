"""The fields of one polling group, each with what is wrong with it below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from hmi.config.columns import MAX_INTERVAL_MS, MIN_INTERVAL_MS
from hmi.model.plant import GroupCategory, PollingGroup, PollingMode
from hmi.model.widths import half_width
from hmi.window import formats
from hmi.window.looks import Tone, category_text, mode_text
from hmi.window.theme import set_tone

_SHORT_PX = 130
_MODES = tuple(PollingMode)
_CATEGORIES = tuple(GroupCategory)
_WHOLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2}")


class GroupForm(QWidget):
    """Reads a group from its fields; ``changed`` whenever one of them is another than before."""

    changed = Signal()

    def __init__(self, group: PollingGroup) -> None:
        super().__init__()
        self._stored = group
        self.mode = _choice([mode_text(mode) for mode in _MODES], _MODES.index(group.polling_mode))
        self.interval = QLineEdit(str(group.polling_interval_ms))
        self.category = _choice(
            [category_text(category) for category in _CATEGORIES], _CATEGORIES.index(group.group_category)
        )
        self.description = QLineEdit(group.description)
        self.description.setCursorPosition(0)  # a long one is read from its beginning
        self.trigger = QLineEdit(group.trigger_bit_address or "")
        self.ack = QLineEdit(group.ack_bit_address or "")
        self.writes = QCheckBox(self.tr("Allow &writing the acknowledge bit to the PLC"))
        self.writes.setChecked(group.allow_plc_writes)
        self.active = QCheckBox(self.tr("Act&ive: started with all the others"))
        self.active.setChecked(group.is_active)
        self._interval_caption = QLabel()
        self._permits = _note()
        self._problems = {name: _note() for name in self._fields()}
        self._handshake_only: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._lay_out()
        self._connect()
        self._adapt()

    def group(self) -> PollingGroup | None:
        """The group as the fields have it; None while the interval is not a number that can be."""
        interval = _whole(self.interval.text())
        if interval is None:
            return None
        return replace(
            self._stored,
            polling_mode=_MODES[self.mode.currentIndex()],
            polling_interval_ms=interval,
            group_category=_CATEGORIES[self.category.currentIndex()],
            description=self.description.text().strip(),
            trigger_bit_address=self.trigger.text().strip() or None,
            ack_bit_address=self.ack.text().strip() or None,
            allow_plc_writes=self.writes.isChecked(),
            is_active=self.active.isChecked(),
        )

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is wrong with it, by the names of the columns."""
        for name, note in self._problems.items():
            note.setText(problems.get(name, ""))
            note.setVisible(bool(note.text()))
            set_tone(self._fields()[name], Tone.ALARM if note.text() else Tone.NORMAL)

    def problems(self) -> dict[str, str]:
        """What is shown at the fields."""
        return {name: note.text() for name, note in self._problems.items() if note.text()}

    def permission(self) -> str:
        """What is permitted to Lineside, as shown."""
        return self._permits.text()

    def focus_problem(self) -> QWidget | None:
        """Go to the first field with something wrong, and tell which one it is."""
        for name in self.problems():
            field = self._fields()[name]
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return field
        return None

    def interval_problem(self) -> dict[str, str]:
        """What is wrong with an interval that ``group`` cannot read."""
        text = self.tr("Write a whole number of milliseconds from {low} to {high}, like 1000")
        low, high = formats.number(MIN_INTERVAL_MS), formats.number(MAX_INTERVAL_MS)
        return {"polling_interval_ms": text.format(low=low, high=high)}

    def _fields(self) -> dict[str, QLineEdit]:
        return {
            "polling_interval_ms": self.interval,
            "trigger_bit_address": self.trigger,
            "ack_bit_address": self.ack,
            "description": self.description,
        }

    def _connect(self) -> None:
        for field in self._fields().values():
            field.textChanged.connect(self._changed)
        for choice in (self.mode, self.category):
            choice.currentIndexChanged.connect(self._changed)
        for box in (self.writes, self.active):
            box.toggled.connect(self._changed)

    def _changed(self) -> None:
        self._adapt()
        self.changed.emit()

    def _adapt(self) -> None:
        """What belongs to the chosen mode."""
        by_trigger = _MODES[self.mode.currentIndex()] is PollingMode.HANDSHAKE
        for widget in self._handshake_only:
            widget.setVisible(by_trigger)
        self._interval_caption.setText(
            self.tr("Trigger bit watched e&very") if by_trigger else self.tr("Inter&val")
        )
        for name in ("trigger_bit_address", "ack_bit_address"):
            self._problems[name].setVisible(by_trigger and bool(self._problems[name].text()))
        ack = self.ack.text().strip()
        self.writes.setEnabled(bool(ack) or self.writes.isChecked())
        self._permits.setText(self._permission(ack))
        self._permits.setVisible(by_trigger)
        set_tone(self._permits, Tone.WARNING if self.writes.isChecked() else Tone.QUIET)

    def _permission(self, ack: str) -> str:
        """What is permitted to Lineside, in plain words."""
        if self.writes.isChecked():
            text = self.tr(
                "Lineside writes to PLC {plc}: it sets {bit} when the record is safe and resets it when the "
                "trigger is low. It never writes anything else. Make sure that nothing else writes this bit."
            )
            return text.format(plc=self._stored.plc_code, bit=ack or self.tr("the acknowledge bit"))
        if ack:
            return self.tr("Nothing is written to the PLC, so its acknowledge bit is never set.")
        return self.tr("Nothing is written to the PLC. Name an acknowledge bit to allow it.")

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self.interval.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.trigger.setPlaceholderText(self.tr("M100; blank: triggered by hand"))
        self.ack.setPlaceholderText(self.tr("M101; blank: none"))
        self._row(QLabel(self.tr("&Mode")), self.mode)
        self._row(self._interval_caption, self.interval, unit=self.tr("ms"))
        self._note("polling_interval_ms")
        for caption, field, name in (
            (self.tr("&Trigger bit"), self.trigger, "trigger_bit_address"),
            (self.tr("&Acknowledge bit"), self.ack, "ack_bit_address"),
        ):
            label = QLabel(caption)
            self._row(label, field)
            self._note(name)
            self._handshake_only += [label, field]
        self._below(self.writes)
        self._below(self._permits)
        self._handshake_only.append(self.writes)
        self._row(QLabel(self.tr("&Category")), self.category)
        self._row(QLabel(self.tr("&Description")), self.description)
        self._note("description")
        self._below(self.active)

    def _row(self, caption: QLabel, field: QWidget, unit: str = "") -> None:
        caption.setBuddy(field)
        row = self._grid.rowCount()
        self._grid.addWidget(caption, row, 0)
        if not unit:
            self._grid.addWidget(field, row, 1)
            return
        field.setFixedWidth(_SHORT_PX)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(field)
        line.addWidget(QLabel(unit))
        line.addStretch(1)
        self._grid.addLayout(line, row, 1)

    def _note(self, name: str) -> None:
        set_tone(self._problems[name], Tone.ALARM)
        self._problems[name].hide()
        self._below(self._problems[name])

    def _below(self, widget: QWidget) -> None:
        self._grid.addWidget(widget, self._grid.rowCount(), 1)


def _choice(texts: Sequence[str], chosen: int) -> QComboBox:
    box = QComboBox()
    box.addItems(texts)
    box.setCurrentIndex(chosen)
    return box


def _note() -> QLabel:
    label = QLabel()
    label.setObjectName("note")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _whole(text: str) -> int | None:
    """The interval that is written; people write 1,000, too."""
    digits = half_width(text).strip()
    if not _WHOLE.fullmatch(digits):
        return None
    number = int(digits.replace(",", ""))
    return number if MIN_INTERVAL_MS <= number <= MAX_INTERVAL_MS else None
