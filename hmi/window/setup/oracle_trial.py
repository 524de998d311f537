"""The way to Oracle on the screen: each step as it is tried, in plain words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from hmi.oracle_check import OracleCheck
from hmi.window.context import Context
from hmi.window.looks import Look, Tone
from hmi.window.setup.oracle_words import step_words
from hmi.window.theme import Theme
from hmi.window.widgets.note import note_label
from hmi.window.widgets.state_label import StateLabel

if TYPE_CHECKING:
    from hmi.historian.oracle_reach import CheckStep

STEPS = ("network", "listener", "login", "tables")


class OracleTrial(QObject):
    """Walks the way off the GUI thread, one walk at a time; the signals come on the GUI thread.

    ``stepped`` carries a CheckStep, ``said`` a line about a table that was to be made, ``ended`` a text where
    the walk could not begin, else a blank.
    """

    stepped = Signal(object)
    said = Signal(str)
    ended = Signal(str)

    _found = Signal(int, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = context.tasks
        self._walk = 0
        self._cancelled = threading.Event()
        self.is_running = False
        self._found.connect(self._deliver)

    def start(self, prepare: Callable[[], OracleCheck], *, create: bool = False) -> None:
        """Walk; ``prepare`` runs off the GUI thread, too. ``create`` makes the tables that are missing."""
        self.cancel()
        self._walk += 1
        walk, cancelled = self._walk, threading.Event()
        self._cancelled = cancelled
        self.is_running = True

        def work() -> None:
            steps = prepare().walk(
                create=create, is_cancelled=lambda: cancelled.is_set() or self._tasks.closing.is_set()
            )
            for found in steps:
                self._found.emit(walk, found)

        operation = self._tasks.operation(work)
        operation.success(lambda _: self._end(walk, "")).failure(lambda text: self._end(walk, text)).start()

    def cancel(self) -> None:
        """Give the walk up; nothing of it is told any more, but its end."""
        if self.is_running:
            self._cancelled.set()
            self._end(self._walk, "")

    def _deliver(self, walk: int, found: CheckStep | str) -> None:
        if walk != self._walk or not self.is_running:
            return
        if isinstance(found, str):
            self.said.emit(found)
        else:
            self.stepped.emit(found)

    def _end(self, walk: int, text: str) -> None:
        if walk == self._walk and self.is_running:
            self.is_running = False
            self.ended.emit(text)


class StepList(QWidget):
    """The four steps and what was found at each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._names = {
            "network": self.tr("Network"),
            "listener": self.tr("Listener"),
            "login": self.tr("Login"),
            "tables": self.tr("Tables"),
        }
        self._labels = {name: StateLabel(theme) for name in STEPS}
        self._texts = {name: note_label() for name in STEPS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(STEPS):
            self._texts[name].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(self._labels[name], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._texts[name], row, 1)
        self._forget()
        self.hide()

    def begin(self) -> None:
        """Nothing is tried yet but the first step."""
        self._forget()
        self.show()

    def _forget(self) -> None:
        for name in STEPS:
            self._show(name, Look("idle", Tone.QUIET, self._names[name]), "")
        self._trying(STEPS[0])

    def show_step(self, step: CheckStep) -> None:
        """Show what came of a step."""
        look = Look("done", Tone.NORMAL, self._names[step.name])
        if not step.ok:
            look = Look("alarm", Tone.ALARM, self._names[step.name])
        self._show(step.name, look, step_words(step))
        after = STEPS.index(step.name) + 1
        if step.ok and after < len(STEPS):
            self._trying(STEPS[after])

    def show_end(self) -> None:
        """Nothing is tried any more."""
        for name, label in self._labels.items():
            if self._texts[name].text() == self.tr("is tried…"):
                self._show(name, Look("idle", Tone.QUIET, label.text()), self.tr("given up"))

    def text_of(self, name: str) -> str:
        """What is said of a step."""
        return self._texts[name].text()

    def texts(self) -> str:
        """All that is said."""
        return "\n".join(f"{self._names[name]}: {self.text_of(name)}" for name in STEPS)

    def _trying(self, name: str) -> None:
        self._show(name, Look("changing", Tone.NORMAL, self._names[name]), self.tr("is tried…"))

    def _show(self, name: str, look: Look, text: str) -> None:
        self._labels[name].show_look(look)
        self._texts[name].setText(text)
        self._texts[name].setAccessibleName(f"{look.text}: {text}")
