"""The data of an answer as a row of little-endian words, whatever the request and the code of the frames.

Binary data are little-endian, two points of bit units to a byte. ASCII data are the same numbers as
hexadecimal text, highest digit first: a double word comes with its high word first, a point is one character.
Source: MELSEC Communication Protocol Reference Manual (SH-080008), device read and random read.
"""

from __future__ import annotations

import binascii
from array import array

import numpy as np

from hmi.melsec.requests import BitWindow, RandomRead, Request


def data_size(request: Request, *, is_ascii: bool) -> int:
    """Bytes of data in the answer to a request."""
    if isinstance(request, BitWindow):
        return request.bits if is_ascii else -(-request.bits // 2)
    return request.words * (4 if is_ascii else 2)


def to_words(request: Request, data: bytes, *, is_ascii: bool) -> bytes:
    """Data of the right size as ``2 * request.words`` bytes.

    Raises:
        ValueError: the data are no numbers, or points that are neither on nor off; says which.
    """
    if isinstance(request, BitWindow):
        return _pack(_points(data, is_ascii=is_ascii)[: request.bits], request.words)
    if not is_ascii:
        return data
    try:
        number = binascii.unhexlify(data)
    except binascii.Error as error:
        raise ValueError(f"{data[:8]!r} is not hexadecimal text") from error
    if not isinstance(request, RandomRead):
        return _swapped("H", number)
    split = 2 * len(request.singles)
    return _swapped("H", number[:split]) + _swapped("I", number[split:])


def _swapped(code: str, number: bytes) -> bytes:
    """Big-endian numbers of 2 (H) or 4 (I) bytes as little-endian ones."""
    numbers = array(code, number)
    numbers.byteswap()
    return numbers.tobytes()


def _points(data: bytes, *, is_ascii: bool) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    raw = np.frombuffer(data, np.uint8)
    if is_ascii:
        return raw - np.uint8(ord("0"))
    points = np.empty(2 * len(raw), np.uint8)
    points[0::2], points[1::2] = raw >> 4, raw & 0x0F
    return points


def _pack(points: np.ndarray[tuple[int], np.dtype[np.uint8]], words: int) -> bytes:
    if points.max() > 1:
        raise ValueError("there is a point that is neither 0 nor 1")
    return np.packbits(points, bitorder="little").tobytes().ljust(2 * words, b"\0")
