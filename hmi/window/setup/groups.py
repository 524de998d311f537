"""The polling groups of the plant: what is read together, how often, and what it costs the PLC."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from hmi.config.columns import GROUPS, PLCS, TAGS
from hmi.config.draft_rows import DraftRow
from hmi.config.plant_draft import PlantDraft
from hmi.model.plant import PollingGroup
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.looks import mode_text
from hmi.window.models.plant_model import PlantColumn
from hmi.window.setup.captions import caption
from hmi.window.setup.editor import PlantEditor
from hmi.window.setup.group_form import GroupForm
from hmi.window.setup.row_list import RowList, beside_form, explain_empty, lay_out_tab
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.focus import begins_at
from hmi.window.widgets.plan_panel import PlanPanel


class GroupsTab(QWidget):
    """List, form and plan; ``deleted`` carries a name, how many tags went too, and what brings all back."""

    deleted = Signal(str, int, object)

    def __init__(self, context: Context, editor: PlantEditor) -> None:
        super().__init__()
        self.title = self.tr("Groups")
        self._context = context
        self._editor = editor
        self._counts: Counter[str] = Counter()
        self.table = RowList(context, self._columns(), self.title)
        self.form = GroupForm()
        self.plan = PlanPanel(context.theme)
        self.new = QPushButton(self.tr("&New group"))
        self.copy = QPushButton(self.tr("Co&py"))
        self.delete = QPushButton(self.tr("&Delete"))
        self.new.clicked.connect(self.add)
        self.copy.clicked.connect(self._copy)
        self.delete.clicked.connect(self._delete)
        self.table.delete_pressed.connect(self._delete)
        self._empty = QLabel()
        self._lay_out()
        self.table.chosen.connect(self._show_chosen)
        self.form.typed.connect(self._typed)
        editor.edited.connect(self.refresh)
        editor.planned.connect(self._show_plan)
        context.access.changed.connect(self._show_chosen)
        context.theme.changed.connect(self._paint)
        self._paint()
        self.refresh()

    # -- for the page ------------------------------------------------------------------------------------

    def chosen(self) -> DraftRow[PollingGroup] | None:
        """The row in the form."""
        numbers = self.table.numbers()
        return self._editor.draft.row(GROUPS, numbers[0]) if numbers else None

    def go_to(self, number: int, column: str) -> None:
        """Show a row, the cursor in one of its fields."""
        self.table.choose([number])
        self.form.fields.focus(column)

    def refresh(self) -> None:
        """Show the draft as it is now."""
        draft = self._editor.draft
        self._counts = Counter(row.value.group_name for row in draft.rows(TAGS))
        rows = draft.rows(GROUPS)
        self.table.show_rows(rows, self._editor.wrong(GROUPS))
        self._empty.setVisible(not rows)
        self._body.setVisible(bool(rows))
        text = self.tr("A polling group reads a PLC: add the PLC first.")
        if draft.rows(PLCS):
            text = self.tr(
                "No polling group is configured yet. Add one with New group: its tags are read together."
            )
        explain_empty(self._empty, text, is_loaded=self._editor.is_loaded)
        self._show_chosen(same=True)

    # -- editing -----------------------------------------------------------------------------------------

    def add(self) -> None:
        """A new group of a PLC that has none yet, of the PLC of the chosen one, or of the first PLC."""
        row, draft = self.chosen(), self._editor.draft
        plcs = [plc.value.plc_code for plc in draft.rows(PLCS)]
        served = {group.value.plc_code for group in draft.rows(GROUPS)}
        likely = plcs[0] if row is None else row.value.plc_code
        code = next((plc for plc in reversed(plcs) if plc not in served), likely)
        self._insert(PollingGroup(f"{code}_GROUP", code))

    def _copy(self) -> None:
        row = self.chosen()
        if row is not None:
            self._insert(row.value)

    def _insert(self, group: PollingGroup) -> None:
        def made(draft: PlantDraft) -> int:
            return draft.add_group(replace(group, group_name=draft.free_name(GROUPS, group.group_name)))

        self.go_to(self._editor.change(made), "group_name")

    def _delete(self) -> None:
        row = self.chosen()
        if row is None or not self._context.access.is_engineer:
            return
        name, tags = row.value.group_name, self._counts[row.value.group_name]
        before = self._editor.draft.memento()
        self._editor.change(lambda draft: draft.delete(GROUPS, [row.number]))
        self.deleted.emit(name, tags, before)

    def _typed(self, column: str, text: str) -> None:
        row = self.chosen()
        if row is not None:
            self._editor.set(GROUPS, [row.number], column, text)

    # -- showing -----------------------------------------------------------------------------------------

    def _show_chosen(self, *, same: bool = False) -> None:
        row, is_engineer = self.chosen(), self._context.access.is_engineer
        plcs = [plc.value.plc_code for plc in self._editor.draft.rows(PLCS)]
        locked = "" if is_engineer else self.tr("Only an engineer may change the setup")
        no_plc = "" if plcs else self.tr("Add a PLC first")
        none = "" if row is not None else self.tr("Choose a group first")
        allow(self.new, locked or no_plc, self.tr("Add a polling group"))
        allow(self.copy, none or locked, self.tr("Add a group with the same settings, without tags"))
        allow(self.delete, none or locked, self.tr("Delete the group with its tags"))
        self.form.setEnabled(is_engineer and row is not None)
        if row is None:
            return
        self.form.show_group(
            {name: row.text(name) for name in GROUPS.column_names},
            self._editor.problems_of(GROUPS, row.number),
            plcs,
            has_tags=bool(self._counts[row.value.group_name]),
            same=same,
        )
        self._show_plan()

    def _show_plan(self) -> None:
        row = self.chosen()
        if row is None:
            return
        group = row.value
        forecast = self._editor.forecasts.get(group.plc_code)
        known = forecast is not None and any(g.group_name == group.group_name for g in forecast.groups)
        if self._editor.problems_of(GROUPS, row.number):
            self.plan.show_nothing(self.tr("There is no plan while something is wrong above."))
        elif self._editor.is_planning:
            self.plan.show_waiting()
        elif not group.is_active:
            self.plan.show_nothing(self.tr("The group is not active, so it costs nothing."))
        elif not self._counts[group.group_name]:
            self.plan.show_nothing(self.tr("The group has no tags yet: add some on the tab Tags."))
        elif forecast is None or not known:
            self.plan.show_nothing(self.tr("Its PLC is not active, so the group does not run."))
        else:
            self.plan.show_forecast(forecast, group.group_name)

    def _paint(self) -> None:
        for button, icon in ((self.new, "plus"), (self.copy, "copy"), (self.delete, "trash-2")):
            button.setIcon(self._context.theme.icon(icon))

    # -- layout ------------------------------------------------------------------------------------------

    def _columns(self) -> tuple[PlantColumn[PollingGroup], ...]:
        def interval(row: DraftRow[PollingGroup]) -> str:
            return formats.interval(row.value.polling_interval_ms)

        return (
            PlantColumn(
                caption("group_name"),
                lambda row: row.text("group_name"),
                "PRESS_OPERATION_1",
                ("group_name",),
            ),
            PlantColumn(caption("plc_code"), lambda row: row.text("plc_code"), "PRESS_1", ("plc_code",)),
            PlantColumn(caption("polling_mode"), lambda row: mode_text(row.value.polling_mode), "Handshake"),
            PlantColumn(caption("polling_interval_ms"), interval, "10,000 ms", ("polling_interval_ms",)),
            PlantColumn(
                self.tr("Tags"), lambda row: formats.number(self._counts[row.value.group_name]), "10,000"
            ),
        )

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.new, self.copy, self.delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._body = beside_form(self.table, self.form, self.plan)
        lay_out_tab(self, buttons, body=self._body, empty=self._empty)
        begins_at(self, self.table)
