"""The replay of the backup files: how far it is, and what can be said to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hmi.model.status import ReplayState, ReplayStatus
from hmi.window import formats
from hmi.window.looks import replay_look
from hmi.window.theme import Theme
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.state_label import StateLabel

_BAR_STEPS = 1000
_BAR_PX = 110
_NARROW_PX = 800
_FIGURES_PLACE = 2


class ReplayStrip(QFrame):
    """What a person wants of the replay.

    All of it now (``asked``), a pause (``paused``) and its end (``resumed``), to forget what was asked for
    (``cancelled``), automatic or not (``switched``).
    """

    asked = Signal()
    paused = Signal()
    resumed = Signal()
    cancelled = Signal()
    switched = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._theme = theme
        self._state = StateLabel(theme)
        self._bar = QProgressBar()
        self._bar.setRange(0, _BAR_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_PX)
        self._bar.setAccessibleName(self.tr("Progress of the replay"))
        self._text = ElidedLabel()
        self._reason = ElidedLabel()
        self._reason.setObjectName("caption")
        self._make_commands()
        self._lay_out()
        theme.changed.connect(self._paint)
        self._paint()
        self.show_replay(ReplayStatus())

    def show_replay(self, replay: ReplayStatus) -> None:
        """Show how far it is, and why a button is not possible where it is not."""
        look = replay_look(replay)
        self._state.show_look(look)
        total = replay.rows_done + replay.rows_left
        under_way = replay.state is not ReplayState.IDLE and total > 0
        self._bar.setVisible(under_way)
        self._bar.setValue(round(_BAR_STEPS * replay.rows_done / total) if under_way else 0)
        text = self._progress(replay, total) if under_way else ""
        self._text.setText(text)
        self._text.setToolTip(text)
        self._figures.setVisible(under_way)
        stands = replay.state in (ReplayState.WAITING, ReplayState.STUCK)
        self._reason.setText((replay.last_error or "") if stands else "")
        self._reason.setVisible(bool(self._reason.text()))
        self.setToolTip(replay.last_error or "")
        self.automatic.setChecked(replay.automatic)
        self._offer(replay, under_way=under_way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the figures stand below, where they are not cut."""
        super().resizeEvent(event)
        below = event.size().width() < _NARROW_PX
        self._row.removeWidget(self._figures)
        self._column.removeWidget(self._figures)
        if below:
            self._column.addWidget(self._figures)
        else:
            self._row.insertWidget(_FIGURES_PLACE, self._figures, 8)

    def text(self) -> str:
        """State, progress and what holds it up, as shown."""
        shown = (self._state.text(), self._text.text(), self._reason.text())
        return " ".join(text for text in shown if text)

    def _progress(self, replay: ReplayStatus, total: int) -> str:
        done, of_all = formats.number(replay.rows_done), formats.number(total)
        if replay.state is not ReplayState.RUNNING or replay.seconds_left is None:
            return self.tr("{done} of {total} rows").format(done=done, total=of_all)
        return self.tr("{done} of {total} rows · {rate} rows/s · {time} left").format(
            done=done,
            total=of_all,
            rate=formats.number(replay.rows_per_s),
            time=formats.duration(replay.seconds_left),
        )

    def _offer(self, replay: ReplayStatus, *, under_way: bool) -> None:
        """Only what makes sense now: to begin, to stop for a while or to go on, to forget what was asked."""
        shown = {
            self.now: not under_way and not replay.paused,
            self.pause: under_way and not replay.paused,
            self.resume: replay.paused,
            self.cancel: replay.asked,
        }
        had_focus = any(button.hasFocus() for button in shown)
        for button, is_shown in shown.items():
            button.setVisible(is_shown)
        if had_focus and not any(button.hasFocus() for button, is_shown in shown.items() if is_shown):
            next(button for button, is_shown in shown.items() if is_shown).setFocus()
        refusal = "" if replay.rows_left else self.tr("There are no rows to replay")
        allow(self.now, refusal, self.tr("Send the rows of all files to the historian"))

    def _lay_out(self) -> None:
        self._figures = QWidget()
        figures = QHBoxLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.addWidget(self._text, 3)
        figures.addWidget(self._reason, 2)
        row = self._row = QHBoxLayout()
        row.setSpacing(10)
        for widget in (self._state, self._bar):
            row.addWidget(widget)
        row.addWidget(self._figures, 8)
        row.addStretch(1)
        for control in (self.automatic, self.now, self.pause, self.resume, self.cancel):
            row.addWidget(control)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 6, 8, 6)
        self._column.setSpacing(4)
        self._column.addLayout(row)

    def _make_commands(self) -> None:
        self.automatic = QCheckBox(self.tr("Replay &automatically"))
        self.automatic.setToolTip(
            self.tr(
                "Rows go to the historian by themselves as soon as it takes rows again, live values first."
            )
        )
        self.automatic.clicked.connect(lambda checked: self.switched.emit(checked))
        self.now = QPushButton(self.tr("Replay all &now"))
        self.now.clicked.connect(lambda: self.asked.emit())
        self.pause = QPushButton(self.tr("&Pause"))
        self.pause.setToolTip(self.tr("Stop after the rows that are on their way; the others wait"))
        self.pause.clicked.connect(lambda: self.paused.emit())
        self.resume = QPushButton(self.tr("Res&ume"))
        self.resume.setToolTip(self.tr("Go on with the replay"))
        self.resume.clicked.connect(lambda: self.resumed.emit())
        self.cancel = QPushButton(self.tr("&Cancel"))
        self.cancel.setToolTip(
            self.tr("Forget which files were to be replayed now; what is left waits, nothing is lost")
        )
        self.cancel.clicked.connect(lambda: self.cancelled.emit())

    def _paint(self) -> None:
        icons = ((self.now, "start"), (self.pause, "pause"), (self.resume, "play"), (self.cancel, "x"))
        for button, icon in icons:
            button.setIcon(self._theme.icon(icon))
