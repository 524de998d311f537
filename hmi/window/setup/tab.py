"""What the tabs of the settings have in common: a body that scrolls between messages and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hmi.settings_setup import StoredSettings
from hmi.window.context import Context
from hmi.window.setup.pin import PinDialog
from hmi.window.setup.setting_fields import SettingField
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.message_bar import MessageBar

T = TypeVar("T")
_WIDEST_PX = 860
"""Fields that are wider are hard to read."""


class SettingsTab(QWidget):
    """A tab that loads when it is shown, and saves when told; ``restart_wanted`` asks for a new start.

    ``title`` is what stands on the tab; ``fields`` are those of ``settings.toml``. What is in
    ``guarded`` can only be looked at by an operator.
    """

    restart_wanted = Signal()

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self.title = title
        self.setObjectName("page")
        self._context = context
        self.fields: Sequence[SettingField] = ()
        self.guarded: Sequence[QWidget] = ()
        self.messages = MessageBar(context.theme)
        self.waiting = MessageBar(context.theme, closable=False)
        self.locked = MessageBar(context.theme, closable=False)
        self.save = QPushButton(self.tr("&Save"))
        self.undo = QPushButton(self.tr("&Undo changes"))
        self.save.clicked.connect(self._save)
        self.undo.clicked.connect(self.refresh)
        self.body = QWidget()
        self.body.setObjectName("scrolled")
        self.column = QVBoxLayout(self.body)
        self._loaded = self._busy = False
        context.access.changed.connect(self.allow)

    # -- for the tabs ------------------------------------------------------------------------------------

    def changes(self) -> dict[str, str]:
        """What a person has changed, by setting."""
        return {field.name: field.change for field in self.fields if field.change is not None}

    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return bool(self.changes())

    def problem(self) -> str:
        """Why it cannot be saved, other than by what stands at the fields."""
        return ""

    def load(self, *, gives_up: bool = False) -> None:
        """Ask for what is stored; ``loaded`` has to follow, unless something was edited meanwhile."""
        work = self._context.tasks.operation(self._context.station.settings_setup.stored)
        show = self.unless_edited(self.show_stored, gives_up=gives_up)
        work.success(show).failure(self._failed).start()

    def unless_edited(self, show: Callable[[T], object], *, gives_up: bool) -> Callable[[T], object]:
        """What shows it only where nothing would be lost that was typed while it was read."""

        def came(found: T) -> None:
            if gives_up or not self._loaded or not self.is_changed():
                show(found)

        return came

    def store(self) -> None:
        """Save; ``show_saved`` or ``_failed`` has to follow."""
        setup, changes, who = self._context.station.settings_setup, self.changes(), self._context.access.who
        work = self._context.tasks.operation(lambda: setup.save(changes, by=who))
        work.success(self.show_saved).failure(self._failed).start()

    def show_stored(self, stored: StoredSettings) -> None:
        """Show what is stored."""
        for field in self.fields:
            field.show_setting(stored.settings[field.name])
        self._show_waiting(stored)
        self.loaded()

    def show_saved(self, stored: StoredSettings) -> None:
        """Tell that it is saved, and what that means."""
        self.messages.say(self.tr("The changes are saved"))
        self.show_stored(stored)

    def loaded(self) -> None:
        """What is stored is shown."""
        self._loaded, self._busy = True, False
        self.allow()

    def watch(self, fields: Sequence[SettingField]) -> None:
        """Take these as the tab's fields."""
        self.fields = fields
        for field in fields:
            field.changed.connect(self.allow)
            if isinstance(field.entry, QLineEdit):
                field.entry.returnPressed.connect(self.save.click)

    def panel(self, title: str, *inside: QWidget) -> QFrame:
        """A frame around some of the body, with a title."""
        frame = QFrame()
        frame.setObjectName("panel")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        if title:
            heading = QLabel(title)
            heading.setObjectName("title")
            column.addWidget(heading)
        for widget in inside:
            column.addWidget(widget)
        self.column.addWidget(frame)
        return frame

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a part of the body, once it has its place."""
        QTimer.singleShot(0, widget, lambda: self.area.ensureWidgetVisible(widget))

    # -- for the page ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what is stored now; changes that are not saved are given up."""
        self.messages.clear()
        self.load(gives_up=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is stored now, unless something is being changed."""
        super().showEvent(event)
        if not self.is_changed():
            self.load()

    def allow(self) -> None:
        """The buttons do what can be done, or say why not."""
        is_engineer = self._context.access.is_engineer
        for part in self.guarded:
            part.setEnabled(is_engineer)
        if is_engineer:
            self.locked.clear()
        else:
            text = self.tr("Locked: the settings can be looked at, and changed by an engineer")
            self.locked.offer(text, self.tr("Unloc&k…"), self._unlock, shape="lock")
        why = self._why_not()
        allow(self.save, why, "")
        allow(self.undo, "" if self.is_changed() else self.tr("Nothing was changed"), "")

    def _why_not(self) -> str:
        if not self._context.access.is_engineer:
            return self.tr("Only an engineer may change the settings")
        if self._busy:
            return self.tr("The changes are being saved")
        if not self._loaded or not self.is_changed():
            return self.tr("Nothing was changed")
        if any(field.problem for field in self.fields):
            return self.tr("Correct what is marked first")
        return self.problem()

    def _save(self) -> None:
        self._busy = True
        self.messages.clear()
        self.allow()
        self.store()

    def _failed(self, text: str) -> None:
        self._busy = False
        self.messages.fail(text)
        self.allow()

    def _show_waiting(self, stored: StoredSettings) -> None:
        if stored.waiting:
            self.waiting.offer(
                self.tr("Saved changes take effect at the next start of Lineside"),
                self.tr("&Restart now"),
                self.restart_wanted.emit,
            )
        else:
            self.waiting.clear()

    def _unlock(self) -> None:
        self.allow()  # the bar has gone with the click; it stays while locked
        dialog = PinDialog(self._context, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def lay_out(self) -> None:
        """Put the tab together, once its body is whole: so the Tab key goes from top to bottom."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        wide = QWidget()
        wide.setObjectName("scrolled")
        row = QHBoxLayout(wide)
        row.setContentsMargins(12, 10, 12, 10)
        row.addWidget(self.body, 1000)
        row.addStretch(1)
        self.body.setMaximumWidth(_WIDEST_PX)
        self.area = scroll = QScrollArea()
        scroll.setObjectName("scroll")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(wide)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 0, 12, 10)
        buttons.addWidget(self.save)
        buttons.addWidget(self.undo)
        buttons.addStretch(1)
        bars = QVBoxLayout()
        bars.setContentsMargins(12, 6, 12, 0)
        for bar in (self.locked, self.waiting, self.messages):
            bars.addWidget(bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(bars)
        column.addWidget(scroll, 1)
        column.addLayout(buttons)


def row_of(*widgets: QWidget) -> QWidget:
    """Widgets beside each other, as wide as they have to be."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return row
