"""Random clicks, keys and texts over a running demo plant, from a seed: ``make monkey``, or

``python -m tests.window.monkey [--minutes 10] [--seed 1]``. Fails on an exception, a warning of Qt, widgets
or threads that only become more, a worker that died, a row that is not where the law of conservation says.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QLineEdit, QMenu, QWidget

from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.demo import prepare_demo
from hmi.model.status import StationStatus
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.app import collected_on_gui_thread, make_application
from hmi.window.frame import MainWindow
from hmi.window.theme import Theme
from tests.bench.figures import resident_bytes

_STEP_MS = 15
_SETTLE_EVERY_S = 30.0
_ENOUGH = 4
"""Counts in each half of the time, to tell growth."""
_IGNORED = ("This plugin does not support",)
"""Of the offscreen platform."""

_TEXTS = (
    "",
    "0",
    "-1",
    "99999999999",
    "D100",
    "W1F0.A",
    "한글",
    "かな",
    "; DROP TABLE tags",
    "press",
    "1.5",
    "a" * 300,
)
_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Plus, Qt.Key.Key_Minus),
    *(Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5),
    *(Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9),
)
_WITH_CONTROL = (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_F, Qt.Key.Key_Left, Qt.Key.Key_Right)


@dataclass
class Findings:
    """What went wrong, and what was done."""

    faults: list[str] = field(default_factory=list)
    did: Counter[str] = field(default_factory=Counter)
    widgets: list[int] = field(default_factory=list)
    """How many there were each time that everything had been closed."""
    threads: list[int] = field(default_factory=list)
    resident_mb: list[float] = field(default_factory=list)


class Monkey(QObject):
    """Does one thing every 15 ms, whatever is open; ``done`` is called after ``seconds``."""

    def __init__(self, window: MainWindow, seed: int, seconds: float, done: Callable[[], object]) -> None:
        super().__init__()
        self.findings = Findings()
        self._window = window
        self._random = random.Random(seed)
        self._end = time.monotonic() + seconds
        self._next_settle = time.monotonic() + min(_SETTLE_EVERY_S, seconds / 4)
        self._done = done
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        now = time.monotonic()
        if now >= self._end or now >= self._next_settle:
            if self._close_one():
                return
            if now >= self._end:
                self._timer.stop()
                self._settle()
                self._done()
                return
            self._settle()
            self._next_settle = now + _SETTLE_EVERY_S
        inside = QApplication.activeModalWidget()
        if isinstance(inside, QFileDialog):
            inside.reject()  # it is Qt's own, and could rename and delete files of this computer
            return
        act = self._random.choices(
            (self._click, self._key, self._type, self._wheel, self._double_click, self._drag),
            weights=(40, 25, 10, 10, 3, 6),
        )[0]
        act()
        self.findings.did[act.__name__.strip("_")] += 1

    def _close_one(self) -> bool:
        """Close what is open above the window; True where there was something."""
        open_ = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if open_ is None:
            return False
        open_.close()
        return True

    def _settle(self) -> None:
        """Everything closed and on one page, what is held can be counted."""
        self._window.open_page("overview")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.findings.widgets.append(len(QApplication.allWidgets()))
        self.findings.threads.append(threading.active_count())
        self.findings.resident_mb.append(resident_bytes() / 1e6)
        last = self._window.snapshots.last
        for worker in last.status.workers if last else ():
            if worker.restarts:
                self.findings.faults.append(f"worker {worker.name} died: {worker.last_death}")

    # -- what it does ------------------------------------------------------------------------------------

    def _target(self) -> QWidget:
        """A widget that a person could reach now."""
        inside = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window
        reachable = [part for part in inside.findChildren(QWidget) if part.isVisible() and part.isEnabled()]
        return self._random.choice(reachable or [inside])

    def _place(self, target: QWidget) -> QPoint:
        return QPoint(
            self._random.randrange(max(1, target.width())), self._random.randrange(max(1, target.height()))
        )

    def _click(self) -> None:
        target = self._target()
        if isinstance(target, QMenu):
            self._pick(target)
            return
        button = self._random.choices((Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton), (12, 1))[0]
        QTest.mouseClick(target, button, pos=self._place(target))

    def _pick(self, menu: QMenu) -> None:
        QTest.keyClick(menu, self._random.choice((Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape)))

    def _double_click(self) -> None:
        target = self._target()
        QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=self._place(target))

    def _drag(self) -> None:
        target = self._target()
        QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=self._place(target))
        QTest.mouseMove(target, self._place(target))
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=self._place(target))

    def _key(self) -> None:
        target = QApplication.focusWidget() or self._target()
        if self._random.random() < 0.1:
            QTest.keyClick(target, self._random.choice(_WITH_CONTROL), Qt.KeyboardModifier.ControlModifier)
        else:
            QTest.keyClick(target, self._random.choice(_KEYS))

    def _type(self) -> None:
        fields = [target for target in (self._target() for _ in range(8)) if isinstance(target, QLineEdit)]
        if fields:
            fields[0].setFocus()
            if self._random.random() < 0.5:
                fields[0].selectAll()
            _write(fields[0], self._random.choice(_TEXTS))

    def _wheel(self) -> None:
        target = self._target()
        if isinstance(target, QAbstractItemView):
            target = target.viewport()
        place = QPointF(self._place(target))
        turn = QPoint(0, self._random.choice((-120, 120)))
        event = QWheelEvent(
            place,
            QPointF(target.mapToGlobal(place.toPoint())),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(target, event)


def _write(field: QLineEdit, text: str) -> None:
    """By keys, or as an input method brings it: QTest has no keys for other letters than ASCII."""
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(field, event)


@contextmanager
def listening(findings: list[str]) -> Iterator[None]:
    """Every exception of any thread and every warning of Qt is a finding."""

    def message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not text.startswith(_IGNORED):
            findings.append(f"Qt: {text}")

    def exception(kind: type[BaseException], error: BaseException, _traceback: TracebackType | None) -> None:
        findings.append(f"{kind.__name__}: {error}")
        sys.__excepthook__(kind, error, _traceback)

    def of_thread(hook: threading.ExceptHookArgs) -> None:
        findings.append(f"{hook.exc_type.__name__}: {hook.exc_value}")

    before = qInstallMessageHandler(message)
    hooks = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = exception, of_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = hooks
        qInstallMessageHandler(before)


def rows_in(historian: Path) -> int:
    """How many rows the embedded historian holds."""
    with closing(sqlite3.connect(historian)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM tag_values").fetchone()
    return int(count)


def check_end(status: StationStatus, historian: Path, findings: Findings) -> None:
    """Add what is wrong after the end of the station."""
    rows, faults = status.rows, findings.faults
    if not rows.balanced or rows.dropped or rows.pending:
        faults.append(f"rows at the end: {rows}")
    if rows_in(historian) != rows.stored:
        faults.append(f"{rows_in(historian)} rows in the historian, {rows.stored} counted as stored")
    half = len(findings.widgets) // 2
    if half < _ENOUGH:  # what a page makes when it is first needed is no leak
        return
    if min(findings.widgets[half:]) > 1.1 * max(findings.widgets[:half]):
        faults.append(f"widgets become more: {findings.widgets}")
    if min(findings.threads[half:]) > max(findings.threads[:half]) + 8:
        faults.append(f"threads become more: {findings.threads}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)  # what it saves, it saves here
        findings, status = run(DataFolder(Path(name) / "Line 1"), options.seed, 60 * options.minutes)
    did = ", ".join(f"{count} x {what}" for what, count in findings.did.most_common())
    print(f"seed {options.seed}, {options.minutes:g} min: {did}")  # noqa: T201  it is a program
    print(f"widgets {findings.widgets}, threads {findings.threads}")  # noqa: T201
    print(f"resident MB {[round(mb) for mb in findings.resident_mb]}; {status.rows}")  # noqa: T201
    for fault in findings.faults:
        print(f"FAULT {fault}")  # noqa: T201
    return 1 if findings.faults else 0


def run(folder: DataFolder, seed: int, seconds: float) -> tuple[Findings, StationStatus]:
    """Let it loose on a demo plant of its own; what it found, and the station's last status."""
    folder.create()
    prepare_demo(folder)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app = make_application("en")
    station = Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)
    faults: list[str] = []
    with collected_on_gui_thread(app), listening(faults):
        station.start()
        window = MainWindow(station, Theme(app))
        window.resize(1366, 768)
        window.show()
        monkey = Monkey(window, seed, seconds, window.close)
        quit_when_stopped = QTimer(window)
        quit_when_stopped.timeout.connect(lambda: app.quit() if window.stopped else None)
        quit_when_stopped.start(50)
        app.exec()
        status = station.status()
    monkey.findings.faults += faults
    check_end(status, folder.historian_db, monkey.findings)
    return monkey.findings, status


if __name__ == "__main__":
    sys.exit(main())
