"""The tags of the plant: thousands in a table, and a form for one of them or for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from hmi.config.columns import GROUPS, TAGS
from hmi.config.draft_rows import DraftRow
from hmi.config.plant_draft import PlantDraft
from hmi.model.plant import Tag, TagType
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.models.plant_model import PlantColumn
from hmi.window.setup.captions import caption
from hmi.window.setup.editor import PlantEditor
from hmi.window.setup.row_list import RowList, beside_form, explain_empty, lay_out_tab
from hmi.window.setup.tag_form import TagForm
from hmi.window.setup.tag_reader import TagReader
from hmi.window.setup.tag_series import TagSeriesDialog
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.focus import Lent, begins_at
from hmi.window.widgets.note import note_label
from hmi.window.widgets.search_box import SearchBox, narrow_combo

_FILTER_MS = 120
_SEARCH_PX = 140
_SEARCHED = ("tag_address", "tag_name", "group_name", "machine_code", "plc_code", "tag_type", "unit")
_ALL = ""


class TagsTab(QWidget):
    """Table, filter and form; ``deleted`` carries how many tags were deleted, and what brings them back."""

    deleted = Signal(int, object)

    def __init__(self, context: Context, editor: PlantEditor) -> None:
        super().__init__()
        self.title = self.tr("Tags")
        self._context = context
        self._editor = editor
        self.reader = TagReader(context, self)
        self.table = RowList(context, self._columns(), self.title, many=True)
        self.form = TagForm()
        self.series: TagSeriesDialog | None = None
        self._make_head()
        self._empty = QLabel()
        self._heading = QLabel()
        self._heading.setObjectName("title")
        self._heading.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._paint()
        self.refresh()

    # -- for the page ------------------------------------------------------------------------------------

    def chosen(self) -> list[DraftRow[Tag]]:
        """The rows in the form."""
        draft = self._editor.draft
        return [row for number in self.table.numbers() if (row := draft.row(TAGS, number)) is not None]

    def go_to(self, number: int, column: str) -> None:
        """Show a row, whatever the filter says, the cursor in one of its fields."""
        self.search.clear()
        self.of_group.setCurrentIndex(0)
        self.only_changed.setChecked(False)
        self.refresh()
        self.table.choose([number])
        self.form.fields.focus(column)

    def refresh(self) -> None:
        """Show the draft as it is now, as far as the filter lets it through."""
        self.search.answered()
        draft, wrong = self._editor.draft, self._editor.wrong(TAGS)
        self._offer_groups([row.value.group_name for row in draft.rows(GROUPS)])
        rows = draft.rows(TAGS)
        shown = list(self._filtered(rows, wrong))
        self.table.show_rows(shown, wrong)
        self._count.setText(
            self.tr("{shown} of {all} tags").format(
                shown=formats.number(len(shown)), all=formats.number(len(rows))
            )
        )
        self._explain_empty(bool(rows), bool(shown))
        self._show_chosen(same=True)

    # -- editing -----------------------------------------------------------------------------------------

    def add(self) -> None:
        """A new tag in the group of the chosen one, of the filter, one without tags, or the first."""
        group = self._group_for_new()
        if group is None:
            return
        code = next(r.value.plc_code for r in self._editor.draft.rows(GROUPS) if r.value.group_name == group)
        (number,) = self._editor.change(lambda draft: draft.add_tags([Tag(code, "", "", TagType.INT, group)]))
        self.go_to(number, "tag_address")

    def _add_series(self) -> None:
        group = self._group_for_new()
        if group is not None:
            self.series = TagSeriesDialog(self._editor.draft.plant, group, self)
            self.series.finished.connect(self._series_ended)
            self.series.open()

    def _series_ended(self, result: int) -> None:
        if self.series is None:
            return
        tags = self.series.tags() if result == TagSeriesDialog.DialogCode.Accepted else ()
        self.series.deleteLater()
        self.series = None
        if tags:
            numbers = self._editor.change(lambda draft: draft.add_tags(tags))
            self.go_to(numbers[0], "tag_name")
            self.table.choose(numbers)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group_for_new(self) -> str | None:
        chosen, groups = self.chosen(), self._editor.draft.rows(GROUPS)
        if chosen:
            return chosen[0].value.group_name
        if self.of_group.currentData():
            return str(self.of_group.currentData())
        names = [group.value.group_name for group in groups]
        served = {tag.value.group_name for tag in self._editor.draft.rows(TAGS)}
        return next((name for name in names if name not in served), names[0] if names else None)

    def _delete(self) -> None:
        numbers = self.table.numbers()
        if not numbers or not self._context.access.is_engineer:
            return
        before = self._editor.draft.memento()

        def delete(draft: PlantDraft) -> None:
            draft.delete(TAGS, numbers)

        self._editor.change(delete)
        self.deleted.emit(len(numbers), before)

    def _typed(self, column: str, text: str) -> None:
        self._editor.set(TAGS, self.table.numbers(), column, text)

    def _read(self) -> None:
        self.reader.read(self._editor.draft.plant, self.chosen())
        self._keyboard.lend(lambda: self._show_chosen(same=True))

    def _answered(self) -> None:
        self.table.plant.repaint()
        self._show_chosen(same=True)
        self._keyboard.give_back()

    # -- showing -----------------------------------------------------------------------------------------

    def _filtered(self, rows: Iterable[DraftRow[Tag]], wrong: Iterable[int]) -> Iterable[DraftRow[Tag]]:
        words, group = self.search.text().casefold().split(), self.of_group.currentData()
        wrong_ones = set(wrong)
        for row in rows:
            if group and row.value.group_name != group:
                continue
            if self.only_changed.isChecked() and not (row.number in wrong_ones or row.is_changed):
                continue
            if words:
                text = "\n".join(row.text(column) for column in _SEARCHED).casefold()
                if not all(word in text for word in words):
                    continue
            yield row

    def _offer_groups(self, names: Sequence[str]) -> None:
        box = self.of_group
        if [box.itemData(i) for i in range(1, box.count())] == [*names]:
            return
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("All groups"), _ALL)
        for name in names:
            box.addItem(name, name)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _explain_empty(self, any_tag: bool, any_shown: bool) -> None:
        self._empty.setVisible(not any_shown)
        self._body.setVisible(any_shown)
        text = self.tr("A tag is read in a polling group: add the group first.")
        if any_tag:
            text = self.tr("No tag fits the filter above.")
        elif self._editor.draft.rows(GROUPS):
            text = self.tr(
                "No tag is configured yet. Add one with New tag, many with Add series, or bring them "
                "from a spreadsheet on the tab Import & export."
            )
        explain_empty(self._empty, text, is_loaded=self._editor.is_loaded)

    def _show_chosen(self, *, same: bool = False) -> None:
        rows, is_engineer = self.chosen(), self._context.access.is_engineer
        self._allow(rows, is_engineer=is_engineer)
        self.form.setEnabled(is_engineer and bool(rows))
        if not rows:
            self._heading.setText(self.tr("Choose tags to edit them; Ctrl+A chooses all that are shown."))
        elif len(rows) == 1:
            self._heading.setText(rows[0].text("tag_address") or self.tr("New tag"))
        else:
            self._heading.setText(self.tr("{n} tags at once").format(n=formats.number(len(rows))))
        problems = {
            column: text
            for row in rows
            for column, text in self._editor.problems_of(TAGS, row.number).items()
        }
        groups = [row.value.group_name for row in self._editor.draft.rows(GROUPS)]
        self.form.show_tags(rows, problems, groups, same=same)
        self._now.setText(self.reader.answer(rows))
        self._now.setVisible(bool(self._now.text()))

    def _allow(self, rows: Sequence[DraftRow[Tag]], *, is_engineer: bool) -> None:
        locked = "" if is_engineer else self.tr("Only an engineer may change the setup")
        no_group = "" if self._editor.draft.rows(GROUPS) else self.tr("Add a polling group first")
        none = "" if rows else self.tr("Choose a tag first")
        allow(self.new, locked or no_group, self.tr("Add one tag"))
        allow(self.add_series, locked or no_group, self.tr("Add tags of addresses that follow each other"))
        allow(self.delete, none or locked, self.tr("Delete the chosen tags"))
        allow(self.read, none or self.reader.refusal(rows), self.tr("See what the PLC holds there now"))

    def _columns(self) -> tuple[PlantColumn[Tag], ...]:
        samples = {
            "tag_address": "ZR123456.F",
            "tag_name": "DieTemperature_Upper",
            "tag_type": "STRING",
            "group_name": "PRESS_OPERATION",
            "machine_code": "PRS-L1-ST01-01",
            "unit": "mm/min",
            "scale": "0.0001",
        }

        def column(name: str) -> PlantColumn[Tag]:
            return PlantColumn(caption(name), lambda row: row.text(name), samples[name], (name,))

        address, name, *others = map(column, samples)
        return (address, name, PlantColumn(self.tr("Read once"), self.reader.value, "-32,768"), *others)

    # -- layout ------------------------------------------------------------------------------------------

    def _make_head(self) -> None:
        placeholder = self.tr("Search address, name, group, machine (Ctrl+F)")
        self.search = SearchBox(placeholder, self.tr("Search tags"), pause_ms=_FILTER_MS)
        self.search.setMinimumWidth(_SEARCH_PX)
        self.of_group = narrow_combo(caption("group_name"))
        self.of_group.addItem(self.tr("All groups"), _ALL)
        self.only_changed = QCheckBox(self.tr("Only change&d or wrong"))
        self._count = QLabel()
        self._count.setObjectName("caption")
        self.new = QPushButton(self.tr("&New tag"))
        self.add_series = QPushButton(self.tr("Add s&eries…"))
        self.delete = QPushButton(self.tr("De&lete"))
        self.read = QPushButton(self.tr("&Read once"))
        self._keyboard = Lent(self.read)
        self._now = note_label()

    def _connect(self) -> None:
        self.new.clicked.connect(self.add)
        self.add_series.clicked.connect(self._add_series)
        self.delete.clicked.connect(self._delete)
        self.read.clicked.connect(self._read)
        self.table.delete_pressed.connect(self._delete)
        self.table.chosen.connect(self._show_chosen)
        self.form.typed.connect(self._typed)
        self.reader.changed.connect(self._answered)
        self.search.asked.connect(self.refresh)
        self.of_group.currentIndexChanged.connect(lambda _: self.refresh())
        self.only_changed.toggled.connect(lambda _: self.refresh())
        self._editor.edited.connect(self.refresh)
        self._editor.loaded.connect(self.reader.clear)
        self._context.access.changed.connect(self._show_chosen)
        self._context.theme.changed.connect(self._paint)

    def _paint(self) -> None:
        icons = ((self.new, "plus"), (self.add_series, "list"), (self.delete, "trash-2"), (self.read, "eye"))
        for button, icon in icons:
            button.setIcon(self._context.theme.icon(icon))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.new, self.add_series, self.delete, self.read):
            buttons.addWidget(button)
        buttons.addStretch(1)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search, 2)
        filters.addWidget(self.of_group, 1)
        filters.addWidget(self.only_changed)
        filters.addWidget(self._count)
        self._body = beside_form(self.table, self._heading, self.form, self._now)
        lay_out_tab(self, buttons, filters, body=self._body, empty=self._empty)
        begins_at(self, self.table)
