"""Everything about one tag: what is configured, what it holds, and why it is not to be trusted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from hmi.model.plant import LogMode, Tag
from hmi.window import formats
from hmi.window.models.tag_texts import local_time, trust_look, value_text
from hmi.window.models.tag_values import TagNow, Trust
from hmi.window.theme import Theme
from hmi.window.widgets.state_label import StateLabel

translate = QCoreApplication.translate

_PER_COLUMN, _PER_COLUMN_NARROW = 3, 6
_NARROW_PX = 900
_REASON_PX = 180
_REASON_LINES = 3
_HEAD_PX = 32


class TagDetail(QFrame):
    """The chosen tag; its reason in full, to be read and copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._title = QLabel()
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._state = StateLabel(theme)
        self._values: dict[str, QLabel] = {}
        self._captions: list[QLabel] = []
        self._is_narrow = False
        self.buttons = QHBoxLayout()
        """For what can be done with the chosen tags."""
        self._hint = QLabel(self.tr("Choose a tag to see all about it; Enter draws the chosen ones."))
        self._hint.setObjectName("empty")
        self._reason = QPlainTextEdit()
        self._reason.setReadOnly(True)
        self._reason.setTabChangesFocus(True)
        self._reason.setAccessibleName(self.tr("Reason"))
        self._reason.setPlaceholderText(self.tr("The value is as the PLC has it"))
        self._lay_out()

    def show_tag(self, tag: Tag, now: TagNow, reason: str) -> None:
        """Show this tag."""
        self._show_parts(chosen=True)
        self._title.setText(f"{tag.tag_name}  {tag.tag_address}")
        self._state.show_look(trust_look(now.trust))
        for name, text in self._texts(tag, now).items():
            self._values[name].setText(text)
        if reason != self._reason.toPlainText():
            self._reason.setPlainText(reason)

    def show_nothing(self) -> None:
        """No tag is chosen."""
        self._show_parts(chosen=False)

    def value(self, name: str) -> str:
        """One value as shown."""
        return self._values[name].text()

    def reason_text(self) -> str:
        """The reason as shown."""
        return self._reason.toPlainText()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where the page is narrow."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_PX
        if narrow != self._is_narrow:
            self._arrange(narrow=narrow)

    def _show_parts(self, *, chosen: bool) -> None:
        self._hint.setVisible(not chosen)
        for part in (self._title, self._state, self._reason):
            part.setVisible(chosen)
        self._table.setVisible(chosen)

    def _texts(self, tag: Tag, now: TagNow) -> dict[str, str]:
        known = now.ts is not None and now.value is not None
        return {
            "value": value_text(tag, now.value),
            "read": local_time(now.ts) if known and now.ts else formats.NOTHING,
            "plc": tag.plc_code,
            "group": tag.group_name,
            "machine": tag.machine_code or formats.NOTHING,
            "type": _type_text(tag),
            "scale": _scale_text(tag),
            "range": _range_text(tag),
            "log": _log_text(tag),
            "active": self.tr("yes") if tag.is_active else self.tr("no"),
            "quality": now.fault.quality.value if now.fault else formats.NOTHING if not known else "GOOD",
            "good": local_time(now.ts) if known and now.trust is Trust.BAD and now.ts else formats.NOTHING,
        }

    def _lay_out(self) -> None:
        captions = {
            "value": self.tr("Value"),
            "read": self.tr("Read at"),
            "quality": self.tr("Quality when read"),
            "good": self.tr("Last good"),
            "plc": self.tr("PLC"),
            "group": self.tr("Group"),
            "machine": self.tr("Machine"),
            "type": self.tr("Type"),
            "scale": self.tr("Scale, offset"),
            "range": self.tr("Valid range"),
            "log": self.tr("Recorded"),
            "active": self.tr("Active"),
        }
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(1)
        for name, text in captions.items():
            caption, value = QLabel(text), QLabel()
            caption.setObjectName("caption")
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._values[name] = value
            self._captions.append(caption)
        self.buttons.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        for part in (self._hint, self._title, self._state):
            head.addWidget(part)
        head.addStretch(1)
        head.addLayout(self.buttons)
        self._reason.setMinimumWidth(_REASON_PX)
        self._reason.setFixedHeight(_REASON_LINES * self.fontMetrics().lineSpacing() + 12)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(12)
        self._below.addWidget(self._table)
        self._below.addWidget(self._reason, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 6, 8, 8)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addLayout(self._below)
        whole.addStretch(1)
        self._arrange(narrow=False)
        self.show_nothing()

    def _arrange(self, *, narrow: bool) -> None:
        """Beside each other where there is room, else below each other; as high without a tag as with one."""
        self._is_narrow = narrow
        rows = _PER_COLUMN_NARROW if narrow else _PER_COLUMN
        for place, (caption, value) in enumerate(zip(self._captions, self._values.values(), strict=True)):
            row, column = place % rows, 3 * (place // rows)
            self._grid.addWidget(caption, row, column)
            self._grid.addWidget(value, row, column + 1)
            self._grid.setColumnMinimumWidth(column + 2, 10)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._below.setDirection(way)
        lines = rows * (self.fontMetrics().height() + 1)
        below = lines + self._reason.height() + 12 if narrow else max(lines, self._reason.height())
        self.setFixedHeight(_HEAD_PX + below + 22)


def _type_text(tag: Tag) -> str:
    if tag.string_length is None:
        return tag.tag_type.value
    text = translate("TagDetail", "{type}, {n} bytes")
    return text.format(type=tag.tag_type.value, n=tag.string_length)


def _scale_text(tag: Tag) -> str:
    return f"{tag.scale:g}, {tag.offset:g}"


def _range_text(tag: Tag) -> str:
    low, high = (formats.NOTHING if end is None else f"{end:g}" for end in (tag.min_value, tag.max_value))
    return formats.NOTHING if tag.min_value is None and tag.max_value is None else f"{low} … {high}"


def _log_text(tag: Tag) -> str:
    match tag.log_mode:
        case LogMode.ALWAYS:
            return translate("TagDetail", "every value")
        case LogMode.NEVER:
            return translate("TagDetail", "never")
        case LogMode.ON_CHANGE if tag.deadband:
            return translate("TagDetail", "changes beyond {deadband}").format(deadband=f"{tag.deadband:g}")
        case LogMode.ON_CHANGE:
            return translate("TagDetail", "changes")
