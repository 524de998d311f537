"""Fields of MC protocol messages in binary and in ASCII code.

Binary: little-endian numbers, device number before device code. ASCII: the same fields as upper-case
hexadecimal text, highest digit first, device code before a number in the device's own base.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from hmi.melsec.devices import DEVICES, Device
from hmi.melsec.simulator.limits import EndCode, Refusal
from hmi.melsec.simulator.memory import Bits
from hmi.model.plant import Series

_BY_CODE = {device.code: device for device in DEVICES.values()}
HEX_DIGITS = frozenset(b"0123456789ABCDEFabcdef")


class FieldReader(Protocol):
    """Takes the fields of a request's data one after the other.

    Raises ``Refusal``: LENGTH_MISMATCH where the data end too soon or too late.
    """

    def number(self, size: int) -> int:
        """An unsigned number of ``size`` bytes."""

    def device(self, *, wide: bool) -> tuple[Device, int]:
        """A device and the number of its point; ``wide`` as in subcommands 0002 and 0003."""

    def words(self, count: int) -> bytes:
        """Words as little-endian bytes."""

    def bits(self, count: int) -> Bits:
        """Points in bit units."""

    def text(self, count: int) -> bytes:
        """Characters as they stand."""

    def end(self) -> None:
        """Nothing may be left."""


class _Cursor:
    """Walks through the data of one request."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def text(self, count: int) -> bytes:
        """The next ``count`` characters as they stand."""
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise Refusal(EndCode.LENGTH_MISMATCH)
        self._at += count
        return taken

    def end(self) -> None:
        """Nothing may be left."""
        if self._at != len(self._data):
            raise Refusal(EndCode.LENGTH_MISMATCH)


class BinaryReader(_Cursor):
    """Fields in binary code."""

    def number(self, size: int) -> int:
        """An unsigned little-endian number of ``size`` bytes."""
        return int.from_bytes(self.text(size), "little")

    def device(self, *, wide: bool) -> tuple[Device, int]:
        """Number and code: 3 + 1 bytes, wide 4 + 2."""
        head = self.number(4 if wide else 3)
        device = _BY_CODE.get(self.number(2 if wide else 1))
        if device is None:
            raise Refusal(EndCode.UNKNOWN_DEVICE)
        return device, head

    def words(self, count: int) -> bytes:
        """Words as they stand."""
        return self.text(2 * count)

    def bits(self, count: int) -> Bits:
        """Two points a byte, the first in the high nibble."""
        packed = np.frombuffer(self.text(-(-count // 2)), np.uint8)
        points = np.stack((packed >> 4, packed & 0x0F), axis=1).reshape(-1)[:count]
        if points.size and points.max() > 1:
            raise Refusal(EndCode.WRONG_CONTENTS)
        return points.astype(np.uint8)


class AsciiReader(_Cursor):
    """Fields in ASCII code; the series decides the base of X and Y numbers."""

    def __init__(self, data: bytes, series: Series) -> None:
        super().__init__(data)
        self._series = series

    def number(self, size: int) -> int:
        """An unsigned number of ``size`` bytes in hexadecimal digits."""
        return _number(self.text(2 * size), 16)

    def device(self, *, wide: bool) -> tuple[Device, int]:
        """Code and number: 2 + 6 characters, wide 4 + 8; the code is filled up with ``*`` or spaces."""
        name = self.text(4 if wide else 2).decode("ascii", "replace").rstrip("* ")
        digits = self.text(8 if wide else 6)
        device = DEVICES.get(name)
        if device is None:
            raise Refusal(EndCode.UNKNOWN_DEVICE)
        return device, _number(digits.lstrip(b" ") or b"0", device.base_on(self._series))

    def words(self, count: int) -> bytes:
        """Four digits a word."""
        text = self.text(4 * count)
        if not HEX_DIGITS.issuperset(text):
            raise Refusal(EndCode.NOT_HEXADECIMAL)
        return np.frombuffer(bytes.fromhex(text.decode("ascii")), ">u2").astype("<u2").tobytes()

    def bits(self, count: int) -> Bits:
        """One character a point."""
        text = self.text(count)
        if text.strip(b"01"):
            raise Refusal(EndCode.WRONG_CONTENTS)
        return (np.frombuffer(text, np.uint8) - ord("0")).astype(np.uint8)


def _number(digits: bytes, base: int) -> int:
    # int() alone would take signs, spaces and underscores as well.
    if not HEX_DIGITS.issuperset(digits):
        raise Refusal(EndCode.NOT_HEXADECIMAL)
    try:
        return int(digits, base)
    except ValueError:
        raise Refusal(EndCode.NOT_HEXADECIMAL) from None


def put_number(value: int, size: int, *, is_ascii: bool) -> bytes:
    """A number of ``size`` bytes as a field of an answer."""
    return f"{value:0{2 * size}X}".encode() if is_ascii else value.to_bytes(size, "little")


def put_words(data: bytes, *, is_ascii: bool) -> bytes:
    """Little-endian words as the data of an answer."""
    return np.frombuffer(data, "<u2").astype(">u2").tobytes().hex().upper().encode() if is_ascii else data


def put_double_words(data: bytes, *, is_ascii: bool) -> bytes:
    """Little-endian double words as the data of an answer; ASCII sends the high word first."""
    return np.frombuffer(data, "<u4").astype(">u4").tobytes().hex().upper().encode() if is_ascii else data


def put_bits(bits: Bits, *, is_ascii: bool) -> bytes:
    """Points in bit units as the data of an answer; an odd last nibble is 0."""
    if is_ascii:
        return (bits + ord("0")).astype(np.uint8).tobytes()
    even = np.append(bits, np.uint8(0)) if len(bits) % 2 else bits
    return ((even[0::2] << 4) | even[1::2]).astype(np.uint8).tobytes()
