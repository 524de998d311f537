"""The first step: where the PLC is, and whether it answers."""

from __future__ import annotations

from hmi.config.columns import PLCS
from hmi.model.plant import McProtocol, Series
from hmi.window.context import Context
from hmi.window.first_start.first_plant import FirstPlant
from hmi.window.first_start.step import Step
from hmi.window.setup.captions import caption, protocol_text
from hmi.window.setup.connection_test import ConnectionTest
from hmi.window.setup.editor import PlantEditor
from hmi.window.setup.field_form import Field, FieldForm, with_defaults
from hmi.window.widgets.focus import begins_at


class PlcStep(Step):
    """Name, address, protocol; a test that says what to change."""

    def __init__(self, context: Context, editor: PlantEditor, plant: FirstPlant) -> None:
        super().__init__(
            editor,
            self.tr("Where is the PLC?"),
            self.tr(
                "Its Ethernet port has to be open for the MC protocol (SLMP); the parameters of its Ethernet "
                "module in GX Works name port and code. Lineside only reads."
            ),
        )
        self._plant = plant
        self._touched: set[str] = set()
        self.form = FieldForm(with_defaults(PLCS, self._fields()), "")
        self.test = ConnectionTest(context)
        self.column.addWidget(self.form)
        self.column.addWidget(self.test)
        self.column.addStretch(1)
        begins_at(self, self.form.input("ip_address"))
        self.form.typed.connect(self._typed)
        self.test.pressed.connect(self._test)
        editor.edited.connect(self._show)

    def refusal(self) -> str:
        """Blank when every field is sound; a PLC that does not answer yet may still be set up."""
        return self.tr("Mend what is wrong first") if self._plant.plc_problems() else ""

    def begin(self) -> None:
        """Show the PLC."""
        self._show(same=False)
        self.form.focus("ip_address")

    def complain(self) -> None:
        """Say what is wrong, also with fields that nobody has touched."""
        self._touched |= {*self.form.columns}
        self._show()
        for column in self.form.columns:
            if column in self._plant.plc_problems():
                self.form.focus(column)
                return

    def _typed(self, column: str, text: str) -> None:
        self._touched.add(column)
        self.test.clear()
        self._plant.write_plc(column, text)

    def _show(self, *, same: bool = True) -> None:
        if not (self.isVisible() and self._plant.is_there):
            return
        row, problems = self._plant.plc, self._plant.plc_problems()
        self.form.show_texts({name: row.text(name) for name in self.form.columns}, same=same)
        self.form.show_problems({name: text for name, text in problems.items() if name in self._touched})
        missing = self.tr("Write the address of the PLC first")
        blank = not row.text("ip_address").strip()
        self.test.set_allowed(missing if blank else self.refusal())
        self.changed.emit()

    def _test(self) -> None:
        self.test.start(self._plant.plc.value, [row.value for row in self._plant.tags()])

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field(
                "ip_address",
                caption("ip_address"),
                placeholder="192.168.0.10",
            ),
            Field("port", caption("port"), is_short=True),
            Field(
                "protocol",
                caption("protocol"),
                [(p.value, protocol_text(p)) for p in McProtocol],
                is_short=True,
            ),
            Field("series", caption("series"), [(s.value, s.value) for s in Series], is_short=True),
            Field(
                "plc_code",
                self.tr("Name"),
                note=self.tr("Every recorded row carries it: a short one that stays, like PRESS."),
            ),
        )
