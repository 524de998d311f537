"""Format models of TO_CHAR, TO_DATE and TO_TIMESTAMP, the usual elements."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_types import EPOCH, number_text, to_number

_ELEMENT = re.compile(r'YYYY|MM|MON|DD|HH24|MI|SS|FF\d?|"[^"]*"|[-:/. ,T]', re.IGNORECASE)
_WIDTHS = {"YYYY": 4, "MM": 2, "DD": 2, "HH24": 2, "MI": 2, "SS": 2}
_FIELDS = {"YYYY": "year", "MM": "month", "DD": "day", "HH24": "hour", "MI": "minute", "SS": "second"}


def _elements(form: str) -> list[str]:
    found = _ELEMENT.findall(form)
    if "".join(found) != form:
        raise ora(1821)
    return [element.upper() if not element.startswith('"') else element for element in found]


def format_time(value: datetime, form: str) -> str:
    """A time by a format."""
    text = ""
    for element in _elements(form):
        if element in _FIELDS:
            text += f"{getattr(value, _FIELDS[element]):0{_WIDTHS[element]}}"
        elif element == "MON":
            text += value.strftime("%b").upper()
        elif element.startswith("FF"):
            text += f"{value.microsecond:06}000"[: int(element[2:] or 6)]
        else:
            text += element.strip('"')
    return text


def parse_time(text: str, form: str) -> datetime:
    """A time from text by a format."""
    fields: dict[str, int] = {}
    rest = text
    for element in _elements(form):
        if element in _FIELDS or element.startswith("FF"):
            digits = re.match(rf"\d{{1,{_WIDTHS.get(element, 9)}}}", rest)
            if digits is None:
                raise ora(1861)
            rest = rest[digits.end() :]
            if element in _FIELDS:
                fields[_FIELDS[element]] = int(digits[0])
            else:
                fields["microsecond"] = int(digits[0].ljust(9, "0")) // 1000
        else:
            sign = element.strip('"')
            if not rest.startswith(sign):
                raise ora(1861)
            rest = rest[len(sign) :]
    if rest:
        raise ora(1830)
    try:
        return EPOCH.replace(**fields)  # type: ignore[arg-type]  # ints all
    except ValueError:
        raise ora(1843) from None


def format_number(value: int | Decimal, form: str) -> str:
    """A number by a format of 9, 0 and a point; FM takes the blanks away."""
    narrow = form.upper().startswith("FM")
    model = form[2:] if narrow else form
    if re.fullmatch(r"[09]+(?:\.[09]+)?", model) is None:
        if model.upper() == "TM9":
            return number_text(value)
        raise ora(1481)
    whole, _, part = model.partition(".")
    text = f"{Decimal(value):.{len(part)}f}"
    digits, _, decimals = text.lstrip("-").partition(".")
    if len(digits) > len(whole):
        return "#" * (len(model) + 1)
    zeros = len(whole) - whole.index("0") if "0" in whole else 1
    body = ("-" if text.startswith("-") else "") + digits.zfill(zeros) + ("." + decimals if part else "")
    return body if narrow else body.rjust(len(model) + 1)


def parse_number(text: str) -> int | Decimal:
    """A number from text; the format is not looked at."""
    return to_number(text)
