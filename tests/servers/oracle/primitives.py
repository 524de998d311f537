"""Integers, byte strings and lists as Oracle's wire carries them, and a reader that pulls as it reads.

Facts: ub2, ub4 and ub8 are one length byte and that many bytes, big end first; zero is the length alone.
"""

from __future__ import annotations

from collections.abc import Callable

_LONG = 0xFE
_ESCAPE = 0xFD
_SHORT_MAX = 252
_CHUNK = 32767


class ProtocolError(Exception):
    """The client sent what this server does not know; the text says what."""


def be16(value: int) -> bytes:
    """Two bytes, the high one first."""
    return value.to_bytes(2, "big")


def be32(value: int) -> bytes:
    """Four bytes, the highest first."""
    return value.to_bytes(4, "big")


def le16(value: int) -> bytes:
    """Two bytes, the low one first."""
    return value.to_bytes(2, "little")


def ub(value: int) -> bytes:
    """A number that is not negative, of any size up to eight bytes."""
    if value == 0:
        return b"\0"
    length = (value.bit_length() + 7) // 8
    return bytes((length,)) + value.to_bytes(length, "big")


def clr(data: bytes) -> bytes:
    """Bytes after their length, in chunks where they are more than 252; none of them is NULL."""
    if len(data) <= _SHORT_MAX:
        return bytes((len(data),)) + data
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)]
    return bytes((_LONG,)) + b"".join(ub(len(chunk)) + chunk for chunk in chunks) + b"\0"


def dalc(data: bytes) -> bytes:
    """Bytes with both lengths; nothing is a zero alone."""
    return ub(len(data)) + clr(data) if data else b"\0"


class Reader:
    """Reads one message after the other; ``pull`` blocks for the bytes of the next DATA packet.

    A message says nowhere how long it is, so every read takes what it needs and pulls when that is not
    there yet. ``buffer`` and ``position`` are open to the row decoder, which works on them directly.
    """

    def __init__(self, pull: Callable[[], bytes]) -> None:
        self._pull = pull
        self.buffer = b""
        self.position = 0

    def clear(self) -> None:
        """Forget what was pulled and not read."""
        self.buffer, self.position = b"", 0

    def more(self) -> None:
        """Append a packet to what is not read yet."""
        self.buffer = self.buffer[self.position :] + self._pull()
        self.position = 0

    def raw(self, count: int) -> bytes:
        """So many bytes."""
        while len(self.buffer) - self.position < count:
            self.more()
        start = self.position
        self.position = start + count
        return self.buffer[start : self.position]

    def u8(self) -> int:
        """One byte."""
        while self.position >= len(self.buffer):
            self.more()
        value = self.buffer[self.position]
        self.position += 1
        return value

    def be16(self) -> int:
        """Two bytes, the high one first."""
        return int.from_bytes(self.raw(2), "big")

    def ub(self) -> int:
        """A number with its length before it."""
        length = self.u8()
        if length > 8:
            raise ProtocolError(f"a number of {length} bytes")
        return int.from_bytes(self.raw(length), "big") if length else 0

    def skip(self, layout: str) -> None:
        """Read and forget: ``1`` is a byte, ``u`` a number."""
        for field in layout:
            if field == "1":
                self.u8()
            else:
                self.ub()

    def clr(self) -> bytes | None:
        """Bytes with a length, in chunks where they are long; None is NULL."""
        length = self.u8()
        if length <= _SHORT_MAX:
            return self.raw(length) if length else None
        if length == _LONG:
            chunks = []
            while size := self.ub():
                chunks.append(self.raw(size))
            return b"".join(chunks)
        if length == _ESCAPE:
            self.u8()
        return None

    def dalc(self) -> bytes:
        """Bytes with both lengths."""
        return (self.clr() or b"") if self.ub() else b""
