"""The fields of one polling group, and in plain words what they permit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hmi.config.columns import GROUPS, MAX_INTERVAL_MS, MIN_INTERVAL_MS
from hmi.model.plant import GroupCategory, PollingMode
from hmi.model.widths import half_width
from hmi.window import formats
from hmi.window.looks import Tone, category_text, mode_text
from hmi.window.setup.captions import caption
from hmi.window.setup.field_form import Field, FieldForm, with_defaults

_HANDSHAKE_ONLY = ("trigger_bit_address", "ack_bit_address", "allow_plc_writes")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3}){1,2}")


class GroupForm(QWidget):
    """``typed`` carries column and text."""

    typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.fields = FieldForm(with_defaults(GROUPS, self._make_fields()), "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fields)
        self.fields.typed.connect(lambda name, text: self.typed.emit(name, _understood(name, text)))

    def show_group(
        self,
        texts: Mapping[str, str],
        problems: Mapping[str, str],
        plc_codes: Sequence[str],
        *,
        has_tags: bool,
        same: bool,
    ) -> None:
        """Show a group as it was typed; ``same`` where it is the one that is shown already."""
        self.fields.set_choices("plc_code", [(code, code) for code in plc_codes])
        self.fields.show_texts(texts, same=same)
        why = self.tr("Its tags are on this PLC") if has_tags else ""
        self.fields.set_column_enabled("plc_code", enabled=not has_tags, why=why)
        self._adapt(texts)
        self.fields.show_problems(self._in_our_words(problems))

    def permission(self) -> str:
        """What is permitted to Lineside, as shown."""
        return self.fields.note("allow_plc_writes")

    def _adapt(self, texts: Mapping[str, str]) -> None:
        """What belongs to the chosen mode."""
        by_trigger = texts["polling_mode"] == PollingMode.HANDSHAKE
        ack, writes = texts["ack_bit_address"], texts["allow_plc_writes"] == "1"
        self.fields.set_columns_visible(_HANDSHAKE_ONLY, visible=by_trigger)
        interval = self.tr("Trigger bit watched every") if by_trigger else caption("polling_interval_ms")
        self.fields.set_caption("polling_interval_ms", interval)
        self.fields.set_column_enabled("allow_plc_writes", enabled=bool(ack) or writes)
        permission = self._permission(texts["plc_code"], ack, writes=writes)
        self.fields.set_note("allow_plc_writes", permission, Tone.WARNING if writes else Tone.QUIET)

    def _permission(self, plc: str, ack: str, *, writes: bool) -> str:
        """What is permitted to Lineside, in plain words."""
        if writes:
            text = self.tr(
                "Lineside writes to PLC {plc}: it sets {bit} when the record is safe and resets it when the "
                "trigger is low. It never writes anything else. Make sure that nothing else writes this bit."
            )
            return text.format(plc=plc, bit=ack or self.tr("the acknowledge bit"))
        if ack:
            return self.tr("Nothing is written to the PLC, so its acknowledge bit is never set.")
        return self.tr("Nothing is written to the PLC. Name an acknowledge bit to allow it.")

    def _in_our_words(self, problems: Mapping[str, str]) -> Mapping[str, str]:
        if "polling_interval_ms" not in problems:
            return problems
        text = self.tr("Write a whole number of milliseconds from {low} to {high}, like 1000")
        low, high = formats.number(MIN_INTERVAL_MS), formats.number(MAX_INTERVAL_MS)
        return {**problems, "polling_interval_ms": text.format(low=low, high=high)}

    def _make_fields(self) -> tuple[Field, ...]:
        return (
            Field("group_name", self.tr("Name")),
            Field("plc_code", caption("plc_code"), [("", "")]),
            Field("polling_mode", caption("polling_mode"), [(m.value, mode_text(m)) for m in PollingMode]),
            Field("polling_interval_ms", caption("polling_interval_ms"), unit=self.tr("ms")),
            Field(
                "trigger_bit_address",
                caption("trigger_bit_address"),
                placeholder=self.tr("M100; blank: triggered by hand"),
            ),
            Field("ack_bit_address", caption("ack_bit_address"), placeholder=self.tr("M101; blank: none")),
            Field("allow_plc_writes", self.tr("Allow writing the acknowledge bit to the PLC"), is_check=True),
            Field(
                "group_category",
                caption("group_category"),
                [(category.value, category_text(category)) for category in GroupCategory],
            ),
            Field("description", caption("description")),
            Field("is_active", self.tr("Active: started with all the others"), is_check=True),
        )


def _understood(column: str, text: str) -> str:
    """People write an interval as 1,000, too."""
    digits = half_width(text).strip()
    if column == "polling_interval_ms" and _GROUPED.fullmatch(digits):
        return digits.replace(",", "")
    return text
