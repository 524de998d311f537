"""A damaged journal read page by page: what SQLite no longer finds may still be there, bit by bit.

The layout is SQLite's own (https://www.sqlite.org/fileformat2.html), which its makers keep for good. Nothing
is believed for being found: every record is sealed, and the caller looks at the seals.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

from hmi.pipeline.journal_codec import Record

PAGE = 4096
"""Bytes of a page of the journal; the layout of our files, so not read from them."""

_WAL_HEADER = 32
_FRAME_HEADER = 24
_FRAME = _FRAME_HEADER + PAGE
_MAGIC = b"\x37\x7f\x06"  # the fourth byte tells the order of the bytes
_LEAF = 0x0D
_MAX_LOCAL = PAGE - 35
_MIN_LOCAL = (PAGE - 12) * 32 // 255 - 23
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_COLUMNS = 4


class Frame(NamedTuple):
    """One page in the write-ahead log; ``commit`` is 0 but for the last page of a transaction."""

    page: int
    commit: int
    salt: bytes
    offset: int


class Frames(NamedTuple):
    """The frames of a log's present generation, and how many of them SQLite will take."""

    frames: list[Frame]
    valid: int

    @property
    def is_damaged(self) -> bool:
        """True when whole transactions stand behind the place where SQLite stops.

        One that is not whole is no damage: the program was killed while it was being written.
        """
        return any(frame.commit for frame in self.frames[self.valid :])


def frames_of(path: Path) -> Frames:
    """What the write-ahead log at ``path`` holds.

    Raises:
        OSError: it cannot be read.
    """
    try:
        log = path.read_bytes()
    except FileNotFoundError:
        return Frames([], 0)
    frames = [_frame(log, offset) for offset in range(_WAL_HEADER, len(log) - _FRAME + 1, _FRAME)]
    if not frames:
        return Frames([], 0)
    header = log[:_WAL_HEADER]
    if header[:3] != _MAGIC or _checksum(header, (0, 0), header[:24]) != struct.unpack(">II", header[24:32]):
        return Frames(frames, 0)
    # Frames of an older generation, with another salt, may stand behind.
    last = max((number for number, frame in enumerate(frames, 1) if frame.salt == header[16:24]), default=0)
    return Frames(frames[:last], _count_valid(log, header, frames[:last]))


def _frame(log: bytes, offset: int) -> Frame:
    page, commit = struct.unpack_from(">II", log, offset)
    return Frame(page, commit, log[offset + 8 : offset + 16], offset)


def _count_valid(log: bytes, header: bytes, frames: list[Frame]) -> int:
    """Frames up to the last whole transaction before the first that is not as it was written."""
    valid = 0
    sums = struct.unpack(">II", header[24:32])
    for count, frame in enumerate(frames, 1):
        at = frame.offset
        sums = _checksum(header, sums, log[at : at + 8] + log[at + _FRAME_HEADER : at + _FRAME])
        if frame.salt != header[16:24] or sums != struct.unpack_from(">II", log, at + 16):
            break
        if frame.commit:
            valid = count
    return valid


def _checksum(header: bytes, sums: tuple[int, ...], data: bytes) -> tuple[int, ...]:
    """SQLite's own; the last bit of the log's magic number says that it is of big-endian words."""
    words = array("I", data)
    if (sys.byteorder == "little") == (header[3] & 1):
        words.byteswap()
    first, second = sums
    steps = iter(words)
    for even, odd in zip(steps, steps, strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second


def records_of(database: Path, log: Path) -> Iterator[Record]:
    """Everything with the form of a record: in the database's pages, then in every page of the log.

    The same record comes as often as it is there, deleted ones may come too. At most one damaged file's
    page numbers are held in memory.

    Raises:
        OSError: a file cannot be read.
    """
    with ExitStack() as files:
        pages = _Pages(files, database, log)
        yield from pages.records()


class _Pages:
    """The pages of a database and of its log, in the state of one transaction after the other."""

    def __init__(self, files: ExitStack, database: Path, log: Path) -> None:
        self._database = files.enter_context(database.open("rb")) if database.exists() else None
        self._log = files.enter_context(log.open("rb")) if log.exists() else None
        self._frames = frames_of(log).frames
        self._in_log: dict[int, int] = {}
        self._most = (self._page_count() + len(self._frames)) * PAGE

    def records(self) -> Iterator[Record]:
        for number in range(1, self._page_count() + 1):
            yield from self._records_on(self._page(number))
        changed: list[int] = []
        for frame in self._frames:
            self._in_log[frame.page] = frame.offset + _FRAME_HEADER
            changed.append(frame.page)
            if frame.commit:
                yield from self._records_of_pages(changed)
                changed = []
        yield from self._records_of_pages(changed)

    def _records_of_pages(self, numbers: list[int]) -> Iterator[Record]:
        for number in numbers:
            yield from self._records_on(self._page(number))

    def _page_count(self) -> int:
        return self._database.seek(0, 2) // PAGE if self._database is not None else 0

    def _page(self, number: int) -> bytes:
        """The page as it is at this moment of the log; shorter or empty where there is none."""
        if number in self._in_log and self._log is not None:
            return _read(self._log, self._in_log[number])
        return _read(self._database, (number - 1) * PAGE) if self._database is not None and number else b""

    def _records_on(self, page: bytes) -> Iterator[Record]:
        if len(page) < PAGE or page[0] != _LEAF:
            return
        count = int.from_bytes(page[3:5], "big")
        for place in range(8, min(8 + 2 * count, PAGE - 1), 2):
            try:
                record = self._record(page, int.from_bytes(page[place : place + 2], "big"))
            except (IndexError, ValueError):
                continue
            if record is not None:
                yield record

    def _record(self, page: bytes, at: int) -> Record | None:
        length, at = _varint(page, at)
        number, at = _varint(page, at)
        if length > self._most:
            return None
        payload = self._payload(page, at, length)
        return _parse(number, payload) if len(payload) == length else None

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        if length <= _MAX_LOCAL:
            return page[at : at + length]
        spread = _MIN_LOCAL + (length - _MIN_LOCAL) % (PAGE - 4)
        local = spread if spread <= _MAX_LOCAL else _MIN_LOCAL
        parts = [page[at : at + local]]
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        left = length - local
        while left > 0:
            overflow = self._page(following)
            if len(overflow) < PAGE:
                return b""
            parts.append(overflow[4 : 4 + left])
            following = int.from_bytes(overflow[:4], "big")
            left -= PAGE - 4
        return b"".join(parts)


def _read(file: BinaryIO, offset: int) -> bytes:
    try:
        file.seek(offset)
        return file.read(PAGE)
    except OSError:  # a bad sector: what stands elsewhere is still wanted
        return b""


def _parse(number: int, payload: bytes) -> Record | None:
    """A row of one of our tables: (the number itself, an integer, an integer, bytes); else None."""
    header, at = _varint(payload, 0)
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if len(kinds) != _COLUMNS or kinds[0] != 0 or kinds[3] < 12 or kinds[3] % 2:
        return None
    size, at = _integer(payload, kinds[1], at)
    crc, at = _integer(payload, kinds[2], at)
    return Record(number, size, crc, payload[at : at + (kinds[3] - 12) // 2])


def _integer(payload: bytes, kind: int, at: int) -> tuple[int, int]:
    if kind in (8, 9):
        return kind - 8, at
    if kind not in _INTEGER_BYTES:
        raise ValueError(f"not an integer: {kind}")
    end = at + _INTEGER_BYTES[kind]
    return int.from_bytes(payload[at:end], "big", signed=True), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at ``at``, and where it ends; raises IndexError beyond the data."""
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9
