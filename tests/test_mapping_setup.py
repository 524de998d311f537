"""The mapping as a person changes it: each section judged alone, all together, and saved as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmi.config.folder import DataFolder
from hmi.config.mapping_file import load_mappings
from hmi.eventlog import EventLog
from hmi.mapping_setup import MappingSetup
from hmi.model.errors import UsageError
from hmi.model.plant import GroupCategory, Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.tables import OWN_TABLE

ALARM, OPERATION, STATE = GroupCategory.ALARM, GroupCategory.OPERATION, GroupCategory.STATE
THREE = {"preset": "TIME_NAME_VALUE", "table": "MES.STATES"}


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


@pytest.fixture
def events(folder: DataFolder) -> EventLog:
    return EventLog(folder.events_db)


@pytest.fixture
def setup(folder: DataFolder, events: EventLog) -> MappingSetup:
    plc = Plc("PRESS", ip_address="127.0.0.1")
    groups = tuple(
        PollingGroup(name, "PRESS", group_category=GroupCategory(name)) for name in ("STATE", "ALARM")
    )
    tags = (
        Tag("PRESS", "M1", "Running", TagType.BOOL, "STATE", machine_code="PRS-01", is_active=False),
        Tag("PRESS", "M2", "Fault", TagType.BOOL, "STATE", machine_code="PRS-01"),
        Tag("PRESS", "M3", "Fault", TagType.BOOL, "STATE"),
    )
    return MappingSetup(folder, events, lambda: Plant((plc,), groups, tags))


def test_a_section_is_judged_by_the_rules_of_the_file(setup: MappingSetup) -> None:
    assert setup.check(STATE, {}).mapping == OWN_TABLE
    good = setup.check(STATE, THREE)
    assert good.mapping is not None
    assert (good.mapping.table, good.problems) == ("MES.STATES", {})
    wrong = setup.check(STATE, THREE | {"utc_offset": "9"})
    assert wrong.mapping is None
    assert list(wrong.problems) == ["utc_offset"]
    assert list(setup.check(STATE, {"table": "X"}).problems) == [""]


def test_all_together_are_compared_with_the_tags(setup: MappingSetup) -> None:
    same = setup.review({STATE: THREE | {"name": "{tag_name}"}})
    assert same.mappings is not None
    assert ["'Fault' of PRESS M2" in finding.text for finding in same.findings if finding.is_problem] == [
        True
    ]
    hole = setup.review({STATE: THREE})
    assert [finding.is_problem for finding in hole.findings] == [False]
    assert "no machine_code" in hole.findings[0].text
    clash = setup.review({STATE: THREE, ALARM: {"preset": "ALARM_LOG", "table": "MES.STATES"}})
    assert clash.mappings is None
    assert "do not agree" in clash.problem


def test_an_example_is_a_tag_that_is_recorded(setup: MappingSetup) -> None:
    assert {category: tag.tag_address for category, tag in setup.examples().items()} == {STATE: "M2"}


def test_only_what_has_changed_is_an_event(setup: MappingSetup, folder: DataFolder, events: EventLog) -> None:
    setup.save({STATE: THREE}, by="kim (engineer)")
    setup.save({STATE: THREE | {"utc_offset": "+09:00"}, ALARM: {}}, by="kim (engineer)")
    assert load_mappings(folder.mapping_file)[ALARM] == OWN_TABLE
    said = [f"{event.subject}: {event.detail['old']} -> {event.detail['new']}" for event in events.read(9)]
    assert said[0] == "mapping.toml [STATE] utc_offset: – -> +09:00"
    assert len(said) == 3
    setup.save({})
    assert folder.mapping_file.read_text().strip() == ""


def test_nothing_wrong_is_saved(setup: MappingSetup, folder: DataFolder) -> None:
    with pytest.raises(UsageError, match="utc_offset"):
        setup.save({STATE: THREE | {"utc_offset": "9"}})
    assert not folder.mapping_file.exists()
