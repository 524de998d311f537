"""Words that count the requests reading them."""

from __future__ import annotations

import pytest

from hmi.melsec.devices import DEVICES
from hmi.melsec.requests import Window
from hmi.melsec.simulator import SimulatedPlant, SimulatedPlc
from hmi.melsec.simulator.commands import Commands
from hmi.melsec.simulator.frames import OWN_STATION, Request
from hmi.melsec.simulator.limits import Refusal
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, Plc, Series, Tag, TagType
from tests.melsec.scripted import opened

PLC = Plc("P1", "127.0.0.1")
D = b"\xa8"


class Cpu:
    """A Q with two counters, D100 of 16 bits and D200 of 32, asked in binary code."""

    def __init__(self) -> None:
        self.memory = DeviceMemory()
        self.memory.count_reads("D", 100)
        self.memory.count_reads("D", 200, words=2)
        self._commands = Commands(PLC, self.memory)

    def batch(self, head: int, words: int) -> list[int]:
        return self._ask(0x0401, _device(head) + words.to_bytes(2, "little"))

    def random(self, singles: list[int], doubles: list[int]) -> list[int]:
        counts = bytes([len(singles), len(doubles)])
        return self._ask(0x0403, counts + b"".join(map(_device, [*singles, *doubles])))

    def bits(self, head: int) -> list[int]:
        return self._ask(0x0401, head.to_bytes(3, "little") + b"\x90" + b"\1\0", unit=1)

    def _ask(self, command: int, data: bytes, unit: int = 0) -> list[int]:
        answer = self._commands.answer(Request(OWN_STATION, None, 16, command, unit, data))
        words = answer[11:]
        return [int.from_bytes(words[at : at + 2], "little") for at in range(0, len(words), 2)]


def _device(head: int) -> bytes:
    return head.to_bytes(3, "little") + D


def test_each_request_that_reads_it_gets_the_next_number_batch_and_random_alike() -> None:
    cpu = Cpu()
    assert cpu.batch(100, 1) == [1]
    assert cpu.random([7, 100], []) == [0, 2]
    assert cpu.batch(90, 20)[10] == 3
    assert cpu.random([100, 100], [100, 99]) == [4, 4, 4, 0, 0, 4], "one request, whatever it asks for twice"
    assert cpu.batch(100, 1) == [5]


def test_what_does_not_read_it_or_is_refused_does_not_count() -> None:
    cpu = Cpu()
    for head, words in [(99, 1), (101, 5), (0, 100)]:
        cpu.batch(head, words)
    cpu.batch(100, 961)
    cpu.random([100, 12287, 12288], [])
    cpu.bits(100)
    cpu.memory.read_words("D", 100, 1)
    assert cpu.batch(100, 1) == [1]


def test_a_double_word_counts_once_for_either_half_and_carries() -> None:
    cpu = Cpu()
    cpu.memory.set_words("D", 200, [0xFFFF, 0])
    assert cpu.random([], [200]) == [0xFFFF, 0]
    assert cpu.batch(201, 1) == [1]
    assert cpu.batch(199, 3) == [0, 1, 1]


def test_sixteen_bits_wrap() -> None:
    cpu = Cpu()
    cpu.memory.set_words("D", 100, [0xFFFF])
    assert [cpu.batch(100, 1) for _ in range(3)] == [[0xFFFF], [0], [1]]


def test_only_words_that_are_there_count() -> None:
    memory = DeviceMemory({"D": 10, "M": 16})
    for device, number in [("D", 10), ("M", 0), ("W", 0)]:
        with pytest.raises(Refusal):
            memory.count_reads(device, number)


def test_over_tcp_beside_the_signals_of_its_own_tag() -> None:
    tag = Tag("P1", "D300", "COUNT", TagType.UDINT, "G")
    with (
        SimulatedPlc(PLC, [tag], scan_ms=0, counters=["d300:udint"]) as plc,
        opened(Plc("P1", "127.0.0.1", port=plc.port)) as session,
    ):
        window = Window(DEVICES["D"], 300, 2)
        assert [session.read(window) for _ in range(3)] == [b"\1\0\0\0", b"\2\0\0\0", b"\3\0\0\0"]


def test_a_plant_has_them_in_every_plc_whatever_its_series() -> None:
    plcs = (Plc("P1", "127.0.0.1"), Plc("P2", "127.0.0.1", series=Series.IQ_R))
    plant = SimulatedPlant(Plant(plcs), ports={"P1": 0, "P2": 0}, counters=["W20000"])
    for plc in plant.plcs.values():
        assert plc.memory.read_words("W", 0x20000, 1) == b"\1\0", "the device has grown for it"


@pytest.mark.parametrize("text", ["M10", "D10.3", "D10:REAL", "Q1", ""])
def test_what_cannot_count_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        SimulatedPlc(PLC, counters=[text])
