"""The scaling of KEPServerEX in our terms: ``raw * scale + offset``, and limits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from hmi.config.report import shorten

_ON = {"1", "true", "yes"}
_ENDS = ("rawlow", "rawhigh", "scaledlow", "scaledhigh")
_SWITCHES = ("clamplow", "clamphigh", "negatevalue")
_MOST_DIGITS = 50
"""Before or behind the point: far more than a value has, and few enough to compute with."""


class Scaling(NamedTuple):
    """Values of our columns of these names."""

    scale: float = 1.0
    offset: float = 0.0
    min_value: float | None = None
    max_value: float | None = None


def scaling(cells: Mapping[str, str]) -> Scaling:
    """The scaling of a row; ``cells`` by column name in lower case without spaces.

    Computed in fractions, so that 0..4000 to 0..100 is 0.025 and nothing near it. A limit that is not clamped
    is none. Negated values are negated with their limits, which then change sides.

    Raises:
        ValueError: the scaling has no equal here, with the reason.
    """
    kind = cells.get("scaling", "").casefold()
    if kind in ("", "none"):
        return Scaling()
    if kind != "linear":
        raise ValueError(f"{cells['scaling']} scaling is not supported, only linear scaling is")
    ends = tuple(cells.get(name, "") for name in _ENDS)
    return _linear(ends, *(cells.get(name, "").casefold() in _ON for name in _SWITCHES))


@lru_cache(maxsize=1024)  # thousands of tags have a few scalings
def _linear(ends: tuple[str, ...], clamp_low: bool, clamp_high: bool, negate: bool) -> Scaling:
    raw_low, raw_high, low, high = map(_number, ends)
    if raw_low == raw_high or low == high:
        raise ValueError("the scaling has no range: its low and its high end are the same")
    sign = -1 if negate else 1
    scale = sign * (high - low) / (raw_high - raw_low)
    limits = [low if clamp_low else None, high if clamp_high else None]
    if (low > high) != negate:
        limits.reverse()
    least, most = (None if limit is None else float(sign * limit) for limit in limits)
    return Scaling(float(scale), float(sign * low - scale * raw_low), least, most)


def _number(text: str) -> Fraction:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"{shorten(text)!r} is not a number of its scaling")
    return Fraction(number)
