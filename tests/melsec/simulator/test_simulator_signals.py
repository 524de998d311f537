"""Signals: plausible, moving, never zero, and the same on every start."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from hmi.melsec.simulator.kinds import BitKind, Kind, bit_kind, shape_of
from hmi.melsec.simulator.layout import device_sizes
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.melsec.simulator.signals import Signals
from hmi.model.plant import ByteOrder, Series, Tag, TagType

MINUTES = range(0, 1200, 7)


class Plant:
    """Signals of some tags under a clock of our own."""

    def __init__(self, *tags: Tag) -> None:
        self.now = 1000.0
        self.memory = DeviceMemory(device_sizes(Series.Q, tags))
        self.signals = Signals(tags, Series.Q, self.memory, monotonic=lambda: self.now)

    def at(self, second: float) -> DeviceMemory:
        self.now = 1000.0 + second
        self.signals.refresh()
        return self.memory

    def numbers(self, device: str, head: int, kind: str) -> npt.NDArray[np.float64]:
        words = np.dtype(kind).itemsize // 2
        raw = [self.at(second).read_words(device, head, words) for second in MINUTES]
        return np.frombuffer(b"".join(raw), kind).astype(np.float64)

    def bits(self, device: str, head: int) -> list[int]:
        return [int(self.at(second).read_bits(device, head, 1)[0]) for second in MINUTES]


def tag(address: str, tag_type: TagType, name: str = "Value", **more: object) -> Tag:
    plain = Tag("P1", address, name, tag_type, "G")
    return Tag(**{**{field: getattr(plain, field) for field in plain.__slots__}, **more})


def test_a_scaled_temperature_drifts_in_a_plausible_range() -> None:
    raw = Plant(tag("W101", TagType.INT, "DieTemperature", unit="°C", scale=0.1)).numbers("W", 0x101, "<i2")
    values = raw * 0.1
    assert values.min() >= 35
    assert values.max() <= 90
    assert len(set(values)) > 50
    assert np.abs(np.diff(values)).max() < 15, "it drifts, it does not jump"


@pytest.mark.parametrize(
    ("tag_type", "kind"),
    [
        (TagType.INT, "<i2"),
        (TagType.UINT, "<u2"),
        (TagType.DINT, "<i4"),
        (TagType.UDINT, "<u4"),
        (TagType.REAL, "<f4"),
        (TagType.LREAL, "<f8"),
    ],
)
@pytest.mark.parametrize("device", ["D", "M"])
def test_every_type_moves_and_is_never_zero(tag_type: TagType, kind: str, device: str) -> None:
    values = Plant(tag(f"{device}160", tag_type)).numbers(device, 160, kind)
    assert (values != 0).all()
    assert values.min() >= 50
    assert values.max() <= 500
    assert len(set(values)) > 20


def test_bcd_has_decimal_nibbles() -> None:
    values = Plant(tag("D5", TagType.BCD)).numbers("D", 5, "<u2").astype(int)
    decimal = [int(f"{value:x}") for value in values]
    assert min(decimal) >= 50
    assert max(decimal) <= 500


def test_counters_count_up_and_wrap() -> None:
    values = Plant(tag("D5", TagType.UDINT, "PartCount")).numbers("D", 5, "<u4")
    assert (np.diff(values) > 0).all()
    wrapping = Plant(tag("D5", TagType.INT, "PartCount", max_value=100.0)).numbers("D", 5, "<i2")
    assert wrapping.min() >= 1
    assert wrapping.max() <= 100
    assert (np.diff(wrapping) < 0).any()


def test_states_step_through_a_few_numbers() -> None:
    values = Plant(tag("D5", TagType.INT, "ProductionState")).numbers("D", 5, "<i2")
    assert set(values) == {1, 2, 3, 4, 5}


def test_alarm_bits_are_mostly_off_and_run_bits_mostly_on() -> None:
    tags = [tag(f"M{n}", TagType.BOOL, "OilLevelLow") for n in range(100)]
    tags += [tag(f"M{n}", TagType.BOOL, "Running") for n in range(200, 300)]
    plant = Plant(*tags)
    seen = [plant.at(second).read_bits("M", 0, 300) for second in MINUTES]
    alarms, running = (np.mean([bits[part] for bits in seen]) for part in (slice(0, 100), slice(200, 300)))
    assert 0.005 < alarms < 0.05
    assert 0.75 < running < 0.95


def test_a_heartbeat_toggles_every_second() -> None:
    plant = Plant(tag("M7", TagType.BOOL, "Heartbeat"))
    states = [int(plant.at(second).read_bits("M", 7, 1)[0]) for second in range(20)]
    assert all(states[n] != states[n + 1] for n in range(19))


def test_a_bit_of_a_word_changes_only_that_bit() -> None:
    plant = Plant(tag("D100.3", TagType.BOOL, "Heartbeat"))
    words = {plant.at(second).read_words("D", 100, 1) for second in range(4)}
    assert words == {b"\x00\x00", b"\x08\x00"}


def test_a_bit_inside_a_word_that_is_a_tag_as_well() -> None:
    plant = Plant(tag("D100.F", TagType.BOOL, "Heartbeat"), tag("D100", TagType.INT))
    words = [int.from_bytes(plant.at(second).read_words("D", 100, 1), "little") for second in range(8)]
    assert {word >> 15 for word in words} == {0, 1}
    assert all(50 <= word & 0x7FFF <= 500 for word in words)


@pytest.mark.parametrize("device", ["D", "M"])
def test_strings_are_identifiers_that_change(device: str) -> None:
    plant = Plant(tag(f"{device}160", TagType.STRING, "LotId", string_length=11))
    texts = {plant.at(second).read_words(device, 160, 6).rstrip(b"\0").decode("ascii") for second in MINUTES}
    assert len(texts) > 5
    assert all(text.startswith("LOT-") and len(text) == 10 for text in texts)


@pytest.mark.parametrize("device", ["D", "M"])
def test_a_string_with_the_high_byte_first(device: str) -> None:
    text = tag(f"{device}160", TagType.STRING, "LotId", string_length=10)
    swapped = replace(text, string_byte_order=ByteOrder.HIGH_FIRST)
    low, high = (Plant(one).memory.read_words(device, 160, 5) for one in (text, swapped))
    assert bytes(high[n ^ 1] for n in range(10)) == low
    assert low.startswith(b"LOT-")


def test_contacts_of_timers_move_like_other_bits() -> None:
    plant = Plant(tag("TS7", TagType.BOOL, "Heartbeat"))
    assert {int(plant.at(second).read_bits("TS", 7, 1)[0]) for second in range(4)} == {0, 1}


def test_a_short_string_is_not_overrun() -> None:
    plant = Plant(tag("D160", TagType.STRING, string_length=3))
    data = plant.memory.read_words("D", 160, 3)
    assert data[:3].isalnum()
    assert data[3:] == bytes(3)


def test_limits_of_the_tag_are_kept() -> None:
    values = Plant(tag("D5", TagType.INT, min_value=-20.0, max_value=-10.0)).numbers("D", 5, "<i2")
    assert values.min() >= -20
    assert values.max() <= -10


@pytest.mark.parametrize("scale", [0.001, 0.0, -0.1, 10.0])
def test_odd_scales_stay_inside_the_word_and_move(scale: float) -> None:
    values = Plant(tag("D5", TagType.INT, scale=scale, offset=5.0)).numbers("D", 5, "<i2")
    assert len(set(values)) > 5
    assert (values != 0).all()
    assert np.abs(values).max() < 32767


def test_the_same_on_every_start_and_different_by_address() -> None:
    tags = [tag("D1", TagType.REAL), tag("D3", TagType.REAL)]
    first, second = Plant(*tags), Plant(*tags)
    assert first.memory.read_words("D", 1, 4) == second.memory.read_words("D", 1, 4)
    assert first.memory.read_words("D", 1, 2) != first.memory.read_words("D", 3, 2)


def test_signals_move_at_most_every_100_ms() -> None:
    plant = Plant(tag("D1", TagType.LREAL))
    start = plant.at(0.0).read_words("D", 1, 4)
    assert plant.at(0.09).read_words("D", 1, 4) == start
    assert plant.at(0.11).read_words("D", 1, 4) != start


def test_tags_that_the_plc_does_not_have_are_left_out() -> None:
    memory = DeviceMemory(device_sizes(Series.Q, limits={"D": 100, "SM": 100}))
    odd = [tag("D99", TagType.DINT), tag("D98.1", TagType.BOOL), tag("nonsense", TagType.INT)]
    Signals(odd, Series.Q, memory)
    assert memory.read_words("D", 99, 1) == b"\0\0"


def test_sm400_is_always_on() -> None:
    assert Plant().memory.read_bits("SM", 400, 1).tolist() == [1]


def test_kinds_by_name_unit_and_group() -> None:
    assert shape_of(tag("D1", TagType.INT, "PressCount")).kind is Kind.COUNTER
    assert shape_of(tag("D1", TagType.UDINT, "생산수량", unit="개")).kind is Kind.COUNTER
    assert shape_of(tag("D1", TagType.INT, "Line", group_name="BODY_STATE")).kind is Kind.STATE
    assert shape_of(tag("D1", TagType.REAL, "Line", group_name="BODY_STATE")).kind is Kind.DRIFT
    assert bit_kind(tag("M1", TagType.BOOL, "Door", group_name="PRESS_ALARM")) is BitKind.ALARM
    assert bit_kind(tag("M1", TagType.BOOL, "PlcAlive")) is BitKind.HEARTBEAT
    assert bit_kind(tag("M1", TagType.BOOL, "Running")) is BitKind.RUN
