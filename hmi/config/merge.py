"""Lays the rows of all files over the stored plant, in memory, and finds everything that does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hmi.config.columns import GROUPS, PLCS, TAGS
from hmi.config.draft import Draft, merged
from hmi.config.merge_tags import Defaults, TagMerge
from hmi.config.report import FileCounts, RowError, RowVerdict
from hmi.config.sheet import Record, Sheet
from hmi.config.validation import (
    CheckAckAddress,
    CheckAddress,
    handshake_problem,
    trigger_bit,
    unknown_plc,
)
from hmi.config.verdicts import Verdicts, count
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, Plc, Series, Tag


@dataclass(frozen=True, slots=True)
class Rules:
    """What is to be known of addresses, which the configuration does not know itself."""

    check_address: CheckAddress
    check_ack_address: CheckAckAddress


class Merge:
    """The plant as it would be; ``errors`` says why it may not become so.

    A column that a file does not have keeps the stored value (a new row takes the default); a blank cell
    means the default. A reference to a row that is itself broken is not reported a second time.

    Raises:
        UsageError: ``defaults`` names a PLC that is not there.
    """

    def __init__(self, plant: Plant, sheets: Sequence[Sheet], rules: Rules, defaults: Defaults) -> None:
        self._sheets = sheets
        self._rules = rules
        self._draft = Draft(plant)
        self._verdicts = Verdicts(sheets)
        for record in self._verdicts.records(PLCS):
            self._take_plc(record)
        for record in self._verdicts.records(GROUPS):
            self._take_group(record)
        self.made_groups = TagMerge(self._draft, self._verdicts, rules.check_address, defaults).take()
        self._check_new_series()
        self._check_moved_groups()

    @property
    def plant(self) -> Plant:
        """Stored rows in their order, then new ones in the files' order."""
        return self._draft.plant

    @property
    def errors(self) -> tuple[RowError, ...]:
        """All that is wrong, in the order of files and rows."""
        return self._verdicts.sorted_errors()

    def rows(self) -> tuple[RowVerdict, ...]:
        """What becomes of every row of every file, in their order."""
        return self._verdicts.rows()

    def counts(self, rows: Sequence[RowVerdict]) -> tuple[FileCounts, ...]:
        """These rows counted, by file."""
        return count(self._sheets, rows)

    # -- PLCs and groups ---------------------------------------------------------------------------------

    def _take_plc(self, record: Record) -> None:
        code = record.values.get("plc_code")
        if code is None or not self._verdicts.claim(PLCS, (code,), record):
            return
        if record.is_broken:
            self._draft.broken.add((PLCS.name, code))
            return
        old = self._draft.plcs.get(code)
        self._draft.plcs[code] = merged(PLCS, old, record.values)
        self._verdicts.take(record, old, self._draft.plcs[code])

    def _find_plc(self, record: Record) -> Plc | None:
        """The PLC that a group names; a group of nowhere is complained about, one of a broken PLC is not."""
        code = record.values.get("plc_code")
        if code is None or (PLCS.name, code) in self._draft.broken:
            return None
        if code not in self._draft.plcs:
            self._verdicts.complain(record, "plc_code", unknown_plc(code, self._draft.plcs))
        return self._draft.plcs.get(code)

    def _take_group(self, record: Record) -> None:
        name = record.values.get("group_name")
        plc = self._find_plc(record)
        if name is None or not self._verdicts.claim(GROUPS, (name,), record):
            return
        bits = None if plc is None else self._bit_addresses(record, plc.series)
        if bits is None or record.is_broken:
            self._draft.broken.add((GROUPS.name, name))
            return
        old = self._draft.groups.get(name)
        new = merged(GROUPS, old, record.values | bits)
        problem = handshake_problem(new.trigger_bit_address, new.ack_bit_address)
        if problem:
            self._verdicts.complain(record, "ack_bit_address", problem)
            self._draft.broken.add((GROUPS.name, name))
            return
        self._draft.groups[name] = new
        self._verdicts.take(record, old, new)

    def _bit_addresses(self, record: Record, series: Series) -> dict[str, str] | None:
        """The row's trigger and acknowledge bits in their stored spelling, or None if one is wrong."""
        bits: dict[str, str] = {}
        sound = True
        for column, understand in (
            ("trigger_bit_address", self._trigger_bit),
            ("ack_bit_address", self._rules.check_ack_address),
        ):
            text = record.values.get(column)
            if text is None:
                continue
            try:
                bits[column] = understand(text, series)
            except UsageError as error:
                self._verdicts.complain(record, column, str(error))
                sound = False
        return bits if sound else None

    def _trigger_bit(self, text: str, series: Series) -> str:
        return trigger_bit(text, series, self._rules.check_address)

    # -- what the files do to rows that they do not have ---------------------------------------------------

    def _untouched_tags(self) -> Iterator[Tag]:
        for tag in self._draft.stored.tags:
            if self._verdicts.origin(TAGS, (tag.plc_code, tag.tag_address)) is None:
                yield tag

    def _check_new_series(self) -> None:
        """A PLC of another series may not have the devices of its stored tags."""
        plcs = self._draft.plcs
        changed = {
            plc.plc_code for plc in self._draft.stored.plcs if plcs[plc.plc_code].series is not plc.series
        }
        misfits: dict[str, list[str]] = {}
        for tag in self._untouched_tags() if changed else ():
            if tag.plc_code in changed:
                try:
                    self._rules.check_address(tag.tag_address, plcs[tag.plc_code].series)
                except UsageError as error:
                    misfits.setdefault(tag.plc_code, []).append(str(error))
        for code, texts in misfits.items():
            text = f"does not fit the stored tags ({len(texts)} of them), the first: {texts[0]}"
            self._complain_of(self._verdicts.origin(PLCS, (code,)), "series", text)

    def _check_moved_groups(self) -> None:
        """A group that moves to another PLC may not leave stored tags behind."""
        groups = self._draft.groups
        left = Counter(
            tag.group_name
            for tag in self._untouched_tags()
            if groups[tag.group_name].plc_code != tag.plc_code
        )
        for name, number in left.items():
            moved = groups[name].plc_code
            text = f"the group moves to PLC {moved!r}, but {number} of its stored tags are on another PLC"
            self._complain_of(self._verdicts.origin(GROUPS, (name,)), "plc_code", text)

    def _complain_of(self, record: Record | None, column: str, text: str) -> None:
        assert record is not None  # noqa: S101 - only a row of the files can have changed it; for mypy
        self._verdicts.complain(record, column, text)
