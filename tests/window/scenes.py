"""What the pictures show: each scene brings a window there and says what is to be taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from hmi.window.frame import MainWindow

PATIENCE_MS = 120_000

Scene = Callable[[MainWindow], QWidget]


def page(name: str) -> Scene:
    """A page as it opens."""

    def show(window: MainWindow) -> QWidget:
        window.open_page(name)
        pause(0.7)
        return window

    return show


def groups(window: MainWindow) -> QWidget:
    """A handshake group after a trigger."""
    window.open_page("groups")
    window.pages.groups.select("PAINT_QUALITY")
    window.pages.groups.trigger.click()
    wait_until(lambda: bool(window.pages.groups.messages.text()))
    return window


def tags(window: MainWindow) -> QWidget:
    """Two tags in the trend."""
    window.open_page("tags")
    wait_until(lambda: window.pages.tags.model.rowCount() > 0)
    for row in (0, 4):
        window.pages.tags.table.selectRow(row)
        window.pages.tags.toggle_trend()
    pause(1.5)
    return window


def tab(index: int) -> Scene:
    """A tab of the setup, its first row chosen."""

    def show(window: MainWindow) -> QWidget:
        window.open_page("setup")
        wait_until(lambda: window.pages.setup.editor.is_loaded)
        window.pages.setup.tabs.setCurrentIndex(index)
        pause(1.0)
        return window

    return show


def backups(window: MainWindow) -> QWidget:
    """The rows of a file."""
    window.open_page("backups")
    wait_until(lambda: window.pages.backups.files.preview.model.rowCount() > 0)
    return window


def alarms(window: MainWindow) -> QWidget:
    """An alarm and its guidance."""
    window.open_page("alarms")
    wait_until(lambda: window.pages.alarms.model.rowCount() > 0)
    pause(0.5)
    return window


def first_plc(window: MainWindow) -> QWidget:
    """The first step of three."""
    window.pages.first_start.welcome.plc.click()
    pause(0.5)
    return window


def help_(window: MainWindow) -> QWidget:
    """Help beside a page."""
    window.open_page("overview")
    window.navigation.help.click()
    pause(0.5)
    return window


HEALTHY: dict[str, Scene] = {
    "overview": page("overview"),
    "groups": groups,
    "tags": tags,
    "backups": page("backups"),
    "alarms": page("alarms"),
    "events": page("events"),
    "setup-plcs": tab(0),
    "setup-groups": tab(1),
    "setup-tags": tab(2),
    "setup-import": tab(3),
    "setup-historian": tab(4),
    "setup-mapping": tab(5),
    "setup-remote": tab(6),
    "setup-program": tab(7),
    "help": help_,
}
OUTAGE: dict[str, Scene] = {
    "outage-overview": page("overview"),
    "outage-backups": backups,
    "outage-alarms": alarms,
    "outage-events": page("events"),
}
NOTHING_YET: dict[str, Scene] = {
    "first-start": lambda window: window,
    "first-plc": first_plc,
}


def wait_until(condition: Callable[[], bool]) -> None:
    """Let the program run until it is so.

    Raises:
        TimeoutError: it does not come to it.
    """
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not condition():
        if deadline.hasExpired():
            raise TimeoutError("the program did not come to the state of the next picture")
        pause(0.1)


def pause(seconds: float) -> None:
    """Let the program run."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()
