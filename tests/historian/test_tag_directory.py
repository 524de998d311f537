"""What is known of tags, of this configuration and of earlier ones."""

from __future__ import annotations

from hmi.historian.tag_directory import TagDirectory, TagEntry
from hmi.model.plant import GroupCategory, Plant, PollingGroup, Tag, TagType

ALARMS = PollingGroup("ALARMS", "P1", group_category=GroupCategory.ALARM)
FIRST = Tag("P1", "M0", "Door", TagType.BOOL, "ALARMS")
SECOND = Tag("P1", "M1", "Gate", TagType.BOOL, "ALARMS")


def test_finds_a_tag_with_its_groups_category() -> None:
    directory = TagDirectory(Plant((), (ALARMS,), (FIRST, SECOND)))
    assert directory.find("P1", "M1") == TagEntry(SECOND, GroupCategory.ALARM)
    assert directory.find("P2", "M1") is None
    assert [entry.tag for entry in directory.entries()] == [FIRST, SECOND]


def test_knows_nothing_at_first() -> None:
    directory = TagDirectory()
    assert directory.find("P1", "M0") is None
    assert directory.entries() == ()


def test_tag_of_an_earlier_configuration_can_be_found_but_is_no_entry() -> None:
    directory = TagDirectory(Plant((), (ALARMS,), (FIRST, SECOND)))
    edition = directory.edition
    assert directory.edition is edition
    directory.update(Plant((), (ALARMS,), (SECOND,)))
    assert directory.edition is not edition
    assert directory.find("P1", "M0") == TagEntry(FIRST, GroupCategory.ALARM)
    assert [entry.tag for entry in directory.entries()] == [SECOND]
