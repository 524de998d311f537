"""A PLC whose memory is a function: every word tells its device and number, and answers are made from it."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

from hmi.melsec.devices import Device
from hmi.melsec.requests import POINTS_PER_WORD, BitWindow, RandomRead, Request, Window

Memory = Callable[[Device, int], int]
"""From a device and a word of it, 16 points for bit devices, to that word."""


def hashed(device: Device, word: int) -> int:
    """A word that no other place is likely to hold."""
    return crc32(f"{device.name}:{word}".encode()) & 0xFFFF


def answer(request: Request, memory: Memory = hashed) -> bytes:
    """What a PLC with that memory answers: little-endian words."""
    return b"".join(word.to_bytes(2, "little") for word in _words(request, memory))


def _words(request: Request, memory: Memory) -> list[int]:
    if isinstance(request, BitWindow):
        return _packed(request, memory)
    return [memory(device, word) for device, word in words_of(request)]


def words_of(request: Window | RandomRead) -> list[tuple[Device, int]]:
    """The device and the word that each word of the answer comes from."""
    if isinstance(request, Window):
        head = _word(request.device, request.head)
        return [(request.device, head + place) for place in range(request.words)]
    singles = [(device, _word(device, number)) for device, number in request.singles]
    doubles = [
        (device, _word(device, number) + half) for device, number in request.doubles for half in (0, 1)
    ]
    return singles + doubles


def _word(device: Device, number: int) -> int:
    if not device.is_bit:
        return number
    assert device.has_words
    assert number % POINTS_PER_WORD == 0
    return number // POINTS_PER_WORD


def _packed(request: BitWindow, memory: Memory) -> list[int]:
    words = [0] * request.words
    for place in range(request.bits):
        word, bit = divmod(request.head + place, POINTS_PER_WORD)
        words[place // POINTS_PER_WORD] |= (
            memory(request.device, word) >> bit & 1
        ) << place % POINTS_PER_WORD
    return words
