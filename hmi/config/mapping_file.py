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

import tomlkit

from hmi.config.mapping_rules import clash, mapping_problems
from hmi.config.oracle_names import column_name, derived, qualified_name
from hmi.config.tomlfile import Document, edit_toml, load_toml, toml_value
from hmi.config.values import line, word
from hmi.model.errors import UsageError, did_you_mean
from hmi.model.plant import GroupCategory
from hmi.model.tables import OWN_TABLE, PRESETS, Column, Mappings, Source, TableMapping

T = TypeVar("T")

MappingEntries = Mapping[str, Any]
"""One section as the file has it: texts, ``columns`` a table of texts, ``key`` a list of texts."""

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
    return mappings_of_sections(load_sections(path), str(path))


def load_sections(path: Path) -> dict[GroupCategory, MappingEntries]:
    """What the file says of each category that it names.

    Raises:
        UsageError: not readable, not TOML, or a section that is none.
    """
    sections: dict[GroupCategory, MappingEntries] = {}
    for section, entries in load_toml(path).items():
        category = _category(path, section)
        if not isinstance(entries, dict):
            raise UsageError(f"{path}: {section} is a section; write [{section}] and its keys below it")
        sections[category] = entries
    return sections


def mappings_of_sections(sections: Mapping[GroupCategory, MappingEntries], where: str) -> Mappings:
    """The mapping of every category; OWN_TABLE where there is no section.

    Raises:
        MappingError: something in a section is not allowed; ``where`` begins the text.
        UsageError: two categories do not agree on their table.
    """
    found: dict[GroupCategory, TableMapping] = dict.fromkeys(GroupCategory, OWN_TABLE)
    for category, entries in sections.items():
        found[category] = mapping_of_section(category, entries, where)
    problem = clash(found)
    if problem:
        raise UsageError(f"{where}: {problem}")
    return MappingProxyType(found)


def mapping_of_section(category: GroupCategory, entries: MappingEntries, where: str) -> TableMapping:
    """The mapping that one section makes.

    Raises:
        MappingError: something in it is not allowed; ``where`` begins the text.
    """
    return _Section(where, category, entries).mapping()


def save_sections(path: Path, sections: Mapping[GroupCategory, MappingEntries]) -> None:
    """Have the file say this of each category, and nothing of the others; comments stay.

    Raises:
        UsageError: the file cannot be read or written; then it stays as it was.
    """

    def change(document: Document) -> None:
        for category in GroupCategory:
            _change_section(document, category.value, sections.get(category, {}))

    edit_toml(path, change)


def _change_section(document: Document, name: str, entries: MappingEntries) -> None:
    if not entries:
        document.pop(name, None)
        return
    section = document.setdefault(name, tomlkit.table())
    for key in [key for key in section if key not in entries]:
        del section[key]
    for key, value in entries.items():
        if section.get(key) != value:
            section[key] = _written(value)


def _written(value: Any) -> object:
    """Columns on one line, as people write them."""
    if not isinstance(value, Mapping):
        return toml_value(value)
    columns = tomlkit.inline_table()
    columns.update(value)
    return columns


def _category(path: Path, section: str) -> GroupCategory:
    try:
        return GroupCategory(section)
    except ValueError:
        hint = did_you_mean(section, GroupCategory) or f"; categories: {', '.join(GroupCategory)}"
        raise UsageError(f"{path}: there is no category {section!r}{hint}") from None


class MappingError(UsageError):
    """A key of a section is wrong; ``sentence`` says what, without the place."""

    def __init__(self, where: str, key: str, sentence: str) -> None:
        super().__init__(f"{where} {key}: {sentence}" if key else f"{where}: {sentence}")
        self.key = key
        self.sentence = sentence


class _Section:
    """One section of the file."""

    def __init__(self, where: str, category: GroupCategory, entries: MappingEntries) -> None:
        self._where = f"{where}, [{category}]"
        self._category = category
        self._entries = entries

    def mapping(self) -> TableMapping:
        """What the section says, checked."""
        for key in self._entries:
            if key not in _KEYS:
                hint = did_you_mean(key, _KEYS) or f"; keys: {', '.join(_KEYS)}"
                raise MappingError(self._where, "", f"there is no key {key!r}{hint}")
        mapping = self._adjusted(self._base())
        for key, sentence in mapping_problems(mapping):
            raise self._wrong(key, sentence)
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
                sentence = (
                    f"{key} is missing: give table, columns and key of your table, "
                    f"or a preset: {', '.join(PRESETS)}"
                )
                raise MappingError(self._where, "", sentence)
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

    def _wrong(self, key: str, sentence: str) -> MappingError:
        return MappingError(self._where, key, sentence)


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
