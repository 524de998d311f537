"""Oracle set up by a person: typed, tried, put right, saved, and written to after a new start."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hmi.config.folder import DataFolder
from hmi.config.settings import environment_of, load_settings
from hmi.historian.oracle_reach import CheckStep, Reason
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.context import Context
from hmi.window.setup.historian import HistorianTab
from hmi.window.setup.oracle_words import step_words
from hmi.window.setup.setting_fields import LineField
from tests.keyrings import MemoryKeyring
from tests.servers.oracle.fixture import PASSWORD, USER
from tests.servers.oracle.server import OracleServer
from tests.window.samples import PATIENCE_MS
from tests.window.tab_order import is_top_to_bottom, tab_stops


@pytest.fixture
def tab(
    qtbot: QtBot,
    memory_keyring: MemoryKeyring,
    quiet_context: Context,
) -> Iterator[HistorianTab]:
    opened = HistorianTab(quiet_context)
    qtbot.addWidget(opened)
    opened.resize(1000, 700)
    opened.show()
    qtbot.waitUntil(
        lambda: opened.undo.toolTip() != "" and opened.ddl.toPlainText() != "", timeout=PATIENCE_MS
    )
    yield opened
    opened.trial.cancel()


def write(field: LineField | QLineEdit, text: str) -> None:
    line = field.line if isinstance(field, LineField) else field
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def settle(tab: HistorianTab, server: OracleServer, password: str = PASSWORD) -> None:
    """Choose Oracle and fill in the fields."""
    QTest.keyClick(tab.oracle, Qt.Key.Key_Space)
    for field, text in (
        (tab.host, "127.0.0.1"),
        (tab.port, str(server.port)),
        (tab.service, server.service_name),
        (tab.user, USER),
        (tab.password, password),
    ):
        write(field, text)


def tried(qtbot: QtBot, tab: HistorianTab) -> str:
    QTest.mouseClick(tab.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.trial.is_running, timeout=PATIENCE_MS)
    return tab.steps.texts()


def saved(qtbot: QtBot, tab: HistorianTab) -> str:
    QTest.mouseClick(tab.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.messages.text() != "", timeout=PATIENCE_MS)
    return tab.messages.text()


def test_it_shows_the_embedded_historian_and_why_nothing_can_be_saved(tab: HistorianTab) -> None:
    assert tab.sqlite.isChecked()
    assert not tab.host.entry.isVisible()
    assert (tab.save.isEnabled(), tab.save.toolTip()) == (False, "Nothing was changed")
    QTest.keyClick(tab.oracle, Qt.Key.Key_Space)
    assert tab.host.entry.isVisible()
    assert tab.test.toolTip() == tab.save.toolTip() == "Enter host, service and user name first"
    assert tab.port.line.placeholderText() == "1521"


def test_what_is_typed_is_judged_at_once(tab: HistorianTab) -> None:
    QTest.keyClick(tab.oracle, Qt.Key.Key_Space)
    write(tab.port, "15210000")
    assert tab.port.note.text() == "'15210000' is not a whole number from 1 to 65535"
    assert tab.port.entry.accessibleDescription() == tab.port.note.text()
    assert tab.save.toolTip() == "Correct what is marked first"
    write(tab.port, "1521")
    assert not tab.port.note.isVisible()


def test_from_nothing_to_rows_in_oracle(
    qtbot: QtBot,
    tab: HistorianTab,
    oracle_server: OracleServer,
    folder: DataFolder,
    memory_keyring: MemoryKeyring,
    quiet_context: Context,
) -> None:
    settle(tab, oracle_server)
    assert "Table TAG_VALUES of schema HMI is missing" in tried(qtbot, tab)
    assert tab.make.isVisible()
    QTest.mouseClick(tab.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.trial.is_running, timeout=PATIENCE_MS)
    assert tab.messages.text() == "table TAG_VALUES: made"
    assert "HMI.TAG_VALUES takes rows." in tab.steps.texts()
    assert not tab.make.isVisible()
    assert not folder.settings_file.exists()

    assert saved(qtbot, tab) == "The changes are saved"
    assert tab.password.text() == ""
    assert memory_keyring.kept == {("Lineside", USER): PASSWORD}
    assert "keyring" in tab.password_note.text()
    with qtbot.waitSignal(tab.restart_wanted):
        QTest.mouseClick(tab.waiting.action, Qt.MouseButton.LeftButton)
    said = [str(event) for event in quiet_context.station.events.read(20) if "engineer" in event.by]
    assert "Setting historian.backend was changed: – -> oracle" in said
    assert PASSWORD not in "".join(said)

    again = Station(folder, load_settings(folder, environment_of(demo=True)), QThreadHost(), demo=True)
    assert again.start() == []
    try:
        qtbot.waitUntil(lambda: again.status().rows.stored > 0, timeout=PATIENCE_MS)
    finally:
        again.stop()
    assert oracle_server.database.rows(f"{USER}.TAG_VALUES")


def test_each_mistake_is_told_in_plain_words(
    qtbot: QtBot, tab: HistorianTab, oracle_server: OracleServer
) -> None:
    settle(tab, oracle_server, "wrong")
    assert "ORA-01017" in tried(qtbot, tab)
    assert "User name or password is wrong" in tab.steps.text_of("login")
    write(tab.password, PASSWORD)
    write(tab.service, "NOWHERE")
    assert "does not know this service" in tried(qtbot, tab)
    write(tab.port, "1")
    assert "nothing listens at this port" in tried(qtbot, tab)
    assert tab.steps.text_of("login") == ""


def test_a_test_of_a_silent_host_can_be_given_up(
    qtbot: QtBot, tab: HistorianTab, oracle_server: OracleServer
) -> None:
    oracle_server.faults.inject("silent")
    settle(tab, oracle_server)
    QTest.mouseClick(tab.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.steps.text_of("listener") == "is tried…", timeout=PATIENCE_MS)
    assert not tab.test.isEnabled()
    QTest.mouseClick(tab.cancel, Qt.MouseButton.LeftButton)
    assert tab.steps.text_of("listener") == "given up"
    assert tab.test.isEnabled()
    assert not tab.cancel.isVisible()
    oracle_server.faults.clear()


def test_what_a_test_has_found_goes_when_another_oracle_is_typed(
    qtbot: QtBot, tab: HistorianTab, oracle_server: OracleServer
) -> None:
    settle(tab, oracle_server)
    for field, text in ((tab.host, "localhost"), (tab.password, PASSWORD)):
        tried(qtbot, tab)
        assert tab.steps.isVisible()
        assert tab.make.isVisible()
        write(field, text)
        assert not tab.steps.isVisible()
        assert not tab.make.isVisible()
    QTest.mouseClick(tab.test, Qt.MouseButton.LeftButton)
    write(tab.service, "ANOTHER")
    assert not tab.trial.is_running
    assert not tab.steps.isVisible()


def test_without_a_password_nothing_is_saved(
    qtbot: QtBot, tab: HistorianTab, oracle_server: OracleServer, folder: DataFolder
) -> None:
    settle(tab, oracle_server, "")
    assert "password of Oracle user 'HMI' is not known" in saved(qtbot, tab)
    assert not folder.settings_file.exists()
    assert tab.host.text() == "127.0.0.1"  # nobody has to type it again


def test_an_operator_looks_on(qtbot: QtBot, tab: HistorianTab, quiet_context: Context) -> None:
    quiet_context.access.set_pin("", "4711")
    quiet_context.access.lock()
    assert tab.locked.isVisible()
    QTest.keyClick(tab._ddl_fold.button, Qt.Key.Key_Space)
    assert tab.ddl.isEnabled()  # to be read
    assert not tab.oracle.isEnabled()
    assert tab.save.toolTip() == "Only an engineer may change the settings"
    quiet_context.access.unlock("4711")
    assert not tab.locked.isVisible()
    assert tab.oracle.isEnabled()


def test_what_the_environment_sets_says_so(
    qtbot: QtBot,
    memory_keyring: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
    new_station: Callable[[], Station],
    quiet_context: Context,
) -> None:
    monkeypatch.setenv("ORACLE_POOL_MAX", "7")
    monkeypatch.setenv("ORACLE_PASSWORD", "of the environment")
    quiet_context.station.settings_setup = new_station().settings_setup
    quiet_context.station.settings_setup.save({"oracle.username": "scada"})
    tab = HistorianTab(quiet_context)
    qtbot.addWidget(tab)
    tab.show()
    QTest.keyClick(tab.oracle, Qt.Key.Key_Space)
    pool_max = tab.pool[1]
    qtbot.waitUntil(lambda: pool_max.text() == "7", timeout=PATIENCE_MS)
    assert not pool_max.entry.isEnabled()
    assert "ORACLE_POOL_MAX" in pool_max.note.text()
    assert not tab.password.isEnabled()
    assert "ORACLE_PASSWORD" in tab.password_note.text()


def test_there_are_words_for_every_reason() -> None:
    for reason in Reason:
        words = step_words(CheckStep("network", False, "in English", "remedy", reason=reason))
        assert words
        assert "in English" not in words
    unknown = CheckStep("login", False, "ORA-00600: internal error.", "Ask.")
    assert step_words(unknown) == "ORA-00600: internal error.\nAsk."


def test_the_tab_key_goes_from_top_to_bottom(tab: HistorianTab) -> None:
    QTest.keyClick(tab.oracle, Qt.Key.Key_Space)
    QTest.keyClick(tab._pool_fold.button, Qt.Key.Key_Space)
    tab.resize(1000, 1500)
    stops = tab_stops(tab)
    assert len(stops) > 8
    assert is_top_to_bottom(tab), [(stop, stop.accessibleName()) for stop in stops]
    assert all(stop.accessibleName() or getattr(stop, "text", str)() for stop in stops)
