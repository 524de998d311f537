"""Device memory: what was written is what is read, in either unit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.melsec.addresses import Address
from hmi.melsec.devices import DEVICES
from hmi.melsec.simulator.limits import EndCode, Refusal
from hmi.melsec.simulator.memory import DeviceMemory

POINTS = 96

_heads = st.integers(0, POINTS - 1)
_word = st.integers(0, 0xFFFF)
_writes = st.lists(
    st.one_of(
        st.tuples(st.just("D"), _heads, st.lists(_word, min_size=1, max_size=20)),
        st.tuples(st.just("M words"), _heads, st.lists(_word, min_size=1, max_size=5)),
        st.tuples(st.just("M bits"), _heads, st.lists(st.integers(0, 1), min_size=1, max_size=40)),
    ),
    max_size=15,
)


class Model:
    """The memory as two plain dicts."""

    def __init__(self) -> None:
        self.words: dict[int, int] = {}
        self.bits: dict[int, int] = {}

    def write(self, what: str, head: int, values: list[int]) -> bool:
        if what == "M words":
            values = [word >> bit & 1 for word in values for bit in range(16)]
        if head + len(values) > POINTS:
            return False
        target = self.words if what == "D" else self.bits
        target.update({head + n: value for n, value in enumerate(values)})
        return True

    def word_of_bits(self, head: int) -> int:
        return sum(self.bits.get(head + bit, 0) << bit for bit in range(16))


def write(memory: DeviceMemory, what: str, head: int, values: list[int]) -> bool:
    try:
        if what == "M bits":
            memory.set_bits("M", head, values)
        else:
            memory.set_words(what[0], head, values)
    except Refusal as refusal:
        if refusal.end_code is not EndCode.DEVICE_RANGE:
            raise
        return False
    return True


def words(data: bytes) -> list[int]:
    return [int(word) for word in np.frombuffer(data, "<u2")]


@given(_writes)
def test_writes_then_reads_agree_with_a_plain_dict(writes: list[tuple[str, int, list[int]]]) -> None:
    memory, model = DeviceMemory({"D": POINTS, "M": POINTS}), Model()
    for what, head, values in writes:
        assert write(memory, what, head, values) == model.write(what, head, values)
    assert words(memory.read_words("D", 0, POINTS)) == [model.words.get(n, 0) for n in range(POINTS)]
    assert memory.read_bits("M", 0, POINTS).tolist() == [model.bits.get(n, 0) for n in range(POINTS)]
    for head in range(POINTS - 15):
        assert words(memory.read_words("M", head, 1)) == [model.word_of_bits(head)]


def test_devices_by_name_or_as_such() -> None:
    memory = DeviceMemory()
    memory.set_words(DEVICES["W"], 0x1FFF, [-2])
    assert memory.read_words("W", 0x1FFF, 1) == b"\xfe\xff"
    assert memory.size("W") == memory.size(DEVICES["W"]) == 0x2000


@pytest.mark.parametrize(("head", "count"), [(0, 17), (16, 1), (-1, 1)])
def test_outside_the_range(head: int, count: int) -> None:
    memory = DeviceMemory({"D": 16}, range_code=EndCode.DEVICE_RANGE_IQ_R)
    with pytest.raises(Refusal, match="4031"):
        memory.read_words("D", head, count)


def test_a_snapshot_stays_as_it_was() -> None:
    memory = DeviceMemory({"D": 16, "M": 16}, range_code=EndCode.DEVICE_RANGE_IQ_R)
    memory.set_words("D", 3, [7])
    memory.set_bits("M", 5, [1])
    then = memory.snapshot()
    memory.set_words("D", 3, [8])
    assert then.read_words("D", 0, 16) == bytes(6) + b"\7\0" + bytes(24)
    assert then.read_bits("M", 5, 1).tolist() == [1]
    with pytest.raises(Refusal, match="4031"):
        then.read_words("D", 16, 1)


def test_single_bits_of_bit_devices_and_of_words() -> None:
    memory = DeviceMemory({"D": 8, "M": 16})
    relay, bit = Address(DEVICES["M"], 3), Address(DEVICES["D"], 2, 15)
    for address in (relay, bit):
        assert not memory.is_on(address)
        memory.put_bit(address, on=True)
        assert memory.is_on(address)
    assert words(memory.read_words("D", 2, 1)) == [0x8000]
    assert words(memory.read_words("M", 0, 1)) == [0x0008]
    memory.put_bit(bit, on=False)
    assert not memory.is_on(bit)


def test_signals_leave_alone_what_was_written() -> None:
    memory = DeviceMemory({"D": 8, "M": 16})
    memory.set_words("D", 3, [1234])
    memory.set_bits("M", 3, [1])
    everywhere = np.arange(8)
    memory.simulate("D", everywhere, np.full(8, 7, np.uint16))
    memory.simulate("M", everywhere, np.zeros(8, np.uint8))
    assert words(memory.read_words("D", 0, 8)) == [7, 7, 7, 1234, 7, 7, 7, 7]
    assert memory.read_bits("M", 0, 8).tolist() == [0, 0, 0, 1, 0, 0, 0, 0]


def test_bits_of_words_change_only_themselves() -> None:
    memory = DeviceMemory({"D": 8})
    memory.simulate("D", np.array([2]), np.array([0xF0F0], np.uint16))
    memory.simulate_bits_of_words(
        "D", np.array([2, 2, 2]), np.array([0, 15, 4], np.uint16), np.array([1, 0, 1], np.uint8)
    )
    assert words(memory.read_words("D", 2, 1)) == [0x70F1]
