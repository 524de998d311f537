"""Rules that need more than one cell: columns that go together, and references between the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hmi.model.errors import UsageError, did_you_mean
from hmi.model.plant import ByteOrder, Plant, PollingGroup, Series, Tag, TagType

CheckAddress = Callable[[str, Series], tuple[str, bool]]
"""Address and series to the address as it is stored, and whether it is one bit.

Raises UsageError for an address that no PLC of the series has."""

CheckAckAddress = Callable[[str, Series], str]
"""Address and series to the address as it is stored; raises UsageError for one that cannot be written."""


_MAX_NAMES = 10
"""How many names a message lists where none is similar."""


def tag_problems(tag: Tag) -> Iterator[tuple[str, str]]:
    """What does not fit together in one tag, as (column, sentence)."""
    if tag.tag_type is TagType.STRING and tag.string_length is None:
        yield "string_length", "a STRING tag needs its string_length in bytes"
    if tag.tag_type is not TagType.STRING and tag.string_length is not None:
        yield (
            "string_length",
            f"only STRING tags have a string_length, this one is {tag.tag_type}; leave it blank",
        )
    if tag.tag_type is not TagType.STRING and tag.string_byte_order is not ByteOrder.LOW_FIRST:
        yield (
            "string_byte_order",
            f"only STRING tags have a string_byte_order, this one is {tag.tag_type}; leave it blank",
        )
    if tag.min_value is not None and tag.max_value is not None and tag.min_value > tag.max_value:
        yield "min_value", f"min_value {tag.min_value:g} is larger than max_value {tag.max_value:g}"


def type_problem(tag_type: TagType, address: str, *, is_bit: bool) -> str:
    """Why a tag of this type cannot be at this address; blank if it can."""
    if is_bit and tag_type is not TagType.BOOL:
        return f"{address} is one bit, so its type is BOOL, not {tag_type}"
    return ""


def bit_problem(address: str, *, is_bit: bool) -> str:
    """Why an address cannot be a trigger or an acknowledge bit; blank if it can."""
    if is_bit:
        return ""
    return f"{address} is a word; name a bit like M100, or one bit of the word, as in {address}.0"


def trigger_bit(text: str, series: Series, check_address: CheckAddress) -> str:
    """The address of a group's trigger bit as it is stored.

    Raises:
        UsageError: no PLC of the series has such an address, or it is not one bit.
    """
    address, is_bit = check_address(text, series)
    if problem := bit_problem(address, is_bit=is_bit):
        raise UsageError(problem)
    return address


def handshake_problem(trigger: str | None, ack: str | None) -> str:
    """Why two bits, as they are stored, cannot be a group's trigger and acknowledge bit; else blank."""
    if ack is None or ack != trigger:
        return ""
    return f"{ack} is the trigger bit; the acknowledge bit has to be another one"


def unknown_plc(plc_code: str, known: Iterable[str]) -> str:
    """The sentence for a reference to a PLC that is not there."""
    return f"there is no PLC {plc_code!r}{_hint(plc_code, known)}"


def unknown_group(group_name: str, known: Iterable[str]) -> str:
    """The sentence for a reference to a polling group that is not there."""
    return f"there is no polling group {group_name!r}{_hint(group_name, known)}"


def there_are(known: Iterable[str]) -> str:
    """``; there are P1, P2``, to follow a sentence about a name that is not there."""
    names = list(known)
    some = ", ".join(names[:_MAX_NAMES]) + (", ..." if len(names) > _MAX_NAMES else "")
    return f"; there are {some}" if names else "; there is none yet, import it too"


def _hint(word: str, known: Iterable[str]) -> str:
    names = list(known)
    return did_you_mean(word, names) or there_are(names)


def other_plc(tag: Tag, group: PollingGroup) -> str:
    """The sentence for a tag that is not on its group's PLC."""
    its, here = group.plc_code, tag.plc_code
    return f"polling group {group.group_name!r} reads PLC {its!r}, and this tag is on PLC {here!r}"


def plant_problems(plant: Plant) -> Iterator[str]:
    """Every reference that leads nowhere, and every row that does not fit together."""
    plcs = {plc.plc_code for plc in plant.plcs}
    groups = {group.group_name: group for group in plant.groups}
    for group in plant.groups:
        if group.plc_code not in plcs:
            yield f"polling group {group.group_name!r}: {unknown_plc(group.plc_code, plcs)}"
    for tag in plant.tags:
        where = f"tag {tag.tag_address} of PLC {tag.plc_code!r}"
        if tag.plc_code not in plcs:
            yield f"{where}: {unknown_plc(tag.plc_code, plcs)}"
        its_group = groups.get(tag.group_name)
        if its_group is None:
            yield f"{where}: {unknown_group(tag.group_name, groups)}"
        elif its_group.plc_code != tag.plc_code:
            yield f"{where}: {other_plc(tag, its_group)}"
        for column, text in tag_problems(tag):
            yield f"{where}, column {column}: {text}"


def require_sound(plant: Plant, source: str) -> None:
    """Refuse a plant as a whole when anything in it is wrong.

    Raises:
        UsageError: with the first problem and the number of the others.
    """
    problems = list(plant_problems(plant))
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise UsageError(f"{source}: {problems[0]}{more}")
