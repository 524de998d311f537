"""The page at ``/`` for a phone or a wall screen, and the session of the browser that shows it."""

from __future__ import annotations

import time
from functools import cache

from fastapi import APIRouter
from starlette.datastructures import Headers
from starlette.responses import Response

from hmi.api.context import Api
from hmi.api.errors import documented
from hmi.api.gate import SESSION_PATH
from hmi.api.guard import COOKIE, SESSION_S
from hmi.config.resources import resource_path

router = APIRouter(tags=["page"])


@router.get(
    "/",
    response_class=Response,
    responses=documented() | {200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
)
async def page() -> Response:
    """Groups, queue, buffer and alarms, live; to look at only."""
    return _html("page.html")


@router.post(SESSION_PATH, status_code=204, response_class=Response, responses=documented(413))
async def begin_session(api: Api) -> Response:
    """Let the browser that asks read by a cookie, until the token for reading is renewed."""
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


def sign_in(_headers: Headers) -> Response:
    """What a browser without a token is shown: where to enter it."""
    return _html("sign-in.html", 401)


def _html(name: str, status: int = 200) -> Response:
    return Response(_text(name), status, _HEADERS, "text/html")


@cache
def _text(name: str) -> bytes:
    return resource_path("web", name).read_bytes()


_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
}
