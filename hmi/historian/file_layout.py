"""Where the records of a CSV file begin, found without parsing them: a million in a fraction of a second."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
import numpy.typing as npt

from hmi.historian.records import is_header, record_sizes
from hmi.model.long_work import LongWork

BLOCK = 256
"""Records whose place is remembered together: 12 bytes for so many of them."""

_CHUNK = 256 * 1024
_STEP_RECORDS = 500


class _Uneven(NamedTuple):
    """Of a block in which a record goes over several lines: the bytes and the lines of each record."""

    sizes: array[int]
    lines: array[int]


class Piece(NamedTuple):
    """The bytes of one record, and the number of its first line, counted from 1."""

    line: int
    data: bytes


class FileLayout:
    """One thread extends it, any may read it meanwhile: what was found stays where it is.

    Records are told apart as ``read_records`` does without checksums. Of a file of 1,000,000 rows it keeps
    some 50 kB, and 8 MB where every row holds line ends.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._path = path
        self._columns = columns
        self._starts = array("Q")
        self._lines = array("I")
        self._uneven: dict[int, _Uneven] = {}
        self._end = 0
        self._next_line = 1
        self._has_quotes = False
        self._tail = 0
        self._count = 0

    @property
    def count(self) -> int:
        """Records found so far; one that is not ended by a line end counts, too."""
        return self._count + (self._tail > 0)

    def extend(self, work: LongWork) -> None:
        """Go on to what is the end of the file now.

        Raises:
            OSError: the file cannot be read.
            CancelledWorkError: nobody wants it any more; what was found stays.
        """
        with self._path.open("rb") as file:
            size = max(1, file.seek(0, 2))
            if self._end == 0:
                self._pass_header(file)
            file.seek(self._end)
            while not self._has_quotes and self._take_chunk(file):
                work.step(min(1.0, self._end / size))
            if self._has_quotes:
                self._take_records(file, work, size)

    def pieces(self, file: BinaryIO, block: int) -> list[Piece]:
        """The records of a block as they stand in the file, which is open for reading.

        Raises:
            OSError: the file cannot be read.
        """
        starts = self._starts
        begin, first = self._end, self._next_line  # of a last line that is alone in its block
        if block < len(starts):
            begin, first = starts[block], self._lines[block]
        end = starts[block + 1] if block + 1 < len(starts) else self._end + self._tail
        file.seek(begin)
        data = file.read(max(0, end - begin))
        uneven = self._uneven.get(block)
        if uneven is None:
            lines = data.split(b"\n")
            if not lines[-1]:
                lines.pop()
            return [Piece(first + number, line) for number, line in enumerate(lines[:BLOCK])]
        pieces, place, line = [], 0, first
        for size, lines_in_it in zip(uneven.sizes, uneven.lines, strict=False):
            pieces.append(Piece(line, data[place : place + size]))
            place, line = place + size, line + lines_in_it
        if place < len(data):
            pieces.append(Piece(line, data[place:]))
        return pieces

    @property
    def blocks(self) -> int:
        """How many blocks were begun."""
        return -(-self.count // BLOCK)

    def number_at(self, line: int) -> int | None:
        """The number, from 0, of the record to which a line belongs; None where it was not found yet."""
        block = bisect_right(self._lines, line) - 1
        if block < 0:
            return None
        left, number = line - self._lines[block], block * BLOCK
        uneven = self._uneven.get(block)
        if uneven is None:
            number += left
        else:
            for lines_in_it in uneven.lines:
                left -= lines_in_it
                if left < 0:
                    break
                number += 1
        return number if number < self.count else None

    def _pass_header(self, file: BinaryIO) -> None:
        file.seek(0)
        first = file.readline(_CHUNK)
        if first.endswith(b"\n") and is_header(first, self._columns):
            self._end, self._next_line = len(first), 2

    def _take_chunk(self, file: BinaryIO) -> bool:
        """Find the lines of the next chunk; False at the end, or where quotes may hide line ends."""
        data = file.read(_CHUNK)
        cut = data.rfind(b"\n") + 1
        if b'"' in data or (not cut and len(data) == _CHUNK):
            self._has_quotes = True
            file.seek(self._end)
            return False
        is_end = len(data) < _CHUNK
        if cut:
            self._take_lines(np.flatnonzero(np.frombuffer(data, np.uint8, cut) == ord("\n")) + 1)
            file.seek(self._end)
        self._tail = len(data) - cut if is_end else 0
        return not is_end

    def _take_lines(self, ends: npt.NDArray[np.intp]) -> None:
        """Lines that end at these places, counted from the end of the last one; each is a record."""
        starts = np.concatenate(([0], ends[:-1])) + self._end
        first = -self._count % BLOCK
        self._starts.extend(starts[first::BLOCK].tolist())
        self._lines.extend(range(self._next_line + first, self._next_line + len(ends), BLOCK))
        self._next_line += len(ends)
        self._end += int(ends[-1])
        self._count += len(ends)

    def _take_records(self, file: BinaryIO, work: LongWork, size: int) -> None:
        for number, (length, lines, is_whole) in enumerate(record_sizes(file)):
            if number % _STEP_RECORDS == 0:
                work.step(min(1.0, self._end / size))
            if not is_whole:
                self._tail = length
                return
            if self._count % BLOCK == 0:
                self._starts.append(self._end)
                self._lines.append(self._next_line)
            self._note(file, length, lines)
            self._tail = 0
            self._next_line += lines
            self._end += length
            self._count += 1

    def _note(self, file: BinaryIO, length: int, lines: int) -> None:
        """A record joins the last block; it may be the first that goes over several lines."""
        block = len(self._starts) - 1
        uneven = self._uneven.get(block)
        if uneven is None:
            if lines == 1:
                return
            place = file.tell()
            known = self.pieces(file, block)[: self._count % BLOCK]
            file.seek(place)
            sizes = array("I", (len(piece.data) + 1 for piece in known))
            uneven = self._uneven[block] = _Uneven(sizes, array("I", [1] * len(known)))
        uneven.sizes.append(length)
        uneven.lines.append(lines)
