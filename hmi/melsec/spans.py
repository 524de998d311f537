"""Where in a PLC's memory each tag lies, counted in the units in which its device is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.devices import Device
from hmi.melsec.errors import AddressError
from hmi.melsec.limits import Limits
from hmi.melsec.requests import POINTS_PER_WORD
from hmi.model.plant import Series, Tag, TagType

WORDS = {
    TagType.BOOL: 1,
    TagType.INT: 1,
    TagType.UINT: 1,
    TagType.BCD: 1,
    TagType.DINT: 2,
    TagType.UDINT: 2,
    TagType.REAL: 2,
    TagType.LREAL: 4,
}
"""Words of a tag, by its type; those of a STRING are by its length."""


class Span(NamedTuple):
    """Units ``start`` to ``end`` (exclusive) of a device, counted from its first.

    Units are words, 16 points each for bit devices; single bits for devices that have no words.
    """

    device: Device
    start: int
    end: int

    @property
    def length(self) -> int:
        """Units in all."""
        return self.end - self.start


def locate(tag: Tag, series: Series, limits: Limits) -> tuple[Span, int | None]:
    """The span of a tag, and which bit (0-15) of its word it is, if it is one.

    Raises:
        AddressError: an address or type that can never be read, in a sentence for the user.
    """
    address = parse_address(tag.tag_address, series)
    words = _words_of(tag, address)
    if words > limits.words:
        raise AddressError(
            f"Address {tag.tag_address!r}: {words} words do not fit in one request, "
            f"which takes {limits.words} on {series} series PLCs; make string_length shorter"
        )
    device, number = address.device, address.number
    if not device.has_words:
        return Span(device, number, number + 1), None
    if device.is_bit:
        word, bit = divmod(number, POINTS_PER_WORD)
        return Span(device, word, word + 1), bit
    return Span(device, number, number + words), address.bit


def _words_of(tag: Tag, address: Address) -> int:
    is_bit = address.device.is_bit or address.bit is not None
    if is_bit and tag.tag_type is not TagType.BOOL:
        raise AddressError(
            f"Address {tag.tag_address!r}: {tag.tag_type} needs a word, this is one bit; use BOOL"
        )
    if tag.tag_type is not TagType.STRING:
        return WORDS[tag.tag_type]
    if tag.string_length is None or tag.string_length < 1:
        raise AddressError(f"Address {tag.tag_address!r}: a STRING needs its string_length, in bytes")
    return (tag.string_length + 1) // 2


class Item(NamedTuple):
    """A span that lies in no other one of its device, and all spans that lie in it, itself included.

    They ride along: wherever the item is read, they are read by the same request.
    """

    span: Span
    riders: tuple[Span, ...]


def outermost(spans: Iterable[Span]) -> list[Item]:
    """The spans of one device that lie in no other one, from the left: both starts and ends ascend."""
    found: list[tuple[Span, list[Span]]] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if found and span.end <= found[-1][0].end:
            found[-1][1].append(span)
        else:
            found.append((span, [span]))
    return [Item(span, tuple(riders)) for span, riders in found]
