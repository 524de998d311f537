"""What a person puts in the place of a refused value."""

from __future__ import annotations

import math

from hmi.historian.quarantine_rows import value_text
from hmi.model.errors import UsageError
from hmi.model.reading import Quality, Row, Value
from hmi.model.widths import half_width

_TRUTH = {"0": False, "false": False, "1": True, "true": True}
_SMALL = range(-(2**63), 2**63)
_BY_HAND = "the value was put in by hand"


class CorrectionError(UsageError):
    """The value is none that the tag can have."""


def corrected(row: Row, value: Value, tag_name: str | None) -> Row:
    """The row with another value or name; None leaves it. A text is read by the type of the value before.

    A row that was BAD and is given a value becomes UNCERTAIN, for the historian keeps no value of a BAD one.

    Raises:
        CorrectionError: the text is no value of that type.
    """
    if tag_name is not None:
        row = row._replace(tag_name=tag_name)
    if value is None:
        return row
    row = row._replace(value=_parsed(row, value) if isinstance(value, str) else value)
    if row.quality is Quality.BAD:
        row = row._replace(quality=Quality.UNCERTAIN, reason=_BY_HAND)
    return row


def _parsed(row: Row, text: str) -> Value:
    old = row.value
    if isinstance(old, str):
        return text
    plain = half_width(text).strip()
    if isinstance(old, bool):
        if plain.lower() in _TRUTH:
            return _TRUTH[plain.lower()]
        raise _wrong(row, text, "is BOOL", "0 or 1")
    if isinstance(old, int):
        if (whole := _whole(plain)) is not None:
            return whole
        raise _wrong(row, text, "holds whole numbers", "a whole number of 64 bits at the most")
    if (number := _number(plain)) is not None:
        return number
    if old is None:
        return text
    raise _wrong(row, text, "holds decimal numbers", "one, such as 12.5")


def _whole(text: str) -> int | None:
    try:
        number = int(text)
    except ValueError:
        return None
    return number if number in _SMALL else None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _wrong(row: Row, text: str, what: str, wanted: str) -> CorrectionError:
    return CorrectionError(
        f"PLC {row.plc_code}, tag {row.tag_address} ({row.tag_name}) {what}, so its value "
        f"{value_text(row.value)!r} cannot become {text!r}: give {wanted}"
    )
