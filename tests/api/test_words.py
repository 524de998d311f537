"""Alarms say the same to a browser as in the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from hmi.api.words import TAGS, Language, alarm_guidance, alarm_text, said_text
from hmi.model.said import Figure, Said, Span
from hmi.model.status import AlarmStatus
from hmi.window import alarm_texts
from hmi.window.alarm_texts import ALARM_TEXTS
from hmi.window.language import install_language

FIGURES: dict[str, Figure] = {
    "plc": "PRESS",
    "group": "PRESS_FAST",
    "rows": 1_234_567,
    "share": 12.34,
    "queue": 0.5,
    "groups": Said("{rows} rows are in quarantine", {"rows": 3}),
}
SPANS = (0.0, 5.4, 99.0, 100.0, 150.0, 5_999.0, 6_030.0, 100_000.0, 172_800.0, 190_000.0, 9_999_999.0)


@pytest.fixture(params=[Language.KO, Language.JA])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    before = QLocale()
    chosen = Language(request.param)
    install_language(qapp, chosen)
    yield chosen
    install_language(qapp, "en")
    QLocale.setDefault(before)


@pytest.mark.parametrize("seconds", SPANS)
def test_every_sentence_is_that_of_the_window(language: Language, seconds: float) -> None:
    assert QCoreApplication.instance() is not None
    for template in map(str, ALARM_TEXTS):
        said = Said(template, FIGURES | {"time": Span(seconds)})
        assert said_text(said, language) == alarm_texts.said_text(said)


def test_no_sentence_is_left_in_english(language: Language) -> None:
    assert [
        text for text in map(str, ALARM_TEXTS) if said_text(Said(text), language) == str(Said(text))
    ] == []


def test_guidance_quotes_others_as_they_spoke(language: Language) -> None:
    alarm = AlarmStatus(
        "x",
        "high",
        "",
        acknowledged=False,
        text="in English",
        guidance="in English",
        said=Said("{rows} rows are in quarantine", {"rows": 1234}),
        advice=("ORA-12541: no listener.", Said("See hmi.log.")),
    )
    assert alarm_text(alarm, language) == alarm_texts.alarm_text(alarm)
    assert alarm_guidance(alarm, language) == alarm_texts.alarm_guidance(alarm)
    assert alarm_guidance(alarm, language).startswith("ORA-12541: no listener. ")


def test_in_english_an_alarm_says_what_programs_are_told() -> None:
    alarm = AlarmStatus(
        "x",
        "high",
        "",
        acknowledged=False,
        text="1,234 rows for 2 min",
        guidance="Do it.",
        said=Said("{rows} rows for {time}", {"rows": 1234, "time": Span(120)}),
        advice=(Said("Do it."),),
    )
    assert alarm_text(alarm, Language.EN) == alarm.text
    assert alarm_guidance(alarm, Language.EN) == alarm.guidance


def test_what_no_file_has_is_told_in_english() -> None:
    assert said_text(Said("A sentence of tomorrow, {time}", {"time": Span(3)}), Language.KO).startswith(
        "A sent"
    )


def test_a_sentence_on_a_group_is_found_among_those_of_tags() -> None:
    assert said_text(Said("{group} is stopped", {"group": "G"}), Language.JA, TAGS) == "G は停止しています"
