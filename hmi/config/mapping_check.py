"""What a table mapping makes of the plant's tags: names that collide, and names with a hole in them."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterator

from hmi.config.checks import Finding
from hmi.model.plant import LogMode, Plant, Tag
from hmi.model.tables import Mappings, Source, TableMapping

_SHOWN = 3
_MAY_BE_BLANK = ("machine_code", "unit")


def check_mappings(plant: Plant, mappings: Mappings) -> tuple[Finding, ...]:
    """Look at the names that the tags which are recorded get in their tables."""
    recorded = _recorded(plant, mappings)
    problems = [Finding(text, is_problem=True) for text in _collisions(recorded)]
    return (*problems, *(Finding(text, is_problem=False) for text in _holes(recorded)))


_Recorded = list[tuple[TableMapping, Tag, str]]
"""Table, tag, and the tag's name there."""


def _recorded(plant: Plant, mappings: Mappings) -> _Recorded:
    categories = {group.group_name: group.group_category for group in plant.groups}
    found: _Recorded = []
    for tag in plant.tags:
        category = categories[tag.group_name]
        mapping = mappings[category]
        if tag.is_active and tag.log_mode is not LogMode.NEVER and mapping.columns_of(Source.NAME):
            found.append((mapping, tag, mapping.name_of(tag, category)))
    return found


def _collisions(recorded: _Recorded) -> Iterator[str]:
    """Two tags with one name are one tag to the table: of values of the same time it takes only one."""
    by_name: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for mapping, tag, name in recorded:
        if _told_by_name(mapping):
            by_name[mapping.table, name].append(tag)
    by_table: dict[str, list[tuple[str, list[Tag]]]] = defaultdict(list)
    for (table, name), tags in by_name.items():
        if len(tags) > 1:
            by_table[table].append((name, tags))
    for table, same in by_table.items():
        shown = "; ".join(f"{name!r} of {_list(tags)}" for name, tags in same[:_SHOWN])
        count = "1 name is that" if len(same) == 1 else f"{len(same):,} names are those"
        yield (
            f"table {table}: {count} of several tags, which the table cannot tell apart: "
            f"{shown}{_more(len(same))}; put more fields into name in mapping.toml"
        )


def _told_by_name(mapping: TableMapping) -> bool:
    sources = {column.source for column in mapping.columns if column.name in mapping.key}
    return not {Source.PLC_CODE, Source.TAG_ADDRESS} <= sources


def _holes(recorded: _Recorded) -> Iterator[str]:
    """Tags without what their names are built of."""
    missing: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for mapping, tag, _ in recorded:
        used = {field for _, field, _, _ in string.Formatter().parse(mapping.name_template)}
        for field in _MAY_BE_BLANK:
            if field in used and not getattr(tag, field):
                missing[mapping.table, field].append(tag)
    for (table, field), tags in missing.items():
        count = "1 tag has" if len(tags) == 1 else f"{len(tags):,} tags have"
        yield (
            f"table {table}: {count} no {field}, and the names there are built with it: "
            f"{_list(tags)}; import it, or leave {{{field}}} out of name in mapping.toml"
        )


def _list(tags: list[Tag]) -> str:
    return ", ".join(f"{tag.plc_code} {tag.tag_address}" for tag in tags[:_SHOWN]) + _more(len(tags))


def _more(count: int) -> str:
    return f" and {count - _SHOWN:,} more" if count > _SHOWN else ""
