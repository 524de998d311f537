"""The page at ``/`` for a phone or a wall screen, and the session of the browser that shows it."""

from __future__ import annotations

import hashlib
import re
import time
from base64 import b64encode
from functools import cache

from fastapi import APIRouter
from starlette.responses import Response

from hmi.api.context import Api
from hmi.api.errors import Refusal, documented
from hmi.api.gate import SESSION_PATH
from hmi.api.guard import COOKIE, SESSION_S
from hmi.config.resources import resource_path

router = APIRouter(tags=["page"])

_NOTHING_TO_HANG_ON = (
    "A browser's session needs a token for reading, and there is none: make one in Setup, Remote access, or "
    "with 'hmi api token read', and sign in with it"
)

_HTML = {"text/html": {"schema": {"type": "string"}}}
_SIGN_IN = documented()[401] | {"content": documented()[401]["content"] | _HTML}
"""Without a token there is a page to enter it, with a wrong one a problem."""


@router.get(
    "/",
    response_class=Response,
    responses=documented() | {200: {"content": _HTML}, 401: _SIGN_IN},
)
async def page() -> Response:
    """Groups, queue, buffer and alarms, live; to look at only."""
    return _html("page.html")


@router.post(SESSION_PATH, status_code=204, response_class=Response, responses=documented(409, 413))
async def begin_session(api: Api) -> Response:
    """Let the browser that asks read by a cookie, until the token for reading is renewed; 409 without one."""
    if not api.guard.can_open_sessions:
        raise Refusal(409, "no_reading_token", _NOTHING_TO_HANG_ON)
    answer = Response(status_code=204)
    answer.set_cookie(
        COOKIE,
        api.guard.session(time.time()),
        max_age=SESSION_S,
        httponly=True,
        samesite="strict",
        secure=api.is_tls,
    )
    return answer


@router.delete(SESSION_PATH, status_code=204, response_class=Response, responses=documented(413))
async def end_session() -> Response:
    """Forget the browser's session."""
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE)
    return answer


def sign_in() -> Response:
    """What a browser without a token is shown: where to enter it."""
    return _html("sign-in.html", 401)


def _html(name: str, status: int = 200) -> Response:
    body, policy = _document(name)
    return Response(body, status, {"content-security-policy": policy}, "text/html")


@cache
def _document(name: str) -> tuple[bytes, str]:
    """A page, and what its browser may do for it: run and show what stands in it, and ask this station."""
    text = resource_path("web", name).read_text("utf-8")  # with line ends as a browser counts them
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, inside in _INLINE.findall(text):
        digest = b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        hashes[kind].append(f"'sha256-{digest}'")
    allowed = "".join(f"{kind}-src {' '.join(found)}; " for kind, found in hashes.items())
    return text.encode(), f"default-src 'none'; {allowed}{_POLICY}"


_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_POLICY = (
    "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
