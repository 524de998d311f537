"""Every sentence of alarms and events can be translated, with the same figures in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from hmi.model.events import TEXTS, Event, EventKind
from hmi.model.said import Said, Span
from hmi.model.status import AlarmStatus
from hmi.window.alarm_texts import ALARM_TEXTS, alarm_guidance, alarm_text
from hmi.window.event_texts import EVENT_TEXTS, KINDS, event_text, kind_text

ROOT = Path(__file__).parents[2]
SAID = [*sorted((ROOT / "hmi" / "alarms").glob("*.py")), ROOT / "hmi" / "model" / "said.py"]


def templates(file: Path) -> list[str]:
    """What is said in a file; every ``Said`` there has its sentence as a literal."""
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    said = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Said"]
    literals = [node.value for node in said if isinstance(node, ast.Constant)]
    if file.name != "said.py":
        assert len(literals) == len(said), f"{file}: a sentence that no translator can find"
    return [str(literal) for literal in literals]


def test_the_window_has_every_sentence_of_the_alarms() -> None:
    said = {template for file in SAID for template in templates(file)}
    assert set(map(str, ALARM_TEXTS)) == said
    assert len(ALARM_TEXTS) == len(said)


def test_the_window_has_every_sentence_of_the_events() -> None:
    assert dict(EVENT_TEXTS) == dict(TEXTS)
    assert set(TEXTS) == set(EventKind)


def test_every_kind_of_event_is_in_one_group() -> None:
    grouped = [kind for kinds in KINDS.values() for kind in kinds]
    assert sorted(grouped) == sorted(EventKind)


class Pirate(QTranslator):
    """A language for this test, with other words around the fields."""

    def translate(
        self,
        context: str | bytes | bytearray | memoryview,
        source: str | bytes | bytearray | memoryview,
        disambiguation: str | bytes | bytearray | memoryview | None = None,
        n: int = -1,
    ) -> str:
        return f"Arr {source!s}" if str(context) in ("Alarms", "Events") else str(source)

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def pirate(qapp: QApplication) -> Iterator[Pirate]:
    made = Pirate()
    QCoreApplication.installTranslator(made)
    yield made
    QCoreApplication.removeTranslator(made)


def test_an_alarm_speaks_the_language_of_today_and_quotes_others_as_they_spoke(pirate: Pirate) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German))
    alarm = AlarmStatus(
        "x",
        "high",
        "",
        acknowledged=False,
        text="1,234 rows",
        guidance="",
        said=Said("{rows} rows for {time}", {"rows": 1234, "time": Span(120)}),
        advice=("ORA-1.", Said("Do it.")),
    )
    assert alarm_text(alarm) == "Arr 1.234 rows for 2 min"
    assert alarm_guidance(alarm) == "ORA-1. Arr Do it."


def test_an_event_of_an_alarm_speaks_it_too(pirate: Pirate) -> None:
    text = Said("PLC {plc} cannot be read", {"plc": "PRESS"})
    event = Event("", EventKind.ALARM_RAISED, "plc_down:PRESS", detail={"text": text, "times": 3})
    assert event_text(event) == "Arr Arr Alarm: Arr PLC PRESS cannot be read (× 3)"
    assert kind_text(event) == "Arr Alarms"


def test_what_a_newer_version_wrote_can_be_read(qapp: QApplication) -> None:
    event = Event("", "teleported", "PRESS", detail={"where": "moon"})
    assert event_text(event) == "teleported: subject PRESS, where moon"
    assert kind_text(event) == "teleported"
