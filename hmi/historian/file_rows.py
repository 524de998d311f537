"""The rows of one CSV file by their number: any page of a million, and a search through all of them."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, NamedTuple

from hmi.historian.file_layout import BLOCK, FileLayout, Piece
from hmi.historian.filecheck import FileReader, FileReport, readable, stepwise
from hmi.historian.records import RowParser
from hmi.model.long_work import LongWork

_MOST_ERRORS = 10_000
_LONGEST_TEXT = 400
"""Of a line that is no row, in characters."""


class FileRow(NamedTuple):
    """One record of a file: its first line, its fields, and what is wrong with it.

    The only field of a line that is no row is its text.
    """

    line: int
    fields: tuple[str, ...]
    error: str | None


class Wanted(NamedTuple):
    """Which rows: those that hold all ``words`` in any column and any case, and are of that ``quality``."""

    words: tuple[str, ...] = ()
    quality: str = ""
    damaged: bool = False
    """Only lines that the check has found damaged."""

    @classmethod
    def of(cls, text: str, quality: str = "", *, damaged: bool = False) -> Wanted:
        """What a person has typed: words between blanks."""
        return cls(tuple(text.casefold().split()), quality, damaged)

    @property
    def is_everything(self) -> bool:
        """Whether no row is left out."""
        return not (self.words or self.quality or self.damaged)


class FileRows:
    """Memory for one file: 50 kB for a million rows, and 4 MB where a search finds all of them.

    ``look`` and ``check`` are done by one thread each; ``rows`` and ``search`` from any, also meanwhile.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path = path
        self.columns = tuple(columns)
        self.report: FileReport | None = None
        """What the check has found; None before its end."""
        self.errors: dict[int, str] = {}
        """The first 10,000 damaged lines and what is wrong with them, as far as the check has come."""
        self._layout = FileLayout(path, columns)
        self._quality = columns.index("quality") - len(columns)

    @property
    def count(self) -> int:
        """Rows that ``look`` has found so far."""
        return self._layout.count

    def look(self, work: LongWork) -> None:
        """Find the rows up to the present end of the file; again where it has grown.

        Raises:
            HmiError: the file cannot be read.
            CancelledWorkError: nobody wants it any more.
        """
        with readable(self.path):
            self._layout.extend(work)

    def rows(self, numbers: Sequence[int]) -> list[FileRow]:
        """The rows of these numbers, counted from 0 and going upwards; those that are there.

        Raises:
            HmiError: the file cannot be read.
        """
        parser = RowParser(self.columns)
        found: list[FileRow] = []
        with readable(self.path), self.path.open("rb") as file:
            for block, wanted in groupby(numbers, key=lambda number: number // BLOCK):
                pieces = self._layout.pieces(file, block)
                places = (number % BLOCK for number in wanted)
                found += (self._row(pieces[place], parser) for place in places if place < len(pieces))
        return found

    def search(self, wanted: Wanted, work: LongWork, found: array[int]) -> None:
        """Put the numbers of the wanted rows into ``found``, which others may read meanwhile.

        Raises:
            HmiError: the file cannot be read.
            CancelledWorkError: nobody wants it any more.
        """
        blocks = self._layout.blocks
        damaged = self._damaged_by_block() if wanted.damaged else None
        with readable(self.path), self.path.open("rb") as file:
            for block in range(blocks):
                if damaged is None or block in damaged:
                    among = None if damaged is None else damaged[block]
                    found.extend(self._matches(file, block, wanted, among))
                    work.step((block + 1) / blocks)

    def check(self, work: LongWork) -> FileReport:
        """Compare every row with its checksum; what is damaged is in ``errors`` from then on.

        Raises:
            HmiError: the file cannot be read.
            CancelledWorkError: nobody wants it any more.
        """
        reader = FileReader(self.path, self.columns)
        with readable(self.path):
            for record in stepwise(reader, work, self.path.stat().st_size):
                if record.error is not None and len(self.errors) < _MOST_ERRORS:
                    self.errors[record.line] = record.error
        assert reader.report is not None  # noqa: S101 - the last record was read
        self.report = reader.report
        return reader.report

    def number_at(self, line: int) -> int | None:
        """The number of the row at a line of the file; None where there is none."""
        return self._layout.number_at(line)

    def _matches(self, file: BinaryIO, block: int, wanted: Wanted, among: Sequence[int] | None) -> list[int]:
        pieces = self._layout.pieces(file, block)
        if among is None and wanted.words:
            whole = b"\n".join(piece.data for piece in pieces).decode(errors="replace").casefold()
            if not all(word in whole for word in wanted.words):
                return []
        places = range(len(pieces)) if among is None else among
        first = block * BLOCK
        return [first + place for place in places if self._is_wanted(pieces[place].data, wanted)]

    def _is_wanted(self, data: bytes, wanted: Wanted) -> bool:
        text = data.decode(errors="replace")
        if wanted.quality:
            fields = text.rsplit(",", -self._quality)
            has_one = len(fields) >= -self._quality  # a damaged line may have fewer
            if not has_one or fields[self._quality].strip('"') != wanted.quality:
                return False
        folded = text.casefold()
        return all(word in folded for word in wanted.words)

    def _damaged_by_block(self) -> dict[int, list[int]]:
        """Places of damaged rows in each block."""
        by_block: dict[int, list[int]] = {}
        for line in sorted(self.errors):
            number = self.number_at(line)
            if number is not None:
                by_block.setdefault(number // BLOCK, []).append(number % BLOCK)
        return by_block

    def _row(self, piece: Piece, parser: RowParser) -> FileRow:
        record = parser.read(piece.line, piece.data)
        error = self.errors.get(piece.line)
        if self.report is None or len(self.errors) >= _MOST_ERRORS:
            error = error or record.error
        fields = record.fields or _fields_of(piece.data, parser)
        if len(fields) != len(self.columns):
            fields = (piece.data.decode(errors="replace").strip()[:_LONGEST_TEXT],)
            error = error or record.error
        return FileRow(piece.line, fields, error)


def _fields_of(data: bytes, parser: RowParser) -> tuple[str, ...]:
    """The fields of a line that something is wrong with, where it has any."""
    try:
        return parser.split(data.rstrip(b"\r\n"))
    except (UnicodeDecodeError, csv.Error):
        return ()
