"""Text to values and back: one set of rules for CSV cells, database columns and settings.

A parser takes text that is trimmed and not blank. It raises ValueError with the rest of a sentence that
begins with the text itself: ``is not a whole number from 1 to 65535``. Numbers, hosts and words may be
written in full-width characters; names and units stay as they are.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from ipaddress import IPv4Address

from hmi.model.errors import did_you_mean
from hmi.model.widths import half_width

Parser = Callable[[str], object]

_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)
_HOST_LABEL = re.compile(r"(?!-)[A-Z0-9_-]{1,63}(?<!-)", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[A-Z0-9.\[\]:_-]+", re.IGNORECASE)
_SERVICE = re.compile(r"[\w$#.-]+")
_MAX_SERVICE = 250
_TRUTH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_MAX_DIGITS = 18  # keeps every whole number inside SQLite's 64 bits


def whole(low: int, high: int) -> Callable[[str], int]:
    """A parser of whole numbers from ``low`` to ``high``."""

    def parse(text: str) -> int:
        text = half_width(text)
        if _WHOLE.fullmatch(text) and len(text) <= _MAX_DIGITS and low <= int(text) <= high:
            return int(text)
        raise ValueError(f"is not a whole number from {low} to {high}")

    return parse


def decimal(low: float = -math.inf, high: float = math.inf) -> Callable[[str], float]:
    """A parser of finite decimal numbers from ``low`` to ``high``."""
    bounds = (
        ""
        if low == -math.inf
        else f" of {low:g} or more"
        if high == math.inf
        else f" from {low:g} to {high:g}"
    )

    def parse(text: str) -> float:
        text = half_width(text)
        number = float(text) if _DECIMAL.fullmatch(text) else math.nan
        if math.isfinite(number) and low <= number <= high:
            return number
        raise ValueError(f"is not a number{bounds}; write it with a point, like 0.5")

    return parse


def factor(text: str) -> float:
    """A decimal number that is not 0, for a scale."""
    number = decimal()(text)
    if number == 0:
        raise ValueError("would make every value 0; write 1 for no scaling")
    return number


def truth(text: str) -> bool:
    """0 or 1, false or true, no or yes, in any case."""
    try:
        return _TRUTH[half_width(text).casefold()]
    except KeyError:
        raise ValueError("is neither 1 (true, yes) nor 0 (false, no)") from None


def word(*allowed: str) -> Callable[[str], str]:
    """A parser of a few known words, in any case; gives the word as it stands in ``allowed``."""
    by_folded = {known.casefold(): known for known in allowed}

    def parse(text: str) -> str:
        known = by_folded.get(half_width(text).casefold())
        if known is None:
            raise ValueError(f"is not one of {', '.join(allowed)}{did_you_mean(text, allowed)}")
        return known

    return parse


def choice(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    """A parser of the members of an enumeration, in any case."""
    parse = word(*(member.value for member in kind))
    return lambda text: kind(parse(text))


def line(max_length: int) -> Callable[[str], str]:
    """A parser of text on one line, without control characters, of at most ``max_length`` characters."""

    def parse(text: str) -> str:
        if len(text) > max_length:
            raise ValueError(f"is longer than {max_length} characters")
        if not text.isprintable() and any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text):
            raise ValueError("has a line break or a control character in it; write it on one line")
        return text

    return parse


def host(text: str) -> str:
    """An IPv4 address or a host name."""
    text = half_width(text)
    if re.fullmatch(r"[0-9.]+", text):
        try:
            return str(IPv4Address(text))
        except ValueError:
            raise ValueError("is not an IPv4 address; write it like 192.168.0.10") from None
    if len(text) <= 253 and all(_HOST_LABEL.fullmatch(label) for label in text.split(".")):
        return text
    raise ValueError("is neither an IPv4 address nor a host name; write it like 192.168.0.10")


def service(text: str) -> str:
    """The name of an Oracle service; the listener's address has settings of its own."""
    if len(text) <= _MAX_SERVICE and _SERVICE.fullmatch(text):
        return text
    raise ValueError(
        "is not the name of a service, like XEPDB1 or mes.plant.local; host and port are set by themselves"
    )


def origins(text: str) -> str:
    """Web origins with blanks between: what a browser calls those whose pages may ask."""
    listed = half_width(text).replace(",", " ").split()
    if not all(map(_ORIGIN.fullmatch, listed)):
        raise ValueError("is not a list of origins; write them like https://mes.plant.local:8443")
    return " ".join(listed)


def value_text(value: object) -> str:
    """The text that its parser turns into the same value again; None is blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)
