"""The program's own settings: what acts at once, what is saved, and the PIN."""

from __future__ import annotations

import logging
import threading
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from hmi.config.folder import DataFolder
from hmi.settings_setup import StoredSettings
from hmi.window import autostart, sound
from hmi.window.context import Context
from hmi.window.setup.pin import NewPinDialog
from hmi.window.setup.program import ProgramTab
from hmi.window.setup.setting_fields import SettingField
from hmi.window.theme import ThemeChoice, load_colours, remembered_choice
from hmi.window.tray import KEEP_KEY
from hmi.window.widgets.details import Details
from tests.window.hands import choose_path
from tests.window.samples import PATIENCE_MS
from tests.window.tab_order import is_top_to_bottom, tab_stops


class System:
    """Stands for the place where the system keeps what starts with it: no test may change the real one."""

    def __init__(self) -> None:
        self.on = self.for_all = False
        self.refuses = False
        self.has_list = self.has_tray = True

    def is_available(self) -> bool:
        return self.has_list

    def is_enabled(self, _folder: DataFolder) -> bool:
        return self.on or self.for_all

    def is_for_all(self, _folder: DataFolder) -> bool:
        return self.for_all

    def set_enabled(self, _folder: DataFolder, *, on: bool, demo: bool) -> None:
        assert demo
        if self.refuses:
            raise PermissionError(13, "not allowed", "Run")
        self.on = on


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    made = System()
    monkeypatch.setattr(autostart, "is_available", made.is_available)
    monkeypatch.setattr(autostart, "is_enabled", made.is_enabled)
    monkeypatch.setattr(autostart, "is_for_all", made.is_for_all)
    monkeypatch.setattr(autostart, "set_enabled", made.set_enabled)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: made.has_tray)
    return made


@pytest.fixture
def tab(qtbot: QtBot, quiet_context: Context, system: System) -> ProgramTab:
    opened = ProgramTab(quiet_context)
    qtbot.addWidget(opened)
    opened.resize(1000, 800)
    opened.show()
    qtbot.waitUntil(lambda: opened.folder.line.placeholderText() != "", timeout=PATIENCE_MS)
    return opened


def test_what_is_typed_while_the_settings_are_read_stays(
    qtbot: QtBot, tab: ProgramTab, quiet_context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup, is_typed, answers = quiet_context.station.settings_setup, threading.Event(), []
    stored = setup.stored

    def slow() -> StoredSettings:
        is_typed.wait(PATIENCE_MS / 1000)
        answers.append(stored())
        return answers[-1]

    monkeypatch.setattr(setup, "stored", slow)
    tab.hide()
    tab.show()
    QTest.keyClicks(tab.name.line, "Line 7")
    is_typed.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
    with qtbot.waitCallback(timeout=PATIENCE_MS) as later:  # its answer has been shown, or not
        quiet_context.tasks.operation(stored).success(later).start()
    assert tab.name.text() == "Line 7"
    QTest.mouseClick(tab.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.name.text() == "", timeout=PATIENCE_MS)


def saved(qtbot: QtBot, tab: ProgramTab) -> str:
    assert tab.save.isEnabled(), tab.save.toolTip()
    QTest.mouseClick(tab.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.messages.text() != "", timeout=PATIENCE_MS)
    return tab.messages.text()


def field_of(tab: ProgramTab, name: str) -> SettingField:
    return next(field for field in tab.fields if field.name == name)


def unfold(tab: ProgramTab) -> None:
    for details in tab.findChildren(Details):
        QTest.keyClick(details.button, Qt.Key.Key_Space)


def test_defaults_stand_in_gray(tab: ProgramTab, folder: DataFolder) -> None:
    assert tab.name.line.placeholderText() == "Line 1"
    assert tab.folder.line.placeholderText() == str(folder.backup)
    assert tab.recording[1].entry.isVisible() is False
    unfold(tab)
    assert tab.recording[1].entry.isVisible()
    assert not tab.save.isEnabled()


def test_names_and_sizes_wait_for_a_new_start(qtbot: QtBot, tab: ProgramTab, folder: DataFolder) -> None:
    tab.name.line.insert("울산 1공장")  # as an input method does
    unfold(tab)
    buffer = field_of(tab, "buffer.max_size")
    QTest.keyClicks(buffer.entry, "999")
    assert "from 1000 to 10000000" in buffer.problem
    QTest.keyClicks(buffer.entry, "99")
    QTest.keyClick(field_of(tab, "journal.strict").entry, Qt.Key.Key_Space)
    assert saved(qtbot, tab) == "The changes are saved"
    assert tomllib.loads(folder.settings_file.read_text("utf-8")) == {
        "station": {"name": "울산 1공장"},
        "buffer": {"max_size": 99999},
        "journal": {"strict": True},
    }
    assert tab.waiting.isVisible()
    with qtbot.waitSignal(tab.restart_wanted):
        QTest.mouseClick(tab.waiting.action, Qt.MouseButton.LeftButton)


def test_the_log_level_acts_at_once(qtbot: QtBot, tab: ProgramTab, caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("hmi")
    caplog.set_level(logging.INFO, "hmi")  # put back by the fixture
    tab.level.box.setFocus()
    QTest.keyClicks(tab.level.box, "Errors")
    saved(qtbot, tab)
    assert logger.level == logging.ERROR
    assert not tab.waiting.isVisible()


def test_changes_can_be_undone(qtbot: QtBot, tab: ProgramTab, folder: DataFolder) -> None:
    QTest.keyClicks(tab.name.line, "Line 9")
    QTest.mouseClick(tab.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.name.text() == "", timeout=PATIENCE_MS)
    assert tab.undo.toolTip() == "Nothing was changed"
    assert not folder.settings_file.exists()


def test_colours_are_chosen_and_remembered(tab: ProgramTab, quiet_context: Context) -> None:
    tab.theme.setFocus()
    QTest.keyClicks(tab.theme, "Dark")
    assert quiet_context.theme.colours == load_colours("dark")
    assert remembered_choice(quiet_context.memory) is ThemeChoice.DARK
    tab.theme.view().keyboardSearch("")  # as after a pause
    QTest.keyClicks(tab.theme, "As")
    assert quiet_context.theme.colours == load_colours("light")  # a system without a wish
    quiet_context.memory.setValue("theme", "pink")
    assert remembered_choice(quiet_context.memory) is ThemeChoice.SYSTEM


def test_habits_of_the_window_need_no_saving(
    qtbot: QtBot, tab: ProgramTab, quiet_context: Context, system: System
) -> None:
    for box in (tab.sound, tab.tray, tab.autostart):
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert sound.is_wanted(quiet_context.memory)
    assert quiet_context.memory.value(KEEP_KEY, type=bool) is True
    qtbot.waitUntil(lambda: system.on, timeout=PATIENCE_MS)
    assert tab.save.toolTip() == "Nothing was changed"
    system.refuses = True
    QTest.keyClick(tab.autostart, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "not allowed" in tab.messages.text(), timeout=PATIENCE_MS)
    qtbot.waitUntil(tab.autostart.isChecked, timeout=PATIENCE_MS)  # what the system says


def test_a_system_that_starts_nothing_says_so(
    tab: ProgramTab, quiet_context: Context, system: System
) -> None:
    system.has_list = False
    quiet_context.access.changed.emit()
    assert not tab.autostart.isEnabled()
    assert "no list of programs" in tab.autostart.toolTip()


def test_what_the_installation_starts_for_all_is_shown_and_left_alone(
    qtbot: QtBot, tab: ProgramTab, quiet_context: Context, system: System
) -> None:
    system.for_all = True
    tab.show_stored(quiet_context.station.settings_setup.stored())
    qtbot.waitUntil(lambda: not tab.autostart.isEnabled(), timeout=PATIENCE_MS)
    assert tab.autostart.isChecked()
    assert "all users" in tab.autostart.toolTip()
    quiet_context.access.changed.emit()
    assert not tab.autostart.isEnabled()


def test_a_system_without_a_tray_says_so(tab: ProgramTab, quiet_context: Context, system: System) -> None:
    assert tab.tray.isEnabled()
    system.has_tray = False
    quiet_context.access.changed.emit()
    assert not tab.tray.isEnabled()
    assert "no tray" in tab.tray.toolTip()
    assert tab.tray.accessibleDescription() == tab.tray.toolTip()


def test_a_folder_is_looked_for(qtbot: QtBot, tab: ProgramTab, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    unfold(tab)
    QTest.mouseClick(tab.browse, Qt.MouseButton.LeftButton)
    choose_path(qtbot, tab, tmp_path / "disk")
    assert tab.folder.text() == str(tmp_path / "disk")


def test_a_pin_locks_all_but_the_habits_of_the_window(
    qtbot: QtBot, tab: ProgramTab, quiet_context: Context
) -> None:
    assert "No PIN is set" in tab.pin_state.text()
    QTest.mouseClick(tab.set_pin, Qt.MouseButton.LeftButton)
    (dialog,) = tab.findChildren(NewPinDialog)
    QTest.keyClicks(dialog.new, "123456")
    QTest.keyClicks(dialog.repeated, "123456")
    QTest.keyClick(dialog.repeated, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.pin_state.text() == "A PIN is set", timeout=PATIENCE_MS)
    QTest.mouseClick(tab.lock, Qt.MouseButton.LeftButton)
    assert not quiet_context.access.is_engineer
    assert tab.locked.isVisible()
    enabled = [box.isEnabled() for box in (tab.theme, tab.sound, tab.tray, tab.autostart, tab.name.entry)]
    assert enabled == [True, True, False, False, False]


def test_the_tab_key_goes_from_top_to_bottom(tab: ProgramTab) -> None:
    unfold(tab)
    tab.resize(1000, 1500)
    stops = tab_stops(tab)
    assert len(stops) > 8
    assert is_top_to_bottom(tab), [(stop, stop.accessibleName()) for stop in stops]
    assert all(stop.accessibleName() or getattr(stop, "text", str)() for stop in stops)
