"""The newest time of every group, in a file that a full disk takes: it never grows, it is written in place.

SQLite needs room even to open the journal. But a reading that the historian got while the disk was full must
not have its time given again: a group's times have to be known without the journal, too.
"""

from __future__ import annotations

import logging
import os
import struct
import zlib
from collections.abc import Mapping
from datetime import datetime
from io import FileIO
from pathlib import Path

from hmi.model.times import moment_of, us_of

_log = logging.getLogger(__name__)

_SEAL = struct.Struct("<I")
_HEAD = struct.Struct("<qH")
"""Microseconds since 1970, and the length of the name that follows, in bytes of UTF-8."""
_PLACE = 256
"""Bytes for a group: a block of a disk is a multiple of it, so that none is ever written in part."""
_PLACES = 256
_TEXT = ("utf-8", "surrogatepass")
"""A half of a character in a name is none of our business."""


class JournalTimes:
    """One file of 64 KB; one thread at a time, never raises for the disk's sake.

    What was kept survives a killed program at once, a power loss after ``sync``. Of more than 256 groups the
    file knows those that were heard of last, and none with a name of more than 242 bytes. It cannot be made
    while the disk is full, nor be written then on a file system that writes nothing in place (ZFS, Btrfs).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._times: dict[str, datetime] = {}
        self._places: dict[str, int] = {}

    def open(self) -> dict[str, datetime]:
        """The newest ``ts`` of every group, by its name, as far as earlier runs could keep it."""
        try:
            with self._file() as file:
                content = file.read()
        except OSError as error:
            self._tell(error)
            content = b""
        for place in range(_PLACES):
            entry = _entry(content[place * _PLACE : (place + 1) * _PLACE])
            if entry is not None:
                self._times[entry[0]], self._places[entry[0]] = entry[1], place
        return dict(self._times)

    def keep(self, times: Mapping[str, datetime]) -> None:
        """Write down the newest ``ts`` of these groups."""
        try:
            with self._file() as file:
                for group_name, ts in times.items():
                    record = _record(group_name, ts)
                    if record is not None:
                        file.seek(self._place(group_name) * _PLACE)
                        file.write(record)
                        self._times[group_name] = ts
        except OSError as error:
            self._tell(error)

    def sync(self) -> None:
        """Make what was kept safe from a power loss."""
        try:
            with self._file() as file:
                os.fsync(file.fileno())
        except OSError as error:
            self._tell(error)

    def _file(self) -> FileIO:
        """Open at its beginning; the caller closes it. Raises OSError."""
        file = FileIO(os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+")
        try:
            missing = _PLACES * _PLACE - file.seek(0, os.SEEK_END)
            if missing > 0:
                file.write(bytes(missing))  # no hole: its blocks are its own before the disk is full
                os.fsync(file.fileno())
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def _place(self, group_name: str) -> int:
        """The group's own, or a free one, or that of the group which was not heard of for longest."""
        place = self._places.get(group_name)
        if place is None:
            place = len(self._places)
            if place < _PLACES:
                place = min(set(range(_PLACES)) - set(self._places.values()))
            else:
                longest = min(self._places, key=self._times.__getitem__)
                place = self._places.pop(longest)
                del self._times[longest]
            self._places[group_name] = place
        return place

    def _tell(self, error: OSError) -> None:
        _log.debug("%s: %s", self._path, error)  # people hear of it from the journal, on the same disk


def _record(group_name: str, ts: datetime) -> bytes | None:
    name = group_name.encode(*_TEXT)
    body = _HEAD.pack(us_of(ts), len(name)) + name
    if len(body) > _PLACE - _SEAL.size:
        return None
    return (_SEAL.pack(zlib.crc32(body)) + body).ljust(_PLACE, b"\0")


def _entry(record: bytes) -> tuple[str, datetime] | None:
    """Whose time it is, and the time; None where nothing, or nothing whole, is."""
    if len(record) < _PLACE:
        return None
    (seal,) = _SEAL.unpack_from(record)
    us, length = _HEAD.unpack_from(record, _SEAL.size)
    body = record[_SEAL.size : _SEAL.size + _HEAD.size + length]
    if not length or zlib.crc32(body) != seal:
        return None
    return body[_HEAD.size :].decode(*_TEXT), moment_of(us)
