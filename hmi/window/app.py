"""Opens the window on a station that has been started, and stops the station when it closes."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType

import pyqtgraph as pg
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from hmi import __version__
from hmi.qthreads import install_exception_hooks, take_short_turns
from hmi.station import Station
from hmi.window.frame import MainWindow
from hmi.window.instance import Door
from hmi.window.language import choose_language, font_for, install_language, readable
from hmi.window.theme import Theme, remembered_choice

_log = logging.getLogger(__name__)
_COLLECT_MS = 1000
_SETTLED_MS = 10_000
"""By then the window is built and the plant is read: objects that stay until the end, or go without a cycle.

To look through them all for cycles takes 130 ms (measured with 10,000 tags), in which nothing is painted and
no poll starts.
"""


def run(station: Station, door: Door | None = None) -> int:
    """Show the window until it is closed; the station is stopped in order, whatever happens.

    Needs the application of ``make_application``. At ``door`` other starts of the program ask for the window.
    Returns the exit code.
    """
    install_exception_hooks()
    take_short_turns()
    window: MainWindow | None = None
    try:
        with _ended_by_signals() as asked:
            app = the_application()
            with collected_on_gui_thread(app):
                theme = Theme(app)
                window = MainWindow(station, theme)
                theme.choose(remembered_choice(window.context.memory))
                window.show()
                if door is not None:
                    door.comes_up = window.come_up
                # Windows ends the process when this signal has been dealt with (WM_ENDSESSION). Nothing is
                # done at the question before it (commitDataRequest): another program may say no to that.
                app.aboutToQuit.connect(window.stop_at_once)
                asked.then(partial(window.quit, asks=False))
                return app.exec()
    finally:
        if window is None or not window.stopped:
            station.stop()


def tell_error(text: str) -> None:
    """Say in a box of its own why there is no window, to who has started the program by its icon."""
    the_application()
    QMessageBox.critical(None, "Lineside", text)


def make_application(language: str | None) -> QApplication:
    """The one application of this process, in that language."""
    pg.setConfigOptions(antialias=False, useOpenGL=False)
    app = the_application()
    app.setApplicationName("Lineside")
    app.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("lineside")
    code = readable(choose_language(language))
    install_language(app, code)
    app.setFont(font_for(code))
    return app


def the_application() -> QApplication:
    """That of this process, made at the first call."""
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])


@contextmanager
def collected_on_gui_thread(parent: QObject) -> Iterator[None]:
    """Collect cycles by a timer of the GUI thread only.

    Python collects in whichever thread reaches the threshold; a QObject destroyed in a worker's thread
    brings warnings at best, a crash at worst.
    """
    gc.disable()
    timer, settled = QTimer(parent), QTimer(parent)
    timer.setInterval(_COLLECT_MS)
    timer.timeout.connect(collect_due)
    timer.start()
    settled.setSingleShot(True)
    settled.setInterval(_SETTLED_MS)
    settled.timeout.connect(keep_what_stays)
    settled.start()
    try:
        yield
    finally:
        timer.stop()
        settled.stop()
        gc.unfreeze()
        gc.enable()


def collect_due() -> None:
    """Collect the oldest generation that has reached its threshold, as the automatic collection would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if thresholds[generation] and counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return


def keep_what_stays() -> None:
    """Collect everything once, and look no more at what is left."""
    gc.collect()
    gc.freeze()


class _EndAsked:
    """Whether somebody wants the program to end, and what ends it once there is something to end."""

    def __init__(self) -> None:
        self.is_asked = False
        self._end: Callable[[], object] | None = None

    def ask(self) -> None:
        """End it now, or as soon as ``then`` says how."""
        self.is_asked = True
        if self._end is not None:
            self._end()

    def then(self, end: Callable[[], object]) -> None:
        """How it is ended."""
        self._end = end
        if self.is_asked:
            end()


@contextmanager
def _ended_by_signals() -> Iterator[_EndAsked]:
    """Ctrl+C and SIGTERM end the program in order; Python sees them at the next snapshot."""
    asked = _EndAsked()

    def end(_number: int, _frame: FrameType | None) -> None:
        asked.ask()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
