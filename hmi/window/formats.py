"""Numbers, times and sizes as people of the chosen language write them. Local time, 24 hours."""

from __future__ import annotations

import time
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate

_NOW_S = 3
"""Younger than this is "now": ages that jump between 0 and 2 s all the time are no calm sight."""

NOTHING = "–"
"""Stands where there is no value yet."""


def number(value: float | None, decimals: int = 0) -> str:
    """A number with the grouping of the language; a dash for None."""
    if value is None:
        return NOTHING
    return QLocale().toString(float(value), "f", decimals)


def milliseconds(value: float | None) -> str:
    """A duration in ms without its unit: one decimal below 100."""
    return NOTHING if value is None else number(value, 1 if abs(value) < 100 else 0)


def seconds(ms: float | None) -> str:
    """A duration of so many ms in seconds, without its unit: three digits where it is short."""
    if ms is None:
        return NOTHING
    return number(ms / 1000, 2 if ms < 10_000 else 1 if ms < 100_000 else 0)


def with_unit(value: str, unit: str) -> str:
    """A number and its unit, kept together; only the number where there is no value."""
    return value if value == NOTHING else f"{value}\u00a0{unit}"


def interval(ms: int) -> str:
    """A polling interval: seconds where they are whole, else ms."""
    if ms >= 1000 and ms % 1000 == 0:
        return with_unit(number(ms // 1000), translate("Formats", "s"))
    return with_unit(number(ms), translate("Formats", "ms"))


def duration(seconds: float) -> str:
    """A length of time in one or two units: ``52 s``, ``14 min``, ``2 h 5 min``, ``3 days 4 h``."""
    left = max(0, round(seconds))
    if left < 100:
        return translate("Formats", "{n} s").format(n=left)
    minutes = round(left / 60)
    if minutes < 100:
        return translate("Formats", "{n} min").format(n=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return translate("Formats", "{h} h {m} min").format(h=hours, m=minutes)
    days, hours = divmod(hours, 24)
    if not hours:
        return translate("Formats", "{d} days").format(d=days)
    return translate("Formats", "{d} days {h} h").format(d=days, h=hours)


def size(count: int) -> str:
    """A file's size in bytes, kB, MB (powers of 1000)."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def epoch(text: str | None) -> float | None:
    """Seconds since 1970 of an ISO 8601 text."""
    return None if text is None else datetime.fromisoformat(text).timestamp()


def age(text: str | None, now: float) -> str:
    """How long ago an ISO 8601 moment was; ``now`` in seconds since 1970."""
    then = epoch(text)
    return translate("Formats", "never") if then is None else age_s(then, now)


def age_s(then: float, now: float) -> str:
    """How long ago ``then`` was; both in seconds since 1970."""
    seconds = max(0, int(now - then))
    if seconds < _NOW_S:
        return translate("Formats", "now")
    if seconds < 60:
        return translate("Formats", "{n} s ago").format(n=seconds)
    if seconds < 3600:
        return translate("Formats", "{n} min ago").format(n=seconds // 60)
    if seconds < 48 * 3600:
        return translate("Formats", "{n} h ago").format(n=seconds // 3600)
    return translate("Formats", "{n} days ago").format(n=seconds // 86400)


def moment(text: str | None) -> str:
    """An ISO 8601 moment as local date and time to the second."""
    then = epoch(text)
    if then is None:
        return NOTHING
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(then))


def clock(now: float) -> str:
    """The local time of day."""
    return time.strftime("%H:%M:%S", time.localtime(now))


def time_of(then: float, now: float) -> str:
    """The local time of day; with the date where it is not that of ``now``. Both in seconds since 1970."""
    return clock(then) if day(then) == day(now) else f"{day(then)} {clock(then)}"


def day(now: float) -> str:
    """The local date."""
    return time.strftime("%Y-%m-%d", time.localtime(now))
