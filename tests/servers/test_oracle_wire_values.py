"""Every value comes back as it went: through our bytes, and through the driver's."""

from __future__ import annotations

import math
import struct
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.oracle.engine import OraType, Value
from tests.servers.oracle.primitives import ProtocolError, Reader, clr, dalc, ub
from tests.servers.oracle.values import (
    ENCODERS,
    decode_double,
    decode_float,
    decode_moment,
    decode_number,
    decoder_of,
    encode_date,
    encode_double,
    encode_float,
    encode_number,
    encode_timestamp,
)

EXACT = st.builds(
    lambda whole, places: Decimal(whole).scaleb(-places).normalize(),
    st.integers(-(10**28) + 1, 10**28 - 1),
    st.integers(0, 28),
)
MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))  # noqa: DTZ001 - naive UTC travels


def reader_of(data: bytes, packet: int) -> Reader:
    """A reader that gets the data in packets of so many bytes, and must not ask for more."""
    packets = iter([data[at : at + packet] for at in range(0, len(data), packet)])
    return Reader(lambda: next(packets))


@given(EXACT)
def test_number(value: Decimal) -> None:
    decoded = decode_number(encode_number(value))
    assert decoded == value
    assert isinstance(decoded, int) == (value == value.to_integral_value())


@given(st.integers(-(10**38) + 1, 10**38 - 1))
def test_whole_number(value: int) -> None:
    assert decode_number(encode_number(value)) == value
    assert len(encode_number(value)) <= 21


@given(EXACT, EXACT)
def test_numbers_sort_as_their_bytes_do(one: Decimal, other: Decimal) -> None:
    # Oracle compares the bytes: the sharpest check of exponent, sign and terminator without its source.
    assert (one < other) == (encode_number(one) < encode_number(other))


@pytest.mark.parametrize(
    ("value", "raw"),
    [(0, "80"), (1, "c102"), (100, "c202"), (-1, "3e6466"), (Decimal("123.45"), "c202182e"), (0.5, "c033")],
)
def test_numbers_of_the_manual(value: Value, raw: str) -> None:
    assert encode_number(value).hex() == raw


@given(MOMENTS)
def test_timestamp(value: datetime) -> None:
    assert decode_moment(encode_timestamp(value)) == value
    assert decode_moment(encode_date(value)) == value.replace(microsecond=0)


@given(st.floats())
def test_binary_double(value: float) -> None:
    decoded = decode_double(encode_double(value))
    assert decoded == value or (math.isnan(decoded) and math.isnan(value))


@given(st.floats(width=32), st.floats(width=32))
def test_binary_float(one: float, other: float) -> None:
    assert struct.pack(">f", decode_float(encode_float(one))) == struct.pack(">f", one)
    if one < other and one != 0:
        assert encode_float(one) < encode_float(other)


@given(st.text())
def test_texts_in_both_forms(value: str) -> None:
    plain, national = decoder_of(1, 1), decoder_of(1, 2)
    assert plain is not None
    assert national is not None
    assert plain(ENCODERS[OraType.VARCHAR2](value)) == value
    assert national(value.encode("utf-16-be")) == value


def test_an_unknown_type_has_no_decoder() -> None:
    assert decoder_of(112, 1) is None


@given(st.integers(0, 2**64 - 1), st.integers(1, 9))
def test_numbers_of_the_protocol_in_pieces(value: int, packet: int) -> None:
    assert reader_of(ub(value), packet).ub() == value


@given(
    st.binary(max_size=600)
    | st.sampled_from([bytes(252), bytes(253), bytes(32767), bytes(32768), bytes(100_000)])
)
def test_bytes_with_a_length_in_pieces(data: bytes) -> None:
    assert reader_of(clr(data) + dalc(data) + b"\x2a", 97).clr() == (data or None)
    reader = reader_of(clr(data) + dalc(data) + b"\x2a", 8182)
    assert ((reader.clr() or b""), reader.dalc(), reader.u8()) == (data, data, 42)


def test_a_number_of_nine_bytes_is_no_number() -> None:
    with pytest.raises(ProtocolError):
        reader_of(bytes(range(9, 20)), 20).ub()
