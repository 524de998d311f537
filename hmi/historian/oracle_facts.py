"""What a mapping needs to know of a tag beyond its rows, looked up once per tag."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from hmi.historian.tag_directory import TagEntry
from hmi.model.plant import GroupCategory, Tag, TagType
from hmi.model.reading import Row, Value
from hmi.model.tables import Source, TableMapping

_ONLY_CONFIGURED = (Source.TAG_TYPE, Source.MACHINE_CODE, Source.UNIT, Source.CATEGORY, Source.RAW)
_ONLY_CONFIGURED_FIELDS = {"machine_code", "unit", "category"}

_WHOLE = frozenset({TagType.INT, TagType.UINT, TagType.DINT, TagType.UDINT, TagType.BCD})


class TagFacts(NamedTuple):
    """The parts of a tag's rows that are the same in all of them, and how to get at its raw value."""

    name: str
    tag_type: str
    machine_code: str
    unit: str
    category: str
    raw: Callable[[Value], Value]


def needs_directory(mapping: TableMapping) -> bool:
    """Whether a row alone does not say what goes into the table."""
    return bool(mapping.columns_of(*_ONLY_CONFIGURED) or mapping.name_fields & _ONLY_CONFIGURED_FIELDS)


def identity_of(mappings: Iterable[TableMapping]) -> Callable[[Row], tuple[str, ...]]:
    """What of a row decides its facts, as a function; PLC and address, and what the names are built of."""
    fields = frozenset[str]().union(*(mapping.name_fields for mapping in mappings))
    places = [1, 2]
    if "tag_name" in fields:
        places.append(3)
    if "group_name" in fields:
        places.append(6)
    return itemgetter(*places)


def facts_of(entry: TagEntry, mapping: TableMapping, row: Row) -> TagFacts:
    """The facts of a tag; its name as the row has it, so that a row is the same whenever it is written."""
    tag, category = entry
    named = replace(tag, tag_name=row.tag_name, group_name=row.group_name)
    return TagFacts(
        mapping.name_of(named, category) if mapping.name_template else "",
        tag.tag_type.value,
        tag.machine_code,
        tag.unit,
        category.value,
        raw_of(tag),
    )


def unconfigured(plc_code: str, tag_address: str) -> TagEntry:
    """A tag of which no more is known; what its rows carry is taken from them."""
    return TagEntry(Tag(plc_code, tag_address, "", TagType.REAL, ""), GroupCategory.OPERATION)


def told_by_address(mapping: TableMapping) -> bool:
    """Whether PLC and address alone tell a tag in the table."""
    named = mapping.name_fields <= {"plc_code", "tag_address"}
    from_address = {Source.TS, Source.PLC_CODE, Source.TAG_ADDRESS} | ({Source.NAME} if named else set())
    return {column.source for column in mapping.key_columns} <= from_address


def raw_of(tag: Tag) -> Callable[[Value], Value]:
    """From a tag's value to the one in the PLC: ``(value - offset) / scale``, whole for whole types."""
    is_scaled = (tag.scale, tag.offset) != (1, 0) and tag.tag_type not in (TagType.BOOL, TagType.STRING)
    return partial(_unscaled, tag.scale, tag.offset, tag.tag_type in _WHOLE) if is_scaled else _same


def is_whole(tag: Tag) -> bool:
    """Whether the tag's values are whole numbers; BOOL is 0 or 1."""
    return tag.tag_type is TagType.BOOL or (tag.tag_type in _WHOLE and (tag.scale, tag.offset) == (1, 0))


def _same(value: Value) -> Value:
    return value


def _unscaled(scale: float, offset: float, is_whole: bool, value: Value) -> Value:
    if value is None or isinstance(value, str) or not scale:
        return None
    raw = (value - offset) / scale
    if not math.isfinite(raw):
        return None
    return round(raw) if is_whole else raw
