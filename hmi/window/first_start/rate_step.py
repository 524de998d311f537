"""The third step: how often the tags are read, and what that costs the PLC."""

from __future__ import annotations

from hmi.config.columns import GROUPS
from hmi.window.context import Context
from hmi.window.first_start.first_plant import FirstPlant
from hmi.window.first_start.step import Step
from hmi.window.setup.editor import PlantEditor
from hmi.window.setup.field_form import Field, FieldForm, with_defaults
from hmi.window.widgets.plan_panel import PlanPanel


class RateStep(Step):
    """Interval and name of the group, with its plan."""

    def __init__(self, context: Context, editor: PlantEditor, plant: FirstPlant) -> None:
        super().__init__(
            editor,
            self.tr("How often is it read?"),
            self.tr(
                "The tags are read together, as one polling group, and every value is recorded with its time."
            ),
        )
        self._plant = plant
        self.form = FieldForm(with_defaults(GROUPS, self._fields()), "")
        self.plan = PlanPanel(context.theme)
        self.column.addWidget(self.form)
        self.column.addWidget(self.plan)
        self.column.addStretch(1)
        self.form.typed.connect(plant.write_group)
        editor.edited.connect(self._show)
        editor.planned.connect(self._show_plan)

    def refusal(self) -> str:
        """Blank when interval and name are sound."""
        return self.tr("Mend what is wrong first") if self._plant.group_problems() else ""

    def begin(self) -> None:
        """Show the group."""
        self._show(same=False)
        self.form.focus("polling_interval_ms")

    def complain(self) -> None:
        """Go to the first field with something wrong."""
        for column in self.form.columns:
            if column in self._plant.group_problems():
                self.form.focus(column)
                return

    def _show(self, *, same: bool = True) -> None:
        if not (self.isVisible() and self._plant.is_there):
            return
        row = self._plant.group
        self.form.show_texts({name: row.text(name) for name in self.form.columns}, same=same)
        self.form.show_problems(self._plant.group_problems())
        self._show_plan()
        self.changed.emit()

    def _show_plan(self) -> None:
        if not (self.isVisible() and self._plant.is_there):
            return
        group = self._plant.group.value
        forecast = self.editor.forecasts.get(group.plc_code)
        known = forecast is not None and any(g.group_name == group.group_name for g in forecast.groups)
        if self.refusal():
            self.plan.show_nothing(self.tr("There is no plan while something is wrong above."))
        elif self.editor.is_planning or forecast is None or not known:
            self.plan.show_waiting()
        else:
            self.plan.show_forecast(forecast, group.group_name)

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field("polling_interval_ms", self.tr("Every"), unit=self.tr("ms")),
            Field("group_name", self.tr("Name of the group")),
        )
