"""What is another in an edited plant than in the stored one, so that it can be seen before it is applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TypeVar

from hmi.config.columns import GROUPS, PLCS, TAGS
from hmi.config.draft_rows import name_of
from hmi.config.values import value_text
from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagKey, tag_key

_Row = TypeVar("_Row", Plc, PollingGroup, Tag)
_WORDS = {PLCS.name: "PLC", GROUPS.name: "polling group", TAGS.name: "tag"}


class ChangeKind(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is added or deleted, or one column of a row that is changed.

    ``table`` is the name of the row's table, ``key`` the row as it is stored (as it will be, of a new one);
    ``old`` and ``new`` are texts as in CSV files. Of a row that is added or deleted they are its name.
    """

    table: str
    key: str
    kind: ChangeKind
    column: str = ""
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        what = f"{_WORDS[self.table]} {self.key}"
        if self.kind is not ChangeKind.CHANGED:
            return f"{what} {self.kind}"
        return f"{what}: {self.column} {self.old or 'blank'} -> {self.new or 'blank'}"


@dataclass(frozen=True, slots=True)
class PlantEdit:
    """A stored plant and the one wanted in its place.

    ``plc_codes``, ``group_names`` and ``tag_keys`` say what rows are called now that were called otherwise;
    all other rows keep their names.
    """

    stored: Plant
    wanted: Plant
    plc_codes: Mapping[str, str] = field(default_factory=dict)
    group_names: Mapping[str, str] = field(default_factory=dict)
    tag_keys: Mapping[TagKey, TagKey] = field(default_factory=dict)


def changes(edit: PlantEdit) -> tuple[Change, ...]:
    """Every difference, PLCs first, then groups and tags; a new name is one change, whoever refers to it."""
    stored, wanted = edit.stored, edit.wanted
    return (
        *_compare(PLCS.name, stored.plcs, wanted.plcs, _plc_key, lambda plc: (_new_code(edit, plc), plc)),
        *_compare(GROUPS.name, stored.groups, wanted.groups, _group_key, lambda g: _carried_group(edit, g)),
        *_compare(TAGS.name, stored.tags, wanted.tags, tag_key, lambda tag: _carried_tag(edit, tag)),
    )


def overlay(edit: PlantEdit, newer: Plant) -> Plant:
    """The same edit on what somebody else has stored meanwhile; where both touched a row, the edit wins."""
    return Plant(
        _overlaid(edit.stored.plcs, edit.wanted.plcs, newer.plcs, _plc_key),
        _overlaid(edit.stored.groups, edit.wanted.groups, newer.groups, _group_key),
        _overlaid(edit.stored.tags, edit.wanted.tags, newer.tags, tag_key),
    )


def _overlaid(
    stored: Iterable[_Row], wanted: Iterable[_Row], newer: Iterable[_Row], key: Callable[[_Row], object]
) -> tuple[_Row, ...]:
    base, ours = {key(row): row for row in stored}, {key(row): row for row in wanted}
    result = {key(row): row for row in newer if key(row) in ours or key(row) not in base}
    result.update((name, row) for name, row in ours.items() if row != base.get(name))
    return tuple(result.values())


def _compare(
    table: str,
    stored: Iterable[_Row],
    wanted: Iterable[_Row],
    key: Callable[[_Row], object],
    carry: Callable[[_Row], tuple[object, _Row]],
) -> Iterator[Change]:
    """``carry`` gives a stored row its key of now, and its references their new names."""
    left = {key(row): row for row in wanted}
    for old in stored:
        now, carried = carry(old)
        new = left.pop(now, None)
        if new is None:
            yield Change(table, _key_text(old), ChangeKind.DELETED, old=_name(old))
        elif new is not old and new != carried:
            yield from _columns(table, _key_text(old), carried, new)
    for new in left.values():
        yield Change(table, _key_text(new), ChangeKind.ADDED, new=_name(new))


def _columns(table: str, key: str, old: _Row, new: _Row) -> Iterator[Change]:
    for column in fields(new):
        before, after = getattr(old, column.name), getattr(new, column.name)
        if before != after:
            yield Change(table, key, ChangeKind.CHANGED, column.name, value_text(before), value_text(after))


def _new_code(edit: PlantEdit, plc: Plc) -> str:
    return edit.plc_codes.get(plc.plc_code, plc.plc_code)


def _carried_group(edit: PlantEdit, group: PollingGroup) -> tuple[str, PollingGroup]:
    name = edit.group_names.get(group.group_name, group.group_name)
    code = edit.plc_codes.get(group.plc_code)
    return name, group if code is None else replace(group, plc_code=code)


def _carried_tag(edit: PlantEdit, tag: Tag) -> tuple[TagKey, Tag]:
    code = edit.plc_codes.get(tag.plc_code, tag.plc_code)
    name = edit.group_names.get(tag.group_name, tag.group_name)
    carried = tag
    if code is not tag.plc_code or name is not tag.group_name:
        carried = replace(tag, plc_code=code, group_name=name)
    return edit.tag_keys.get(tag_key(tag), tag_key(carried)), carried


def _plc_key(plc: Plc) -> str:
    return plc.plc_code


def _group_key(group: PollingGroup) -> str:
    return group.group_name


def _key_text(row: Plc | PollingGroup | Tag) -> str:
    return " ".join(tag_key(row)) if isinstance(row, Tag) else name_of(row)


def _name(row: Plc | PollingGroup | Tag) -> str:
    match row:
        case Plc():
            return row.plc_name or row.ip_address
        case PollingGroup():
            return row.description or row.plc_code
        case Tag():
            return row.tag_name
