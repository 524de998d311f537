"""Who may ask, and what: every route there is, tried by everybody who may not."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from hmi.api.app import make_app
from hmi.api.gate import SAFE_HEADERS, Gate, SafeHeaders
from hmi.api.guard import SESSION_S, Guard
from hmi.config.api_tokens import digest_of
from hmi.diagnostics import write_bundle
from hmi.settings_setup import StationSettings
from tests.api.clients import Client, group_path
from tests.api.stations import COMMAND, DIGESTS, FAST, READ, WRONG, Served, another_face


class Entry(NamedTuple):
    """One route, with names of things that there are; a WebSocket has no method."""

    path: str
    method: str

    @property
    def commands(self) -> bool:
        return self.method not in {"GET", "HEAD", ""} and self.path != "/api/session"


@pytest.fixture(scope="module")
def entries(served: Served) -> list[Entry]:
    """All there are, asked of the application itself."""

    async def made() -> FastAPI:
        outer = make_app(served.station, Guard(dict, print), watching=print)
        assert isinstance(outer, SafeHeaders)
        gate = outer._app
        assert isinstance(gate, Gate)
        app = gate._app
        assert isinstance(app, FastAPI)
        return app

    names = {
        "name:path": FAST,
        "plc_code:path": "PRESS",
        "address": "D100",
        "file": "x.csv",
        "alarm_id:path": "x",
    }
    found = []
    for context in iter_route_contexts(asyncio.run(made()).routes):
        path = context.route.path  # type: ignore[attr-defined]  # every kind that we have has one
        for name, value in names.items():
            path = path.replace(f"{{{name}}}", value)
        assert "{" not in path
        found += [Entry(path, method) for method in sorted(getattr(context.route, "methods", None) or [""])]
    assert len(found) >= 25
    assert {Entry("/openapi.json", "GET"), Entry("/ws/polling", "")} <= set(found)
    return found


def asked(client: Client, entry: Entry, headers: dict[str, str]) -> int:
    """The status of the answer."""
    if entry.method:
        answer = client.ask(entry.method, entry.path, headers)
        assert SAFE_HEADERS.items() - answer.headers.items() <= {
            (
                "content-security-policy",
                SAFE_HEADERS["content-security-policy"],
            )  # the page has one of its own
        }
        return answer.status
    url = client.url.replace("http", "ws", 1) + entry.path
    with pytest.raises(InvalidStatus) as refused:
        connect(url, additional_headers=headers).close()
    return refused.value.response.status_code


def credentials(token: str) -> dict[str, dict[str, str]]:
    """What does not let anybody in; ``token`` is a right one, shown in a wrong way."""
    basic = base64.b64encode(f"operator:{token}".encode()).decode()
    return {
        "none": {},
        "wrong": {"Authorization": f"Bearer {WRONG}"},
        "empty": {"Authorization": "Bearer"},
        "blank": {"Authorization": "Bearer   "},
        "basic": {"Authorization": f"Basic {basic}"},
        "bare": {"Authorization": token},
        "two": {"Authorization": f"Bearer {token}, Bearer {token}"},
        "other case": {"Authorization": f"Bearer {token.swapcase()}"},
        "shorter": {"Authorization": f"Bearer {token[:-1]}"},
        "no ASCII": {"Authorization": "Bearer \xff\xfe\x80"},
        "cookie": {"Cookie": f"lineside=9999999999.{token}"},
        "odd cookie": {"Cookie": 'lineside="\\377"; lineside=9999999999999999999999.; =; ;;'},
        "other header": {"X-Api-Key": token, "X-Forwarded-For": "127.0.0.1", "X-Real-Ip": "127.0.0.1"},
    }


def running(served: Served) -> list[str]:
    return [group.state for group in served.station.status().groups]


@pytest.mark.parametrize("kind", credentials(""))
def test_no_route_lets_in_who_has_no_token(served: Served, entries: list[Entry], kind: str) -> None:
    before, events = running(served), len(served.station.events.read())
    headers = credentials(COMMAND)[kind]
    with another_face(served.station, Guard(lambda: DIGESTS, lambda _: None)) as client:
        answers = {entry: asked(client, entry, headers) for entry in entries}
    assert set(answers.values()) <= {401, 403}, answers
    assert running(served) == before
    assert len(served.station.events.read()) == events


def test_who_may_read_may_command_nothing(served: Served, entries: list[Entry]) -> None:
    before, events = running(served), len(served.station.events.read())
    headers = {"Authorization": f"Bearer {READ}"}
    with another_face(served.station, Guard(lambda: DIGESTS, lambda _: None)) as client:
        commands = [entry for entry in entries if entry.commands]
        assert len(commands) == 7
        assert {asked(client, entry, headers) for entry in commands} == {403}
        for method in ("PUT", "PATCH", "DELETE", "post", "LAUNCH"):
            assert client.ask(method, group_path(FAST, "stop"), headers).status == 403
        reads = [entry for entry in entries if entry.method == "GET" and "history" not in entry.path]
        assert {asked(client, entry, headers) for entry in reads} == {200}
    assert running(served) == before
    assert len(served.station.events.read()) == events


@pytest.mark.parametrize(
    "path",
    ["/", "/nothing", "/docs", "/redoc", "/../etc/passwd", "/%2e%2e/", "/\\", "//api/status", "/api/status/"],
)
def test_who_has_no_token_does_not_learn_what_there_is(served: Served, path: str) -> None:
    assert served.nobody.get(path).status == 401
    assert served.commander.get(path).status == (200 if path == "/" else 404)


def test_a_refusal_says_how_to_get_in(served: Served) -> None:
    nobody = served.nobody.get("/api/status")
    assert nobody.code == "no_token"
    assert "hmi api token read" in nobody.detail
    assert nobody.headers["www-authenticate"].startswith("Bearer")
    wrong = served.nobody.with_token(WRONG).get("/api/status")
    assert wrong.code == "wrong_token"
    assert "renewed" in wrong.detail


def test_the_kind_of_token_is_written_in_any_case(served: Served) -> None:
    for kind in ("bearer", "BEARER", "Bearer  "):
        headers = {"Authorization": f"{kind} {served.reader.token} "}
        assert served.nobody.ask("GET", "/api/status", headers).status == 200


# -- the browser's session -------------------------------------------------------------------------------


def test_a_session_reads_for_its_browser_and_never_commands(served: Served) -> None:
    begun = served.reader.post("/api/session")
    assert begun.status == 204
    cookie, _, rules = begun.headers["set-cookie"].partition(";")
    assert "httponly" in rules.lower()
    assert "samesite=strict" in rules.lower()
    assert f"max-age={SESSION_S}" in rules.lower()
    assert served.reader.token not in cookie
    assert served.nobody.get("/api/status", Cookie=cookie).status == 200
    assert served.nobody.post(group_path(FAST, "stop"), Cookie=cookie).status == 401
    forged = cookie.replace("lineside=", "lineside=1")  # a later end with the same signature
    assert served.nobody.get("/api/status", Cookie=forged).status == 401
    assert served.nobody.ask("DELETE", "/api/session", {"Cookie": cookie}).status == 204
    served.renew()
    assert served.nobody.get("/api/status", Cookie=cookie).status == 401


def test_a_session_ends_when_its_time_is_over() -> None:
    async def reads() -> tuple[bool, bool]:
        guard = Guard(lambda: DIGESTS, lambda _: None)
        await guard.look_up()
        cookie = guard.session(1_000_000.0)
        return await guard.reads(cookie, 1_000_000.0 + SESSION_S - 1), await guard.reads(
            cookie, 1_000_001.0 + SESSION_S
        )

    assert asyncio.run(reads()) == (True, False)


# -- nothing is given away --------------------------------------------------------------------------------


@pytest.fixture
def logged_finely(served: Served) -> Iterator[StationSettings]:
    settings = served.station.settings_setup
    settings.save({"station.log_level": "DEBUG"})
    yield settings
    settings.save({"station.log_level": ""})


def test_a_token_stands_nowhere(
    served: Served, logged_finely: StationSettings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tokens = [WRONG + "-2", served.reader.token, served.commander.token]
    for token in tokens:
        served.nobody.with_token(token).get("/api/status")
        served.nobody.with_token(token).post(group_path(FAST, "trigger"))
    served.station.events.flush()
    bundle = tmp_path_factory.mktemp("bundle") / "bundle.zip"
    env = {"HMI_API_COMMAND_TOKEN": served.commander.token}
    write_bundle(served.station, bundle, env)
    import zipfile

    with zipfile.ZipFile(bundle) as packed:
        texts = {name: packed.read(name) for name in packed.namelist()}
    root = served.station.data_folder.root
    texts |= {
        str(path): path.read_bytes() for path in root.rglob("*") if path.is_file() and path.suffix != ".lock"
    }
    texts["keyring"] = json.dumps(list(served.keyring.kept.values())).encode()
    for token in tokens:
        assert [name for name, text in texts.items() if token.encode() in text] == []
    assert digest_of(served.reader.token).hex() in served.keyring.kept.values()


def test_tokens_are_long_random_and_name_their_scope(served: Served) -> None:
    assert served.reader.token.startswith("ls-read-")
    assert served.commander.token.startswith("ls-command-")
    assert len(served.reader.token) > 40
    assert served.reader.token[8:] != served.commander.token[11:]


# -- other origins ---------------------------------------------------------------------------------------

MES, STRANGE = "https://mes.plant.local", "https://elsewhere.example"


def preflight(client: Client, origin: str) -> dict[str, str]:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    return client.ask("OPTIONS", "/api/polling/start-all", headers).headers


def test_no_page_of_another_origin_is_let_in_unless_it_is_named(served: Served) -> None:
    for headers in (preflight(served.nobody, MES), served.reader.get("/api/status", Origin=MES).headers):
        assert not [name for name in headers if name.startswith("access-control")]
    guard = Guard(lambda: DIGESTS, lambda _: None)
    with another_face(served.station, guard, origins=(MES.upper(),)) as client:
        named = preflight(client, MES)
        assert named["access-control-allow-origin"] == MES
        assert SAFE_HEADERS.items() <= named.items()
        assert "access-control-allow-origin" not in preflight(client, STRANGE)
        reader = client.with_token(READ)
        assert reader.get("/api/status", Origin=MES).headers["access-control-allow-origin"] == MES
        assert "access-control-allow-origin" not in reader.get("/api/status", Origin=STRANGE).headers
        refused = client.get("/api/status", Origin=MES)  # or its page could not tell why
        assert (refused.status, refused.headers["access-control-allow-origin"]) == (401, MES)
        assert "access-control-allow-credentials" not in named


def test_a_station_that_ends_is_not_ready(served: Served) -> None:
    served.station.is_ready = False
    try:
        for answer in (served.reader.get("/api/status"), served.commander.post("/api/polling/stop-all")):
            assert (answer.status, answer.code, answer.headers["retry-after"]) == (503, "not_ready", "5")
        assert served.nobody.get("/api/status").status == 401
    finally:
        served.station.is_ready = True
