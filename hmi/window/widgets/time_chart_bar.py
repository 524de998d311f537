"""The ranges, hold, now and export of the charts of a page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from hmi.window.theme import Theme
from hmi.window.widgets.flow_layout import FlowLayout
from hmi.window.widgets.time_chart_view import DAY, HOUR, MINUTE, TimeView

_SAME = 0.01


class TimeBar(QWidget):
    """Buttons over the charts of one view; ``export_wanted`` when what they show is to be saved."""

    export_wanted = Signal()

    def __init__(self, theme: Theme, view: TimeView) -> None:
        super().__init__()
        self._theme = theme
        self._view = view
        self.ranges = {
            5 * MINUTE: QPushButton(self.tr("5 min")),
            HOUR: QPushButton(self.tr("1 h")),
            8 * HOUR: QPushButton(self.tr("8 h")),
            DAY: QPushButton(self.tr("24 h")),
            7 * DAY: QPushButton(self.tr("7 days")),
        }
        self._group = QButtonGroup(self)
        self.pause = QPushButton(self.tr("&Pause"))
        self.now = QPushButton(self.tr("&Now"))
        self.export = QPushButton(self.tr("E&xport…"))
        self._prepare()
        self._lay_out()
        view.changed.connect(self._show_range)
        view.held.connect(self._show_held)
        theme.changed.connect(self._paint)
        self._show_range()
        self._show_held(view.is_held)
        self._paint()

    def add(self, widget: QWidget) -> None:
        """One more, behind the others."""
        self._row.addWidget(widget)

    def _prepare(self) -> None:
        for span, button in self.ranges.items():
            button.setCheckable(True)
            button.setObjectName("range")
            button.clicked.connect(lambda _checked, span=span: self._choose(span))
            button.setToolTip(self.tr("Show {span} (zoom with + and -)").format(span=button.text()))
            self._group.addButton(button)
        self.pause.setCheckable(True)
        self.pause.setToolTip(self.tr("Let the charts stand still; recording goes on (Space in a chart)"))
        self.pause.clicked.connect(self._view.hold)
        self.now.clicked.connect(self._view.go_to_now)
        self.export.setToolTip(self.tr("Save what the charts show as a picture or as CSV"))
        self.export.clicked.connect(self.export_wanted)

    def _choose(self, span: float) -> None:
        self._view.show_span(span)
        self._show_range()

    def _show_range(self) -> None:
        """A span that no button has is none of theirs."""
        self._group.setExclusive(False)
        for span, button in self.ranges.items():
            button.setChecked(abs(self._view.span - span) < _SAME * span)
        self._group.setExclusive(True)

    def _show_held(self, held: bool) -> None:
        self.pause.setChecked(held)
        self.now.setEnabled(held)
        explanation = (
            self.tr("Show the newest values again (Home in a chart)")
            if held
            else self.tr("The charts show the newest values already")
        )
        self.now.setToolTip(explanation)
        self.now.setAccessibleDescription(explanation)

    def _lay_out(self) -> None:
        self._row = FlowLayout(spacing=4)
        for button in (*self.ranges.values(), self.pause, self.now, self.export):
            self._row.addWidget(button)
        self.setLayout(self._row)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _paint(self) -> None:
        for button, icon in ((self.pause, "pause"), (self.now, "play"), (self.export, "download")):
            button.setIcon(self._theme.icon(icon))
