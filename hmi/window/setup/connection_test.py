"""Trying the way to a PLC as its form has it, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hmi.melsec.examine import Examination
from hmi.melsec.probe import ProbeStep
from hmi.model.plant import Plc, Tag
from hmi.window.context import Context
from hmi.window.looks import Look, Tone
from hmi.window.setup.captions import protocols_in_words
from hmi.window.setup.patience import in_time
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.focus import Lent
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.scroll import scroll_into_view
from hmi.window.widgets.state_label import StateLabel

_PATIENCE_S = 25.0
_SHOWN_TAGS = 5


class ConnectionTest(QWidget):
    """A button, the steps, and a clear answer; the answer goes when the form is edited."""

    pressed = Signal()
    _begins = Signal(int, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._run = 0
        self.is_running = False
        self._step: ProbeStep | None = None
        self.button = QPushButton(self.tr("&Test connection"))
        self.button.clicked.connect(self.pressed)
        self._keyboard = Lent(self.button)
        self.steps = {step: StateLabel(context.theme) for step in ProbeStep}
        self.answer = MessageBar(context.theme, closable=False)
        self._begins.connect(self._begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addStretch(1)
        column.addLayout(line)
        for label in self.steps.values():
            column.addWidget(label)
        column.addWidget(self.answer)
        context.theme.changed.connect(self._paint)
        self._paint()
        self.clear()

    def set_allowed(self, refusal: str) -> None:
        """Let the button be pressed, or say why not."""
        busy = self.tr("The test is under way") if self.is_running else ""
        allow(self.button, busy or refusal, self.tr("Try the way to this PLC, as it is written above"))

    def clear(self) -> None:
        """What was found is of another PLC now."""
        self._run += 1
        self.is_running = False
        self.answer.clear()
        for label in self.steps.values():
            label.hide()

    def start(self, plc: Plc, tags: Sequence[Tag]) -> None:
        """Try the way to this PLC; ``tags`` are those that it has to have."""
        self.clear()
        self.is_running = True
        run, setup, closing = self._run, self._context.station.setup, self._context.tasks.closing

        def begins(step: ProbeStep) -> None:
            self._begins.emit(run, step)

        work = self._context.tasks.operation(
            lambda: in_time(lambda: setup.examine(plc, tags, begins), _PATIENCE_S, closing)
        )
        work.success(lambda found: self._found(run, found)).failure(
            lambda text: self._failed(run, text)
        ).start()
        self._keyboard.lend(lambda: self.set_allowed(""))

    def text(self) -> str:
        """The answer."""
        return self.answer.text()

    def _begin(self, run: int, step: ProbeStep) -> None:
        if run != self._run:
            return
        self._settle(Look("done", Tone.NORMAL, ""))
        self._step = step
        self.steps[step].show_look(Look("changing", Tone.NORMAL, self._name(step)))
        self.steps[step].show()

    def _settle(self, look: Look) -> None:
        """The step before has ended like that."""
        if self._step is not None:
            self.steps[self._step].show_look(Look(look.shape, look.tone, self._name(self._step)))
        self._step = None

    def _found(self, run: int, found: Examination) -> None:
        if run != self._run:
            return
        self._settle(Look("done", Tone.NORMAL, ""))
        self.is_running = False
        shown = found.beyond[:_SHOWN_TAGS]
        text = protocols_in_words("\n".join([found.text, *filter(None, [found.warning]), *shown]))
        if found.warning:
            self.answer.warn(text)
        else:
            self.answer.say(text)
        self._end()

    def _failed(self, run: int, text: str) -> None:
        if run != self._run:
            return
        self._settle(Look("alarm", Tone.ALARM, ""))
        self.is_running = False
        self.answer.fail(protocols_in_words(text))
        self._end()

    def _end(self) -> None:
        self.set_allowed("")
        self._keyboard.give_back()
        scroll_into_view(self.answer)

    def _name(self, step: ProbeStep) -> str:
        match step:
            case ProbeStep.CONNECT:
                return self.tr("Connect")
            case ProbeStep.ASK:
                return self.tr("Ask for a value")
            case ProbeStep.RANGES:
                return self.tr("Ask how far its devices go")

    def _paint(self) -> None:
        self.button.setIcon(self._context.theme.icon("plug-zap"))
