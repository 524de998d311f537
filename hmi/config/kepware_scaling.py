"""The scaling of KEPServerEX in our terms: ``raw * scale + offset``, and limits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

_ON = {"1", "true", "yes"}


def scaling(cells: Mapping[str, str]) -> dict[str, float | None]:
    """Values of the columns scale, offset, min_value and max_value; ``cells`` by column name without spaces.

    Computed in fractions, so that 0..4000 to 0..100 is 0.025 and nothing near it. A limit that is not clamped
    is none. Negated values are negated with their limits, which then change sides.

    Raises:
        ValueError: the scaling has no equal here, with the reason.
    """
    kind = cells.get("scaling", "").casefold()
    if kind in ("", "none"):
        return {"scale": 1.0, "offset": 0.0, "min_value": None, "max_value": None}
    if kind != "linear":
        raise ValueError(f"{cells['scaling']} scaling is not supported, only linear scaling is")
    raw_low, raw_high = _number(cells, "rawlow"), _number(cells, "rawhigh")
    low, high = _number(cells, "scaledlow"), _number(cells, "scaledhigh")
    if raw_low == raw_high or low == high:
        raise ValueError("the scaling has no range: its low and its high end are the same")
    sign = -1 if cells.get("negatevalue", "").casefold() in _ON else 1
    scale = sign * (high - low) / (raw_high - raw_low)
    ends = [low if _is_on(cells, "clamplow") else None, high if _is_on(cells, "clamphigh") else None]
    if (low > high) != (sign < 0):
        ends.reverse()
    limits = [None if end is None else float(sign * end) for end in ends]
    return {
        "scale": float(scale),
        "offset": float(sign * low - scale * raw_low),
        "min_value": limits[0],
        "max_value": limits[1],
    }


def _is_on(cells: Mapping[str, str], name: str) -> bool:
    return cells.get(name, "").casefold() in _ON


def _number(cells: Mapping[str, str], name: str) -> Fraction:
    try:
        return Fraction(Decimal(cells.get(name, "")))
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise ValueError(f"{cells.get(name, '')!r} is not a number of its scaling") from error
