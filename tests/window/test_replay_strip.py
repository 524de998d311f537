from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.model.status import ReplayState, ReplayStatus
from hmi.window import formats
from hmi.window.theme import Theme
from hmi.window.widgets.replay_strip import ReplayStrip

RUNNING = ReplayStatus(
    ReplayState.RUNNING, rows_done=12_000, rows_left=88_000, rows_per_s=18_400.0, seconds_left=4.8
)


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> ReplayStrip:
    made = ReplayStrip(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_without_rows_there_is_nothing_to_replay(strip: ReplayStrip) -> None:
    assert strip.text() == "Nothing to replay"
    assert not strip.now.isEnabled()
    assert strip.now.toolTip() == "There are no rows to replay"


def test_progress_rate_and_time_left_are_shown(strip: ReplayStrip) -> None:
    strip.show_replay(RUNNING)
    assert strip.text() == "Replaying 12,000 of 100,000 rows · 18,400 rows/s · 5 s left"
    assert strip.pause.isVisible()
    assert not strip.now.isVisible()


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (ReplayState.WAITING, "Waiting for the historian 0 of 5 rows ORA-03113: connection lost"),
        (ReplayState.STUCK, "The replay does not go on 0 of 5 rows ORA-03113: connection lost"),
        (ReplayState.IDLE, "Rows wait to be replayed"),
    ],
)
def test_every_state_says_what_it_is(strip: ReplayStrip, state: ReplayState, text: str) -> None:
    strip.show_replay(ReplayStatus(state, rows_left=5, last_error="ORA-03113: connection lost"))
    assert strip.text() == text
    assert strip.toolTip() == "ORA-03113: connection lost"


def test_a_press_asks_for_the_replay_of_waiting_rows(qtbot: QtBot, strip: ReplayStrip) -> None:
    strip.show_replay(ReplayStatus(automatic=False, rows_left=5))
    with qtbot.waitSignal(strip.asked):
        QTest.mouseClick(strip.now, Qt.MouseButton.LeftButton)


def test_a_press_pauses_what_is_under_way(qtbot: QtBot, strip: ReplayStrip) -> None:
    strip.show_replay(RUNNING)
    strip.pause.setFocus()
    with qtbot.waitSignal(strip.paused):
        QTest.keyClick(strip.pause, Qt.Key.Key_Space)
    strip.show_replay(ReplayStatus(rows_left=88_000, paused=True, asked=True))
    assert strip.text() == "The replay is paused"
    assert not strip.pause.isVisible()
    assert strip.resume.hasFocus()
    with qtbot.waitSignal(strip.resumed):
        QTest.keyClick(strip.resume, Qt.Key.Key_Space)
    with qtbot.waitSignal(strip.cancelled):
        QTest.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)
    strip.show_replay(ReplayStatus(rows_left=88_000))
    assert strip.now.isVisible()
    assert not strip.cancel.isVisible()


def test_automatic_replay_is_switched_by_a_person_alone(qtbot: QtBot, strip: ReplayStrip) -> None:
    with qtbot.assertNotEmitted(strip.switched):
        strip.show_replay(ReplayStatus(automatic=False))
    assert not strip.automatic.isChecked()
    with qtbot.waitSignal(strip.switched) as switched:
        strip.automatic.click()
    assert switched.args == [True]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "0 s"), (99, "99 s"), (840, "14 min"), (7500, "2 h 5 min"), (3 * 86400 + 4 * 3600, "3 days 4 h")],
)
def test_a_length_of_time_is_told_in_units_that_tell(seconds: float, text: str) -> None:
    assert formats.duration(seconds) == text
