"""From nothing to a recorded tag, by clicks and keys alone."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from hmi.config.folder import DataFolder
from hmi.config.pin_file import PinFile
from hmi.config.settings import load_settings
from hmi.melsec.simulator import SimulatedPlc
from hmi.model.errors import HmiError
from hmi.model.plant import Plc, Tag, TagType
from hmi.model.status import GroupState
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.access import Access
from hmi.window.context import Context
from hmi.window.first_start import page as page_module
from hmi.window.first_start.page import FirstStart
from hmi.window.snapshot import SnapshotTimer
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.window.hands import click, waits
from tests.window.samples import PATIENCE_MS
from tests.window.setup_rig import choose, write

TAGS = [
    *(Tag("ANY", f"D{n}", "t", TagType.INT, "G") for n in range(100, 110)),
    Tag("ANY", "M20", "t", TagType.BOOL, "G"),
]


@pytest.fixture
def simulated() -> Iterator[SimulatedPlc]:
    """A PLC on a port that nobody knows yet."""
    with SimulatedPlc(Plc("ANY", "127.0.0.1"), TAGS) as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Station]:
    """A station on a new data folder."""
    folder = DataFolder(tmp_path / "New line")
    folder.create()
    running = Station(folder, load_settings(folder, {}), QThreadHost())
    assert running.start() == []
    yield running
    running.stop()


@pytest.fixture
def new_context(qtbot: QtBot, empty: Station, theme: Theme, tasks: Tasks, tmp_path: Path) -> Context:
    access = Access(PinFile(empty.data_folder.pin_file), empty.events)
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    return Context(empty, theme, tasks, access, memory)


@pytest.fixture
def page(qtbot: QtBot, new_context: Context) -> Iterator[FirstStart]:
    made = FirstStart(new_context)
    made.resize(1100, 620)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    timer = SnapshotTimer(new_context.station.status)
    timer.taken.connect(made.show_snapshot)
    timer.start()
    waits(qtbot, lambda: made.editor.is_loaded)
    yield made
    timer.stop()
    new_context.tasks.close()
    made.close()
    made.deleteLater()


def rows_of(folder: DataFolder) -> list[tuple[str, str, str, float | None, str]]:
    with closing(sqlite3.connect(folder.historian_db)) as historian:
        columns = "plc_code, tag_address, tag_name, tag_value, quality"
        return historian.execute(f"SELECT {columns} FROM tag_values ORDER BY ts").fetchall()


def type_here(text: str) -> None:
    """Type where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    if isinstance(focused, QLineEdit):
        focused.selectAll()
    QTest.keyClicks(focused, text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def heard(signal: SignalInstance, parent: QObject) -> list[bool]:
    calls: list[bool] = []
    signal.connect(lambda: calls.append(True))
    return calls


def test_the_keyboard_stays_where_the_work_was_begun(
    qtbot: QtBot, page: FirstStart, simulated: SimulatedPlc
) -> None:
    """Disabled for its own work, a button gets the keyboard back; it never lands on Back meanwhile."""
    click(page.welcome.plc)
    write(page.plc.form, "ip_address", "127.0.0.1")
    write(page.plc.form, "port", str(simulated.port))
    choose(page.plc.form, "protocol", "MC_4E_ASCII")
    page.plc.test.button.setFocus()
    press(Qt.Key.Key_Space)
    assert page.plc.form.input("ip_address").hasFocus()
    waits(qtbot, lambda: not page.plc.test.is_running)
    assert page.plc.test.button.hasFocus()
    assert "set protocol to 3E binary" in page.plc.test.text()
    choose(page.plc.form, "protocol", "MC_3E_BINARY")

    press(Qt.Key.Key_Return)
    type_here("D100")
    QTest.keyClicks(page.tags.lines[1].address, "m20")
    QTest.keyClicks(page.tags.lines[2].address, "D9999999")
    page.tags.read.setFocus()
    press(Qt.Key.Key_Space)
    assert page.tags.lines[0].address.hasFocus()
    waits(qtbot, lambda: page.tags.read.isEnabled())
    assert page.tags.read.hasFocus()
    assert page.tags.lines[1].value.text() in ("ON", "OFF")
    reasons = [label.text() for label in page.tags.findChildren(QLabel) if "D9999999" in label.text()]
    assert [text for text in reasons if text.startswith("PLC PLC1: ")]


def test_from_nothing_to_a_recorded_tag_by_the_mouse(
    qtbot: QtBot, page: FirstStart, empty: Station, simulated: SimulatedPlc
) -> None:
    finished = heard(page.finished, page)
    click(page.welcome.plc)
    write(page.plc.form, "ip_address", "127.0.0.1")
    write(page.plc.form, "port", str(simulated.port))
    write(page.plc.form, "plc_code", "PRESS")
    click(page.plc.test.button)
    waits(qtbot, lambda: not page.plc.test.is_running)
    assert "answers as 3E binary" in page.plc.test.text()

    click(page.next)
    line = page.tags.lines[0]
    assert line.address.hasFocus()
    QTest.keyClicks(line.address, "D100")
    QTest.keyClick(line.address, Qt.Key.Key_Tab)
    type_here("Temperature")
    QTest.keyClicks(page.tags.lines[1].address, "m20")
    assert page.tags.lines[1].kind.currentText() == "BOOL"
    assert page.tags.lines[1].kind.toolTip() == "A bit is always a BOOL"
    click(page.tags.read)
    waits(qtbot, lambda: all(line.value.text() not in ("", "–") for line in page.tags.lines[:2]))

    click(page.next)
    waits(qtbot, lambda: "2 tags" in page.rate.plan.text())
    assert page.rate.form.text("polling_interval_ms") == "1000"
    write(page.rate.form, "polling_interval_ms", "200")
    click(page.next)
    waits(qtbot, lambda: page.recorded.is_done)
    assert page.recorded.started.text() == "The group PRESS_VALUES runs"
    assert page.recorded.values.text().startswith("Temperature: ")
    assert "is in the historian (SQLite, historian.db)" in page.recorded.stored.text()
    assert finished == []
    click(page.next)
    assert finished == [True]

    rows = rows_of(empty.data_folder)
    assert {row[:3] for row in rows} == {("PRESS", "D100", "Temperature"), ("PRESS", "M20", "M20")}
    assert {row[4] for row in rows} == {"GOOD"}
    (group,) = empty.status().groups
    assert (group.group_name, group.interval_ms, group.state) == ("PRESS_VALUES", 200, GroupState.RUNNING)


def test_from_nothing_to_a_recorded_tag_by_the_keyboard(
    qtbot: QtBot, page: FirstStart, empty: Station, simulated: SimulatedPlc
) -> None:
    page.setFocus()
    press(Qt.Key.Key_Space)
    type_here("127.0.0.1")
    press(Qt.Key.Key_Tab)
    type_here(str(simulated.port))
    press(Qt.Key.Key_Return)
    type_here("D101")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert page.tags.isVisible()
    press(Qt.Key.Key_Return)
    type_here("100")
    press(Qt.Key.Key_Return)
    waits(qtbot, lambda: page.recorded.is_done)
    assert page.next.hasFocus()
    with qtbot.waitSignal(page.finished):
        press(Qt.Key.Key_Space)
    assert {row[:2] for row in rows_of(empty.data_folder)} == {("PLC1", "D101")}


PLC_NONSENSE = (
    ("ip_address", "10.0.0.300", "is not an IPv4 address"),
    ("ip_address", "", "still to be filled in"),
    ("port", "0", "is not a whole number from 1 to 65535"),
    ("plc_code", " ", "still to be filled in"),
)


def test_nonsense_about_the_plc_is_said_at_its_field(page: FirstStart) -> None:
    click(page.welcome.plc)
    assert [page.plc.form.note(name) for name in ("ip_address", "port")] == ["", ""]
    assert page.plc.test.button.toolTip() == "Write the address of the PLC first"
    click(page.next)  # nobody has written anything
    assert page.plc.form.note("ip_address") == "still to be filled in"
    assert page.plc.form.input("ip_address").hasFocus()
    for column, text, says in PLC_NONSENSE:
        write(page.plc.form, "ip_address", "127.0.0.1")
        write(page.plc.form, column, text or " ")
        assert says in page.plc.form.note(column)
        click(page.next)
        assert page.plc.isVisible()
        write(page.plc.form, column, {"ip_address": "127.0.0.1", "port": "5010", "plc_code": "P"}[column])
    click(page.next)
    assert page.tags.isVisible()


TAG_NONSENSE = ("D", "Q1", "D99999999", "D100.16", "1000", "온도", "D100 D101")


def test_nonsense_about_a_tag_is_said_at_its_line(qtbot: QtBot, page: FirstStart, empty: Station) -> None:
    click(page.welcome.plc)
    write(page.plc.form, "ip_address", "127.0.0.1")
    click(page.next)
    click(page.next)
    assert page.tags.isVisible()
    assert page.tags.read.toolTip() == "Write at least one address first"
    line = page.tags.lines[0]
    for text in TAG_NONSENSE:
        QApplication.clipboard().setText(text)  # keys that every keyboard has cannot write all of these
        line.address.setFocus()
        line.address.selectAll()
        QTest.keyClick(line.address, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert line.note.text(), text
        assert line.note.isVisible()
        assert page.tags.read.toolTip() == "Mend what is wrong first"
        click(page.next)
        assert page.tags.isVisible()
    line.address.setFocus()
    line.address.selectAll()
    QTest.keyClick(line.address, Qt.Key.Key_Delete)
    assert line.note.text() == ""
    assert not line.name.isEnabled()
    QTest.keyClicks(line.address, "D100")
    QTest.keyClicks(line.name, "Speed")
    assert page.plant.tags()[0].value.tag_name == "Speed"
    line.name.selectAll()
    QTest.keyClick(line.name, Qt.Key.Key_Delete)
    assert page.plant.tags()[0].value.tag_name == line.name.placeholderText() == "D100"
    second = page.tags.lines[1]
    waits(qtbot, second.address.isVisible)
    QTest.keyClicks(second.address, "D100")
    assert "D100" in second.note.text()
    click(page.next)
    assert second.address.hasFocus()
    assert empty.setup.plant().plcs == ()


def test_an_interval_that_cannot_be_is_said_at_once(page: FirstStart, empty: Station) -> None:
    click(page.welcome.plc)
    write(page.plc.form, "ip_address", "127.0.0.1")
    click(page.next)
    QTest.keyClicks(page.tags.lines[0].address, "D100")
    click(page.next)
    for text in ("50", "fast", "-1", ""):
        write(page.rate.form, "polling_interval_ms", text or " ")
        if text:
            assert "100 to 86400000" in page.rate.form.note("polling_interval_ms"), text
            click(page.next)
            assert page.rate.form.input("polling_interval_ms").hasFocus()
            assert page.rate.plan.text() == "There is no plan while something is wrong above."
    write(page.rate.form, "group_name", " ")
    assert page.rate.form.note("group_name") == "still to be filled in"
    assert empty.setup.plant().plcs == ()


def test_a_silent_plc_says_what_to_change_and_can_be_mended(
    qtbot: QtBot, page: FirstStart, empty: Station, simulated: SimulatedPlc
) -> None:
    click(page.welcome.plc)
    write(page.plc.form, "ip_address", "127.0.0.1")
    write(page.plc.form, "port", "1")
    click(page.plc.test.button)
    waits(qtbot, lambda: not page.plc.test.is_running)
    assert "refused the connection" in page.plc.test.text()
    click(page.next)
    QTest.keyClicks(page.tags.lines[0].address, "D100")
    click(page.tags.read)
    waits(qtbot, lambda: "refused the connection" in page.tags.lines[0].note.text())
    click(page.next)
    click(page.next)  # it may be switched on later
    waits(qtbot, lambda: "It is tried again by itself" in page.recorded.trouble.text())
    assert page.is_begun
    assert not page.next.isEnabled()
    assert page.next.toolTip() == "Wait for the first recorded row"
    for _ in range(3):
        click(page.back)
    assert page.plc.isVisible()
    write(page.plc.form, "port", str(simulated.port))
    for _ in range(3):
        click(page.next)
    waits(qtbot, lambda: page.recorded.is_done)
    assert page.recorded.trouble.text() == ""
    (plc,) = empty.setup.plant().plcs
    assert plc.port == simulated.port


def test_an_address_the_plc_does_not_have_is_told_with_its_reason(
    qtbot: QtBot, page: FirstStart, simulated: SimulatedPlc
) -> None:
    click(page.welcome.plc)
    write(page.plc.form, "ip_address", "127.0.0.1")
    write(page.plc.form, "port", str(simulated.port))
    click(page.next)
    QTest.keyClicks(page.tags.lines[0].address, "D100")
    QTest.keyClicks(page.tags.lines[1].address, "ZR999999")
    click(page.next)
    click(page.next)
    waits(qtbot, lambda: "Go back to change its address" in page.recorded.trouble.text())
    waits(qtbot, lambda: page.recorded.is_done)


def test_the_demo_plant_opens_by_itself_and_this_window_goes(
    qtbot: QtBot, page: FirstStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(page_module, "start_detached", started.append)
    with qtbot.waitSignal(page.quit_wanted, timeout=PATIENCE_MS):
        click(page.welcome.demo)
    assert started == [[sys.executable, "-m", "hmi", "--demo"]]


def test_a_demo_that_does_not_start_is_told(
    qtbot: QtBot, page: FirstStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_command: list[str]) -> None:
        raise HmiError("no such program")

    monkeypatch.setattr(page_module, "start_detached", refuse)
    quits = heard(page.quit_wanted, page)
    click(page.welcome.demo)
    waits(qtbot, lambda: page.messages.text() == "no such program")
    assert quits == []


def test_a_spreadsheet_goes_by_the_side_door(qtbot: QtBot, page: FirstStart) -> None:
    with qtbot.waitSignal(page.import_wanted):
        click(page.welcome.files)


def test_an_operator_may_look_at_the_demo_only(
    qtbot: QtBot, new_context: Context, page: FirstStart, empty: Station
) -> None:
    assert not page.is_begun
    new_context.access.set_pin("", "48151")
    new_context.access.lock()
    waits(qtbot, lambda: not page.welcome.plc.isEnabled())
    assert page.welcome.plc.toolTip() == "Only an engineer may change the setup"
    assert page.welcome.demo.isEnabled()


@pytest.mark.parametrize("column", ["protocol", "series"])
def test_protocol_and_series_are_chosen(page: FirstStart, column: str) -> None:
    click(page.welcome.plc)
    value = {"protocol": "MC_4E_ASCII", "series": "iQ-R"}[column]
    choose(page.plc.form, column, value)
    assert page.plant.plc.text(column) == value
    assert not page.is_begun


def test_a_plant_that_came_from_elsewhere_begins_anew(
    qtbot: QtBot, page: FirstStart, empty: Station, simulated: SimulatedPlc
) -> None:
    click(page.welcome.plc)
    write(page.plc.form, "ip_address", "127.0.0.1")
    click(page.next)
    QTest.keyClicks(page.tags.lines[0].address, "D100")
    draft = empty.setup.draft()
    draft.add_plc(Plc("OTHER", "127.0.0.1"))
    empty.setup.apply(draft.edit())
    click(page.next)
    click(page.next)
    waits(qtbot, lambda: "changed" in page.messages.text())
    assert page.rate.isVisible()
    page.editor.reconcile()
    waits(qtbot, lambda: page.welcome.isVisible())
    assert page.tags.lines[0].address.text() == ""
