"""What people are told, in the three languages: from the files of the window's translations."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from hmi.config.resources import resource_path
from hmi.model.said import Figure, Said, Span, figure_text, filled
from hmi.model.status import AlarmStatus

_ALARMS = "Alarms"
_FORMATS = "Formats"
TAGS = "Tags"
"""What is said of tags."""


class Language(StrEnum):
    """In which people read; programs read English."""

    EN = "en"
    KO = "ko"
    JA = "ja"


def alarm_text(alarm: AlarmStatus, language: Language) -> str:
    """What is wrong."""
    return alarm.text if alarm.said is None else said_text(alarm.said, language)


def alarm_guidance(alarm: AlarmStatus, language: Language) -> str:
    """What it means and what to do; what others have said stands in their words."""
    if not alarm.advice:
        return alarm.guidance
    return " ".join(part if isinstance(part, str) else said_text(part, language) for part in alarm.advice)


def said_text(said: Said, language: Language, context: str = _ALARMS) -> str:
    """A sentence with its figures; ``context`` is where its translation stands."""
    if language is Language.EN:
        return str(said)
    texts = {name: _figure(value, language) for name, value in said.figures.items()}
    return filled(_translated(said.template, language, context), texts)


def _figure(value: Figure, language: Language) -> str:
    match value:
        case Said():
            return said_text(value, language)
        case Span():
            return _duration(value.seconds, language)
    return figure_text(value)  # digits are grouped in the same way in all three


def _duration(seconds: float, language: Language) -> str:
    """In one or two units, as the window writes it."""
    left = max(0, round(seconds))
    minutes = round(left / 60)
    hours, minutes_left = divmod(minutes, 60)
    days, hours_left = divmod(hours, 24)
    if left < 100:
        template, figures = "{n} s", {"n": left}
    elif minutes < 100:
        template, figures = "{n} min", {"n": minutes}
    elif hours < 48:
        template, figures = "{h} h {m} min", {"h": hours, "m": minutes_left}
    elif hours_left:
        template, figures = "{d} days {h} h", {"d": days, "h": hours_left}
    else:
        template, figures = "{d} days", {"d": days}
    return _translated(template, language, _FORMATS).format(**figures)


def _translated(text: str, language: Language, context: str) -> str:
    return _translations(language).get((context, text), text)


@cache
def _translations(language: Language) -> Mapping[tuple[str, str], str]:
    """By context and English text; takes some milliseconds."""
    file = resource_path("translations", f"lineside_{language}.ts")
    found = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314  the program's own file
        name = context.findtext("name", "")
        if name in (_ALARMS, _FORMATS, TAGS):
            for message in context.iter("message"):
                found[name, message.findtext("source", "")] = message.findtext("translation", "")
    return found
