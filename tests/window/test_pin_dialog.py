"""The PIN at the window: set, asked for, refused, changed, removed; and the badge that shows who is there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hmi.window.context import Context
from hmi.window.setup.pin import NewPinDialog, PinDialog, RemovePinDialog
from hmi.window.widgets.access_badge import AccessBadge
from tests.window.samples import PATIENCE_MS

PIN = "4711"


@pytest.fixture
def locked(quiet_context: Context) -> Context:
    quiet_context.access.set_pin("", PIN)
    quiet_context.access.lock()
    return quiet_context


def test_a_pin_is_set_by_typing_it_twice(qtbot: QtBot, quiet_context: Context) -> None:
    dialog = NewPinDialog(quiet_context)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.current is None
    assert dialog.ok.toolTip() == "A PIN is 4 to 12 digits"
    QTest.keyClicks(dialog.new, PIN)
    QTest.keyClicks(dialog.repeated, "4712")
    assert dialog.ok.toolTip() == dialog.messages.text() == "The two new PINs are different"
    QTest.keyClick(dialog.repeated, Qt.Key.Key_Backspace)
    QTest.keyClicks(dialog.repeated, "1")
    assert PIN not in dialog.new.displayText()
    QTest.keyClick(dialog.repeated, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=PATIENCE_MS)
    assert (quiet_context.access.has_pin, quiet_context.access.is_engineer) == (True, True)


@pytest.mark.parametrize("made", [PinDialog, NewPinDialog, RemovePinDialog])
def test_the_keyboard_begins_at_the_first_pin_and_goes_down_to_the_buttons(
    qtbot: QtBot, locked: Context, made: type[PinDialog | NewPinDialog | RemovePinDialog]
) -> None:
    dialog = made(locked)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None and dialog.isActiveWindow(), timeout=PATIENCE_MS)
    for field in dialog.findChildren(QLineEdit):
        assert field.hasFocus()
        QTest.keyClicks(field, PIN)
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert dialog.ok.hasFocus()
    QTest.keyClick(dialog.ok, Qt.Key.Key_Tab)
    assert dialog.cancel.hasFocus()


def test_it_unlocks(qtbot: QtBot, locked: Context) -> None:
    dialog = PinDialog(locked)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.pin, PIN)
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=PATIENCE_MS)
    assert locked.access.is_engineer


def fits(text: QLabel) -> bool:
    return text.height() >= text.heightForWidth(text.width())


def test_a_wrong_pin_is_told_and_has_to_wait(qtbot: QtBot, locked: Context) -> None:
    dialog = PinDialog(locked)
    qtbot.addWidget(dialog)
    dialog.show()
    for _ in range(4):
        assert dialog.messages.text() in ("", "This is not the PIN")
        QTest.keyClicks(dialog.pin, "0000")
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: dialog.pin.text() == "", timeout=PATIENCE_MS)
        assert dialog.pin.hasFocus()
        qtbot.waitUntil(lambda: fits(dialog.hint), timeout=PATIENCE_MS)
    assert dialog.messages.text().startswith("Wrong PIN. The next try is possible in")
    QTest.keyClicks(dialog.pin, PIN)
    assert not dialog.ok.isEnabled()
    qtbot.waitUntil(dialog.ok.isEnabled, timeout=PATIENCE_MS)  # after 2 s
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: locked.access.is_engineer, timeout=PATIENCE_MS)


def test_escape_leaves_it_locked(qtbot: QtBot, locked: Context) -> None:
    dialog = PinDialog(locked)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog.pin, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not locked.access.is_engineer


def test_changing_and_removing_ask_for_the_present_one(qtbot: QtBot, locked: Context) -> None:
    change = NewPinDialog(locked)
    qtbot.addWidget(change)
    change.show()
    assert change.current is not None
    for field, text in ((change.current, "0000"), (change.new, "123456"), (change.repeated, "123456")):
        QTest.keyClicks(field, text)
    QTest.mouseClick(change.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: change.messages.text() == "This is not the PIN", timeout=PATIENCE_MS)
    for field, text in ((change.current, PIN), (change.new, "123456"), (change.repeated, "123456")):
        QTest.keyClicks(field, text)
    QTest.mouseClick(change.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not change.isVisible(), timeout=PATIENCE_MS)
    remove = RemovePinDialog(locked)
    qtbot.addWidget(remove)
    remove.show()
    QTest.keyClicks(remove.pin, "123456")
    QTest.keyClick(remove.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not locked.access.has_pin, timeout=PATIENCE_MS)


def test_the_badge_shows_who_is_there_and_locks(qtbot: QtBot, quiet_context: Context) -> None:
    header = QWidget()
    qtbot.addWidget(header)
    badge = AccessBadge(quiet_context, header)
    header.show()
    assert badge.isHidden()  # nothing to unlock
    quiet_context.access.set_pin("", PIN)
    assert (badge.isHidden(), badge.text()) == (False, "Engineer")
    QTest.mouseClick(badge, Qt.MouseButton.LeftButton)
    assert (badge.text(), quiet_context.access.is_engineer) == ("Operator", False)
    assert "unlock" in badge.accessibleDescription()
    QTest.keyClick(badge, Qt.Key.Key_Space)
    (dialog,) = badge.findChildren(PinDialog)
    QTest.keyClicks(dialog.pin, PIN)
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: badge.text() == "Engineer", timeout=PATIENCE_MS)
