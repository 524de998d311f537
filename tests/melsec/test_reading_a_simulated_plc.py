"""Plan, session and decoder together against the simulator: all protocols and series, limits, end codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from hmi.melsec.decode import Decoder
from hmi.melsec.devices import DEVICES
from hmi.melsec.errors import EndCodeError
from hmi.melsec.limits import limits_of
from hmi.melsec.plan import plan_reads
from hmi.melsec.probe import probe
from hmi.melsec.requests import Window
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.plant import McProtocol, Plc, Series, Tag, TagType
from tests.melsec.scripted import d, opened, plc_at


@contextmanager
def simulated(protocol: McProtocol, series: Series) -> Iterator[tuple[SimulatedPlc, Plc]]:
    plc = plc_at(0, protocol, series, timeout=5.0)
    server = SimulatedPlc(plc, scan_ms=0.0)
    port = server.start()
    try:
        yield server, replace(plc, port=port)
    finally:
        server.stop()


@pytest.mark.parametrize("protocol", list(McProtocol))
@pytest.mark.parametrize("series", list(Series))
def test_values_arrive_as_they_were_set(protocol: McProtocol, series: Series) -> None:
    x = "X25" if series is Series.IQ_F else "X15"  # 21 in octal and in hexadecimal
    kinds = {
        "D10": TagType.INT,
        "D11": TagType.DINT,
        "W1F": TagType.UINT,
        "D10.0": TagType.BOOL,
        "M17": TagType.BOOL,
        x: TagType.BOOL,
    }
    tags = [Tag("PLC1", address, address, kind, "G") for address, kind in kinds.items()]
    plan = plan_reads(tags, series)
    with simulated(protocol, series) as (server, plc), opened(plc) as session:
        server.memory.set_words("D", 10, [-5 & 0xFFFF, 0x5678, 0x1234])
        server.memory.set_words("W", 0x1F, [65000])
        server.memory.set_bits("M", 17, [1])
        server.memory.set_bits("X", 21, [1])
        payloads = [session.read(window) for window in plan.requests]
        assert Decoder(plan).decode(payloads) == ((-5, 0x12345678, 65000, True, True, True), {})


@pytest.mark.parametrize("protocol", list(McProtocol))
def test_the_largest_answers_come_whole(protocol: McProtocol) -> None:
    values = [(7 * index) & 0xFFFF for index in range(960)]
    with simulated(protocol, Series.Q) as (server, plc), opened(plc) as session:
        server.memory.set_words("D", 100, values)
        for _ in range(3):
            assert session.read(d(100, 960)) == b"".join(value.to_bytes(2, "little") for value in values)


@pytest.mark.parametrize("series", list(Series))
def test_our_limit_is_the_plcs_limit(series: Series) -> None:
    limit = limits_of(series).words
    with simulated(McProtocol.MC_3E_BINARY, series) as (_, plc), opened(plc) as session:
        assert len(session.read(d(0, limit))) == 2 * limit
        with pytest.raises(EndCodeError, match="end code C051"):
            session.read(d(0, limit + 1))
        assert len(session.read(d(0, 1))) == 2


def test_past_the_end_of_a_device_is_an_end_code() -> None:
    with simulated(McProtocol.MC_3E_BINARY, Series.Q) as (_, plc), opened(plc) as session:
        with pytest.raises(EndCodeError) as caught:
            session.read(Window(DEVICES["D"], 0xFFFFF0, 16))
        assert caught.value.end_code in (0xC056, 0x4031)


@pytest.mark.parametrize("protocol", list(McProtocol))
def test_the_probe_sees_it(protocol: McProtocol) -> None:
    with simulated(protocol, Series.Q) as (_, plc):
        assert f"answers as {protocol}, D0 read in" in probe(plc).text
