"""Oracle's scalar functions, over values as Python has them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_formats import format_number, format_time, parse_number, parse_time
from tests.servers.oracle.sql_types import (
    ANY,
    DATE,
    DOUBLE,
    INTERVAL,
    NUMBER,
    NUMBER_CONTEXT,
    RAW,
    TEXT,
    TIMESTAMP,
    DataType,
    Stored,
    Value,
    decode,
    encode,
    to_double,
    to_number,
    to_raw,
    to_text,
    to_time,
)

_INTERVALS = {"DAY": 86_400, "HOUR": 3_600, "MINUTE": 60, "SECOND": 1}


@dataclass(frozen=True, slots=True)
class Function:
    """A function; ``takes`` names the family of each argument ("" for any, numeric for number or double), the
    last one again for more.

    ``gives`` is the type of its answer, None for that of the first argument. Any NULL makes it NULL unless
    ``with_nulls``.
    """

    least: int
    most: int
    takes: tuple[str, ...]
    gives: DataType | None
    run: Callable[..., Value]
    with_nulls: bool = False

    def family(self, place: int) -> str:
        """Of an argument."""
        return self.takes[min(place, len(self.takes) - 1)]


def _substr(text: str, start: int, length: int | None = None) -> str:
    begin = start - 1 if start > 0 else max(0, len(text) + start) if start else 0
    return text[begin:] if length is None else text[begin : begin + max(0, int(length))]


def _instr(text: str, part: str) -> int:
    return text.find(part) + 1


def _pad(text: str, length: int, fill: str, left: bool) -> str:
    missing = max(0, length - len(text))
    padding = (fill * (missing // len(fill) + 1))[:missing]
    return (padding + text if left else text + padding)[:length]


def _mod(value: Decimal | int, by: Decimal | int) -> Decimal:
    value, by = Decimal(value), Decimal(by)
    return value if by == 0 else NUMBER_CONTEXT.remainder(value, by)


def _round(value: Any, digits: int = 0) -> Value:
    if isinstance(value, float):
        return float(round(Decimal(repr(value)), int(digits)))
    return Decimal(value).quantize(Decimal(1).scaleb(-int(digits)), context=NUMBER_CONTEXT)


def _trunc(value: Any, digits: int | str = 0) -> Value:
    if isinstance(value, datetime):
        cut = {"hour": 0, "minute": 0, "second": 0, "microsecond": 0}
        if digits in (0, "DD"):
            return value.replace(**cut)  # type: ignore[arg-type]  # ints all
        units = {"HH24": ("minute", "second", "microsecond"), "MI": ("second", "microsecond")}
        if digits not in units:
            raise ora(3001)
        return value.replace(**dict.fromkeys(units[str(digits)], 0))  # type: ignore[arg-type]  # ints all
    scale = Decimal(1).scaleb(int(digits))
    return Decimal(math.trunc(Decimal(to_number(value)) * scale)) / scale


def _to_char(value: Value, form: str | None = None) -> str:
    if form is None or isinstance(value, str):
        return to_text(value)
    if isinstance(value, datetime):
        return format_time(value, form)
    return format_number(to_number(value), form)


def _to_number(value: Value, form: str | None = None) -> int | Decimal:
    return to_number(value) if form is None or not isinstance(value, str) else parse_number(value)


def _to_timestamp(value: str, form: str | None = None) -> datetime:
    if form is None:
        raise ora(1861)
    return parse_time(value, form)


def _to_date(value: str, form: str | None = None) -> datetime:
    return _to_timestamp(value, form).replace(microsecond=0)


def _interval(number: Decimal | int, unit: str) -> int:
    if unit.upper() not in _INTERVALS:
        raise ora(1760)
    return round(Decimal(number) * _INTERVALS[unit.upper()] * 1_000_000)


def _power(base: Decimal | int, exponent: Decimal | int) -> Decimal:
    return NUMBER_CONTEXT.power(Decimal(base), Decimal(exponent))


def _upper(text: str) -> str:
    return text.upper()


def _lower(text: str) -> str:
    return text.lower()


_ANY = ("",)
_TEXT = ("text",)
_NUMBERS = ("number",)

FUNCTIONS: dict[str, Function] = {
    "UPPER": Function(1, 1, _TEXT, TEXT, _upper),
    "LOWER": Function(1, 1, _TEXT, TEXT, _lower),
    "LENGTH": Function(1, 1, _TEXT, NUMBER, len),
    "LENGTHB": Function(1, 1, _TEXT, NUMBER, lambda text: len(text.encode())),
    "SUBSTR": Function(2, 3, ("text", "number"), TEXT, _substr),
    "INSTR": Function(2, 2, _TEXT, NUMBER, _instr),
    "TRIM": Function(1, 1, _TEXT, TEXT, lambda text: text.strip(" ")),
    "LTRIM": Function(1, 2, _TEXT, TEXT, lambda text, chars=" ": text.lstrip(chars)),
    "RTRIM": Function(1, 2, _TEXT, TEXT, lambda text, chars=" ": text.rstrip(chars)),
    "REPLACE": Function(2, 3, _TEXT, TEXT, lambda text, old, new="": text.replace(old, new)),
    "LPAD": Function(
        2, 3, ("text", "number", "text"), TEXT, lambda text, size, fill=" ": _pad(text, int(size), fill, True)
    ),
    "RPAD": Function(
        2,
        3,
        ("text", "number", "text"),
        TEXT,
        lambda text, size, fill=" ": _pad(text, int(size), fill, False),
    ),
    "CONCAT": Function(2, 2, _TEXT, TEXT, lambda one, two: (one or "") + (two or ""), with_nulls=True),
    "ABS": Function(1, 1, ("numeric",), None, abs),
    "SIGN": Function(1, 1, ("numeric",), NUMBER, lambda value: (value > 0) - (value < 0)),
    "FLOOR": Function(1, 1, _NUMBERS, NUMBER, math.floor),
    "CEIL": Function(1, 1, _NUMBERS, NUMBER, math.ceil),
    "MOD": Function(2, 2, _NUMBERS, NUMBER, _mod),
    "POWER": Function(2, 2, _NUMBERS, NUMBER, _power),
    "ROUND": Function(1, 2, ("numeric", "number"), None, _round),
    "TRUNC": Function(1, 2, _ANY, None, _trunc),
    "TO_CHAR": Function(1, 2, ("", "text"), TEXT, _to_char),
    "TO_NUMBER": Function(1, 2, ("", "text"), NUMBER, _to_number),
    "TO_BINARY_DOUBLE": Function(1, 1, _ANY, DOUBLE, to_double),
    "TO_DATE": Function(1, 2, _TEXT, DATE, _to_date),
    "TO_TIMESTAMP": Function(1, 2, _TEXT, TIMESTAMP, _to_timestamp),
    "SYS_EXTRACT_UTC": Function(1, 1, ("time",), TIMESTAMP, lambda value: value),
    "NUMTODSINTERVAL": Function(2, 2, ("number", "text"), INTERVAL, _interval),
    "RAWTOHEX": Function(1, 1, ("raw",), TEXT, lambda value: value.hex().upper()),
    "HEXTORAW": Function(1, 1, _TEXT, RAW, bytes.fromhex),
}

AGGREGATES = ("COUNT", "MIN", "MAX", "SUM", "AVG")


def _divided(left: Decimal, right: Decimal) -> Decimal:
    if right == 0:
        raise ora(1476)
    return NUMBER_CONTEXT.divide(left, right)


_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": NUMBER_CONTEXT.add,
    "-": NUMBER_CONTEXT.subtract,
    "*": NUMBER_CONTEXT.multiply,
    "/": _divided,
}
_FLOATS: dict[str, Callable[[float, float], float]] = {
    "+": float.__add__,
    "-": float.__sub__,
    "*": float.__mul__,
    "/": lambda left, right: left / right if right else math.copysign(math.inf, left) if left else math.nan,
}


def compute(sign: str, left: Value, right: Value) -> Value:
    """Arithmetic of numbers, as BINARY_DOUBLE where one is."""
    if isinstance(left, float) or isinstance(right, float):
        return _FLOATS[sign](to_double(left), to_double(right))
    return _ARITHMETIC[sign](Decimal(to_number(left)), Decimal(to_number(right)))


def shift(value: datetime, microseconds: int) -> datetime:
    """A time moved; ORA-01841 beyond the years that are."""
    try:
        return value + timedelta(microseconds=microseconds)
    except OverflowError:
        raise ora(1841) from None


def by_family(family: str, value: Value) -> Value:
    """A value turned into one of a family."""
    turn: dict[str, Callable[[Value], Value]] = {
        "text": to_text,
        "number": to_number,
        "double": to_double,
        "time": to_time,
        "raw": to_raw,
    }
    return value if value is None or family not in turn else turn[family](value)


def wrapped(function: Function) -> Callable[..., Stored]:
    """The function as SQLite calls it: each argument comes as its family's name and its kept form."""

    def call(*pairs: Stored) -> Stored:
        values = [
            decode(of_family(str(family)), kept) for family, kept in zip(pairs[::2], pairs[1::2], strict=True)
        ]
        if not function.with_nulls and None in values:
            return None
        return encode(function.run(*values))

    return call


_SAMPLES = {
    "text": TEXT,
    "number": NUMBER,
    "double": DOUBLE,
    "time": TIMESTAMP,
    "raw": RAW,
    "interval": INTERVAL,
    "": ANY,
}


def of_family(family: str) -> DataType:
    """A type of a family."""
    return _SAMPLES[family]
