"""What a table mapping makes of the plant's tags: names that collide, and names with a hole in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from hmi.config.checks import Finding
from hmi.model.plant import GroupCategory, Plant, Tag
from hmi.model.tables import Mappings
from hmi.model.tag_keys import SameName, is_recorded, same_names

_SHOWN = 3
_MAY_BE_BLANK = ("machine_code", "unit")

_Tags = Sequence[tuple[Tag, GroupCategory]]


def check_mappings(plant: Plant, mappings: Mappings) -> tuple[Finding, ...]:
    """Look at the names that the tags which are recorded get in their tables."""
    categories = {group.group_name: group.group_category for group in plant.groups}
    tags = [(tag, categories[tag.group_name]) for tag in plant.tags]
    problems = [Finding(text, is_problem=True) for text in _collisions(mappings, tags)]
    return (*problems, *(Finding(text, is_problem=False) for text in _holes(mappings, tags)))


def _collisions(mappings: Mappings, tags: _Tags) -> Iterator[str]:
    """Two tags with one name are one tag to the table: of values of the same time it takes only one."""
    by_table: dict[str, list[SameName]] = defaultdict(list)
    for found in same_names(mappings, tags):
        by_table[found.table].append(found)
    for table, same in by_table.items():
        shown = "; ".join(f"{one.name!r} of {_list(one.tags)}" for one in same[:_SHOWN])
        count = "1 name is that" if len(same) == 1 else f"{len(same):,} names are those"
        yield (
            f"table {table}: {count} of several tags, which the table cannot tell apart: "
            f"{shown}{_more(len(same))}; put more fields into name in mapping.toml"
        )


def _holes(mappings: Mappings, tags: _Tags) -> Iterator[str]:
    """Tags without what their names are built of."""
    missing: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for tag, category in tags:
        mapping = mappings[category]
        for field in _MAY_BE_BLANK:
            if is_recorded(tag) and field in mapping.name_fields and not getattr(tag, field):
                missing[mapping.table, field].append(tag)
    for (table, field), without in missing.items():
        count = "1 tag has" if len(without) == 1 else f"{len(without):,} tags have"
        yield (
            f"table {table}: {count} no {field}, and the names there are built with it: "
            f"{_list(without)}; import it, or leave {{{field}}} out of name in mapping.toml"
        )


def _list(tags: list[Tag]) -> str:
    return ", ".join(f"{tag.plc_code} {tag.tag_address}" for tag in tags[:_SHOWN]) + _more(len(tags))


def _more(count: int) -> str:
    return f" and {count - _SHOWN:,} more" if count > _SHOWN else ""
