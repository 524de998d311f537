from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hmi.model.events import EventKind
from hmi.station import Station
from hmi.window.frame import MainWindow
from hmi.window.theme import Theme
from tests.window.samples import PATIENCE_MS


def pixels(window: MainWindow) -> np.ndarray:
    """Red, green and blue of every pixel."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def stored_in(window: MainWindow) -> int:
    """Rows stored, as the last snapshot has them."""
    last = window.snapshots.last
    assert last is not None
    return last.status.rows.stored


def is_flowing(window: MainWindow) -> bool:
    last = window.snapshots.last
    return last is not None and last.status.rows.stored > 0


def close_and_wait(qtbot: QtBot, window: MainWindow) -> None:
    window.close()
    qtbot.waitUntil(lambda: window.stopped, timeout=PATIENCE_MS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_healthy_plant_is_gray(qtbot: QtBot, window: MainWindow, theme: Theme, scheme: str) -> None:
    theme.use(scheme)
    qtbot.waitUntil(lambda: is_flowing(window), timeout=PATIENCE_MS)
    for name in window.pages:
        window.open_page(name)
        picture = pixels(window)
        spread = picture.max(axis=2) - picture.min(axis=2)
        assert (spread > 60).mean() < 0.0005
        assert len(np.unique(picture @ (1 << 16, 1 << 8, 1))) > 50, "the picture is blank"


def test_the_title_names_station_and_version(window: MainWindow, station: Station) -> None:
    assert window.windowTitle() == f"Demo plant – Lineside {station.status().version}"


def test_every_page_has_a_key_and_a_button(qtbot: QtBot, window: MainWindow) -> None:
    assert [entry.name for entry in window.navigation.entries] == list(window.pages)
    for entry in window.navigation.entries:
        QTest.keyClick(window, entry.key)
        assert window.page_name == entry.name
        assert window.pages[entry.name].isVisible()
        assert window.navigation.buttons[entry.name].isChecked()
    QTest.mouseClick(window.navigation.buttons["overview"], Qt.MouseButton.LeftButton)
    assert window.page_name == "overview"


class Shown(QObject):
    """The windows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_a_page_is_made_within_the_window(qapp: QApplication, window: MainWindow) -> None:
    """A part that is shown before it has its place is a window for a moment, and takes the keyboard."""
    shown = Shown()
    qapp.installEventFilter(shown)
    for name in (*window.pages, "first_start"):
        getattr(window.pages, name)
    qapp.removeEventFilter(shown)
    assert shown.windows == []


def test_a_hidden_page_is_not_painted(qtbot: QtBot, window: MainWindow) -> None:
    window.open_page("backups")
    shown = window.pages.overview.rows.figures["stored"].number()
    stored = stored_in(window)
    qtbot.waitUntil(lambda: stored_in(window) > stored, timeout=PATIENCE_MS)
    assert window.pages.overview.rows.figures["stored"].number() == shown
    window.open_page("overview")
    assert window.pages.overview.rows.figures["stored"].number() != shown


def test_a_narrow_window_keeps_every_page_within_reach(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(900, 500)
    qtbot.waitUntil(lambda: window.navigation.width() < 60)
    assert window.width() == 900
    assert all(button.toolTip() for button in window.navigation.buttons.values())
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.navigation.width() > 100)


def test_on_the_smallest_screen_no_page_is_wider_than_it(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(683, 384)  # 1366 x 768 at 200 %
    for name in window.pages:
        window.open_page(name)
        page = window.pages[name]
        qtbot.waitUntil(page.isVisible)
        area = page.parentWidget()
        assert area is not None
        assert page.width() <= area.width(), name


def test_a_message_on_the_setup_page_takes_room_from_the_lists_and_pushes_nothing_out(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(1366, 600)
    window.open_page("setup")
    page = window.pages.setup
    qtbot.waitUntil(lambda: page.editor.is_loaded and page.plcs.form.isVisible(), timeout=PATIENCE_MS)
    page.messages.say("D500 goes when the changes are applied")
    qtbot.waitUntil(page.messages.isVisible)
    area = page.parentWidget()
    assert area is not None
    for index in range(page.tabs.count()):
        page.tabs.setCurrentIndex(index)
        QApplication.processEvents()
        assert page.height() <= area.height(), page.tabs.tabText(index)


def test_the_end_of_windows_stops_the_station_before_it_returns(
    qtbot: QtBot, new_station: Callable[[], Station], theme: Theme
) -> None:
    station = new_station()
    station.start()
    window = MainWindow(station, theme)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: is_flowing(window), timeout=PATIENCE_MS)
    window.stop_at_once()
    assert window.stopped
    assert station.events.read(1)[0].kind == EventKind.PROGRAM_STOPPED
    assert station.status().rows.balanced
    window.stop_at_once()
    assert [event.kind for event in station.events.read()].count(EventKind.PROGRAM_STOPPED) == 1
    window.snapshots.stop()
    window.tasks.close()


def test_closing_stops_the_station_in_order(
    qtbot: QtBot, new_station: Callable[[], Station], theme: Theme
) -> None:
    station = new_station()
    station.start()
    window = MainWindow(station, theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: is_flowing(window), timeout=PATIENCE_MS)
    window.close()
    assert window.isVisible()
    assert window.closing.isVisible()
    window.close()  # a second click on the cross changes nothing
    qtbot.waitUntil(lambda: window.stopped, timeout=PATIENCE_MS)
    assert not window.isVisible()
    rows = station.status().rows
    assert rows.accepted == rows.stored
    assert rows.pending == 0


def test_the_window_comes_back_where_it_was(
    qtbot: QtBot, new_station: Callable[[], Station], theme: Theme
) -> None:
    first = MainWindow(new_station(), theme)
    qtbot.addWidget(first)
    first.show()
    first.resize(760, 612)
    first.open_page("backups")
    close_and_wait(qtbot, first)
    second = MainWindow(new_station(), theme)
    qtbot.addWidget(second)
    second.show()
    assert second.page_name == "backups"
    assert (second.width(), second.height()) == (760, 612)
    close_and_wait(qtbot, second)


def test_a_spoilt_memory_of_the_window_does_no_harm(
    qtbot: QtBot, new_station: Callable[[], Station], theme: Theme
) -> None:
    station = new_station()
    (station.data_folder.root / "window.ini").write_text("[General]\npage=seven\ngeometry=none\n")
    window = MainWindow(station, theme)
    qtbot.addWidget(window)
    window.show()
    assert window.page_name == "overview"
    close_and_wait(qtbot, window)


def test_what_a_snapshot_costs_is_measured(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: is_flowing(window), timeout=PATIENCE_MS)
    cost = window.snapshots.cost()
    assert 0 < cost.take_mean + cost.show_mean <= cost.worst


def test_the_overview_says_which_database_it_is(window: MainWindow) -> None:
    assert "SQLite historian.db" in window.pages.overview.writer.texts()


def test_an_alarm_is_acknowledged_on_every_page(qtbot: QtBot, window: MainWindow, station: Station) -> None:
    in_a_week = datetime.now(UTC) + timedelta(days=7)
    station._clock._now = lambda: in_a_week  # the PC's clock cannot be set here
    qtbot.waitUntil(window.alarm_line.acknowledge.isVisible, timeout=PATIENCE_MS)
    window.open_page("backups")
    assert window.alarm_line.text().startswith("High The clock of this PC is 7 days in the future")
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "clock of this PC is" not in window.alarm_line.text(), timeout=PATIENCE_MS)
    assert station.status().alarms == ()  # who acknowledges it says that the clock is right
