"""The main window: header, alarm line, navigation and pages; closes the station in order."""

from __future__ import annotations

import logging
import threading

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from hmi import __version__
from hmi.config.pin_file import PinFile
from hmi.config.resources import resource_path
from hmi.model.errors import HmiError
from hmi.station import Station
from hmi.window import formats
from hmi.window.access import Access
from hmi.window.commands import AlarmCommands
from hmi.window.context import Context
from hmi.window.dialogs.question import Question
from hmi.window.first_start.page import FirstStart
from hmi.window.page_set import PageSet
from hmi.window.pages import Page
from hmi.window.pages.closing import ClosingPage
from hmi.window.relaunch import own_command, start_detached
from hmi.window.snapshot import Snapshot, SnapshotTimer
from hmi.window.sound import AlarmSound
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from hmi.window.tray import Tray
from hmi.window.widgets.access_badge import AccessBadge
from hmi.window.widgets.alarm_line import AlarmLine
from hmi.window.widgets.header import Header
from hmi.window.widgets.help_panel import HelpPanel
from hmi.window.widgets.navigation import Entry, Navigation
from hmi.window.widgets.page_stack import PageStack

_log = logging.getLogger(__name__)
_FIRST_SIZE = (1280, 720)
_SMALLEST_SIZE = (640, 360)
"""In a screen of 1366 x 768 at 200 %."""
_NARROW_PX = 1150
_TINY_PX = 800
_LOW_PX = 480
_OF_A_PLANT = ("overview", "groups", "tags")
"""Pages that have nothing to show before the first PLC."""
_LAST_S = 3.0
"""For the station, when Windows goes down: after 5 s it says that this program keeps it from doing so."""


class MainWindow(QMainWindow):
    """One station's window."""

    def __init__(self, station: Station, theme: Theme) -> None:
        super().__init__()
        self._station = station
        self._settings = QSettings(str(station.data_folder.root / "window.ini"), QSettings.Format.IniFormat)
        self.tasks = Tasks(self)
        self.snapshots = SnapshotTimer(station.status, self)
        self.snapshots.taken.connect(self._show_snapshot)
        self.access = Access(PinFile(station.data_folder.pin_file), station.events, self)
        self.context = Context(station, theme, self.tasks, self.access, self._settings)
        self.header = Header(theme, station.name, demo=station.demo)
        self.header.add(AccessBadge(self.context))
        self._alarm_commands = AlarmCommands(self.context, self)
        self.alarm_line = AlarmLine(theme)
        self._sound = AlarmSound(self._settings, self)
        self.help = HelpPanel(self.context)
        self.tray = Tray(self.context, self)
        self._is_first_start = not station.demo
        self._is_in_tray = self._quitting = self._stopping = self.stopped = False
        self._station_stopped = threading.Event()
        self._next_command: list[str] | None = None
        self._page_name = ""
        self.navigation = Navigation(theme, self._entries(), f"Lineside {__version__}")
        self._stack = PageStack()
        self.pages = PageSet(self.context, self._stack)
        self.closing = self._stack.add(ClosingPage())
        self.setWindowTitle(f"{station.name} – Lineside {__version__}")
        self.setWindowIcon(QIcon(str(resource_path("icons", "lineside.svg"))))
        self.setMinimumSize(*_SMALLEST_SIZE)
        self._lay_out()
        theme.dress(self)
        self._connect()
        self.snapshots.start()
        self._restore()

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.open_page)
        self.navigation.helped.connect(self._toggle_help)
        self._stack.added.connect(self.help.follow_in_tab_order)
        self.help.closed.connect(self._focus_page)
        self.alarm_line.acknowledged.connect(self._alarm_commands.acknowledge)
        self.alarm_line.opened.connect(self._open_alarm)
        self.pages.set_up_wanted.connect(self._set_up)
        self.pages.restart_wanted.connect(self.restart)
        self.pages.begun.connect(self._leave_first_start)
        self.pages.import_wanted.connect(self._import)
        self.pages.quit_wanted.connect(self.quit)
        self.tray.show_wanted.connect(self.come_up)
        self.tray.quit_wanted.connect(self.quit)

    def open_page(self, name: str) -> None:
        """Show a page, as it is at this moment; the first start in its place while there is no plant."""
        if self._stopping:
            return
        page = self._page_for(name)
        self._page_name = name
        self.navigation.select(name)
        self._stack.show_page(page)
        self.help.show_page("first_start" if isinstance(page, FirstStart) else name)
        self._focus_page()
        if self.snapshots.last is not None:
            page.show_snapshot(self.snapshots.last)

    def _page_for(self, name: str) -> Page:
        if name in _OF_A_PLANT and self._is_first_start:
            if self.pages.is_first_start_under_way or not self._has_plant():
                return self.pages.first_start
            self._is_first_start = False
        return self.pages[name]

    def _has_plant(self) -> bool:
        last = self.snapshots.last
        return last is not None and bool(last.status.plcs or last.status.groups)

    def _leave_first_start(self) -> None:
        self._is_first_start = False
        self.open_page("tags")

    def _import(self) -> None:
        self.open_page("setup")
        self.pages.setup.tabs.setCurrentWidget(self.pages.setup.imports)

    def _focus_page(self) -> None:
        page = self._stack.page
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_help(self) -> None:
        self.help.setVisible(not self.help.isVisible())
        if self.help.isVisible():
            self.help.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_page()

    def _open_alarm(self, alarm_id: str) -> None:
        self.open_page("alarms")
        self.pages.alarms.select(alarm_id)

    def _set_up(self, group_name: str) -> None:
        self.open_page("setup")
        self.pages.setup.show_group(group_name)

    @property
    def page_name(self) -> str:
        """The page that is open, by its button."""
        return self._page_name

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the page where the window is narrow."""
        super().resizeEvent(event)
        width, height = event.size().width(), event.size().height()
        self.navigation.set_narrow(narrow=width < _NARROW_PX)
        self.navigation.set_low(low=height < _LOW_PX)
        self.header.set_room(narrow=width < _NARROW_PX, tiny=width < _TINY_PX)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay in the tray if that is wanted; else stop the station, off the GUI thread, then close."""
        if self.stopped:
            event.accept()
            return
        event.ignore()
        if self._stopping:
            return
        if not self._quitting and not _session_ends():
            if self.tray.keeps_running:
                self._is_in_tray = True
                self.hide()
                self.tray.tell_hidden()
                return
            if self._station.rows_in_danger:
                self._ask_to_quit(self._station.rows_in_danger)
                return
        self._stop_station()

    def come_up(self) -> bool:
        """Show the window before all others, from wherever it is; False when it is closing."""
        self._is_in_tray = False
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        return not self._stopping

    def quit(self, *, asks: bool = True) -> None:
        """End the program in order, from the tray too; asks before rows are lost, unless nobody is there."""
        if self.isHidden():
            self.come_up()  # its end is to be seen
        rows = self._station.rows_in_danger
        if asks and rows and not self._stopping:
            self._ask_to_quit(rows)
        else:
            self._quit_unasked()

    def _quit_unasked(self) -> None:
        self._quitting = True
        self.close()

    def _ask_to_quit(self, rows: int) -> None:
        text = self.tr("{n} rows are in memory only: neither the historian nor the disk takes them.")
        detail = self.tr(
            "They are lost when Lineside ends now. Make room on the disk, or bring the historian back, and "
            "they are stored by themselves."
        )
        question = Question(
            self,
            self.context.theme,
            text.format(n=formats.number(rows)),
            detail,
            action=self.tr("&Quit and lose them"),
            keep=self.tr("&Keep running"),
        )
        question.no.clicked.connect(self._stay)
        question.ask(self._quit_unasked)

    def _stay(self) -> None:
        self._next_command = None

    def restart(self) -> None:
        """Close in order, then start the program again on the same data folder."""
        self.close_and_start(own_command(self._station.data_folder, demo=self._station.demo))

    def close_and_start(self, command: list[str]) -> None:
        """Close in order, then start that program."""
        self._next_command = command
        self.quit()

    def _stop_station(self) -> None:
        self._stopping = True
        self._save()
        self._log_cost()
        self.navigation.setEnabled(False)
        self._stack.show_page(self.closing)
        self.tasks.closing.set()
        work = self.tasks.operation(self._stop_on_a_worker)
        work.success(lambda _: self._finish()).failure(self._finish_badly).start()

    def _stop_on_a_worker(self) -> None:
        try:
            self._station.stop()
        finally:
            self._station_stopped.set()

    def stop_at_once(self) -> None:
        """Stop the station in order, in a few seconds, and return then: the process has no more time.

        Nothing happens where it has stopped.
        """
        if self._stopping:
            self._station_stopped.wait(_LAST_S)
        else:
            self._stopping = True
            self._save()
            self._station.stop(_LAST_S)
        self.stopped = True

    def _log_cost(self) -> None:
        cost = self.snapshots.cost()
        _log.info(
            "window: a snapshot took %.1f ms and showing it %.1f ms on average, %.1f ms at worst",
            cost.take_mean,
            cost.show_mean,
            cost.worst,
        )

    def _finish_badly(self, text: str) -> None:
        _log.critical("the station did not stop in order: %s", text)
        self._finish()

    def _finish(self) -> None:
        self.snapshots.stop()
        self._sound.silence()
        self.stopped = True
        self.tray.close()
        self._start_next()
        self.tasks.close()
        self.close()

    def _start_next(self) -> None:
        if self._next_command is None:
            return
        try:
            start_detached(self._next_command)
        except HmiError as error:
            _log.error("%s", error)

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        self._sound.show_alarms(snapshot.status.alarms)
        self.tray.show_snapshot(snapshot)
        if self.isMinimized() or self._is_in_tray:
            return
        self.header.show_snapshot(snapshot)
        self.alarm_line.show_alarms(snapshot.status.alarms, snapshot.status.alarms_over)
        page = self._stack.page
        if page is not None:
            page.show_snapshot(snapshot)

    def _entries(self) -> tuple[Entry, ...]:
        return (
            Entry("overview", self.tr("Overview"), Qt.Key.Key_F2),
            Entry("groups", self.tr("Groups"), Qt.Key.Key_F3),
            Entry("tags", self.tr("Tags"), Qt.Key.Key_F4),
            Entry("backups", self.tr("Backups"), Qt.Key.Key_F6),
            Entry("alarms", self.tr("Alarms"), Qt.Key.Key_F7),
            Entry("events", self.tr("Events"), Qt.Key.Key_F8),
            Entry("setup", self.tr("Setup"), Qt.Key.Key_F9),
        )

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.navigation)
        below.addWidget(self._stack, 1)
        below.addWidget(self.help)
        central = QWidget()
        central.setObjectName("central")
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.alarm_line)
        column.addLayout(below, 1)
        self.setCentralWidget(central)

    def _restore(self) -> None:
        self.resize(*_FIRST_SIZE)
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        page = str(self._settings.value("page", ""))
        self.open_page(page if page in self.pages else "overview")

    def _save(self) -> None:
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("page", self.page_name)
        self._settings.sync()


def _session_ends() -> bool:
    """The user logs out or the computer goes down: nobody answers questions, and there is no tray."""
    app = QApplication.instance()
    return isinstance(app, QApplication) and app.isSavingSession()
