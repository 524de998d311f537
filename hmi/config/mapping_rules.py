"""What must hold for a table mapping, whatever the table looks like."""

from __future__ import annotations

import string
from collections.abc import Iterator

from hmi.model.errors import did_you_mean
from hmi.model.tables import NAME_FIELDS, OWN_TABLE, Mappings, Source, TableMapping

_KEY_SOURCES = frozenset(
    {
        Source.TS,
        Source.NAME,
        Source.PLC_CODE,
        Source.TAG_ADDRESS,
        Source.TAG_NAME,
        Source.TAG_TYPE,
        Source.MACHINE_CODE,
        Source.UNIT,
        Source.GROUP_NAME,
        Source.CATEGORY,
    }
)
"""What is the same for a value whenever, and however often, it is written."""


def mapping_problems(mapping: TableMapping) -> Iterator[tuple[str, str]]:
    """What is wrong with a mapping, as (key of the mapping file, sentence)."""
    yield from _column_problems(mapping)
    yield from _key_problems(mapping)
    yield from _name_problems(mapping)
    counted = len(mapping.columns_of(Source.SEQUENCE))
    if counted > 1:
        yield "columns", f"{counted} columns take the next number of the sequence; one can"
    if counted and not mapping.sequence:
        yield "sequence", "a column takes the next number of a sequence: name the sequence here"
    if mapping.sequence and not counted:
        yield "sequence", 'no column takes its numbers: leave it out, or give a column the source "sequence"'


def _column_problems(mapping: TableMapping) -> Iterator[tuple[str, str]]:
    sources = {column.source for column in mapping.columns}
    if Source.TS not in sources:
        yield "columns", 'no column holds the time of the read: give one the source "ts"'
    if Source.VALUE not in sources and not (
        Source.NUMBER in sources and sources & {Source.TEXT, Source.EXACT}
    ):
        yield (
            "columns",
            'no column holds every value: give one the source "value", or two of them "number" and "text"',
        )


def _key_problems(mapping: TableMapping) -> Iterator[tuple[str, str]]:
    by_name = {column.name: column.source for column in mapping.columns}
    unknown = [name for name in mapping.key if name not in by_name]
    for name in unknown:
        hint = did_you_mean(name, by_name) or f"; columns: {', '.join(by_name)}"
        yield "key", f"{name!r} is not among the columns{hint}"
    if unknown:
        return
    for name in mapping.key:
        if by_name[name] not in _KEY_SOURCES:
            yield "key", f'{name!r} holds "{by_name[name]}", which is no mark of one value; leave it out'
    sources = {by_name[name] for name in mapping.key}
    if Source.TS not in sources:
        yield "key", 'the column with the source "ts" is missing: without it every row is like the one before'
    if Source.NAME not in sources and not {Source.PLC_CODE, Source.TAG_ADDRESS} <= sources:
        yield (
            "key",
            'it does not tell the tag: add the column "name", or those of "plc_code" and "tag_address"',
        )


def _name_problems(mapping: TableMapping) -> Iterator[tuple[str, str]]:
    needs_name = bool(mapping.columns_of(Source.NAME))
    template = mapping.name_template
    if needs_name and not template:
        yield "name", "a column holds the name: say how it is built, like '{plc_code}.{tag_address}'"
    if template and not needs_name:
        yield "name", 'no column holds it: leave it out, or give a column the source "name"'
    if template:
        yield from (("name", text) for text in template_problems(template))


def template_problems(template: str) -> Iterator[str]:
    """What is wrong with a name template."""
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        yield f"{template!r} has a brace without its other one; a brace that is meant is written twice"
        return
    used = [(field, spec, conversion) for _, field, spec, conversion in parts if field is not None]
    for field, spec, conversion in used:
        if field not in NAME_FIELDS:
            hint = did_you_mean(field, NAME_FIELDS) or f"; fields: {', '.join(NAME_FIELDS)}"
            yield f"there is no field {{{field}}}{hint}"
        elif spec or conversion:
            yield f"in {{{field}}} nothing may follow the name of the field"
    if not {"tag_address", "tag_name"} & {field for field, _, _ in used}:
        yield f"{template!r} is the same for all tags of a machine: put {{tag_address}} or {{tag_name}} in it"


def clash(mappings: Mappings) -> str:
    """Why two categories cannot share a table; blank when they can."""
    seen: dict[str, tuple[str, TableMapping]] = {}
    for category, mapping in mappings.items():
        first, other = seen.setdefault(mapping.table, (category.value, mapping))
        if _shape(other) != _shape(mapping):
            return (
                f"[{first}] and [{category.value}] both write into table {mapping.table}, but do not agree "
                "on its preset, key and sequence: make them agree, or give one of them another table"
                + (" (a category not in the file writes there)" if OWN_TABLE in (other, mapping) else "")
            )
    return ""


def _shape(mapping: TableMapping) -> tuple[str, frozenset[str], str]:
    return mapping.preset, frozenset(mapping.key), mapping.sequence
