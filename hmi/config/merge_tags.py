"""Lays the tags of all files over the plant, in memory, and finds everything that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hmi.config.columns import PLCS, TAGS
from hmi.config.default_groups import DEFAULT_INTERVAL_MS, DefaultGroups, Homeless
from hmi.config.draft import Draft, merged
from hmi.config.report import RowError
from hmi.config.sheet import Record
from hmi.config.validation import (
    CheckAddress,
    other_plc,
    tag_problems,
    there_are,
    type_problem,
    unknown_group,
    unknown_plc,
)
from hmi.config.verdicts import Verdicts
from hmi.model.errors import UsageError
from hmi.model.plant import Plc, Tag, TagType


@dataclass(frozen=True, slots=True)
class Defaults:
    """What tags belong to that do not say it: ``--group`` and ``--plc``.

    ``name_group`` and ``name_plc`` say how the user names one, as the rest of a sentence.
    """

    group: str | None = None
    plc: str | None = None
    name_group: str = "pass --group NAME"
    name_plc: str = "pass --plc CODE"


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


class TagMerge:
    """Lays tags over a draft whose PLCs and groups are those of the files already."""

    def __init__(
        self, draft: Draft, verdicts: Verdicts, check_address: CheckAddress, defaults: Defaults
    ) -> None:
        self._draft = draft
        self._verdicts = verdicts
        self._check_address = check_address
        self._defaults = defaults
        self._group = defaults.group
        self._plc = self._default_plc(defaults.plc)
        self._told: set[tuple[str, str]] = set()

    def take(self) -> tuple[str, ...]:
        """Lay all tags over the draft; returns what groups were made, as sentences."""
        located = [
            tag for record in self._verdicts.records(TAGS) if (tag := self._locate(record)) is not None
        ]
        made = DefaultGroups(self._group, self._draft.groups)
        made.provide(
            Homeless(tag.plc_code, tag.record.interval_ms or DEFAULT_INTERVAL_MS, tag.record)
            for tag in located
            if self._is_homeless(tag)
        )
        self._verdicts.errors += made.errors
        for tag in located:
            group_name = self._group_of(tag, made)
            if group_name is not None:
                self._take_tag(tag, group_name)
        return made.notes

    # -- the PLC -----------------------------------------------------------------------------------------

    def _default_plc(self, named: str | None) -> str | None:
        """The PLC of tags that name none: the one that the user names, or the only one there is."""
        plcs = self._draft.plcs
        if named is not None and named not in plcs and (PLCS.name, named) not in self._draft.broken:
            raise UsageError(f"--plc: {unknown_plc(named, plcs)}")
        is_sure = len(plcs) == 1 and not self._draft.broken
        return named if named is not None else next(iter(plcs)) if is_sure else None

    def _find_plc(self, record: Record) -> Plc | None:
        """The PLC of a row; a row of nowhere is complained about, one of a broken PLC is not."""
        if "plc_code" not in record.values:
            return None
        code = record.values["plc_code"] or self._plc
        if code is None:
            self._tell_once(
                record, f"does not name the PLC of every tag: {self._defaults.name_plc}{self._there_are()}"
            )
            return None
        if (PLCS.name, code) in self._draft.broken:
            return None
        if code not in self._draft.plcs:
            self._verdicts.complain(record, "plc_code", unknown_plc(code, self._draft.plcs))
        return self._draft.plcs.get(code)

    def _there_are(self) -> str:
        return there_are(self._draft.plcs)

    def _tell_once(self, record: Record, text: str) -> None:
        """An error of the whole file that every one of its rows would repeat."""
        if (record.file, text) not in self._told:
            self._told.add((record.file, text))
            self._verdicts.errors.append(RowError(record.file, text))

    def _locate(self, record: Record) -> _Located | None:
        plc = self._find_plc(record)
        text = record.values.get("tag_address")
        if plc is None or text is None:
            return None
        try:
            address, is_bit = self._check_address(text, plc.series)
        except UsageError as error:
            self._verdicts.complain(record, "tag_address", str(error))
            return None
        if not self._verdicts.claim(TAGS, (plc.plc_code, address), record):
            return None
        return _Located(record, plc.plc_code, address, is_bit)

    # -- the group ---------------------------------------------------------------------------------------

    def _is_homeless(self, tag: _Located) -> bool:
        """True for a tag that a default group is for; a stored tag of a foreign file stays in its own."""
        if tag.record.values.get("group_name"):
            return False
        return self._group is not None or (tag.record.is_foreign and tag.key not in self._draft.tags)

    def _group_of(self, tag: _Located, made: DefaultGroups) -> str | None:
        """The name of the tag's group, or None after a complaint."""
        record, named = tag.record, tag.record.values.get("group_name")
        if named:
            return self._existing_group(record, named)
        if self._is_homeless(tag):
            return made.name_for(tag.plc_code, record.interval_ms or DEFAULT_INTERVAL_MS)
        if "group_name" in record.values:
            text = f"is blank; name a polling group, or {self._defaults.name_group}"
            self._verdicts.complain(record, "group_name", text)
        elif tag.key in self._draft.tags:
            return self._draft.tags[tag.key].group_name
        elif not record.is_broken:  # else the name of its group may be what is wrong, and is told
            remedy = f"{self._defaults.name_group}, or add a column group_name"
            self._tell_once(record, f"names no polling group for its tags; {remedy}")
        return None

    def _existing_group(self, record: Record, name: str) -> str | None:
        if ("polling_groups", name) in self._draft.broken:
            return None
        if name in self._draft.groups:
            return name
        unknown = unknown_group(name, self._draft.groups)
        self._verdicts.complain(
            record, "group_name", f"{unknown} (a new one: add it first, or import it too)"
        )
        return None

    # -- the tag -----------------------------------------------------------------------------------------

    def _take_tag(self, located: _Located, group_name: str) -> None:
        record, old = located.record, self._draft.tags.get(located.key)
        tag_type = record.values.get("tag_type")
        if tag_type is None:
            keep = old is not None and "tag_type" not in record.values
            by_device = TagType.BOOL if located.is_bit else TagType.INT
            tag_type = old.tag_type if old is not None and keep else by_device
        own = {
            "plc_code": located.plc_code,
            "tag_address": located.address,
            "group_name": group_name,
            "tag_type": tag_type,
        }
        if record.is_broken:
            return
        new = merged(TAGS, old, record.values | own)
        problems = list(self._tag_problems(new, is_bit=located.is_bit))
        for column, text in problems:
            self._verdicts.complain(record, column, text)
        if not problems:
            self._draft.tags[located.key] = new
            self._verdicts.take(record, old, new, self._rate_remark(located, group_name))

    def _rate_remark(self, tag: _Located, group_name: str) -> str:
        """The other program's interval, where the group that the user names has another one."""
        theirs, ours = tag.record.interval_ms, self._draft.groups[group_name].polling_interval_ms
        if self._group is None or theirs is None or theirs == ours or tag.record.values.get("group_name"):
            return ""
        return f"read every {theirs:,} ms until now, and every {ours:,} ms in polling group {group_name!r}"

    def _tag_problems(self, tag: Tag, *, is_bit: bool) -> Iterator[tuple[str, str]]:
        group = self._draft.groups[tag.group_name]
        if group.plc_code != tag.plc_code:
            yield "group_name", other_plc(tag, group)
        wrong_type = type_problem(tag.tag_type, tag.tag_address, is_bit=is_bit)
        if wrong_type:
            yield "tag_type", wrong_type
        yield from tag_problems(tag)
