"""The FastAPI application over a station."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from hmi import __version__
from hmi.api import errors
from hmi.api.context import ApiContext
from hmi.api.gate import Gate, SafeHeaders
from hmi.api.guard import Guard
from hmi.api.live import LiveHub
from hmi.api.routes import alarms, backups, buffer, metrics, page, polling, status, tags, watch
from hmi.api.snapshots import Snapshots
from hmi.station import Station

_ABOUT = """\
Reads and commands one station. Every request needs `Authorization: Bearer TOKEN`: a token for reading lets
look, one for commanding lets start, stop, trigger, replay and acknowledge, too. Times are ISO 8601 in UTC.
Every error has the form `Problem`; `code` is for programs, `detail` for people.
"""


def make_app(
    station: Station,
    guard: Guard,
    *,
    watching: Callable[[int], None],
    origins: tuple[str, ...] = (),
    is_tls: bool = False,
) -> ASGIApp:
    """The application behind its gate; to be called on the loop that serves it.

    ``origins`` are those whose pages a browser lets ask; ``watching`` is told how many clients the WebSocket
    has.
    """
    snapshots = Snapshots(station.status)
    live = LiveHub(snapshots, guard, watching)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        await guard.look_up()
        async with live.running():
            yield

    app = FastAPI(
        title="Lineside",
        version=__version__,
        description=_ABOUT,
        docs_url=None,  # its scripts would come from elsewhere; a control room has no internet
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        lifespan=life,
    )
    app.state.context = ApiContext(station, snapshots, guard, live, is_tls)
    for room in (status, polling, buffer, backups, tags, alarms, metrics, page, watch):
        app.include_router(room.router)
    errors.install(app)
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]  # as FastAPI has it done
    gate: ASGIApp = Gate(app, guard, lambda: station.is_ready, page.sign_in)
    if origins:
        gate = CORSMiddleware(
            gate,
            allow_origins=[origin.lower() for origin in origins],  # as browsers write them
            allow_methods=["GET", "POST"],
            allow_headers=["authorization"],
            expose_headers=["retry-after"],
        )
    return SafeHeaders(gate)


def _document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document: the token, and the one form of errors, hold for every route."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        parts = document.setdefault("components", {})
        parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        text, number = {"type": "string"}, {"type": "integer"}
        parts["schemas"]["Problem"] = {
            "type": "object",
            "title": "Problem",
            "properties": {"status": number, "code": text, "title": text, "detail": text},
            "required": ["status", "code", "title", "detail"],
        }
        document["security"] = [{"token": []}]
        app.openapi_schema = document
    return app.openapi_schema
