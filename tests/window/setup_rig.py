"""The setup page alone on a running demo plant, and hands for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from hmi.window.context import Context
from hmi.window.pages.setup import SetupPage
from hmi.window.setup.field_form import FieldForm
from tests.window.hands import waits
from tests.window.samples import snapshot


@contextmanager
def opened(qtbot: QtBot, context: Context) -> Iterator[SetupPage]:
    """The page, loaded."""
    page = SetupPage(context)
    page.resize(1200, 660)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.show_snapshot(snapshot())
    waits(qtbot, lambda: page.editor.is_loaded)
    yield page
    context.tasks.close()
    page.close()
    page.deleteLater()


def write(form: FieldForm, column: str, text: str) -> None:
    """Type into a field in the place of what stands there."""
    field = form.input(column)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def choose(form: FieldForm, column: str, value: str) -> None:
    """Choose from a list by the arrow keys."""
    box = form.input(column)
    assert isinstance(box, QComboBox)
    wanted = box.findData(value)
    assert wanted >= 0, f"{value} is not offered"
    box.setFocus()
    while box.currentIndex() != wanted:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)
