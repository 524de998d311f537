"""The remote face switched on, moved, wrongly set and off while the station records; and its ends."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode
from websockets.sync.client import connect

from hmi.api import server
from hmi.config.settings import ApiSettings
from hmi.melsec.simulator.faults import FaultName, FaultSpec
from hmi.model.attempt import Attempt
from hmi.model.errors import HmiError
from hmi.model.events import EventKind
from hmi.model.status import StationStatus
from hmi.remote import RemoteState
from tests.api.certificates import make_pair
from tests.api.clients import PATIENCE_S, Client, group_path
from tests.api.stations import HAND_PAINT, Served, served_station
from tests.melsec.scripted import wait_until
from tests.processes import free_port


@pytest.fixture(autouse=True)
def recording_goes_on(served: Served) -> Iterator[None]:
    """Whatever becomes of the face; it listens as it did at the beginning."""
    settings = served.station.settings.api
    served.face.apply(settings)
    yield
    before = served.station.status().rows.stored
    wait_until(lambda: served.station.status().rows.stored > before)


def failure(served: Served, **changes: object) -> str:
    """Why it does not work with these settings."""
    wanted = replace(served.station.settings.api, **changes)  # type: ignore[arg-type]  # of any field
    served.face.apply(wanted)
    status = served.face.status()
    assert (status.state, status.url, status.host) == (RemoteState.FAILED, "", "")
    with pytest.raises(HmiError) as refused:
        served.face.check()
    assert str(refused.value) == status.error
    assert served.events(EventKind.REMOTE_FAILED, by="")
    return status.error


# -- on, moved, off ----------------------------------------------------------------------------------------


def test_what_it_says_of_itself(served: Served) -> None:
    status = served.face.status()
    assert (status.state, status.url, status.error) == (RemoteState.LISTENING, served.nobody.url, "")
    assert (status.host, status.watching) == ("127.0.0.1", 0)
    answer = served.face.check()
    assert str(answer) == f"{status.url} answers: Line 1, 6 groups"


def test_settings_hold_at_once(served: Served) -> None:
    """As the window's setup stores them."""
    setup, port = served.station.settings_setup, free_port()
    setup.save({"api.enabled": "1", "api.port": str(port)})
    moved = Client(f"http://127.0.0.1:{port}", served.reader.token)
    assert moved.get("/api/status").status == 200
    with pytest.raises(ConnectionRefusedError):
        served.reader.get("/api/status")
    setup.save({"api.enabled": "0"})
    with pytest.raises(ConnectionRefusedError):
        moved.get("/api/status")
    assert served.face.status().state is RemoteState.OFF
    assert served.events(EventKind.REMOTE_STOPPED, by="")
    with pytest.raises(HmiError, match="switched off"):
        served.face.check()
    setup.save({"api.enabled": "1"})
    assert moved.get("/api/status").status == 200
    setup.save({"api.enabled": "", "api.port": ""})
    assert served.face.status().state is RemoteState.OFF


def test_the_same_settings_change_nothing(served: Served) -> None:
    place = urlsplit(served.nobody.url)
    with closing(socket.create_connection((place.hostname, place.port), 20)) as connection:
        served.face.apply(served.station.settings.api)
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 401")


def test_every_address_is_reached_when_it_listens_at_all(served: Served) -> None:
    served.face.apply(replace(served.station.settings.api, host="0.0.0.0"))
    port = served.station.settings.api.port
    assert served.face.status().url == f"http://127.0.0.1:{port}"
    assert served.face.status().host == "0.0.0.0"
    assert Client(f"http://127.0.0.2:{port}", served.reader.token).get("/api/status").status == 200


# -- what does not work ------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_tried_again_when_it_is_free(served: Served) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        error = failure(served, port=port)
        assert f"127.0.0.1:{port}" in error
        assert "another program may use this port" in error
    served.face.retry()
    assert served.face.status().state is RemoteState.LISTENING


@pytest.mark.parametrize(
    ("host", "words"), [("192.0.2.1", "none of this PC"), ("no-such-host.invalid", "There is no address")]
)
def test_an_address_that_is_none_of_this_pc(served: Served, host: str, words: str) -> None:
    assert words in failure(served, host=host)


def test_a_certificate_that_cannot_be_used(served: Served, tmp_path: Path) -> None:
    certificate, key = make_pair(tmp_path, "one")
    locked_certificate, locked_key = make_pair(tmp_path, "locked", password=b"secret")
    _, other_key = make_pair(tmp_path, "other")
    nonsense = tmp_path / "nonsense.crt"
    nonsense.write_bytes(bytes(range(256)))
    assert "locked by a password" in failure(served, certificate=locked_certificate, key=locked_key)
    assert "belong together" in failure(served, certificate=certificate, key=other_key)
    assert "No such file" in failure(served, certificate=tmp_path / "missing.crt", key=key)
    assert str(nonsense) in failure(served, certificate=nonsense, key=key)
    assert str(tmp_path) in failure(served, certificate=tmp_path, key=key)


# -- TLS ---------------------------------------------------------------------------------------------------


def test_with_a_certificate_it_speaks_tls_and_nothing_else(served: Served, tmp_path: Path) -> None:
    certificate, key = make_pair(tmp_path, "one")
    plain = served.nobody.url
    served.face.apply(replace(served.station.settings.api, certificate=certificate, key=key))
    status = served.face.status()
    assert (status.state, status.url) == (RemoteState.LISTENING, plain.replace("http", "https"))
    assert served.face.check().station == "Line 1"
    trusting = ssl.create_default_context(cafile=certificate)
    url = status.url.replace("127.0.0.1", "localhost")
    reader = Client(url, served.reader.token, context=trusting)
    assert reader.get("/api/status").json["station"] == "Line 1"
    assert "; secure" in reader.post("/api/session").headers["set-cookie"].lower()
    with pytest.raises(ssl.SSLCertVerificationError):
        Client(url, served.reader.token, context=ssl.create_default_context()).get("/api/status")
    with pytest.raises((ConnectionError, OSError)):
        served.reader.get("/api/status")
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.load_verify_locations(certificate)
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises((ssl.SSLError, OSError)):
        Client(url, context=old).get("/")
    assert reader.get("/api/status").status == 200  # whoever came meanwhile
    headers = {"Authorization": f"Bearer {served.reader.token}"}
    with connect(
        url.replace("https", "wss") + "/ws/polling", additional_headers=headers, ssl=trusting
    ) as watching:
        assert '"status"' in str(watching.recv(timeout=20))


def test_who_answers_there_and_is_not_this_station(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    served.reader.get("/api/status")
    monkeypatch.setattr(served.face, "_own_token", "another")
    with pytest.raises(HmiError, match="answers 401: another program may listen there"):
        served.face.check()


# -- crashes and ends --------------------------------------------------------------------------------------


def test_a_server_that_dies_is_started_again(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    real = server.ApiServer._serve

    async def dies(self: server.ApiServer, sockets: list[socket.socket], stop: threading.Event) -> None:
        monkeypatch.setattr(server.ApiServer, "_serve", real)
        for one in sockets:
            one.close()
        raise RuntimeError("out of the blue")

    served.face.apply(ApiSettings())
    monkeypatch.setattr(server.ApiServer, "_serve", dies)
    served.face.apply(served.station.settings.api)
    wait_until(lambda: served.face.status().state is RemoteState.FAILED)
    assert "out of the blue" in served.face.status().error
    wait_until(lambda: served.face.status().state is RemoteState.LISTENING)
    assert served.reader.get("/api/status").status == 200


def test_a_server_that_finds_its_port_taken_after_its_death_says_so(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = served.station.settings.api.port
    taken = ExitStack()

    async def dies(self: server.ApiServer, sockets: list[socket.socket], stop: threading.Event) -> None:
        for one in sockets:
            one.close()
        taken.enter_context(socket.create_server(("127.0.0.1", port)))
        raise RuntimeError("out of the blue")

    served.face.apply(ApiSettings())
    with monkeypatch.context() as patched, taken:
        patched.setattr(server.ApiServer, "_serve", dies)
        served.face.apply(served.station.settings.api)
        wait_until(lambda: "another program may use this port" in served.face.status().error)
        assert served.face.status().state is RemoteState.FAILED
    wait_until(lambda: served.face.status().state is RemoteState.LISTENING)
    assert served.reader.get("/api/status").status == 200


def test_a_status_that_hangs_keeps_neither_refusals_nor_documents_waiting(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for on a thread; the loop goes on."""
    real, goes_on, asked = served.station.status, threading.Event(), threading.Event()

    def hangs() -> StationStatus:
        asked.set()
        goes_on.wait()
        return real()

    served.face.apply(ApiSettings())
    with monkeypatch.context() as patched:
        patched.setattr(served.station, "status", hangs)
        served.face.apply(served.station.settings.api)
        waiting = Attempt("status", lambda: served.reader.get("/api/status"))
        assert asked.wait(PATIENCE_S)
        assert served.nobody.get("/api/status").status == 401
        assert served.reader.get("/openapi.json").status == 200
        goes_on.set()
        assert waiting.ends_in(PATIENCE_S)


def test_the_station_ends_in_time_whoever_is_connected(tmp_path: Path) -> None:
    """A trigger that waits, a client of the WebSocket, and one that takes no answer."""
    with served_station(tmp_path) as served:
        served.plcs.plcs["PAINT"].faults = [FaultSpec(FaultName.HALF_OPEN)]
        answers: list[int] = []

        def trigger() -> None:
            answers.append(served.commander.post(group_path(HAND_PAINT, "trigger?wait_s=30")).status)

        place = urlsplit(served.nobody.url)
        headers = {"Authorization": f"Bearer {served.reader.token}"}
        asked = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        with ExitStack() as stack:
            watching = stack.enter_context(
                connect(served.nobody.url.replace("http", "ws") + "/ws/polling", additional_headers=headers)
            )
            watching.recv(timeout=20)
            slow = stack.enter_context(socket.create_connection((place.hostname, place.port), 20))
            slow.setblocking(False)
            with suppress(BlockingIOError):
                while True:
                    slow.sendall(f"GET /openapi.json HTTP/1.1\r\nHost: x\r\n{asked}\r\n".encode() * 100)
            waiting = Attempt("trigger", trigger)
            wait_until(lambda: bool(served.events(EventKind.GROUP_TRIGGERED)))
            assert Attempt("stop", served.station.stop).ends_in(10.0)  # that is promised
            assert waiting.ends_in(PATIENCE_S)
            with suppress(ConnectionClosed):
                list(watching)  # to its end, which is in order
            assert watching.close_code == CloseCode.SERVICE_RESTART
    assert answers in ([202], [200])
    assert served.face.status().state is RemoteState.OFF
