"""How far the devices of a PLC go, as the PLC itself says, and which tags lie beyond that."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from types import MappingProxyType

from hmi.melsec.addresses import Address
from hmi.melsec.devices import DEVICES
from hmi.melsec.errors import AddressError
from hmi.melsec.limits import limits_of
from hmi.melsec.range_registers import RangeRegister, range_registers
from hmi.melsec.requests import POINTS_PER_WORD, Window
from hmi.melsec.session import PlcSession
from hmi.melsec.spans import Span, locate
from hmi.model.plant import Plc, Series, Tag

_MOST_POINTS = 0x1000000
"""More points than device numbers of three bytes can name are not believed."""

_MOST_R = 32768
"""R is the first block of ZR."""


@dataclass(frozen=True, slots=True)
class DeviceRanges:
    """Points of the devices of one PLC, by device name; a device that is not named is unknown."""

    plc_code: str
    sizes: Mapping[str, int]

    def problem(self, tag: Tag, series: Series) -> str:
        """A sentence for the user where the PLC refuses to read the tag, else an empty string.

        A tag whose address is none, or whose device is unknown, is no problem of the ranges.
        """
        try:
            span, _ = locate(tag, series, limits_of(series))
        except AddressError:
            return ""
        device = span.device
        size = self.sizes.get(device.name)
        if size is None or _points_to(span) <= size:
            return ""
        return (
            f"Tag {tag.tag_name!r} at {tag.tag_address} is beyond the last {device.name} of PLC "
            f"{self.plc_code}, {Address(device, size - 1).text(series)}; check the address, or make "
            f"{device.name} larger in the PLC parameters"
        )


def read_device_ranges(plc: Plc) -> DeviceRanges | None:
    """Ask the PLC, over a connection of its own; None where it does not tell.

    Takes up to two ``connection_timeout``.

    Raises:
        PlcError: the PLC cannot be asked, or refuses the question (EndCodeError).
    """
    registers = range_registers(plc.series)
    if not registers:
        return None
    window = _window_of(registers)
    with closing(PlcSession(plc)) as session:
        session.open()
        words = memoryview(session.read(window)).cast("B")
    values = [words[at] | words[at + 1] << 8 for at in range(0, len(words), 2)]
    sizes = {name: _points(register, values, window.head) for name, register in registers.items()}
    if "ZR" in sizes:
        sizes["R"] = min(sizes["ZR"], _MOST_R)
    known = {name: size for name, size in sizes.items() if 0 < size <= _MOST_POINTS}
    return DeviceRanges(plc.plc_code, MappingProxyType(known)) if known else None


def _window_of(registers: Mapping[str, RangeRegister]) -> Window:
    first = min(register.sd_number for register in registers.values())
    last = max(register.sd_number + register.is_double for register in registers.values())
    return Window(DEVICES["SD"], first, last - first + 1)


def _points(register: RangeRegister, values: list[int], first: int) -> int:
    points = values[register.sd_number - first]
    if register.is_double:
        points |= values[register.sd_number + 1 - first] << 16
    if points == 0 and register.older is not None:
        return values[register.older - first]
    return points


def _points_to(span: Span) -> int:
    """Points of the device up to the end of a span: a bit is read with the 16 points of its word."""
    return span.end * (POINTS_PER_WORD if span.device.is_bit and span.device.has_words else 1)
