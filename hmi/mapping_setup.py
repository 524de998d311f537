"""Which table of Oracle keeps which category: looked at, checked and changed by a person."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hmi.config.checks import Finding
from hmi.config.folder import DataFolder
from hmi.config.mapping_check import check_mappings
from hmi.config.mapping_file import (
    MappingEntries,
    MappingError,
    load_sections,
    mapping_of_section,
    mappings_of_sections,
    save_sections,
)
from hmi.eventlog import EventLog
from hmi.model.errors import UsageError
from hmi.model.events import BY_ITSELF, EventKind
from hmi.model.plant import GroupCategory, Plant, Tag
from hmi.model.tables import OWN_TABLE, Mappings, TableMapping
from hmi.model.tag_keys import is_recorded

_log = logging.getLogger(__name__)
_FILE = "mapping.toml"

Sections = Mapping[GroupCategory, MappingEntries]
"""What is said of each category; without a section, or with an empty one, it has the program's own table."""


@dataclass(frozen=True, slots=True)
class SectionCheck:
    """One category as a person has it: its mapping, or what is wrong, by key (blank: the whole)."""

    mapping: TableMapping | None
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MappingReview:
    """All categories together; ``mappings`` is None where they do not go together, as ``problem`` says.

    ``findings`` are about the tags that are configured: names that collide, or have a hole.
    """

    mappings: Mappings | None
    problem: str
    findings: tuple[Finding, ...] = ()


class MappingSetup:
    """``mapping.toml`` of a data folder; from any thread but that of a window, for it reads files."""

    def __init__(self, folder: DataFolder, events: EventLog, plant: Callable[[], Plant]) -> None:
        self._file = folder.mapping_file
        self._events = events
        self._plant = plant

    def sections(self) -> dict[GroupCategory, MappingEntries]:
        """What the file says now.

        Raises:
            UsageError: the file cannot be read, or something in it is not allowed; a person who wrote it
                by hand has to correct it so.
        """
        sections = load_sections(self._file)
        mappings_of_sections(sections, str(self._file))
        return sections

    def check(self, category: GroupCategory, entries: MappingEntries) -> SectionCheck:
        """Look at one section before it is saved; reads nothing. Empty: the program's own table."""
        if not entries:
            return SectionCheck(OWN_TABLE, {})
        try:
            return SectionCheck(mapping_of_section(category, entries, _FILE), {})
        except MappingError as error:
            return SectionCheck(None, {error.key: error.sentence})

    def review(self, sections: Sections) -> MappingReview:
        """Look at all sections together, and at the names that the configured tags get.

        Raises:
            UsageError: the configuration cannot be read.
        """
        try:
            mappings = mappings_of_sections(_filled(sections), _FILE)
        except UsageError as error:
            return MappingReview(None, str(error))
        return MappingReview(mappings, "", check_mappings(self._plant(), mappings))

    def examples(self) -> dict[GroupCategory, Tag]:
        """A tag of each category that has one, to show a name by.

        Raises:
            UsageError: the configuration cannot be read.
        """
        plant = self._plant()
        categories = {group.group_name: group.group_category for group in plant.groups}
        found: dict[GroupCategory, Tag] = {}
        for tag in plant.tags:
            if is_recorded(tag):
                found.setdefault(categories[tag.group_name], tag)
        return found

    def save(self, sections: Sections, *, by: str = BY_ITSELF) -> None:
        """Put these sections into the file; used at the next start of the program.

        Raises:
            UsageError: something in them is not allowed, or the file cannot be written; it stays as it was.
        """
        sections = _filled(sections)
        mappings_of_sections(sections, _FILE)
        before = load_sections(self._file)
        save_sections(self._file, sections)
        for category in GroupCategory:
            self._tell(category, before.get(category, {}), sections.get(category, {}), by)

    def _tell(self, category: GroupCategory, before: MappingEntries, after: MappingEntries, by: str) -> None:
        for key in sorted({*before, *after}):
            old, new = before.get(key), after.get(key)
            if old != new:
                _log.info("mapping.toml, [%s] %s: %r -> %r", category, key, old, new)
                subject = f"{_FILE} [{category}] {key}"
                self._events.add(EventKind.SETTINGS_CHANGED, subject, by=by, old=_shown(old), new=_shown(new))


def _filled(sections: Sections) -> Sections:
    return {category: entries for category, entries in sections.items() if entries}


def _shown(value: object) -> str:
    """A value of the file in one line; a dash where there is none."""
    if value is None:
        return "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {source}" for name, source in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
