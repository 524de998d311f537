"""From the words of a poll to values: plain Python numbers, texts and truth values, and their faults.

The work is done for all tags of a type at once; a plan's index arrays are made once, by its ``Decoder``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from hmi.melsec.plan import Field, ReadPlan
from hmi.model.plant import ByteOrder, Tag, TagType
from hmi.model.reading import Fault, Quality, Value

_STRING_CODE = "cp949"
"""ASCII, and Korean as GX Works writes it into string devices."""

_EXACT_PLACES = 9
_EXACT_FACTOR = 2.0**20
"""Up to these a 32-bit number times the factor is still exact in a float's 53 bits."""

_RAW = {
    TagType.INT: "<i2",
    TagType.UINT: "<u2",
    TagType.BCD: "<u2",
    TagType.DINT: "<i4",
    TagType.UDINT: "<u4",
    TagType.REAL: "<f4",
    TagType.LREAL: "<f8",
}

_WHOLE = frozenset((TagType.INT, TagType.UINT, TagType.DINT, TagType.UDINT))
"""Types whose raw numbers are values already."""

_NIBBLES = np.array((12, 8, 4, 0), dtype=np.uint16)
_TENS = np.array((1000, 100, 10, 1))

_Words = npt.NDArray[np.uint16]
_At = npt.NDArray[np.intp] | slice
"""Places of words; a slice where they lie side by side, which numpy takes without copying them."""

_Numbers = npt.NDArray[Any]
_Faults = dict[int, Fault]


def decode_reading(
    plan: ReadPlan, payloads: Sequence[bytes | Fault]
) -> tuple[tuple[Value, ...], dict[int, Fault]]:
    """Decode one poll; whoever decodes the same plan again keeps a ``Decoder`` instead."""
    return Decoder(plan).decode(payloads)


class Decoder:
    """Decodes the polls of one plan; immutable, so any thread may use it."""

    def __init__(self, plan: ReadPlan) -> None:
        self._sizes = tuple(2 * request.words for request in plan.requests)
        self._plan_faults = plan.faults
        self._tags_of = _tags_by_request(plan)
        self._groups = _make_groups(plan)
        # The values come group by group; this puts them back into the order of the tags.
        order = [index for group in self._groups for index in group.indices]
        order += [index for index, field in enumerate(plan.fields) if field is None]
        self._missing = sum(field is None for field in plan.fields)
        places = sorted(range(len(order)), key=order.__getitem__)
        in_order = places == list(range(len(order)))
        self._pick: Callable[[list[Value]], tuple[Value, ...]] = tuple if in_order else itemgetter(*places)

    def decode(self, payloads: Sequence[bytes | Fault]) -> tuple[tuple[Value, ...], dict[int, Fault]]:
        """The values in the order of the plan's tags, and the faults of those that are not GOOD.

        ``payloads`` has one entry for each request: its words, little-endian, or the fault of all its tags.

        Raises:
            ValueError: payloads that are not those of this plan.
        """
        data = self._join(payloads)
        words = np.frombuffer(data, dtype="<u2")
        faults: _Faults = dict(self._plan_faults)
        values: list[Value] = []
        for group in self._groups:
            values += group.decode(words, faults)
        if self._missing:
            values += [None] * self._missing
        result = self._pick(values)
        return self._strike_out(result, payloads, faults) if Fault in map(type, payloads) else result, faults

    def _join(self, payloads: Sequence[bytes | Fault]) -> bytes:
        if len(payloads) != len(self._sizes):
            raise ValueError(f"{len(payloads)} payloads for {len(self._sizes)} requests")
        parts: list[bytes] = []
        for payload, size in zip(payloads, self._sizes, strict=True):
            part = bytes(size) if isinstance(payload, Fault) else payload
            if len(part) != size:
                raise ValueError(f"a payload of {len(part)} bytes for a request of {size}")
            parts.append(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _strike_out(
        self, values: tuple[Value, ...], payloads: Sequence[bytes | Fault], faults: _Faults
    ) -> tuple[Value, ...]:
        """No value for the tags of a request that failed: its zeros were only placeholders."""
        struck = list(values)
        for payload, indices in zip(payloads, self._tags_of, strict=True):
            if isinstance(payload, Fault):
                for index in indices:
                    struck[index] = None
                    faults[index] = payload
        return tuple(struck)


# -- groups of tags that are decoded in one go -----------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Bits:
    """BOOL tags: one bit of a word, or a whole word that is not zero."""

    indices: tuple[int, ...]
    at: _At
    masks: _Words

    def decode(self, words: _Words, _faults: _Faults) -> list[Value]:
        return (words[self.at] & self.masks != 0).tolist()  # type: ignore[no-any-return]  # numpy: Any


@dataclass(frozen=True, slots=True, eq=False)
class _Strings:
    """STRING tags of one byte order; ``at`` has the places of all their words.

    Each text has its own bytes of these, from the first to the end. It ends at the first NUL, as in the PLC,
    where leftovers of a longer text may follow; spaces are kept, for they may mean something.
    """

    indices: tuple[int, ...]
    at: _At
    spans: tuple[tuple[int, int], ...]
    is_high_first: bool

    def decode(self, words: _Words, faults: _Faults) -> list[Value]:
        own = words[self.at]
        data = (own.byteswap() if self.is_high_first else own).tobytes()
        values: list[Value] = []
        for index, (first, end) in zip(self.indices, self.spans, strict=True):
            raw = data[first:end].partition(b"\0")[0]
            try:
                values.append(raw.decode(_STRING_CODE))
            except UnicodeDecodeError:
                values.append(raw.decode(_STRING_CODE, errors="replace"))
                faults[index] = Fault(Quality.UNCERTAIN, f"the bytes {raw.hex(' ')} are not all text")
        return values


@dataclass(frozen=True, slots=True, eq=False)
class _Scaling:
    """``raw * scale + offset`` as ``(raw * factor + addend) / divisor``, one of each per tag.

    With a decimal scale such as 0.1, factor and divisor are whole numbers and only the division rounds: 63 by
    0.1 is 6.3 and not 6.300000000000001, which is what would stand in the historian for ever.
    """

    factor: npt.NDArray[np.float64]
    addend: npt.NDArray[np.float64]
    divisor: npt.NDArray[np.float64]

    def apply(self, raw: _Numbers) -> _Numbers:
        return (raw * self.factor + self.addend) / self.divisor


@dataclass(frozen=True, slots=True, eq=False)
class _Numeric:
    """Tags of one numeric type; ``at`` has the places of all their words."""

    tag_type: TagType
    indices: tuple[int, ...]
    at: _At
    scaling: _Scaling | None
    low: npt.NDArray[np.floating[Any]] | None
    high: npt.NDArray[np.floating[Any]] | None

    def decode(self, words: _Words, faults: _Faults) -> list[Value]:
        numbers: _Numbers = words[self.at].view(_RAW[self.tag_type])
        if self.scaling is None and self.low is None and self.tag_type in _WHOLE:
            return numbers.tolist()  # type: ignore[no-any-return]  # numpy: Any
        with np.errstate(all="ignore"):  # what overflows or is no number is found by looking at the result
            return self._decode(numbers, faults)

    def _decode(self, numbers: _Numbers, faults: _Faults) -> list[Value]:
        bad: list[int] = []
        if self.tag_type is TagType.BCD:
            numbers, bad = self._from_bcd(numbers, faults)
        if self.scaling is not None:
            numbers = self.scaling.apply(numbers)
        if numbers.dtype.kind == "f":
            bad += self._find_infinite(numbers, faults)
        values: list[Value] = numbers.tolist()
        for place in bad:
            values[place] = None
        if self.low is not None and self.high is not None:
            self._find_outside(numbers, values, faults)
        return values

    def _from_bcd(self, raw: _Numbers, faults: _Faults) -> tuple[_Numbers, list[int]]:
        digits = (raw[:, np.newaxis] >> _NIBBLES) & 0xF
        bad: list[int] = np.flatnonzero((digits > 9).any(axis=1)).tolist()
        for place in bad:
            reason = f"{raw[place]:04X} is not a BCD number, its digits go from 0 to 9"
            faults[self.indices[place]] = Fault(Quality.BAD, reason)
        return digits @ _TENS, bad

    def _find_infinite(self, numbers: _Numbers, faults: _Faults) -> list[int]:
        finite = np.isfinite(numbers)
        if finite.all():
            return []
        found: list[int] = np.flatnonzero(~finite).tolist()
        for place in found:
            reason = "the PLC holds no finite number here; check that the tag's type and address are right"
            faults[self.indices[place]] = Fault(Quality.BAD, reason)
        return found

    def _find_outside(self, numbers: _Numbers, values: list[Value], faults: _Faults) -> None:
        outside = (numbers < self.low) | (numbers > self.high)
        if not outside.any():
            return
        for place in np.flatnonzero(outside).tolist():
            if values[place] is None or self.low is None or self.high is None:
                continue
            text = _short(numbers[place])
            if numbers[place] < self.low[place]:
                reason = f"{text} is below the tag's min_value {_short(self.low[place])}"
            else:
                reason = f"{text} is above the tag's max_value {_short(self.high[place])}"
            faults[self.indices[place]] = Fault(Quality.UNCERTAIN, reason)


_Group = _Bits | _Strings | _Numeric


def _tags_by_request(plan: ReadPlan) -> tuple[tuple[int, ...], ...]:
    by_request: list[list[int]] = [[] for _ in plan.requests]
    for index, field in enumerate(plan.fields):
        if field is not None:
            by_request[field.request].append(index)
    return tuple(map(tuple, by_request))


def _make_groups(plan: ReadPlan) -> tuple[_Group, ...]:
    bases = list(accumulate((request.words for request in plan.requests), initial=0))
    alike: dict[tuple[object, ...], list[int]] = {}
    fields: dict[int, Field] = {}
    places: dict[int, list[int]] = {}
    for index, (tag, field) in enumerate(zip(plan.tags, plan.fields, strict=True)):
        if field is not None:
            base = bases[field.request]
            fields[index], places[index] = field, [base + place for place in field.places]
            alike.setdefault(_kind(tag), []).append(index)
    return tuple(_make_group(tuple(indices), plan.tags, fields, places) for indices in alike.values())


def _kind(tag: Tag) -> tuple[object, ...]:
    """Tags of one kind are decoded together."""
    if tag.tag_type is TagType.STRING:
        return tag.tag_type, tag.string_byte_order
    return tag.tag_type, _is_scaled(tag), _is_limited(tag)


def _make_group(
    indices: tuple[int, ...],
    tags: Sequence[Tag],
    fields: Mapping[int, Field],
    places: Mapping[int, list[int]],
) -> _Group:
    own = [tags[i] for i in indices]
    tag_type = own[0].tag_type
    if tag_type is TagType.STRING:
        return _make_strings(indices, own, [places[i] for i in indices])
    at = _places([places[i] for i in indices])
    if tag_type is TagType.BOOL:
        return _Bits(indices, at, np.array([_mask(fields[i]) for i in indices], dtype=np.uint16))
    scaling = _make_scaling(own) if _is_scaled(own[0]) else None
    low, high = _make_limits(own) if _is_limited(own[0]) else (None, None)
    return _Numeric(tag_type, indices, at, scaling, low, high)


def _places(of_tags: Sequence[list[int]]) -> _At:
    """The places of some tags' words, one tag after the other."""
    places = list(chain.from_iterable(of_tags))
    if places == list(range(places[0], places[0] + len(places))):
        return slice(places[0], places[0] + len(places))
    return np.array(places, dtype=np.intp)


def _make_strings(indices: tuple[int, ...], tags: Sequence[Tag], places: Sequence[list[int]]) -> _Strings:
    starts = accumulate((2 * len(own) for own in places), initial=0)
    spans = tuple(
        (start, start + (tag.string_length or 0)) for start, tag in zip(starts, tags, strict=False)
    )  # one start more than tags: the end of the last
    return _Strings(indices, _places(places), spans, tags[0].string_byte_order is ByteOrder.HIGH_FIRST)


def _make_limits(tags: Sequence[Tag]) -> tuple[npt.NDArray[np.floating[Any]], npt.NDArray[np.floating[Any]]]:
    """Lowest and highest values of tags of one type, in the precision of the values.

    A REAL of 0.1 is a little more than 0.1; compared with the plain number it would lie above its own limit.
    """
    is_single = tags[0].tag_type is TagType.REAL and not _is_scaled(tags[0])
    low = np.array([-np.inf if tag.min_value is None else tag.min_value for tag in tags])
    high = np.array([np.inf if tag.max_value is None else tag.max_value for tag in tags])
    with np.errstate(over="ignore"):  # a limit that no REAL can reach is none
        return (low.astype(np.float32), high.astype(np.float32)) if is_single else (low, high)


def _make_scaling(tags: Sequence[Tag]) -> _Scaling:
    """Of tags of one type; floating-point raws are no decimals to begin with, theirs is applied as it is."""
    if tags[0].tag_type in (TagType.REAL, TagType.LREAL):
        rows = [(tag.scale, tag.offset, 1.0) for tag in tags]
    else:
        rows = [_decimal_parts(tag.scale, tag.offset) for tag in tags]
    parts = np.array(rows, dtype=np.float64)
    return _Scaling(parts[:, 0], parts[:, 1], parts[:, 2])


def _short(number: np.number[Any]) -> str:
    """A number with as many digits as its own precision has, ten at most."""
    return f"{float(str(number)):.10g}"


def _decimal_parts(scale: float, offset: float) -> tuple[float, float, float]:
    """Whole factor, addend and divisor where they fit a float exactly, else plain scale and offset."""
    places = max(0, *(-int(Decimal(repr(number)).as_tuple().exponent) for number in (scale, offset)))
    divisor = 10.0 ** min(places, _EXACT_PLACES)
    if places > _EXACT_PLACES or max(abs(scale), abs(offset)) * divisor > _EXACT_FACTOR:
        return scale, offset, 1.0
    return float(round(scale * divisor)), float(round(offset * divisor)), divisor


def _mask(field: Field) -> int:
    return 0xFFFF if field.bit is None else 1 << field.bit


def _is_scaled(tag: Tag) -> bool:
    return (tag.scale, tag.offset) != (1, 0) and tag.tag_type not in (TagType.BOOL, TagType.STRING)


def _is_limited(tag: Tag) -> bool:
    has_limit = tag.min_value is not None or tag.max_value is not None
    return has_limit and tag.tag_type not in (TagType.BOOL, TagType.STRING)
