"""What every request passes before it reaches a route: no route can forget it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from math import ceil

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hmi.api.errors import problem
from hmi.api.guard import COOKIE, Caller, Guard, Verdict
from hmi.api.pace import Pace
from hmi.config.api_tokens import Scope as TokenScope

_MOST_BODY_BYTES = 16_384
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
SESSION_PATH = "/api/session"
PAGE_PATH = "/"
BEARER_PROTOCOL = "bearer."
"""A browser cannot set headers of a WebSocket; it names its token as a sub-protocol."""

_NOBODY = (
    "This needs a token: send 'Authorization: Bearer TOKEN'. One is made in Setup, Remote access, or with "
    "'hmi api token read'"
)
_WRONG = "This token is not known here: it may have been renewed. Make another with 'hmi api token read'"
_UNKNOWN = "The station cannot look its tokens up at this moment: hmi.log in its data folder says why"
_READ_ONLY = "This token may only read: commands need the one of 'hmi api token command'"
_TOO_LARGE = "The body of this request is too large: no command here needs one"
_STARTING = "The station is starting or shutting down: ask again in a few seconds"
_TOO_MANY = "More is asked than the station answers beside its polls: ask less often"
SAFE_HEADERS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Of every answer that has none of its own; what this station says is nobody's to keep or to show."""


class SafeHeaders:
    """Puts them on every answer, whoever gives it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""

        async def safe(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, safe)


class Gate:
    """Lets in who may, while the station is ready; ``sign_in`` is what a browser without a token is shown."""

    def __init__(
        self, app: ASGIApp, guard: Guard, is_ready: Callable[[], bool], sign_in: Callable[[], Response]
    ) -> None:
        self._app = app
        self._guard = guard
        self._is_ready = is_ready
        self._sign_in = sign_in
        self._pace = Pace()
        self._strangers = Pace()  # of their own: nobody without a token takes another one's turn

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let through with the caller in ``state``."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        caller = await self._caller(scope, headers)
        pace = self._strangers if isinstance(caller, Verdict) else self._pace
        if await pace.turn():
            refused = self._refused(scope, caller)
        else:
            refused = problem(429, "too_many_requests", _TOO_MANY, {"retry-after": "2"})
        if refused is None and not await _takes_body(scope, headers, receive):
            refused = problem(413, "content_too_large", _TOO_LARGE)
        if refused is not None:
            await _answer(refused, scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = caller
        await self._app(scope, receive, send)

    async def _caller(self, scope: Scope, headers: Headers) -> Caller | Verdict:
        client = scope.get("client")
        address = client[0] if client else "unknown"
        token = _token(scope, headers)
        if token:
            return await self._guard.caller(address, token)
        cookie = _cookie(headers)
        if cookie and _is_own_page(scope, headers) and await self._guard.reads(cookie, time.time()):
            return Caller(address, TokenScope.READ)
        return Verdict.NOBODY

    def _refused(self, scope: Scope, caller: Caller | Verdict) -> Response | None:
        if isinstance(caller, Verdict):
            return self._turned_away(scope, caller)
        if not _may(scope, caller):
            return problem(403, "read_only", _READ_ONLY)
        if not self._is_ready():
            return problem(503, "not_ready", _STARTING, {"retry-after": "5"})
        return None

    def _turned_away(self, scope: Scope, verdict: Verdict) -> Response:
        if verdict is Verdict.PATIENCE:
            client = scope.get("client")
            wait = str(ceil(self._guard.failures.wait_s(client[0] if client else "unknown")) or 1)
            text = f"Too many wrong tokens came from your address: nothing new is tried for {wait} s"
            return problem(403, "too_many_failures", text, {"retry-after": wait})
        if verdict is Verdict.UNKNOWN:
            return problem(503, "tokens_unknown", _UNKNOWN, {"retry-after": "10"})
        if scope.get("path") == PAGE_PATH and verdict is Verdict.NOBODY and scope["type"] == "http":
            return self._sign_in()
        code, text = ("no_token", _NOBODY) if verdict is Verdict.NOBODY else ("wrong_token", _WRONG)
        return problem(401, code, text, _CHALLENGE)


_CHALLENGE: Mapping[str, str] = {"www-authenticate": 'Bearer realm="Lineside"'}


def _may(scope: Scope, caller: Caller) -> bool:
    if caller.scope is TokenScope.COMMAND or scope["type"] == "websocket":
        return True
    return scope["method"] in _READING or scope["path"] == SESSION_PATH


def _token(scope: Scope, headers: Headers) -> str:
    kind, _, token = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and token.strip():
        return token.strip()
    if scope["type"] == "websocket":
        named = (name for name in scope.get("subprotocols", ()) if name.startswith(BEARER_PROTOCOL))
        return next(named, "").removeprefix(BEARER_PROTOCOL)
    return ""


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None else ""


def _is_own_page(scope: Scope, headers: Headers) -> bool:
    """Whether a browser's request comes from our page: another one's must not use its cookie.

    A cookie is good for looking only; the handshake of a WebSocket, which goes to any site, names its origin.
    """
    if scope["type"] == "http":
        return scope["method"] in _READING or scope["path"] == SESSION_PATH
    origin = headers.get("origin", "")
    return origin.partition("://")[2] == headers.get("host", "-")


async def _takes_body(scope: Scope, headers: Headers, receive: Receive) -> bool:
    """Whether a body, which means nothing here, has come to its end before it was too large.

    Not that of a client that has left in the middle: it may have meant something else.
    """
    length = headers.get("content-length", "0")
    if scope["type"] != "http" or (length == "0" and "transfer-encoding" not in headers):
        return True
    if int(length) > _MOST_BODY_BYTES:  # the server has looked whether it is a number
        return False
    size, more = 0, True
    while more and size <= _MOST_BODY_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            return False
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    return size <= _MOST_BODY_BYTES


async def _answer(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Also to a WebSocket that is not accepted: as the HTTP answer to its handshake."""
    if scope["type"] == "websocket":
        await receive()  # its connect
        if "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
            return
    await response(scope, receive, send)
