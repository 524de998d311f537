"""The devices of a MELSEC PLC: codes, number bases and access units.

Source: MELSEC Communication Protocol Reference Manual, device code list.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hmi.model.plant import Series


class Access(Enum):
    """The unit in which a device is counted."""

    BIT = "bit"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Device:
    """One device: ``code`` as in binary frames, ``base`` of its numbers on most series."""

    name: str
    code: int
    access: Access
    base: int = 10
    has_words: bool = True
    """False for the contacts and coils of timers and counters, which a PLC reads in bit units only."""

    @property
    def is_bit(self) -> bool:
        """True where one point is one bit."""
        return self.access is Access.BIT

    def base_on(self, series: Series) -> int:
        """The base in which the device's numbers are written on that series (X, Y are octal on iQ-F)."""
        return 8 if series is Series.IQ_F and self.name in ("X", "Y") else self.base

    def is_on(self, series: Series) -> bool:
        """False where the PLCs of that series do not have the device."""
        return self.name not in _MISSING.get(series, ())

    def ascii_code(self, series: Series) -> str:
        """The code as in ASCII frames: two characters, four on iQ-R and iQ-L."""
        return self.name.ljust(4 if uses_wide_numbers(series) else 2, "*")


_MISSING = {Series.IQ_F: ("V", "ZR")}
"""FX5 User's Manual (SLMP), device range: neither the edge relay nor file registers by serial number."""


def uses_wide_numbers(series: Series) -> bool:
    """True for iQ-R and iQ-L: subcommands 0002/0003, 4-byte device numbers and 2-byte codes."""
    return series in (Series.IQ_R, Series.IQ_L)


def _bit(name: str, code: int, base: int = 10) -> Device:
    return Device(name, code, Access.BIT, base)


def _word(name: str, code: int, base: int = 10) -> Device:
    return Device(name, code, Access.WORD, base)


def _contact(name: str, code: int) -> Device:
    return Device(name, code, Access.BIT, has_words=False)


DEVICES: dict[str, Device] = {
    device.name: device
    for device in (
        _word("D", 0xA8),
        _word("W", 0xB4, 16),
        _word("R", 0xAF),
        _word("ZR", 0xB0),
        _word("SD", 0xA9),
        _word("SW", 0xB5, 16),
        _word("TN", 0xC2),
        _word("CN", 0xC5),
        _bit("M", 0x90),
        _bit("X", 0x9C, 16),
        _bit("Y", 0x9D, 16),
        _bit("B", 0xA0, 16),
        _bit("L", 0x92),
        _bit("SM", 0x91),
        _bit("F", 0x93),
        _bit("V", 0x94),
        _bit("SB", 0xA1, 16),
        _contact("TS", 0xC1),
        _contact("TC", 0xC0),
        _contact("CS", 0xC4),
        _contact("CC", 0xC3),
    )
}
"""Every device that can be read, by name; ``is_on`` says on which series."""

UNREAD: dict[str, str] = (
    dict.fromkeys(("STS", "STC", "STN", "SS", "SC", "SN"), "a retentive timer")
    | dict.fromkeys(("LTS", "LTC", "LTN"), "a long timer")
    | dict.fromkeys(("LSTS", "LSTC", "LSTN"), "a long retentive timer")
    | dict.fromkeys(("LCS", "LCC", "LCN"), "a long counter")
    | dict.fromkeys(("Z", "LZ"), "an index register")
    | dict.fromkeys(("DX", "DY"), "a direct input or output")
    | dict.fromkeys(("FX", "FY", "FD"), "a function device")
    | {"RD": "a refresh data register", "S": "a step relay", "BL": "an SFC block"}
    | dict.fromkeys(("G", "HG"), "a module's buffer memory")
)
"""Devices of the same list that are not read, with what they are."""
