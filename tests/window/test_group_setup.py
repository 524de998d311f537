"""Setting up a group on a running station: nothing is saved before its plan was seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.model.errors import UsageError
from hmi.model.plant import GroupCategory, PollingGroup, PollingMode
from hmi.model.status import GroupState
from hmi.station import Station
from hmi.window.dialogs.group_setup import GroupSetup
from hmi.window.frame import MainWindow
from hmi.window.pages.groups import GroupsPage
from hmi.window.widgets.elided_label import ElidedLabel
from tests.window.samples import PATIENCE_MS

FIXED, HANDSHAKE = "BODY_OPERATION", "PAINT_QUALITY"
MODES = list(PollingMode)


@pytest.fixture
def page(window: MainWindow) -> GroupsPage:
    window.open_page("groups")
    return window.groups


@pytest.fixture
def opened(qtbot: QtBot, page: GroupsPage) -> Callable[[str], GroupSetup]:
    """Opens the setup of a group with the button, and waits for its plan."""

    def open_setup(name: str) -> GroupSetup:
        page.select(name)
        QTest.mouseClick(page.set_up, Qt.MouseButton.LeftButton)
        waits(qtbot, lambda: page.setup is not None)
        setup = page.setup
        assert setup is not None
        waits(qtbot, lambda: "scan" in setup.plan.text())
        return setup

    return open_setup


def waits(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=PATIENCE_MS)


def slow_scan(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every PLC had been measured with a scan of 160 ms."""
    codes = [plc.plc_code for plc in station.setup.plant().plcs]
    monkeypatch.setattr(station.setup, "_scan_times", lambda: dict.fromkeys(codes, 160.0))


def test_the_plan_follows_what_is_typed(qtbot: QtBot, opened: Callable[[str], GroupSetup]) -> None:
    setup = opened(FIXED)
    assert "150 tags" in setup.plan.text()
    assert "your interval is 1,000\u00a0ms" in setup.plan.text()
    assert "PLC BODY with all its groups" in setup.plan.text()
    assert (setup.save.isEnabled(), setup.save.toolTip()) == (False, "Nothing was changed")
    setup.form.interval.setText("2,500")
    waits(qtbot, lambda: "your interval is 2,500\u00a0ms" in setup.plan.text())
    assert setup.save.isEnabled()


def test_an_interval_that_cannot_be_met_is_warned_of_before_it_is_saved(
    qtbot: QtBot,
    page: GroupsPage,
    opened: Callable[[str], GroupSetup],
    station: Station,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow_scan(station, monkeypatch)
    setup = opened(FIXED)
    setup.form.interval.setText("100")
    setup.save.click()  # at once: what was not reviewed yet is not saved without a look
    waits(qtbot, lambda: setup.plan.warning.text() != "")
    assert "One poll takes about" in setup.plan.warning.text()
    assert "or longer" in setup.plan.warning.text()
    assert "(measured)" in setup.plan.text()
    assert station.setup.plant().group(FIXED).polling_interval_ms == 1000
    assert setup.save.text() == "&Save anyway"
    setup.save.click()
    waits(qtbot, lambda: page.setup is None)
    assert station.setup.plant().group(FIXED).polling_interval_ms == 100


def test_a_saved_group_takes_its_settings_when_it_is_restarted(
    qtbot: QtBot, page: GroupsPage, opened: Callable[[str], GroupSetup], station: Station
) -> None:
    setup = opened(FIXED)
    setup.form.interval.setText("2000")
    setup.form.category.setCurrentIndex(list(GroupCategory).index(GroupCategory.STATE))
    setup.save.click()
    waits(qtbot, lambda: page.setup is None)
    saved = station.setup.plant().group(FIXED)
    assert (saved.polling_interval_ms, saved.group_category) == (2000, GroupCategory.STATE)
    assert page.messages.text() == f"{FIXED} is saved; it runs with its old settings until it is restarted"
    assert interval_of(station, FIXED) == 1000
    page.messages.action.click()
    waits(qtbot, lambda: page.messages.text() == f"{FIXED} is running with its new settings")
    assert interval_of(station, FIXED) == 2000


def interval_of(station: Station, name: str) -> int:
    (interval,) = [group.interval_ms for group in station.status().groups if group.group_name == name]
    return interval


def test_a_stopped_group_has_nothing_to_restart(
    qtbot: QtBot, page: GroupsPage, opened: Callable[[str], GroupSetup], station: Station
) -> None:
    station.stop_group(FIXED)
    waits(qtbot, lambda: FIXED in page._names(stopped=True))
    setup = opened(FIXED)
    setup.form.description.setText("Another one")
    setup.save.click()
    waits(qtbot, lambda: page.messages.text() == f"{FIXED} is saved")
    assert not page.messages.action.isVisible()


def test_a_running_group_that_is_switched_off_runs_on_and_this_is_said(
    qtbot: QtBot, page: GroupsPage, opened: Callable[[str], GroupSetup], station: Station
) -> None:
    setup = opened(FIXED)
    setup.form.active.setChecked(False)
    setup.save.click()
    waits(qtbot, lambda: "not active any more" in page.messages.text())
    assert not station.setup.plant().group(FIXED).is_active
    (state,) = [group.state for group in station.status().groups if group.group_name == FIXED]
    assert state is GroupState.RUNNING


def test_an_interval_that_is_none_is_said_at_its_field(
    qtbot: QtBot, opened: Callable[[str], GroupSetup]
) -> None:
    setup = opened(FIXED)
    for text in ("", "fast", "99", "86400001", "1.5", "1,5", "-100", "9" * 30):
        setup.form.interval.setText(text)
        setup.save.click()
        assert setup.form.problems() == {
            "polling_interval_ms": "Write a whole number of milliseconds from 100 to 86,400,000, like 1000"
        }, text
        assert setup.plan.text() == "There is no plan without an interval."
    setup.form.interval.setText("500")
    waits(qtbot, lambda: not setup.form.problems() and "500\u00a0ms" in setup.plan.text())


def test_an_address_that_is_none_is_said_at_its_field_and_nothing_is_saved(
    qtbot: QtBot, opened: Callable[[str], GroupSetup], station: Station
) -> None:
    setup = opened(HANDSHAKE)
    before = station.setup.plant()
    setup.form.trigger.setText("D100")
    setup.form.ack.setText("D100.1")
    setup.save.click()
    waits(qtbot, lambda: len(setup.form.problems()) == 2)
    problems = setup.form.problems()
    assert "D100 is a word" in problems["trigger_bit_address"]
    assert "cannot be written" in problems["ack_bit_address"]
    assert station.setup.plant() == before
    assert setup.isVisible()


def test_the_handshake_s_fields_belong_to_its_mode(opened: Callable[[str], GroupSetup]) -> None:
    form = opened(FIXED).form
    assert not form.trigger.isVisible()
    form.mode.setCurrentIndex(MODES.index(PollingMode.HANDSHAKE))
    assert form.trigger.isVisible()
    assert form.writes.isVisible()


def test_what_writing_permits_is_said_in_plain_words(
    qtbot: QtBot, page: GroupsPage, opened: Callable[[str], GroupSetup], station: Station
) -> None:
    form = opened(HANDSHAKE).form
    form.writes.setChecked(False)
    form.ack.setText("")
    assert not form.writes.isEnabled()
    assert "Name an acknowledge bit" in form.permission()
    form.ack.setText("m4242")
    form.trigger.setText("m4241")
    assert "never set" in form.permission()
    form.writes.setChecked(True)
    assert "writes to PLC PAINT: it sets m4242" in form.permission()
    assert page.setup is not None
    page.setup.save.click()
    waits(qtbot, lambda: page.setup is None)
    saved = station.setup.plant().group(HANDSHAKE)
    assert (saved.trigger_bit_address, saved.ack_bit_address) == ("M4241", "M4242")
    assert saved.allow_plc_writes


def test_a_refusal_to_save_stands_in_the_dialog(
    qtbot: QtBot,
    opened: Callable[[str], GroupSetup],
    station: Station,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_group: object, **_by: str) -> None:
        raise UsageError("station.db is locked by another program")

    monkeypatch.setattr(station.setup, "save_group", refuse)
    setup = opened(FIXED)
    setup.form.interval.setText("2000")
    setup.save.click()
    waits(qtbot, lambda: setup.messages.text() == "station.db is locked by another program")
    assert setup.isVisible()
    assert setup.form.isEnabled()
    assert setup.save.isEnabled()


def test_the_keyboard_is_enough(
    qtbot: QtBot, page: GroupsPage, opened: Callable[[str], GroupSetup], station: Station
) -> None:
    setup = opened(FIXED)
    QTest.keyClick(setup, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert setup.form.interval.hasFocus()
    setup.form.interval.selectAll()
    QTest.keyClicks(setup.form.interval, "2000")
    QTest.keyClick(setup.form.interval, Qt.Key.Key_Return)
    waits(qtbot, lambda: page.setup is None)
    assert station.setup.plant().group(FIXED).polling_interval_ms == 2000


def test_escape_leaves_everything_as_it_was(
    qtbot: QtBot, page: GroupsPage, opened: Callable[[str], GroupSetup], station: Station
) -> None:
    before = station.setup.plant()
    setup = opened(FIXED)
    setup.form.interval.setText("2000")
    QTest.keyClick(setup, Qt.Key.Key_Escape)
    waits(qtbot, lambda: page.setup is None)
    assert station.setup.plant() == before
    assert page.window().focusWidget() is page.table


def test_the_dialog_grows_with_what_it_has_to_say(qtbot: QtBot, opened: Callable[[str], GroupSetup]) -> None:
    setup = opened(HANDSHAKE)
    setup.form.trigger.setText("D100")
    setup.form.ack.setText("X1F.Q")
    setup.save.click()
    waits(qtbot, lambda: len(setup.form.problems()) == 2)
    room = setup.screen().availableGeometry().height()
    waits(qtbot, lambda: setup.form.height() >= setup.form.heightForWidth(setup.form.width()))
    assert setup.height() <= room


def test_a_name_that_is_longer_than_the_dialog_keeps_its_plc_in_sight(
    qtbot: QtBot, window: MainWindow
) -> None:
    name = "PAINT_QUALITY_RECORD_OF_EVERY_BODY_THAT_LEAVES_THE_SPRAY_BOOTH_1"
    setup = GroupSetup(window.context, PollingGroup(name, "PAINT"))
    qtbot.addWidget(setup)
    setup.show()
    title = setup.findChild(ElidedLabel, "heading")
    assert title is not None
    assert title.toolTip() == name
    assert title.width() < title.sizeHint().width()
    assert setup.width() == setup.minimumWidth()
