"""A simulated PLC whose every value says which tag it is of and how old it is.

A value is made from its tag's address and the generation of the memory, so one that is old, zero, torn or of
another tag is never taken for the right one.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.plant import McProtocol, Plc, Series, Tag, TagType
from hmi.model.reading import Value

TEXT_BYTES = 800
"""More points than a random read has, so that a window is asked for as well."""

_TEXT = TagType.STRING
_DENSE = (TagType.INT, TagType.UINT, TagType.DINT, TagType.UDINT, TagType.REAL, TagType.LREAL, TagType.BCD)
_LENGTHS = {TagType.DINT: 2, TagType.UDINT: 2, TagType.REAL: 2, TagType.LREAL: 4}
_LONELY = (("W100", 0x100), ("R700", 700), ("R9000", 9000), ("D3000", 3000), ("D7777", 7777))
_BITS = 24

Words = bytes
_Maker = Callable[[int], tuple[Value, Words]]


def _unsigned(mark: int) -> tuple[Value, Words]:
    return mark & 0xFFFF, struct.pack("<H", mark & 0xFFFF)


def _signed(mark: int) -> tuple[Value, Words]:
    words = struct.pack("<H", mark & 0xFFFF)
    return struct.unpack("<h", words)[0], words


def _long(mark: int) -> tuple[Value, Words]:
    words = struct.pack("<I", mark)
    return struct.unpack("<i", words)[0], words


def _unsigned_long(mark: int) -> tuple[Value, Words]:
    return mark, struct.pack("<I", mark)


def _real(mark: int) -> tuple[Value, Words]:
    words = struct.pack("<f", mark / 3.0)
    return struct.unpack("<f", words)[0], words


def _double(mark: int) -> tuple[Value, Words]:
    return mark / 7.0, struct.pack("<d", mark / 7.0)


def _bcd(mark: int) -> tuple[Value, Words]:
    return mark % 10000, struct.pack("<H", int(str(mark % 10000), 16))


def _text(mark: int) -> tuple[Value, Words]:
    text = f"{mark:08X}" * (TEXT_BYTES // 8)
    return text, text.encode("ascii")


_MAKERS: dict[TagType, _Maker] = {
    TagType.INT: _signed,
    TagType.UINT: _unsigned,
    TagType.DINT: _long,
    TagType.UDINT: _unsigned_long,
    TagType.REAL: _real,
    TagType.LREAL: _double,
    TagType.BCD: _bcd,
    TagType.STRING: _text,
}


def mark_of(address: str, generation: int) -> int:
    """A number of 32 bits, another one for every address and generation."""
    return zlib.crc32(f"{address} {generation}".encode())


def value_of(tag: Tag, generation: int) -> Value:
    """What the tag is worth in that generation."""
    mark = mark_of(tag.tag_address, generation)
    return bool(mark & 1) if tag.tag_type is TagType.BOOL else _MAKERS[tag.tag_type](mark)[0]


def mixed_tags(plc_code: str = "P1", group_name: str = "G") -> tuple[Tag, ...]:
    """Every type, dense and scattered: a window, a random read and a window of bits bring them."""

    def tag(address: str, kind: TagType) -> Tag:
        length = TEXT_BYTES if kind is _TEXT else None
        return Tag(plc_code, address, f"T {address}", kind, group_name, string_length=length)

    tags, number = [tag("D0", _TEXT)], TEXT_BYTES // 2
    for kind in _DENSE * 3:
        tags.append(tag(f"D{number}", kind))
        number += _LENGTHS.get(kind, 1)
    tags += [tag(address, TagType.UDINT) for address, _ in _LONELY]
    tags += [tag(f"M{number}", TagType.BOOL) for number in range(5000, 5000 + _BITS)]
    tags += [tag(f"TS{number}", TagType.BOOL) for number in range(100, 100 + _BITS)]
    return tuple(tags)


class ChangingPlc:
    """The simulated PLC of ``mixed_tags``; ``generation`` is that of its memory."""

    def __init__(self, protocol: McProtocol, series: Series, *, timeout_s: float, seed: int) -> None:
        plc = Plc("P1", "127.0.0.1", protocol=protocol, series=series, connection_timeout=timeout_s)
        self.tags = mixed_tags()
        self.sim = SimulatedPlc(plc, scan_ms=0, limits={"R": 10000}, seed=seed)
        self.generation = 0
        self.plc = replace(plc, port=self.sim.start())
        self.change()

    def change(self) -> None:
        """Give every tag another value, between two requests."""
        generation, memory = self.generation + 1, self.sim.memory
        dense: list[bytes] = []
        bits: dict[str, list[int]] = {"M": [], "TS": []}
        lonely: list[tuple[str, int, bytes]] = []
        numbers = dict(_LONELY)
        for tag in self.tags:
            mark = mark_of(tag.tag_address, generation)
            if tag.tag_type is TagType.BOOL:
                bits[tag.tag_address.rstrip("0123456789")].append(mark & 1)
            elif tag.tag_address in numbers:
                lonely.append((tag.tag_address[0], numbers[tag.tag_address], _unsigned_long(mark)[1]))
            else:
                dense.append(_MAKERS[tag.tag_type](mark)[1])
        with self.sim._cpu:  # as a PLC's program does: never while a request is answered
            memory.write_words("D", 0, b"".join(dense))
            memory.set_bits("M", 5000, bits["M"])
            memory.set_bits("TS", 100, bits["TS"])
            for device, number, words in lonely:
                memory.write_words(device, number, words)
            self.generation = generation

    def values(self, tags: Sequence[Tag] | None = None) -> tuple[Value, ...]:
        """What the tags are worth now."""
        return tuple(value_of(tag, self.generation) for tag in tags or self.tags)
