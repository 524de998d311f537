"""The steps of a trigger, as they are told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hmi.model.reading import Destination
from hmi.model.status import HandshakePhase
from hmi.polling.triggers import TriggerResult
from hmi.window.fates import Fate, steps
from hmi.window.looks import Tone
from hmi.window.theme import Theme
from hmi.window.widgets.fate_strip import FateStrip
from tests.statuses import group

AT = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)


def shapes(result: TriggerResult | None) -> list[str]:
    return [look.shape for look in steps(Fate(AT, merged=False, result=result), group())]


def test_nothing_is_told_before_the_first_trigger() -> None:
    assert steps(None, group()) == ()
    assert steps(None, group(handshake=HandshakePhase.WAITING)) == ()


def test_a_trigger_goes_from_step_to_step() -> None:
    polled = TriggerResult(True, 40, 0)
    assert shapes(None) == ["done", "changing", "idle"]
    assert shapes(polled) == ["done", "done", "changing"]
    assert shapes(TriggerResult(True, 40, 0, Destination.STORED)) == ["done", "done", "done"]


@pytest.mark.parametrize(
    ("destination", "tone"),
    [
        (Destination.STORED, Tone.NORMAL),
        (Destination.BACKED_UP, Tone.WARNING),
        (Destination.QUARANTINED, Tone.WARNING),
        (Destination.DROPPED, Tone.ALARM),
    ],
)
def test_where_the_record_went_is_told(destination: Destination, tone: Tone) -> None:
    *_, last = steps(Fate(AT, merged=False, result=TriggerResult(True, 40, 0, destination)), group())
    assert last.tone is tone


def test_bad_tags_and_a_plc_that_is_not_read_are_told() -> None:
    bad = steps(Fate(AT, merged=True, result=TriggerResult(True, 40, 2, Destination.STORED)), group())
    assert bad[0].text.endswith("shared with the one before")
    assert (bad[1].text, bad[1].tone) == ("Polled: 40 tags, 2 bad", Tone.WARNING)
    unread = steps(Fate(AT, merged=False, result=TriggerResult(False, 0, 0, error="no answer")), group())
    assert [look.shape for look in unread] == ["done", "alarm", "idle"]


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        (HandshakePhase.READING, ["done", "changing", "idle", "idle"]),
        (HandshakePhase.SAVING, ["done", "done", "changing", "idle"]),
        (HandshakePhase.ACKNOWLEDGED, ["done", "done", "done", "done"]),
    ],
)
def test_a_trigger_of_the_plc_is_acknowledged_at_its_end(phase: HandshakePhase, expected: list[str]) -> None:
    told = steps(Fate(AT, merged=False), group(handshake=phase))
    assert [look.shape for look in told] == expected


def test_the_strip_shows_only_what_there_is(qtbot: object, theme: Theme) -> None:
    strip = FateStrip(theme)
    assert strip.isHidden()
    strip.show_steps(steps(Fate(AT, merged=False), group()))
    assert not strip.isHidden()
    assert len(strip.texts()) == 3
    strip.show_steps(())
    assert strip.isHidden()
