"""The fields of one tag, or of many: a field in which they differ says so, and writes into all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hmi.config.columns import TAGS
from hmi.config.draft_rows import DraftRow
from hmi.model.plant import ByteOrder, LogMode, Tag, TagType
from hmi.window.setup.captions import byte_order_text, caption, log_mode_text
from hmi.window.setup.field_form import Field, FieldForm, with_defaults

_STRING_ONLY = ("string_length", "string_byte_order")
_SHORT = ("scale", "offset", "min_value", "max_value", "deadband")


class TagForm(QWidget):
    """``typed`` carries column and text, for all the rows that are shown."""

    typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.fields = FieldForm(with_defaults(TAGS, self._make_fields()), self.tr("different"))
        self.fields.typed.connect(self.typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fields)

    def show_tags(
        self,
        rows: Sequence[DraftRow[Tag]],
        problems: Mapping[str, str],
        groups: Sequence[str],
        *,
        same: bool,
    ) -> None:
        """Show what the rows have in common; ``same`` where they are those that are shown already."""
        self.fields.set_choices("group_name", [(name, name) for name in groups])
        texts = {name: _common(rows, name) for name in self.fields.columns}
        self.fields.show_texts(texts, same=same)
        self.fields.show_problems(problems)
        many = self.tr("Every tag has an address of its own") if len(rows) > 1 else ""
        self.fields.set_column_enabled("tag_address", enabled=len(rows) == 1, why=many)
        self.fields.set_columns_visible(_STRING_ONLY, visible=texts["tag_type"] == TagType.STRING)
        on_change = any(row.value.log_mode is LogMode.ON_CHANGE for row in rows)
        self.fields.set_columns_visible(("deadband",), visible=on_change)

    def _make_fields(self) -> tuple[Field, ...]:
        special = {
            "tag_address": Field("tag_address", caption("tag_address"), placeholder="D100, W1F, M0, D100.3"),
            "tag_type": Field(
                "tag_type", caption("tag_type"), [(kind.value, kind.value) for kind in TagType]
            ),
            "group_name": Field("group_name", caption("group_name"), [("", "")]),
            "log_mode": Field(
                "log_mode", caption("log_mode"), [(mode.value, log_mode_text(mode)) for mode in LogMode]
            ),
            "string_length": Field("string_length", caption("string_length"), unit=self.tr("bytes")),
            "string_byte_order": Field(
                "string_byte_order",
                caption("string_byte_order"),
                [(order.value, byte_order_text(order)) for order in ByteOrder],
            ),
            "scale": Field(
                "scale", caption("scale"), is_short=True, note=self.tr("Recorded is: value × scale + offset.")
            ),
            "deadband": Field(
                "deadband",
                caption("deadband"),
                is_short=True,
                note=self.tr("Smaller changes are not recorded."),
            ),
            "is_active": Field("is_active", self.tr("Active: read with its group"), is_check=True),
        }
        order = (
            *("tag_address", "tag_name", "tag_type", *_STRING_ONLY, "group_name", "machine_code", "unit"),
            *("scale", "offset", "min_value", "max_value", "log_mode", "deadband", "is_active"),
        )
        return tuple(
            special.get(name) or Field(name, caption(name), is_short=name in _SHORT) for name in order
        )


def _common(rows: Sequence[DraftRow[Tag]], column: str) -> str | None:
    """The text that all rows have in a column; None where they differ, blank where there are none."""
    assert column in TAGS.column_names  # noqa: S101 - a field that is no column would never say anything
    first = rows[0].text(column) if rows else ""
    return first if all(row.text(column) == first for row in rows) else None
