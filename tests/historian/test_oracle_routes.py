"""Which table a row goes to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hmi.historian.oracle_routes import Routes, Share
from hmi.historian.protocol import Rejected
from hmi.historian.tag_directory import TagDirectory
from hmi.model.plant import GroupCategory, LogMode, Plant, PollingGroup, Tag, TagType
from hmi.model.reading import Row
from hmi.model.tables import OWN_MAPPINGS, OWN_TABLE, PRESETS, Mappings
from tests.historian.scripted_oracle import row, rows

OPERATION, ALARM = PRESETS["TIME_NAME_VALUE"], PRESETS["ALARM_LOG"]
MIXED: Mappings = {
    GroupCategory.OPERATION: OPERATION,
    GroupCategory.STATE: OWN_TABLE,
    GroupCategory.ALARM: ALARM,
}


def plant(*tags: Tag) -> Plant:
    groups = tuple(PollingGroup(category.value, "P1", group_category=category) for category in GroupCategory)
    return Plant((), groups, tags)


def tag(address: str, category: GroupCategory = GroupCategory.OPERATION, machine: str = "M-1") -> Tag:
    return Tag("P1", address, f"Tag {address}", TagType.INT, category.value, machine)


def split(mappings: Mappings, directory: TagDirectory, *rows: Row) -> tuple[list[Share], list[Rejected]]:
    return Routes(mappings, directory).split(rows)


def test_own_table_asks_nobody() -> None:
    class Nobody(TagDirectory):
        def find(self, plc_code: str, tag_address: str) -> None:
            raise AssertionError("not to be asked")

    batch = rows(3)
    shares, rejected = Routes(OWN_MAPPINGS, Nobody()).split(batch)
    assert shares == [Share(OWN_TABLE, batch, ())]
    assert shares[0].rows is batch
    assert rejected == []


def test_each_category_goes_its_way_in_order() -> None:
    tags = [tag(f"D{n}", category) for n, category in enumerate([*GroupCategory, *reversed(GroupCategory)])]
    batch = [row(float(n), f"D{n % 6}") for n in range(20)]
    shares, rejected = split(MIXED, TagDirectory(plant(*tags)), *batch)
    assert rejected == []
    assert [share.mapping for share in shares] == [OPERATION, OWN_TABLE, ALARM]
    for share, numbers in zip(shares, [(0, 5), (1, 4), (2, 3)], strict=True):
        assert list(share.rows) == [one for one in batch if int(one.tag_address[1:]) in numbers]
        assert len(share.facts) == len(share.rows)
    assert {facts.name for facts in shares[2].facts} == {"P1.Alarm.M-1.D2", "P1.Alarm.M-1.D3"}


@pytest.mark.parametrize("mappings", [MIXED, dict.fromkeys(GroupCategory, OPERATION)])
def test_unknown_tag_costs_only_its_rows(mappings: Mappings) -> None:
    shares, rejected = split(
        mappings, TagDirectory(plant(tag("D1"))), row(1, "D1"), row(2, "D2"), row(3, "D1")
    )
    assert [one.value for one in shares[0].rows] == [1, 3]
    assert [(one.row.value, one.code) for one in rejected] == [(2, "UNKNOWN_TAG")]
    assert "P1 has no tag D2 in the configuration" in rejected[0].reason


def test_unknown_tag_whose_row_says_enough() -> None:
    plain = replace(OPERATION, name_template="{plc_code}/{group_name}/{tag_name}@{tag_address}")
    shares, rejected = split(dict.fromkeys(GroupCategory, plain), TagDirectory(), row(1, "D2"))
    assert rejected == []
    assert shares[0].facts[0].name == "P1/PRESS/Temperature@D2"


def test_name_is_built_of_the_row_where_it_carries_it() -> None:
    """A tag that was renamed: the row is the same whenever it is written."""
    named = replace(OPERATION, name_template="{machine_code}.{tag_name}")
    old, new = row(1, "D1"), row(2, "D1")._replace(tag_name="New")
    directory = TagDirectory(plant(tag("D1")))
    shares, _ = split(dict.fromkeys(GroupCategory, named), directory, old, new)
    assert [facts.name for facts in shares[0].facts] == ["M-1.Temperature", "M-1.New"]


def test_new_configuration_is_noticed() -> None:
    directory = TagDirectory(plant(tag("D1", machine="M-1")))
    routes = Routes(MIXED, directory)
    assert routes.split([row(1, "D1")])[0][0].facts[0].machine_code == "M-1"
    assert routes.split([row(1, "D2")])[1] != []
    directory.update(plant(tag("D1", machine="M-2"), tag("D2")))
    assert routes.split([row(1, "D1")])[0][0].facts[0].machine_code == "M-2"
    assert routes.split([row(1, "D2")])[1] == []


class TestSameName:
    SAME = replace(OPERATION, name_template="{machine_code}.{tag_name}")

    def test_rows_that_the_table_could_not_tell_apart_are_refused(self) -> None:
        tags = [replace(tag(f"D{n}"), tag_name="Speed" if n < 2 else f"Speed {n}") for n in range(4)]
        shares, rejected = split(
            dict.fromkeys(GroupCategory, self.SAME), TagDirectory(plant(*tags)), *rows(4)
        )
        assert [one.tag_address for one in shares[0].rows] == ["D2", "D3"]
        assert [(one.row.tag_address, one.code) for one in rejected] == [
            ("D0", "SAME_NAME"),
            ("D1", "SAME_NAME"),
        ]
        assert "'M-1.Speed' is the name of 2 tags in table OPERATION" in rejected[0].reason

    @pytest.mark.parametrize(
        "other",
        [
            replace(tag("D1"), tag_name="Speed", is_active=False),
            replace(tag("D1"), tag_name="Speed", log_mode=LogMode.NEVER),
            replace(tag("D1"), tag_name="Speed", machine_code="M-2"),
        ],
    )
    def test_tags_that_are_no_clash(self, other: Tag) -> None:
        directory = TagDirectory(plant(replace(tag("D0"), tag_name="Speed"), other))
        _, rejected = split(dict.fromkeys(GroupCategory, self.SAME), directory, *rows(1))
        assert rejected == []

    def test_tag_that_moved_to_another_address_keeps_its_name(self) -> None:
        directory = TagDirectory(plant(replace(tag("D0"), tag_name="Speed")))
        directory.update(plant(replace(tag("D1"), tag_name="Speed")))
        _, rejected = split(dict.fromkeys(GroupCategory, self.SAME), directory, *rows(2))
        assert rejected == []

    def test_key_that_tells_them_apart_all_the_same(self) -> None:
        named = replace(OWN_TABLE, name_template="{tag_name}")
        directory = TagDirectory(plant(*(replace(tag(f"D{n}"), tag_name="Speed") for n in range(2))))
        assert split(dict.fromkeys(GroupCategory, named), directory, *rows(2))[1] == []


class TestTableOf:
    def test_known_tag(self) -> None:
        directory = TagDirectory(plant(tag("D1", GroupCategory.ALARM)))
        found = Routes(MIXED, directory).table_of("P1", "D1")
        assert found == (ALARM, directory.find("P1", "D1"))

    def test_unknown_tag(self) -> None:
        assert Routes(MIXED, TagDirectory()).table_of("P1", "D1") is None
        found = Routes(OWN_MAPPINGS, TagDirectory()).table_of("P1", "D1")
        assert found is not None
        assert (found[0], found[1].tag.tag_address) == (OWN_TABLE, "D1")
        named = replace(OPERATION, name_template="{plc_code}.{tag_name}")
        assert Routes(dict.fromkeys(GroupCategory, named), TagDirectory()).table_of("P1", "D1") is None
