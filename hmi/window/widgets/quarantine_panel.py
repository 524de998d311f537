"""The rows that the historian refused: why, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hmi.historian.quarantine_rows import RowKey, Which
from hmi.window import formats
from hmi.window.backup_texts import rows_text
from hmi.window.context import Context
from hmi.window.dialogs.correction import Correction
from hmi.window.dialogs.question import Question
from hmi.window.dialogs.save_file import ask_where
from hmi.window.models.quarantine_model import QuarantineModel
from hmi.window.quarantine_source import QuarantineSource, QuarantineView
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.empty_text import EmptyText
from hmi.window.widgets.focus import begins_at
from hmi.window.widgets.row_table import chosen_rows, prepare_row_table
from hmi.window.widgets.search_box import SearchBox

_ROW_PX = 26
_CELL_MARGIN_PX = 24
_ICON_PX = 20
_FILTER_PX = 120
_CHOICE_CHARS = 12


class _RowTable(QTableView):
    """Without a choice every row shown is meant: choosing 100,000 of them one by one takes Qt a second."""

    def selectAll(self) -> None:
        """Mean all rows."""
        self.clearSelection()


class QuarantinePanel(QWidget):
    """Commands go to the chosen rows, or to every row that the filter leaves where none is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.source = QuarantineSource(context, self)
        self.model = QuarantineModel(context.theme, self)
        self.table = _RowTable()
        self.empty = EmptyText()
        self.empty.action.clicked.connect(self.source.load)
        self._meant = ElidedLabel()
        self._meant.setObjectName("caption")
        self._correction: Correction | None = None
        self._view: QuarantineView | None = None
        self._make_filter()
        self._make_buttons()
        self._prepare_table()
        self._lay_out()
        self.source.loaded.connect(self._show)
        self.source.failed.connect(self._fail)
        self.source.read.connect(self.model.fill)
        self.source.corrected.connect(self._corrected)
        self.source.refused.connect(self._refused)
        self.model.wanted.connect(self.source.ask_for)
        context.theme.changed.connect(self._paint)
        self._paint()
        self._allow_buttons()

    def follow(self) -> None:
        """Look again where rows came or went, or are on their way; once a second while it is shown."""
        view = self._view
        if view is None or view.released or view.total != self.source.count:
            self.source.load()

    def is_empty(self) -> bool:
        """True when it explains why there are no rows."""
        return self._stack.currentIndex() == 1

    def meant_text(self) -> str:
        """Which rows a command would go to."""
        return self._meant.text()

    # -- showing -----------------------------------------------------------------------------------------

    def _show(self, view: QuarantineView) -> None:
        self._view = view
        self.model.show_keys(view.keys)
        self._show_choices(view)
        self._stack.setCurrentIndex(0 if view.keys else 1)
        if not view.keys and view.total:
            self.empty.explain(
                self.tr("No row is like this"),
                self.tr("There are rows in quarantine, but the filter leaves none of them."),
            )
        elif not view.keys:
            self.empty.explain(
                self.tr("No rows in quarantine"),
                self.tr(
                    "The historian has refused no row for what is in it.\n\n"
                    "A row that it can never take as it is (a number too large for its column, a name "
                    "too long) is kept here with the reason, until you correct it and send it again, or "
                    "delete it."
                ),
            )
        self._allow_buttons()

    def _fail(self, text: str) -> None:
        self._stack.setCurrentIndex(1)
        self.empty.explain(
            self.tr("The quarantine cannot be read"),
            self.tr("{error}\n\nClose the file in other programs, check the disk, and try again.").format(
                error=text
            ),
            self.tr("Tr&y again"),
        )

    def _show_choices(self, view: QuarantineView) -> None:
        every = self.tr("Every code ({rows})").format(rows=formats.number(view.total))
        codes = [(f"{one.code} ({formats.number(one.rows)})", one.code) for one in view.codes]
        _fill(self.code, every, codes)
        tags = [
            (f"{one.plc_code} {one.tag_address} {one.tag_name} ({formats.number(one.rows)})", one[:2])
            for one in view.tags
        ]
        _fill(self.tag, self.tr("Every tag"), tags)

    def _filter(self) -> None:
        self.filter.answered()
        tag = self.tag.currentData() or (None, None)
        self.table.clearSelection()
        self.source.choose(
            Which(tag[0], tag[1], code=self.code.currentData() or None, text=self.filter.text().strip())
        )

    # -- what is meant -----------------------------------------------------------------------------------

    def _chosen(self) -> list[RowKey]:
        """By their keys: rows that come in the meantime are not meant."""
        items = self.model.items()
        rows = chosen_rows(self.table)
        return [items[row] for row in rows] if rows else list(items)

    def _allow_buttons(self) -> None:
        chosen, shown = len(chosen_rows(self.table)), self.model.rowCount()
        if chosen:
            text = self.tr("{chosen} of {n} rows")
            text = text.format(chosen=formats.number(chosen), n=formats.number(shown))
        elif shown:
            text = self.tr("Every row ({n})").format(n=formats.number(shown))
        else:
            text = ""
        self._meant.setText(text)
        self._meant.setToolTip(self.tr("Commands go to these rows; choose some to mean only them"))
        refusal = "" if shown else self.tr("There are no rows")
        allow(self.correct, refusal, self.tr("Put in the right value or name, and send the rows again"))
        allow(self.send, refusal, self.tr("Send the rows to the historian again as they are"))
        allow(self.delete, refusal, self.tr("Delete the rows for ever; you are asked first"))
        allow(self.export, refusal, self.tr("Write every row in quarantine with its reason to a CSV file"))

    # -- commands ----------------------------------------------------------------------------------------

    def _open_correction(self) -> None:
        keys = self._chosen()
        rows = chosen_rows(self.table) or range(self.model.rowCount())
        first = self.model.known(rows[0]) if rows else None
        single = first if len(keys) == 1 else None
        what = self.tr("Rows to correct: {n}").format(n=formats.number(len(keys)))
        if single is not None:
            what = f"{single.row.plc_code} {single.row.tag_address} {single.row.tag_name}"
        correction = Correction(self, what, single, first.reason if first is not None else "")
        correction.agreed.connect(lambda value, name: self.source.correct(keys, value=value, tag_name=name))
        correction.finished.connect(lambda _: self._forget_correction())
        self._correction = correction
        correction.open()

    def _corrected(self) -> None:
        if self._correction is not None:
            self._correction.accept()

    def _refused(self, text: str) -> None:
        if self._correction is not None:
            self._correction.refuse(text)

    def _forget_correction(self) -> None:
        self._correction = None

    def _send(self) -> None:
        self.source.release(self._chosen())

    def _ask_to_delete(self) -> None:
        keys = self._chosen()
        question = Question(
            self,
            self._context.theme,
            self.tr("In no historian: {rows}. Delete for ever?").format(rows=rows_text(len(keys))),
            self.tr("An export keeps a copy of them; a correction brings them to the historian."),
            action=self.tr("Delete for ever"),
            keep=self.tr("Keep the rows"),
        )
        question.ask(lambda: self.source.delete(keys))

    def _ask_where(self) -> None:
        proposed = f"quarantine_{datetime.now().astimezone():%Y%m%d_%H%M%S}.csv"
        ask_where(self, self._context.memory, proposed, self.source.export)

    # -- making ------------------------------------------------------------------------------------------

    def _make_filter(self) -> None:
        self.code, self.tag = QComboBox(), QComboBox()
        self.code.setAccessibleName(self.tr("Rows refused with which code"))
        self.tag.setAccessibleName(self.tr("Rows of which tag"))
        for choice in (self.code, self.tag):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(_CHOICE_CHARS)
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            choice.activated.connect(lambda _: self._filter())
        self.filter = SearchBox(self.tr("Filter: tag, value, reason…"), self.tr("Filter the rows"))
        self.filter.setMinimumWidth(_FILTER_PX)
        self.filter.asked.connect(self._filter)

    def _make_buttons(self) -> None:
        self.correct = QPushButton(self.tr("Correc&t…"))
        self.correct.clicked.connect(self._open_correction)
        self.send = QPushButton(self.tr("Send a&gain"))
        self.send.clicked.connect(self._send)
        self.export = QPushButton(self.tr("&Export…"))
        self.export.clicked.connect(self._ask_where)
        self.delete = QPushButton(self.tr("&Delete…"))
        self.delete.clicked.connect(self._ask_to_delete)
        self.refresh = QPushButton()
        self.refresh.setAccessibleName(self.tr("Refresh"))
        self.refresh.setToolTip(self.tr("Look into the quarantine again (F5)"))
        self.refresh.setShortcut(QKeySequence(Qt.Key.Key_F5))
        self.refresh.clicked.connect(self.source.load)
        for key, button in (
            (QKeySequence(QKeySequence.StandardKey.Delete), self.delete),
            (QKeySequence(Qt.Key.Key_Return), self.correct),
        ):
            QShortcut(key, self.table, button.click, context=Qt.ShortcutContext.WidgetShortcut)

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Rows in quarantine"))
        table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        prepare_row_table(table, _ROW_PX)
        metrics = table.fontMetrics()
        for number, column in enumerate(self.model.columns):
            width = max(metrics.horizontalAdvance(text) for text in (column.head, column.sample))
            icon = _ICON_PX if number == QuarantineModel.STATE else 0
            table.setColumnWidth(number, width + _CELL_MARGIN_PX + icon)
        table.selectionModel().selectionChanged.connect(lambda *_: self._allow_buttons())

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.correct, self.send, self.export, self.delete):
            buttons.addWidget(button)
        buttons.addSpacing(6)
        buttons.addWidget(self._meant, 1)
        buttons.addWidget(self.refresh)
        choices = QHBoxLayout()
        choices.setSpacing(6)
        choices.addWidget(self.code, 1)
        choices.addWidget(self.tag, 2)
        choices.addWidget(self.filter, 2)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(buttons)
        column.addLayout(choices)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.table)  # without a parent the first would be shown as a window
        self._stack.addWidget(self.empty)
        begins_at(self, self.table)

    def _paint(self) -> None:
        theme = self._context.theme
        icons = (
            (self.correct, "pencil"),
            (self.send, "send"),
            (self.export, "download"),
            (self.delete, "trash-2"),
            (self.refresh, "refresh"),
        )
        for button, icon in icons:
            button.setIcon(theme.icon(icon))


def _fill(choice: QComboBox, every: str, others: Sequence[tuple[str, object]]) -> None:
    """Offer these, and keep what is chosen as long as it is among them; nothing moves while it is open."""
    wanted = [(every, None), *others]
    if choice.view().isVisible():
        return
    if [(choice.itemText(place), choice.itemData(place)) for place in range(choice.count())] == wanted:
        return
    chosen = choice.currentData()
    choice.clear()
    for text, data in wanted:
        choice.addItem(text, data)
    choice.setCurrentIndex(max(0, next((n for n, one in enumerate(wanted) if one[1] == chosen), 0)))
