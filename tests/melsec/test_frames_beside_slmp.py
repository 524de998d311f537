"""Our binary requests beside those of an independent client, plc-comm-slmp, byte by byte."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest
import slmp

from hmi.melsec.addresses import parse_address
from hmi.melsec.permits import WritePermit
from hmi.melsec.requests import BitWindow, Point, RandomRead, Request, Window
from hmi.melsec.session import PlcSession
from hmi.model.plant import McProtocol, PollingGroup, Series
from tests.melsec.scripted import Script, ScriptedPlc, answering, plc_at

Make = Callable[[Script], ScriptedPlc]

SERIES = {
    Series.Q: (McProtocol.MC_3E_BINARY, "melsec:qnu"),
    Series.L: (McProtocol.MC_3E_BINARY, "melsec:lcpu"),
    Series.IQ_R: (McProtocol.MC_4E_BINARY, "melsec:iq-r"),
    Series.IQ_L: (McProtocol.MC_4E_BINARY, "melsec:iq-l"),
    Series.IQ_F: (McProtocol.MC_3E_BINARY, "melsec:iq-f"),
}


@pytest.fixture(params=SERIES)
def series(request: pytest.FixtureRequest) -> Series:
    """Each of the series that the other client knows too."""
    chosen: Series = request.param
    return chosen


def ours(scripted: Make, series: Series, data: bytes, act: Callable[[PlcSession], object]) -> bytes:
    """The request that we send."""
    protocol, _ = SERIES[series]
    server = scripted(answering(protocol, data))
    with closing(PlcSession(plc_at(server.port, protocol, series))) as session:
        session.open()
        act(session)
    return without_serial_and_timer(server.requests[0], protocol)


def theirs(scripted: Make, series: Series, data: bytes, act: Callable[[slmp.SlmpClient], object]) -> bytes:
    """The request that the other client sends for the same."""
    protocol, profile = SERIES[series]
    server = scripted(answering(protocol, data))
    target = slmp.SlmpTarget(network=0, station=0xFF, module_io=0x3FF, multidrop=0)
    with slmp.SlmpClient(
        "127.0.0.1", server.port, transport="tcp", default_target=target, plc_profile=profile
    ) as client:
        act(client)
    return without_serial_and_timer(server.requests[0], protocol)


def without_serial_and_timer(frame: bytes, protocol: McProtocol) -> bytes:
    if protocol.is_4e:
        return frame[:2] + frame[6:13] + frame[15:]
    return frame[:9] + frame[11:]


def read(request: Request) -> Callable[[PlcSession], bytes]:
    return lambda session: session.read(request)


def point(text: str, series: Series) -> Point:
    address = parse_address(text, series)
    return Point(address.device, address.number)


@pytest.mark.parametrize("address", ["D100", "W1F0", "X20", "B1F0", "M1600", "SW1A", "SD200", "TN7"])
def test_words(scripted: Make, series: Series, address: str) -> None:
    window = Window(*point(address, series), 3)
    other = theirs(scripted, series, bytes(6), lambda client: client.read_devices(address, 3, bit_unit=False))
    assert ours(scripted, series, bytes(6), read(window)) == other


@pytest.mark.parametrize("address", ["TS10", "TC0", "CS3", "CC255"])
def test_bit_units(scripted: Make, series: Series, address: str) -> None:
    window = BitWindow(*point(address, series), 5)
    other = theirs(scripted, series, bytes(3), lambda client: client.read_devices(address, 5, bit_unit=True))
    assert ours(scripted, series, bytes(3), read(window)) == other


def test_random_points(scripted: Make, series: Series) -> None:
    singles, doubles = ["D10", "W1F", "R100"], ["D4000", "SD300"]
    request = RandomRead(
        tuple(point(one, series) for one in singles), tuple(point(one, series) for one in doubles)
    )
    other = theirs(
        scripted,
        series,
        bytes(14),
        lambda client: client.read_random(word_devices=singles, dword_devices=doubles),
    )
    assert ours(scripted, series, bytes(14), read(request)) == other


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("address", ["M101", "B1A", "Y17", "L7"])
def test_the_write_of_one_bit(scripted: Make, series: Series, address: str, on: bool) -> None:
    group = PollingGroup("G", "PLC1", ack_bit_address=address, allow_plc_writes=True)
    permit = WritePermit.for_group(group, series)
    other = theirs(scripted, series, b"", lambda client: client.write_devices(address, [on], bit_unit=True))
    assert ours(scripted, series, b"", lambda session: session.write_bit(permit, on)) == other
