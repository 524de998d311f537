"""Above every page: which station, whether PLCs and historian answer, what is at risk, the time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from hmi.model.status import LinkState, PlcStatus, WriterStatus
from hmi.window import formats
from hmi.window.looks import Look, Tone, backend_text, link_look, writer_look
from hmi.window.snapshot import Snapshot
from hmi.window.theme import Theme
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.state_label import StateLabel

_DISK_REFUSES = "disk_refuses"
"""The alarm that says so."""
_MOST_NAMED = 8
_MARGIN = 16
_WIDE, _TIGHT = 26, 12
"""Between two fields."""


class Header(QFrame):
    """One line of fields, each a caption above its value."""

    def __init__(self, theme: Theme, station: str, *, demo: bool) -> None:
        super().__init__()
        self.setObjectName("header")
        self._plcs = PlcStrip(theme)
        self._historian = StateLabel(theme)
        self._at_risk = StateLabel(theme)
        self._clock = QLabel()
        self._clock.setObjectName("title")
        self._tiny = False
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 7, _MARGIN, 7)
        row.setSpacing(_WIDE)
        row.addLayout(self._name(station, demo=demo), 1)
        row.addWidget(_field(self.tr("PLCs"), self._plcs))
        row.addWidget(_field(self.tr("Historian"), self._historian))
        self._risk_field = _field(self.tr("Rows at risk"), self._at_risk)
        row.addWidget(self._risk_field)
        self._day = QLabel()
        self._day.setObjectName("caption")
        row.addWidget(_stacked(self._day, self._clock))

    def add(self, badge: QWidget) -> None:
        """Put something between the station's name and the fields."""
        self._row.insertWidget(1, badge)

    def set_room(self, *, narrow: bool, tiny: bool) -> None:
        """Leave texts out where the forms and tooltips say the same."""
        self._plcs.set_brief(brief=narrow)
        self._day.setVisible(not tiny)
        self._tiny = tiny
        self._row.setSpacing(_TIGHT if tiny else _WIDE)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what changed; states at once, numbers once a second."""
        status = snapshot.status
        self._plcs.show_plcs(status.plcs)
        self._show_writer(status.writer)
        if snapshot.beat:
            is_refused = any(alarm.id == _DISK_REFUSES for alarm in status.alarms)
            self._show_at_risk(status.rows.pending, status.rows.backed_up, is_refused=is_refused)
            self._clock.setText(formats.clock(snapshot.time))
            self._day.setText(formats.day(snapshot.time))

    def texts(self) -> str:
        """All that the header says about PLCs, historian and rows, for those who cannot see it."""
        return f"{self._plcs.text()} | {self._historian.text()} | {self._at_risk.text()}"

    def risk_tone(self) -> Tone:
        """How much attention the rows at risk ask for."""
        return self._at_risk.tone()

    def _show_writer(self, writer: WriterStatus) -> None:
        look = writer_look(writer.state)
        backend = backend_text(writer.backend)
        is_said_by_form = self._tiny and look.tone is Tone.NORMAL
        text = backend if is_said_by_form else f"{backend} {look.text}"
        self._historian.show_look(Look(look.shape, look.tone, text))
        self._historian.setToolTip(f"{backend} {look.text}")

    def _show_at_risk(self, pending: int, in_backup: int, *, is_refused: bool) -> None:
        """Rows that no disk takes are worse off than those in files."""
        count = formats.number(pending + in_backup)
        if is_refused and pending:
            look = Look("alarm", Tone.ALARM, count)
        else:
            look = Look("warning", Tone.WARNING, count) if in_backup else Look("", Tone.NORMAL, count)
        self._at_risk.show_look(look)
        lines = (
            self.tr("Rows that are not in the historian yet."),
            self.tr("On their way: {count}").format(count=formats.number(pending)),
            self.tr("In CSV backup files: {count}").format(count=formats.number(in_backup)),
        )
        self._risk_field.setToolTip("\n".join(lines))

    def _name(self, station: str, *, demo: bool) -> QHBoxLayout:
        name = ElidedLabel(station)
        name.setObjectName("station")
        name.setToolTip(station)
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(name)
        if demo:
            badge = QLabel(self.tr("DEMO"))
            badge.setObjectName("demo")
            badge.setToolTip(self.tr("The PLCs are simulated on this computer."))
            badge.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(badge)
        row.addStretch(1)
        return row


class PlcStrip(QWidget):
    """Every PLC by name as long as there is room; else how many answer, and which do not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._brief = False
        self._plcs: Sequence[PlcStatus] = ()
        self._labels: list[StateLabel] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        self._show_looks()

    def set_brief(self, *, brief: bool) -> None:
        """Name only those that need attention."""
        if brief != self._brief:
            self._brief = brief
            self._show_looks()

    def show_plcs(self, plcs: Sequence[PlcStatus]) -> None:
        """Show the states of these PLCs."""
        if [(p.plc_code, p.state) for p in plcs] != [(p.plc_code, p.state) for p in self._plcs]:
            self._plcs = plcs
            self._show_looks()
        self.setToolTip("\n".join(_details(plc) for plc in plcs))

    def text(self) -> str:
        """The labels' texts, joined."""
        return ", ".join(label.text() for label in self._labels)

    def _looks(self) -> list[Look]:
        if not self._plcs:
            return [Look("idle", Tone.QUIET, self.tr("none configured"))]
        if not self._brief and len(self._plcs) <= _MOST_NAMED:
            return [_named(plc, brief=len(self._plcs) > _MOST_NAMED // 2) for plc in self._plcs]
        connected = sum(plc.state is LinkState.CONNECTED for plc in self._plcs)
        summary = self.tr("{connected} of {all} connected").format(connected=connected, all=len(self._plcs))
        shape = "running" if connected == len(self._plcs) else "idle"
        down = [plc for plc in self._plcs if plc.state is LinkState.DOWN]
        return [Look(shape, Tone.NORMAL, summary), *(_named(plc, brief=True) for plc in down[:2])]

    def _show_looks(self) -> None:
        looks = self._looks()
        while len(self._labels) < len(looks):
            self._labels.append(StateLabel(self._theme))
            self._row.addWidget(self._labels[-1])
        while len(self._labels) > len(looks):
            label = self._labels.pop()
            self._row.removeWidget(label)
            label.deleteLater()
        for label, look in zip(self._labels, looks, strict=True):
            label.show_look(look)


def _named(plc: PlcStatus, *, brief: bool) -> Look:
    look = link_look(plc.state)
    return Look(look.shape, look.tone, plc.plc_code if brief else f"{plc.plc_code} {look.text}")


def _details(plc: PlcStatus) -> str:
    text = f"{plc.plc_code}: {link_look(plc.state).text}"
    return f"{text}\n    {plc.last_error}" if plc.last_error and plc.state is LinkState.DOWN else text


def _field(caption: str, value: QWidget) -> QWidget:
    label = QLabel(caption)
    label.setObjectName("caption")
    return _stacked(label, value)


def _stacked(upper: QWidget, lower: QWidget) -> QWidget:
    field = QWidget()
    column = QVBoxLayout(field)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(upper)
    column.addWidget(lower)
    return field
