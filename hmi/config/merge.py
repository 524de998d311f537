"""Lays the rows of all files over the stored plant, in memory, and finds everything that does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from hmi.config.columns import GROUPS, PLCS, TAGS, Table
from hmi.config.csvfile import Record, Sheet
from hmi.config.default_groups import DefaultGroups
from hmi.config.report import FileCounts, RowError
from hmi.config.validation import (
    CheckAddress,
    bit_problem,
    other_plc,
    tag_problems,
    type_problem,
    unknown_group,
    unknown_plc,
)
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, Plc, PollingGroup, Series, Tag, TagType

_Row = TypeVar("_Row", Plc, PollingGroup, Tag)
_Key = tuple[str, ...]

_ADDED, _CHANGED, _UNCHANGED = "added", "changed", "unchanged"


@dataclass(frozen=True, slots=True)
class _Located:
    """A tag's row whose PLC and address are understood; ``address`` in its stored spelling."""

    record: Record
    plc_code: str
    address: str
    is_bit: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.plc_code, self.address


class Merge:
    """The plant as it would be; ``errors`` says why it may not become so.

    A column that a file does not have keeps the stored value (a new row takes the default); a blank cell
    means the default. A reference to a row that is itself broken is not reported a second time.
    ``group`` is for tags that name no group.
    """

    def __init__(
        self, plant: Plant, sheets: Iterable[Sheet], check_address: CheckAddress, group: str | None
    ) -> None:
        self.errors: list[RowError] = []
        self.made_groups: tuple[str, ...] = ()
        self._sheets = [sheet for sheet in sheets if sheet.table is not None]
        self._check_address = check_address
        self._group = group
        self._stored = plant
        self._plcs = {plc.plc_code: plc for plc in plant.plcs}
        self._groups = {g.group_name: g for g in plant.groups}
        self._tags = {(tag.plc_code, tag.tag_address): tag for tag in plant.tags}
        self._origins: dict[tuple[str, _Key], Record] = {}
        self._broken: set[tuple[str, str]] = set()
        self._counts: Counter[tuple[str, str]] = Counter()
        for record in self._records(PLCS):
            self._take_plc(record)
        for record in self._records(GROUPS):
            self._take_group(record)
        self._take_tags()
        self._check_new_series()
        self._check_moved_groups()

    @property
    def plant(self) -> Plant:
        """Stored rows in their order, then new ones in the files' order."""
        return Plant(tuple(self._plcs.values()), tuple(self._groups.values()), tuple(self._tags.values()))

    def counts(self) -> tuple[FileCounts, ...]:
        """Rows added, changed and unchanged, by file."""
        return tuple(
            FileCounts(
                sheet.file,
                sheet.table.name,
                self._counts[sheet.file, _ADDED],
                self._counts[sheet.file, _CHANGED],
                self._counts[sheet.file, _UNCHANGED],
            )
            for sheet in self._sheets
            if sheet.table is not None
        )

    # -- rows of any table -------------------------------------------------------------------------------

    def _records(self, table: Table[Any]) -> Iterator[Record]:
        for sheet in self._sheets:
            if sheet.table is table:
                yield from sheet.records

    def _complain(self, record: Record, column: str, text: str) -> None:
        self.errors.append(RowError(record.file, text, record.row, column))

    def _claim(self, table: Table[Any], key: _Key, record: Record) -> bool:
        """Remember where a row comes from; False when the files have it already."""
        first = self._origins.setdefault((table.name, key), record)
        if first is record:
            return True
        what = " ".join(key)
        self._complain(record, table.key[-1], f"{what} is there already, in {first.file}, row {first.row}")
        return False

    def _merged(self, table: Table[_Row], old: _Row | None, values: dict[str, Any]) -> _Row:
        return table.build(table.defaults() | values) if old is None else replace(old, **values)

    def _count(self, record: Record, old: object, new: object) -> None:
        outcome = _ADDED if old is None else _UNCHANGED if new == old else _CHANGED
        self._counts[record.file, outcome] += 1

    def _address(self, record: Record, column: str, text: str, series: Series) -> tuple[str, bool] | None:
        try:
            return self._check_address(text, series)
        except UsageError as error:
            self._complain(record, column, str(error))
            return None

    # -- PLCs and groups ---------------------------------------------------------------------------------

    def _take_plc(self, record: Record) -> None:
        code = record.values.get("plc_code")
        if code is None or not self._claim(PLCS, (code,), record):
            return
        if record.is_broken:
            self._broken.add((PLCS.name, code))
            return
        old = self._plcs.get(code)
        self._plcs[code] = self._merged(PLCS, old, record.values)
        self._count(record, old, self._plcs[code])

    def _find_plc(self, record: Record) -> Plc | None:
        """The PLC that a row names; a row of nowhere is complained about, a broken one only once."""
        code = record.values.get("plc_code")
        if code is None or (PLCS.name, code) in self._broken:
            return None
        if code not in self._plcs:
            self._complain(record, "plc_code", unknown_plc(code, self._plcs))
        return self._plcs.get(code)

    def _take_group(self, record: Record) -> None:
        name = record.values.get("group_name")
        plc = self._find_plc(record)
        if name is None or not self._claim(GROUPS, (name,), record):
            return
        bits = None if plc is None else self._bit_addresses(record, plc.series)
        if bits is None or record.is_broken:
            self._broken.add((GROUPS.name, name))
            return
        old = self._groups.get(name)
        self._groups[name] = self._merged(GROUPS, old, record.values | bits)
        self._count(record, old, self._groups[name])

    def _bit_addresses(self, record: Record, series: Series) -> dict[str, str] | None:
        """The row's trigger and acknowledge bits in their stored spelling, or None if one is wrong."""
        bits: dict[str, str] = {}
        sound = True
        for column in ("trigger_bit_address", "ack_bit_address"):
            text = record.values.get(column)
            if text is None:
                continue
            found = self._address(record, column, text, series)
            problem = bit_problem(found[0], is_bit=found[1]) if found else ""
            if problem:
                self._complain(record, column, problem)
            if found:
                bits[column] = found[0]
            sound = sound and found is not None and not problem
        return bits if sound else None

    # -- tags --------------------------------------------------------------------------------------------

    def _take_tags(self) -> None:
        located = [tag for record in self._records(TAGS) if (tag := self._locate(record)) is not None]
        homeless = [tag for tag in located if not tag.record.values.get("group_name")]
        made = DefaultGroups(self._group, self._groups) if self._group else None
        if made is not None:
            made.provide((tag.plc_code, tag.record) for tag in homeless)
            self.made_groups = made.notes
            self.errors += made.errors
        told: set[str] = set()
        for tag in located:
            group_name = self._group_of(tag, made, told)
            if group_name is not None:
                self._take_tag(tag, group_name)

    def _locate(self, record: Record) -> _Located | None:
        plc = self._find_plc(record)
        text = record.values.get("tag_address")
        if plc is None or text is None:
            return None
        found = self._address(record, "tag_address", text, plc.series)
        if found is None or not self._claim(TAGS, (plc.plc_code, found[0]), record):
            return None
        return _Located(record, plc.plc_code, *found)

    def _group_of(self, tag: _Located, made: DefaultGroups | None, told: set[str]) -> str | None:
        """The name of the tag's group, or None after a complaint; ``told``: files complained about."""
        record, named = tag.record, tag.record.values.get("group_name")
        if named:
            return self._existing_group(record, named)
        if made is not None:
            return made.name_for(tag.plc_code)
        if "group_name" in record.values:
            self._complain(record, "group_name", "is blank; name a polling group, or pass --group NAME")
        elif tag.key in self._tags:
            return self._tags[tag.key].group_name
        elif record.file not in told:
            told.add(record.file)
            remedy = "pass --group NAME, or add a column group_name"
            self.errors.append(RowError(record.file, f"names no polling group for its tags; {remedy}"))
        return None

    def _existing_group(self, record: Record, name: str) -> str | None:
        if (GROUPS.name, name) in self._broken:
            return None
        if name in self._groups:
            return name
        self._complain(record, "group_name", unknown_group(name, self._groups))
        return None

    def _take_tag(self, located: _Located, group_name: str) -> None:
        record, old = located.record, self._tags.get(located.key)
        tag_type = record.values.get("tag_type")
        if tag_type is None:
            keep = old is not None and "tag_type" not in record.values
            by_device = TagType.BOOL if located.is_bit else TagType.INT
            tag_type = old.tag_type if old is not None and keep else by_device
        own = {"tag_address": located.address, "group_name": group_name, "tag_type": tag_type}
        if record.is_broken:
            return
        new = self._merged(TAGS, old, record.values | own)
        problems = list(self._tag_problems(new, is_bit=located.is_bit))
        for column, text in problems:
            self._complain(record, column, text)
        if not problems:
            self._tags[located.key] = new
            self._count(record, old, new)

    def _tag_problems(self, tag: Tag, *, is_bit: bool) -> Iterator[tuple[str, str]]:
        group = self._groups[tag.group_name]
        if group.plc_code != tag.plc_code:
            yield "group_name", other_plc(tag, group)
        wrong_type = type_problem(tag.tag_type, tag.tag_address, is_bit=is_bit)
        if wrong_type:
            yield "tag_type", wrong_type
        yield from tag_problems(tag)

    # -- what the files do to rows that they do not have ---------------------------------------------------

    def _untouched_tags(self) -> Iterator[Tag]:
        for tag in self._stored.tags:
            if (TAGS.name, (tag.plc_code, tag.tag_address)) not in self._origins:
                yield tag

    def _check_new_series(self) -> None:
        """A PLC of another series may not have the devices of its stored tags."""
        changed = {
            plc.plc_code for plc in self._stored.plcs if self._plcs[plc.plc_code].series is not plc.series
        }
        misfits: dict[str, list[str]] = {}
        for tag in self._untouched_tags() if changed else ():
            if tag.plc_code in changed:
                try:
                    self._check_address(tag.tag_address, self._plcs[tag.plc_code].series)
                except UsageError as error:
                    misfits.setdefault(tag.plc_code, []).append(str(error))
        for code, texts in misfits.items():
            text = f"does not fit the stored tags ({len(texts)} of them), the first: {texts[0]}"
            self._complain(self._origins[PLCS.name, (code,)], "series", text)

    def _check_moved_groups(self) -> None:
        """A group that moves to another PLC may not leave stored tags behind."""
        left = Counter(
            tag.group_name
            for tag in self._untouched_tags()
            if self._groups[tag.group_name].plc_code != tag.plc_code
        )
        for name, count in left.items():
            moved = self._groups[name].plc_code
            text = f"the group moves to PLC {moved!r}, but {count} of its stored tags are on another PLC"
            self._complain(self._origins[GROUPS.name, (name,)], "plc_code", text)
