"""Plans and decoder together: every value comes from its own words, whatever requests bring them."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.decode import Decoder
from hmi.melsec.devices import DEVICES, Device
from hmi.melsec.limits import Limits, limits_of
from hmi.melsec.plan import Field, ReadPlan, plan_reads
from hmi.melsec.requests import BitWindow, RandomRead, Request, Window
from hmi.model.plant import ByteOrder, Series, Tag, TagType
from hmi.model.reading import Fault, Quality, Value
from tests.melsec.synthetic import answer, hashed, words_of

_CODES = {
    TagType.INT: "<h",
    TagType.UINT: "<H",
    TagType.DINT: "<i",
    TagType.UDINT: "<I",
    TagType.REAL: "<f",
    TagType.LREAL: "<d",
}
_NAMES = [
    "D",
    "W",
    "R",
    "SD",
    "SW",
    "TN",
    "CN",
    "M",
    "X",
    "Y",
    "B",
    "L",
    "SM",
    "F",
    "SB",
    "TS",
    "TC",
    "CS",
    "CC",
]
_SMALL = (None, Limits(words=20, bits=40, random_points=9), Limits(words=20, bits=40, random_points=0))


@st.composite
def plants(draw: st.DrawFn) -> tuple[list[Tag], Series, Limits | None]:
    """Tags of all devices and types of one PLC, some of them close and some of them far from each other."""
    series = draw(st.sampled_from(list(Series)))
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(_NAMES),
                st.one_of(st.integers(0, 90), st.integers(0, 7000)),
                st.sampled_from(list(TagType)),
                st.one_of(st.none(), st.integers(0, 15)),
                st.integers(1, 30),
                st.sampled_from(list(ByteOrder)),
            ),
            max_size=40,
        )
    )
    tags = [make_tag(series, *row) for row in rows]
    return tags, series, draw(st.sampled_from(_SMALL))


def make_tag(
    series: Series, name: str, number: int, kind: TagType, bit: int | None, length: int, order: ByteOrder
) -> Tag:
    device = DEVICES[name]
    bit = None if device.is_bit else bit
    kind = TagType.BOOL if device.is_bit or bit is not None else kind
    address = Address(device, number, bit).text(series)
    string_length = length if kind is TagType.STRING else None
    return Tag("PLC1", address, address, kind, "G", string_length=string_length, string_byte_order=order)


@settings(max_examples=100, deadline=None)
@given(plants())
def test_every_value_is_that_of_its_own_words(plant: tuple[list[Tag], Series, Limits | None]) -> None:
    tags, series, limits = plant
    plan = plan_reads(tags, series, limits=limits)
    assert not plan.faults
    payloads = [answer(request) for request in plan.requests]
    check_values(plan, series, payloads)


@settings(max_examples=60, deadline=None)
@given(plants(), st.data())
def test_a_part_has_the_same_values(
    plant: tuple[list[Tag], Series, Limits | None], data: st.DataObject
) -> None:
    tags, series, limits = plant
    plan = plan_reads(tags, series, limits=limits)
    indices = data.draw(st.permutations(range(len(tags))))[: len(tags) // 2]
    part, numbers = plan.part(indices)
    assert part.tags == tuple(tags[index] for index in indices)
    assert {field.request for field in part.fields if field} == set(range(len(part.requests)))
    check_values(part, series, [answer(plan.requests[number]) for number in numbers])


def check_values(plan: ReadPlan, series: Series, payloads: Sequence[bytes]) -> None:
    values, faults = Decoder(plan).decode(payloads)
    for index, tag in enumerate(plan.tags):
        address = parse_address(tag.tag_address, series)
        assert (values[index], type(values[index])) == expected(tag, address, faults.get(index)), tag


def expected(tag: Tag, address: Address, fault: Fault | None) -> tuple[Value, type]:
    """The value by the plain rules, from the words where the address says they are."""
    value = plain_value(tag, address)
    is_bad = value is None
    assert is_bad == (fault is not None and fault.quality is Quality.BAD)
    return value, type(value)


def plain_value(tag: Tag, address: Address) -> Value:
    device, number = address.device, address.number
    if device.is_bit:
        return bool(hashed(device, number // 16) >> number % 16 & 1)
    if address.bit is not None:
        return bool(hashed(device, number) >> address.bit & 1)
    raw = b"".join(hashed(device, number + place).to_bytes(2, "little") for place in range(16))
    if tag.tag_type is TagType.BOOL:
        return raw[:2] != b"\0\0"
    if tag.tag_type is TagType.BCD:
        digits = f"{hashed(device, number):04X}"
        return int(digits) if digits.isdecimal() else None
    if tag.tag_type is TagType.STRING:
        if tag.string_byte_order is ByteOrder.HIGH_FIRST:
            raw = bytes(raw[place ^ 1] for place in range(len(raw)))
        return raw[: tag.string_length].split(b"\0")[0].decode("cp949", errors="replace")
    (result,) = struct.unpack_from(_CODES[tag.tag_type], raw)
    return result if math.isfinite(result) else None


# -- what every request and field keeps to ---------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(plants())
def test_requests_keep_to_the_limits_and_values_to_their_points(
    plant: tuple[list[Tag], Series, Limits | None],
) -> None:
    tags, series, limits = plant
    plan = plan_reads(tags, series, limits=limits)
    wanted: set[tuple[Device, int]] = set()
    for tag, field in zip(tags, plan.fields, strict=True):
        assert field is not None
        wanted |= check_field(
            tag, parse_address(tag.tag_address, series), field, plan.requests[field.request]
        )
    for request in plan.requests:
        check_request(request, limits or limits_of(series), wanted)


def check_field(tag: Tag, address: Address, field: Field, request: Request) -> set[tuple[Device, int]]:
    """The field lies where its address says; the words of the tag, none for devices without words."""
    device, number = address.device, address.number
    if isinstance(request, BitWindow):
        assert request.device is device
        assert request.head + 16 * field.places[0] + (field.bit or 0) == number
        return set()
    words = [words_of(request)[place] for place in field.places]
    first = number // 16 if device.is_bit else number
    assert words == [(device, first + place) for place in range(len(words))]
    assert field.bit == (number % 16 if device.is_bit else address.bit)
    if isinstance(request, RandomRead) and len(words) == 2:
        low = field.places[0] - len(request.singles)
        assert low >= 0
        assert low % 2 == 0, "both words are halves of the same point"
    return set(words)


def check_request(request: Request, limits: Limits, wanted: set[tuple[Device, int]]) -> None:
    if isinstance(request, BitWindow):
        assert not request.device.has_words
        assert 1 <= request.bits <= limits.bits // 2
        return
    words = words_of(request)  # that heads of bit devices are multiples of 16 is checked there
    if isinstance(request, Window):
        assert 1 <= request.words <= limits.words
        assert {words[0], words[-1]} <= wanted
    else:
        assert 1 <= request.points <= limits.random_points
        assert set(words) <= wanted, "nothing past the end of a device"
