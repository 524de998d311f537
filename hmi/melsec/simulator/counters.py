"""Words of a simulated PLC that count the requests reading them: who stores 1, 2, 3 ... has lost nothing."""

from __future__ import annotations

from hmi.melsec.addresses import parse_address
from hmi.melsec.simulator.layout import word_count
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.model.errors import UsageError
from hmi.model.plant import Plc, Tag, TagType

_TYPES = (TagType.UINT, TagType.UDINT)


def counter_tag(text: str, plc: Plc) -> Tag:
    """The tag that a counter is, from ``D100`` (16 bits, up to 65,535) or ``D100:UDINT`` (32 bits).

    Raises:
        UsageError: no address of a word on that PLC, or another type.
    """
    address, _, type_name = text.partition(":")
    tag_type = TagType.UINT if not type_name else next((t for t in _TYPES if t == type_name.upper()), None)
    if tag_type is None:
        raise UsageError(f"Simulator: counter {text!r}: its type is UINT or UDINT, not {type_name!r}")
    parsed = parse_address(address, plc.series)
    if parsed.device.is_bit or parsed.bit is not None:
        raise UsageError(f"Simulator: counter {text!r}: only a word can count, such as D100")
    return Tag(plc.plc_code, parsed.text(plc.series), "reads", tag_type, group_name="")


def start_counting(tag: Tag, plc: Plc, memory: DeviceMemory) -> None:
    """Let the tag's words count from 1."""
    address = parse_address(tag.tag_address, plc.series)
    memory.count_reads(address.device, address.number, words=word_count(tag))
