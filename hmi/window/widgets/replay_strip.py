"""The replay of the backup files: how far it is, and the two things that can be said to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from hmi.model.status import ReplayState, ReplayStatus
from hmi.window import formats
from hmi.window.looks import replay_look
from hmi.window.theme import Theme
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.state_label import StateLabel

_BAR_STEPS = 1000
_BAR_PX = 180


class ReplayStrip(QFrame):
    """What a person wants of the replay: all of it now (``asked``), a stop (``paused``), automatic or not."""

    asked = Signal()
    paused = Signal()
    switched = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._state = StateLabel(theme)
        self._bar = QProgressBar()
        self._bar.setRange(0, _BAR_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_PX)
        self._bar.setAccessibleName(self.tr("Progress of the replay"))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._reason = ElidedLabel()
        self._reason.setObjectName("caption")
        self.automatic = QCheckBox(self.tr("Replay &automatically"))
        self.automatic.setToolTip(
            self.tr(
                "Rows go to the historian by themselves as soon as it takes rows again, live values first."
            )
        )
        self.automatic.clicked.connect(lambda checked: self.switched.emit(checked))
        self.now = QPushButton(self.tr("Replay &now"))
        self.now.clicked.connect(lambda: self.asked.emit())
        self.pause = QPushButton(self.tr("&Pause"))
        self.pause.setToolTip(self.tr("Stop after the rows that are on their way; the others wait"))
        self.pause.clicked.connect(lambda: self.paused.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(12)
        for widget in (self._state, self._bar, self._text):
            row.addWidget(widget)
        row.addWidget(self._reason, 1)
        row.addWidget(self.automatic)
        row.addWidget(self.now)
        row.addWidget(self.pause)
        self.show_replay(ReplayStatus())

    def show_replay(self, replay: ReplayStatus) -> None:
        """Show how far it is, and why the button is not possible where it is not."""
        look = replay_look(replay)
        self._state.show_look(look)
        total = replay.rows_done + replay.rows_left
        under_way = replay.state is not ReplayState.IDLE and total > 0
        self._bar.setVisible(under_way)
        self._bar.setValue(round(_BAR_STEPS * replay.rows_done / total) if under_way else 0)
        text = self._progress(replay, total) if under_way else ""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        stands = replay.state in (ReplayState.WAITING, ReplayState.STUCK)
        self._reason.setText((replay.last_error or "") if stands else "")
        self.setToolTip(replay.last_error or "")
        self.automatic.setChecked(replay.automatic)
        self._offer(replay, under_way=under_way)

    def text(self) -> str:
        """State, progress and what holds it up, as shown."""
        shown = (self._state.text(), self._text.text(), self._reason.text())
        return " ".join(text for text in shown if text)

    def _progress(self, replay: ReplayStatus, total: int) -> str:
        text = self.tr("{done} of {total} rows").format(
            done=formats.number(replay.rows_done), total=formats.number(total)
        )
        if replay.state is ReplayState.RUNNING and replay.seconds_left is not None:
            rate = self.tr("{rate} rows/s").format(rate=formats.number(replay.rows_per_s))
            left = self.tr("{time} left").format(time=formats.duration(replay.seconds_left))
            text = f"{text} · {rate} · {left}"
        return text

    def _offer(self, replay: ReplayStatus, *, under_way: bool) -> None:
        """One button at a time: to begin, or to stop what is under way."""
        had_focus = self.now.hasFocus() or self.pause.hasFocus()
        self.now.setVisible(not under_way)
        self.pause.setVisible(under_way)
        if had_focus:
            (self.pause if under_way else self.now).setFocus()
        refusal = "" if replay.rows_left else self.tr("There are no rows to replay")
        self.now.setEnabled(not refusal)
        self.now.setToolTip(refusal or self.tr("Send the rows of all files to the historian"))
