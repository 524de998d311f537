"""Every page by keyboard and for screen readers: names, the Tab key, mnemonics."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hmi.window.frame import MainWindow
from tests.window.samples import PATIENCE_MS

PAGES = ("overview", "groups", "tags", "backups", "alarms", "events", "setup")
LEAST_CHANGED_PX, CLEAR_STEP = 30, 40
"""A frame around a word has more pixels than that; steps of lightness are of 255."""
_MNEMONIC = re.compile(r"(?<!&)&(?!&)(\w)")


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, qtbot: QtBot, window: MainWindow) -> QWidget:
    window.resize(1366, 768)
    window.open_page(request.param)
    last = window.snapshots.last
    qtbot.waitUntil(lambda: window.snapshots.last is not last, timeout=PATIENCE_MS)
    return window.pages[request.param]


def focusable(page: QWidget) -> list[QWidget]:
    """What the Tab key is to reach; parts of a combined widget are reached with it."""
    return [
        part
        for part in page.findChildren(QWidget)
        if part.isVisibleTo(page)
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and not is_one_of_several(part)
        and not isinstance(part, QScrollArea)
        and not isinstance(part.parent(), QComboBox)
    ]


def is_one_of_several(part: QWidget) -> bool:
    """Of buttons of which one is pressed the Tab key reaches that one; the arrows go to the others."""
    if not isinstance(part, QAbstractButton) or part.isChecked():
        return False
    groups = part.window().findChildren(QButtonGroup)
    return part.autoExclusive() or any(group.exclusive() and part in group.buttons() for group in groups)


def name_of(part: QWidget) -> str:
    """What a screen reader says."""
    if part.accessibleName():
        return part.accessibleName()
    if isinstance(part, QAbstractButton) and part.text():
        return part.text()
    if isinstance(part, QTabBar):
        return part.tabText(part.currentIndex())
    return next((label.text() for label in buddies(part)), "")


def buddies(part: QWidget) -> Iterator[QLabel]:
    return (label for label in part.window().findChildren(QLabel) if label.buddy() is part)


def test_everything_has_a_name_for_screen_readers(page: QWidget) -> None:
    nameless = [
        f"{type(part).__name__} {part.objectName()}" for part in focusable(page) if not name_of(part).strip()
    ]
    assert not nameless


def test_icons_alone_say_what_they_are(page: QWidget) -> None:
    for button in page.findChildren(QAbstractButton):
        if button.isVisibleTo(page) and not button.text() and not button.icon().isNull():
            assert button.toolTip(), button.objectName() or type(button.parent()).__name__
            assert button.accessibleName()


def test_the_tab_key_reaches_everything(page: QWidget, window: MainWindow) -> None:
    expected = set(focusable(page))
    window.activateWindow()
    reached: set[QWidget] = set()
    focus: QWidget = page
    for _ in range(3 * len(window.findChildren(QWidget))):
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.add(now)
        focus = now
    missed = [f"{type(part).__name__} {name_of(part)}" for part in expected - reached]
    assert not missed


def changed(one: QImage, other: QImage) -> int:
    """How many pixels are clearly lighter or darker."""
    places = ((x, y) for x in range(one.width()) for y in range(one.height()))
    return sum(
        abs(one.pixelColor(*place).lightness() - other.pixelColor(*place).lightness()) > CLEAR_STEP
        for place in places
    )


def test_what_has_the_keyboard_looks_different(page: QWidget, window: MainWindow) -> None:
    window.activateWindow()
    same = []
    for part in focusable(page):
        part.clearFocus()
        without = part.grab().toImage()
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)  # as after a click
        if part.hasFocus() and changed(without, part.grab().toImage()) < LEAST_CHANGED_PX:
            same.append(f"{type(part).__name__} {name_of(part)}")
    assert not same


def test_no_mnemonic_stands_twice(page: QWidget) -> None:
    letters: Counter[str] = Counter()
    parts: list[QAbstractButton | QLabel] = list(page.findChildren(QAbstractButton))
    parts += [label for label in page.findChildren(QLabel) if label.buddy() is not None]
    for part in parts:
        if part.isVisibleTo(page) and (found := _MNEMONIC.search(part.text())):
            letters[found[1].lower()] += 1
    assert [letter for letter, count in letters.items() if count > 1] == []


def test_tables_and_fields_are_there_to_be_named(window: MainWindow) -> None:
    """The tests above looked at something."""
    found = Counter(
        kind.__name__
        for name in window.pages
        for kind in (QAbstractItemView, QLineEdit, QAbstractButton)
        for _ in window.pages[name].findChildren(kind)
    )
    assert found["QAbstractItemView"] > 5
    assert found["QLineEdit"] > 5
    assert found["QAbstractButton"] > 30
