"""The pages as files, and how the station hands them out: who gets which, and what their browser may do."""

from __future__ import annotations

import hashlib
import http.client
import re
import time
import tomllib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from hmi.api.guard import COOKIE, SESSION_S
from hmi.config.resources import resource_path
from tests.api.pages import PATIENCE_S, TOKEN, Watched, served, watched_station

PAGES = ("page.html", "sign-in.html")
MOST_BYTES = 60_000
LEAST_CONTRAST = 4.5
"""WCAG 2, AA."""


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched_station(tmp_path_factory.mktemp("station")) as found:
        yield found


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


def ask(url: str, method: str, path: str, **headers: str) -> Answer:
    with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_S)) as connection:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())


def signed_in(url: str, token: str) -> tuple[str, str]:
    """The session's cookie, and all that was said of it."""
    answer = ask(url, "POST", "/api/session", Authorization=f"Bearer {token}")
    assert (answer.status, answer.text) == (204, "")
    said = answer.headers["set-cookie"]
    return said.partition(";")[0], said


# -- who gets which ---------------------------------------------------------------------------------------


def test_who_has_no_session_gets_the_page_to_sign_in(watched: Watched) -> None:
    answer = ask(watched.url, "GET", "/")
    assert answer.status == 401
    assert answer.headers.get_content_type() == "text/html"
    assert answer.text == resource_path("web", "sign-in.html").read_text("utf-8")


def test_a_session_or_a_token_gets_the_page(watched: Watched) -> None:
    cookie, _ = signed_in(watched.url, watched.read)
    for headers in ({"Cookie": cookie}, {"Authorization": f"Bearer {watched.read}"}):
        answer = ask(watched.url, "GET", "/", **headers)
        assert (answer.status, answer.headers.get_content_type()) == (200, "text/html")
        assert answer.text == resource_path("web", "page.html").read_text("utf-8")
        assert answer.headers["cache-control"] == "no-store"


def test_a_session_is_for_this_page_only_and_for_reading(watched: Watched) -> None:
    cookie, said = signed_in(watched.url, watched.command)
    assert {part.strip().lower() for part in said.split(";")[1:]} == {
        "httponly",
        "samesite=strict",
        "path=/",
        f"max-age={SESSION_S}",
    }
    assert ask(watched.url, "GET", "/api/status", Cookie=cookie).status == 200
    for path in ("/api/polling/stop-all", "/api/polling/groups/PRESS_FAST/stop"):
        assert ask(watched.url, "POST", path, Cookie=cookie).status == 401


def test_under_tls_the_cookie_never_leaves_it(watched: Watched) -> None:
    with served(watched.station, lambda _count: None, is_tls=True) as url:
        _, said = signed_in(url, TOKEN)
    assert "; secure" in said.lower()


def test_a_session_that_was_tampered_with_or_is_over_is_none(watched: Watched) -> None:
    cookie, _ = signed_in(watched.url, watched.read)
    until, _, signature = cookie.removeprefix(f"{COOKIE}=").partition(".")
    for wrong in (
        f"{int(until) + 1}.{signature}",
        f"{time.time() - 1:.0f}.{signature}",
        f"{until}.{signature[:-1]}",
        f"{until}.",
        f".{signature}",
        "ü.ü",
        until,
        "",
    ):
        header = f"{COOKIE}={wrong}".encode().decode("latin-1")
        assert ask(watched.url, "GET", "/api/status", Cookie=header).status == 401, wrong


def test_signing_out_takes_the_cookie_back_and_renewing_the_token_ends_it(watched: Watched) -> None:
    cookie, _ = signed_in(watched.url, watched.read)
    answer = ask(watched.url, "DELETE", "/api/session", Cookie=cookie)
    assert answer.status == 204
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    assert ask(watched.url, "GET", "/api/status", Cookie=cookie).status == 200
    watched.renew()
    assert ask(watched.url, "GET", "/api/status", Cookie=cookie).status == 401


def test_a_browser_may_run_only_what_stands_in_the_page(watched: Watched) -> None:
    for headers in ({}, {"Authorization": f"Bearer {watched.read}"}):
        answer = ask(watched.url, "GET", "/", **headers)
        said = answer.headers["content-security-policy"]
        policy = dict(part.strip().partition(" ")[::2] for part in said.split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["connect-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
        for kind in ("script", "style"):
            inside = re.findall(f"<{kind}>(.*?)</{kind}>", answer.text, re.DOTALL)
            hashes = [b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inside]
            assert policy[f"{kind}-src"] == " ".join(f"'sha256-{one}'" for one in hashes)
        assert "unsafe" not in said


# -- the files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_one_small_file_that_needs_no_other(name: str) -> None:
    text = resource_path("web", name).read_text("utf-8")
    assert len(text.encode()) < MOST_BYTES
    assert set(re.findall(r"\w+://[\w./-]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"\b(src|style|on\w+)=\"|@import|url\(|innerHTML|insertAdjacentHTML|\beval\b", text)


def schemes(name: str) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The colours of a page and those of the window, light and dark."""
    css = resource_path("web", name).read_text("utf-8").partition("</style>")[0]
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    for block, scheme in zip(blocks, ("light", "dark"), strict=True):
        window = tomllib.loads(resource_path("styles", f"{scheme}.toml").read_text("utf-8"))
        page = {key.replace("-", "_"): value for key, value in re.findall(r"--([\w-]+): (#\w+);", block)}
        yield page, window


@pytest.mark.parametrize("name", PAGES)
def test_its_colours_are_those_of_the_window(name: str) -> None:
    for page, window in schemes(name):
        assert page == {key: window[key] for key in page}


def test_every_text_can_be_read_on_its_ground() -> None:
    grounds = ("page", "panel", "sunken", "raised", "hover")
    fills = [("text", "warning_fill"), ("text", "alarm_fill")]
    on_panels = [(text, ground) for text in ("warning", "alarm") for ground in ("panel", "sunken")]
    pairs = [(text, ground) for text in ("text", "muted") for ground in grounds[:4]] + fills + on_panels
    for colours, _ in schemes("page.html"):
        low = {(text, ground): contrast(colours[text], colours[ground]) for text, ground in pairs}
        assert {pair: found for pair, found in low.items() if found < LEAST_CONTRAST} == {}


def contrast(one: str, other: str) -> float:
    """Of WCAG 2, from 1 to 21."""
    light, dark = sorted(map(_luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
