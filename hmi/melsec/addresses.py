"""Tag addresses: ``D100``, ``W1F0``, ``X1A``, ``ZR100``, ``D100.3``, ``W327C.A``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from hmi.melsec.devices import DEVICES, UNREAD, Device
from hmi.melsec.errors import AddressError
from hmi.model.errors import did_you_mean
from hmi.model.plant import Series
from hmi.model.widths import half_width

_DIGITS = {8: "octal (0-7)", 10: "decimal (0-9)", 16: "hexadecimal (0-9, A-F)"}
_MAX_NUMBER = 0xFFFFFF
_MODULE = re.compile(r"(?:U[0-9A-F]*|J[0-9]*)[\\¥₩/]")
"""``U0\\G0``, ``J1\\W0``; keyboards of Japan and Korea write their currency for the backslash."""
_INSTEAD = {"ZR": "R", "V": "M"}
"""What stands in for a device on a series that does not have it."""


@dataclass(frozen=True, slots=True)
class Address:
    """A device and its number, with the bit (0-15) where one bit of a word is meant."""

    device: Device
    number: int
    bit: int | None = None

    def text(self, series: Series) -> str:
        """The address as an engineer of that series writes it."""
        base = self.device.base_on(series)
        number = f"{self.number:X}" if base == 16 else f"{self.number:o}" if base == 8 else str(self.number)
        return f"{self.device.name}{number}" + ("" if self.bit is None else f".{self.bit:X}")


@lru_cache(maxsize=32_768)  # plans are made again and again of the same tags, and this is a third of the work
def parse_address(text: str, series: Series) -> Address:
    """Understand an address in any case, with or without leading zeros (``x1a``, ``X01A``, ``WFF``).

    Full-width characters are as good as others (``Ｄ１００``).

    Raises:
        AddressError: no such device on that series, or a number that is not one in the device's base.
    """
    cleaned = half_width(text).strip().upper()
    for device in _candidates(cleaned):
        rest, dot, bit = cleaned[len(device.name) :].partition(".")
        base = device.base_on(series)
        if not rest or not _is_number(rest, base):
            continue
        if not device.is_on(series):
            raise AddressError(
                f"Address {text!r}: {series} series PLCs have no {device.name}; use {_INSTEAD[device.name]}, "
                "or check the series of the PLC"
            )
        number = int(rest, base)
        if number > _MAX_NUMBER:
            raise AddressError(f"Address {text!r}: number {rest} is larger than any device of a PLC")
        return Address(device, number, _parse_bit(text, device, bit) if dot else None)
    raise AddressError(_explain(text, cleaned, series))


def _candidates(cleaned: str) -> list[Device]:
    """Devices the text may begin with, longest name first, so that ``SB1`` is not read as S."""
    fitting = [device for name, device in DEVICES.items() if cleaned.startswith(name)]
    return sorted(fitting, key=lambda device: -len(device.name))


def _is_number(text: str, base: int) -> bool:
    return all(c in "0123456789ABCDEF"[:base] for c in text)


def _parse_bit(text: str, device: Device, bit: str) -> int:
    if device.is_bit:
        raise AddressError(f"Address {text!r}: {device.name} is a bit device, it has no bits of its own")
    if len(bit) != 1 or not _is_number(bit, 16):
        raise AddressError(f"Address {text!r}: the bit after the point is one digit from 0 to F")
    return int(bit, 16)


def _explain(text: str, cleaned: str, series: Series) -> str:
    head = re.match(r"[A-Z]*", cleaned)
    name = head.group() if head else ""
    unread = UNREAD.get(name) or ("a module's or network's memory" if _MODULE.match(cleaned) else "")
    if unread:
        return (
            f"Address {text!r}: {name} is {unread}, a device that is not read; let the PLC's program copy it "
            "to one that is, such as D or M"
        )
    candidates = _candidates(cleaned)
    if candidates:
        device = candidates[0]
        base = device.base_on(series)
        return (
            f"Address {text!r}: numbers of {device.name} are {_DIGITS[base]} on {series} series PLCs, "
            f"as in {device.name}{'1F' if base == 16 else '17'}"
        )
    hint = did_you_mean(name, DEVICES) or "; known devices: " + ", ".join(DEVICES)
    if not name:
        return f"Address {text!r}: an address begins with a device, as in D100 or X1A{hint}"
    return f"Address {text!r}: there is no device {name!r}{hint}"
