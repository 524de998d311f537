"""What alarms say, in the three languages: out of the files that the window's translations are made from."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from hmi.config.resources import resource_path
from hmi.model.said import Figure, Said, figure_text, filled
from hmi.model.status import AlarmStatus

_CONTEXT = "Alarms"


class Language(StrEnum):
    """In which people read; programs read English."""

    EN = "en"
    KO = "ko"
    JA = "ja"


_CODES = frozenset(language.value for language in Language)


def alarm_text(alarm: AlarmStatus, language: Language) -> str:
    """What is wrong."""
    return alarm.text if alarm.said is None else _said(alarm.said, language)


def alarm_guidance(alarm: AlarmStatus, language: Language) -> str:
    """What it means and what to do; what others have said stands in their words."""
    if not alarm.advice:
        return alarm.guidance
    return " ".join(part if isinstance(part, str) else _said(part, language) for part in alarm.advice)


def chosen_language(accepted: str) -> Language:
    """The best of ours in an ``Accept-Language``; English where there is none."""
    for tag in _by_wish(accepted):
        if tag[:2] in _CODES:
            return Language(tag[:2])
    return Language.EN


def _by_wish(accepted: str) -> Iterable[str]:
    wishes = []
    for part in accepted.lower().split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1.0), tag))
        except ValueError:
            continue
    return (tag for _, tag in sorted(wishes, key=lambda wish: wish[0]))


def _said(said: Said, language: Language) -> str:
    template = _translations(language).get(said.template, said.template)
    return filled(template, {name: _figure(value, language) for name, value in said.figures.items()})


def _figure(value: Figure, language: Language) -> str:
    return _said(value, language) if isinstance(value, Said) else figure_text(value)


@cache
def _translations(language: Language) -> Mapping[str, str]:
    """By English text; empty for English."""
    if language is Language.EN:
        return {}
    file = resource_path("translations", f"lineside_{language}.ts")
    found = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314  the program's own file
        if context.findtext("name") == _CONTEXT:
            for message in context.iter("message"):
                found[message.findtext("source", "")] = message.findtext("translation", "")
    return found
