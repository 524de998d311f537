"""Shown in the place of empty pages while no PLC is configured."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hmi.window.context import Context
from hmi.window.first_start.first_plant import FirstPlant
from hmi.window.first_start.plc_step import PlcStep
from hmi.window.first_start.rate_step import RateStep
from hmi.window.first_start.recorded import Recorded
from hmi.window.first_start.step import Step
from hmi.window.first_start.tags_step import TagsStep
from hmi.window.first_start.welcome import Welcome
from hmi.window.pages import Page
from hmi.window.relaunch import demo_command, start_detached
from hmi.window.setup.editor import PlantEditor
from hmi.window.snapshot import Snapshot
from hmi.window.widgets.focus import begins_at
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.scroll import scroll_to_top

_WIDE_PX = 760


class FirstStart(Page):
    """A welcome, three steps, and the first recorded row.

    ``finished``: a value is recorded, and the pages have something to show. ``import_wanted``: the user has
    a list of tags. ``quit_wanted``: the demo plant opens in a window of its own.
    """

    smallest = (600, 420)
    finished = Signal()
    import_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.editor = PlantEditor(context, self)
        self.plant = FirstPlant(self.editor)
        self.welcome = Welcome(context)
        self.plc = PlcStep(context, self.editor, self.plant)
        self.tags = TagsStep(context, self.editor, self.plant)
        self.rate = RateStep(context, self.editor, self.plant)
        self.steps: tuple[Step, ...] = (self.plc, self.tags, self.rate)
        self.recorded = Recorded(context)
        self.back, self.next = QPushButton(self.tr("&Back")), QPushButton()
        self.messages = MessageBar(context.theme)
        self._heading, self._where = QLabel(), QLabel()
        self._stack = QStackedWidget()
        self._order: tuple[QWidget, ...] = (self.welcome, *self.steps, self.recorded)
        self._group = ""
        self._lay_out()
        self._connect()
        self._show(self.welcome)

    @property
    def is_begun(self) -> bool:
        """True from the moment on in which its own plant is stored: its first row is still to come."""
        return bool(self._group)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Escape goes back."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next.isVisible() and self.next.isEnabled():
            self._go_on()
        elif key == Qt.Key.Key_Escape and self.back.isVisible():
            self._go_back()
        else:
            super().keyPressEvent(event)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """The first values, as they come."""
        if not self.editor.is_loaded:
            self.editor.load()
        if self._stack.currentWidget() is self.recorded:
            self.recorded.show_snapshot(snapshot)

    # -- going on ----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.welcome.demo_wanted.connect(self._open_demo)
        self.welcome.plc_wanted.connect(self._begin)
        self.welcome.import_wanted.connect(self.import_wanted)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        for step in self.steps:
            step.changed.connect(self._show_way)
        self.editor.loaded.connect(self._loaded)
        self.editor.applied.connect(lambda _: self.recorded.start(self._group))
        self.editor.failed.connect(self._failed)
        self.editor.conflicted.connect(self._failed)
        self.recorded.done.connect(self._done)
        begins_at(self, self.welcome.plc)

    def _open_demo(self) -> None:
        self.messages.say(self.tr("The demo plant opens in a window of its own…"))
        work = self._context.tasks.operation(lambda: start_detached(demo_command()))
        work.success(lambda _: self.quit_wanted.emit()).failure(self.messages.fail).start()

    def _begin(self) -> None:
        if not self.editor.is_loaded:
            self.editor.load()
            return
        self.plant.make()
        self._show(self.plc)

    def _go_on(self) -> None:
        shown = self._stack.currentWidget()
        self.messages.clear()
        if shown is self.recorded:
            self.finished.emit()
        elif isinstance(shown, Step) and shown.refusal():
            shown.complain()
        elif shown is self.rate:
            self._record()
        elif isinstance(shown, Step):
            self._show(self.steps[self.steps.index(shown) + 1])

    def _record(self) -> None:
        if not self._context.access.is_engineer:
            self.messages.fail(self.tr("Only an engineer may change the setup"))
            return
        self._group = self.plant.group.value.group_name
        self._show(self.recorded)
        self.recorded.begin()
        if self.editor.has_changes:
            self.editor.apply()
        else:  # all of it is stored already
            self.recorded.start(self._group)

    def _loaded(self) -> None:
        """The draft is another: what was begun here is not in it."""
        self.plant.forget()
        self.tags.forget()
        if isinstance(self._stack.currentWidget(), Step):
            self._group = ""
            self._show(self.welcome)

    def _go_back(self) -> None:
        self.messages.clear()
        before = self._order[max(0, self._stack.currentIndex() - 1)]
        self._show(before if self.plant.is_there else self.welcome)

    def _failed(self, text: str) -> None:
        self._group = ""
        if self._stack.currentWidget() is self.recorded:
            self._show(self.rate)
        self.messages.fail(text)

    def _done(self) -> None:
        self._show_way()
        self.next.setFocus()

    # -- showing -----------------------------------------------------------------------------------------

    def _show(self, shown: QWidget) -> None:
        self._stack.setCurrentWidget(shown)
        scroll_to_top(self)
        if isinstance(shown, Step):
            number = self.steps.index(shown) + 1
            self._heading.setText(shown.title)
            self._where.setText(self.tr("Step {n} of {all}").format(n=number, all=len(self.steps)))
            shown.begin()
        elif shown is self.recorded:
            self._heading.setText(self.tr("The first value"))
            self._where.clear()
        else:
            self._heading.setText(self.tr("Welcome to Lineside"))
            self._where.clear()
            self.welcome.plc.setFocus()
        self._show_way()

    def _show_way(self) -> None:
        shown = self._stack.currentWidget()
        for button in (self.back, self.next):
            button.setVisible(shown is not self.welcome)
        if shown is self.recorded:
            self.next.setText(self.tr("&Open the tags"))
            self.next.setToolTip("" if self.recorded.is_done else self.tr("Wait for the first recorded row"))
            self.next.setEnabled(self.recorded.is_done)
        else:
            self.next.setText(self.tr("&Start recording") if shown is self.rate else self.tr("&Next"))
            self.next.setEnabled(True)
            refusal = shown.refusal() if isinstance(shown, Step) and self.editor.is_loaded else ""
            self.next.setToolTip(refusal)
        self.next.setAccessibleDescription(self.next.toolTip())

    def _lay_out(self) -> None:
        self._heading.setObjectName("heading")
        self._where.setObjectName("caption")
        for widget in self._order:
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._where, 0, Qt.AlignmentFlag.AlignBottom)
        way = QHBoxLayout()
        way.addWidget(self.back)
        way.addStretch(1)
        way.addWidget(self.next)
        middle = QWidget()
        middle.setMaximumWidth(_WIDE_PX)
        column = QVBoxLayout(middle)
        column.setContentsMargins(16, 20, 16, 16)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.messages)
        column.addLayout(way)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 20)
        row.addStretch(1)
