"""The mapping changed by a person: seen on a real tag, judged as it is typed, compared with the database."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from hmi.config.folder import DataFolder
from hmi.config.mapping_file import load_mappings
from hmi.model.plant import GroupCategory
from hmi.model.tables import OWN_MAPPINGS, OWN_TABLE, Source
from hmi.window.context import Context
from hmi.window.setup.mapping import MappingTab
from tests.keyrings import MemoryKeyring
from tests.servers.oracle.fixture import PASSWORD, USER
from tests.servers.oracle.server import OracleServer
from tests.window.samples import PATIENCE_MS
from tests.window.tab_order import is_top_to_bottom, tab_stops

ALARM, OPERATION, STATE = GroupCategory.ALARM, GroupCategory.OPERATION, GroupCategory.STATE
BY_HAND = """# agreed with the MES team
[ALARM]
table = "MES.FAULTS"   # theirs
columns = { time = "ts", name = "name", value = "value" }
key = ["name", "time"]
name = "{plc_code}.{tag_address}"
"""


@pytest.fixture
def tab(
    qtbot: QtBot, memory_keyring: MemoryKeyring, quiet_context: Context, folder: DataFolder
) -> Iterator[MappingTab]:
    opened = MappingTab(quiet_context)
    qtbot.addWidget(opened)
    opened.resize(1000, 900)
    opened.show()
    wait_loaded(qtbot, opened)
    yield opened
    opened.trial.cancel()


def wait_loaded(qtbot: QtBot, tab: MappingTab) -> None:
    qtbot.waitUntil(lambda: tab.form.table.text() != "", timeout=PATIENCE_MS)


def choose(box: QComboBox, value: str) -> None:
    """By typing the beginning of its text: the list itself cannot be opened without a screen."""
    box.setFocus()
    box.view().keyboardSearch("")  # as after a pause
    QTest.keyClicks(box, box.itemText(box.findData(value)).split()[0])
    assert box.currentData() == value


def saved(qtbot: QtBot, tab: MappingTab) -> str:
    assert tab.save.isEnabled(), tab.save.toolTip()
    QTest.mouseClick(tab.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.messages.text() != "", timeout=PATIENCE_MS)
    return tab.messages.text()


def test_everything_goes_to_our_own_table_unless_somebody_says_otherwise(tab: MappingTab) -> None:
    assert tab.category is OPERATION
    assert tab.form.shape.currentText() == "Lineside's own table"
    assert tab.form.table.text() == "TAG_VALUES"
    assert not tab.form.name.isVisible()
    assert tab.save.toolTip() == "Nothing was changed"
    assert tab.check.toolTip() == "Connect Oracle in the tab Historian first"


def test_a_shape_is_chosen_named_and_saved(
    qtbot: QtBot, tab: MappingTab, folder: DataFolder, quiet_context: Context
) -> None:
    choose(tab.form.shape, "TIME_NAME_VALUE")
    assert tab.form.preview.text() == "PRESS W100 is called PRESS.Operation.PRS-L1-ST01-01.W100"
    assert not tab.form.columns.rows()[0].name.isEnabled()
    tab.form.table.setText("mes.operation")
    tab.form.name.clear()
    QTest.keyClicks(tab.form.name, "OP.")
    insert = {action.text(): action for action in tab.form.field.menu().actions()}
    insert["tag_address"].trigger()
    assert tab.form.preview.text() == "PRESS W100 is called OP.W100"
    QTest.keyClicks(tab.form.offset, "+09:00")
    assert saved(qtbot, tab) == "The mapping is saved"
    mapping = load_mappings(folder.mapping_file)[OPERATION]
    assert (mapping.table, mapping.preset) == ("MES.OPERATION", "TIME_NAME_VALUE")
    assert mapping.name_template == "OP.{tag_address}"
    assert tomllib.loads(folder.mapping_file.read_text()) == {
        "OPERATION": {
            "preset": "TIME_NAME_VALUE",
            "table": "mes.operation",
            "name": "OP.{tag_address}",
            "utc_offset": "+09:00",
        }
    }
    said = [str(event) for event in quiet_context.station.events.read(9)]
    assert "Setting mapping.toml [OPERATION] table was changed: – -> mes.operation" in said


def test_names_of_several_tags_cannot_be_saved(qtbot: QtBot, tab: MappingTab) -> None:
    choose(tab.form.shape, "TIME_NAME_VALUE")
    tab.form.name.setText("{plc_code}.{tag_name}")
    qtbot.waitUntil(lambda: "cannot tell apart" in tab.findings.text(), timeout=PATIENCE_MS)
    assert not tab.save.isEnabled()
    tab.form.name.setText("{plc_code}.{tag_address}")
    qtbot.waitUntil(tab.save.isEnabled, timeout=PATIENCE_MS)
    assert not tab.findings.isVisible()


def test_what_is_typed_is_judged_at_its_field(tab: MappingTab) -> None:
    choose(tab.form.shape, "TIME_NAME_VALUE")
    tab.form.table.setText("1st")
    assert "is not a name in Oracle" in tab.form.problem("table")
    assert tab.save.toolTip() == "Correct what is marked at Operation first"
    tab.form.table.setText("FIRST")
    tab.form.name.setText("{plc}")
    assert "no field {plc}" in tab.form.problem("name")
    tab.form.name.setText("{tag_address}")
    tab.form.offset.setText("9")
    assert "write it like +09:00" in tab.form.problem("utc_offset")
    tab.form.offset.clear()
    assert tab.form.problem("utc_offset") == ""


def test_columns_of_ones_own_are_added_removed_and_judged(
    qtbot: QtBot, tab: MappingTab, folder: DataFolder
) -> None:
    QTest.keyClick(tab.categories[STATE], Qt.Key.Key_Space)
    choose(tab.form.shape, "TAG_NAME_VALUE")
    choose(tab.form.shape, "")
    rows = tab.form.columns.rows()
    assert rows[0].name.isEnabled()
    QTest.mouseClick(rows[3].remove, Qt.MouseButton.LeftButton)  # the quality
    QTest.mouseClick(tab.form.columns.add, Qt.MouseButton.LeftButton)
    assert "is blank" in tab.form.problem("columns") or "not a name" in tab.form.problem("columns")
    QTest.keyClicks(rows[-1].name, "machine")
    choose(rows[-1].source, Source.MACHINE_CODE.value)
    assert tab.form.problem("columns") == ""
    QTest.keyClick(rows[2].key, Qt.Key.Key_Space)  # the time
    assert '"ts" is missing' in tab.form.problem("key")
    QTest.keyClick(rows[2].key, Qt.Key.Key_Space)
    choose(tab.form.written, "ON_CHANGE")
    saved(qtbot, tab)
    mapping = load_mappings(folder.mapping_file)[STATE]
    assert [(column.name, column.source) for column in mapping.columns] == [
        ("TAG_NAME", Source.NAME),
        ("TAG_VALUE", Source.VALUE),
        ("TIMESTAMP", Source.TS),
        ("MACHINE", Source.MACHINE_CODE),
    ]
    assert mapping.on_change
    assert mapping.name_template == "{plc_code}.{machine_code}.{tag_address}"


def test_a_file_by_hand_is_shown_and_its_comments_stay(
    qtbot: QtBot, tab: MappingTab, folder: DataFolder
) -> None:
    folder.mapping_file.write_text(BY_HAND)
    tab.refresh()
    QTest.keyClick(tab.categories[ALARM], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.form.table.text() == "MES.FAULTS", timeout=PATIENCE_MS)
    assert tab.form.columns.rows()[0].name.text() == "time"
    assert not tab.save.isEnabled()
    choose(tab.form.written, "ON_CHANGE")
    saved(qtbot, tab)
    assert folder.mapping_file.read_text() == BY_HAND + 'written = "ON_CHANGE"\n'
    choose(tab.form.shape, OWN_TABLE.preset)
    saved(qtbot, tab)
    assert load_mappings(folder.mapping_file) == OWN_MAPPINGS


def test_a_file_that_is_broken_is_told(qtbot: QtBot, tab: MappingTab, folder: DataFolder) -> None:
    folder.mapping_file.write_text("[ALARM]\npreset = 'NONE'\n")
    tab.refresh()
    qtbot.waitUntil(lambda: "[ALARM] preset" in tab.messages.text(), timeout=PATIENCE_MS)
    assert not tab.save.isEnabled()


def test_it_is_compared_with_the_database_before_it_is_saved(
    qtbot: QtBot,
    tab: MappingTab,
    oracle_server: OracleServer,
    quiet_context: Context,
    folder: DataFolder,
) -> None:
    oracle = {
        "historian.backend": "oracle",
        "oracle.host": "127.0.0.1",
        "oracle.port": str(oracle_server.port),
        "oracle.service_name": oracle_server.service_name,
        "oracle.username": USER,
    }
    quiet_context.station.settings_setup.save(oracle, password=PASSWORD)
    tab.refresh()
    qtbot.waitUntil(tab.check.isEnabled, timeout=PATIENCE_MS)
    choose(tab.form.shape, "TIME_NAME_VALUE")
    tab.form.table.setText("NO_SUCH_TABLE")
    QTest.mouseClick(tab.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not tab.trial.is_running, timeout=PATIENCE_MS)
    assert "Table NO_SUCH_TABLE of schema HMI is missing" in tab.steps.text_of("tables")
    assert not folder.mapping_file.exists()


def test_the_tab_key_goes_from_top_to_bottom(qtbot: QtBot, tab: MappingTab) -> None:
    choose(tab.form.shape, "")
    tab.resize(1000, 1500)
    qtbot.waitUntil(lambda: tab.form.columns.rows()[0].name.isVisible(), timeout=PATIENCE_MS)
    stops = tab_stops(tab)
    assert len(stops) > 8
    assert is_top_to_bottom(tab), [(stop, stop.accessibleName()) for stop in stops]
    assert all(stop.accessibleName() or getattr(stop, "text", str)() for stop in stops)
