"""A trigger over REST: its answer tells what became of the poll and of its record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from hmi.melsec.simulator.faults import FaultName, FaultSpec
from hmi.model.events import EventKind
from hmi.model.status import GroupState
from hmi.polling import triggers
from tests.api.clients import Answer, group_path
from tests.api.stations import FAST, HAND, HAND_PAINT, Served
from tests.melsec.scripted import wait_until


@pytest.fixture(autouse=True)
def nothing_is_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triggers, "MERGE_WINDOW_S", 0.0)


def trigger(served: Served, name: str = HAND, query: str = "") -> Answer:
    return served.commander.post(group_path(name, "trigger") + query)


@contextmanager
def silent_paint(served: Served) -> Iterator[None]:
    """The PLC takes requests and answers none."""
    plc = served.plcs.plcs["PAINT"]
    plc.faults = [FaultSpec(FaultName.HALF_OPEN)]
    yield
    plc.faults = []


def test_the_record_is_stored_when_the_answer_comes(served: Served) -> None:
    answer = trigger(served)
    told = answer.json
    assert (answer.status, told["done"], told["success"]) == (200, True, True)
    assert (told["group_name"], told["tag_count"], told["bad_count"]) == (HAND, 2, 0)
    assert (told["destination"], told["error"], told["merged"]) == ("stored", None, False)
    now = datetime.now(UTC)
    points = served.station.historian.trend("PRESS", "D300", now - timedelta(minutes=1), now, 10)
    assert points[-1].ts >= datetime.fromisoformat(told["accepted_at"])
    assert served.events(EventKind.GROUP_TRIGGERED)[0].subject == HAND


def test_a_repeat_within_a_second_shares_the_poll(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    first = trigger(served, query="?wait_s=0")
    monkeypatch.setattr(triggers, "MERGE_WINDOW_S", 60.0)  # a second may be over by now
    second = trigger(served)
    assert first.json["accepted_at"] == second.json["accepted_at"]
    assert (first.json["merged"], second.json["merged"]) == (False, True)
    assert (second.status, second.json["destination"]) == (200, "stored")


def test_who_does_not_wait_is_told_that_it_was_accepted(served: Served) -> None:
    answer = trigger(served, query="?wait_s=0")
    assert (answer.status, answer.json["done"], answer.json["destination"]) == (202, False, None)


def test_a_plc_that_hangs_is_waited_for_no_longer_than_was_asked(served: Served) -> None:
    with silent_paint(served):
        accepted = trigger(served, HAND_PAINT, "?wait_s=0.1")
        assert (accepted.status, accepted.json["done"], accepted.json["success"]) == (202, False, None)
        failed = trigger(served, HAND_PAINT, "?wait_s=30")
        assert (failed.status, failed.json["done"], failed.json["success"]) == (200, True, False)
        assert failed.json["bad_count"] == failed.json["tag_count"] == 1
        assert "PAINT" in failed.json["error"]
        assert failed.json["destination"] == "stored"  # that the value was BAD
    wait_until(lambda: trigger(served, HAND_PAINT).json["success"] is True)


@pytest.mark.parametrize("wait_s", ["-1", "31", "nan", "inf", "-inf", "1e999", "soon", "", "0x1"])
def test_a_time_to_wait_that_is_none_is_bad_input(served: Served, wait_s: str) -> None:
    answer = trigger(served, query=f"?wait_s={wait_s}")
    assert (answer.status, answer.code) == (422, "bad_input")
    assert answer.detail.startswith("wait_s: ")


def test_what_takes_no_triggers_says_how_it_would(served: Served) -> None:
    answer = trigger(served, FAST)
    assert (answer.status, answer.code) == (409, "not_handshake")
    assert "set its polling_mode to HANDSHAKE" in answer.detail


def test_a_group_that_does_not_run_takes_none(served: Served) -> None:
    served.commander.post(group_path(HAND, "stop"))
    answer = trigger(served)
    assert (answer.status, answer.code) == (409, "not_running")
    assert served.events(EventKind.COMMAND_REFUSED)[0].subject == HAND
    served.commander.post(group_path(HAND, "start"))


def test_a_stop_answers_the_trigger_that_waits(served: Served) -> None:
    with silent_paint(served):
        trigger(served, HAND_PAINT, "?wait_s=0")
        waiting = trigger(served, HAND_PAINT, "?wait_s=0")
        assert waiting.status == 202
        stopped = served.commander.post(group_path(HAND_PAINT, "stop"))
        assert (stopped.status, stopped.json["state"]) == (200, "stopped")
    assert served.commander.post(group_path(HAND_PAINT, "start")).json["state"] == GroupState.RUNNING


def test_when_too_many_wait_the_next_is_told_so(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triggers, "_MAX_WAITING", 0)
    answer = trigger(served)
    assert (answer.status, answer.code) == (429, "capacity_reached")
    assert "trigger less often" in answer.detail
