"""The alarm line: what stands before what is over, a click opens the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.model.said import Said
from hmi.model.status import AlarmStatus
from hmi.window.theme import Theme
from hmi.window.widgets.alarm_line import AlarmLine


def alarm(name: str, *, acknowledged: bool = False, over: bool = False) -> AlarmStatus:
    since = "2026-11-22T03:04:05.000678Z"
    return AlarmStatus(
        name,
        "high",
        since,
        acknowledged=acknowledged,
        text=name,
        guidance="Do it.",
        over_since=since if over else None,
        said=Said("PLC {plc} cannot be read", {"plc": name}),
        advice=(Said("Do it."),),
    )


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> AlarmLine:
    made = AlarmLine(theme)
    qtbot.addWidget(made)
    made.resize(1000, 30)
    made.show()
    return made


def test_what_stands_is_shown_before_what_is_over(line: AlarmLine) -> None:
    line.show_alarms([alarm("A", acknowledged=True)], [alarm("B", over=True)])
    assert line.text() == "High, acknowledged PLC A cannot be read.  Do it."
    assert "PLC B cannot be read\nDo it." in line.toolTip()


def test_what_is_over_and_was_not_seen_is_quiet_and_can_be_acknowledged(
    qtbot: QtBot, line: AlarmLine
) -> None:
    line.show_alarms([], [alarm("B", over=True)])
    assert line.text() == "High, over PLC B cannot be read.  Do it."
    assert line.property("tone") == "quiet"
    with qtbot.waitSignal(line.acknowledged) as pressed:
        QTest.mouseClick(line.acknowledge, Qt.MouseButton.LeftButton)
    assert pressed.args == ["B"]


def test_a_click_opens_the_alarm_that_is_shown(qtbot: QtBot, line: AlarmLine) -> None:
    line.show_alarms([alarm("A")])
    for place in (QPoint(20, 15), QPoint(300, 15)):
        with qtbot.waitSignal(line.opened) as opened:
            QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=place)
        assert opened.args == ["A"]
    assert line.accessibleDescription() == line.toolTip()


def test_the_button_alone_does_not_open_it(qtbot: QtBot, line: AlarmLine) -> None:
    line.show_alarms([alarm("A")])
    with qtbot.assertNotEmitted(line.opened):
        QTest.mouseClick(line.acknowledge, Qt.MouseButton.LeftButton)
