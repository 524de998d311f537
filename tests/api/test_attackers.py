"""Clients that mean no good, or do not know better: the others are served, and nothing breaks."""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from urllib.parse import urlsplit

import pytest

from hmi.api import answers, connections
from hmi.api.gate import SAFE_HEADERS
from hmi.model.events import EventKind
from hmi.model.status import GroupState
from hmi.station import Station
from tests.api.clients import PATIENCE_S, PROBLEM, Answer, group_path
from tests.api.stations import FAST, Served
from tests.melsec.scripted import wait_until

STOP = group_path(FAST, "stop")


@contextmanager
def raw(served: Served, sent: bytes = b"") -> Iterator[socket.socket]:
    """A bare connection."""
    place = urlsplit(served.nobody.url)
    with socket.create_connection((place.hostname, place.port), PATIENCE_S) as connection:
        connection.sendall(sent)
        yield connection


def is_over(connection: socket.socket) -> bool:
    """Whether the other side has ended it; waits as long as its timeout says."""
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def whole(connection: socket.socket) -> bytes:
    """What comes until the other side ends it, in order or not."""
    found = b""
    with suppress(ConnectionError):
        while part := connection.recv(65536):
            found += part
    return found


def parsed(text: bytes) -> Answer:
    """A raw answer."""
    head, _, body = text.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(first.split()[1]), headers, body)


def request(served: Served, method: str = "GET", path: str = "/api/status", *more: str) -> bytes:
    """The text of one with a token that may everything."""
    lines = [f"{method} {path} HTTP/1.1", "Host: x", f"Authorization: Bearer {served.commander.token}", *more]
    return "\r\n".join([*lines, "", ""]).encode()


@pytest.fixture(autouse=True)
def the_others_are_served(served: Served) -> Iterator[None]:
    """Whatever was done, the next one is answered, and what was read goes on."""
    yield
    assert served.reader.get("/api/status").status == 200
    assert served.station.status().groups[0].state is GroupState.RUNNING


# -- too much --------------------------------------------------------------------------------------------


def test_a_body_that_is_too_large_is_refused_and_nothing_done(served: Served) -> None:
    answer = served.commander.ask("POST", STOP, body=b"x" * 20_000)
    assert (answer.status, answer.code) == (413, "content_too_large")
    assert "no command here needs one" in answer.detail


@pytest.mark.parametrize("path", [STOP, "/api/session", "/api/polling/stop-all"])
def test_a_body_in_chunks_is_refused_as_well(served: Served, path: str) -> None:
    chunk = b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
    with raw(served, request(served, "POST", path, "Transfer-Encoding: chunked")) as connection:
        with suppress(ConnectionError):
            connection.sendall(2 * chunk + b"0\r\n\r\n")
        head = connection.recv(65536)
    assert parsed(head).status == 413


def test_a_body_that_says_to_be_endless_is_refused_before_it_comes(served: Served) -> None:
    for length in ("999999999999", "1" + "0" * 30):
        with raw(served, request(served, "POST", STOP, f"Content-Length: {length}")) as connection:
            assert parsed(connection.recv(65536)).status in {400, 413}


@pytest.mark.parametrize(
    "length", ["-1", "1, 2", "x", "1\r\nContent-Length: 2", "4\r\nTransfer-Encoding: chunked"]
)
def test_a_length_that_is_none_is_no_request(served: Served, length: str) -> None:
    """Of two lengths another server could believe the other one."""
    sent = request(served, "POST", "/api/session", f"Content-Length: {length}", "Connection: close")
    sent += b"0\r\n\r\n"
    with raw(served, sent) as connection:
        found = whole(connection)
    assert parsed(found).status in {400, 204}
    assert found.count(b"\r\n\r\n") == 1


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 1_000_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 1_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Many: 1\r\n" * 100_000 + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100,  # TLS
        b"\x00" * 1000 + b"\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost x\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        "GET /온도 HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
        b"P\x00\x00\x0c" + b"MELSEC" * 20 + b"\r\n\r\n",
    ],
    ids=["header", "path", "headers", "tls", "zeros", "nul", "colon", "host", "utf-8", "other"],
)
def test_what_is_no_request_is_refused_in_the_one_form(served: Served, sent: bytes) -> None:
    with raw(served) as connection:
        with suppress(ConnectionError):
            connection.sendall(sent)
        answer = parsed(whole(connection))
    assert (answer.status, answer.code) == (400, "no_request")
    assert answer.headers["content-type"] == PROBLEM
    assert SAFE_HEADERS.items() <= answer.headers.items()


# -- odd, and allowed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [(), ("Host: other.example:99",), ("Expect: 100-continue",), ("Connection: Upgrade", "Upgrade: h2c")],
)
def test_odd_requests_are_answered(served: Served, more: tuple[str, ...]) -> None:
    head = f"GET /api/status HTTP/1.0\r\nAuthorization: Bearer {served.reader.token}\r\n"
    with raw(
        served, head.encode() + "".join(f"{line}\r\n" for line in more).encode() + b"\r\n"
    ) as connection:
        answer = parsed(whole(connection))
    assert answer.status == 200
    assert json.loads(answer.body)["station"] == "Line 1"


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "TRACE", "PUT", "PATCH", "PROPFIND", "get"])
def test_other_methods_are_refused(served: Served, method: str) -> None:
    for path in ("/api/status", STOP, "/metrics"):
        answer = served.commander.ask(method, path)
        assert answer.status == 405
        assert "allow" in answer.headers
        if method != "HEAD":
            assert answer.code == "method_not_allowed"


@pytest.mark.parametrize(
    "path",
    [
        "/api/status?" + "x=1&" * 10_000,
        "/api/tags?search=%ff%00%ed%a0%80",
        "/api/tags?plc=a&plc=b&unknown=1",
        "/api/tags?=",
    ],
)
def test_odd_queries_are_answered(served: Served, path: str) -> None:
    assert served.reader.get(path).status == 200


def test_two_authorizations_are_one_that_is_wrong_or_right(served: Served) -> None:
    both = (f"Authorization: Bearer {served.reader.token}", "Authorization: Bearer wrong")
    for lines in (both, both[::-1]):
        sent = "\r\n".join(["POST /api/polling/stop-all HTTP/1.1", "Host: x", *lines, "", ""])
        with raw(served, sent.encode()) as connection:
            assert parsed(connection.recv(65536)).status in {401, 403}


def test_half_a_character_is_sent_as_its_escape() -> None:
    text = answers.json_bytes({"온도": "a\udc80\ud800b", "n": 2**63 - 1})
    assert json.loads(text) == {"온도": "a\udc80\ud800b", "n": 9223372036854775807}


# -- who keeps a connection --------------------------------------------------------------------------------


def test_who_sends_no_whole_request_is_cut_off(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_LOOK_S", 0.3)
    beginnings = (
        b"",
        b"GET",
        request(served)[:-2],
        request(served, "POST", STOP, "Content-Length: 5"),
        request(served, "POST", "/api/session", "Content-Length: 5"),
    )
    with ExitStack() as stack:
        held = [stack.enter_context(raw(served, sent)) for sent in beginnings * 10]
        assert served.reader.get("/api/status").status == 200
        for connection in held:
            whole(connection)


def test_a_request_that_drips_is_cut_off(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_LOOK_S", 0.3)
    with raw(served) as connection:
        connection.settimeout(0.02)
        sent = 0
        while not is_over(connection):
            with suppress(ConnectionError):
                connection.sendall(b"GET / HTTP/1.1\r\nX: "[sent : sent + 1] or b"x")
            sent += 1
    assert sent < 1_000


def test_who_does_not_take_the_answer_is_cut_off(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_LOOK_S", 0.3)
    place = urlsplit(served.nobody.url)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(PATIENCE_S)
        connection.connect((place.hostname, place.port))
        asked = request(served, "GET", "/openapi.json")
        with suppress(ConnectionError):
            while True:
                connection.sendall(100 * asked)


def test_when_as_many_are_connected_as_may_the_next_one_is_told_so(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 3)
    with raw(served), raw(served), raw(served, request(served)) as third:
        assert parsed(third.recv(65536)).status == 200
        with raw(served) as fourth:
            answer = parsed(whole(fourth))
        assert (answer.status, answer.code) == (503, "too_many_connections")
    wait_until(lambda: served.reader.get("/api/status").status == 200)


def test_requests_one_after_the_other_over_one_connection(served: Served) -> None:
    with raw(served, 20 * request(served, "GET", "/api/polling/queue/status")) as connection:
        found = b""
        while found.count(b'"utilization_pct"') < 20:
            found += connection.recv(65536)
    assert found.count(b"HTTP/1.1 200 OK") == 20


# -- the station's own trouble -----------------------------------------------------------------------------


def test_a_defect_is_told_in_the_one_form_and_logged(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(station: Station, **_: object) -> list[object]:
        raise RuntimeError("this must not be told to anybody")

    monkeypatch.setattr(Station, "start_all", broken)
    answer = served.commander.post("/api/polling/start-all")
    assert (answer.status, answer.code) == (500, "defect")
    assert "hmi.log" in answer.detail
    assert b"must not" not in answer.body
    assert SAFE_HEADERS.items() <= answer.headers.items()
    log = served.station.data_folder.logs / "hmi.log"
    wait_until(lambda: "this must not be told" in log.read_text("utf-8"))


def test_a_log_of_events_that_cannot_be_written_keeps_no_command_and_no_refusal_waiting(
    served: Served,
) -> None:
    path = served.station.events.path
    served.station.events.flush()

    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert served.commander.post(STOP).status == 200
        assert served.commander.post(group_path(FAST, "start")).status == 200
        assert served.nobody.with_token("wrong").get("/api/status").status in {401, 403}
        other.rollback()

    wait_until(lambda: bool(served.events(EventKind.GROUP_STOPPED)))
