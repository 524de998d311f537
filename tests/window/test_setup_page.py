"""Setting up the plant as a person does: typing into forms, looking at the changes, applying them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.config.columns import GROUPS, PLCS, TAGS
from hmi.config.folder import DataFolder
from hmi.config.importer import Comparison
from hmi.config.pin_file import PinFile
from hmi.melsec.simulator import SimulatedPlc
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.status import GroupState
from hmi.station import Station
from hmi.window.access import Access
from hmi.window.context import Context
from hmi.window.pages.setup import SetupPage
from hmi.window.setup.plcs import PlcsTab
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.window.hands import choose_path, click, waits
from tests.window.samples import PATIENCE_MS
from tests.window.setup_rig import choose, opened, write

PRESS, GROUP = "PRESS", "PRESS_OPERATION"


@pytest.fixture
def access(folder: DataFolder, station: Station, qtbot: QtBot) -> Access:
    return Access(PinFile(folder.pin_file), station.events)


@pytest.fixture
def page(
    qtbot: QtBot, station: Station, theme: Theme, tasks: Tasks, access: Access, tmp_path: Path
) -> Iterator[SetupPage]:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    with opened(qtbot, Context(station, theme, tasks, access, memory)) as made:
        yield made


@pytest.fixture
def simulated() -> Iterator[SimulatedPlc]:
    """A PLC that the demo plant does not know, on a port of its own."""
    plc = Plc("NEW", "127.0.0.1")
    with SimulatedPlc(plc, [Tag("NEW", f"D{n}", "t", TagType.INT, "G") for n in range(100, 120)]) as made:
        yield made


def group_state(station: Station, name: str) -> GroupState | None:
    return next((g.state for g in station.status().groups if g.group_name == name), None)


def open_tab(page: SetupPage, tab: object) -> None:
    page.tabs.setCurrentWidget(tab)  # type: ignore[arg-type]  # one of its own tabs


def test_from_nothing_to_values_of_a_new_plc(
    qtbot: QtBot, page: SetupPage, station: Station, simulated: SimulatedPlc
) -> None:
    click(page.plcs.new)
    write(page.plcs.form, "plc_code", "NEW")
    write(page.plcs.form, "ip_address", "127.0.0.1")
    write(page.plcs.form, "port", str(simulated.port))
    click(page.plcs.test.button)
    waits(qtbot, lambda: not page.plcs.test.is_running)
    assert "answers as 3E binary" in page.plcs.test.text()

    open_tab(page, page.groups)
    click(page.groups.new)
    write(page.groups.form.fields, "group_name", "NEW_FAST")
    choose(page.groups.form.fields, "plc_code", "NEW")
    write(page.groups.form.fields, "polling_interval_ms", "200")
    no_tags = "The group has no tags yet: add some on the tab Tags."
    waits(qtbot, lambda: page.groups.plan.text() == no_tags)

    open_tab(page, page.tags)
    page.tags.of_group.setCurrentText("NEW_FAST")
    click(page.tags.add_series)
    series = page.tags.series
    assert series is not None
    write(series.form, "first", "D100")
    write(series.form, "last", "D119")
    assert series.says.text() == "20 tags of type INT: D100 (Tag_D100) to D119 (Tag_D119)."
    click(series.add)
    waits(qtbot, lambda: page.strip.count == 22)
    click(page.tags.read)
    waits(qtbot, lambda: page.tags.reader.value(page.tags.chosen()[0]) != "")

    assert page.strip.text() == "22 changes are not applied"
    assert "NEW" not in {plc.plc_code for plc in station.setup.plant().plcs}
    click(page.strip.apply)
    waits(qtbot, lambda: page.messages.text() == "22 changes are applied. Not started yet: NEW_FAST.")
    assert len(station.setup.plant().tags_of("NEW_FAST")) == 20
    click(page.messages.action)
    waits(qtbot, lambda: group_state(station, "NEW_FAST") is GroupState.RUNNING)
    waits(
        qtbot, lambda: any(v.group_name == "NEW_FAST" and len(v.values) == 20 for v in station.live.groups())
    )
    assert page.strip.text() == "Everything is as it is stored"


NONSENSE = (
    ("plc_code", "BODY", "is there already"),
    ("plc_code", "", "still to be filled in"),
    ("ip_address", "10.0.0.300", "is not an IPv4 address"),
    ("port", "http", "is not a whole number from 1 to 65535"),
    ("connection_timeout", "1e99", "from 0.1 to 60"),
    ("pool_size", "0", "from 1 to 16"),
    ("plc_name", "a\u2028b", "control character"),
)


def test_nonsense_is_said_at_its_field_and_cannot_be_applied(page: SetupPage, station: Station) -> None:
    before = station.setup.plant()
    for column, text, says in NONSENSE:
        open_tab(page, page.plcs)
        page.plcs.table.choose([number(page, PRESS)])
        page.plcs.form.typed.emit(column, text)
        assert says in page.plcs.form.note(column)
        assert says in page.strip.text()
        assert (page.strip.apply.isEnabled(), page.strip.apply.toolTip()) == (
            False,
            "Mend what is wrong first",
        )
        assert not page.plcs.test.button.isEnabled()
        open_tab(page, page.tags)
        click(page.strip.go)
        assert page.tabs.currentWidget() is page.plcs
        assert page.plcs.form.input(column).hasFocus()
        click(page.strip.discard)
        assert not page.editor.problems
    assert station.setup.plant() == before


def number(page: SetupPage, code: str) -> int:
    found = page.editor.draft.number_of(PLCS, code)
    assert found is not None
    return found


def test_a_plc_that_does_not_answer_says_what_to_do(qtbot: QtBot, page: SetupPage) -> None:
    click(page.plcs.new)
    write(page.plcs.form, "ip_address", "127.0.0.1")
    write(page.plcs.form, "port", "1")
    click(page.plcs.test.button)
    waits(qtbot, lambda: not page.plcs.test.is_running)
    assert "refused the connection; check the port" in page.plcs.test.text()
    write(page.plcs.form, "port", "2")
    assert page.plcs.test.text() == ""  # it was about another port


def test_a_group_that_runs_is_restarted_only_when_told(
    qtbot: QtBot, page: SetupPage, station: Station
) -> None:
    page.show_group(GROUP)
    assert page.tabs.currentWidget() is page.groups
    waits(qtbot, lambda: "your interval is 1,000\u00a0ms" in page.groups.plan.text())
    write(page.groups.form.fields, "polling_interval_ms", "2,000")
    waits(qtbot, lambda: "your interval is 2,000\u00a0ms" in page.groups.plan.text())
    waits(qtbot, lambda: page.strip.count == 1)
    click(page.strip.apply)
    waits(qtbot, lambda: page.messages.text() != "")
    assert page.messages.text() == f"1 change is applied. Running with their old settings: {GROUP}."
    assert interval_of(station, GROUP) == 1000
    click(page.messages.action)
    waits(qtbot, lambda: page.messages.text() == "All groups run as they are configured")
    assert interval_of(station, GROUP) == 2000


def interval_of(station: Station, name: str) -> int:
    return next(group.interval_ms for group in station.status().groups if group.group_name == name)


def test_the_same_field_of_many_tags_is_written_at_once(
    qtbot: QtBot, page: SetupPage, station: Station
) -> None:
    open_tab(page, page.tags)
    page.tags.search.setText("dietemp")
    waits(qtbot, lambda: 0 < page.tags.table.plant.rowCount() < 50)
    shown = page.tags.table.plant.rowCount()
    page.tags.table.setFocus()
    QTest.keyClick(page.tags.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.tags.chosen()) == shown
    assert not page.tags.form.fields.input("tag_address").isEnabled()
    write(page.tags.form.fields, "unit", "K")
    waits(qtbot, lambda: page.strip.count == shown)
    click(page.strip.show_all)
    dialog = page.strip.dialog
    assert dialog is not None
    assert dialog.model.rowCount() == shown
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    click(page.strip.apply)
    waits(qtbot, lambda: page.strip.text() == "Everything is as it is stored")
    assert {tag.unit for tag in station.setup.plant().tags if tag.tag_name == "DieTemperature"} == {"K"}
    assert len(page.tags.chosen()) == shown


def test_what_is_deleted_comes_back_with_undo(qtbot: QtBot, page: SetupPage) -> None:
    before = page.editor.draft.plant
    page.show_group(GROUP)
    page.groups.table.setFocus()
    QTest.keyClick(page.groups.table, Qt.Key.Key_Delete)
    assert page.messages.text().startswith(f"{GROUP} and its 140 tags go when the changes are applied")
    waits(qtbot, lambda: page.strip.count == 141)
    click(page.messages.action)
    assert page.editor.draft.plant == before
    waits(qtbot, lambda: page.strip.count == 0)
    QTest.keyClick(page.groups.table, Qt.Key.Key_Delete)
    open_tab(page, page.plcs)
    write(page.plcs.form, "plc_name", "Presses")
    assert page.messages.text() == ""  # undoing now would undo this, too


def test_a_new_tag_takes_its_type_from_its_device(page: SetupPage) -> None:
    open_tab(page, page.tags)
    click(page.tags.new)
    form = page.tags.form.fields
    assert form.note("tag_address") == "still to be filled in"
    write(form, "tag_address", "m77")
    write(form, "tag_name", "Door")
    (row,) = page.tags.chosen()
    assert (row.value.tag_address, row.value.tag_type) == ("M77", TagType.BOOL)
    write(form, "tag_address", "w100")
    assert "is tag 'SlideForce' of group" in form.note("tag_address")
    assert not page.tags.read.isEnabled()


def test_a_look_at_a_tag_says_when_it_was_or_why_there_is_none(
    qtbot: QtBot, page: SetupPage, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, tags = page.tags.reader, page.tags
    open_tab(page, tags)
    tags.table.choose([tags.table.plant.at(0).number])  # type: ignore[union-attr]  # the demo plant has tags
    click(tags.read)
    waits(qtbot, lambda: reader.answer(tags.chosen()))
    assert re.fullmatch(r"In the PLC at \d\d:\d\d:\d\d: .+", reader.answer(tags.chosen()))

    def fail(*_: object) -> None:
        raise ValueError("no such luck")

    monkeypatch.setattr(station.setup, "read_once", fail)
    click(tags.read)
    waits(qtbot, lambda: "no such luck" in reader.answer(tags.chosen()))
    assert tags.read.isEnabled()


def test_files_are_looked_at_mended_and_taken_over(
    qtbot: QtBot, page: SetupPage, station: Station, tmp_path: Path
) -> None:
    rows = [f"{PRESS},D5000,Good,{GROUP}", f"{PRESS},Q1,Bad,{GROUP}", f"{PRESS},W100,Renamed,{GROUP}"]
    file = tmp_path / "tags.csv"
    file.write_text("\n".join(["PLC_CODE,TAG_ADDRESS,TAG_NAME,GROUP_NAME", *rows]), encoding="utf-8")
    tab = page.imports
    open_tab(page, tab)
    click(tab.choose)
    choose_path(qtbot, tab, file)
    waits(qtbot, lambda: tab.model.rowCount() == 1)  # the wrong ones first
    assert "there is no device 'Q'" in tab.model.index(0, tab.model.REASON).data()
    assert tab.verdict.currentText() == "Wrong (1)"
    click(tab.save_wrong)
    choose_path(qtbot, tab, tmp_path)
    waits(qtbot, lambda: "tags_not_imported.csv" in page.messages.text())
    assert "import_error" in (tmp_path / "tags_not_imported.csv").read_text(encoding="utf-8-sig")
    assert tab.take.text() == "&Take over the 2 rows that are right"
    click(tab.take)
    waits(qtbot, lambda: page.strip.count == 2)
    assert tab.model.rowCount() == 0
    click(page.strip.apply)
    waits(qtbot, lambda: page.strip.text() == "Everything is as it is stored")
    assert {"Good", "Renamed"} <= {tag.tag_name for tag in station.setup.plant().tags}
    click(tab.export)
    choose_path(qtbot, tab, tmp_path)
    waits(qtbot, lambda: page.messages.text().startswith("Written to"))
    assert (tmp_path / "plc_connections.csv").exists()


def test_what_is_edited_while_files_are_taken_over_stays(
    qtbot: QtBot, page: SetupPage, station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "tags.csv"
    file.write_text(f"PLC_CODE,TAG_ADDRESS,TAG_NAME,GROUP_NAME\n{PRESS},D5000,Good,{GROUP}", "utf-8")
    edited, merged = threading.Event(), station.setup.merged

    def slow(comparison: Comparison) -> Plant:
        edited.wait(PATIENCE_MS / 1000)
        return merged(comparison)

    monkeypatch.setattr(station.setup, "merged", slow)
    tab = page.imports
    tab.compare([file])
    waits(qtbot, lambda: tab.take.isEnabled())
    click(tab.take)
    page.plcs.table.choose([number(page, PRESS)])
    write(page.plcs.form, "plc_name", "Presses")
    edited.set()
    waits(qtbot, lambda: "compared again" in page.messages.text() and tab.take.isEnabled())
    click(tab.take)
    waits(qtbot, lambda: page.strip.count == 2)
    assert page.editor.draft.plant.plc(PRESS).plc_name == "Presses"


def test_rows_of_other_files_are_not_taken_over_for_those_that_cannot_be_compared(
    qtbot: QtBot, page: SetupPage, station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "tags.csv"
    file.write_text(f"PLC_CODE,TAG_ADDRESS,TAG_NAME,GROUP_NAME\n{PRESS},D5000,Good,{GROUP}", "utf-8")
    tab = page.imports
    tab.compare([file])
    waits(qtbot, lambda: tab.model.rowCount() == 1)

    def refuse(*_: object, **__: object) -> None:
        raise UsageError("There is no PLC 'GONE'")

    monkeypatch.setattr(station.setup, "compare", refuse)
    tab.compare([tmp_path / "others.csv"])
    waits(qtbot, lambda: page.messages.text() == "There is no PLC 'GONE'")
    assert tab.model.rowCount() == 0
    assert not tab.take.isEnabled()


def test_edits_outlive_what_somebody_else_stores(qtbot: QtBot, page: SetupPage, station: Station) -> None:
    theirs = station.setup.draft()
    theirs.add_group(PollingGroup("THEIRS", "BODY"))
    station.setup.apply(theirs.edit())
    page.plcs.table.choose([number(page, PRESS)])
    write(page.plcs.form, "plc_name", "Presses")
    waits(qtbot, lambda: page.strip.count == 1)
    click(page.strip.apply)
    waits(qtbot, lambda: "changed by someone else" in page.messages.text())
    click(page.messages.action)
    waits(qtbot, lambda: page.editor.draft.number_of(GROUPS, "THEIRS") is not None)
    click(page.strip.apply)
    waits(qtbot, lambda: station.setup.plant().plc(PRESS).plc_name == "Presses")
    assert station.setup.plant().group("THEIRS").plc_code == "BODY"


def test_an_operator_sees_everything_and_changes_nothing(
    qtbot: QtBot, page: SetupPage, access: Access
) -> None:
    access.set_pin("", "2468")
    access.lock()
    waits(qtbot, lambda: page.locked.isVisible())
    assert page.plcs.table.plant.rowCount() == 3
    for tab in (page.plcs, page.groups, page.tags):
        open_tab(page, tab)
        form = tab.form
        assert not form.isEnabled()
        assert not tab.new.isEnabled()
        assert tab.new.toolTip() == "Only an engineer may change the setup"
        QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    assert not page.editor.has_changes
    page.editor.set(PLCS, [number(page, PRESS)], "port", "5099")
    assert not page.strip.apply.isEnabled()
    assert not page.strip.discard.isEnabled()
    access.unlock("2468")
    waits(qtbot, lambda: not page.locked.isVisible())
    assert page.plcs.form.isEnabled()


def test_the_tables_are_sound_models(
    page: SetupPage, check_model: Callable[[QAbstractItemModel], None]
) -> None:
    for tab in (page.plcs, page.groups, page.tags):
        check_model(tab.table.plant)
    check_model(page.imports.model)
    page.plcs.form.typed.emit("port", "x")
    page.editor.change(lambda draft: draft.delete(GROUPS, [row.number for row in draft.rows(GROUPS)]))
    assert page.tags.table.plant.rowCount() == 0
    assert page.editor.draft.rows(TAGS) == ()


def test_an_empty_plant_says_where_to_begin(qtbot: QtBot, page: SetupPage) -> None:
    page.editor.change(lambda draft: draft.delete(PLCS, [row.number for row in draft.rows(PLCS)]))
    tab: PlcsTab = page.plcs
    assert "Add one with New PLC" in tab._empty.text()
    assert tab._empty.isVisible()
    assert page.groups.new.toolTip() == "Add a PLC first"
    assert page.tags.new.toolTip() == "Add a polling group first"
