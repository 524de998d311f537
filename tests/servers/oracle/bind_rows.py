"""Binds: their description, and the rows of values, which come by the thousand and are decoded in bulk."""

from __future__ import annotations

from dataclasses import dataclass

from tests.servers.oracle.engine import BindRow, Value
from tests.servers.oracle.primitives import ProtocolError, Reader
from tests.servers.oracle.values import Decoder, decoder_of

_ROW_DATA = 7
_IS_ARRAY = 0x40
_LONGEST_IN_PLACE = 32767
_SHORT_MAX = 252
_NULL = 255


@dataclass(frozen=True, slots=True)
class BindLayout:
    """How the values of one row follow each other on the wire."""

    decoders: tuple[Decoder, ...] = ()
    places: tuple[int, ...] = ()
    """Where in the row each value belongs; empty where they come in the row's order."""


NO_BINDS = BindLayout()


def read_layout(reader: Reader, count: int, *, plsql: bool) -> BindLayout:
    """Read the descriptions of so many binds. Those longer than 32,767 bytes come last, but in PL/SQL."""
    decoders, sizes = [], []
    for _ in range(count):
        decoder, size = _read_bind(reader)
        decoders.append(decoder)
        sizes.append(size)
    if plsql or all(size <= _LONGEST_IN_PLACE for size in sizes):
        return BindLayout(tuple(decoders))
    places = sorted(range(count), key=lambda place: sizes[place] > _LONGEST_IN_PLACE)
    return BindLayout(tuple(decoders[place] for place in places), tuple(places))


def _read_bind(reader: Reader) -> tuple[Decoder, int]:
    type_number, flags = reader.u8(), reader.u8()
    reader.skip("11")
    size = reader.ub()
    reader.skip("uu")
    reader.dalc()
    reader.skip("uu")
    character_form = reader.u8()
    reader.skip("uu")
    decoder = decoder_of(type_number, character_form)
    if decoder is None or flags & _IS_ARRAY:
        raise ProtocolError(f"a bind of type {type_number}, flags {flags:02X}")
    return decoder, size


def read_rows(reader: Reader, layout: BindLayout, count: int) -> list[BindRow]:
    """Read so many rows; without binds nothing is sent, and the rows are empty."""
    if not layout.decoders:
        return [()] * count
    rows: list[BindRow] = []
    while len(rows) < count:
        _read_whole_rows(reader, layout.decoders, rows, count)
        if len(rows) < count:
            rows.append(_read_row(reader, layout.decoders))
    if layout.places:
        return [_in_order(row, layout.places) for row in rows]
    return rows


def _read_whole_rows(reader: Reader, decoders: tuple[Decoder, ...], rows: list[BindRow], count: int) -> None:
    """Read the rows that are in the reader's buffer from end to end; stops at one that is not.

    One loop without calls but the decoders: a benchmark's array of 500 rows is some 4,000 values.
    """
    buffer, start = reader.buffer, reader.position
    size = len(buffer)
    while len(rows) < count and start < size and buffer[start] == _ROW_DATA:
        at = start + 1
        row: list[Value] = []
        for decode in decoders:
            if at >= size:
                break
            length = buffer[at]
            at += 1
            if 0 < length <= _SHORT_MAX:
                end = at + length
                if end > size:
                    break
                row.append(decode(buffer[at:end]))
                at = end
            elif length == 0 or length == _NULL:
                row.append(None)
            else:
                break
        if len(row) < len(decoders):
            break
        rows.append(row)
        start = at
    reader.position = start


def _read_row(reader: Reader, decoders: tuple[Decoder, ...]) -> BindRow:
    """Read one row of any shape, over as many packets as it takes."""
    if (message := reader.u8()) != _ROW_DATA:
        raise ProtocolError(f"message type {message} where a row was due")
    values = (reader.clr() for _ in decoders)
    return [None if raw is None else decode(raw) for decode, raw in zip(decoders, values, strict=True)]


def _in_order(row: BindRow, places: tuple[int, ...]) -> BindRow:
    values: list[Value] = [None] * len(row)
    for place, value in zip(places, row, strict=True):
        values[place] = value
    return values
