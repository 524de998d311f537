"""Raised, acknowledged, cleared: without chatter, and nothing that happened is forgotten."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.alarms import AlarmBoard, AlarmEvent, Condition, Severity
from hmi.model.said import Said
from hmi.model.status import AlarmStatus


def condition(
    name: str, severity: Severity = Severity.HIGH, *, raises: bool = True, happened: int = 0
) -> Condition:
    return Condition(
        name,
        severity,
        Said("Text of {name}", {"name": name}),
        (Said("Do it."),),
        raises=raises,
        happened=happened,
    )


DOWN = condition("historian_down")
LINK = condition("plc_down:PRESS")
FULL = condition("buffer_high", Severity.MEDIUM)
FULL_STILL = condition("buffer_high", Severity.MEDIUM, raises=False)
ROWS = condition("quarantine_not_empty", Severity.MEDIUM)


class Watched:
    """A board, and a clock whose seconds are both of its times."""

    def __init__(self) -> None:
        self.told: list[AlarmEvent] = []
        self.board = AlarmBoard(self.told.append)

    def at(self, second: float, *found: Condition) -> tuple[AlarmStatus, ...]:
        return self.board.update(found, text(second), second)

    def ids(self, second: float, *found: Condition) -> list[str]:
        return [alarm.id for alarm in self.at(second, *found)]

    def changes(self) -> list[tuple[str, str, str]]:
        return [(event.time, event.id, event.change.value) for event in self.told]


def text(second: float) -> str:
    return f"{second:09.1f}"


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_a_historian_that_takes_nothing_is_an_alarm_at_once(watched: Watched) -> None:
    (alarm,) = watched.at(0, DOWN)
    assert alarm == AlarmStatus(
        "historian_down",
        "high",
        text(0),
        acknowledged=False,
        text="Text of historian_down",
        guidance="Do it.",
        said=DOWN.said,
        advice=DOWN.advice,
    )


def test_an_alarm_keeps_its_time_while_it_lasts_and_gets_a_new_one_later(watched: Watched) -> None:
    assert watched.at(0, DOWN)[0].since == text(0)
    assert watched.at(60, DOWN)[0].since == text(0)
    assert watched.ids(61) == ["historian_down"]
    assert watched.at(66) == ()
    assert watched.at(70, DOWN)[0].since == text(70)


def test_the_most_severe_comes_first_then_the_unacknowledged_then_the_oldest(watched: Watched) -> None:
    lost = condition("rows_dropped", Severity.CRITICAL, happened=3)
    stuck = condition("files_set_aside", Severity.MEDIUM)
    watched.at(0, ROWS)
    watched.at(1, ROWS, stuck)
    watched.at(2, ROWS, stuck, DOWN)
    everything = (ROWS, stuck, DOWN, lost, FULL)
    assert watched.ids(3, *everything) == [
        "rows_dropped",
        "historian_down",
        "quarantine_not_empty",
        "files_set_aside",
        "buffer_high",
    ]
    for name in ("rows_dropped", "quarantine_not_empty"):
        assert watched.board.acknowledge(name, text(4))
    assert watched.ids(5, *everything) == [
        "rows_dropped",
        "historian_down",
        "files_set_aside",
        "buffer_high",
        "quarantine_not_empty",
    ]


def test_a_glitch_is_no_alarm(watched: Watched) -> None:
    assert watched.ids(0.0, LINK) == []
    assert watched.ids(0.1) == []
    assert watched.ids(20.0, LINK) == []  # another one, much later
    assert watched.changes() == []


def test_an_outage_is_an_alarm_after_its_delay_and_since_its_beginning(watched: Watched) -> None:
    assert watched.ids(0, LINK) == []
    assert watched.ids(1.9, LINK) == []
    assert watched.at(2, LINK)[0].since == text(0)


def test_a_plc_that_flaps_is_one_alarm(watched: Watched) -> None:
    for tenth in range(0, 3000, 2):
        watched.at(tenth / 10, *((LINK,) if tenth % 4 == 0 else ()))
    assert watched.ids(309) == ["plc_down:PRESS"]
    assert watched.ids(310) == []
    assert [change for _, _, change in watched.changes()] == ["raised", "cleared"]


def test_of_two_limits_one_raises_and_the_other_keeps(watched: Watched) -> None:
    assert watched.ids(0, FULL_STILL) == []
    assert watched.ids(1, FULL) == ["buffer_high"]
    assert watched.ids(100, FULL_STILL) == ["buffer_high"]
    assert watched.ids(101) == ["buffer_high"]
    assert watched.ids(105, FULL_STILL) == ["buffer_high"]
    assert watched.ids(110) == ["buffer_high"]
    assert watched.ids(115) == []
    assert watched.ids(116, FULL_STILL) == []


def test_an_acknowledged_alarm_stands_until_its_condition_ends(watched: Watched) -> None:
    watched.at(0, DOWN)
    assert watched.board.acknowledge("historian_down", text(1))
    (alarm,) = watched.at(2, DOWN)
    assert alarm.acknowledged
    watched.at(3)
    assert watched.at(8) == ()
    (again,) = watched.at(9, DOWN)
    assert not again.acknowledged
    assert watched.changes() == [
        (text(0), "historian_down", "raised"),
        (text(1), "historian_down", "acknowledged"),
        (text(8), "historian_down", "cleared"),
        (text(9), "historian_down", "raised"),
    ]


def test_an_alarm_that_nobody_acknowledged_clears_by_itself_and_is_told_until_somebody_does(
    watched: Watched,
) -> None:
    watched.at(0, DOWN)
    assert watched.ids(1) == ["historian_down"]
    assert watched.ids(6) == []
    (over,) = watched.board.over
    assert (over.id, over.since, over.over_since) == ("historian_down", text(0), text(6))
    assert watched.board.acknowledge("historian_down", text(7), "a person")
    assert watched.board.over == ()
    assert not watched.board.acknowledge("historian_down", text(8))
    assert [change for _, _, change in watched.changes()] == ["raised", "cleared", "acknowledged"]
    assert watched.told[-1].by == "a person"


def test_an_alarm_that_comes_again_is_not_over_any_more(watched: Watched) -> None:
    watched.at(0, DOWN)
    watched.at(1)
    watched.at(6)
    assert [alarm.since for alarm in watched.at(10, DOWN)] == [text(10)]
    assert watched.board.over == ()


def test_an_acknowledged_alarm_tells_who_has_seen_it_and_when(watched: Watched) -> None:
    watched.at(0, DOWN)
    watched.board.acknowledge("historian_down", text(1), "a person")
    (alarm,) = watched.at(2, DOWN)
    assert (alarm.acknowledged_at, alarm.acknowledged_by) == (text(1), "a person")
    watched.at(3)
    watched.at(8)
    assert watched.board.over == ()


def test_what_is_looked_at_seldom_is_judged_by_the_looks(watched: Watched) -> None:
    assert watched.ids(0, LINK) == []
    assert watched.ids(600, LINK) == ["plc_down:PRESS"]
    assert watched.ids(1200, LINK) == ["plc_down:PRESS"]
    assert watched.ids(1800) == ["plc_down:PRESS"]
    assert watched.ids(2400, LINK) == []  # over meanwhile, and perhaps a glitch now
    assert [change for _, _, change in watched.changes()] == ["raised", "cleared"]


def test_only_what_stands_unacknowledged_can_be_acknowledged(watched: Watched) -> None:
    watched.at(0, LINK, DOWN)
    assert not watched.board.acknowledge("plc_down:PRESS", text(1))  # not raised yet
    assert not watched.board.acknowledge("no_such_alarm", text(1))
    assert watched.board.acknowledge("historian_down", text(1))
    assert not watched.board.acknowledge("historian_down", text(1))


def test_an_alarm_that_becomes_worse_has_to_be_acknowledged_again(watched: Watched) -> None:
    low = condition("disk_low", Severity.MEDIUM)
    lower = condition("disk_low", Severity.CRITICAL)
    watched.at(0, low)
    watched.board.acknowledge("disk_low", text(1))
    (alarm,) = watched.at(2, lower)
    assert (alarm.severity, alarm.acknowledged) == ("critical", False)
    watched.board.acknowledge("disk_low", text(3))
    (better,) = watched.at(4, low)
    assert (better.severity, better.acknowledged) == ("medium", True)


def test_what_happened_stays_until_it_is_acknowledged(watched: Watched) -> None:
    stepped = condition("clock_stepped", happened=1)
    assert watched.ids(0, stepped) == ["clock_stepped"]
    assert watched.ids(100_000, stepped) == ["clock_stepped"]
    assert watched.ids(100_001) == ["clock_stepped"]  # although nobody tells of it any more
    watched.board.acknowledge("clock_stepped", text(100_002))
    assert watched.ids(100_003, stepped) == []
    assert watched.ids(200_000, stepped) == []
    again = condition("clock_stepped", happened=2)
    (alarm,) = watched.at(200_001, again)
    assert (alarm.since, alarm.acknowledged) == (text(200_001), False)


def test_a_step_right_after_an_acknowledgement_is_not_overlooked(watched: Watched) -> None:
    watched.at(0, condition("clock_stepped", happened=1))
    watched.board.acknowledge("clock_stepped", text(1))
    (alarm,) = watched.at(2, condition("clock_stepped", happened=2))
    assert not alarm.acknowledged


def test_what_goes_on_happening_stays_acknowledged_until_it_is_quiet(watched: Watched) -> None:
    watched.at(0, condition("rows_spilled", happened=10))
    watched.board.acknowledge("rows_spilled", text(1))
    for second in range(2, 300):
        (alarm,) = watched.at(second, condition("rows_spilled", happened=10 * second))
        assert alarm.acknowledged
    last = condition("rows_spilled", happened=2990)
    assert watched.ids(358, last) == ["rows_spilled"]
    assert watched.ids(359, last) == []
    (again,) = watched.at(400, condition("rows_spilled", happened=3000))
    assert not again.acknowledged


def test_a_worker_that_is_made_anew_counts_from_the_beginning(watched: Watched) -> None:
    died = condition("worker_restarted:poll PRESS", happened=1)
    watched.at(0, died)
    watched.board.acknowledge(died.id, text(1))
    assert watched.ids(40, died) == []
    assert watched.ids(41) == []
    assert watched.ids(42, died) == [died.id]


def test_each_change_is_a_line_of_the_log(watched: Watched, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "hmi.alarms")
    watched.at(0, condition("rows_dropped", Severity.CRITICAL, happened=1), DOWN, ROWS)
    watched.at(1, DOWN, ROWS)
    watched.board.acknowledge("historian_down", text(2))
    watched.at(3, ROWS)
    watched.at(9, ROWS)
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("CRITICAL", "alarm raised: Text of rows_dropped (rows_dropped)"),
        ("ERROR", "alarm raised: Text of historian_down (historian_down)"),
        ("WARNING", "alarm raised: Text of quarantine_not_empty (quarantine_not_empty)"),
        ("INFO", "alarm acknowledged: Text of historian_down (historian_down)"),
        ("INFO", "alarm cleared: Text of historian_down (historian_down)"),
    ]
    assert {record.name for record in caplog.records} == {"hmi.alarms"}


NAMES = ("historian_down", "plc_down:PRESS", "plc_down:PAINT", "quarantine_not_empty")


@given(
    looks=st.lists(
        st.tuples(
            st.floats(0.0, 15.0),
            st.sets(st.sampled_from(NAMES)),
            st.sampled_from([*NAMES, None]),
        ),
        max_size=60,
    )
)
def test_no_change_comes_out_of_turn(looks: Iterable[tuple[float, set[str], str | None]]) -> None:
    watched, second = Watched(), 0.0
    standing: set[str] = set()
    for pause, present, acknowledged in looks:
        second += pause
        alarms = watched.at(second, *(condition(name) for name in present))
        standing = {alarm.id for alarm in alarms}
        over = {alarm.id for alarm in watched.board.over}
        assert not over & standing
        if acknowledged:
            seen = acknowledged in over | {alarm.id for alarm in alarms if not alarm.acknowledged}
            assert watched.board.acknowledge(acknowledged, text(second)) is seen
    for name in NAMES:
        changes = [change for _, event, change in watched.changes() if event == name]
        starts = [index for index, change in enumerate(changes) if change == "raised"]
        lives = [changes[begin:end] for begin, end in zip(starts, [*starts[1:], len(changes)], strict=False)]
        assert all(life[0] == "raised" and set(life[1:]) <= {"acknowledged", "cleared"} for life in lives)
        assert all("cleared" in life and len(life) == len(set(life)) for life in lives[:-1])
        assert bool(lives and "cleared" not in lives[-1]) is (name in standing)
