"""Tags as KEPServerEX exports them from a device of its Mitsubishi drivers.

Source: files that the server wrote, its help on CSV import and export, and the help of the Mitsubishi
Ethernet driver on addresses and data types.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, NamedTuple

from hmi.config.columns import MIN_INTERVAL_MS, TAGS
from hmi.config.kepware_scaling import scaling
from hmi.config.sheet import Record, Sheet
from hmi.model.plant import ByteOrder, TagType

ORIGIN = "tags of KEPServerEX"

_NEEDED = {"tagname", "address", "datatype"}
_TYPICAL = {"respectdatatype", "clientaccess", "scanrate"}

_TYPES = {
    "default": None,
    "boolean": TagType.BOOL,
    "short": TagType.INT,
    "word": TagType.UINT,
    "long": TagType.DINT,
    "dword": TagType.UDINT,
    "float": TagType.REAL,
    "double": TagType.LREAL,
    "bcd": TagType.BCD,
    "string": TagType.STRING,
}
"""Theirs to ours; ``default`` is the driver's own choice, which is the device's type."""

_STRING = re.compile(r"(D|W)S([HL])([0-9A-F]+)\.([0-9]{1,4})|([A-Z]+[0-9A-F]+)\.([0-9]{1,4})([HL])")
"""DSH200.100: 100 bytes from D200, the high byte of each word first; also written D200.100H."""
_BIT = re.compile(r"([A-Z]+[0-9A-F]+)\.([0-9]{1,2})")
_MAX_INTERVAL_MS = 86_400_000
_DEFAULT_RATE_MS = 1000
_MOST_DIGITS = 10


class _LeftOut(Exception):  # noqa: N818 - a reason to leave a row out, told by _record, never an error
    """Why a row does not become a tag."""


class _Place(NamedTuple):
    """An address in our spelling; the length in bytes and the order of a string."""

    address: str
    length: int | None = None
    order: ByteOrder = ByteOrder.LOW_FIRST


def is_header(cells: Sequence[str]) -> bool:
    """True for the header of a tag export: three columns of every version and one that only they have."""
    words = {_word(cell) for cell in cells}
    return words >= _NEEDED and bool(words & _TYPICAL)


def read(sheet: Sheet, rows: Sequence[list[str]], header: int) -> None:
    """Make a tag of every row; ``header`` is the place of the header among the rows.

    Linear scaling becomes scale and offset, a clamped limit becomes a limit (beyond which a value is
    UNCERTAIN here, where the server cut it off), the scan rate says which new group the tag goes into. Client
    access is of no meaning: tags are never written. What has no equal here is left out with the reason.
    """
    sheet.table, sheet.origin = TAGS, ORIGIN
    words = [_word(cell) for cell in rows[header]]
    found = [
        (number, dict(zip_longest(words, (cell.strip() for cell in cells[: len(words)]), fillvalue="")))
        for number, cells in enumerate(rows[header + 1 :], start=header + 2)
        if any(cell.strip() for cell in cells)
    ]
    prefix = _server_prefix([cells["tagname"] for _, cells in found])
    for number, cells in found:
        cells["tagname"] = cells["tagname"].removeprefix(prefix)
        sheet.records.append(_record(sheet.file, number, cells))
    if len(found) > 1 and any(map(str.strip, rows[-1])) and len(rows[-1]) < len(rows[-2]):
        sheet.records[-1] = replace(sheet.records[-1], skip="is cut off: the file is not complete")


def _word(cell: str) -> str:
    return re.sub(r"\s+", "", cell).casefold()


def _server_prefix(names: Sequence[str]) -> str:
    """``Channel1.Device1.`` where every name begins with the same two parts; tag groups stay in the names."""
    heads = {tuple(name.split(".", 2)[:2]) if name.count(".") > 1 else () for name in names}
    head = heads.pop() if len(heads) == 1 else ()
    return ".".join(head) + "." if head else ""


def _record(file: str, row: int, cells: Mapping[str, str]) -> Record:
    values: dict[str, Any] = {
        "plc_code": None,
        "tag_address": cells["address"],
        "tag_name": cells["tagname"],
    }
    interval, remark = _DEFAULT_RATE_MS, ""
    try:
        values |= _understand(cells)
        interval, remark = _interval(cells.get("scanrate", ""))
    except _LeftOut as reason:
        return Record(file, row, values, is_foreign=True, skip=str(reason))
    return Record(file, row, values, is_foreign=True, remark=remark, interval_ms=interval)


def _understand(cells: Mapping[str, str]) -> dict[str, Any]:
    """The tag's values. Raises _LeftOut where they have no equal here."""
    tag_type = _type(cells["datatype"])
    place = _place(cells["address"].upper(), tag_type)
    values: dict[str, Any] = {
        "tag_address": place.address,
        "tag_name": _parsed("tag_name", cells["tagname"]),
        "string_length": place.length,
        "string_byte_order": place.order,
    }
    if tag_type is not None or place.length is not None:
        values["tag_type"] = tag_type or TagType.STRING
    for units in ("engunits", "engineeringunits"):
        if units in cells:
            values["unit"] = _parsed("unit", cells[units])
    if "scaling" in cells:
        try:
            values |= scaling(cells)._asdict()
        except ValueError as error:
            raise _LeftOut(str(error)) from error
    return values


def _parsed(name: str, text: str) -> str:
    column = next(column for column in TAGS.columns if column.name == name)
    if not text and column.required:
        raise _LeftOut("has no name")
    try:
        return str(column.parse(text)) if text else ""
    except ValueError as error:
        raise _LeftOut(f"{name} {error}") from error


def _type(text: str) -> TagType | None:
    word = _word(text)
    if word.endswith("array"):
        raise _LeftOut("arrays are not read: give each element a tag of its own")
    if word == "lbcd":
        raise _LeftOut("BCD numbers of eight digits (LBCD) are not read")
    if word and word not in _TYPES:
        raise _LeftOut(f"values of type {text} are not read")
    return _TYPES[word or "default"]


def _place(address: str, tag_type: TagType | None) -> _Place:
    """The address in our spelling: theirs counts the bits of a word from 00 to 15, ours from 0 to F."""
    if not address:
        raise _LeftOut("has no address")
    if "[" in address:
        raise _LeftOut("arrays are not read: give each element a tag of its own")
    if tag_type is TagType.STRING or (tag_type is None and _STRING.fullmatch(address)):
        return _string_place(address)
    bit = _BIT.fullmatch(address)
    if bit is None:
        return _Place(address)
    if int(bit[2]) > 15:
        raise _LeftOut(f"there is no bit {bit[2]}, a word has bits 00 to 15")
    return _Place(f"{bit[1]}.{int(bit[2]):X}")


def _string_place(address: str) -> _Place:
    found = _STRING.fullmatch(address)
    if found is None:
        raise _LeftOut(f"{address} has no length and byte order of a string, as in DSH200.100")
    device, number = (found[1] + found[3], found[4]) if found[1] else (found[5], found[6])
    first = found[2] or found[7]
    order = ByteOrder.HIGH_FIRST if first == "H" else ByteOrder.LOW_FIRST
    try:
        length = _STRING_LENGTH.parse(number)
    except ValueError as error:
        raise _LeftOut(f"the length {number} of the string {error}") from error
    assert isinstance(length, int)  # noqa: S101 - whole() made it; for the type checker
    return _Place(device, length, order)


_STRING_LENGTH = next(column for column in TAGS.columns if column.name == "string_length")


def _interval(text: str) -> tuple[int, str]:
    """The interval in ms that a scan rate becomes, and a remark where it is another one."""
    rate = int(text) if text.isdecimal() and len(text) < _MOST_DIGITS else 0
    interval = min(max(rate, MIN_INTERVAL_MS), _MAX_INTERVAL_MS) if rate else _DEFAULT_RATE_MS
    if interval == rate:
        return interval, ""
    said = f"a scan rate of {rate:,} ms" if rate else "no scan rate"
    return interval, f"{said} becomes an interval of {interval:,} ms"
