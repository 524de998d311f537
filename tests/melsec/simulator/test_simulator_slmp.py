"""An independent client, plc-comm-slmp, reads and writes a running simulated PLC."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import slmp
from slmp.capability_profiles import BUILTIN_CAPABILITY_PROFILES
from slmp.constants import DEVICE_CODES, DeviceUnit

from hmi.melsec.devices import DEVICES
from hmi.melsec.simulator import SimulatedPlc
from hmi.melsec.simulator.limits import LIMITS, EndCode
from hmi.model.plant import McProtocol, Plc, Series

PROFILES = [
    pytest.param((McProtocol.MC_3E_BINARY, Series.Q, "melsec:qnu"), id="3E-Q"),
    pytest.param((McProtocol.MC_4E_BINARY, Series.IQ_R, "melsec:iq-r"), id="4E-iQ-R"),
    pytest.param((McProtocol.MC_4E_BINARY, Series.IQ_L, "melsec:iq-l"), id="4E-iQ-L"),
    pytest.param((McProtocol.MC_3E_BINARY, Series.IQ_F, "melsec:iq-f"), id="3E-iQ-F"),
]
Pair = tuple[SimulatedPlc, slmp.SlmpClient]


def connect(plc: SimulatedPlc, profile: str) -> slmp.SlmpClient:
    target = slmp.SlmpTarget(network=0, station=0xFF, module_io=0x3FF, multidrop=0)
    return slmp.SlmpClient("127.0.0.1", plc.port, transport="tcp", default_target=target, plc_profile=profile)


@pytest.fixture(params=PROFILES)
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    protocol, series, profile = request.param
    with (
        SimulatedPlc(Plc("P1", "127.0.0.1", protocol=protocol, series=series), scan_ms=0) as plc,
        connect(plc, profile) as client,
    ):
        yield plc, client


@pytest.fixture
def q(request: pytest.FixtureRequest) -> Iterator[Pair]:
    with SimulatedPlc(Plc("P1", "127.0.0.1"), scan_ms=0) as plc, connect(plc, "melsec:qnu") as client:
        yield plc, client


def test_device_codes_and_bases_are_those_of_the_other_implementation() -> None:
    for name, device in DEVICES.items():
        theirs = DEVICE_CODES[name]
        assert (device.code, device.base) == (theirs.code, theirs.radix), name
        assert device.is_bit == (theirs.unit is DeviceUnit.BIT), name


def test_words_of_word_and_bit_devices(pair: Pair) -> None:
    plc, client = pair
    values = [(7 * n) % 65536 for n in range(960)]
    plc.memory.set_words("D", 40, values)
    plc.memory.set_words("W", 0x1A, [1, 2, 3])
    plc.memory.set_words("M", 32, [0xA5A5])
    assert client.read_devices("D40", 960, bit_unit=False) == values
    assert client.read_devices("W1A", 3, bit_unit=False) == [1, 2, 3]
    assert client.read_devices("M32", 1, bit_unit=False) == [0xA5A5]


def test_bits(pair: Pair) -> None:
    plc, client = pair
    states = [n % 3 == 0 for n in range(301)]
    plc.memory.set_bits("M", 5, states)
    plc.memory.set_bits("X", 0o17, [True])
    assert client.read_devices("M5", 301, bit_unit=True) == states
    address = "X17" if plc.plc.series is Series.IQ_F else "XF"
    assert client.read_devices(address, 1, bit_unit=True) == [True]


def test_contacts_of_timers_in_bit_units(q: Pair) -> None:
    plc, client = q
    plc.memory.set_bits("TS", 3, [1, 0, 1])
    assert client.read_devices("TS3", 3, bit_unit=True) == [True, False, True]


def test_random_points(pair: Pair) -> None:
    plc, client = pair
    plc.memory.set_words("D", 7, [700])
    plc.memory.set_words("W", 0x1F, [31])
    plc.memory.set_words("D", 100, [0x5678, 0x1234])
    result = client.read_random(word_devices=["D7", "W1F"], dword_devices=["D100"])
    assert result.word == {"D7": 700, "W1F": 31}
    assert result.dword == {"D100": 0x12345678}


def test_blocks(pair: Pair) -> None:
    plc, client = pair
    plc.memory.set_words("D", 7, [700, 701])
    plc.memory.set_words("W", 0x1F, [31])
    plc.memory.set_words("M", 48, [0xA5A5])
    if plc.plc.series is Series.Q:
        answer = client.raw_command(0x0406, subcommand=0, payload=b"\1\0\0\0\0\xa8\1\0", raise_on_error=False)
        assert answer.end_code == 0xC059
        return
    result = client.read_block(word_blocks=[("D7", 2), ("W1F", 1)], bit_blocks=[("M48", 1)])
    assert [block.values for block in result.word_blocks] == [[700, 701], [31]]
    assert [block.values for block in result.bit_blocks] == [[0xA5A5]]


@pytest.mark.parametrize(
    ("series", "profile"),
    [
        (Series.Q, "melsec:qnu"),
        (Series.L, "melsec:lcpu"),
        (Series.IQ_R, "melsec:iq-r"),
        (Series.IQ_L, "melsec:iq-l"),
        (Series.IQ_F, "melsec:iq-f"),
    ],
)
def test_the_limits_are_those_of_the_other_implementation(series: Series, profile: str) -> None:
    theirs, ours = BUILTIN_CAPABILITY_PROFILES[profile].limits, LIMITS[series]
    assert theirs["direct_word_read"].max == ours.words
    assert theirs["direct_bit_read"].max == ours.bits
    assert theirs["random_read_word"].max == ours.random_read
    assert theirs["random_write_bit"].max == ours.random_write_bits
    assert theirs["random_write_word"].weighted_max == ours.random_write_weight
    codes = (EndCode.TOO_MANY_WORDS, EndCode.TOO_MANY_BITS, EndCode.TOO_MANY_RANDOM_WORDS)
    keys = ("direct_word_read", "direct_bit_read", "random_read_word")
    assert [theirs[key].over_end_code for key in keys] == [f"{code:04X}" for code in codes]


def test_writes(pair: Pair) -> None:
    plc, client = pair
    client.write_devices("D10", [1, 65535], bit_unit=False)
    client.write_devices("M10", [True, False, True], bit_unit=True)
    client.write_random_words(word_values={"D20": 5}, dword_values={"D30": 0xDEADBEEF})
    client.write_random_bits({"M50": True, "M99": True})
    assert plc.memory.read_words("D", 10, 2) == b"\x01\x00\xff\xff"
    assert plc.memory.read_bits("M", 10, 3).tolist() == [1, 0, 1]
    assert plc.memory.read_words("D", 20, 1) == b"\x05\x00"
    assert plc.memory.read_words("D", 30, 2) == b"\xef\xbe\xad\xde"
    assert plc.memory.read_bits("M", 50, 50).tolist() == [1, *[0] * 48, 1]


def test_loopback(pair: Pair) -> None:
    _, client = pair
    assert client.self_test_loopback("ABCDE") == b"ABCDE"


def test_the_type_of_an_iq_r() -> None:
    plc = Plc("P1", "127.0.0.1", protocol=McProtocol.MC_4E_BINARY, series=Series.IQ_R)
    with SimulatedPlc(plc, scan_ms=0) as simulated, connect(simulated, "melsec:iq-r") as client:
        kind = client.read_type_name()
    assert (kind.model, kind.model_code) == ("R04CPU", 0x4800)


def test_a_built_in_port_does_not_tell_its_type(q: Pair) -> None:
    _, client = q
    answer = client.raw_command(0x0101, subcommand=0, payload=b"", raise_on_error=False)
    assert answer.end_code == 0xC059
