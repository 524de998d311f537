"""A simulated PLC tells its device ranges where a real one does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hmi.melsec.range_registers import range_registers
from hmi.melsec.ranges import read_device_ranges
from hmi.melsec.simulator import SimulatedPlc
from hmi.melsec.simulator.sd_registers import tell_ranges
from hmi.model.plant import McProtocol, Plc, Series, Tag, TagType

TAGS = (Tag("P1", "M35077", "Far", TagType.BOOL, "G"), Tag("P1", "SD290", "X", TagType.INT, "G"))


def protocol_of(series: Series) -> McProtocol:
    is_wide = series in (Series.IQ_R, Series.IQ_L)
    return McProtocol.MC_4E_BINARY if is_wide else McProtocol.MC_3E_BINARY


@pytest.mark.parametrize("series", [series for series in Series if range_registers(series)], ids=str)
def test_what_is_read_back_is_what_the_memory_has(series: Series) -> None:
    plc = Plc("P1", "127.0.0.1", protocol=protocol_of(series), series=series)
    with SimulatedPlc(plc, TAGS, scan_ms=0, limits={"D": 20000}) as simulated:
        told = read_device_ranges(replace(plc, port=simulated.port))
    assert told is not None
    expected = {name: simulated.memory.size(name) for name in told.sizes}
    assert dict(told.sizes) == expected
    assert expected["D"] == 20000
    assert expected["M"] == 35088
    assert {"D", "W", "M", "X", "B", "TN", "TS", "CN", "R"} <= set(expected)


def test_what_does_not_fit_into_a_register_is_told_as_the_most_it_can_hold() -> None:
    plc = SimulatedPlc(Plc("P1", "127.0.0.1"), limits={"X": 70000, "M": 40000})
    assert plc.memory.read_words("SD", 290, 1) == b"\xff\xff"
    assert plc.memory.read_words("SD", 286, 2) == (40000).to_bytes(4, "little")
    assert plc.memory.read_words("SD", 292, 1) == b"\x00\x80"


def test_a_cpu_with_few_special_registers_tells_nothing() -> None:
    plc = SimulatedPlc(Plc("P1", "127.0.0.1"), limits={"SD": 10})
    tell_ranges(plc.memory, Series.Q)
    assert plc.memory.read_words("SD", 0, 10) == bytes(20)


def test_a_qna_keeps_no_ranges() -> None:
    plc = SimulatedPlc(Plc("P1", "127.0.0.1", series=Series.QNA))
    assert plc.memory.read_words("SD", 286, 26) == bytes(52)
