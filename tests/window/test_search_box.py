"""Words are asked for after a pause or at Enter, once; Ctrl+F goes where they are typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hmi.window.widgets.search_box import SearchBox
from tests.window.samples import PATIENCE_MS


def shown(qtbot: QtBot, box: SearchBox) -> QWidget:
    """In a window, below a button."""
    page, button = QWidget(), QPushButton("Other")
    column = QVBoxLayout(page)
    column.addWidget(button)
    column.addWidget(box)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=PATIENCE_MS)
    return page


def test_it_asks_once_when_typing_has_paused(qtbot: QtBot) -> None:
    box, asked = SearchBox("Find"), list[str]()
    box.asked.connect(lambda: asked.append(box.text()))
    page = shown(qtbot, box)
    with qtbot.waitSignal(box.asked, timeout=PATIENCE_MS):
        QTest.keyClicks(box, "oil")
    assert asked == ["oil"]
    page.close()


def test_enter_asks_at_once_and_who_has_answered_is_not_asked_again(qtbot: QtBot) -> None:
    box, asked = SearchBox("Find", pause_ms=PATIENCE_MS), list[str]()
    box.asked.connect(lambda: asked.append(box.text()))
    box.asked.connect(box.answered)
    page = shown(qtbot, box)
    QTest.keyClicks(box, "oil")
    assert box._pause.isActive()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert asked == ["oil"]
    assert not box._pause.isActive()
    page.close()


def test_ctrl_f_goes_to_it_and_chooses_what_it_holds(qtbot: QtBot) -> None:
    box = SearchBox("Find", "Find in events")
    page = shown(qtbot, box)
    (button,) = page.findChildren(QPushButton)
    box.setText("oil")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert box.hasFocus()
    assert box.selectedText() == "oil"
    assert (box.placeholderText(), box.accessibleName()) == ("Find", "Find in events")
