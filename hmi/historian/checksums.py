"""Checksums of the rows of a CSV file, beside it: which of its lines are still what was written.

``checksums/NAME.sum`` holds 12 bytes for each row of ``NAME.csv``, in its order: a digest of 8 bytes of the
line, and a check of 4 bytes of the digest itself, so that a damaged checksum condemns no row. The number of
rows follows from the file's size; what a torn write left at its end counts for nothing.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from enum import Enum, auto
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

FOLDER = "checksums"
SUFFIX = ".sum"

_RECORD = np.dtype([("digest", "<u8"), ("check", "<u4")])
_DIGEST_BYTES = 8

_MAX_BYTES = 1_000_000 * _RECORD.itemsize
"""A file of ours has some 100,000 rows; what is ten times that was put there by somebody else."""

_SALT = np.uint64(0x9E3779B97F4A7C15)
_FACTOR = np.uint64(0xD6E8FEB86659FD93)
"""Odd, so that every flipped bit reaches the upper half; with the salt, a block of zeros is no checksum."""


def digest_of(line: bytes) -> bytes:
    """The digest of a row's line without its line end."""
    return blake2b(line, digest_size=_DIGEST_BYTES).digest()


def sum_path(csv_path: Path) -> Path:
    """Where the checksums of a CSV file lie."""
    return csv_path.parent / FOLDER / f"{csv_path.stem}{SUFFIX}"


def rows_written(csv_path: Path) -> int | None:
    """How many rows were written to a CSV file, by the size of its checksums; None where it has none."""
    try:
        size = sum_path(csv_path).stat().st_size
    except OSError:
        return None
    return size // _RECORD.itemsize if _RECORD.itemsize <= size <= _MAX_BYTES else None


class SumFile:
    """The checksums of a CSV file that is being written; belongs to the thread that writes."""

    def __init__(self, csv_path: Path) -> None:
        """Make the file, empty also where an older one of that name was left.

        Raises:
            OSError: the disk refuses.
        """
        path = sum_path(csv_path)
        path.parent.mkdir(exist_ok=True)
        self._raw = io.FileIO(os.fspath(path), "wb")

    def append(self, digests: Iterable[bytes]) -> None:
        """Add the digests of rows that are on disk.

        Raises:
            OSError: the disk refuses; the end of the file may be torn, and nothing may follow it.
        """
        values = np.frombuffer(b"".join(digests), "<u8")
        records = np.empty(len(values), _RECORD)
        records["digest"], records["check"] = values, _check_of(values)
        view = memoryview(records.tobytes())
        while view:
            view = view[self._raw.write(view) :]

    def close(self, *, sync: bool) -> None:
        """Close the file; with ``sync`` it is on disk (fsync) afterwards.

        Raises:
            OSError: the disk refuses.
        """
        try:
            if sync:
                os.fsync(self._raw.fileno())
        finally:
            self._raw.close()


class Verdict(Enum):
    """What the checksums say of a line."""

    KNOWN = auto()
    """It is a row exactly as it was written."""
    UNTOLD = auto()
    """Its checksum is damaged or was never written: the line has to speak for itself."""
    CHANGED = auto()
    """No such row was written."""
    COPY = auto()
    """Such a row was written, and stands above already."""


class Checksums:
    """The checksums of one CSV file, to be gone through once beside its lines, in the order of the file."""

    def __init__(self, content: bytes) -> None:
        records = np.frombuffer(content, _RECORD, count=len(content) // _RECORD.itemsize)
        values = records["digest"].astype("<u8")
        self._digests = values.tobytes()
        self._valid: npt.NDArray[np.bool_] = records["check"] == _check_of(values)
        self._used = bytearray(len(records))
        self._at = 0
        self._aligned = True
        self._order: npt.NDArray[np.intp] | None = None
        self._sorted = values[:0]
        self.rows = len(records)
        """Rows that were written; those behind the last checksum are added as they come."""
        self.rows_left = len(records)
        """Rows that were written and have not come yet."""

    @classmethod
    def of(cls, csv_path: Path) -> Checksums | None:
        """The checksums of a CSV file; None where it has none that could be read."""
        path = sum_path(csv_path)
        try:
            if path.stat().st_size > _MAX_BYTES:
                return None
            return cls(path.read_bytes())
        except OSError:
            return None

    def look_up(self, line: bytes) -> Verdict:
        """Judge the next line, given without its line end."""
        digest, at = digest_of(line), self._at
        if self._digests[at * _DIGEST_BYTES : (at + 1) * _DIGEST_BYTES] == digest and not self._used[at]:
            self._take(at)
            return Verdict.KNOWN
        return self._look_elsewhere(digest)

    def has(self, line: bytes) -> bool:
        """True where such a row was written, whether it has come or not."""
        return len(self._places(digest_of(line))) > 0

    def judged(self, is_row: bool) -> None:
        """The line of the last look-up was untold, and this is what it is by its structure."""
        if self.rows_left:
            self._take(self._at)
            self._aligned = is_row
        elif is_row:
            self.rows += 1

    def pass_over(self) -> None:
        """Go on after a line that can be no row."""
        self._at += 1
        self._aligned = False

    def _take(self, place: int) -> None:
        self._used[place] = True
        self.rows_left -= 1
        self._at = place + 1
        self._aligned = True

    def _look_elsewhere(self, digest: bytes) -> Verdict:
        places = self._places(digest)
        for place in places:
            if not self._used[place]:
                self._take(int(place))
                return Verdict.KNOWN
        if len(places):
            return Verdict.COPY
        # Rows may stand in another order after an edit: only where every checksum has found its row, or where
        # the row just before stands at its place, does a missing or damaged checksum excuse a line.
        at = self._at
        is_damaged = self._aligned and at < len(self._used) and not self._valid[at] and not self._used[at]
        if not self.rows_left or is_damaged:
            return Verdict.UNTOLD
        self.pass_over()
        return Verdict.CHANGED

    def _places(self, digest: bytes) -> npt.NDArray[np.intp]:
        """Where the digest stands among the undamaged checksums; sorted for the first line that asks."""
        if self._order is None:
            values = np.frombuffer(self._digests, "<u8")
            undamaged = np.flatnonzero(self._valid)
            self._order = undamaged[np.argsort(values[undamaged], kind="stable")]
            self._sorted = values[self._order]
        value = np.frombuffer(digest, "<u8")[0]
        begin, end = self._sorted.searchsorted(value, "left"), self._sorted.searchsorted(value, "right")
        return self._order[begin:end]


def _check_of(digests: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    return ((digests ^ _SALT) * _FACTOR) >> np.uint64(32)
