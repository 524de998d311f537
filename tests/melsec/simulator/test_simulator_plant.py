"""The simulated plant: all PLCs, or none."""

from __future__ import annotations

import socket
import threading

import pytest

from hmi.melsec.simulator import FaultSpec, SimulatedPlant, SimulatedPlc
from hmi.model.errors import HmiError, UsageError
from hmi.model.plant import McProtocol, Plant, Plc, Series, Tag, TagType

PLANT = Plant(
    plcs=(
        Plc("P1", "127.0.0.1", port=5010),
        Plc("P2", "127.0.0.1", port=5010, protocol=McProtocol.MC_4E_BINARY, series=Series.IQ_R),
        Plc("P3", "127.0.0.1", is_active=False),
    ),
    tags=(Tag("P1", "D1", "A", TagType.INT, "G"), Tag("P2", "D20000", "B", TagType.INT, "G")),
)
FREE = {"P1": 0, "P2": 0}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_one_for_each_active_plc_with_its_own_tags() -> None:
    with SimulatedPlant(PLANT, ports=FREE, scan_ms=0) as simulated:
        assert list(simulated.plcs) == ["P1", "P2"]
        assert simulated.plcs["P1"].memory.read_words("D", 1, 1) != b"\0\0"
        assert simulated.plcs["P2"].memory.read_words("D", 1, 1) == b"\0\0"
        assert simulated.plcs["P2"].memory.size("D") == 20001
        for plc in simulated.plcs.values():
            socket.create_connection(("127.0.0.1", plc.port)).close()


def test_the_configured_port_is_used() -> None:
    port = free_port()
    simulated = SimulatedPlant(Plant(plcs=(Plc("P1", "127.0.0.1", port=port),)))
    try:
        assert simulated.start() == {"P1": port}
    finally:
        simulated.stop()


def test_all_or_nothing() -> None:
    before = threading.active_count()
    with SimulatedPlc(Plc("X", "127.0.0.1")) as other:
        simulated = SimulatedPlant(PLANT, ports={"P1": 0, "P2": other.port})
        with pytest.raises(HmiError, match=f"PLC P2: port {other.port}"):
            simulated.start()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", simulated.plcs["P1"].port))
    assert threading.active_count() == before


def test_two_plcs_on_one_port_are_refused_at_once() -> None:
    with pytest.raises(UsageError, match="P1 and P2 are both configured on port 5010"):
        SimulatedPlant(PLANT)


def test_a_port_for_a_plc_that_does_not_exist() -> None:
    with pytest.raises(UsageError, match="no PLC 'P9'"):
        SimulatedPlant(PLANT, ports={"P9": 1})


def test_every_plc_shows_the_faults() -> None:
    with SimulatedPlant(PLANT, ports=FREE, faults=[FaultSpec.parse("refuse")]) as simulated:
        for plc in simulated.plcs.values():
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", plc.port))
