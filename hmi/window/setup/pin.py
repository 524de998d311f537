"""The engineer PIN: asked for, set, changed and removed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hmi.config.pin_file import pin_problem
from hmi.window import formats
from hmi.window.access import WrongPinError
from hmi.window.context import Context
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.note import note_label

_WIDTH_PX = 400
_LONGEST = 12


class _PinEntry(QDialog):
    """Asks for PINs and does something with them, off the GUI thread; a wrong one has to wait."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setMinimumWidth(_WIDTH_PX)
        self._context = context
        self._busy = self._ended = False
        self.messages = MessageBar(context.theme, closable=False)
        self.form = QFormLayout()
        self.hint = note_label()
        self.ok = QPushButton()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)  # Enter must not close what cannot be done yet
        self._again = QTimer(self)
        self._again.setInterval(500)
        self._again.timeout.connect(self.allow)
        buttons = QDialogButtonBox()
        buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.clicked.connect(self._pressed)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.messages)
        column.addLayout(self.form)
        column.addWidget(self.hint)
        column.addWidget(buttons)
        self.ok.setDefault(True)

    def event(self, event: QEvent) -> bool:
        """Grow for a message; by itself Qt would squeeze the fields for a text of several lines."""
        if event.type() != QEvent.Type.LayoutRequest:
            return super().event(event)  # it may be the last one of this object
        handled, layout = super().event(event), self.layout()
        needed = 0 if layout is None else layout.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)
        return handled

    def done(self, result: int) -> None:
        """Close; an answer that is still on its way is not shown any more."""
        self._ended = True
        self._again.stop()
        super().done(result)

    def pin_field(self, caption: str) -> QLineEdit:
        """A field that does not show what is typed."""
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(_LONGEST)
        field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        field.setAccessibleName(caption.replace("&", ""))
        field.textChanged.connect(self._edited)
        self.form.addRow(caption, field)
        self.setTabOrder(field, self.ok)  # the buttons were made before the fields
        self.setTabOrder(self.ok, self.cancel)
        return field

    def problem(self) -> str:
        """Why the PINs cannot be tried yet."""
        raise NotImplementedError

    def work(self) -> Callable[[], None]:
        """What is done with them, off the GUI thread."""
        raise NotImplementedError

    def format_problem(self, field: QLineEdit) -> str:
        """What is wrong with what is in a field."""
        return self.tr("A PIN is 4 to 12 digits") if pin_problem(field.text()) else ""

    def allow(self) -> None:
        """The button does what can be done, or says why not."""
        wait = self._context.access.wait_s
        why = self.problem()
        if wait > 0:
            why = self.tr("Wrong PIN. The next try is possible in {time}").format(
                time=formats.duration(max(1.0, wait))
            )
            self.messages.warn(why)
            self._again.start()
        elif self._again.isActive():
            self._again.stop()
            self.messages.clear()
        self.ok.setEnabled(not why and not self._busy)
        self.ok.setToolTip(why)
        self.ok.setAccessibleDescription(why)

    def slip(self) -> str:
        """What was surely typed wrong, to be told at once."""
        return ""

    def _edited(self) -> None:
        slip = self.slip()
        if slip:
            self.messages.warn(slip)
        elif not self._again.isActive():
            self.messages.clear()
        self.allow()

    def _pressed(self) -> None:
        self._busy = True
        self.allow()
        done = self.work()

        def tried() -> bool:
            try:
                done()
            except WrongPinError:
                return False
            return True

        self._context.tasks.operation(tried).success(self._tried).failure(self._failed).start()

    def _tried(self, right: bool) -> None:
        if self._ended:
            return
        self._busy = False
        if right:
            self.accept()
            return
        for field in self.findChildren(QLineEdit):
            field.clear()
        self.findChildren(QLineEdit)[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.messages.warn(self.tr("This is not the PIN"))
        self.allow()

    def _failed(self, text: str) -> None:
        if not self._ended:
            self._busy = False
            self.messages.fail(text)
            self.allow()


class PinDialog(_PinEntry):
    """Unlocks the setup."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setWindowTitle(self.tr("Unlock the setup"))
        self.ok.setText(self.tr("&Unlock"))
        self.pin = self.pin_field(self.tr("Engineer &PIN"))
        self.hint.setText(
            self.tr(
                "It is locked again after 15 minutes without a key or a click. Forgotten? Whoever may delete "
                "access.toml in the data folder removes the PIN."
            )
        )
        self.allow()

    def problem(self) -> str:
        """Only what may be a PIN is tried: a slip of the finger costs no wait."""
        return self.format_problem(self.pin)

    def work(self) -> Callable[[], None]:
        """Become an engineer."""
        pin = self.pin.text()
        return lambda: self._context.access.unlock(pin)


class NewPinDialog(_PinEntry):
    """Sets the PIN, or another one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        is_change = context.access.has_pin
        self.setWindowTitle(self.tr("Change the PIN") if is_change else self.tr("Set a PIN"))
        self.ok.setText(self.tr("C&hange PIN") if is_change else self.tr("S&et PIN"))
        self.current = self.pin_field(self.tr("&Present PIN")) if is_change else None
        self.new = self.pin_field(self.tr("&New PIN"))
        self.repeated = self.pin_field(self.tr("&Repeat it"))
        self.hint.setText(
            self.tr(
                "4 to 12 digits. Whoever does not know them looks on as an operator: starts, stops and "
                "triggers groups, answers alarms, but changes nothing of the setup."
            )
        )
        self.allow()

    def problem(self) -> str:
        """Both new ones have to be the same PIN."""
        wrong = self.current is not None and self.format_problem(self.current)
        if wrong:
            return wrong
        problem = self.format_problem(self.new) or self.format_problem(self.repeated)
        differ = self.new.text() != self.repeated.text()
        return problem or (self.tr("The two new PINs are different") if differ else "")

    def slip(self) -> str:
        """What is repeated can no longer become the same."""
        same_so_far = self.new.text().startswith(self.repeated.text())
        return "" if same_so_far else self.tr("The two new PINs are different")

    def work(self) -> Callable[[], None]:
        """Store it."""
        current = "" if self.current is None else self.current.text()
        new = self.new.text()
        return lambda: self._context.access.set_pin(current, new)


class RemovePinDialog(_PinEntry):
    """Removes the PIN."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setWindowTitle(self.tr("Remove the PIN"))
        self.ok.setText(self.tr("Re&move PIN"))
        self.pin = self.pin_field(self.tr("&Present PIN"))
        self.hint.setText(self.tr("Everybody at this window may change the setup then."))
        self.allow()

    def problem(self) -> str:
        """Only what may be a PIN is tried."""
        return self.format_problem(self.pin)

    def work(self) -> Callable[[], None]:
        """Let everybody be an engineer."""
        pin = self.pin.text()
        return lambda: self._context.access.remove_pin(pin)
