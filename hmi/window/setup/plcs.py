"""The PLCs of the plant: how each is reached, and whether it answers."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from hmi.config.columns import PLCS
from hmi.config.draft_rows import DraftRow
from hmi.config.plant_draft import PlantDraft
from hmi.model.plant import McProtocol, Plc, Series
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.looks import Tone
from hmi.window.models.plant_model import PlantColumn
from hmi.window.setup.captions import caption, protocol_text
from hmi.window.setup.connection_test import ConnectionTest
from hmi.window.setup.editor import PlantEditor
from hmi.window.setup.field_form import Field, FieldForm, with_defaults
from hmi.window.setup.row_list import RowList, beside_form, explain_empty, lay_out_tab
from hmi.window.theme import set_tone
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.focus import begins_at
from hmi.window.widgets.note import note_label

_ROUTE = ("network_no", "station_no", "module_io", "multidrop_no")
_FIRST_NAME = "PLC1"


class PlcsTab(QWidget):
    """List and form; ``deleted`` carries a name, how many tags went with it, and what brings all back."""

    deleted = Signal(str, int, object)

    def __init__(self, context: Context, editor: PlantEditor) -> None:
        super().__init__()
        self.title = self.tr("PLCs")
        self._context = context
        self._editor = editor
        self._counts: dict[str, tuple[int, int]] = {}
        self.table = RowList(context, self._columns(), self.title)
        self.form = FieldForm(with_defaults(PLCS, self._fields()), "")
        routing = [Field(name, caption(name), is_short=True) for name in _ROUTE]
        self.routing = FieldForm(with_defaults(PLCS, routing), "")
        self.test = ConnectionTest(context)
        self.test.pressed.connect(self._test)
        self.new = QPushButton(self.tr("&New PLC"))
        self.delete = QPushButton(self.tr("&Delete"))
        self.new.clicked.connect(self.add)
        self.delete.clicked.connect(self._delete)
        self.table.delete_pressed.connect(self._delete)
        self.route = QToolButton()
        self.route.setText(self.tr("Routing over networks and stations"))
        self.route.setCheckable(True)
        self.route.toggled.connect(lambda _: self._fold())
        self._old_name = note_label()
        self._lay_out()
        self.table.chosen.connect(self._show_chosen)
        for form in (self.form, self.routing):
            form.typed.connect(self._typed)
        editor.edited.connect(self.refresh)
        context.access.changed.connect(self._show_chosen)
        context.theme.changed.connect(self._paint)
        self._paint()
        self.refresh()

    # -- for the page ------------------------------------------------------------------------------------

    def chosen(self) -> DraftRow[Plc] | None:
        """The row in the form."""
        numbers = self.table.numbers()
        return self._editor.draft.row(PLCS, numbers[0]) if numbers else None

    def go_to(self, number: int, column: str) -> None:
        """Show a row, the cursor in one of its fields."""
        self.table.choose([number])
        if column in _ROUTE:
            self.route.setChecked(True)
        (self.routing if column in _ROUTE else self.form).focus(column)

    def refresh(self) -> None:
        """Show the draft as it is now."""
        draft = self._editor.draft
        plant = draft.plant
        groups = Counter(group.plc_code for group in plant.groups)
        tags = Counter(tag.plc_code for tag in plant.tags)
        self._counts = {p.plc_code: (groups[p.plc_code], tags[p.plc_code]) for p in plant.plcs}
        rows = draft.rows(PLCS)
        self.table.show_rows(rows, self._editor.wrong(PLCS))
        text = self.tr(
            "No PLC is configured yet. Add one with New PLC, or bring all of them from a spreadsheet\n"
            "on the tab Import & export."
        )
        explain_empty(self._empty, text, is_loaded=self._editor.is_loaded)
        self._empty.setVisible(not rows)
        self._body.setVisible(bool(rows))
        self._show_chosen(same=True)

    # -- editing -----------------------------------------------------------------------------------------

    def add(self) -> None:
        """A new PLC, to be filled in."""

        def made(draft: PlantDraft) -> int:
            return draft.add_plc(Plc(draft.free_name(PLCS, _FIRST_NAME), ""))

        self.go_to(self._editor.change(made), "plc_code")

    def _delete(self) -> None:
        row = self.chosen()
        if row is None or not self._context.access.is_engineer:
            return
        code = row.value.plc_code
        before = self._editor.draft.memento()
        tags = self._counts.get(code, (0, 0))[1]
        self._editor.change(lambda draft: draft.delete(PLCS, [row.number]))
        self.deleted.emit(code, tags, before)

    def _typed(self, column: str, text: str) -> None:
        row = self.chosen()
        if row is not None:
            self.test.clear()
            self._editor.set(PLCS, [row.number], column, text)

    def _test(self) -> None:
        row = self.chosen()
        if row is not None:
            code = row.value.plc_code
            tags = [tag for tag in self._editor.draft.plant.tags if tag.plc_code == code]
            self.test.start(row.value, tags)

    # -- showing -----------------------------------------------------------------------------------------

    def _show_chosen(self, *, same: bool = False) -> None:
        row, is_engineer = self.chosen(), self._context.access.is_engineer
        locked = "" if is_engineer else self.tr("Only an engineer may change the setup")
        allow(self.new, locked, self.tr("Add a PLC"))
        none = "" if row is not None else self.tr("Choose a PLC first")
        allow(self.delete, none or locked, self.tr("Delete the PLC with its groups and tags"))
        for form in (self.form, self.routing):
            form.setEnabled(is_engineer and row is not None)
        if row is None:
            return
        if not same:
            self.test.clear()
        problems = self._editor.problems_of(PLCS, row.number)
        for form in (self.form, self.routing):
            form.show_texts({name: row.text(name) for name in form.columns}, same=same)
            form.show_problems(problems)
        if any(column in problems for column in _ROUTE):
            self.route.setChecked(True)
        self._tell_old_name(row)
        self.test.set_allowed(self.tr("Mend what is wrong first") if problems else "")

    def _tell_old_name(self, row: DraftRow[Plc]) -> None:
        """History belongs to a name."""
        old = "" if row.stored is None else row.stored.plc_code
        renamed = bool(old) and old != row.value.plc_code
        text = self.tr("What was recorded until now stays under the name {name}.")
        self._old_name.setText(text.format(name=old))
        self._old_name.setVisible(renamed)

    def _fold(self) -> None:
        self.routing.setVisible(self.route.isChecked())
        self._paint()

    def _paint(self) -> None:
        theme = self._context.theme
        self.new.setIcon(theme.icon("plus"))
        self.delete.setIcon(theme.icon("trash-2"))
        self.route.setIcon(theme.icon("chevron-down" if self.route.isChecked() else "chevron-right"))

    # -- layout ------------------------------------------------------------------------------------------

    def _columns(self) -> tuple[PlantColumn[Plc], ...]:
        def count(row: DraftRow[Plc], which: int) -> str:
            return formats.number(self._counts.get(row.value.plc_code, (0, 0))[which])

        return (
            PlantColumn(caption("plc_code"), lambda row: row.text("plc_code"), "PRESS_LINE", ("plc_code",)),
            PlantColumn(
                self.tr("Address"),
                lambda row: f"{row.text('ip_address')}:{row.text('port')}",
                "192.168.000.000:55555",
                ("ip_address", "port"),
            ),
            PlantColumn(caption("series"), lambda row: row.text("series"), "iQ-R", ("series",)),
            PlantColumn(self.tr("Groups"), lambda row: count(row, 0), "100"),
            PlantColumn(self.tr("Tags"), lambda row: count(row, 1), "10,000"),
        )

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field("plc_code", self.tr("Name")),
            Field("plc_name", caption("plc_name")),
            Field("ip_address", caption("ip_address"), placeholder="192.168.0.10"),
            Field("port", caption("port"), is_short=True),
            Field("protocol", caption("protocol"), [(p.value, protocol_text(p)) for p in McProtocol]),
            Field("series", caption("series"), [(s.value, s.value) for s in Series], is_short=True),
            Field("connection_timeout", caption("connection_timeout"), unit=self.tr("s")),
            Field(
                "pool_size",
                caption("pool_size"),
                is_short=True,
                note=self.tr("Most connections at once; a PLC's port takes a few only."),
            ),
            Field("is_active", self.tr("Active: its groups may run"), is_check=True),
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.new)
        buttons.addWidget(self.delete)
        buttons.addStretch(1)
        self.route.setObjectName("fold")
        self.route.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_tone(self._old_name, Tone.QUIET)
        self._body = beside_form(self.table, self._old_name, self.form, self.test, self.route, self.routing)
        self._empty = QLabel()
        lay_out_tab(self, buttons, body=self._body, empty=self._empty)
        begins_at(self, self.table)
        self._fold()
