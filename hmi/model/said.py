"""A sentence and its figures apart, so that a window can say it in another language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

_NOTHING = "–"


class _Texts(dict[str, str]):
    """What stands in the fields of a sentence."""

    def __missing__(self, name: str) -> str:
        return _NOTHING


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in seconds; as a text as exact as a person wants to know: ``42 s``, ``1.5 h``."""

    seconds: float

    def __str__(self) -> str:
        for size, unit in ((86400.0, "days"), (3600.0, "h"), (60.0, "min")):
            if self.seconds >= 2 * size or (self.seconds >= size and unit != "days"):
                return f"{self.seconds / size:,.1f}".removesuffix(".0") + f" {unit}"
        return f"{self.seconds:.0f} s"


@dataclass(frozen=True, slots=True)
class Said:
    """An English sentence with fields in braces, and what stands in them; ``str()`` is the English text.

    Numbers are written with groups of thousands, and one decimal where they are no integers; texts stand as
    they are: names, and what a PLC, a database or a driver has said. A field without a figure is a dash.
    """

    template: str
    figures: Mapping[str, Figure] = field(default_factory=dict)

    def __str__(self) -> str:
        return filled(self.template, {name: figure_text(value) for name, value in self.figures.items()})


Figure: TypeAlias = str | int | float | Span | Said
"""What may stand in a field of a sentence."""

Speech: TypeAlias = tuple[Said | str, ...]
"""Sentences one after the other; a bare text is quoted, and the same in every language."""


def figure_text(value: Figure) -> str:
    """A figure in English."""
    match value:
        case bool() | str() | Span() | Said():
            return str(value)
        case int():
            return f"{value:,}"
        case float():
            return f"{value:,.1f}"


def filled(template: str, texts: Mapping[str, str]) -> str:
    """The template with these texts in its fields; as it stands where it has none that can be filled."""
    try:
        return template.format_map(_Texts(texts))
    except (ValueError, IndexError, AttributeError):  # of a newer version, or of a damaged file
        return template


def speech_text(sentences: Iterable[Said | str]) -> str:
    """All sentences in English."""
    return " ".join(map(str, sentences))


def quoted(error: str | None) -> str | Said:
    """What somebody else has said, as a sentence with its full stop; that there was no answer for None."""
    if not error:
        return Said("No answer.")
    return error if error.endswith(".") else f"{error}."


def plain(value: Figure) -> Any:
    """A figure as JSON has it; ``figure`` reads it."""
    match value:
        case Span():
            return {"seconds": value.seconds}
        case Said():
            return {
                "said": value.template,
                "figures": {name: plain(part) for name, part in value.figures.items()},
            }
    return value


def figure(value: Any) -> Figure:
    """What ``plain`` made of a figure; anything else is read as its text."""
    match value:
        case str() | int() | float():
            return value
        case {"seconds": float() | int() as seconds}:
            return Span(seconds)
        case {"said": str() as template, "figures": dict() as figures}:
            return Said(template, {str(name): figure(part) for name, part in figures.items()})
    return _NOTHING if value is None else str(value)
