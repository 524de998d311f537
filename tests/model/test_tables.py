"""Tables of Oracle as data: names, shapes, log modes."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest

from hmi.model.plant import GroupCategory, LogMode, Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.tables import NAME_FIELDS, OWN_MAPPINGS, PRESETS, Source, quoted, with_log_modes

TAG = Tag(
    "BODY1", "W1F0", "Torque", TagType.INT, "FAULTS", machine_code="BODY1-CELL-001", unit="Nm"
)  # fmt: skip


def test_a_name_may_hold_every_field() -> None:
    template = "|".join(f"{{{field}}}" for field in NAME_FIELDS)
    mapping = replace(PRESETS["ALARM_LOG"], name_template=template)
    assert mapping.name_of(TAG, GroupCategory.ALARM) == "BODY1|BODY1-CELL-001|W1F0|Torque|FAULTS|ALARM|Nm"


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_whole(preset: str) -> None:
    mapping = PRESETS[preset]
    names = [column.name for column in mapping.columns]
    assert mapping.preset == preset
    assert len(names) == len(set(names))
    assert set(mapping.key) <= set(names)
    assert bool(mapping.columns_of(Source.NAME)) == bool(mapping.name_template)
    assert bool(mapping.columns_of(Source.SEQUENCE)) == bool(mapping.sequence)
    fields = {field for _, field, _, _ in string.Formatter().parse(mapping.name_template) if field}
    assert fields <= set(NAME_FIELDS)


def test_columns_are_found_by_what_they_hold() -> None:
    found = PRESETS["ALARM_LOG"].columns_of(Source.WRITTEN_AT, Source.TS)
    assert [column.name for column in found] == ["CTIME", "OTIME"]


def test_tags_of_a_log_of_changes_are_written_on_change() -> None:
    groups = (
        PollingGroup("FAULTS", "BODY1", group_category=GroupCategory.ALARM),
        PollingGroup("TORQUE", "BODY1"),
    )
    tags = (
        TAG,
        replace(TAG, tag_address="W1", log_mode=LogMode.NEVER),
        replace(TAG, tag_address="W2", group_name="TORQUE"),
    )
    plant = Plant((Plc("BODY1", "127.0.0.1"),), groups, tags)
    mappings = {**OWN_MAPPINGS, GroupCategory.ALARM: PRESETS["ALARM_LOG"]}
    modes = [tag.log_mode for tag in with_log_modes(plant, mappings).tags]
    assert modes == [LogMode.ON_CHANGE, LogMode.NEVER, LogMode.ALWAYS]
    assert with_log_modes(plant, OWN_MAPPINGS) is plant


def test_names_stand_in_quotation_marks_in_sql() -> None:
    assert quoted("TAG_VALUES") == '"TAG_VALUES"'
    assert quoted("MES.Faults") == '"MES"."Faults"'
