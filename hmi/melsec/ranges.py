"""How far the devices of a PLC go, as the PLC itself says, and which tags lie beyond that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from types import MappingProxyType

from hmi.melsec.addresses import Address
from hmi.melsec.devices import DEVICES, Device
from hmi.melsec.plan import plan_reads
from hmi.melsec.range_registers import RangeRegister, range_registers
from hmi.melsec.requests import POINTS_PER_WORD, RandomRead, Request, Window
from hmi.melsec.session import PlcSession
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
        plan = plan_reads((tag,), series)
        for request in plan.requests:
            for device, end in _ends(request):
                size = self.sizes.get(device.name)
                if size is not None and end > size:
                    last = Address(device, size - 1).text(series)
                    return (
                        f"Tag {tag.tag_name!r} at {tag.tag_address} is beyond the last {device.name} of PLC "
                        f"{self.plc_code}, {last}; check the address, or make {device.name} larger in the "
                        "PLC parameters"
                    )
        return ""


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


def _ends(request: Request) -> Iterator[tuple[Device, int]]:
    """The devices of a request, each with the number behind the last point that is asked for."""
    if isinstance(request, RandomRead):
        for points, words in ((request.singles, 1), (request.doubles, 2)):
            for device, number in points:
                yield device, number + words * (POINTS_PER_WORD if device.is_bit else 1)
    elif isinstance(request, Window):
        factor = POINTS_PER_WORD if request.device.is_bit else 1
        yield request.device, request.head + request.words * factor
    else:
        yield request.device, request.head + request.bits
