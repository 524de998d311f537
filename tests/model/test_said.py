"""A sentence and its figures: in English here, in other languages in the window."""

from __future__ import annotations

import json

import pytest

from hmi.model.said import Figure, Said, Span, figure, plain, quoted, speech_text


def test_figures_are_written_as_people_read_them() -> None:
    said = Said(
        "{a} {b} {c} {d} {e}", {"a": 12_345, "b": 1234.56, "c": "A1", "d": Span(5400), "e": Said("x")}
    )
    assert str(said) == "12,345 1,234.6 A1 1.5 h x"


def test_what_is_quoted_is_never_taken_for_a_sentence_with_fields() -> None:
    assert str(Said("It said: {error}", {"error": "{secret} {0}"})) == "It said: {secret} {0}"


@pytest.mark.parametrize(
    ("template", "text"), [("{missing} rows", "– rows"), ("{", "{"), ("{a.b}", "{a.b}"), ("{0}", "{0}")]
)
def test_no_sentence_of_a_file_makes_trouble(template: str, text: str) -> None:
    assert str(Said(template, {"a": 1})) == text


def test_what_others_said_ends_with_a_full_stop() -> None:
    assert (
        speech_text((quoted("No route"), quoted("No route."), quoted(None)))
        == "No route. No route. No answer."
    )


@pytest.mark.parametrize(
    "value", ["text", 3, 2.5, Span(1.5), Said("{a} is {b}", {"a": Said("x {n}", {"n": 2}), "b": Span(3.0)})]
)
def test_figures_come_back_from_json(value: Figure) -> None:
    assert figure(json.loads(json.dumps(plain(value)))) == value


def test_what_json_has_besides_is_read_as_text() -> None:
    assert [figure(None), figure([1, 2]), figure({"a": 1})] == ["–", "[1, 2]", "{'a': 1}"]
