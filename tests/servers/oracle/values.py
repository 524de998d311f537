"""One value of a row: the bytes on the wire and the Python type that stands for it in engine.py."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import datetime
from decimal import Context, Decimal

from tests.servers.oracle.engine import OraType, Value

Decoder = Callable[[bytes], Value]
Encoder = Callable[[Value], bytes]
"""To the bytes within the length; no bytes is NULL."""

NATIONAL = 2
"""The character set form of NCHAR and NVARCHAR2, which travel as UTF-16."""

_LIMIT = 200_000
_NUMBER_DIGITS = Context(prec=38)
_NEGATIVE_END = 102
_MOST_PAIRS = 20

# A NUMBER's digits go in pairs, one byte each. Between them and the text of the number stand the pairs as two
# half bytes, whose hexadecimal text is the decimal text: so a table does the work for all pairs at once.
_PACKED = bytes(int(f"{pair:02}", 16) for pair in range(100))
_FROM_POSITIVE = bytes.maketrans(bytes(range(1, 101)), _PACKED)
_FROM_NEGATIVE = bytes.maketrans(bytes(range(101, 1, -1)), _PACKED)
_TO_POSITIVE = bytes.maketrans(_PACKED, bytes(range(1, 101)))
_TO_NEGATIVE = bytes.maketrans(_PACKED, bytes(range(101, 1, -1)))


class _Known(dict[bytes, Value]):
    """Decoded values by their bytes, for types whose decoding costs more than a look-up; bounded."""

    def __init__(self, decode: Decoder) -> None:
        self._decode = decode

    def __missing__(self, raw: bytes) -> Value:
        if len(self) >= _LIMIT:
            self.clear()
        value = self[raw] = self._decode(raw)
        return value


def decode_number(raw: bytes) -> int | Decimal:
    """NUMBER: an int where it is whole."""
    first = raw[0]
    if raw == b"\x80":
        return 0
    if first >= 0x80:  # with digits behind it 0x80 is the smallest exponent
        top, sign, digits = first - 193, "", raw[1:].translate(_FROM_POSITIVE).hex()
    else:
        end = -1 if raw[-1] == _NEGATIVE_END else len(raw)
        top, sign, digits = 62 - first, "-", raw[1:end].translate(_FROM_NEGATIVE).hex()
    power = 2 * top + 2 - len(digits)
    if power >= 0:
        return int(f"{sign}{digits}{'0' * power}")
    if digits[-1] == "0":
        digits, power = digits[:-1], power + 1
    return Decimal(f"{sign}{digits}E{power}")


def encode_number(value: Value) -> bytes:
    """NUMBER, rounded to its 38 digits."""
    assert isinstance(value, int | Decimal | float)
    number = _NUMBER_DIGITS.create_decimal(repr(value) if isinstance(value, float) else value)
    whole, _, fraction = format(number.copy_abs(), "f").partition(".")
    places = len(whole) + len(whole) % 2
    packed = bytes.fromhex(whole.zfill(places) + fraction + "0" * (len(fraction) % 2))
    pairs = packed.lstrip(b"\0")
    if not pairs:
        return b"\x80"
    top = places // 2 - 1 - (len(packed) - len(pairs))
    pairs = pairs.rstrip(b"\0")
    if number > 0:
        return bytes((193 + top,)) + pairs.translate(_TO_POSITIVE)
    end = bytes((_NEGATIVE_END,)) if len(pairs) < _MOST_PAIRS else b""
    return bytes((62 - top,)) + pairs.translate(_TO_NEGATIVE) + end


def decode_moment(raw: bytes) -> datetime:
    """DATE and every TIMESTAMP; nanoseconds are cut, the zone is UTC always."""
    micros = int.from_bytes(raw[7:11], "big") // 1000
    return datetime(  # noqa: DTZ001 - naive UTC travels
        (raw[0] - 100) * 100 + raw[1] - 100, raw[2], raw[3], raw[4] - 1, raw[5] - 1, raw[6] - 1, micros
    )


def encode_date(value: Value) -> bytes:
    """DATE, seven bytes."""
    assert isinstance(value, datetime)
    year = value.year
    return bytes(
        (
            year // 100 + 100,
            year % 100 + 100,
            value.month,
            value.day,
            value.hour + 1,
            value.minute + 1,
            value.second + 1,
        )
    )


def encode_timestamp(value: Value) -> bytes:
    """TIMESTAMP, eleven bytes."""
    assert isinstance(value, datetime)
    return encode_date(value) + (value.microsecond * 1000).to_bytes(4, "big")


def encode_timestamp_tz(value: Value) -> bytes:
    """TIMESTAMP WITH TIME ZONE, thirteen bytes, at UTC."""
    return encode_timestamp(value) + b"\x14\x3c"


def decode_double(raw: bytes) -> float:
    """BINARY_DOUBLE: the sign bit is turned over, of negative values all bits."""
    return float(struct.unpack(">d", _as_ieee(raw))[0])


def encode_double(value: Value) -> bytes:
    """BINARY_DOUBLE, eight bytes."""
    return _ordered(struct.pack(">d", value))


def decode_float(raw: bytes) -> float:
    """BINARY_FLOAT, as BINARY_DOUBLE with half the bytes."""
    return float(struct.unpack(">f", _as_ieee(raw))[0])


def encode_float(value: Value) -> bytes:
    """BINARY_FLOAT, four bytes."""
    return _ordered(struct.pack(">f", value))


def _as_ieee(ordered: bytes) -> bytes:
    if ordered[0] & 0x80:
        return bytes((ordered[0] & 0x7F,)) + ordered[1:]
    return bytes(byte ^ 0xFF for byte in ordered)


def _ordered(ieee: bytes) -> bytes:
    if ieee[0] & 0x80:
        return bytes(byte ^ 0xFF for byte in ieee)
    return bytes((ieee[0] | 0x80,)) + ieee[1:]


def decode_national(raw: bytes) -> str:
    """NVARCHAR2 and NCHAR, in UTF-16."""
    return raw.decode("utf-16-be")


def encode_text(value: Value) -> bytes:
    """VARCHAR2 and CHAR; the empty text is NULL."""
    assert isinstance(value, str)
    return value.encode()


def encode_raw(value: Value) -> bytes:
    """RAW."""
    assert isinstance(value, bytes)
    return value


def _as_it_is(raw: bytes) -> bytes:
    return raw


def _decode_boolean(raw: bytes) -> int:
    return raw[-1]


_known_numbers = _Known(decode_number)
_known_moments = _Known(decode_moment)

_DECODERS: dict[int, Decoder] = {
    1: bytes.decode,
    2: _known_numbers.__getitem__,
    3: _known_numbers.__getitem__,  # BINARY_INTEGER travels as a NUMBER
    8: bytes.decode,  # LONG
    12: _known_moments.__getitem__,
    23: _as_it_is,
    24: _as_it_is,  # LONG RAW
    96: bytes.decode,
    100: decode_float,
    101: decode_double,
    180: _known_moments.__getitem__,
    181: _known_moments.__getitem__,
    231: _known_moments.__getitem__,
    252: _decode_boolean,
}

ENCODERS: dict[OraType, Encoder] = {
    OraType.VARCHAR2: encode_text,
    OraType.NUMBER: encode_number,
    OraType.DATE: encode_date,
    OraType.RAW: encode_raw,
    OraType.CHAR: encode_text,
    OraType.BINARY_FLOAT: encode_float,
    OraType.BINARY_DOUBLE: encode_double,
    OraType.TIMESTAMP: encode_timestamp,
    OraType.TIMESTAMP_TZ: encode_timestamp_tz,
    OraType.TIMESTAMP_LTZ: encode_timestamp,
}
"""How each type of a query's column is written."""


def decoder_of(type_number: int, character_form: int) -> Decoder | None:
    """How a bind of that type is read; None where this server does not know the type."""
    if character_form == NATIONAL:
        return decode_national
    return _DECODERS.get(type_number)
