"""Reads CSV rows record by record from files that may be damaged, huge or foreign."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from re import compile as regex
from typing import BinaryIO, NamedTuple

from hmi.historian.checksums import Checksums, Verdict
from hmi.model.reading import Quality

CHANGED = "changed since it was written"
COPIED = "a copy of a line above"

_MAX_RECORD = 64 * 1024
"""Bytes; the longest string a PLC can hold is 1,920 bytes, so anything longer is damage."""

_BOM = b"\xef\xbb\xbf"
_ROW_START = regex(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_QUALITIES = frozenset(quality.value for quality in Quality)


class Record(NamedTuple):
    """One record: the number of its first line, counted from 1, and its fields or what is wrong with it."""

    line: int
    fields: tuple[str, ...]
    error: str | None


class _Raw(NamedTuple):
    """The bytes of one record; those of a record with a problem may be cut."""

    line: int
    data: bytes
    problem: str | None
    is_last: bool = False
    """It has no line end: nothing follows, and perhaps it was still being written."""


def read_records(
    file: BinaryIO, columns: Sequence[str], checksums: Checksums | None = None
) -> Iterator[Record]:
    """Every data record of a CSV file in the order of the file; never raises for what the file holds.

    A quoted field may hold line ends. A quote that never closes costs its own row only: reading goes on at
    the next line that begins like a row. Memory is bounded whatever the file's size. With checksums, a row
    that is no more what was written is an error, and a last line whose writing broke off is left out: its
    rows were never counted as backed up.
    """
    parser = RowParser(columns)
    for raw in _raw_records(file, checksums):
        data = raw.data
        if raw.line == 1:
            if is_header(data, columns):
                continue
            if raw.is_last and checksums is not None and not checksums.rows_left:
                return
            yield Record(1, (), _header_fault(data, columns))
            data = data.removeprefix(_BOM)
            if not _ROW_START.match(data):
                continue
        body = data.rstrip(b"\r\n")
        if checksums is None:
            yield parser.parse(raw, body)
        elif (record := _checked(raw, body, parser, checksums)) is not None:
            yield record


def record_sizes(file: BinaryIO) -> Iterator[tuple[int, int, bool]]:
    """Bytes and lines of every record from here on, and whether it has its line end; the header is one, too.

    Records are told apart as by ``read_records`` without checksums.
    """
    pending = b""
    while piece := pending or file.readline(_MAX_RECORD):
        pending = b""
        size, lines, quotes = len(piece), 1, piece.count(b'"')
        while not piece.endswith(b"\n") and len(piece) == _MAX_RECORD:
            piece, quotes = file.readline(_MAX_RECORD), 0
            size += len(piece)
        while quotes % 2:
            more = file.readline(_MAX_RECORD)
            if not more or _ROW_START.match(more) or size + len(more) > _MAX_RECORD:
                pending = more
                break
            piece, size, lines, quotes = more, size + len(more), lines + 1, quotes + more.count(b'"')
        yield size, lines, piece.endswith(b"\n")


def _checked(raw: _Raw, body: bytes, parser: RowParser, checksums: Checksums) -> Record | None:
    if raw.is_last and not checksums.rows_left:
        return None
    if raw.problem is not None and not raw.is_last:
        checksums.pass_over()
        return Record(raw.line, (), raw.problem)
    verdict = checksums.look_up(body)
    if verdict is Verdict.KNOWN:
        return Record(raw.line, parser.split(body), None)
    record = parser.parse(raw, body)
    if verdict is Verdict.UNTOLD:
        checksums.judged(record.error is None)
        return record
    if record.error is not None:
        return record
    return Record(raw.line, (), COPIED if verdict is Verdict.COPY else CHANGED)


def is_header(raw: bytes, columns: Sequence[str]) -> bool:
    """Whether a line names these columns, in this order and in any case."""
    names = raw.decode("utf-8-sig", errors="replace").strip().split(",")
    return [name.strip().strip('"').lower() for name in names] == list(columns)


def _header_fault(raw: bytes, columns: Sequence[str]) -> str:
    fault = f"the header is not {','.join(columns)}"
    for separator, shown in ((b";", "semicolons"), (b"\t", "tabs")):
        if is_header(raw.replace(separator, b","), columns):
            return f"{fault}: {shown} are between the columns, a spreadsheet program has saved over the file"
    return fault


def _raw_records(file: BinaryIO, checksums: Checksums | None) -> Iterator[_Raw]:
    number, pending = 0, b""
    while piece := pending or file.readline(_MAX_RECORD):
        pending = b""
        number += 1
        if b'"' not in piece and piece.endswith(b"\n"):
            yield _Raw(number, piece, None)
            continue
        if not piece.endswith(b"\n") and len(piece) == _MAX_RECORD:
            is_last = _skip_line(file)
            yield _Raw(number, piece, f"longer than {_MAX_RECORD // 1024} KiB", is_last)
            continue
        raw, pending = _quoted_record(file, number, piece, checksums)
        yield raw
        number += raw.data.count(b"\n") - 1


def _quoted_record(
    file: BinaryIO, number: int, record: bytes, checksums: Checksums | None
) -> tuple[_Raw, bytes]:
    """A record that may go on over several lines, and the line that was read too far."""
    while record.count(b'"') % 2:
        more = file.readline(_MAX_RECORD)
        if _ROW_START.match(more) and checksums is not None:
            whole = _known_record(file, record + more, checksums)
            if whole is not None:
                return _Raw(number, whole, None), b""
        if not more or _ROW_START.match(more) or len(record) + len(more) > _MAX_RECORD:
            return _Raw(number, record, "a quote is not closed", not more), more
        record += more
    is_last = not record.endswith(b"\n")
    return _Raw(number, record, "the last line is torn" if is_last else None, is_last), b""


def _known_record(file: BinaryIO, record: bytes, checksums: Checksums) -> bytes | None:
    """The record to the end of its quotes, where it is one that was written; else nothing is read."""
    place = file.tell()
    while record.count(b'"') % 2 and len(record) <= _MAX_RECORD:
        more = file.readline(_MAX_RECORD)
        if not more:
            break
        record += more
    if checksums.has(record.rstrip(b"\r\n")):
        return record
    file.seek(place)
    return None


def _skip_line(file: BinaryIO) -> bool:
    """Read on to the end of a line; True where it is the end of the file instead."""
    while piece := file.readline(_MAX_RECORD):
        if piece.endswith(b"\n"):
            return False
    return True


class RowParser:
    """Lines to fields, and what is wrong with them."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._count = len(columns)
        self._timestamp = columns.index("timestamp")
        self._quality = columns.index("quality")
        self._last_timestamp = ""

    def split(self, body: bytes) -> tuple[str, ...]:
        """The fields of a line that is known to be right.

        Raises:
            UnicodeDecodeError: it is not UTF-8 text.
            csv.Error: it is not CSV.
        """
        text = body.decode()
        if '"' in text or "\r" in text or not text:
            return tuple(next(csv.reader([text], strict=True), ()))
        return tuple(text.split(","))

    def read(self, line: int, data: bytes) -> Record:
        """The record of a piece of a file, by its structure."""
        body = data.rstrip(b"\r\n")
        problem = f"longer than {_MAX_RECORD // 1024} KiB" if len(data) > _MAX_RECORD else None
        if body.count(b'"') % 2:
            problem = "a quote is not closed"
        return self.parse(_Raw(line, data, problem), body)

    def parse(self, raw: _Raw, body: bytes) -> Record:
        """The record that a line is by its structure."""
        problem = "NUL bytes" if raw.problem is None and b"\0" in body else raw.problem
        if problem is not None:
            return Record(raw.line, (), problem)
        try:
            fields = self.split(body)
        except UnicodeDecodeError:
            return Record(raw.line, (), "not UTF-8 text")
        except csv.Error as error:
            return Record(raw.line, (), f"not CSV: {error}")
        return Record(raw.line, fields, self._fault_of(fields))

    def _fault_of(self, fields: tuple[str, ...]) -> str | None:
        if len(fields) != self._count:
            found = "1 column" if len(fields) == 1 else f"{len(fields)} columns"
            return f"{found} instead of {self._count}"
        timestamp, quality = fields[self._timestamp], fields[self._quality]
        if timestamp != self._last_timestamp:  # the rows of a reading share theirs
            try:
                datetime.fromisoformat(timestamp)
            except ValueError:
                return f"timestamp {timestamp[:40]!r} is not ISO 8601"
            self._last_timestamp = timestamp
        if quality not in _QUALITIES:
            return f"quality {quality[:20]!r} is not one of {', '.join(sorted(_QUALITIES))}"
        return None
