"""What the server answers: status, the error block that ends every call, descriptions and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.servers.oracle.engine import OraError, OraType, ResultColumn, RowError, Value
from tests.servers.oracle.primitives import clr, dalc, ub
from tests.servers.oracle.values import ENCODERS, Encoder

_ERROR, _ROW_HEADER, _ROW_DATA, _PARAMETER, _STATUS, _DESCRIBE = 4, 6, 7, 8, 9, 16
_IN_TRANSACTION = 0x2
_UTF8 = 873
_TEXTS = (OraType.VARCHAR2, OraType.CHAR)
_SIZES = {
    OraType.NUMBER: 22,
    OraType.DATE: 7,
    OraType.BINARY_FLOAT: 4,
    OraType.BINARY_DOUBLE: 8,
    OraType.TIMESTAMP: 11,
    OraType.TIMESTAMP_TZ: 13,
    OraType.TIMESTAMP_LTZ: 11,
}

NO_DATA_FOUND = 1403
ARRAY_ERRORS = 24381


def status(*, in_transaction: bool) -> bytes:
    """STATUS: the call is done."""
    return bytes((_STATUS,)) + ub(_IN_TRANSACTION if in_transaction else 0) + ub(0)


def parameters(pairs: Iterable[tuple[str, str, int]]) -> bytes:
    """PARAMETER of a login: key, value and flags of each."""
    listed = [dalc(key.encode()) + dalc(value.encode()) + ub(flags) for key, value, flags in pairs]
    return bytes((_PARAMETER,)) + ub(len(listed)) + b"".join(listed)


def row_counts(counts: Sequence[int]) -> bytes:
    """PARAMETER of an array whose row counts were asked for."""
    return bytes((_PARAMETER, 0, 0, 0, 0)) + ub(len(counts)) + b"".join(map(ub, counts))


def outcome(
    *,
    in_transaction: bool,
    cursor_id: int = 0,
    rows: int = 0,
    error: OraError | None = None,
    row_errors: Sequence[RowError] = (),
) -> bytes:
    """The ERROR block; without an error it says that all went well. ``rows`` is how many were changed."""
    code = 0 if error is None else error.code
    return b"".join(
        (
            bytes((_ERROR,)),
            ub(_IN_TRANSACTION if in_transaction else 0),
            ub(0) + ub(0) + ub(code & 0xFFFF) + ub(0) + ub(0),
            ub(cursor_id),
            ub(0) + bytes(6),  # error position, statement type and flags
            bytes(5),  # no row identifier
            bytes(4) + ub(0) + bytes(1),
            _row_errors(row_errors),
            ub(code),
            ub(rows),
            b"" if error is None else clr(str(error).encode()),
        )
    )


def _row_errors(errors: Sequence[RowError]) -> bytes:
    if not errors:
        return ub(0) * 3
    texts = [str(one.error).encode() for one in errors]
    return b"".join(
        (
            ub(len(errors)) + b"\0",
            *(ub(one.error.code) for one in errors),
            ub(len(errors)) + b"\0",
            *(ub(one.offset) for one in errors),
            ub(len(errors)) + b"\0",
            *(ub(len(text)) + clr(text) + bytes(2) for text in texts),
        )
    )


def description(columns: Sequence[ResultColumn]) -> bytes:
    """DESCRIBE: the columns of a query."""
    return b"".join(
        (
            bytes((_DESCRIBE, 0)),
            ub(0) + ub(len(columns)),
            b"\0" if columns else b"",
            *(_column(column, place) for place, column in enumerate(columns, 1)),
            ub(0) * 6,
        )
    )


def _column(column: ResultColumn, place: int) -> bytes:
    is_text = column.type in _TEXTS
    size = _SIZES.get(column.type, max(column.size, 1))  # 0 would say that the column is always NULL
    return b"".join(
        (
            bytes((column.type.value, 0, column.precision, column.scale & 0xFF)),
            ub(size) + ub(0) * 4,
            ub(_UTF8 if is_text else 0) + bytes((1 if is_text else 0,)),
            ub(size if is_text else 0) + ub(0),
            bytes((1 if column.nullable else 0, 0)),
            dalc(column.name.encode()) + ub(0) + ub(0),
            ub(place) + ub(0),
        )
    )


def encoders_of(columns: Sequence[ResultColumn]) -> tuple[Encoder, ...]:
    """How each column's values are written."""
    return tuple(ENCODERS[column.type] for column in columns)


def rows_of(encoders: Sequence[Encoder], rows: Sequence[Sequence[Value]]) -> bytes:
    """ROW HEADER and the rows; nothing where there are none."""
    if not rows:
        return b""
    parts = [bytes((_ROW_HEADER, 0)) + ub(0) * 6]
    for row in rows:
        parts.append(bytes((_ROW_DATA,)))
        parts += [
            b"\0" if value is None else clr(encode(value))
            for encode, value in zip(encoders, row, strict=True)
        ]
    return b"".join(parts)
