"""Every kind of request in every protocol and series against the simulator's memory."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from hmi.melsec.devices import DEVICES, Device
from hmi.melsec.limits import limits_of
from hmi.melsec.permits import WritePermit
from hmi.melsec.range_registers import range_registers
from hmi.melsec.ranges import read_device_ranges
from hmi.melsec.requests import BitWindow, Point, RandomRead, Window
from hmi.melsec.session import PlcSession
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.plant import McProtocol, PollingGroup, Series
from tests.melsec.scripted import plc_at

At = tuple[PlcSession, DeviceMemory]


@pytest.fixture(params=list(McProtocol))
def protocol(request: pytest.FixtureRequest) -> McProtocol:
    """Each of the protocols."""
    chosen: McProtocol = request.param
    return chosen


@pytest.fixture(params=list(Series))
def at(request: pytest.FixtureRequest, protocol: McProtocol) -> Iterator[At]:
    """A session to a simulated PLC full of random words, and its memory."""
    plc = plc_at(0, protocol, request.param, timeout=5.0)
    server = SimulatedPlc(plc, scan_ms=0.0)
    chance = random.Random(3)
    for device in (one for one in DEVICES.values() if one.is_on(plc.series)):
        size = min(server.memory.size(device), 2048)
        if device.is_bit:
            server.memory.set_bits(device, 0, [chance.getrandbits(1) for _ in range(size)])
        elif device.name != "SD":
            server.memory.set_words(device, 0, [chance.getrandbits(16) for _ in range(size)])
    port = server.start()
    try:
        with closing(PlcSession(replace(plc, port=port))) as session:
            session.open()
            yield session, server.memory
    finally:
        server.stop()


def on(series: Series, *, words: bool) -> list[Device]:
    """The devices of a series that can be read as words, or those that cannot."""
    return [one for one in DEVICES.values() if one.is_on(series) and one.has_words is words]


def test_windows_of_every_device(at: At) -> None:
    session, memory = at
    for device in on(session.plc.series, words=True):
        for head in (0, 0x10, 0x40):
            assert session.read(Window(device, head, 4)) == memory.read_words(device, head, 4), device


@pytest.mark.parametrize(("name", "head"), [("W", 0x1AE), ("X", 0xA0), ("B", 0xE0), ("Y", 0x1F0)])
def test_hexadecimal_numbers_with_letters(at: At, name: str, head: int) -> None:
    session, memory = at
    assert session.read(Window(DEVICES[name], head, 2)) == memory.read_words(name, head, 2)
    assert session.read(RandomRead((Point(DEVICES[name], head),), ())) == memory.read_words(name, head, 1)


def test_random_points_of_every_device_at_once(at: At) -> None:
    session, memory = at
    devices = on(session.plc.series, words=True)
    singles = tuple(Point(device, 0x60) for device in devices)
    doubles = tuple(Point(device, 0x40) for device in reversed(devices))
    due = [memory.read_words(device, number, 1) for device, number in singles]
    due += [memory.read_words(device, number, 2) for device, number in doubles]
    assert session.read(RandomRead(singles, doubles)) == b"".join(due)


def test_as_many_random_points_as_the_series_takes(at: At) -> None:
    session, memory = at
    most = limits_of(session.plc.series).random_points
    points = tuple(Point(DEVICES["W"], 0x1FF - n) for n in range(most))
    due = b"".join(memory.read_words("W", number, 1) for _, number in points)
    assert session.read(RandomRead(points, ())) == due


@pytest.mark.parametrize("count", [1, 16, 51])
def test_contacts_and_coils_in_bit_units(at: At, count: int) -> None:
    session, memory = at
    for device in on(session.plc.series, words=False):
        states = memory.read_bits(device, 3, count)
        due = sum(1 << n for n, state in enumerate(states) if state)
        assert session.read(BitWindow(device, 3, count)) == due.to_bytes(2 * -(-count // 16), "little")


def test_the_acknowledge_bit_is_written_and_nothing_beside_it(at: At) -> None:
    session, memory = at
    series = session.plc.series
    for address, name, number in (("B1A", "B", 0x1A), ("M101", "M", 101), ("Y17", "Y", int("17", 8))):
        if name == "Y" and series is not Series.IQ_F:
            number = 0x17
        group = PollingGroup("G", "PLC1", ack_bit_address=address, allow_plc_writes=True)
        permit = WritePermit.for_group(group, series)
        before = memory.read_bits(name, 0, 240).copy()
        for state in (True, False, True):
            session.write_bit(permit, on=state)
            before[number] = state
            assert memory.read_bits(name, 0, 240).tolist() == before.tolist()


@pytest.mark.parametrize("series", list(Series))
def test_the_ranges_that_it_tells_are_those_it_has(series: Series) -> None:
    plc = plc_at(0, McProtocol.MC_3E_ASCII, series, timeout=5.0)
    server = SimulatedPlc(plc, scan_ms=0.0, limits={"D": 20_000})
    port = server.start()
    try:
        ranges = read_device_ranges(replace(plc, port=port))
    finally:
        server.stop()
    if not range_registers(series):
        assert ranges is None
        return
    assert ranges is not None
    assert ranges.sizes["D"] == 20_000
    assert ranges.sizes == {name: server.memory.size(name) for name in ranges.sizes}
    assert set(ranges.sizes) >= {"X", "Y", "M", "B", "W", "R", "TN", "CS"}
