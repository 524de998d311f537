"""A plant that is being edited: what is stored, what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from hmi.config.changes import Change, PlantEdit, changes
from hmi.config.columns import GROUPS, PLCS, TABLES, TAGS, Table
from hmi.config.draft_rows import DraftRow, Numbered, Row, Wrong, key_of, name_of
from hmi.config.draft_rules import group_problems, plc_problems, tag_row_problems
from hmi.config.merge import Rules
from hmi.config.rows import BLANK, column_of, understand
from hmi.config.validation import trigger_bit, unknown_group, unknown_plc
from hmi.config.values import value_text
from hmi.model.errors import UsageError
from hmi.model.plant import ByteOrder, Plant, Plc, PollingGroup, Tag, TagKey, TagType, tag_key

_Rows = dict[str, dict[int, DraftRow[Any]]]


class PlantDraft:
    """Edited by one thread; nothing is stored. A column takes any text, the rules say what is wrong with it.

    A new name of a PLC or a group is known to whatever refers to it at once; a name that is taken stays a
    wrong text, so rows never run into each other.
    """

    def __init__(self, stored: Plant, rules: Rules) -> None:
        self.stored = stored
        self._rules = rules
        self._rows: _Rows = {table.name: {} for table in TABLES}
        self._next = 0
        self._checked: dict[int, tuple[DraftRow[Tag], Mapping[str, str]]] = {}  # of tags, by number
        self._numbers: dict[TagKey, int] = {}  # of tags, by key
        for plc in stored.plcs:
            self._insert(PLCS, plc, plc)
        for group in stored.groups:
            self._insert(GROUPS, group, group)
        for tag in stored.tags:
            self._insert(TAGS, tag, tag)

    # -- looking -----------------------------------------------------------------------------------------

    def rows(self, table: Table[Row]) -> tuple[DraftRow[Row], ...]:
        """All rows of a table, stored ones in their order, then new ones."""
        return tuple(self._rows[table.name].values())

    def row(self, table: Table[Row], number: int) -> DraftRow[Row] | None:
        """The row of that number; None where it was deleted."""
        return self._rows[table.name].get(number)

    def number_of(self, table: Table[Row], name: str) -> int | None:
        """The number of the PLC or the group of that name."""
        return next((n for n, row in self._rows[table.name].items() if name_of(row.value) == name), None)

    @property
    def plant(self) -> Plant:
        """The plant of all values that are sound; rows without a key are not in it."""
        plcs, groups, tags = (self._rows[table.name].values() for table in TABLES)
        return Plant(
            tuple(row.value for row in plcs if row.value.plc_code),
            tuple(row.value for row in groups if row.value.group_name),
            tuple(row.value for row in tags if row.value.tag_address),
        )

    def edit(self) -> PlantEdit:
        """What is stored, and what is wanted in its place; to be applied only while nothing is wrong."""
        return PlantEdit(
            self.stored,
            self.plant,
            {old.plc_code: new.plc_code for old, new in self._kept(PLCS)},
            {old.group_name: new.group_name for old, new in self._kept(GROUPS)},
            {tag_key(old): tag_key(new) for old, new in self._kept(TAGS)},
        )

    def changes(self) -> tuple[Change, ...]:
        """What is another than it is stored."""
        return changes(self.edit())

    def problems(self) -> dict[Numbered, Mapping[str, str]]:
        """What is wrong, by row and column; a row that is as it is stored is taken as sound."""
        plant = self.plant
        plcs = {plc.plc_code: plc for plc in plant.plcs}
        groups = {group.group_name: group for group in plant.groups}
        found: dict[Numbered, Mapping[str, str]] = {}
        for plc in self._changed(PLCS):
            found[PLCS.name, plc.number] = plc_problems(plc.value, plc.stored, plant, self._rules)
        for group in self._changed(GROUPS):
            found[GROUPS.name, group.number] = group_problems(group.value, plant, self._rules)
        for tag in self._changed(TAGS):
            checked = self._checked.get(tag.number)
            if checked is None or checked[0] is not tag:
                problems = tag_row_problems(tag.value, plcs, groups, self._rules)
                checked = self._checked[tag.number] = (tag, problems)
            found[TAGS.name, tag.number] = checked[1]
        return {key: texts for key, problems in found.items() if (texts := self._with_wrong(key, problems))}

    # -- editing -----------------------------------------------------------------------------------------

    def set(self, table: Table[Any], numbers: Iterable[int], column: str, text: str) -> None:
        """Write a text into a column of these rows."""
        for number in tuple(numbers):
            row = self._rows[table.name].get(number)
            if row is not None:
                self._write(table, row, column, text)
        if table is not TAGS or column in ("tag_address", "group_name"):
            self._look_again()

    def add_plc(self, plc: Plc) -> int:
        """A new PLC, its code free; returns the number of its row."""
        wrong = {} if plc.ip_address else {"ip_address": Wrong("", BLANK)}
        return self._insert(PLCS, plc, None, wrong)

    def add_group(self, group: PollingGroup) -> int:
        """A new group, its name free."""
        return self._insert(GROUPS, group, None)

    def add_tags(self, tags: Iterable[Tag]) -> list[int]:
        """New tags; an address that is taken becomes a wrong text."""
        return [self._insert_tag(tag) for tag in tags]

    def delete(self, table: Table[Any], numbers: Collection[int]) -> None:
        """Take rows away: a PLC with its groups, a group with its tags."""
        gone = {
            name
            for number in numbers
            if (row := self._rows[table.name].pop(number, None)) is not None and (name := name_of(row.value))
        }
        if table is PLCS:
            groups = [row.number for row in self.rows(GROUPS) if row.value.plc_code in gone]
            self.delete(GROUPS, groups)
            self._drop_tags(lambda tag: tag.plc_code in gone)
        elif table is GROUPS:
            self._drop_tags(lambda tag: tag.group_name in gone)
        else:
            self._index()
        self._look_again()

    def take(self, plant: Plant) -> None:
        """Have every row as in this plant, which is sound; rows it has not are deleted."""
        self.lay(plant)
        tags = self._rows[TAGS.name]
        self._checked = {number: (row, {}) for number, row in tags.items() if row.value is not row.stored}

    def lay(self, plant: Plant) -> None:
        """As ``take``, of a plant that was not checked: ``problems`` tells what is wrong with it."""
        self._take(PLCS, plant.plcs)
        self._take(GROUPS, plant.groups)
        self._take(TAGS, plant.tags)
        self._checked.clear()

    def memento(self) -> object:
        """What ``restore`` brings back."""
        return {name: dict(rows) for name, rows in self._rows.items()}

    def restore(self, memento: object) -> None:
        """Have everything as it was at that ``memento``."""
        assert isinstance(memento, dict)  # noqa: S101 - it is one of ours; for the type checker
        self._rows = {name: dict(rows) for name, rows in memento.items()}
        # It may be of a draft before this one, which had numbered more rows.
        self._next = max((self._next, *(number for rows in self._rows.values() for number in rows)))
        self._checked.clear()
        self._index()

    def applied(self, memento: object) -> None:
        """What stood in the draft at that ``memento`` is what is stored now; rows keep their numbers."""
        assert isinstance(memento, dict)  # noqa: S101 - it is one of ours; for the type checker
        stored: _Rows = memento
        plcs, groups, tags = (tuple(r.value for r in stored[table.name].values()) for table in TABLES)
        self.stored = Plant(plcs, groups, tags)
        for name, rows in self._rows.items():
            for number, row in rows.items():
                before = stored[name].get(number)
                rows[number] = replace(row, stored=None if before is None else before.value)

    def free_name(self, table: Table[Any], wanted: str) -> str:
        """This name, with a number behind it where it is taken."""
        taken = {name_of(row.value) for row in self._rows[table.name].values()}
        number, name = 2, wanted
        while name in taken:
            name, number = f"{wanted}_{number}", number + 1
        return name

    # -- rows --------------------------------------------------------------------------------------------

    def _insert(
        self, table: Table[Row], value: Row, stored: Row | None, wrong: Mapping[str, Wrong] | None = None
    ) -> int:
        self._next += 1
        self._put(table, DraftRow(self._next, value, stored, wrong or {}))
        return self._next

    def _put(self, table: Table[Any], row: DraftRow[Any]) -> None:
        if table is TAGS:
            before = self._rows[TAGS.name].get(row.number)
            if before is not None:
                self._numbers.pop(tag_key(before.value), None)
            self._numbers[tag_key(row.value)] = row.number
        self._rows[table.name][row.number] = row

    def _index(self) -> None:
        self._numbers = {tag_key(row.value): number for number, row in self._rows[TAGS.name].items()}

    def _insert_tag(self, tag: Tag) -> int:
        address, name = tag.tag_address, tag.tag_name
        number = self._insert(TAGS, replace(tag, tag_address=""), None)
        self._write(TAGS, self._rows[TAGS.name][number], "tag_address", address)
        kind = value_text(tag.tag_type) if address else ""
        if kind:  # the type that was asked for, not that of the device
            self._write(TAGS, self._rows[TAGS.name][number], "tag_type", kind)
        self._write(TAGS, self._rows[TAGS.name][number], "tag_name", name)
        return number

    def _take(self, table: Table[Row], rows: Iterable[Row]) -> None:
        own = self._rows[table.name]
        numbers = {key_of(row.value): number for number, row in own.items()}
        taken: dict[int, DraftRow[Any]] = {}
        for value in rows:
            number = numbers.get(key_of(value))
            if number is None:
                self._next = number = self._next + 1
                taken[number] = DraftRow(number, value)
            elif own[number].value is value:
                taken[number] = own[number]
            else:
                taken[number] = DraftRow(number, value, own[number].stored)
        self._rows[table.name] = taken
        if table is TAGS:
            self._index()

    def _drop_tags(self, is_gone: Callable[[Tag], bool]) -> None:
        tags = self._rows[TAGS.name]
        self._rows[TAGS.name] = {n: row for n, row in tags.items() if not is_gone(row.value)}
        self._index()

    def _kept(self, table: Table[Row]) -> Iterable[tuple[Row, Row]]:
        """Rows that are stored and go by another key now."""
        for row in self._rows[table.name].values():
            if (
                row.stored is not None
                and row.value is not row.stored
                and key_of(row.value) != key_of(row.stored)
            ):
                yield row.stored, row.value

    def _changed(self, table: Table[Row]) -> Iterable[DraftRow[Row]]:
        for row in self._rows[table.name].values():
            if row.value is not row.stored or row.wrong:
                yield row

    def _with_wrong(self, key: Numbered, problems: Mapping[str, str]) -> Mapping[str, str]:
        wrong = self._rows[key[0]][key[1]].wrong
        return (
            {**problems, **{column: entry.sentence for column, entry in wrong.items()}} if wrong else problems
        )

    # -- one column --------------------------------------------------------------------------------------

    def _write(self, table: Table[Any], row: DraftRow[Any], column: str, text: str) -> None:
        wrong = {name: entry for name, entry in row.wrong.items() if name != column}
        try:
            default = table.defaults()[column]
            value = understand(column_of(table, column), text.strip(), default)
            fitted = self._fit(table, row, column, value)
        except (ValueError, UsageError) as error:
            new = replace(row, wrong={**wrong, column: Wrong(text, str(error))})
        else:
            new = replace(row, value=replace(row.value, **fitted), wrong=wrong)
        self._put(table, new)
        if column == "series":
            self._checked.clear()  # what is wrong with an address is a matter of the series
        if table is not TAGS and column == table.key[0]:
            self._rename(table, name_of(row.value), name_of(new.value))

    def _fit(self, table: Table[Any], row: DraftRow[Any], column: str, value: Any) -> dict[str, Any]:
        """The columns that change when this one takes that value.

        Raises:
            UsageError: the value does not fit into the plant.
        """
        match table.name, column:
            case (PLCS.name, "plc_code") | (GROUPS.name, "group_name"):
                self._require_free(table, row.number, value)
            case GROUPS.name, "plc_code":
                self._require_plc(value)
            case GROUPS.name, ("trigger_bit_address" | "ack_bit_address") if value is not None:
                value = self._bit(row.value, column, value)
            case TAGS.name, "tag_address":
                return self._address(row, value)
            case TAGS.name, "group_name":
                return self._home(row, value)
            case TAGS.name, "tag_type" if value is not TagType.STRING:
                return {
                    "tag_type": value,
                    "string_length": None,
                    "string_byte_order": ByteOrder.LOW_FIRST,
                }
        return {column: value}

    def _require_free(self, table: Table[Any], number: int, name: str) -> None:
        if any(name_of(row.value) == name and n != number for n, row in self._rows[table.name].items()):
            raise UsageError(f"{name!r} is there already; choose another name")

    def _plc(self, code: str) -> Plc | None:
        return next((row.value for row in self.rows(PLCS) if row.value.plc_code == code), None)

    def _require_plc(self, code: str) -> Plc:
        plc = self._plc(code)
        if plc is None:
            raise UsageError(unknown_plc(code, (row.value.plc_code for row in self.rows(PLCS))))
        return plc

    def _bit(self, group: PollingGroup, column: str, text: str) -> str:
        series = self._require_plc(group.plc_code).series
        if column == "ack_bit_address":
            return self._rules.check_ack_address(text, series)
        return trigger_bit(text, series, self._rules.check_address)

    def _address(self, row: DraftRow[Tag], text: str) -> dict[str, Any]:
        """An address in its stored spelling, and the type of its device where the one it has cannot be."""
        plc = self._require_plc(row.value.plc_code)
        address, is_bit = self._rules.check_address(text, plc.series)
        self._require_free_address(row.number, (plc.plc_code, address))
        kind = row.value.tag_type
        if is_bit:
            kind = TagType.BOOL
        elif kind is TagType.BOOL:
            kind = TagType.INT
        return {"tag_address": address, **self._fit(TAGS, row, "tag_type", kind)}

    def _home(self, row: DraftRow[Tag], name: str) -> dict[str, Any]:
        """Another group, and its PLC."""
        groups = {r.value.group_name: r.value for r in self.rows(GROUPS)}
        group = groups.get(name)
        if group is None:
            raise UsageError(unknown_group(name, groups))
        if group.plc_code != row.value.plc_code and row.value.tag_address:
            self._rules.check_address(row.value.tag_address, self._require_plc(group.plc_code).series)
            self._require_free_address(row.number, (group.plc_code, row.value.tag_address))
        return {"group_name": name, "plc_code": group.plc_code}

    def _require_free_address(self, number: int, key: TagKey) -> None:
        taken = self._numbers.get(key, number)
        if taken != number:
            tag: Tag = self._rows[TAGS.name][taken].value
            raise UsageError(
                f"{key[1]} of PLC {key[0]!r} is tag {tag.tag_name!r} of group {tag.group_name!r} already"
            )

    def _rename(self, table: Table[Any], old: str, new: str) -> None:
        """Let whatever refers to this row know its new name."""
        if old == new or not old:
            return
        column = table.key[0]
        for referring in TABLES[TABLES.index(table) + 1 :]:
            rows = self._rows[referring.name]
            for number, row in rows.items():
                if getattr(row.value, column) == old:
                    rows[number] = replace(row, value=replace(row.value, **{column: new}))
        self._index()

    def _look_again(self) -> None:
        """Something changed that may have been in the way of a text."""
        for table in TABLES:
            for row in [row for row in self._rows[table.name].values() if row.wrong]:
                for column, entry in row.wrong.items():
                    now = self._rows[table.name][row.number]
                    if column in now.wrong:
                        self._write(table, now, column, entry.text)
