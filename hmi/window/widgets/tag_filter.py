"""Which tags are wanted: words, PLC, group, machine, quality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from hmi.window import formats
from hmi.window.models.tag_list import TagFilter, TagList, Wanted
from hmi.window.theme import Theme
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.flow_layout import FlowLayout
from hmi.window.widgets.search_box import SearchBox, narrow_combo

_TYPING_MS = 120
"""So long after the last key the words are looked for."""
_WORDS_PX = 200


class TagFilterBar(QWidget):
    """``changed`` carries the new ``TagFilter``; it is remembered from start to start."""

    changed = Signal(object)

    def __init__(self, theme: Theme, memory: QSettings) -> None:
        super().__init__()
        self._theme = theme
        self._memory = memory
        self.words = SearchBox(self.tr("Find name, address, machine, reason"), pause_ms=_TYPING_MS)
        self.words.setToolTip(self.tr("Several words: all of them must be found (Ctrl+F)"))
        self.words.setMinimumWidth(_WORDS_PX)
        self.plc = narrow_combo(self.tr("PLC"))
        self.group = narrow_combo(self.tr("Group"))
        self.machine = narrow_combo(self.tr("Machine"))
        self.quality = narrow_combo(self.tr("Quality"))
        self.clear = QPushButton(self.tr("Clear &filter"))
        self.count = QLabel()
        self.count.setObjectName("caption")
        self._everything = {
            self.plc: self.tr("All PLCs"),
            self.group: self.tr("All groups"),
            self.machine: self.tr("All machines"),
        }
        self._fill_qualities()
        self._fill(self.plc, [])
        self._fill(self.group, [])
        self._fill(self.machine, [])
        self._recall()
        self._connect()
        flow = FlowLayout(first_grows=True)
        for part in (self.words, self.plc, self.group, self.machine, self.quality, self.clear, self.count):
            flow.addWidget(part)
        self.setLayout(flow)
        theme.changed.connect(self._paint)
        self._paint()
        self._allow_clear()

    def offer(self, tags: TagList) -> None:
        """Let these PLCs, groups and machines be chosen; what is chosen stays where it still exists."""
        before = self.wanted()
        plant = tags.plant
        self._fill(self.plc, [plc.plc_code for plc in plant.plcs])
        self._fill(self.group, [group.group_name for group in plant.groups])
        self._fill(self.machine, tags.machines())
        if self.wanted() != before:
            self._tell()

    def wanted(self) -> TagFilter:
        """What is chosen now."""
        return TagFilter(
            self.words.text().strip(),
            str(self.plc.currentData()),
            str(self.group.currentData()),
            str(self.machine.currentData()),
            Wanted(self.quality.currentData()),
        )

    def show_count(self, shown: int, total: int) -> None:
        """How many tags it lets through."""
        text = self.tr("{shown} of {total} tags")
        self.count.setText(text.format(shown=formats.number(shown), total=formats.number(total)))

    def clear_all(self) -> None:
        """Want every tag."""
        self.words.clear()
        for combo in (*self._everything, self.quality):
            combo.setCurrentIndex(0)
        self._tell()

    def _tell(self) -> None:
        self.words.answered()
        wanted = self.wanted()
        self._allow_clear()
        for field in fields(wanted):
            self._memory.setValue(f"tags/{field.name}", str(getattr(wanted, field.name)))
        self.changed.emit(wanted)

    def _allow_clear(self) -> None:
        refusal = self.tr("All tags are shown already") if self.wanted() == TagFilter() else ""
        allow(self.clear, refusal, self.tr("Show all tags again"))

    def _recall(self) -> None:
        """What was wanted last; a PLC, group or machine is believed until the plant is known."""
        memory = self._memory
        self.words.setText(str(memory.value("tags/text", "")))
        self.words.answered()  # nobody has typed it now
        for combo, name in (
            (self.plc, "plc_code"),
            (self.group, "group_name"),
            (self.machine, "machine_code"),
        ):
            if kept := str(memory.value(f"tags/{name}", "")):
                combo.addItem(kept, kept)
                combo.setCurrentIndex(1)
        kept = str(memory.value("tags/quality", ""))
        self.quality.setCurrentIndex(max(0, self.quality.findData(kept)))

    def _fill(self, combo: QComboBox, offered: Sequence[str]) -> None:
        chosen = combo.currentData()
        combo.blockSignals(True)
        combo.clear()
        combo.addItem(self._everything[combo], "")
        for name in offered:
            combo.addItem(name, name)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.blockSignals(False)

    def _fill_qualities(self) -> None:
        for text, wanted in (
            (self.tr("All qualities"), Wanted.ALL),
            (self.tr("All but GOOD"), Wanted.NOT_GOOD),
            ("BAD", Wanted.BAD),
            ("UNCERTAIN", Wanted.UNCERTAIN),
            (self.tr("Stale or no value"), Wanted.STALE),
        ):
            self.quality.addItem(text, wanted.value)

    def _connect(self) -> None:
        self.words.asked.connect(self._tell)
        for combo in (*self._everything, self.quality):
            combo.currentIndexChanged.connect(lambda _: self._tell())
        self.clear.clicked.connect(self.clear_all)

    def _paint(self) -> None:
        self.clear.setIcon(self._theme.icon("x"))
