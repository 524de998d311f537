"""Oracle's data types: how a value is checked, converted and kept in SQLite.

Text is kept as text; NUMBER as integer or, where that is exact, as real, else as text of its digits; DATE and
TIMESTAMP as microseconds since 1970; RAW as a blob; BINARY_DOUBLE as real (its NaN, which SQLite lacks, as
the text NaN). A value has one form only, so that SQLite's comparisons and unique indexes hold.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from tests.servers.oracle.engine import OraType, Value
from tests.servers.oracle.sql_errors import ora

__all__ = ["DataType", "Stored", "Value", "decode", "encode", "storer"]

Stored = str | int | float | bytes | None

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  DATE and TIMESTAMP know no time zone
MICROSECOND = timedelta(microseconds=1)
MAX_INTEGER = 2**63 - 1
NUMBER_CONTEXT = Context(prec=40, rounding=ROUND_HALF_UP, Emax=125, Emin=-130, traps=[InvalidOperation])

_ORA_TYPES = {
    "VARCHAR2": OraType.VARCHAR2,
    "NVARCHAR2": OraType.VARCHAR2,
    "CHAR": OraType.CHAR,
    "NCHAR": OraType.CHAR,
    "NUMBER": OraType.NUMBER,
    "FLOAT": OraType.NUMBER,
    "BINARY_FLOAT": OraType.BINARY_FLOAT,
    "BINARY_DOUBLE": OraType.BINARY_DOUBLE,
    "DATE": OraType.DATE,
    "TIMESTAMP": OraType.TIMESTAMP,
    "TIMESTAMP WITH TIME ZONE": OraType.TIMESTAMP_TZ,
    "TIMESTAMP WITH LOCAL TIME ZONE": OraType.TIMESTAMP_LTZ,
    "RAW": OraType.RAW,
    "ROWID": OraType.VARCHAR2,
}
_FAMILIES = {
    OraType.VARCHAR2: "text",
    OraType.CHAR: "text",
    OraType.NUMBER: "number",
    OraType.BINARY_FLOAT: "double",
    OraType.BINARY_DOUBLE: "double",
    OraType.DATE: "time",
    OraType.TIMESTAMP: "time",
    OraType.TIMESTAMP_TZ: "time",
    OraType.TIMESTAMP_LTZ: "time",
    OraType.RAW: "raw",
}
_SIZES = {"number": 22, "double": 8, "time": 11}


@dataclass(frozen=True, slots=True)
class DataType:
    """A type by Oracle's name without its numbers; "INTERVAL" and "" (a bind, NULL) have no column type."""

    name: str
    length: int = 0
    """Of text in bytes, or in characters where ``in_chars``; of RAW in bytes."""
    in_chars: bool = False
    precision: int | None = None
    scale: int | None = None

    @property
    def ora_type(self) -> OraType:
        """As a query's answer has it."""
        return _ORA_TYPES.get(self.name, OraType.VARCHAR2)

    @property
    def family(self) -> str:
        """Types that compare without conversion: text, number, double, time, raw, interval; "" is any."""
        if self.name in ("", "INTERVAL"):
            return self.name.lower()
        return _FAMILIES[self.ora_type]

    @property
    def size(self) -> int:
        """In bytes, as DATA_LENGTH says."""
        if self.name.startswith("N") and self.family == "text":
            return self.length * 2
        if self.family == "text":
            return max(1, min(self.length * 4, 4000) if self.in_chars else self.length)
        if self.name == "DATE" or (self.name == "TIMESTAMP" and self.scale == 0):
            return 7
        if self.name == "TIMESTAMP WITH TIME ZONE":
            return 13
        if self.name == "BINARY_FLOAT":
            return 4
        return self.length if self.family == "raw" else _SIZES.get(self.family, 1)

    @property
    def spelled(self) -> str:
        """As DATA_TYPE says."""
        if self.name.startswith("TIMESTAMP"):
            return f"TIMESTAMP({self.scale}){self.name.removeprefix('TIMESTAMP')}"
        return self.name


ANY = DataType("")
TEXT = DataType("VARCHAR2", 4000)
NUMBER = DataType("NUMBER")
DOUBLE = DataType("BINARY_DOUBLE")
DATE = DataType("DATE")
TIMESTAMP = DataType("TIMESTAMP", scale=6)
TIMESTAMP_TZ = DataType("TIMESTAMP WITH TIME ZONE", scale=6)
RAW = DataType("RAW", 2000)
INTERVAL = DataType("INTERVAL")


def microseconds(value: datetime) -> int:
    """Since 1970."""
    return (value - EPOCH) // MICROSECOND


def encode_number(value: int | Decimal) -> int | float | str:
    """A NUMBER as it is kept; raises ORA-01426 beyond 126 digits."""
    if type(value) is int and -MAX_INTEGER <= value <= MAX_INTEGER:
        return value
    number = NUMBER_CONTEXT.create_decimal(value)
    if not number.is_finite():
        raise ora(1426)
    if number == number.to_integral_value() and abs(number) <= MAX_INTEGER:
        return int(number)
    near = float(number)
    return near if Decimal(repr(near)) == number else str(number.normalize(NUMBER_CONTEXT))


def decode_number(stored: Stored) -> int | Decimal:
    """A NUMBER as it is told: int where it is whole."""
    if isinstance(stored, int):
        return stored
    number = Decimal(repr(stored) if isinstance(stored, float) else str(stored))
    return int(number) if number == number.to_integral_value() else number


def encode(value: Value) -> Stored:
    """A value of any type as it is kept."""
    if value is None or value == "":
        return None
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else value
    if isinstance(value, int | Decimal):
        return encode_number(value)
    return microseconds(value) if isinstance(value, datetime) else value


def _decode_double(stored: Stored) -> float:
    return float(stored)  # type: ignore[arg-type]  # never NULL nor RAW here


def _decode_time(stored: Stored) -> datetime:
    return EPOCH + timedelta(microseconds=int(stored or 0))


def _as_kept(stored: Stored) -> Value:
    return stored


_DECODERS: dict[str, Callable[[Stored], Value]] = {
    "number": decode_number,
    "double": _decode_double,
    "time": _decode_time,
}


def decoder(kind: DataType) -> Callable[[Stored], Value]:
    """What turns a kept value that is not NULL into the value that is told."""
    return _DECODERS.get(kind.family, _as_kept)


def decode(kind: DataType, stored: Stored) -> Value:
    """A kept value as it is told."""
    return None if stored is None else decoder(kind)(stored)


def number_text(value: float | Decimal) -> str:
    """A number as TO_CHAR writes it."""
    if isinstance(value, float):
        if not math.isfinite(value):
            return {"nan": "Nan", "inf": "Inf", "-inf": "-Inf"}[repr(value)]
        mantissa, exponent = f"{value:.16E}".split("E")
        return f"{mantissa}E{int(exponent):+04d}"
    text = format(Decimal(decode_number(encode_number(value))), "f")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def to_text(value: Value) -> str:
    """Any value as Oracle converts it to text by itself, with the NLS formats it is installed with."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime):
        return value.strftime("%d-%b-%y %I.%M.%S.%f %p").upper()
    return value.hex().upper() if isinstance(value, bytes) else number_text(value)


def to_number(value: Value) -> int | Decimal:
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
    raise ora(932, "NUMBER", type_name(value))


def to_double(value: Value) -> float:
    """Any value as a BINARY_DOUBLE."""
    if isinstance(value, str) and value.strip().upper().lstrip("+-") in ("NAN", "INF", "INFINITY"):
        return float(value)
    return value + 0.0 if isinstance(value, float) else float(to_number(value))


def to_time(value: Value) -> datetime:
    """A time; text is refused, as Oracle's default formats refuse ISO 8601."""
    if isinstance(value, str):
        raise ora(1861)
    if not isinstance(value, datetime):
        raise ora(932, "TIMESTAMP", type_name(value))
    return value


def to_raw(value: Value) -> bytes:
    """Bytes, or text of hexadecimal digits."""
    if isinstance(value, str):
        try:
            return bytes.fromhex(value if len(value) % 2 == 0 else "0" + value)
        except ValueError:
            raise ora(1465) from None
    if not isinstance(value, bytes):
        raise ora(932, "BINARY", type_name(value))
    return value


def type_name(value: Value) -> str:
    """The type of a value in Oracle's words."""
    names = {str: "CHAR", datetime: "TIMESTAMP", bytes: "BINARY", float: "BINARY_DOUBLE"}
    return names.get(type(value), "NUMBER")


Storer = Callable[[Value], Stored]


def storer(kind: DataType, column: str) -> Storer:
    """What turns a value into the form in which a column keeps it, or raises what Oracle raises.

    ``column`` is its full name, each part in quotes.
    """
    if kind.family == "text":
        return _text_storer(kind, column)
    if kind.family == "number":
        return _number_storer(kind)
    if kind.family == "double":
        return _float_storer if kind.name == "BINARY_FLOAT" else _double_storer
    return _raw_storer(kind, column) if kind.family == "raw" else _time_storer(kind)


def _text_storer(kind: DataType, column: str) -> Storer:
    limit, padded = kind.length, kind.ora_type is OraType.CHAR
    in_chars = kind.in_chars or kind.name.startswith("N")
    surely_fits = limit if in_chars else limit // 4

    def store(value: Value) -> Stored:
        text = value if type(value) is str else to_text(value)
        if not text:
            return None
        if len(text) <= surely_fits and not padded:
            return text
        size = len(text) if in_chars else len(text.encode())
        if size > limit:
            raise ora(12899, column, size, limit)
        return text + " " * (limit - size) if padded else text

    return store


def _number_storer(kind: DataType) -> Storer:
    precision, scale = kind.precision, kind.scale
    if kind.name == "FLOAT" or (precision is None and scale is None):
        digits = math.ceil((precision or 126) * 0.30103)
        context = Context(prec=digits if kind.name == "FLOAT" else 40, rounding=ROUND_HALF_UP)
        return lambda value: None if value is None or value == "" else _plain_number(value, context)
    scale = scale or 0
    step, bound = Decimal(1).scaleb(-scale), Decimal(1).scaleb((precision or 38) - scale)

    def store(value: Value) -> Stored:
        if value is None or value == "":
            return None
        number = to_number(value)
        if scale < 0 or isinstance(number, Decimal):
            number = _rounded(Decimal(number), step)
        if not -bound < number < bound:
            raise ora(1438)
        return encode_number(number)

    return store


def _rounded(number: Decimal, step: Decimal) -> Decimal:
    try:
        return number.quantize(step, context=Context(prec=170, rounding=ROUND_HALF_UP))
    except InvalidOperation:
        raise ora(1438) from None


def _plain_number(value: Value, context: Context) -> Stored:
    if type(value) is int:
        return encode_number(value)
    return encode_number(context.create_decimal(to_number(value)))


def _double_storer(value: Value) -> Stored:
    if type(value) is float and value == value:
        return value
    return None if value is None or value == "" else encode(to_double(value))


def _float_storer(value: Value) -> Stored:
    if value is None or value == "":
        return None
    number = to_double(value)
    try:
        return encode(float(struct.unpack("f", struct.pack("f", number))[0]))
    except OverflowError:
        return math.copysign(math.inf, number)


def _time_storer(kind: DataType) -> Storer:
    if kind.name == "DATE":
        return lambda value: None if value is None or value == "" else _cut_second(to_time(value))
    unit = 10 ** (6 - min(kind.scale or 0, 6))

    def store(value: Value) -> Stored:
        if value is None or value == "":
            return None
        kept = (to_time(value) - EPOCH) // MICROSECOND
        return kept if unit == 1 else (kept + unit // 2) // unit * unit

    return store


def _cut_second(value: datetime) -> int:
    return microseconds(value.replace(microsecond=0))


def _raw_storer(kind: DataType, column: str) -> Storer:
    def store(value: Value) -> Stored:
        if not value:
            return None
        data = to_raw(value)
        if len(data) > kind.length:
            raise ora(12899, column, len(data), kind.length)
        return data

    return store
