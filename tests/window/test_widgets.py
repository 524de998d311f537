from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from hmi.model.status import AlarmStatus, LinkState, PlcStatus, RowCounts, WriterState, WriterStatus
from hmi.window.looks import Tone
from hmi.window.theme import Theme
from hmi.window.widgets.alarm_line import AlarmLine
from hmi.window.widgets.header import Header
from hmi.window.widgets.message_bar import MessageBar
from tests.window.samples import snapshot


def alarm(number: int, severity: str = "high", *, acknowledged: bool = False) -> AlarmStatus:
    since = "2026-11-22T03:04:05.000678Z"
    return AlarmStatus(
        f"a{number}", severity, since, acknowledged=acknowledged, text=f"Text {number}", guidance="Do it."
    )


def test_no_alarm_is_quiet(qtbot: QtBot, theme: Theme) -> None:
    line = AlarmLine(theme)
    qtbot.addWidget(line)
    assert line.text() == "No alarms"
    assert line.property("tone") == "quiet"


@pytest.mark.parametrize(
    ("severity", "tone"), [("critical", "alarm"), ("high", "alarm"), ("medium", "warning")]
)
def test_the_first_alarm_is_shown_and_the_others_counted(
    qtbot: QtBot, theme: Theme, severity: str, tone: str
) -> None:
    line = AlarmLine(theme)
    qtbot.addWidget(line)
    line.show_alarms([alarm(1, severity), alarm(2)])
    assert line.text() == f"{severity.capitalize()} Text 1.  Do it."
    assert line.property("tone") == tone
    assert "Text 2\nDo it." in line.toolTip()
    line.show_alarms([])
    assert line.text() == "No alarms"


def test_what_nobody_has_acknowledged_is_shown_before_what_is_worse_and_known(
    qtbot: QtBot, theme: Theme
) -> None:
    line = AlarmLine(theme)
    qtbot.addWidget(line)
    line.show_alarms([alarm(1, "critical", acknowledged=True), alarm(2, "medium")])
    assert line.text() == "Medium Text 2.  Do it."
    assert line.property("tone") == "warning"
    assert line.acknowledge.isEnabled()


def test_an_acknowledged_alarm_is_calm_and_still_there(qtbot: QtBot, theme: Theme) -> None:
    line = AlarmLine(theme)
    qtbot.addWidget(line)
    line.show_alarms([alarm(1, "critical", acknowledged=True), alarm(2, acknowledged=True)])
    assert line.text() == "Critical, acknowledged Text 1.  Do it."
    assert line.property("tone") == "quiet"
    assert not line.acknowledge.isEnabled()
    assert "acknowledged" in line.acknowledge.toolTip()


def test_the_button_acknowledges_the_alarm_that_is_shown(qtbot: QtBot, theme: Theme) -> None:
    line = AlarmLine(theme)
    qtbot.addWidget(line)
    line.show()
    assert not line.acknowledge.isVisible()
    height = line.sizeHint().height()
    line.show_alarms([alarm(7), alarm(8)])
    assert line.sizeHint().height() == height
    with qtbot.waitSignal(line.acknowledged) as pressed:
        QTest.mouseClick(line.acknowledge, Qt.MouseButton.LeftButton)
    assert pressed.args == ["a7"]


def test_the_button_is_reached_by_keyboard(qtbot: QtBot, theme: Theme) -> None:
    line = AlarmLine(theme)
    qtbot.addWidget(line)
    line.show()
    line.show_alarms([alarm(7)])
    assert line.acknowledge.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(line.acknowledged):
        QTest.keyClick(line.acknowledge, Qt.Key.Key_Space)


def test_the_header_says_what_is_not_right(qtbot: QtBot, theme: Theme) -> None:
    header = Header(theme, "Line 1", demo=False)
    qtbot.addWidget(header)
    plcs = (PlcStatus("PRESS", LinkState.CONNECTED), PlcStatus("PAINT", LinkState.DOWN, last_error="refused"))
    writer = WriterStatus("oracle", WriterState.BACKUP)
    rows = RowCounts(accepted=5500, stored=5000, pending=120, backed_up=380)
    header.show_snapshot(snapshot(plcs=plcs, writer=writer, rows=rows))
    assert header.texts() == ("PRESS connected, PAINT not connected | Oracle not available, CSV backup | 500")


def test_rows_that_no_disk_takes_are_worse_off_than_those_in_files(qtbot: QtBot, theme: Theme) -> None:
    header = Header(theme, "Line 1", demo=False)
    qtbot.addWidget(header)
    waiting = RowCounts(accepted=5500, stored=5000, pending=500)
    header.show_snapshot(snapshot(rows=waiting))
    assert header.risk_tone() is Tone.NORMAL
    header.show_snapshot(snapshot(rows=RowCounts(accepted=5500, stored=5000, pending=120, backed_up=380)))
    assert header.risk_tone() is Tone.WARNING
    refused = AlarmStatus("disk_refuses", "critical", "2026-11-22T03:04:05Z", False, "", "")
    header.show_snapshot(snapshot(rows=waiting, alarms=(refused,)))
    assert header.risk_tone() is Tone.ALARM


def test_a_narrow_header_names_only_the_plcs_that_are_down(qtbot: QtBot, theme: Theme) -> None:
    header = Header(theme, "Line 1", demo=True)
    qtbot.addWidget(header)
    plcs = (PlcStatus("PRESS", LinkState.CONNECTED), PlcStatus("PAINT", LinkState.DOWN))
    header.set_room(narrow=True, tiny=False)
    header.show_snapshot(snapshot(plcs=plcs))
    assert header.texts().startswith("1 of 2 connected, PAINT |")


@pytest.mark.parametrize(
    ("count", "text"), [(0, "none configured"), (6, "P0, P1, P2, P3, P4, P5"), (20, "20 of 20 connected")]
)
def test_many_plcs_need_less_room_each(qtbot: QtBot, theme: Theme, count: int, text: str) -> None:
    header = Header(theme, "Line 1", demo=False)
    qtbot.addWidget(header)
    header.show_snapshot(snapshot(plcs=tuple(PlcStatus(f"P{n}", LinkState.CONNECTED) for n in range(count))))
    assert header.texts().split(" | ")[0] == text


def test_a_message_stays_until_it_is_closed(qtbot: QtBot, theme: Theme) -> None:
    bar = MessageBar(theme)
    qtbot.addWidget(bar)
    assert bar.text() == ""
    bar.fail("PRESS cannot be started")
    assert bar.text() == "PRESS cannot be started"
    assert bar.property("tone") == "alarm"
    bar.say("PRESS is started")
    assert bar.property("tone") == "normal"
    QTest.mouseClick(bar.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert bar.text() == ""


def test_a_message_may_offer_what_to_do_next_and_only_once(qtbot: QtBot, theme: Theme) -> None:
    bar = MessageBar(theme)
    qtbot.addWidget(bar)
    pressed: list[str] = []
    bar.offer("Saved", "Restart group", lambda: pressed.append("restart"))
    assert (bar.text(), bar.action.text(), bar.action.isHidden()) == ("Saved", "Restart group", False)
    bar.action.click()
    assert (pressed, bar.text()) == (["restart"], "")
    bar.say("Something else")
    assert bar.action.isHidden()
    bar.action.click()
    assert pressed == ["restart"]
