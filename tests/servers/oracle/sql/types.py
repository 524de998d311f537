"""Oracle's data types: how a value is checked, converted and kept in SQLite.

Text is kept as text; NUMBER as integer or, where that is exact, as real, else as text of its digits; DATE and
TIMESTAMP as microseconds since 1970; BINARY_DOUBLE as real (its NaN, which SQLite lacks, as the text NaN). A
value has one form only, so that SQLite's comparisons and unique indexes hold.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from tests.servers.oracle.engine import OraType, Value
from tests.servers.oracle.sql.errors import ora

Stored = str | int | float | None
Convert = Callable[[Value], Stored]

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  DATE and TIMESTAMP know no time zone
_MICROSECOND = timedelta(microseconds=1)
_MAX_INTEGER = 2**63 - 1
_NUMBERS = Context(prec=40, rounding=ROUND_HALF_UP, Emax=125, Emin=-130, traps=[InvalidOperation])

_ORA_TYPES = {
    "VARCHAR2": OraType.VARCHAR2,
    "NVARCHAR2": OraType.VARCHAR2,
    "CHAR": OraType.CHAR,
    "NCHAR": OraType.CHAR,
    "NUMBER": OraType.NUMBER,
    "BINARY_FLOAT": OraType.BINARY_FLOAT,
    "BINARY_DOUBLE": OraType.BINARY_DOUBLE,
    "DATE": OraType.DATE,
    "TIMESTAMP": OraType.TIMESTAMP,
    "TIMESTAMP WITH TIME ZONE": OraType.TIMESTAMP_TZ,
    "TIMESTAMP WITH LOCAL TIME ZONE": OraType.TIMESTAMP_LTZ,
}


@dataclass(frozen=True, slots=True)
class DataType:
    """A type by Oracle's name without its numbers; "" is that of a bind and of NULL."""

    name: str
    length: int = 0
    """Of text in bytes, or in characters where ``in_chars``."""
    in_chars: bool = False
    precision: int | None = None
    scale: int | None = None

    @property
    def ora_type(self) -> OraType:
        """As a query's answer has it."""
        return _ORA_TYPES.get(self.name, OraType.VARCHAR2)

    @property
    def family(self) -> str:
        """Types that compare without conversion: text, number, double, time; "" is any."""
        if not self.name or self.name.endswith(("CHAR", "CHAR2")):
            return "text" if self.name else ""
        if self.name.startswith("BINARY"):
            return "double"
        return "number" if self.name == "NUMBER" else "time"

    @property
    def size(self) -> int:
        """In bytes, as DATA_LENGTH says."""
        if self.family == "text":
            width = 2 if self.name.startswith("N") else 4 if self.in_chars else 1
            return min(self.length * width, 4000)
        if self.name == "DATE" or (self.name == "TIMESTAMP" and self.scale == 0):
            return 7
        sizes = {"NUMBER": 22, "BINARY_FLOAT": 4, "BINARY_DOUBLE": 8, "TIMESTAMP WITH TIME ZONE": 13}
        return sizes.get(self.name, 11)

    @property
    def spelled(self) -> str:
        """As DATA_TYPE says."""
        if self.name.startswith("TIMESTAMP"):
            return f"TIMESTAMP({self.scale}){self.name.removeprefix('TIMESTAMP')}"
        return self.name


ANY = DataType("")
TEXT = DataType("VARCHAR2", 4000)
NUMBER = DataType("NUMBER")
DATE = DataType("DATE")
TIMESTAMP = DataType("TIMESTAMP", scale=6)
TIMESTAMP_TZ = DataType("TIMESTAMP WITH TIME ZONE", scale=6)


def encode_number(value: int | Decimal) -> int | float | str:
    """A NUMBER as it is kept; raises ORA-01426 beyond 126 digits."""
    if type(value) is int and -_MAX_INTEGER <= value <= _MAX_INTEGER:
        return value
    number = _NUMBERS.create_decimal(value)
    if not number.is_finite():
        raise ora(1426)
    if number == number.to_integral_value() and abs(number) <= _MAX_INTEGER:
        return int(number)
    near = float(number)
    return near if Decimal(repr(near)) == number else str(number.normalize(_NUMBERS))


def decode_number(stored: Stored) -> int | Decimal:
    """A NUMBER as it is told: int where it is whole."""
    if isinstance(stored, int):
        return stored
    number = Decimal(repr(stored) if isinstance(stored, float) else str(stored))
    return int(number) if number == number.to_integral_value() else number


def _decode_double(stored: Stored) -> float:
    return float(stored)  # type: ignore[arg-type]  # never NULL here


def _decode_time(stored: Stored) -> datetime:
    return _EPOCH + timedelta(microseconds=int(stored or 0))


def _as_kept(stored: Stored) -> Value:
    return stored


def decoder(kind: DataType) -> Callable[[Stored], Value]:
    """What turns a kept value that is not NULL into the value that is told."""
    decoders: dict[str, Callable[[Stored], Value]] = {
        "number": decode_number,
        "double": _decode_double,
        "time": _decode_time,
    }
    return decoders.get(kind.family, _as_kept)


def _to_text(value: Value) -> str:
    """Text only: the product says itself how a number or a time is written."""
    if value is None or isinstance(value, str):
        return value or ""
    raise ora(3001)


def _to_number(value: Value) -> int | Decimal:
    """Any value as a NUMBER; ORA-01722 for text that is none, ORA-00932 for a time."""
    if isinstance(value, str):
        try:
            number = Decimal(value.strip(" "))
        except InvalidOperation:
            raise ora(1722) from None
        if not number.is_finite() or "_" in value:
            raise ora(1722)
        return number
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ora(1426)
        return Decimal(repr(value))
    if isinstance(value, int | Decimal):
        return value
    raise ora(932, "NUMBER", _type_name(value))


def _to_double(value: Value) -> float:
    """Any value as a BINARY_DOUBLE."""
    if isinstance(value, str) and value.strip().upper().lstrip("+-") in ("NAN", "INF", "INFINITY"):
        return float(value)
    return value + 0.0 if isinstance(value, float) else float(_to_number(value))


def _to_time(value: Value) -> datetime:
    """A time; text is refused, as Oracle's default formats refuse ISO 8601."""
    if isinstance(value, str):
        raise ora(1861)
    if not isinstance(value, datetime):
        raise ora(932, "TIMESTAMP", _type_name(value))
    return value


def _type_name(value: Value) -> str:
    names = {str: "CHAR", datetime: "TIMESTAMP", bytes: "BINARY", float: "BINARY_DOUBLE"}
    return names.get(type(value), "NUMBER")


def comparer(family: str) -> Convert:
    """What turns a bind or a literal into the form in which values of a family are kept."""
    converts: dict[str, Convert] = {
        "text": _to_text,
        "number": lambda value: encode_number(_to_number(value)),
        "double": lambda value: _keep_double(_to_double(value)),
        "time": lambda value: _microseconds(_to_time(value)),
    }
    return _unless_null(converts.get(family, _keep_any))


def _keep_any(value: Value) -> Stored:
    if isinstance(value, float):
        return _keep_double(value)
    if isinstance(value, int | Decimal):
        return encode_number(value)
    return _microseconds(value) if isinstance(value, datetime) else value  # type: ignore[return-value]  # no RAW


def _unless_null(convert: Convert) -> Convert:
    return lambda value: None if value is None or value == "" else convert(value)


def _microseconds(value: datetime) -> int:
    return (value - _EPOCH) // _MICROSECOND


def _keep_double(value: float) -> Stored:
    return "NaN" if math.isnan(value) else value


def storer(kind: DataType, column: str) -> Convert:
    """What turns a value into the form in which a column keeps it, or raises what Oracle raises.

    ``column`` is its full name, each part in quotes.
    """
    if kind.family == "text":
        return _text_storer(kind, column)
    if kind.family == "number":
        return _number_storer(kind)
    if kind.family == "double":
        return _unless_null(_keep_float) if kind.name == "BINARY_FLOAT" else _store_double
    return _time_storer(kind)


def _text_storer(kind: DataType, column: str) -> Convert:
    limit, padded = kind.length, kind.ora_type is OraType.CHAR
    in_chars = kind.in_chars or kind.name.startswith("N")
    surely_fits = limit if in_chars else limit // 4

    def store(value: Value) -> Stored:
        text = value if type(value) is str else _to_text(value)
        if not text:
            return None
        if len(text) <= surely_fits and not padded:
            return text
        size = len(text) if in_chars else len(text.encode())
        if size > limit:
            raise ora(12899, column, size, limit)
        return text + " " * (limit - size) if padded else text

    return store


def _number_storer(kind: DataType) -> Convert:
    if kind.precision is None and kind.scale is None:
        return comparer("number")
    scale = kind.scale or 0
    step, bound = Decimal(1).scaleb(-scale), Decimal(1).scaleb((kind.precision or 38) - scale)
    wide = Context(prec=170, rounding=ROUND_HALF_UP)

    def store(value: Value) -> Stored:
        number = _to_number(value)
        if scale < 0 or isinstance(number, Decimal):
            number = Decimal(number).quantize(step, context=wide)
        if not -bound < number < bound:
            raise ora(1438)
        return encode_number(number)

    return _unless_null(store)


def _store_double(value: Value) -> Stored:
    if type(value) is float and value == value:
        return value
    return None if value is None or value == "" else _keep_double(_to_double(value))


def _keep_float(value: Value) -> Stored:
    number = _to_double(value)
    try:
        return _keep_double(struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:
        return math.copysign(math.inf, number)


def _time_storer(kind: DataType) -> Convert:
    if kind.name == "DATE":
        return _unless_null(lambda value: _microseconds(_to_time(value).replace(microsecond=0)))
    unit = 10 ** (6 - min(kind.scale or 0, 6))

    def store(value: Value) -> Stored:
        if value is None or value == "":
            return None
        kept = (_to_time(value) - _EPOCH) // _MICROSECOND
        return kept if unit == 1 else (kept + unit // 2) // unit * unit

    return store
