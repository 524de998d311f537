"""A PLC that comes and goes all day does not flood the log."""

from __future__ import annotations

from hmi.eventlog.repeats import Repeats
from hmi.model.events import Event, EventKind


def lost(subject: str = "PRESS", time: str = "t", by: str = "") -> Event:
    return Event(time, EventKind.PLC_LOST, subject, by)


def test_the_first_is_told_at_once_and_the_others_together_after_a_minute() -> None:
    repeats = Repeats()
    assert not repeats.holds(lost(time="00"), 0.0)
    assert repeats.holds(lost(time="10"), 10.0)
    assert repeats.holds(lost(time="20"), 20.0)
    assert repeats.due(59.9) == []
    (together,) = repeats.due(60.0)
    assert (together.time, together.times) == ("20", 2)


def test_what_goes_on_is_told_once_a_minute() -> None:
    repeats, told = Repeats(), 0
    for second in range(3600):
        told += not repeats.holds(lost(), float(second))
        told += len(repeats.due(float(second)))
    assert told <= 61


def test_what_was_quiet_for_a_minute_is_told_at_once_again() -> None:
    repeats = Repeats()
    assert not repeats.holds(lost(), 0.0)
    assert repeats.due(60.0) == []
    assert not repeats.holds(lost(), 61.0)


def test_a_single_repeat_is_an_event_like_others() -> None:
    repeats = Repeats()
    repeats.holds(lost(time="0"), 0.0)
    repeats.holds(lost(time="1"), 1.0)
    (event,) = repeats.due(None)
    assert event == lost(time="1")


def test_others_and_what_a_person_does_and_alarms_are_not_held() -> None:
    repeats = Repeats()
    raised = Event("t", EventKind.ALARM_RAISED, "plc_down:PRESS")
    for event in (lost(), lost("PAINT"), lost(by="kim"), lost(by="kim"), raised, raised):
        assert not repeats.holds(event, 0.0)


def test_at_the_end_nothing_is_kept_back() -> None:
    repeats = Repeats()
    for name in ("PRESS", "PAINT"):
        for second in range(3):
            repeats.holds(lost(name, time=str(second)), float(second))
    assert {(event.subject, event.times) for event in repeats.due(None)} == {("PRESS", 2), ("PAINT", 2)}
    assert repeats.due(None) == []
