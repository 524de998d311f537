"""What a tag's signal looks like: chosen by type, unit and name, the same on every start."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import IntEnum

from hmi.model.plant import Tag, TagType


class Kind(IntEnum):
    """The shape of a number over time."""

    DRIFT = 0
    """Wanders slowly inside a band, like a temperature."""
    COUNTER = 1
    """Counts up by one and wraps."""
    STATE = 2
    """Steps through a handful of whole numbers."""


class BitKind(IntEnum):
    """The shape of a bit over time."""

    RUN = 0
    """Mostly on, off now and then."""
    ALARM = 1
    """Mostly off, on for some seconds now and then."""
    HEARTBEAT = 2
    """On for a second, off for a second."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A number's kind and its band, in the tag's unit after scaling; ``seeds`` are three of 0..1."""

    kind: Kind
    low: float
    high: float
    seeds: tuple[float, float, float]


_BANDS = (
    ("°C ℃ DEGC C", (35.0, 90.0)),
    ("°F", (95.0, 194.0)),
    ("K", (308.0, 363.0)),
    ("PA", (150.0, 900.0)),
    ("KPA", (400.0, 900.0)),
    ("MPA BAR KGF/CM² KGF/CM2", (4.0, 9.0)),
    ("PSI", (60.0, 120.0)),
    ("RPM", (600.0, 1800.0)),
    ("1/MIN HZ", (10.0, 60.0)),
    ("%", (30.0, 70.0)),
    ("A", (8.0, 40.0)),
    ("KA", (7.0, 12.0)),
    ("V", (1.0, 4.0)),
    ("KW S", (5.0, 60.0)),
    ("N", (2000.0, 4500.0)),
    ("KN", (400.0, 1200.0)),
    ("KG MM", (20.0, 200.0)),
    ("ΜM", (80.0, 130.0)),
    ("MS", (100.0, 900.0)),
    ("M/S", (0.4, 1.8)),
    ("M/MIN L/MIN", (5.0, 20.0)),
    ("M³/H", (20.0, 80.0)),
)
_UNIT_BANDS = {unit: band for units, band in _BANDS for unit in units.split()}
_NAME_BANDS = {
    **dict.fromkeys(("TEMP", "온도"), (35.0, 90.0)),
    "RPM": (600.0, 1800.0),
    **dict.fromkeys(("PRESSURE", "압력"), (4.0, 9.0)),
}
_ANY_BAND = (50.0, 500.0)
_COUNTER_UNITS = ("EA", "PCS", "개", "KWH")
_COUNTER_NAMES = ("COUNT", "CNT", "QTY", "TOTAL", "수량", "생산량")
_STATE_NAMES = ("STATE", "STATUS", "MODE", "STEP", "RECIPE", "PROGRAM", "NUMBER", "RESULT", "상태")
_ALARM_NAMES = (
    *("ALARM", "ALM", "ERR", "FAULT", "WARN", "EMERGENCY", "ESTOP", "OVER", "LOW", "HIGH", "OPEN", "DUE"),
    *("REWORK", "NG"),
)
_ALARM_NAMES_KO = ("알람", "경보", "이상")
_HEARTBEAT_NAMES = ("HEARTBEAT", "HEART_BEAT", "ALIVE", "CLOCK")

_RAW_LIMITS = {
    TagType.INT: (-32768, 32767),
    TagType.UINT: (0, 65535),
    TagType.BCD: (0, 9999),
    TagType.DINT: (-(2**31), 2**31 - 1),
    TagType.UDINT: (0, 2**32 - 1),
}
_COUNTER_SPAN = 999_999
_STATES = 5


def seeds_of(tag: Tag) -> tuple[float, float, float]:
    """Three numbers of 0..1 that belong to the tag's address, on every machine and start."""
    digest = hashlib.blake2b(f"{tag.plc_code} {tag.tag_address}".encode(), digest_size=12).digest()
    a, b, c = (int.from_bytes(digest[at : at + 4], "little") / 2**32 for at in (0, 4, 8))
    return a, b, c


def bit_kind(tag: Tag) -> BitKind:
    """The shape of a BOOL tag, by its name and its group's."""
    name = tag.tag_name.upper()
    if any(hint in name for hint in _HEARTBEAT_NAMES):
        return BitKind.HEARTBEAT
    # By the words of the name: Running is no NG, and Flow is not Low.
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", tag.tag_name)
    if any(word.upper().startswith(_ALARM_NAMES) for word in words):
        return BitKind.ALARM
    if any(hint in name for hint in _ALARM_NAMES_KO) or "ALARM" in tag.group_name.upper():
        return BitKind.ALARM
    return BitKind.RUN


def shape_of(tag: Tag) -> Shape:
    """The shape of a numeric tag; its band fits the tag's limits and what its words can hold."""
    kind = _kind(tag)
    low, high = (
        _band(tag) if kind is Kind.DRIFT else (1.0, _COUNTER_SPAN if kind is Kind.COUNTER else _STATES)
    )
    if tag.tag_type in _RAW_LIMITS:
        high = max(high, low + 5 * abs(tag.scale or 1.0))  # whole numbers need room to move
        low, high = _inside(low, high, *_range_of(tag))
    if tag.min_value is not None or tag.max_value is not None:
        lowest = low if tag.min_value is None else tag.min_value
        highest = high if tag.max_value is None else tag.max_value
        low, high = _inside(low, high, lowest, highest)
    return Shape(kind, low, high, seeds_of(tag))


def _kind(tag: Tag) -> Kind:
    name, unit = tag.tag_name.upper(), tag.unit.upper()
    if unit in _COUNTER_UNITS or any(hint in name for hint in _COUNTER_NAMES):
        return Kind.COUNTER
    is_whole = tag.tag_type in _RAW_LIMITS
    if is_whole and not unit and any(hint in name for hint in _STATE_NAMES):
        return Kind.STATE
    return Kind.STATE if is_whole and not unit and "STATE" in tag.group_name.upper() else Kind.DRIFT


def _band(tag: Tag) -> tuple[float, float]:
    name = tag.tag_name.upper()
    by_unit = _UNIT_BANDS["RPM"] if "FANSPEED" in name else _UNIT_BANDS.get(tag.unit.upper())
    by_name = next((band for hint, band in _NAME_BANDS.items() if hint in name), None)
    return by_unit or by_name or _ANY_BAND


def _range_of(tag: Tag) -> tuple[float, float]:
    """The smallest and the largest value that the tag's words can express."""
    first, last = (raw * (tag.scale or 1.0) + tag.offset for raw in _RAW_LIMITS[tag.tag_type])
    return min(first, last), max(first, last)


def _inside(low: float, high: float, lowest: float, highest: float) -> tuple[float, float]:
    """The part of a band that lies in a range; the middle of the range where they share nothing."""
    common = max(low, lowest), min(high, highest)
    if common[0] < common[1]:
        return common
    return lowest + 0.2 * (highest - lowest), lowest + 0.8 * (highest - lowest)
