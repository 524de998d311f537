"""How a mapped table tells tags apart: the one rule for checks of the configuration and for writing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from hmi.model.plant import GroupCategory, LogMode, Tag
from hmi.model.tables import Mappings, Source, TableMapping


class SameName(NamedTuple):
    """Several tags that a table can not tell apart: of values of the same time it would keep one."""

    table: str
    name: str
    tags: list[Tag]


def same_names(mappings: Mappings, tags: Iterable[tuple[Tag, GroupCategory]]) -> list[SameName]:
    """The tags that are recorded and have, all together, the same key in their table."""
    found: defaultdict[tuple[str, ...], list[tuple[str, Tag]]] = defaultdict(list)
    for tag, category in tags:
        mapping = mappings[category]
        if mapping.name_template and is_recorded(tag):
            key = key_values(mapping, tag, category)
            found[mapping.table, *key].append((mapping.name_of(tag, category), tag))
    return [
        SameName(table, same[0][0], [tag for _, tag in same])
        for (table, *_), same in found.items()
        if len(same) > 1
    ]


def is_recorded(tag: Tag) -> bool:
    """Whether a tag becomes rows at all."""
    return tag.is_active and tag.log_mode is not LogMode.NEVER


def key_values(mapping: TableMapping, tag: Tag, category: GroupCategory) -> list[str]:
    """The values of the key's columns in all rows of a tag, in its order; without the time."""
    values = {
        Source.NAME: mapping.name_of(tag, category),
        Source.PLC_CODE: tag.plc_code,
        Source.TAG_ADDRESS: tag.tag_address,
        Source.TAG_NAME: tag.tag_name,
        Source.TAG_TYPE: tag.tag_type.value,
        Source.MACHINE_CODE: tag.machine_code,
        Source.UNIT: tag.unit,
        Source.GROUP_NAME: tag.group_name,
        Source.CATEGORY: category.value,
    }
    return [values[column.source] for column in mapping.key_columns if column.source in values]
