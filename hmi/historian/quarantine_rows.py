"""Rows in quarantine: what travels of them, which ones are meant, and how one lies in the file."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from hmi.model.reading import Quality, Row, Value
from hmi.model.times import moment_of, us_of

COLUMNS = (
    *("plc_code", "tag_address", "ts_us", "tag_name", "kind", "value", "quality", "group_name"),
    *("quality_reason", "crc", "original_name", "original_kind", "original_value", "original_quality"),
    *("original_reason", "code", "reason", "first_refused_us", "last_refused_us", "attempts", "state"),
)
"""The columns of the file's table in their order, after ``id``."""

Stored = int | float | str | bytes | None
"""What SQLite keeps in a field."""

_CHECKED = COLUMNS.index("crc")
_SMALL = range(-(2**63), 2**63)
_READABLE_BITS = 10_000


class State(StrEnum):
    """What is to become of a row in quarantine."""

    HELD = "held"
    RELEASED = "released"


class RowKey(NamedTuple):
    """Which row: ``ts`` aware."""

    plc_code: str
    tag_address: str
    ts: datetime


@dataclass(frozen=True, slots=True)
class Which:
    """Which rows are meant: those to which all that is given applies; nothing given means every row."""

    plc_code: str | None = None
    tag_address: str | None = None
    ts: datetime | None = None
    code: str | None = None
    text: str = ""
    """A part of the tag's code, address, name or group, of the value, the code or the reason; in any case."""


EVERY_ROW = Which()


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """One row in quarantine; the times are aware and in UTC."""

    row: Row
    """As it would be sent."""
    original: Row | None
    """As it was refused at first, where it was corrected since."""
    code: str
    reason: str
    first_refused: datetime
    last_refused: datetime
    attempts: int
    """How often the historian has refused it."""
    state: State

    @property
    def key(self) -> RowKey:
        """By which it is named."""
        return key_of(self.row)


class CodeCount(NamedTuple):
    """How many rows are there for one code, with the newest of their reasons."""

    code: str
    reason: str
    rows: int


class TagCount(NamedTuple):
    """How many rows of one tag are there, with the name of the newest of them."""

    plc_code: str
    tag_address: str
    tag_name: str
    rows: int


def key_of(row: Row) -> RowKey:
    """The key of a row."""
    return RowKey(row.plc_code, row.tag_address, row.ts)


def value_text(value: Value) -> str:
    """A value as lists and CSV files show it: BOOL as 0 or 1, blank where there is none."""
    if value is None:
        return ""
    if isinstance(value, int):
        # Python refuses to write out numbers of more than 4,300 digits.
        return str(int(value)) if value.bit_length() < _READABLE_BITS else hex(value)
    return str(value)


def stored_text(text: str) -> Stored:
    """A text as SQLite takes it: half a character is no UTF-8, so such a text becomes bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def stored_key(key: RowKey) -> tuple[Stored, Stored, int]:
    """The key's fields."""
    return stored_text(key.plc_code), stored_text(key.tag_address), us_of(key.ts)


def stored_row(row: Row) -> tuple[Stored, ...]:
    """The fields of a row, and the checksum over them: COLUMNS up to ``crc``."""
    kind, value = _stored_value(row.value)
    fields = (
        *stored_key(key_of(row)),
        stored_text(row.tag_name),
        kind,
        value,
        row.quality.value,
        stored_text(row.group_name),
        stored_text(row.reason),
    )
    return *fields, _crc(fields)


def stored_original(row: Row | None) -> tuple[Stored, ...]:
    """The fields of what a row was before it was corrected; all None where it was not."""
    if row is None:
        return (None,) * 5
    return stored_text(row.tag_name), *_stored_value(row.value), row.quality.value, stored_text(row.reason)


def loaded(fields: Sequence[Stored]) -> QuarantinedRow:
    """The row of the fields of all COLUMNS.

    Raises:
        ValueError: they are not what was once written, so the file is damaged.
    """
    try:
        if _crc(fields[:_CHECKED]) != fields[_CHECKED]:
            raise ValueError("the checksum of a row is wrong")
        return _loaded(fields)
    except (TypeError, OverflowError) as error:
        raise ValueError(f"a row is damaged: {error}") from error


def _loaded(fields: Sequence[Stored]) -> QuarantinedRow:
    at = dict(zip(COLUMNS, fields, strict=True))
    row = Row(
        moment_of(_int(at["ts_us"])),
        _text(at["plc_code"]),
        _text(at["tag_address"]),
        _text(at["tag_name"]),
        _value(at["kind"], at["value"]),
        Quality(_text(at["quality"])),
        _text(at["group_name"]),
        _text(at["quality_reason"]),
    )
    original = (
        row._replace(
            tag_name=_text(at["original_name"]),
            value=_value(at["original_kind"], at["original_value"]),
            quality=Quality(_text(at["original_quality"])),
            reason=_text(at["original_reason"]),
        )
        if at["original_kind"] is not None
        else None
    )
    return QuarantinedRow(
        row,
        original,
        _text(at["code"]),
        _text(at["reason"]),
        moment_of(_int(at["first_refused_us"])),
        moment_of(_int(at["last_refused_us"])),
        _int(at["attempts"]),
        State(_text(at["state"])),
    )


def _crc(fields: Sequence[Stored]) -> int:
    return zlib.crc32(repr(tuple(fields)).encode("utf-8", "surrogatepass"))


def _stored_value(value: Value) -> tuple[str, Stored]:
    """Its kind and itself; what SQLite cannot keep as it is becomes a text, which the kind tells apart."""
    if value is None:
        return "none", None
    if isinstance(value, bool):
        return "bool", int(value)
    if isinstance(value, int):
        return "int", value if value in _SMALL else hex(value)
    if isinstance(value, float):
        # SQLite keeps NaN as NULL.
        return "float", value if value - value == 0 else repr(value)
    return "str", stored_text(value)


def _value(kind: Stored, stored: Stored) -> Value:
    if kind == "none":
        return None
    if kind == "bool":
        return bool(stored)
    if kind == "int":
        return int(stored, 16) if isinstance(stored, str) else _int(stored)
    if kind == "float":
        return float(stored)  # type: ignore[arg-type]  # what is no number raises TypeError: damaged
    if kind == "str":
        return _text(stored)
    raise ValueError(f"a value of the kind {kind!r}")


def _text(stored: Stored) -> str:
    if isinstance(stored, bytes):
        return stored.decode("utf-8", "surrogatepass")
    if isinstance(stored, str):
        return stored
    raise ValueError(f"{stored!r} is not a text")


def _int(stored: Stored) -> int:
    if isinstance(stored, int):
        return stored
    raise ValueError(f"{stored!r} is not a number")
