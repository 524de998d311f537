"""The rules by which an edited plant is judged: those of an imported file, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from hmi.config.changes import PlantEdit
from hmi.config.columns import PLCS, TAGS
from hmi.config.group_check import check_group
from hmi.config.merge import Rules
from hmi.config.rows import column_problems
from hmi.config.validation import (
    other_plc,
    tag_problems,
    type_problem,
    unknown_group,
    unknown_plc,
)
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, Plc, PollingGroup, Series, Tag


def plc_problems(plc: Plc, stored: Plc | None, plant: Plant, rules: Rules) -> Mapping[str, str]:
    """What is wrong with a PLC of this plant, by column; ``stored`` is the PLC before it was edited."""
    problems = dict(column_problems(PLCS, plc))
    if stored is not None and stored.series is not plc.series and "series" not in problems:
        misfits = list(_misfits(plc, plant, rules))
        if misfits:
            problems["series"] = f"does not fit {len(misfits):,} of its addresses, the first: {misfits[0]}"
    return problems


def group_problems(group: PollingGroup, plant: Plant, rules: Rules) -> Mapping[str, str]:
    """What is wrong with a group of this plant, by column."""
    problems = check_group(group, plant, rules.check_address, rules.check_ack_address)
    left = [t for t in plant.tags if t.group_name == group.group_name and t.plc_code != group.plc_code]
    if left and "plc_code" not in problems:
        problems["plc_code"] = (
            f"{len(left):,} tags of the group are on PLC {left[0].plc_code!r}; move or delete them first"
        )
    return problems


def tag_row_problems(
    tag: Tag, plcs: Mapping[str, Plc], groups: Mapping[str, PollingGroup], rules: Rules
) -> Mapping[str, str]:
    """What is wrong with a tag whose columns are sound by themselves, by column."""
    problems: dict[str, str] = {}
    group, plc = groups.get(tag.group_name), plcs.get(tag.plc_code)
    if group is None:
        problems["group_name"] = unknown_group(tag.group_name, groups)
    elif group.plc_code != tag.plc_code:
        problems["group_name"] = other_plc(tag, group)
    if plc is None:
        problems.setdefault("group_name", unknown_plc(tag.plc_code, plcs))
    elif tag.tag_address:
        try:
            address, is_bit = rules.check_address(tag.tag_address, plc.series)
        except UsageError as error:
            problems["tag_address"] = str(error)
        else:
            if wrong_type := type_problem(tag.tag_type, address, is_bit=is_bit):
                problems["tag_type"] = wrong_type
    return dict(tag_problems(tag)) | problems


def _misfits(plc: Plc, plant: Plant, rules: Rules) -> Iterator[str]:
    """Addresses of the PLC's tags and groups that its series does not have."""

    def misfit(check: Callable[[str, Series], object], text: str) -> str:
        try:
            check(text, plc.series)
        except UsageError as error:
            return str(error)
        return ""

    for tag in plant.tags:
        if tag.plc_code == plc.plc_code and (text := misfit(rules.check_address, tag.tag_address)):
            yield text
    for group in plant.groups:
        if group.plc_code != plc.plc_code:
            continue
        for check, address in (
            (rules.check_address, group.trigger_bit_address),
            (rules.check_ack_address, group.ack_bit_address),
        ):
            if address is not None and (text := misfit(check, address)):
                yield text


def edit_problems(edit: PlantEdit, rules: Rules) -> Iterator[str]:
    """What is wrong with rows that are not as they are stored, as sentences that name the row."""
    stored, wanted = edit.stored, edit.wanted
    plcs = {plc.plc_code: plc for plc in wanted.plcs}
    groups = {group.group_name: group for group in wanted.groups}
    old_plcs = {edit.plc_codes.get(plc.plc_code, plc.plc_code): plc for plc in stored.plcs}
    for plc in wanted.plcs:
        if plc != (old := old_plcs.get(plc.plc_code)):
            yield from _told(f"PLC {plc.plc_code}", plc_problems(plc, old, wanted, rules))
    known_groups, known_tags = set(stored.groups), set(stored.tags)
    for group in wanted.groups:
        if group not in known_groups:
            yield from _told(f"polling group {group.group_name}", group_problems(group, wanted, rules))
    for tag in wanted.tags:
        if tag not in known_tags:
            where = f"tag {tag.plc_code} {tag.tag_address}"
            own = dict(column_problems(TAGS, tag))
            yield from _told(where, dict(tag_row_problems(tag, plcs, groups, rules)) | own)


def _told(where: str, problems: Mapping[str, str]) -> Iterator[str]:
    return (f"{where}, {column}: {text}" for column, text in problems.items())
