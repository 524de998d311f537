"""``/ws/polling``: the status every second, changes of state at once."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.websockets import WebSocket

from hmi.api.context import Api
from hmi.api.errors import problem
from hmi.api.words import Language

router = APIRouter()

PROTOCOL = "lineside"


@router.websocket("/ws/polling")
async def polling(socket: WebSocket, api: Api, lang: Language = Language.EN) -> None:
    """Messages ``{"type": "status", "at": ..., "status": ...}`` and ``{"type": "change", "changes": [...]}``.

    ``at`` is the station's time, ISO 8601 in UTC. A browser sends its token as the sub-protocol
    ``bearer.TOKEN`` beside ``lineside``. ``lang`` is the language of what alarms say.
    """
    async with api.live.place() as has_place:
        if not has_place:
            text = "As many clients watch as may: close one of them"
            await socket.send_denial_response(problem(429, "too_many_clients", text))
            return
        await socket.accept(PROTOCOL if PROTOCOL in socket.scope.get("subprotocols", []) else None)
        await api.live.serve(socket, lang)
