"""Believable signals for the tags of a simulated plant, as vectors over all tags of a kind.

Signals are functions of the time since the start, so that nothing has to run between two requests.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hmi.melsec.addresses import Address
from hmi.melsec.simulator.kinds import BitKind, Kind, bit_kind, seeds_of, shape_of
from hmi.melsec.simulator.layout import address_of, word_count
from hmi.melsec.simulator.memory import Bits, DeviceMemory, Indices, Words
from hmi.model.plant import ByteOrder, Series, Tag, TagType

REFRESH_S = 0.1
"""Signals move at most every 100 ms, however many requests come."""

_ALWAYS_ON = 400
"""SM400 is on while the CPU runs, on every series but iQ-F, where a spare relay stands in its place."""

_Floats = npt.NDArray[np.float64]
_Placed = tuple[Tag, Address]

_RAW_TYPES = {
    TagType.INT: ("<i2", -32768, 32767),
    TagType.UINT: ("<u2", 0, 65535),
    TagType.BCD: ("<u2", 0, 9999),
    TagType.DINT: ("<i4", -(2**31), 2**31 - 1),
    TagType.UDINT: ("<u4", 0, 2**32 - 1),
}
_FLOAT_TYPES = {TagType.REAL: "<f4", TagType.LREAL: "<f8"}


class Signals:
    """Writes the signals of the given tags into a device memory; tags that do not fit into it are left out.

    ``refresh`` may be called from any thread.
    """

    def __init__(
        self,
        tags: Iterable[Tag],
        series: Series,
        memory: DeviceMemory,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._memory = memory
        self._monotonic = monotonic
        self._started = monotonic()
        self._refreshed = -REFRESH_S
        self._lock = threading.Lock()
        if memory.size("SM") > _ALWAYS_ON:
            memory.set_bits("SM", _ALWAYS_ON, [1])
        self._parts = signal_parts(tags, series, memory)
        self.refresh()

    def refresh(self) -> None:
        """Bring the memory up to now, unless that was done less than 100 ms ago."""
        with self._lock:
            elapsed = self._monotonic() - self._started
            if elapsed - self._refreshed < REFRESH_S:
                return
            self._refreshed = elapsed
            for part in self._parts:
                part.write(elapsed, self._memory)


def signal_parts(tags: Iterable[Tag], series: Series, memory: DeviceMemory) -> tuple[SignalPart, ...]:
    """The signals of tags, to be written in this order; tags that do not fit into the memory are left out."""
    placed = [
        (tag, address)
        for tag in tags
        if (address := address_of(tag, series)) is not None and fits(tag, address, memory)
    ]
    # Bits of words come last: a word that is a tag of its own must not wipe them out.
    return (*_number_vectors(placed), *_string_parts(placed), *_bit_vectors(placed))


def fits(tag: Tag, address: Address, memory: DeviceMemory) -> bool:
    """True where the PLC has every point of the tag."""
    device = address.device
    points = 1 if tag.tag_type is TagType.BOOL else word_count(tag) * (16 if device.is_bit else 1)
    return address.number + points <= memory.size(device)


@dataclass(frozen=True, slots=True)
class _NumberVector:
    """All numeric tags of one type on one device; arrays have one entry (``indices`` one row) per tag."""

    device: str
    is_bit: bool
    tag_type: TagType
    indices: Indices
    kind: npt.NDArray[np.int8]
    low: _Floats
    high: _Floats
    seeds: _Floats
    scale: _Floats
    offset: _Floats

    def write(self, elapsed: float, memory: DeviceMemory) -> None:
        """Encode the values of this moment into the words of the tags."""
        words = _encode((self.values(elapsed) - self.offset) / self.scale, self.tag_type)
        if self.is_bit:
            points: Words | Bits = np.unpackbits(
                words.astype("<u2").view(np.uint8), axis=1, bitorder="little"
            )
        else:
            points = words
        memory.simulate(self.device, self.indices.reshape(-1), points.reshape(-1))

    def values(self, elapsed: float) -> _Floats:
        """Values in the tags' units after ``elapsed`` seconds."""
        low, span, (a, b, c) = self.low, self.high - self.low, self.seeds
        period = 60.0 + 540.0 * a
        swing = 0.5 + 0.3 * np.sin(2 * np.pi * (elapsed / period + b))
        swing += 0.1 * np.sin(2 * np.pi * (elapsed * 9.7 / period + c))
        drift = low + span * swing
        counter = low + np.mod(np.floor(b * 5000 + elapsed * (0.2 + 1.8 * a)), np.maximum(span, 1.0))
        states = np.minimum(5.0, np.maximum(1.0, np.floor(span) + 1.0))
        state = low + np.mod(np.floor(c * 5 + elapsed / (5.0 + 35.0 * a)), states)
        chosen: _Floats = np.select(
            [self.kind == Kind.COUNTER, self.kind == Kind.STATE], [counter, state], drift
        )
        return chosen


@dataclass(frozen=True, slots=True)
class _BitVector:
    """All BOOL tags of one device; ``bits`` is None on bit devices, else the bit of the word."""

    device: str
    indices: Indices
    bits: Words | None
    kind: npt.NDArray[np.int8]
    seeds: _Floats

    def write(self, elapsed: float, memory: DeviceMemory) -> None:
        """Set each bit as it is at this moment."""
        states = self.states(elapsed)
        if self.bits is None:
            memory.simulate(self.device, self.indices, states)
        else:
            memory.simulate_bits_of_words(self.device, self.indices, self.bits, states)

    def states(self, elapsed: float) -> Bits:
        """0 or 1 for each tag after ``elapsed`` seconds."""
        a, b, c = self.seeds
        run = np.mod(elapsed / (20.0 + 100.0 * a) + b, 1.0) < 0.85
        # A different share of the alarms, 2 %, for every ten seconds: a cheap hash of time and tag.
        dice = np.sin(np.floor(elapsed / 10.0 + a) * 12.9898 + c * 6000.0) * 43758.5453
        alarm = np.mod(dice, 1.0) < 0.02
        heartbeat = np.mod(np.floor(elapsed + b), 2) > 0
        chosen = np.select(
            [self.kind == BitKind.ALARM, self.kind == BitKind.HEARTBEAT], [alarm, heartbeat], run
        )
        states: Bits = chosen.astype(np.uint8)
        return states


@dataclass(frozen=True, slots=True)
class _StringPart:
    """One STRING tag: the identifier of a lot, a new one every 30 to 120 seconds."""

    device: str
    indices: Indices
    length: int
    prefix: str
    dwell_s: float
    first: int
    is_bit: bool
    order: ByteOrder

    def write(self, elapsed: float, memory: DeviceMemory) -> None:
        """Write the text of this moment in the tag's byte order, filled up with zeros."""
        padded = self.text(elapsed).encode("ascii").ljust(self.length + self.length % 2, b"\0")
        words = np.frombuffer(padded, "<u2" if self.order is ByteOrder.LOW_FIRST else ">u2").astype("<u2")
        if self.is_bit:
            points: Words | Bits = np.unpackbits(words.view(np.uint8), bitorder="little")
        else:
            points = words
        memory.simulate(self.device, self.indices, points)

    def text(self, elapsed: float) -> str:
        """At most ``length`` characters; of a short string the counting end."""
        number = self.first + int(elapsed / self.dwell_s)
        return f"{self.prefix}{number % 1_000_000:06d}"[-self.length :]


SignalPart = _NumberVector | _BitVector | _StringPart
"""The signals of some tags; ``write(elapsed, memory)`` sets them as they are at a time, in seconds."""


def _number_vectors(placed: Sequence[_Placed]) -> list[SignalPart]:
    grouped: dict[tuple[str, TagType], list[_Placed]] = defaultdict(list)
    for tag, address in placed:
        if tag.tag_type not in (TagType.BOOL, TagType.STRING):
            grouped[address.device.name, tag.tag_type].append((tag, address))
    return [_number_vector(tag_type, members) for (_, tag_type), members in grouped.items()]


def _number_vector(tag_type: TagType, members: Sequence[_Placed]) -> _NumberVector:
    shapes = [shape_of(tag) for tag, _ in members]
    device = members[0][1].device
    points = word_count(members[0][0]) * (16 if device.is_bit else 1)
    heads = np.array([address.number for _, address in members], np.intp)
    return _NumberVector(
        device=device.name,
        is_bit=device.is_bit,
        tag_type=tag_type,
        indices=heads[:, None] + np.arange(points, dtype=np.intp),
        kind=np.array([shape.kind for shape in shapes], np.int8),
        low=np.array([shape.low for shape in shapes]),
        high=np.array([shape.high for shape in shapes]),
        seeds=np.array([shape.seeds for shape in shapes]).T,
        scale=np.array([tag.scale or 1.0 for tag, _ in members]),
        offset=np.array([tag.offset for tag, _ in members]),
    )


def _bit_vectors(placed: Sequence[_Placed]) -> list[SignalPart]:
    grouped: dict[str, list[_Placed]] = defaultdict(list)
    for tag, address in placed:
        if tag.tag_type is TagType.BOOL:
            grouped[address.device.name].append((tag, address))
    return [_bit_vector(members) for members in grouped.values()]


def _bit_vector(members: Sequence[_Placed]) -> _BitVector:
    device = members[0][1].device
    bits = None if device.is_bit else np.array([address.bit or 0 for _, address in members], np.uint16)
    return _BitVector(
        device=device.name,
        indices=np.array([address.number for _, address in members], np.intp),
        bits=bits,
        kind=np.array([bit_kind(tag) for tag, _ in members], np.int8),
        seeds=np.array([seeds_of(tag) for tag, _ in members]).T,
    )


def _string_parts(placed: Sequence[_Placed]) -> list[SignalPart]:
    return [_string_part(tag, address) for tag, address in placed if tag.tag_type is TagType.STRING]


def _string_part(tag: Tag, address: Address) -> _StringPart:
    a, b, _ = seeds_of(tag)
    points = word_count(tag) * (16 if address.device.is_bit else 1)
    is_lot = "LOT" in tag.tag_name.upper()
    return _StringPart(
        device=address.device.name,
        indices=address.number + np.arange(points, dtype=np.intp),
        length=tag.string_length or 2,
        prefix="LOT-" if is_lot else "ID-",
        dwell_s=30.0 + 90.0 * a,
        first=100_000 + int(b * 800_000),
        is_bit=address.device.is_bit,
        order=tag.string_byte_order,
    )


def _encode(raw: _Floats, tag_type: TagType) -> Words:
    """Raw values as words, one row per tag, low word first; zero becomes one, so that zero means a fault."""
    if tag_type in _FLOAT_TYPES:
        encoded = np.where(raw == 0.0, 1.0, raw).astype(_FLOAT_TYPES[tag_type])
    else:
        kind, lowest, highest = _RAW_TYPES[tag_type]
        whole = np.clip(np.rint(raw), lowest, highest)
        whole = np.where(whole == 0, 1, whole).astype(np.int64)
        encoded = (_to_bcd(whole) if tag_type is TagType.BCD else whole).astype(kind)
    words: Words = encoded.view("<u2").reshape(len(raw), -1)
    return words


def _to_bcd(number: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Four decimal digits, one per nibble."""
    digits = [(number // 10**place % 10) << (4 * place) for place in range(4)]
    coded: npt.NDArray[np.int64] = np.bitwise_or.reduce(digits)
    return coded
