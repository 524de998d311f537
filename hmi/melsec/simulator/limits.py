"""What a PLC refuses: end codes, and how many points one request may ask for.

Sources: MELSEC Communication Protocol Reference Manual (SH-080008), end codes of the built-in Ethernet
port (QnUCPU manual, SH-080811); point limits and end codes as measured on real PLCs of each series. ASCII
takes half the bits of binary code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from hmi.melsec.devices import uses_wide_numbers
from hmi.model.plant import Series


class EndCode(IntEnum):
    """End codes that the simulated PLC answers with."""

    OK = 0x0000
    DEVICE_RANGE_IQ_R = 0x4031
    NO_SUCH_STATION = 0x4B00
    NOT_HEXADECIMAL = 0xC050
    TOO_MANY_WORDS = 0xC051
    TOO_MANY_BITS = 0xC052
    TOO_MANY_RANDOM_BITS = 0xC053
    TOO_MANY_RANDOM_WORDS = 0xC054
    TOO_MANY_BLOCKS = 0xC0D8
    DEVICE_RANGE = 0xC056
    UNKNOWN_COMMAND = 0xC059
    UNKNOWN_DEVICE = 0xC05B
    NOT_IN_THIS_UNIT = 0xC05C
    CANNOT_EXECUTE = 0xC05F
    WRONG_CONTENTS = 0xC060
    LENGTH_MISMATCH = 0xC061


class Refusal(Exception):  # noqa: N818 - not an error of ours: the PLC answers with its end code
    """The request is answered with an end code; never leaves the simulator."""

    def __init__(self, end_code: EndCode) -> None:
        super().__init__(f"end code {end_code:04X}")
        self.end_code = end_code


@dataclass(frozen=True, slots=True)
class PointLimits:
    """The most points of one request.

    ``random_write_weight`` limits 12 x words + 14 x double words of one random write, ``blocks`` those of
    one block read in subcommand 0000 and ``blocks_wide`` in 0002; 0 where the PLC does not know the command.
    """

    words: int
    bits: int
    bits_ascii: int
    random_read: int
    random_write_weight: int
    random_write_bits: int
    blocks: int = 0
    blocks_wide: int = 0


_QNU = PointLimits(960, 7168, 3584, 192, 1920, 188)
_IQ_R = PointLimits(960, 7168, 3584, 96, 960, 94, blocks=120, blocks_wide=60)

LIMITS: Mapping[Series, PointLimits] = MappingProxyType(
    {
        Series.Q: _QNU,
        Series.L: _QNU,
        Series.QNA: PointLimits(480, 3584, 1792, 96, 960, 94),
        Series.IQ_L: _IQ_R,
        Series.IQ_R: _IQ_R,
        Series.IQ_F: PointLimits(960, 3584, 1792, 192, 1920, 188, blocks=120),
    }
)

CPU_TYPES: Mapping[Series, tuple[str, int]] = MappingProxyType(
    {
        Series.IQ_R: ("R04CPU", 0x4800),
        Series.IQ_L: ("L04HCPU", 0x48C0),
        Series.IQ_F: ("FX5U-32MR/ES", 0x4A21),
    }
)
"""Name and code that command 0101 answers; built-in ports of the other series do not know the command."""


def device_range_code(series: Series) -> EndCode:
    """The end code of a request that reaches past the last point of a device."""
    return EndCode.DEVICE_RANGE_IQ_R if uses_wide_numbers(series) else EndCode.DEVICE_RANGE


def as_series_says(end_code: EndCode, series: Series) -> EndCode:
    """The end code that a PLC of that series has for a fault: FX5 answers C05C for a device it lacks."""
    if series is Series.IQ_F and end_code is EndCode.UNKNOWN_DEVICE:
        return EndCode.NOT_IN_THIS_UNIT
    return end_code
