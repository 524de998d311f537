"""The read plan of a group: which windows to read, and where in them each tag lies.

A request costs one PLC scan, whatever its size, so a plan has as few requests as there can be: every gap
that fits in the series' limit is read along with the tags on both sides of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.devices import Device
from hmi.melsec.errors import AddressError
from hmi.melsec.requests import POINTS_PER_WORD, Window
from hmi.model.plant import Series, Tag, TagType
from hmi.model.reading import Fault, Quality

_REQUEST_OVERHEAD_MS = 1.0
"""What a request costs beside the PLC's scan, measured on QnU built-in ports."""

_WORDS = {
    TagType.BOOL: 1,
    TagType.INT: 1,
    TagType.UINT: 1,
    TagType.BCD: 1,
    TagType.DINT: 2,
    TagType.UDINT: 2,
    TagType.REAL: 2,
    TagType.LREAL: 4,
}


def word_limit(series: Series) -> int:
    """Most words one 0401 request may ask of a PLC of that series (measured: above it, end code C051)."""
    return 480 if series is Series.QNA else 960


@dataclass(frozen=True, slots=True)
class Field:
    """Where one tag lies: words ``word`` to ``word + words`` of a request; ``bit`` (0-15) of one of them."""

    request: int
    word: int
    words: int
    bit: int | None = None


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """Immutable plan of one poll; ``fields`` and ``faults`` speak of the tags by their index.

    A tag has a field, or a fault where it can never be read; it is never torn over two requests.
    """

    tags: tuple[Tag, ...]
    requests: tuple[Window, ...]
    fields: tuple[Field | None, ...]
    faults: Mapping[int, Fault]

    @property
    def points(self) -> int:
        """Points in all requests, as the PLC counts them."""
        return sum(request.points for request in self.requests)

    def estimated_ms(self, scan_ms: float) -> float:
        """Time one poll takes on a PLC with that scan time: one scan and 1 ms for each request."""
        return len(self.requests) * (scan_ms + _REQUEST_OVERHEAD_MS)


@dataclass(frozen=True, slots=True)
class _Span:
    """The words of one tag, counted from the device's first word."""

    device: Device
    start: int
    words: int
    bit: int | None

    @property
    def end(self) -> int:
        return self.start + self.words


def plan_reads(tags: Sequence[Tag], series: Series) -> ReadPlan:
    """The fewest requests that bring these tags; a tag that cannot be read becomes a fault."""
    spans: dict[int, _Span] = {}
    faults: dict[int, Fault] = {}
    for index, tag in enumerate(tags):
        try:
            spans[index] = _locate(tag, series)
        except AddressError as error:
            faults[index] = Fault(Quality.BAD, str(error))
    requests: list[Window] = []
    fields: list[Field | None] = [None] * len(tags)
    for indices in _by_device(spans).values():
        _cover(indices, spans, word_limit(series), requests, fields)
    return ReadPlan(tuple(tags), tuple(requests), tuple(fields), MappingProxyType(faults))


def _locate(tag: Tag, series: Series) -> _Span:
    address = parse_address(tag.tag_address, series)
    words = _words_of(tag, address)
    if words > word_limit(series):
        raise AddressError(
            f"Address {tag.tag_address!r}: {words} words do not fit in one request, "
            f"which takes {word_limit(series)} on {series} series PLCs; make string_length shorter"
        )
    if address.device.is_bit:
        word, bit = divmod(address.number, POINTS_PER_WORD)
        return _Span(address.device, word, words, bit)
    return _Span(address.device, address.number, words, address.bit)


def _words_of(tag: Tag, address: Address) -> int:
    is_bit = address.device.is_bit or address.bit is not None
    if is_bit and tag.tag_type is not TagType.BOOL:
        raise AddressError(
            f"Address {tag.tag_address!r}: {tag.tag_type} needs a word, this is one bit; use BOOL"
        )
    if tag.tag_type is not TagType.STRING:
        return _WORDS[tag.tag_type]
    if tag.string_length is None or tag.string_length < 1:
        raise AddressError(f"Address {tag.tag_address!r}: a STRING needs its string_length, in bytes")
    return (tag.string_length + 1) // 2


def _by_device(spans: Mapping[int, _Span]) -> dict[Device, list[int]]:
    """Indices of the tags of each device, from its lowest word up."""
    by_device: dict[Device, list[int]] = {}
    for index in sorted(spans, key=lambda i: spans[i].start):
        by_device.setdefault(spans[index].device, []).append(index)
    return by_device


def _cover(
    indices: list[int],
    spans: Mapping[int, _Span],
    limit: int,
    requests: list[Window],
    fields: list[Field | None],
) -> None:
    """Cover one device from the left with the fewest windows, none longer than ``limit`` words.

    A window has to begin no later than the first tag that is not yet covered, and reaches farthest when
    it begins right there; so the greedy way is the best one.
    """
    at = 0
    while at < len(indices):
        start = spans[indices[at]].start
        end, request = start, len(requests)
        while at < len(indices) and spans[indices[at]].end <= start + limit:
            span = spans[indices[at]]
            end = max(end, span.end)
            fields[indices[at]] = Field(request, span.start - start, span.words, span.bit)
            at += 1
        device = spans[indices[at - 1]].device
        head = start * POINTS_PER_WORD if device.is_bit else start
        requests.append(Window(device, head, end - start))
