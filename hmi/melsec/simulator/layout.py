"""How many points each device of a simulated PLC has.

The sizes are those of a CPU as it leaves the factory; tags beyond them make the device larger, so that
any plant can be simulated, unless a size is given explicitly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.devices import DEVICES
from hmi.melsec.errors import AddressError
from hmi.model.errors import UsageError, did_you_mean
from hmi.model.plant import Series, Tag, TagType

_each = dict.fromkeys
_TIMERS, _COUNTERS = ("TN", "TS", "TC"), ("CN", "CS", "CC")
_FAMILIES = dict.fromkeys(_TIMERS, _TIMERS) | dict.fromkeys(_COUNTERS, _COUNTERS)
"""Value, contact and coil of the timers are as many as there are timers; so with the counters."""

_QNU = (
    _each(("X", "Y", "B", "W"), 0x2000)
    | _each(("SB", "SW"), 0x800)
    | _each(("M", "L"), 8192)
    | _each(("F", "V", "SM", "SD", *_TIMERS), 2048)
    | _each(_COUNTERS, 1024)
    | {"D": 12288, "R": 32768, "ZR": 131072}
)
_IQ_R = (
    _QNU
    | _each(("X", "Y"), 0x3000)
    | _each(("SM", "SD"), 4096)
    | _each(_TIMERS, 1024)
    | _each(_COUNTERS, 512)
    | {"M": 12288, "D": 18432}
)
_FX5 = (
    _each(("X", "Y"), 0o2000)
    | _each(("M", "L"), 7680)
    | _each(("W", "SB", "SW", *_TIMERS), 512)
    | _each(("B", *_COUNTERS), 256)
    | {"F": 128, "D": 8000, "R": 32768, "SM": 10000, "SD": 12000}
)

DEFAULT_SIZES: Mapping[Series, Mapping[str, int]] = MappingProxyType(
    {
        Series.Q: _QNU,
        Series.L: _QNU,
        Series.QNA: _QNU,
        Series.IQ_L: _IQ_R,
        Series.IQ_R: _IQ_R,
        Series.IQ_F: _FX5,
    }
)
"""Points per device and series; a device that is not named does not exist there (FX5 has no V and ZR)."""

_WORDS = {
    TagType.DINT: 2,
    TagType.UDINT: 2,
    TagType.REAL: 2,
    TagType.LREAL: 4,
}


def word_count(tag: Tag) -> int:
    """Number of 16-bit words that a tag occupies; a bit counts as one word."""
    if tag.tag_type is TagType.STRING:
        return max(1, -(-(tag.string_length or 2) // 2))
    return _WORDS.get(tag.tag_type, 1)


def address_of(tag: Tag, series: Series) -> Address | None:
    """The tag's address, or None where no PLC of this series has it."""
    try:
        return parse_address(tag.tag_address, series)
    except AddressError:
        return None


def device_sizes(
    series: Series, tags: Iterable[Tag] = (), limits: Mapping[str, int] | None = None
) -> dict[str, int]:
    """Points per device name: the series' own, enlarged for the tags, or as ``limits`` says.

    Raises:
        UsageError: ``limits`` names a device that does not exist.
    """
    sizes = dict(DEFAULT_SIZES[series])
    for tag in tags:
        address = address_of(tag, series)
        if address is not None and address.device.name in sizes:
            name = address.device.name
            _resize(sizes, name, max(sizes[name], _end_of(address, tag)))
    for name, size in (limits or {}).items():
        if name not in DEVICES:
            raise UsageError(f"Simulator: there is no device {name!r}{did_you_mean(name, DEVICES)}")
        _resize(sizes, name, size)
    return sizes


def _resize(sizes: dict[str, int], name: str, size: int) -> None:
    for member in _FAMILIES.get(name, (name,)):
        sizes[member] = size


def _end_of(address: Address, tag: Tag) -> int:
    """One past the last point of the tag; bit devices end on a multiple of 16, as in a PLC's parameters."""
    if not address.device.is_bit:
        return address.number + word_count(tag)
    points = 1 if tag.tag_type is TagType.BOOL else 16 * word_count(tag)
    return -(-(address.number + points) // 16) * 16
