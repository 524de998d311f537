"""Decoding by the plain rules, one type at a time, and against struct for whatever Hypothesis thinks of."""

from __future__ import annotations

import math
import struct
import warnings
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.melsec.decode import Decoder, decode_reading
from hmi.melsec.limits import Limits
from hmi.melsec.plan import plan_reads
from hmi.model.plant import ByteOrder, Series, Tag, TagType
from hmi.model.reading import Fault, Quality, Value
from tests.melsec.scripted import words
from tests.melsec.synthetic import answer

T = TagType


def tag(
    address: str,
    kind: TagType = T.INT,
    *,
    scale: float = 1.0,
    offset: float = 0.0,
    low: float | None = None,
    high: float | None = None,
    length: int | None = None,
) -> Tag:
    return Tag(
        "PLC1",
        address,
        address,
        kind,
        "G",
        scale=scale,
        offset=offset,
        min_value=low,
        max_value=high,
        string_length=length,
    )


def one(wanted: Tag, payload: bytes) -> tuple[Value, Fault | None]:
    values, faults = decode_reading(plan_reads([wanted], Series.Q), [payload])
    assert len(values) == 1
    return values[0], faults.get(0)


@pytest.mark.parametrize(
    ("kind", "payload", "value"),
    [
        (T.INT, words(0xFFFE), -2),
        (T.UINT, words(0xFFFE), 65534),
        (T.DINT, words(0xFFFE, 0xFFFF), -2),
        (T.DINT, words(1, 2), 0x20001),
        (T.UDINT, words(0xFFFE, 0xFFFF), 4294967294),
        (T.REAL, struct.pack("<f", 1.5), 1.5),
        (T.LREAL, struct.pack("<d", -1e300), -1e300),
        (T.BCD, words(0x1234), 1234),
        (T.BCD, words(0x9999), 9999),
        (T.BOOL, words(0), False),
        (T.BOOL, words(0x100), True),
    ],
)
def test_types(kind: TagType, payload: bytes, value: Value) -> None:
    got, fault = one(tag("D0", kind), payload)
    assert got == value
    assert type(got) is type(value), "never a numpy scalar"
    assert fault is None


@pytest.mark.parametrize(
    ("address", "payload", "value"),
    [
        ("D0.3", words(0x0008), True),
        ("D0.F", words(0x7FFF), False),
        ("M19", words(8), True),
        ("X1F", words(0x8000), True),
    ],
)
def test_bits(address: str, payload: bytes, value: bool) -> None:
    got, fault = one(tag(address, T.BOOL), payload)
    assert got is value
    assert fault is None


# -- scale and limits ------------------------------------------------------------------------------------


def test_a_scaled_value_is_a_float_and_an_unscaled_one_stays_whole() -> None:
    assert one(tag("D0", scale=0.5, offset=-1), words(7)) == (2.5, None)
    assert one(tag("D0", offset=10), words(7)) == (17.0, None)
    assert type(one(tag("D0", scale=2), words(7))[0]) is float
    assert type(one(tag("D0"), words(7))[0]) is int


@given(
    st.integers(-32768, 32767),
    st.sampled_from(["0.1", "0.01", "0.001", "2.5", "0.05"]),
    st.integers(-500, 500),
)
def test_a_decimal_scale_gives_the_decimal_that_people_write(raw: int, scale: str, offset: int) -> None:
    value, _ = one(tag("D0", scale=float(scale), offset=offset / 10), words(raw & 0xFFFF))
    assert value == float(Decimal(raw) * Decimal(scale) + Decimal(offset) / 10)


def test_a_scale_that_is_no_short_decimal_is_multiplied_as_it_is() -> None:
    assert one(tag("D0", scale=1 / 3), words(7)) == (7 * (1 / 3), None)
    assert one(tag("D0", scale=1e12), words(7)) == (7e12, None)


def test_scale_means_nothing_to_bits_and_texts() -> None:
    assert one(tag("M0", T.BOOL, scale=0.1), words(1)) == (True, None)
    assert one(tag("D0", T.STRING, scale=0.1, length=2, high=3), b"AB") == ("AB", None)


@pytest.mark.parametrize(
    ("raw", "said"),
    [(99, "9.9 is below the tag's min_value 10"), (201, "20.1 is above the tag's max_value 20")],
)
def test_outside_the_limits_the_value_is_kept_and_uncertain(raw: int, said: str) -> None:
    value, fault = one(tag("D0", scale=0.1, low=10, high=20), words(raw))
    assert value == pytest.approx(raw / 10)
    assert fault == Fault(Quality.UNCERTAIN, said)


@pytest.mark.parametrize("limit", [0.1, -0.1, 1e-9, 123456.7])
def test_a_real_at_its_limit_is_good_although_it_is_not_quite_that_number(limit: float) -> None:
    at_limit = struct.pack("<f", limit)
    value, fault = one(tag("D0", T.REAL, low=limit, high=limit), at_limit)
    assert value == pytest.approx(limit)
    assert fault is None


def test_a_real_outside_its_limits_is_told_in_its_own_precision() -> None:
    _, fault = one(tag("D0", T.REAL, high=0.1), struct.pack("<f", 0.2))
    assert fault == Fault(Quality.UNCERTAIN, "0.2 is above the tag's max_value 0.1")
    _, fault = one(tag("D0", T.REAL, low=-1e300, high=1e300), struct.pack("<f", 3e38))
    assert fault is None


@pytest.mark.parametrize(("scale", "offset"), [(1e-320, 0.0), (1e-300, 1e300), (1.0, 1e308), (1e-10, 5e307)])
def test_no_scale_or_offset_keeps_a_group_from_being_read(scale: float, offset: float) -> None:
    value, fault = one(tag("D0", scale=scale, offset=offset), words(7))
    assert (value, fault) == (7 * scale + offset, None)


def test_the_limits_themselves_are_good_and_either_may_be_missing() -> None:
    assert one(tag("D0", low=10, high=20), words(10))[1] is None
    assert one(tag("D0", low=10, high=20), words(20))[1] is None
    assert one(tag("D0", low=10), words(30000))[1] is None
    assert one(tag("D0", high=10), words(-30000 & 0xFFFF))[1] is None
    assert one(tag("D0", high=10), words(11))[1] is not None


# -- what is no value --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize(("kind", "code"), [(T.REAL, "<f"), (T.LREAL, "<d")])
@pytest.mark.parametrize("scale", [1.0, 0.1])
def test_what_is_not_finite_is_bad(number: float, kind: TagType, code: str, scale: float) -> None:
    value, fault = one(tag("D0", kind, scale=scale, low=0, high=1), struct.pack(code, number))
    assert value is None
    assert fault is not None
    assert fault.quality is Quality.BAD
    assert "no finite number" in fault.reason


def test_a_signalling_nan_and_an_overflow_are_bad_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert one(tag("D0", T.REAL), bytes.fromhex("0100807f"))[0] is None
        assert one(tag("D0", T.LREAL, scale=1e10), struct.pack("<d", 1e305))[0] is None


@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_a_bcd_with_a_letter_is_bad(scale: float) -> None:
    value, fault = one(tag("D0", T.BCD, scale=scale, low=0, high=1), words(0x12A4))
    assert value is None
    assert fault is not None
    assert fault.quality is Quality.BAD
    assert fault.reason.startswith("12A4 is not a BCD number")


@pytest.mark.parametrize(
    ("length", "payload", "value"),
    [
        (4, b"ABCD", "ABCD"),
        (5, b"ABCDEF", "ABCDE"),
        (6, b"AB\0XYZ", "AB"),
        (4, b"\0\0\0\0", ""),
        (6, b" A B  ", " A B  "),
        (4, "한글".encode("cp949"), "한글"),
    ],
)
def test_texts(length: int, payload: bytes, value: str) -> None:
    assert one(tag("D0", T.STRING, length=length), payload) == (value, None)


@pytest.mark.parametrize(
    ("length", "payload", "value"),
    [
        (4, b"BADC", "ABCD"),
        (5, b"BADCFE", "ABCDE"),
        (4, b"BA\0C", "ABC"),
        (4, bytes(reversed("한".encode("cp949"))) + b"\0\0", "한"),
    ],
)
def test_texts_whose_high_byte_comes_first(length: int, payload: bytes, value: str) -> None:
    wanted = replace(tag("D0", T.STRING, length=length), string_byte_order=ByteOrder.HIGH_FIRST)
    assert one(wanted, payload) == (value, None)


def test_texts_of_both_byte_orders_and_other_types_are_told_apart() -> None:
    low = tag("D0", T.STRING, length=4)
    high = replace(tag("D2", T.STRING, length=3), string_byte_order=ByteOrder.HIGH_FIRST)
    plan = plan_reads([high, tag("D4"), low], Series.Q)
    assert decode_reading(plan, [b"ABCDFEHG" + words(7)])[0] == ("EFG", 7, "ABCD")


def test_values_come_from_random_reads_in_the_order_of_their_words() -> None:
    tags = [tag("D0", T.STRING, length=6), tag("W0", T.LREAL), tag("R0", T.DINT), tag("M21", T.BOOL)]
    plan = plan_reads(tags, Series.Q)
    (request,) = plan.requests
    assert (request.words, request.points) == (3 + 4 + 2 + 1, 2 + 2 + 1 + 1)
    singles = b"EF" + words(0x20)
    doubles = b"ABCD" + struct.pack("<d", 0.1) + struct.pack("<i", -7)
    assert decode_reading(plan, [singles + doubles]) == (("ABCDEF", 0.1, -7, True), {})


def test_contacts_come_packed() -> None:
    plan = plan_reads([tag("TS19", T.BOOL), tag("TS3", T.BOOL), tag("TS4", T.BOOL)], Series.Q)
    assert decode_reading(plan, [words(0x0001, 0x0001)]) == ((True, True, False), {})


def test_bytes_that_are_no_text_are_uncertain() -> None:
    value, fault = one(tag("D0", T.STRING, length=4), b"AB\xff\xff")
    assert isinstance(value, str)
    assert value.startswith("AB")
    assert fault == Fault(Quality.UNCERTAIN, "the bytes 41 42 ff ff are not all text")


# -- whole readings --------------------------------------------------------------------------------------


def test_a_failed_request_costs_only_its_own_tags() -> None:
    tags = [tag("D0"), tag("W0", high=-1), tag("Q0"), tag("W1", T.BCD), tag("D1", T.BOOL)]
    lost = Fault(Quality.BAD, "end code C056")
    plan = plan_reads(tags, Series.Q, limits=Limits(words=2, bits=2, random_points=1))
    values, faults = Decoder(plan).decode([words(5, 1), lost])
    assert values == (5, None, None, None, True)
    assert faults == {1: lost, 2: plan.faults[2], 3: lost}


def test_a_decoder_keeps_nothing_from_one_poll_to_the_next() -> None:
    decoder = Decoder(plan_reads([tag("D0", high=5), tag("D1")], Series.Q))
    assert decoder.decode([words(6, 1)])[1]
    assert decoder.decode([words(4, 2)]) == ((4, 2), {})
    assert decoder.decode([Fault(Quality.BAD, "away")])[0] == (None, None)
    assert decoder.decode([words(4, 2)]) == ((4, 2), {})


def test_no_tags_decode_to_nothing_and_only_bad_tags_to_their_faults() -> None:
    assert decode_reading(plan_reads([], Series.Q), []) == ((), {})
    values, faults = decode_reading(plan_reads([tag("Q1"), tag("D1F")], Series.Q), [])
    assert values == (None, None)
    assert sorted(faults) == [0, 1]


@pytest.mark.parametrize("payloads", [[], [words(1)], [words(1, 2, 3)], [words(1, 2), words(1)]])
def test_payloads_of_another_plan_are_refused(payloads: list[bytes]) -> None:
    with pytest.raises(ValueError, match="payload"):
        Decoder(plan_reads([tag("D0"), tag("D1")], Series.Q)).decode(payloads)


_CODES = {T.INT: "<h", T.UINT: "<H", T.DINT: "<i", T.UDINT: "<I", T.REAL: "<f", T.LREAL: "<d"}


@given(
    st.lists(
        st.tuples(st.integers(0, 1995), st.sampled_from([*_CODES, T.BOOL]), st.sampled_from([1.0, 0.25])),
        min_size=1,
        max_size=40,
    ),
    st.binary(min_size=4000, max_size=4000),
)
def test_decoding_agrees_with_struct(wanted: list[tuple[int, TagType, float]], memory: bytes) -> None:
    tags = [tag(f"D{number}", kind, scale=scale) for number, kind, scale in wanted]
    plan = plan_reads(tags, Series.Q)
    words_in = struct.unpack("<2000H", memory)
    payloads = [answer(request, lambda _, word: words_in[word]) for request in plan.requests]
    values, faults = Decoder(plan).decode(payloads)
    for index, (number, kind, scale) in enumerate(wanted):
        if kind is T.BOOL:
            assert values[index] is any(memory[2 * number : 2 * number + 2])
            continue
        (raw,) = struct.unpack_from(_CODES[kind], memory, 2 * number)
        expected = raw * scale if scale != 1 else raw
        if math.isfinite(expected):
            assert values[index] == expected
            assert type(values[index]) is type(expected)
            assert index not in faults
        else:
            assert values[index] is None
            assert faults[index].quality is Quality.BAD
