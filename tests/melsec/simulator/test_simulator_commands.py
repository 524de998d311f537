"""Limits, units and end codes of the simulated PLC, series by series."""

from __future__ import annotations

import pytest

from hmi.melsec.limits import limits_of
from hmi.melsec.simulator.commands import Commands
from hmi.melsec.simulator.frames import OWN_STATION, Request
from hmi.melsec.simulator.layout import device_sizes
from hmi.melsec.simulator.limits import LIMITS, device_range_code
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.model.plant import McProtocol, Plc, Series

D, M, TS, TN, ZR = 0xA8, 0x90, 0xC1, 0xC2, 0xB0
WIDE_SERIES = (Series.IQ_R, Series.IQ_L)


class Cpu:
    """Takes commands in binary code and gives end code and data."""

    def __init__(self, series: Series) -> None:
        self.wide = series in WIDE_SERIES
        self.memory = DeviceMemory(device_sizes(series), range_code=device_range_code(series))
        self._commands = Commands(Plc("P1", "127.0.0.1", series=series), self.memory)

    def device(self, code: int, number: int) -> bytes:
        size, width = (4, 2) if self.wide else (3, 1)
        return number.to_bytes(size, "little") + code.to_bytes(width, "little")

    def ask(self, command: int, unit: int, data: bytes) -> tuple[int, bytes]:
        subcommand = unit + (2 if self.wide else 0)
        return self.ask_exactly(command, subcommand, data)

    def ask_exactly(self, command: int, subcommand: int, data: bytes) -> tuple[int, bytes]:
        answer = self._commands.answer(Request(OWN_STATION, None, 16, command, subcommand, data))
        assert int.from_bytes(answer[7:9], "little") == len(answer) - 9
        return int.from_bytes(answer[9:11], "little"), answer[11:]

    def read(self, code: int, head: int, points: int, unit: int = 0) -> tuple[int, bytes]:
        return self.ask(0x0401, unit, self.device(code, head) + points.to_bytes(2, "little"))

    def random(self, words: int, double_words: int) -> int:
        points = b"".join(self.device(D, 2 * n) for n in range(words + double_words))
        return self.ask(0x0403, 0, bytes([words, double_words]) + points)[0]


@pytest.mark.parametrize(
    ("series", "words", "bits", "random"),
    [
        (Series.Q, 960, 7168, 192),
        (Series.L, 960, 7168, 192),
        (Series.QNA, 480, 3584, 96),
        (Series.IQ_R, 960, 7168, 96),
        (Series.IQ_L, 960, 7168, 96),
        (Series.IQ_F, 960, 3584, 192),
    ],
)
def test_the_most_points_of_a_read(series: Series, words: int, bits: int, random: int) -> None:
    cpu = Cpu(series)
    code, data = cpu.read(D, 0, words)
    assert (code, len(data)) == (0, 2 * words)
    assert cpu.read(D, 0, words + 1)[0] == 0xC051
    assert cpu.read(D, 0, 0)[0] == 0xC051
    code, data = cpu.read(M, 0, bits, unit=1)
    assert (code, len(data)) == (0, bits // 2)
    assert cpu.read(M, 0, bits + 1, unit=1)[0] == 0xC052
    assert cpu.random(random, 0) == 0
    assert cpu.random(random - 5, 5) == 0, "a double word is one point"
    assert cpu.random(random - 5, 6) == 0xC054
    assert cpu.random(0, 0) == 0xC054


@pytest.mark.parametrize("series", list(Series))
def test_ascii_halves_the_bits(series: Series) -> None:
    plc = Plc("P1", "127.0.0.1", protocol=McProtocol.MC_3E_ASCII, series=series)
    commands = Commands(plc, DeviceMemory())
    half = limits_of(series).bits // 2
    codes = [
        commands.answer(Request(OWN_STATION, None, 16, 0x0401, 1, f"M*000000{points:04X}".encode()))[18:22]
        for points in (half, half + 1)
    ]
    assert codes == [b"0000", b"C052"]


@pytest.mark.parametrize("series", list(Series))
def test_what_a_plan_may_ask_for_is_what_a_plc_takes(series: Series) -> None:
    planned, taken = limits_of(series), LIMITS[series]
    assert (planned.words, planned.bits, planned.random_points) == (
        taken.words,
        taken.bits,
        taken.random_read,
    )


def test_one_point_past_the_end_refuses_the_whole_random_read() -> None:
    cpu = Cpu(Series.Q)
    last = cpu.device(D, cpu.memory.size("D") - 1)
    assert cpu.ask(0x0403, 0, bytes([2, 0]) + cpu.device(D, 0) + last)[0] == 0
    assert cpu.ask(0x0403, 0, bytes([1, 1]) + cpu.device(D, 0) + last) == (
        0xC056,
        bytes.fromhex("00 FF FF03 00 0304 0000"),
    )


class TestBlocks:
    """Command 0406 on an iQ-R."""

    def read(self, cpu: Cpu, words: list[bytes], bits: list[bytes]) -> tuple[int, bytes]:
        return cpu.ask(0x0406, 0, bytes([len(words), len(bits)]) + b"".join(words + bits))

    def block(self, cpu: Cpu, code: int, head: int, points: int) -> bytes:
        return cpu.device(code, head) + points.to_bytes(2, "little")

    def test_word_blocks_then_bit_blocks(self) -> None:
        cpu = Cpu(Series.IQ_R)
        cpu.memory.set_words("D", 10, [1, 2, 3])
        cpu.memory.set_words("W", 0x1F, [4])
        cpu.memory.set_words("M", 32, [0xA5A5, 0x5A5A])
        words = [self.block(cpu, D, 10, 3), self.block(cpu, 0xB4, 0x1F, 1)]
        end_code, data = self.read(cpu, words, [self.block(cpu, M, 32, 2)])
        assert (end_code, data) == (0, bytes.fromhex("0100 0200 0300 0400 A5A5 5A5A"))

    @pytest.mark.parametrize(("series", "subcommand", "most"), [(Series.IQ_R, 2, 60), (Series.IQ_F, 0, 120)])
    def test_limits(self, series: Series, subcommand: int, most: int) -> None:
        cpu = Cpu(series)
        assert cpu.wide == bool(subcommand)
        block, bits = self.block(cpu, D, 0, 8), self.block(cpu, M, 0, 1)
        assert self.read(cpu, [block] * (most - 1), [bits])[0] == 0
        assert self.read(cpu, [block] * most, [bits])[0] == 0xC0D8
        assert self.read(cpu, [], [])[0] == 0xC0D8
        assert self.read(cpu, [self.block(cpu, D, 0, 959)], [bits])[0] == 0
        assert self.read(cpu, [self.block(cpu, D, 0, 960)], [bits])[0] == 0xC051

    def test_an_iq_r_takes_more_blocks_in_the_form_of_q(self) -> None:
        cpu, q = Cpu(Series.IQ_R), Cpu(Series.Q)
        blocks = bytes([120, 0]) + self.block(q, D, 0, 1) * 120
        assert cpu.ask_exactly(0x0406, 0, blocks)[0] == 0
        assert cpu.ask_exactly(0x0406, 1, blocks)[0] == 0xC059

    def test_devices_in_the_wrong_place_or_past_the_end(self) -> None:
        cpu = Cpu(Series.IQ_R)
        assert self.read(cpu, [self.block(cpu, M, 0, 1)], [])[0] == 0xC05C
        assert self.read(cpu, [], [self.block(cpu, D, 0, 1)])[0] == 0xC05C
        assert self.read(cpu, [self.block(cpu, D, 0, 0)], [])[0] == 0xC05C
        assert self.read(cpu, [], [self.block(cpu, TS, 0, 1)])[0] == 0xC05B
        past = self.block(cpu, D, cpu.memory.size("D"), 1)
        assert self.read(cpu, [self.block(cpu, D, 0, 1), past], [])[0] == 0x4031


@pytest.mark.parametrize(
    ("series", "end_code"), [(Series.Q, 0xC056), (Series.L, 0xC056), (Series.IQ_R, 0x4031)]
)
def test_past_the_end_of_a_device_the_whole_request_fails(series: Series, end_code: int) -> None:
    cpu = Cpu(series)
    last = cpu.memory.size("D") - 1
    cpu.memory.set_words("D", last, [77])
    assert cpu.read(D, last, 1) == (0, b"\x4d\x00")
    assert cpu.read(D, last, 2)[0] == end_code
    assert cpu.read(M, cpu.memory.size("M") - 15, 1)[0] == end_code, "a word of bits needs sixteen of them"
    both = bytes([2, 0]) + cpu.device(D, last + 1) + b"\1\0" + cpu.device(D, 5) + b"\1\0"
    assert cpu.ask(0x1402, 0, both)[0] == end_code
    assert (
        cpu.ask(0x1402, 0, both[:2] + both[2 + (len(both) - 2) // 2 :] + both[2 : 2 + (len(both) - 2) // 2])[
            0
        ]
        == end_code
    )
    assert cpu.memory.read_words("D", 5, 1) == b"\0\0", "nothing of a refused request was written"


def test_contacts_of_timers_only_in_bit_units() -> None:
    cpu = Cpu(Series.Q)
    assert cpu.read(TS, 0, 8, unit=1) == (0, bytes(4))
    assert cpu.read(TS, 0, 1)[0] == 0xC05B
    assert cpu.ask(0x0403, 0, bytes([1, 0]) + cpu.device(TS, 0))[0] == 0xC05B
    assert cpu.read(TN, 0, 1)[0] == 0


def test_word_devices_not_in_bit_units() -> None:
    cpu = Cpu(Series.Q)
    assert cpu.read(D, 0, 1, unit=1)[0] == 0xC05C
    assert cpu.ask(0x1401, 1, cpu.device(D, 0) + b"\1\0\x10")[0] == 0xC05C
    assert cpu.ask(0x1402, 1, b"\1" + cpu.device(D, 0) + b"\1")[0] == 0xC05C


def test_devices_that_do_not_exist() -> None:
    assert Cpu(Series.Q).read(0x77, 0, 1)[0] == 0xC05B
    assert Cpu(Series.IQ_F).read(ZR, 0, 1)[0] == 0xC05C, "FX5 has no ZR, and says so in its own way"


def test_lengths_that_do_not_match() -> None:
    cpu = Cpu(Series.Q)
    assert cpu.ask(0x0401, 0, cpu.device(D, 0) + b"\1\0\0")[0] == 0xC061
    assert cpu.ask(0x0401, 0, cpu.device(D, 0) + b"\1")[0] == 0xC061
    assert cpu.ask(0x0403, 0, bytes([2, 0]) + cpu.device(D, 0))[0] == 0xC061
    assert cpu.ask(0x1401, 0, cpu.device(D, 0) + b"\2\0\x01\x00")[0] == 0xC061
    assert cpu.ask(0x1401, 0, cpu.device(D, 0) + b"\1\0\x01\x00\x00")[0] == 0xC061
    assert cpu.memory.read_words("D", 0, 1) == b"\0\0"


@pytest.mark.parametrize("command", [0x0406, 0x1406, 0x0801, 0x0802, 0x1002, 0x0101, 0x0000, 0xFFFF])
def test_commands_that_a_built_in_port_does_not_know(command: int) -> None:
    assert Cpu(Series.Q).ask(command, 0, b"")[0] == 0xC059


@pytest.mark.parametrize("series", [Series.Q, Series.L, Series.QNA, Series.IQ_F])
@pytest.mark.parametrize("command", [0x0401, 0x0403, 0x0406, 0x1401, 0x1402])
@pytest.mark.parametrize("subcommand", [2, 3, 0x80, 0x82])
def test_wide_numbers_are_for_iq_r_and_iq_l_only(series: Series, command: int, subcommand: int) -> None:
    wide = Cpu(Series.IQ_R).device(D, 0) + b"\1\0"
    assert Cpu(series).ask_exactly(command, subcommand, wide)[0] == 0xC059


def test_subcommands_that_the_series_does_not_know() -> None:
    q, iq_r = Cpu(Series.Q), Cpu(Series.IQ_R)
    assert q.ask_exactly(0x0401, 2, iq_r.device(D, 0) + b"\1\0")[0] == 0xC059
    assert iq_r.ask_exactly(0x0401, 2, iq_r.device(D, 0) + b"\1\0")[0] == 0
    assert iq_r.ask_exactly(0x0401, 0, q.device(D, 0) + b"\1\0")[0] == 0, "the form of Q is understood"
    assert iq_r.ask_exactly(0x0401, 4, iq_r.device(D, 0) + b"\1\0")[0] == 0xC059
    assert q.ask(0x0403, 1, bytes([1, 0]) + q.device(D, 0))[0] == 0xC059


@pytest.mark.parametrize(("series", "words", "bits"), [(Series.Q, 160, 188), (Series.IQ_R, 80, 94)])
def test_the_most_points_of_a_random_write(series: Series, words: int, bits: int) -> None:
    cpu = Cpu(series)
    word = cpu.device(D, 0) + b"\1\0"
    bit = cpu.device(M, 0) + (b"\1\0" if cpu.wide else b"\1")
    assert cpu.ask(0x1402, 0, bytes([words, 0]) + word * words)[0] == 0
    assert cpu.ask(0x1402, 0, bytes([words + 1, 0]) + word * (words + 1))[0] == 0xC054
    assert cpu.ask(0x1402, 1, bytes([bits]) + bit * bits)[0] == 0
    assert cpu.ask(0x1402, 1, bytes([bits + 1]) + bit * (bits + 1))[0] == 0xC053


def test_bits_that_are_none() -> None:
    cpu = Cpu(Series.Q)
    assert cpu.ask(0x1401, 1, cpu.device(M, 0) + b"\2\0\x12")[0] == 0xC060
    assert cpu.ask(0x0619, 0, b"\0\0")[0] == 0xC060


@pytest.mark.parametrize(
    ("command", "subcommand", "data", "end_code"),
    [
        (0x0401, 0, b"D*00001G0001", b"C050"),
        (0x0401, 0, b"D*0000A00001", b"C050"),
        (0x0401, 0, b"D*000010+001", b"C050"),
        (0x0401, 0, b"QQ0000100001", b"C05B"),
        (0x0401, 0, b"D     100001", b"0000"),
        (0x1401, 0, b"D*0000100001 12F", b"C050"),
        (0x1401, 0, b"D*000010000112F", b"C061"),
        (0x1401, 1, b"M*000010000211", b"0000"),
        (0x1401, 1, b"M*000010000212", b"C060"),
    ],
)
def test_text_of_ascii_requests(command: int, subcommand: int, data: bytes, end_code: bytes) -> None:
    commands = Commands(Plc("P1", "127.0.0.1", protocol=McProtocol.MC_3E_ASCII), DeviceMemory())
    answer = commands.answer(Request(OWN_STATION, None, 16, command, subcommand, data))
    assert answer[18:22] == end_code
