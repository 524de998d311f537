"""Device ranges as the PLC itself tells them, and tags that lie beyond them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from slmp.device_ranges import build_device_range_catalog_for_plc_profile

from hmi.melsec.devices import DEVICES
from hmi.melsec.errors import EndCodeError, PlcConnectionError
from hmi.melsec.range_registers import range_registers
from hmi.melsec.ranges import DeviceRanges, read_device_ranges
from hmi.model.plant import Series, Tag, TagType
from tests.melsec.scripted import Script, ScriptedPlc, Step, answer_3e, free_port, plc_at, words

Make = Callable[[Script], ScriptedPlc]

PROFILES = {
    Series.Q: "melsec:qnu",
    Series.L: "melsec:lcpu",
    Series.IQ_L: "melsec:iq-l",
    Series.IQ_R: "melsec:iq-r",
    Series.IQ_F: "melsec:iq-f",
}


def special_registers(values: Mapping[int, int]) -> Script:
    """A PLC whose special registers hold the values; all others are 0."""

    def script(request: bytes) -> Sequence[Step]:
        head = int.from_bytes(request[15:18], "little")
        count = int.from_bytes(request[-2:], "little")
        return (answer_3e(words(*(values.get(number, 0) for number in range(head, head + count)))),)

    return script


def double(number: int, points: int) -> dict[int, int]:
    """A register of 32 bits, low word first."""
    return {number: points & 0xFFFF, number + 1: points >> 16}


def sizes_of(scripted: Make, series: Series, values: Mapping[int, int]) -> Mapping[str, int]:
    server = scripted(special_registers(values))
    ranges = read_device_ranges(plc_at(server.port, series=series))
    assert ranges is not None
    assert ranges.plc_code == "PLC1"
    assert len(server.requests) == 1
    return ranges.sizes


@pytest.mark.parametrize("series", PROFILES)
def test_the_registers_are_those_that_an_independent_client_knows(series: Series) -> None:
    of_number = {number: number for number in range(260, 312)}
    catalog = build_device_range_catalog_for_plc_profile(PROFILES[series], of_number)
    theirs = {entry.device: entry.point_count for entry in catalog.entries}
    ours = {
        name: one.sd_number | (one.sd_number + 1) << 16 if one.is_double else one.sd_number
        for name, one in range_registers(series).items()
    }
    assert ours == {name: theirs[name] for name in ours}
    told = {name for name, points in theirs.items() if points and name in DEVICES}
    assert set(ours) | {"R", "SM", "SD"} == told | {"R", "SM", "SD"}


def test_a_universal_q(scripted: Make) -> None:
    values = {290: 0x2000, 293: 8192, 299: 2048, 301: 1024, 292: 32768, 302: 12288}
    values |= double(286, 61440) | double(308, 5 * 12288) | double(306, 131072)
    sizes = sizes_of(scripted, Series.Q, values)
    assert sizes == {
        "X": 0x2000,
        "L": 8192,
        "M": 61440,
        "D": 61440,
        "ZR": 131072,
        "R": 32768,
        **dict.fromkeys(("TN", "TS", "TC"), 2048),
        **dict.fromkeys(("CN", "CS", "CC"), 1024),
    }


def test_an_older_q_has_one_word_for_each(scripted: Make) -> None:
    sizes = sizes_of(scripted, Series.Q, {292: 8192, 294: 0x2000, 302: 12288, 303: 0x2000})
    assert sizes == {"M": 8192, "B": 0x2000, "D": 12288, "W": 0x2000}


@pytest.mark.parametrize("series", [Series.IQ_R, Series.IQ_L])
def test_an_iq_r(scripted: Make, series: Series) -> None:
    values = double(260, 0x3000) | double(280, 10_117_120) | double(306, 20_000) | double(272, 2048)
    sizes = sizes_of(scripted, series, values)
    assert sizes == {"X": 0x3000, "D": 10_117_120, "ZR": 20_000, "R": 20_000, "V": 2048}


def test_an_iq_f(scripted: Make) -> None:
    sizes = sizes_of(scripted, Series.IQ_F, double(262, 1024) | double(280, 8000) | double(304, 32768))
    assert sizes == {"Y": 1024, "D": 8000, "R": 32768}


def test_zero_and_nonsense_are_unknown(scripted: Make) -> None:
    assert sizes_of(scripted, Series.IQ_R, double(260, 0xFFFFFFFF) | double(280, 18432)) == {"D": 18432}
    silent = scripted(special_registers({}))
    assert read_device_ranges(plc_at(silent.port)) is None


def test_a_qna_is_not_even_asked() -> None:
    assert read_device_ranges(plc_at(free_port(), series=Series.QNA)) is None


def test_a_plc_that_refuses_or_is_not_there_is_an_error(scripted: Make) -> None:
    server = scripted(lambda _: (answer_3e(b"", 0xC201),))
    with pytest.raises(EndCodeError, match="SD286-SD311"):
        read_device_ranges(plc_at(server.port))
    with pytest.raises(PlcConnectionError):
        read_device_ranges(plc_at(free_port()))


# -- tags beyond the ranges --------------------------------------------------------------------------------

RANGES = DeviceRanges("PLC1", {"D": 12288, "M": 8192, "X": 0o1000, "TS": 512})


def tag(address: str, tag_type: TagType = TagType.INT, length: int | None = None) -> Tag:
    return Tag("PLC1", address, "PRESS1", tag_type, "G", string_length=length)


@pytest.mark.parametrize(
    "inside",
    [
        tag("D12287"),
        tag("D12287.F", TagType.BOOL),
        tag("D12286", TagType.REAL),
        tag("D12284", TagType.LREAL),
        tag("D12278", TagType.STRING, 20),
        tag("M8191", TagType.BOOL),
        tag("TS511", TagType.BOOL),
        tag("W1FFF"),
        tag("NONSENSE"),
    ],
)
def test_a_tag_inside_the_ranges_or_of_an_unknown_device_is_no_problem(inside: Tag) -> None:
    assert RANGES.problem(inside, Series.Q) == ""


@pytest.mark.parametrize(
    ("beyond", "series", "last"),
    [
        (tag("D12288"), Series.Q, "last D of PLC PLC1, D12287"),
        (tag("D20000.3", TagType.BOOL), Series.Q, "D12287"),
        (tag("D12287", TagType.REAL), Series.Q, "D12287"),
        (tag("D12285", TagType.LREAL), Series.Q, "D12287"),
        (tag("D12279", TagType.STRING, 20), Series.Q, "D12287"),
        (tag("M8192", TagType.BOOL), Series.Q, "M8191"),
        (tag("X1000", TagType.BOOL), Series.IQ_F, "X777"),
        (tag("TS512", TagType.BOOL), Series.Q, "TS511"),
    ],
)
def test_a_tag_beyond_is_named_with_the_last_point_and_a_remedy(
    beyond: Tag, series: Series, last: str
) -> None:
    problem = RANGES.problem(beyond, series)
    assert f"'PRESS1' at {beyond.tag_address} is beyond the" in problem
    assert last in problem
    assert "check the address, or make" in problem
