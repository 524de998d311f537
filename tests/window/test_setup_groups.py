"""Setting up polling groups: what each costs, what it permits, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from hmi.config.affected import AffectedGroups
from hmi.config.folder import DataFolder
from hmi.config.pin_file import PinFile
from hmi.model.events import EventKind
from hmi.model.plant import PollingMode
from hmi.model.status import GroupState
from hmi.station import Station
from hmi.window.access import Access
from hmi.window.context import Context
from hmi.window.frame import MainWindow
from hmi.window.pages.setup import SetupPage
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.window.hands import click, waits
from tests.window.setup_rig import choose, opened, write

FIXED, HANDSHAKE = "BODY_OPERATION", "PAINT_QUALITY"


@pytest.fixture
def page(
    qtbot: QtBot, station: Station, folder: DataFolder, theme: Theme, tasks: Tasks, tmp_path: Path
) -> Iterator[SetupPage]:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    access = Access(PinFile(folder.pin_file), station.events)
    with opened(qtbot, Context(station, theme, tasks, access, memory)) as made:
        yield made


def test_an_interval_that_cannot_be_met_is_warned_of_before_it_is_applied(
    qtbot: QtBot, page: SetupPage, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [plc.plc_code for plc in station.setup.plant().plcs]
    monkeypatch.setattr(station.setup, "_scan_times", lambda: dict.fromkeys(codes, 160.0))
    page.show_group(FIXED)
    form, plan = page.groups.form.fields, page.groups.plan
    waits(qtbot, lambda: "150 tags" in plan.text())
    assert "PLC BODY with all its groups" in plan.text()
    write(form, "polling_interval_ms", "100")
    waits(qtbot, lambda: "One poll takes about" in plan.warning.text())
    assert "or longer" in plan.warning.text()
    assert "(measured)" in plan.text()
    for text in ("fast", "99", "86400001", "1.5", "1,5", "-100", "9" * 30):
        page.groups.form.fields.typed.emit("polling_interval_ms", text)
        says = "Write a whole number of milliseconds from 100 to 86,400,000, like 1000"
        assert form.note("polling_interval_ms") == says, text
    write(form, "polling_interval_ms", "5,000")
    waits(qtbot, lambda: "your interval is 5,000\u00a0ms" in plan.text())
    assert page.editor.draft.plant.group(FIXED).polling_interval_ms == 5000


def test_what_belongs_to_a_handshake_and_what_it_permits_is_said_in_plain_words(
    qtbot: QtBot, page: SetupPage, station: Station
) -> None:
    form, group = page.groups.form.fields, page.groups.form
    page.show_group(FIXED)
    assert not form.input("trigger_bit_address").isVisible()
    choose(form, "polling_mode", PollingMode.HANDSHAKE)
    assert form.input("trigger_bit_address").isVisible()
    assert not form.input("plc_code").isEnabled()
    click(page.strip.discard)
    page.show_group(HANDSHAKE)
    writes = form.input("allow_plc_writes")
    assert isinstance(writes, QCheckBox)
    click(writes)
    write(form, "ack_bit_address", "")
    assert not writes.isEnabled()
    assert "Name an acknowledge bit" in group.permission()
    write(form, "ack_bit_address", "m4242")
    write(form, "trigger_bit_address", "m4241")
    assert "never set" in group.permission()
    click(writes)
    assert "writes to PLC PAINT: it sets M4242" in group.permission()
    waits(qtbot, lambda: page.strip.count == 2)
    click(page.strip.apply)
    waits(qtbot, lambda: page.strip.text() == "Everything is as it is stored")
    saved = station.setup.plant().group(HANDSHAKE)
    assert (saved.trigger_bit_address, saved.ack_bit_address) == ("M4241", "M4242")
    assert saved.allow_plc_writes


def test_wrong_bits_are_said_at_their_fields(page: SetupPage) -> None:
    page.show_group(HANDSHAKE)
    form = page.groups.form.fields
    write(form, "trigger_bit_address", "D100")
    write(form, "ack_bit_address", "D100.1")
    assert "D100 is a word" in form.note("trigger_bit_address")
    assert "cannot be written" in form.note("ack_bit_address")
    assert page.groups.plan.text() == "There is no plan while something is wrong above."
    assert not page.strip.apply.isEnabled()


def test_a_copy_has_the_settings_and_no_tags_and_a_new_name_is_known_to_the_tags(
    qtbot: QtBot, page: SetupPage, station: Station
) -> None:
    page.show_group(FIXED)
    click(page.groups.copy)
    draft = page.editor.draft
    assert draft.plant.group(f"{FIXED}_2").description == draft.plant.group(FIXED).description
    click(page.groups.delete)
    page.show_group(FIXED)
    write(page.groups.form.fields, "group_name", "WELDING")
    assert len(draft.plant.tags_of("WELDING")) == 150
    waits(qtbot, lambda: page.strip.count == 1)
    click(page.strip.apply)
    waits(qtbot, lambda: page.messages.text().startswith("1 change is applied."))
    assert f"Running, and not to run any more: {FIXED}." in page.messages.text()
    assert "Not started yet: WELDING." in page.messages.text()
    click(page.messages.action)
    waits(qtbot, lambda: page.messages.text() == "All groups run as they are configured")
    states = {group.group_name: group.state for group in station.status().groups}
    assert FIXED not in states
    assert states["WELDING"] is GroupState.RUNNING


def test_the_groups_page_opens_the_form_of_the_chosen_group(qtbot: QtBot, window: MainWindow) -> None:
    window.open_page("groups")
    window.pages.groups.select(HANDSHAKE)
    click(window.pages.groups.set_up)
    assert window.page_name == "setup"
    waits(qtbot, lambda: window.pages.setup.groups.form.fields.text("group_name") == HANDSHAKE)
    window.pages.setup.show_group("GONE")
    waits(qtbot, lambda: "GONE is not in the configuration any more" in window.pages.setup.messages.text())


def test_a_group_that_is_gone_by_now_keeps_no_other_from_being_restarted(
    qtbot: QtBot, page: SetupPage, station: Station
) -> None:
    begun = next(g for g in station.status().groups if g.group_name == FIXED)
    assert begun.state is GroupState.RUNNING
    done: list[list[str]] = []
    page.restart.done.connect(done.append)
    page.restart.begin(AffectedGroups(restart=(FIXED,), stop=("DELETED",)))
    waits(qtbot, lambda: done)
    assert done == [[]]
    waits(qtbot, lambda: EventKind.GROUP_STARTED in {event.kind for event in station.events.read()})


def test_what_is_new_goes_on_from_what_was_made_before(page: SetupPage) -> None:
    """A new PLC gets the next group, and a new group the next tag."""
    page.tabs.setCurrentWidget(page.plcs)
    click(page.plcs.new)
    write(page.plcs.form, "plc_code", "WELD")
    page.tabs.setCurrentWidget(page.groups)
    click(page.groups.new)
    assert page.groups.form.fields.text("plc_code") == "WELD"
    write(page.groups.form.fields, "group_name", "WELD_FAST")
    page.tabs.setCurrentWidget(page.tags)
    page.tags.table.clearSelection()
    click(page.tags.new)
    assert page.tags.form.fields.text("group_name") == "WELD_FAST"

    page.tabs.setCurrentWidget(page.groups)
    click(page.groups.new)
    assert page.groups.form.fields.text("plc_code") == "WELD", "of the chosen group, now that all have one"
