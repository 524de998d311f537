"""What was edited and is not applied yet: the strip below the tabs, and the list behind it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hmi.config.columns import GROUPS, PLCS, TABLES, Table
from hmi.config.rows import BLANK
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.looks import Look, Tone
from hmi.window.models.change_model import ChangeModel
from hmi.window.setup.captions import caption, problem_text
from hmi.window.setup.editor import PlantEditor
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.row_table import prepare_row_table
from hmi.window.widgets.state_label import ICON_PX

_COUNT_MS = 150
"""Changes are counted so long after the last edit: of thousands of tags it takes a moment."""
_SIZE = (760, 420)
_ROW_PX = 26
_COLUMNS_PX = (70, 190, 150, 150)


class ChangeStrip(QFrame):
    """Says how much is not applied or what is wrong, and does something about it."""

    show_wrong = Signal(str, int, str)
    """Table, row and column of the first thing that is wrong."""
    discarded = Signal(object, int)
    """What brings it back, and how many changes it were."""

    def __init__(self, context: Context, editor: PlantEditor) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._context = context
        self._editor = editor
        self._count = 0
        self._form = QLabel()
        self._text = ElidedLabel()
        self.go = QPushButton(self.tr("&Go there"))
        self.show_all = QPushButton(self.tr("Sho&w…"))
        self.apply = QPushButton(self.tr("&Apply"))
        self.discard = QPushButton(self.tr("Dis&card"))
        self.dialog: ChangesDialog | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_COUNT_MS)
        self._timer.timeout.connect(self._recount)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(self._form)
        row.addWidget(self._text, 1)
        for button in (self.go, self.show_all, self.apply, self.discard):
            row.addWidget(button)
        self.go.clicked.connect(self._go)
        self.show_all.clicked.connect(self._show_all)
        self.apply.clicked.connect(editor.apply)
        self.discard.clicked.connect(self._discard)
        editor.edited.connect(self._edited)
        context.access.changed.connect(self.refresh)
        context.theme.changed.connect(self.refresh)
        self.refresh()

    @property
    def count(self) -> int:
        """How many changes are not applied."""
        return self._count

    def text(self) -> str:
        """The sentence as shown."""
        return self._text.text()

    def refresh(self) -> None:
        """Show how things are now."""
        wrong = self._wrong_text()
        look = self._wrong_look(wrong) if wrong else self._count_look()
        self._text.setText(look.text)
        self._text.setToolTip(look.text)
        self._form.setPixmap(self._context.theme.state_icon(look).pixmap(ICON_PX, ICON_PX))
        self.go.setVisible(bool(wrong))
        nothing = "" if self._editor.has_changes else self.tr("Nothing was changed")
        busy = self.tr("The changes are being applied") if self._editor.is_applying else ""
        locked = "" if self._context.access.is_engineer else self.tr("Only an engineer may change the setup")
        first = self.tr("Mend what is wrong first") if wrong else ""
        allow(self.show_all, nothing, self.tr("See what will be another"))
        allow(self.apply, nothing or busy or locked or first, self.tr("Store all changes"))
        allow(self.discard, nothing or busy or locked, self.tr("Have everything as it is stored"))

    def _edited(self) -> None:
        self._timer.start()
        if not self._editor.has_changes:
            self._timer.stop()
            self._count = 0
        self.refresh()

    def _recount(self) -> None:
        self._count = len(self._editor.draft.changes())
        self.refresh()

    def _wrong_look(self, text: str) -> Look:
        sentences = (problem for row in self._editor.problems.values() for problem in row.values())
        if all(sentence == BLANK for sentence in sentences):
            return Look("warning", Tone.WARNING, text)
        return Look("alarm", Tone.ALARM, text)

    def _count_look(self) -> Look:
        if not self._count:
            return Look("done", Tone.QUIET, self.tr("Everything is as it is stored"))
        if self._count == 1:
            return Look("pencil", Tone.NORMAL, self.tr("1 change is not applied"))
        text = self.tr("{n} changes are not applied").format(n=formats.number(self._count))
        return Look("pencil", Tone.NORMAL, text)

    def _first_wrong(self) -> tuple[str, int, str] | None:
        for (table, number), problems in self._editor.problems.items():
            return table, number, next(iter(problems))
        return None

    def _wrong_text(self) -> str:
        first = self._first_wrong()
        if first is None:
            return ""
        table, number, column = first
        sentence = self._editor.problems[table, number][column]
        row = self._editor.draft.row(_table(table), number)
        name = "" if row is None else row.text(_NAMES[table])
        more = sum(map(len, self._editor.problems.values())) - 1
        what = self.tr("{name}, {column}: {problem}")
        text = what.format(name=name or "?", column=caption(column), problem=problem_text(sentence))
        if not more:
            return text
        return self.tr("{first} (and {n} more)").format(first=text, n=formats.number(more))

    def _go(self) -> None:
        first = self._first_wrong()
        if first is not None:
            self.show_wrong.emit(*first)

    def _show_all(self) -> None:
        self.dialog = ChangesDialog(self._context, self._editor, self)
        self.dialog.finished.connect(self._close)
        self.dialog.open()

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _discard(self) -> None:
        count = max(1, self._count)
        self.discarded.emit(self._editor.discard(), count)


def _table(name: str) -> Table[Any]:
    return next(table for table in TABLES if table.name == name)


_NAMES = {PLCS.name: "plc_code", GROUPS.name: "group_name", "tags": "tag_address"}
"""What a row is called by, where something is wrong with it."""


class ChangesDialog(QDialog):
    """Every change, before and after."""

    def __init__(self, context: Context, editor: PlantEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(self.tr("Changes that are not applied"))
        self.resize(*_SIZE)
        self.model = ChangeModel(context.theme, self)
        self.model.show_rows(editor.draft.changes())
        self.table = QTableView()
        self.table.setAccessibleName(self.windowTitle())
        self.table.setModel(self.model)
        prepare_row_table(self.table, _ROW_PX)
        for column, width in enumerate(_COLUMNS_PX):
            self.table.setColumnWidth(column, width)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        close.setDefault(True)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(14, 14, 14, 14)
        column_of.addWidget(self.table, 1)
        column_of.addWidget(buttons)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
