"""A short sound, again and again, as long as an alarm asks for somebody and nobody has acknowledged it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from hmi.alarms import Severity
from hmi.config.resources import resource_path
from hmi.model.status import AlarmStatus

_log = logging.getLogger(__name__)

_KEY = "alarms/sound"
_EVERY_MS = 2_500
_LOUD = (Severity.CRITICAL, Severity.HIGH)


def is_wanted(memory: QSettings) -> bool:
    """Whether alarms are to be heard at this window; not until somebody asks for it."""
    return bool(memory.value(_KEY, False, type=bool))


def set_wanted(memory: QSettings, *, on: bool) -> None:
    """From the next snapshot on."""
    memory.setValue(_KEY, on)


def play() -> None:
    """One sound, begun and not waited for.

    On Windows our own, whatever the system's scheme of sounds is; elsewhere the bell of the desktop.
    """
    if sys.platform == "win32":
        import winsound

        file = str(resource_path("sounds", "alarm.wav"))
        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        try:
            winsound.PlaySound(file, flags)
        except RuntimeError as error:  # a PC without a sound device
            _log.info("the alarm sound cannot be played: %s", error)
    else:
        QApplication.beep()


class AlarmSound(QObject):
    """Heard every 2.5 s for alarms of severity critical and high that stand and nobody has acknowledged.

    Acknowledging is what silences it. Those that are over make no sound: nobody has to hurry for them.
    """

    def __init__(
        self, memory: QSettings, parent: QObject | None = None, *, play: Callable[[], None] = play
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        self._play = play
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(play)

    @property
    def is_on(self) -> bool:
        """Whether it sounds now."""
        return self._timer.isActive()

    def show_alarms(self, alarms: Sequence[AlarmStatus]) -> None:
        """Sound, or be silent; called with the standing alarms of every snapshot."""
        calls = any(not alarm.acknowledged and alarm.severity in _LOUD for alarm in alarms)
        if not calls or not is_wanted(self._memory):
            self.silence()
        elif not self._timer.isActive():
            self._timer.start()
            self._play()

    def silence(self) -> None:
        """No sound until the next snapshot that asks for one."""
        self._timer.stop()
