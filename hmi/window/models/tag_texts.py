"""Values of tags as they are written: digits that mean something, texts with visible ends."""

from __future__ import annotations

import math
import time
from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QLocale

from hmi.model.plant import Tag, TagType
from hmi.model.reading import Value
from hmi.window import formats
from hmi.window.looks import Look, Tone
from hmi.window.models.tag_values import Trust

translate = QCoreApplication.translate

_DIGITS = 6
"""Of a REAL that count: more than six are noise in 32 bits."""
_MOST_DECIMALS = 6
_LEAST_BEFORE, _MOST_BEFORE = -4, 9
"""Digits before the point of numbers that are written out."""
_WHOLE = (TagType.INT, TagType.UINT, TagType.DINT, TagType.UDINT, TagType.BCD)


def value_text(tag: Tag, value: Value) -> str:
    """A value with its unit; a bit is ON or OFF, as MELSEC's own tools write it."""
    if value is None:
        return formats.NOTHING
    text = plain_text(tag, value)
    return formats.with_unit(text, tag.unit) if tag.unit else text


def plain_text(tag: Tag, value: Value) -> str:
    """A value without its unit."""
    if tag.tag_type is TagType.BOOL or isinstance(value, bool):
        return "ON" if value else "OFF"
    if isinstance(value, str):
        return _visible(value)
    decimals = decimals_of(tag.tag_type, tag.scale, tag.offset)
    if value is None or not math.isfinite(value):
        return formats.NOTHING if value is None else str(value)
    if decimals is not None:
        return formats.number(value, decimals)
    return _digits(float(value))


@lru_cache(maxsize=1000)
def decimals_of(tag_type: TagType, scale: float, offset: float) -> int | None:
    """How many decimals a scaled whole number can have; None for numbers that are not whole in the PLC."""
    if tag_type not in _WHOLE:
        return None
    for decimals in range(_MOST_DECIMALS + 1):
        if round(scale, decimals) == scale and round(offset, decimals) == offset:
            return decimals
    return None


def trust_look(trust: Trust) -> Look:
    """The form, tone and word of a quality."""
    match trust:
        case Trust.GOOD:
            return Look("", Tone.NORMAL, "GOOD")
        case Trust.UNCERTAIN:
            return Look("warning", Tone.WARNING, "UNCERTAIN")
        case Trust.BAD:
            return Look("alarm", Tone.ALARM, "BAD")
        case Trust.STALE:
            return Look("idle", Tone.QUIET, translate("Tags", "stale"))
        case Trust.NONE:
            return Look("idle", Tone.QUIET, translate("Tags", "no value"))


def local_time(ts: datetime) -> str:
    """The local time of day, with the date where that is not today's."""
    return formats.time_of(ts.timestamp(), time.time())


def _digits(value: float) -> str:
    """The digits that count, without zeros behind them; with an exponent only where it is needed."""
    before = math.floor(math.log10(abs(value))) + 1 if value else 0
    if not _LEAST_BEFORE < before <= _MOST_BEFORE:
        return QLocale().toString(value, "g", _DIGITS)
    text = formats.number(value, max(0, _DIGITS - before))
    point = QLocale().decimalPoint()
    return text.rstrip("0").removesuffix(point) if point in text else text


def _visible(text: str) -> str:
    """A text whose blanks at the ends and control characters can be seen."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)
    return f'"{text}"' if text != text.strip() or not text else text
