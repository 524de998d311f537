"""Lives of alarms, put together from events."""

from __future__ import annotations

from hmi.model.events import Event, EventKind
from hmi.window.alarm_history import AlarmLife, lives


def at(second: int, kind: EventKind, alarm: str = "a", by: str = "", severity: str = "high") -> Event:
    time = f"2026-11-22T03:00:{second:02d}.000000Z"
    return Event(time, kind, alarm, by, {"text": f"{alarm} at {second}", "severity": severity})


def told(*events: Event) -> list[AlarmLife]:
    return lives(events[::-1])


RAISED, SEEN, CLEARED = EventKind.ALARM_RAISED, EventKind.ALARM_ACKNOWLEDGED, EventKind.ALARM_CLEARED


def test_a_life_from_its_beginning_to_its_end(english: None) -> None:
    (life,) = told(at(1, RAISED), at(5, SEEN, by="kim"), at(9, CLEARED))
    assert (life.id, life.by, life.lasted_s(), life.stopped) == ("a", "kim", 8.0, False)
    assert life.text == "a at 9"


def test_one_that_stands_and_one_that_was_seen_after_it_was_over(english: None) -> None:
    stands, over = told(at(1, RAISED), at(2, CLEARED), at(3, SEEN, by="lee"), at(4, RAISED))
    assert (stands.over, stands.acknowledged, stands.lasted_s()) == (None, None, None)
    assert (over.by, over.lasted_s()) == ("lee", 1.0)


def test_one_that_becomes_worse_is_one_and_not_seen_any_more() -> None:
    (life,) = told(
        at(1, RAISED, severity="medium"), at(2, SEEN, by="kim"), at(3, RAISED, severity="critical")
    )
    assert (life.severity, life.acknowledged, life.by) == ("critical", None, "")


def test_the_end_of_the_program_ends_what_stands() -> None:
    again, before = told(at(1, RAISED), at(5, EventKind.PROGRAM_STARTED), at(7, RAISED))
    assert (before.stopped, before.over) == (True, "2026-11-22T03:00:05.000000Z")
    assert again.over is None


def test_several_alarms_do_not_mix_and_one_without_its_beginning_is_left_out() -> None:
    events = at(1, CLEARED, "old"), at(2, RAISED, "a"), at(3, RAISED, "b"), at(4, CLEARED, "a")
    assert [(life.id, life.over is None) for life in told(*events)] == [("b", True), ("a", False)]
