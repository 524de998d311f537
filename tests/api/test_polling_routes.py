"""Groups over REST: looked at, started, stopped, triggered; what is refused, and why."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from hmi.model.events import EventKind
from hmi.model.status import GroupState
from tests.api.clients import Answer, group_path
from tests.api.stations import FAST, HAND, KOREAN, ODD, RUNNING, SPARE, Served
from tests.melsec.scripted import wait_until


def state_of(served: Served, name: str) -> GroupState:
    return next(group.state for group in served.station.status().groups if group.group_name == name)


def test_the_whole_status_has_the_form_of_the_station(served: Served) -> None:
    told, own = served.reader.get("/api/status"), served.station.status().as_dict()
    assert told.status == 200
    assert told.headers["content-type"] == "application/json"
    assert list(told.json) == list(own)
    for part in ("queue", "buffer", "writer", "backup", "rows"):
        assert list(told.json[part]) == list(own[part])
    for part in ("groups", "plcs"):  # their figures have moved on since
        assert list(map(list, told.json[part])) == list(map(list, own[part]))


def test_groups_and_plcs_and_the_queue(served: Served) -> None:
    told = served.reader.get("/api/polling/status").json
    assert [group["group_name"] for group in told["groups"]] == [*RUNNING, SPARE]
    assert [plc["plc_code"] for plc in told["plcs"]] == ["PRESS", "PAINT"]
    assert (
        served.reader.get("/api/polling/queue/status").json["max_size"] == served.station.settings.queue_max
    )


@pytest.mark.parametrize("name", [FAST, ODD, KOREAN])
def test_a_group_is_asked_for_stopped_and_started_by_its_name(served: Served, name: str) -> None:
    told = served.reader.get(group_path(name, "status"))
    assert (told.status, told.json["group_name"], told.json["state"]) == (200, name, "running")
    stopped = served.commander.post(group_path(name, "stop"))
    assert (stopped.status, stopped.json["state"]) == (200, "stopped")
    assert state_of(served, name) is GroupState.STOPPED
    started = served.commander.post(group_path(name, "start"))
    assert (started.status, started.json["state"]) == (200, "running")
    assert state_of(served, name) is GroupState.RUNNING
    assert served.events(EventKind.GROUP_STOPPED)[0].subject == name
    assert served.events(EventKind.GROUP_STARTED)[0].subject == name


@pytest.mark.parametrize("action", ["status", "start", "stop", "trigger"])
def test_an_unknown_group_is_not_found_and_the_nearest_is_named(served: Served, action: str) -> None:
    method = "GET" if action == "status" else "POST"
    answer = served.commander.ask(method, group_path("FASD", action))
    assert (answer.status, answer.code) == (404, "unknown_group")
    assert "did you mean 'FAST'?" in answer.detail


@pytest.mark.parametrize(
    "name", ["\x00", "\n", "a\nb", "..", "../../etc", "%", "🙂", "' OR 1=1", "\\\\host\\share"]
)
def test_names_that_nobody_has_are_not_found_whatever_they_are(served: Served, name: str) -> None:
    for method, action in (("GET", "status"), ("POST", "start"), ("POST", "stop"), ("POST", "trigger")):
        assert served.commander.ask(method, group_path(name, action)).status == 404


def test_what_is_no_utf_8_is_nobodys_name(served: Served) -> None:
    assert served.commander.get("/api/polling/groups/%ff%fe/status").code == "unknown_group"
    assert served.commander.get("/api/polling/groups/%ed%b2%80/status").code == "unknown_group"


def test_a_name_of_a_kilobyte_is_bad_input(served: Served) -> None:
    answer = served.commander.post(group_path("x" * 1000, "start"))
    assert (answer.status, answer.code) == (422, "bad_input")
    assert "name" in answer.detail


def test_what_runs_is_not_started_and_what_does_not_is_not_stopped(served: Served) -> None:
    again = served.commander.post(group_path(FAST, "start"))
    assert (again.status, again.code) == (409, "already_running")
    resting = served.commander.post(group_path(SPARE, "stop"))
    assert (resting.status, resting.code) == (409, "not_running")
    refused = served.events(EventKind.COMMAND_REFUSED)
    assert [event.subject for event in refused[:2]] == [SPARE, FAST]


def test_no_more_run_than_may(served: Served) -> None:
    answer = served.commander.post(group_path(SPARE, "start"))
    assert (answer.status, answer.code) == (429, "capacity_reached")
    assert "5 groups run already" in answer.detail
    assert state_of(served, SPARE) is GroupState.STOPPED


def test_of_two_who_start_a_group_at_once_one_is_told_that_it_runs(served: Served) -> None:
    path = group_path(FAST, "stop"), group_path(FAST, "start")
    served.commander.post(path[0])
    with ThreadPoolExecutor(4) as pool:
        answers: list[Answer] = list(pool.map(lambda _: served.commander.post(path[1]), range(4)))
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: served.commander.post(path[0]), range(4)))
    assert {answer.status for answer in answers} <= {200, 409}
    assert state_of(served, FAST) is GroupState.STOPPED
    assert served.commander.post(path[1]).status == 200


def test_all_are_stopped_and_started(served: Served) -> None:
    stopped = served.commander.post("/api/polling/stop-all").json
    assert {group["state"] for group in stopped["groups"]} == {"stopped"}
    assert stopped["refused"] == []
    started = served.commander.post("/api/polling/start-all").json
    assert [group["state"] for group in started["groups"]] == ["running"] * 5 + ["stopped"]
    assert len(started["refused"]) == 1
    assert SPARE in started["refused"][0]
    assert served.events(EventKind.ALL_STOPPED)
    assert served.events(EventKind.ALL_STARTED)
    wait_until(lambda: state_of(served, HAND) is GroupState.RUNNING)
