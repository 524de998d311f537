"""What a mapping makes of a plant's tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hmi.config.mapping_check import check_mappings
from hmi.model.plant import GroupCategory, LogMode, Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.tables import OWN_MAPPINGS, PRESETS, Column, Mappings, Source, TableMapping

TAG = Tag("P1", "D1", "Torque", TagType.INT, "TORQUE", machine_code="CELL-001")
BY_NAME = replace(PRESETS["TIME_NAME_VALUE"], name_template="{machine_code}.{tag_name}")


def plant(*tags: Tag) -> Plant:
    groups = (
        PollingGroup("TORQUE", "P1"),
        PollingGroup("FAULTS", "P1", group_category=GroupCategory.ALARM),
    )
    return Plant((Plc("P1", "127.0.0.1"),), groups, tags)


def mapped(mapping: TableMapping) -> Mappings:
    return {**OWN_MAPPINGS, GroupCategory.OPERATION: mapping}


def findings(mapping: TableMapping, *tags: Tag) -> Sequence[tuple[bool, str]]:
    return [(finding.is_problem, finding.text) for finding in check_mappings(plant(*tags), mapped(mapping))]


def test_names_that_tell_the_tags_apart_are_all_right() -> None:
    assert not findings(PRESETS["TIME_NAME_VALUE"], TAG, replace(TAG, tag_address="D2"))
    assert not findings(OWN_MAPPINGS[GroupCategory.OPERATION], TAG, replace(TAG, machine_code=""))


def test_tags_of_one_name_are_a_problem() -> None:
    ((is_problem, text),) = findings(BY_NAME, TAG, replace(TAG, tag_address="D2"))
    assert is_problem
    assert text == (
        "table OPERATION: 1 name is that of several tags, which the table cannot tell apart: "
        "'CELL-001.Torque' of P1 D1, P1 D2; put more fields into name in mapping.toml"
    )


def test_only_some_of_many_are_named() -> None:
    tags = [replace(TAG, tag_address=f"D{n}", tag_name=f"T{n % 5}") for n in range(25)]
    ((_, text),) = findings(BY_NAME, *tags)
    assert "5 names" in text
    assert "P1 D0, P1 D5, P1 D10 and 2 more; " in text
    assert "'CELL-001.T3'" not in text
    assert " and 2 more; put more" in text


def test_tags_that_are_not_recorded_do_not_count() -> None:
    others = (
        replace(TAG, tag_address="D2", is_active=False),
        replace(TAG, tag_address="D3", log_mode=LogMode.NEVER),
        replace(TAG, tag_address="D4", group_name="FAULTS"),
    )
    assert not findings(BY_NAME, TAG, *others)


def test_a_table_that_tells_tags_by_their_address_may_have_names_twice() -> None:
    sources = {**{column.name: column for column in PRESETS["TAG_VALUES"].columns}}
    name = replace(sources["TAG_NAME"], source=BY_NAME.columns[1].source)
    mapping = replace(
        PRESETS["TAG_VALUES"],
        columns=tuple({**sources, "TAG_NAME": name}.values()),
        name_template="{machine_code}.{tag_name}",
    )
    assert not findings(mapping, TAG, replace(TAG, tag_address="D2"))


def test_a_table_may_tell_tags_by_name_and_machine_together() -> None:
    columns = (*BY_NAME.columns, Column("MACHINE", Source.MACHINE_CODE))
    mapping = replace(BY_NAME, columns=columns, key=("MACHINE", "NAME", "TIME"), name_template="{tag_name}")
    elsewhere = replace(TAG, tag_address="D2", machine_code="CELL-002")
    assert not findings(mapping, TAG, elsewhere)
    assert findings(replace(mapping, key=("NAME", "TIME")), TAG, elsewhere)


def test_tags_without_a_machine_are_a_warning() -> None:
    tags = [replace(TAG, tag_address=f"D{n}", machine_code="") for n in range(5)]
    ((is_problem, text),) = findings(PRESETS["TIME_NAME_VALUE"], TAG, *tags[2:])
    assert not is_problem
    assert text == (
        "table OPERATION: 3 tags have no machine_code, and the names there are built with it: "
        "P1 D2, P1 D3, P1 D4; import it, or leave {machine_code} out of name in mapping.toml"
    )
    ((_, text),) = findings(PRESETS["TIME_NAME_VALUE"], tags[0])
    assert "1 tag has no machine_code" in text
