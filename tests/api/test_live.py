"""What the clients of the WebSocket are told, over real connections."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from hmi.api import live
from tests.api.pages import PATIENCE_S, Watched, wait_until, watched_station

Message = dict[str, Any]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched_station(tmp_path_factory.mktemp("station")) as found:
        yield found


def opened(watched: Watched, query: str = "", token: str | None = None, **more: Any) -> ClientConnection:
    headers = {"Authorization": f"Bearer {token or watched.read}"} if token != "" else {}
    connection: ClientConnection = connect(
        f"{watched.url.replace('http', 'ws', 1)}/ws/polling{query}",
        additional_headers=headers | more.pop("headers", {}),
        compression=None,
        **more,
    )
    return connection


def messages(client: ClientConnection) -> Iterator[Message]:
    while True:
        yield json.loads(client.recv(timeout=PATIENCE_S))


def next_status(client: ClientConnection) -> Message:
    return next(message for message in messages(client) if message["type"] == "status")


def next_change(client: ClientConnection, kind: str, name: str) -> Message:
    """What becomes of that one; what else changes is passed over."""
    changes = (change for message in messages(client) for change in message.get("changes", ()))
    return next(change for change in changes if (change["kind"], change["name"]) == (kind, name))


@pytest.fixture
def client(watched: Watched) -> Iterator[ClientConnection]:
    watched.wait_until_connected()
    with opened(watched) as found:
        yield found


def refusal(watched: Watched, *arguments: Any, **more: Any) -> tuple[int, Message]:
    with pytest.raises(InvalidStatus) as refused:
        opened(watched, *arguments, **more)
    response = refused.value.response
    assert response.headers["content-type"] == "application/problem+json"
    return response.status_code, json.loads(response.body or b"{}")


def test_the_status_comes_at_once_and_then_every_second(client: ClientConnection) -> None:
    first, second, third = (next_status(client) for _ in range(3))
    assert first["status"]["station"] == "Line 1"
    assert [group["group_name"] for group in first["status"]["groups"]][:2] == ["PRESS_FAST", "PRESS_SLOW"]
    assert first["at"] < second["at"] < third["at"]
    assert second["status"]["uptime_s"] + 0.5 < third["status"]["uptime_s"]


def test_what_changes_is_told_at_once_and_the_whole_status_after_it(
    watched: Watched, client: ClientConnection
) -> None:
    next_status(client)
    watched.station.stop_group("PRESS_SLOW")
    assert next_change(client, "group", "PRESS_SLOW")["new"] in {"stopping", "stopped"}
    status = next_status(client)["status"]
    assert status["groups"][1]["state"] in {"stopping", "stopped"}
    watched.station.start_group("PRESS_SLOW")
    wait_until(lambda: next_change(client, "group", "PRESS_SLOW")["new"] == "running")


def test_a_lost_plc_and_its_alarm_are_told_in_the_language_of_each_client(
    watched: Watched, client: ClientConnection
) -> None:
    with opened(watched, "?lang=ko") as korean, opened(watched, "?lang=ja") as japanese:
        watched.plcs.take_away("PAINT")
        assert next_change(client, "plc", "PAINT")["new"] == "down"
        texts = []
        for one in (client, korean, japanese):
            found = next(m for m in messages(one) if m["type"] == "status" and m["status"]["alarms"])
            texts.append(found["status"]["alarms"][0])
        assert [alarm["id"] for alarm in texts] == ["plc_down:PAINT"] * 3
        assert [alarm["text"] for alarm in texts] == [
            "PLC PAINT cannot be read",
            "PLC PAINT을(를) 읽을 수 없습니다",
            "PLC PAINT を読み取れません",
        ]
        assert "케이블" in texts[1]["guidance"]
        watched.station.acknowledge("plc_down:PAINT")
        assert next_change(korean, "alarm", "plc_down:PAINT")["new"] == "acknowledged"
        watched.plcs.bring_back("PAINT")
        wait_until(lambda: next_change(japanese, "alarm", "plc_down:PAINT")["new"] is None)
    watched.wait_until_connected()


def test_who_has_no_token_or_a_wrong_one_is_refused(watched: Watched) -> None:
    assert refusal(watched, token="")[0] == 401
    status, problem = refusal(watched, token="wrong")
    assert (status, problem["code"]) == (401, "wrong_token")


def test_a_token_may_come_as_a_sub_protocol(watched: Watched) -> None:
    protocols = ["lineside", f"bearer.{watched.read}"]
    with opened(watched, token="", subprotocols=protocols) as client:
        assert client.subprotocol == "lineside"  # and never the token
        next_status(client)
    assert refusal(watched, token="", subprotocols=["lineside", "bearer.wrong"])[0] == 401


def test_a_language_that_we_do_not_speak_is_bad_input(watched: Watched) -> None:
    status, problem = refusal(watched, "?lang=tlh")
    assert (status, problem["code"]) == (422, "bad_input")
    assert "lang" in problem["detail"]


def test_when_as_many_watch_as_may_the_next_one_is_told_so(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_until(lambda: watched.remote.status().watching == 0)
    monkeypatch.setattr(live, "MOST_CLIENTS", 2)
    with opened(watched) as first, opened(watched) as second:
        next_status(first)
        next_status(second)
        status, problem = refusal(watched)
        assert (status, problem["code"]) == (429, "too_many_clients")
        assert watched.remote.status().watching == 2
    wait_until(lambda: watched.remote.status().watching == 0)
    with opened(watched) as again:
        next_status(again)


def test_what_a_client_says_means_nothing(client: ClientConnection) -> None:
    for said in ("hello", b"\x00\x01", "{", ""):
        client.send(said)
    next_status(client)
    next_status(client)


@pytest.mark.parametrize("said", ["x" * 20_000, b"\xff" * 2_000_000], ids=["text", "binary"])
def test_who_says_too_much_at_once_is_cut_off(client: ClientConnection, said: str | bytes) -> None:
    with suppress(ConnectionClosed):
        client.send(said)
    _read_to_the_end(client)
    assert client.close_code == 1009


def test_who_never_stops_talking_is_cut_off(client: ClientConnection) -> None:
    with suppress(ConnectionClosed):
        for _ in range(10_000):
            client.send("and another thing")
    _read_to_the_end(client)
    assert client.close_code == 1008


def _read_to_the_end(client: ClientConnection) -> None:
    with pytest.raises(ConnectionClosed):
        for _ in messages(client):
            pass


def test_a_renewed_token_ends_what_was_opened_with_the_one_before(
    watched: Watched, client: ClientConnection
) -> None:
    next_status(client)
    before = watched.read
    watched.renew()
    _read_to_the_end(client)
    assert client.close_code == 1008
    assert refusal(watched, token=before)[0] == 401
    with opened(watched) as again:
        next_status(again)
