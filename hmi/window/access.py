"""Who is at the window: an operator, or an engineer who may change the setup."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from hmi.config.pin_file import PinFile
from hmi.eventlog import EventLog, user_name
from hmi.model.errors import HmiError
from hmi.model.events import EventKind

_log = logging.getLogger(__name__)
_IDLE_MS = 15 * 60 * 1000
"""Without a key or a click for so long, the engineer has gone."""
_FREE_TRIES = 3
_MOST_WAIT_S = 300.0
_ACTIVITY = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress)


class WrongPinError(HmiError):
    """The PIN is another one; ``wait_s`` is how long the next try has to wait."""

    def __init__(self, wait_s: float) -> None:
        super().__init__("This is not the PIN")
        self.wait_s = wait_s


class Access(QObject):
    """Without an engineer PIN everybody is an engineer; ``changed`` when that is otherwise.

    ``unlock``, ``set_pin`` and ``remove_pin`` take a moment on purpose: call them off the GUI thread.
    Everything else belongs to it.
    """

    changed = Signal()

    _opened = Signal(bool)

    def __init__(
        self,
        pins: PinFile,
        events: EventLog,
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._user = user_name()
        self._pins = pins
        self._events = events
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._wrong = 0
        self._not_before = 0.0
        self._has_pin = _has_pin(pins)
        self._is_engineer = not self._has_pin
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.setInterval(_IDLE_MS)
        self.idle.timeout.connect(self.lock)
        self._opened.connect(self._become)

    @property
    def has_pin(self) -> bool:
        """Whether the setup can be locked at all."""
        return self._has_pin

    @property
    def is_engineer(self) -> bool:
        """Whether the setup may be changed now."""
        return self._is_engineer

    @property
    def who(self) -> str:
        """The user of this computer, and as what, for the log of events."""
        return f"{self._user} ({'engineer' if self.is_engineer else 'operator'})"

    @property
    def wait_s(self) -> float:
        """Seconds until a PIN may be tried again; 0 when it may."""
        return max(0.0, self._not_before - self._monotonic())

    def lock(self) -> None:
        """The engineer goes; nothing happens where there is no PIN."""
        if self._has_pin and self._is_engineer:
            self._events.add(EventKind.ENGINEER_LOCKED, by=self.who)
            self._become(False)

    def unlock(self, pin: str) -> None:
        """Become an engineer; off the GUI thread.

        Raises:
            WrongPinError: it is another PIN; each one makes the next try wait longer.
            HmiError: the file of the PIN cannot be read.
        """
        self._require(pin)
        self._events.add(EventKind.ENGINEER_UNLOCKED, by=f"{self._user} (engineer)")
        self._opened.emit(True)

    def set_pin(self, current: str, new: str) -> None:
        """Set the PIN, or another one; who knows it stays an engineer. Off the GUI thread.

        Raises:
            WrongPinError: ``current`` is not the PIN that is set.
            HmiError: ``new`` is no PIN, or the file cannot be written.
        """
        self._require(current)
        kind = EventKind.PIN_CHANGED if self._pins.is_set() else EventKind.PIN_SET
        self._pins.store(new)
        self._events.add(kind, by=f"{self._user} (engineer)")
        self._opened.emit(True)

    def remove_pin(self, current: str) -> None:
        """Let everybody be an engineer; off the GUI thread. Raises as ``set_pin``."""
        self._require(current)
        self._pins.remove()
        self._events.add(EventKind.PIN_REMOVED, by=f"{self._user} (engineer)")
        self._opened.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there; installed only while that matters."""
        if event.type() in _ACTIVITY:
            self.idle.start()
        return super().eventFilter(watched, event)

    def _require(self, pin: str) -> None:
        with self._lock:  # one try at a time, or threads would share one wait
            if self.wait_s > 0:
                raise WrongPinError(self.wait_s)
            if self._pins.matches(pin):
                self._wrong = 0
                return
            self._wrong += 1
            late = max(0, self._wrong - _FREE_TRIES)
            wait = min(_MOST_WAIT_S, 2.0**late) if late else 0.0
            self._not_before = self._monotonic() + wait
        self._events.add(EventKind.ENGINEER_REFUSED, by=f"{self._user} (operator)")
        raise WrongPinError(wait)

    def _become(self, with_pin_known: bool) -> None:
        """On the GUI thread: ``with_pin_known`` says that somebody has just shown to know the PIN."""
        self._has_pin = _has_pin(self._pins)
        self._is_engineer = with_pin_known or not self._has_pin
        app = QCoreApplication.instance()
        if self._has_pin and self._is_engineer:
            self.idle.start()
            if app is not None:
                app.installEventFilter(self)
        else:
            self.idle.stop()
            if app is not None:
                app.removeEventFilter(self)
        self.changed.emit()


def _has_pin(pins: PinFile) -> bool:
    try:
        return pins.is_set()
    except HmiError as error:
        _log.warning("the engineer PIN: %s", error)
        return True  # nobody is let in by a file that cannot be read
