"""Reads CSV rows record by record from files that may be damaged, huge or foreign."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO, NamedTuple

from hmi.model.reading import Quality

_MAX_RECORD = 64 * 1024
"""Bytes; the longest string a PLC can hold is 1,920 bytes, so anything longer is damage."""

_ROW_START = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_QUALITIES = frozenset(quality.value for quality in Quality)


class Record(NamedTuple):
    """One record: the number of its first line, counted from 1, and its fields or what is wrong with it."""

    line: int
    fields: tuple[str, ...]
    error: str | None


def read_records(file: BinaryIO, columns: Sequence[str]) -> Iterator[Record]:
    """Every data record of a CSV file in the order of the file; never raises for what the file holds.

    A quoted field may hold line ends. A quote that never closes costs its own row only: reading goes on at
    the next line that begins like a row. Memory is bounded whatever the file's size.
    """
    for line, raw, problem in _raw_records(file):
        if line == 1 and _is_header(raw, columns):
            continue
        if line == 1:
            yield Record(1, (), f"the header is not {','.join(columns)}")
            raw = raw.removeprefix(b"\xef\xbb\xbf")
            if not _ROW_START.match(raw):
                continue
        yield _parse(line, raw, problem, columns)


def _is_header(raw: bytes, columns: Sequence[str]) -> bool:
    names = raw.decode("utf-8-sig", errors="replace").strip().split(",")
    return [name.strip().strip('"').lower() for name in names] == list(columns)


def _raw_records(file: BinaryIO) -> Iterator[tuple[int, bytes, str | None]]:
    """(line, bytes, problem) of every record; the bytes of a record with a problem may be cut."""
    number, pending = 0, None
    while pending or (piece := file.readline(_MAX_RECORD)):
        if pending:
            piece, pending = pending, None
        number += 1
        start, record, problem = number, piece, None
        if not piece.endswith(b"\n") and len(piece) == _MAX_RECORD:
            _skip_line(file)
            problem = f"longer than {_MAX_RECORD // 1024} KiB"
        while problem is None and record.count(b'"') % 2:
            more = file.readline(_MAX_RECORD)
            if not more or _ROW_START.match(more) or len(record) + len(more) > _MAX_RECORD:
                problem, pending = "a quote is not closed", more
                break
            record += more
            number += 1
        if problem is None and not record.endswith(b"\n"):
            problem = "the last line is torn"
        yield start, record, problem


def _skip_line(file: BinaryIO) -> None:
    while (piece := file.readline(_MAX_RECORD)) and not piece.endswith(b"\n"):
        pass


def _parse(line: int, raw: bytes, problem: str | None, columns: Sequence[str]) -> Record:
    if problem is None and b"\0" in raw:
        problem = "NUL bytes"
    if problem is not None:
        return Record(line, (), problem)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return Record(line, (), "not UTF-8 text")
    try:
        fields = tuple(next(csv.reader([text], strict=True), ()))
    except csv.Error as error:
        return Record(line, (), f"not CSV: {error}")
    return Record(line, fields, _fault_of(fields, columns))


def _fault_of(fields: tuple[str, ...], columns: Sequence[str]) -> str | None:
    if len(fields) != len(columns):
        return f"{len(fields)} columns instead of {len(columns)}"
    by_name = dict(zip(columns, fields, strict=True))
    try:
        datetime.fromisoformat(by_name["timestamp"])
    except ValueError:
        return f"timestamp {by_name['timestamp'][:40]!r} is not ISO 8601"
    if by_name["quality"] not in _QUALITIES:
        return f"quality {by_name['quality'][:20]!r} is not one of {', '.join(sorted(_QUALITIES))}"
    return None
