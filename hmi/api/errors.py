"""The one form of every error: ``application/problem+json`` (RFC 9457), with a text that helps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.websockets import WebSocket

from hmi.historian.protocol import HistorianError
from hmi.model.errors import HmiError, UsageError
from hmi.polling.errors import (
    AlreadyRunningError,
    CapacityError,
    NotHandshakeError,
    NotPollableError,
    NotRunningError,
    ShuttingDownError,
    UnknownGroupError,
)

MEDIA_TYPE = "application/problem+json"

_KINDS: tuple[tuple[type[HmiError], int, str], ...] = (
    (UnknownGroupError, 404, "unknown_group"),
    (AlreadyRunningError, 409, "already_running"),
    (NotRunningError, 409, "not_running"),
    (NotHandshakeError, 409, "not_handshake"),
    (NotPollableError, 409, "not_pollable"),
    (CapacityError, 429, "capacity_reached"),
    (ShuttingDownError, 503, "shutting_down"),
    (HistorianError, 503, "historian_unavailable"),
    (UsageError, 409, "configuration"),
    (HmiError, 503, "failed"),
)
"""The first that fits; what a person has to set right elsewhere is a conflict."""


class Refusal(Exception):  # noqa: N818  an answer, not a fault
    """Raised by a route: this problem is the answer."""

    def __init__(self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.headers = headers


def problem(status: int, code: str, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in the form of every error."""
    return Response(json.dumps(problem_of(status, code, detail)), status, headers, MEDIA_TYPE)


def problem_of(status: int, code: str, detail: str) -> dict[str, int | str]:
    """What such an answer says: ``code`` for programs, ``detail`` for people."""
    return {"status": status, "code": code, "title": HTTPStatus(status).phrase, "detail": detail}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route's document says of these errors, and of those that every route has."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in sorted({401, 403, *statuses, 429, 503})
    }


def install(app: FastAPI) -> None:
    """Have every error of the application answered in this form."""

    @app.exception_handler(HmiError)
    async def refused(_request: Request, error: Exception) -> Response:
        status, code = next((status, code) for kind, status, code in _KINDS if isinstance(error, kind))
        return problem(status, code, str(error))

    @app.exception_handler(Refusal)
    async def answered(_request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)  # noqa: S101  for the type: Starlette gives no other
        return problem(error.status, error.code, str(error), error.headers)

    @app.exception_handler(OSError)
    async def unreadable(_request: Request, error: Exception) -> Response:
        return problem(503, "disk", str(error))

    @app.exception_handler(Exception)
    async def broken(_request: Request, _error: Exception) -> Response:
        return problem(500, "defect", _DEFECT)  # Starlette raises it once more, so that it is logged

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101  likewise
        return problem(422, "bad_input", "; ".join(map(_sentence, error.errors())))

    @app.exception_handler(WebSocketRequestValidationError)
    async def not_opened(socket: WebSocket, error: WebSocketRequestValidationError) -> None:
        text = "; ".join(map(_sentence, error.errors()))
        await socket.send_denial_response(problem(422, "bad_input", text))

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101  likewise
        status, headers = error.status_code, error.headers
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers = {"allow": ", ".join(_methods(app, request))}
        code = HTTPStatus(status).phrase.lower().replace(" ", "_")
        return problem(status, code, _HELP.get(status, error.detail), headers)


def _methods(app: FastAPI, request: Request) -> list[str]:
    """All that its address takes; Starlette knows those of the first route only."""
    routes = (context.route for context in iter_route_contexts(app.routes))
    matching = (route for route in routes if route.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for route in matching for method in getattr(route, "methods", None) or ()})


_DEFECT = "This is a defect of the program; hmi.log in the station's data folder has its traceback"
_HELP = {
    404: "There is nothing at this address: /openapi.json lists what there is",
    405: "This address does not take this method: /openapi.json lists what it takes",
}


def _sentence(entry: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in entry.get("loc", ())[1:])
    return f"{where}: {entry.get('msg', '')}" if where else str(entry.get("msg", ""))
