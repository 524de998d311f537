"""``mapping.toml``: which table of Oracle keeps which category, where it is not the program's own.

A section for each category that has a table of its own; the others go to TAG_VALUES::

    [OPERATION]
    preset = "TIME_NAME_VALUE"
    table = "MES.OPERATION"
    utc_offset = "+09:00"

    [ALARM]
    table = "MES.FAULTS"
    columns = { TIME = "ts", NAME = "name", VALUE = "value" }
    key = ["NAME", "TIME"]
    name = "{plc_code}.{tag_address}"
    written = "ON_CHANGE"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from hmi.config.mapping_rules import clash, mapping_problems
from hmi.config.oracle_names import column_name, derived, qualified_name
from hmi.config.tomlfile import load_toml
from hmi.config.values import line, word
from hmi.model.errors import UsageError, did_you_mean
from hmi.model.plant import GroupCategory
from hmi.model.tables import OWN_TABLE, PRESETS, Column, Mappings, Source, TableMapping

T = TypeVar("T")

_KEYS = ("preset", "table", "columns", "key", "name", "sequence", "utc_offset", "written")
_WRITTEN = ("ALWAYS", "ON_CHANGE")
_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-9]{2})")
_MAX_OFFSET = timedelta(hours=14)
_MAX_TEMPLATE = 400


def load_mappings(path: Path) -> Mappings:
    """The mapping of every category; OWN_TABLE where the file, or a section of it, is not there.

    Raises:
        UsageError: not readable, not TOML, or something in it is not allowed; names the place.
    """
    found: dict[GroupCategory, TableMapping] = dict.fromkeys(GroupCategory, OWN_TABLE)
    for section, entries in load_toml(path).items():
        category = _category(path, section)
        if not isinstance(entries, dict):
            raise UsageError(f"{path}: {section} is a section; write [{section}] and its keys below it")
        found[category] = _Section(path, category, entries).mapping()
    problem = clash(found)
    if problem:
        raise UsageError(f"{path}: {problem}")
    return MappingProxyType(found)


def _category(path: Path, section: str) -> GroupCategory:
    try:
        return GroupCategory(section)
    except ValueError:
        hint = did_you_mean(section, GroupCategory) or f"; categories: {', '.join(GroupCategory)}"
        raise UsageError(f"{path}: there is no category {section!r}{hint}") from None


class _Section:
    """One section of the file."""

    def __init__(self, path: Path, category: GroupCategory, entries: Mapping[str, Any]) -> None:
        self._where = f"{path}, [{category}]"
        self._category = category
        self._entries = entries

    def mapping(self) -> TableMapping:
        """What the section says, checked."""
        for key in self._entries:
            if key not in _KEYS:
                hint = did_you_mean(key, _KEYS) or f"; keys: {', '.join(_KEYS)}"
                raise UsageError(f"{self._where}: there is no key {key!r}{hint}")
        mapping = self._adjusted(self._base())
        for key, sentence in mapping_problems(mapping):
            raise UsageError(f"{self._where} {key}: {sentence}")
        return mapping

    def _base(self) -> TableMapping:
        """The preset, or what has to be listed where there is none."""
        preset = self._text("preset", word(*PRESETS))
        if preset is not None:
            base = PRESETS[preset]
            if preset == "TIME_NAME_VALUE":  # the middle of its names is the category
                named = base.name_template.replace("Operation", self._category.capitalize())
                base = replace(base, name_template=named)
            return base
        for key in ("table", "columns", "key"):
            if key not in self._entries:
                raise UsageError(
                    f"{self._where}: {key} is missing: give table, columns and key of your table, "
                    f"or a preset: {', '.join(PRESETS)}"
                )
        return TableMapping("", (), ())

    def _adjusted(self, base: TableMapping) -> TableMapping:
        table = self._or("table", qualified_name, base.table)
        sequence = base.sequence and _derived_sequence(table)
        columns = self._columns(base.columns)
        key = self._key(base.key)
        is_preset = set(columns) == set(base.columns) and key == base.key
        written = self._text("written", word(*_WRITTEN))
        return TableMapping(
            table,
            columns,
            key,
            preset=base.preset if is_preset else "",
            name_template=self._or("name", line(_MAX_TEMPLATE), base.name_template),
            sequence=self._or("sequence", qualified_name, sequence),
            utc_offset=self._or("utc_offset", _offset, base.utc_offset),
            on_change=base.on_change if written is None else written == "ON_CHANGE",
        )

    def _columns(self, default: tuple[Column, ...]) -> tuple[Column, ...]:
        """All columns that are written; they take the place of a preset's."""
        if "columns" not in self._entries:
            return default
        listed = self._entries["columns"]
        if not isinstance(listed, dict) or not listed:
            raise self._wrong("columns", 'write it like { TIME = "ts", NAME = "name", VALUE = "value" }')
        columns: dict[str, Column] = {}
        for text, source in listed.items():
            name = self._parsed("columns", text, column_name)
            if name in columns:
                raise self._wrong(
                    "columns", f"{name!r} is there twice; small letters are as good as capitals"
                )
            columns[name] = Column(name, Source(self._parsed("columns", source, word(*Source))))
        return tuple(columns.values())

    def _key(self, default: tuple[str, ...]) -> tuple[str, ...]:
        if "key" not in self._entries:
            return default
        listed = self._entries["key"]
        if not isinstance(listed, list) or not listed:
            raise self._wrong("key", 'write it like ["NAME", "TIME"]')
        names = tuple(self._parsed("key", text, column_name) for text in listed)
        twice = [name for place, name in enumerate(names) if name in names[:place]]
        if twice:
            raise self._wrong("key", f"{twice[0]!r} is there twice")
        return names

    def _or(self, key: str, parse: Callable[[str], T], default: T) -> T:
        found = self._text(key, parse)
        return default if found is None else found

    def _text(self, key: str, parse: Callable[[str], T]) -> T | None:
        return self._parsed(key, self._entries[key], parse) if key in self._entries else None

    def _parsed(self, key: str, value: object, parse: Callable[[str], T]) -> T:
        if not isinstance(value, str):
            raise self._wrong(key, f"{value} is not text; write it in quotation marks")
        text = value.strip()
        try:
            if not text:
                raise ValueError("is blank; leave the line out, or write something")
            return parse(text)
        except ValueError as error:
            raise self._wrong(key, f"{text!r} {error}") from None

    def _wrong(self, key: str, sentence: str) -> UsageError:
        return UsageError(f"{self._where} {key}: {sentence}")


def _derived_sequence(table: str) -> str:
    """The sequence that belongs to a table: of the same owner, with _SEQ behind its name."""
    owner, dot, _ = table.rpartition(".")
    return owner + dot + derived(table, "_SEQ")


def _offset(text: str) -> timedelta:
    """``+09:00`` as a time difference."""
    match = _OFFSET.fullmatch(text)
    if match is not None and int(match[3]) < 60:
        offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
        if offset <= _MAX_OFFSET:
            return -offset if match[1] == "-" else offset
    raise ValueError("is not a difference to UTC from -14:00 to +14:00; write it like +09:00")
