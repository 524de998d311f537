"""``/api/status``: the whole station."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from hmi.api.context import Api
from hmi.api.documents import StationDocument
from hmi.api.errors import documented

router = APIRouter(tags=["status"])


@router.get("/api/status", response_model=StationDocument, responses=documented())
async def status(api: Api) -> Response:
    """The whole station, at most 0.2 s old."""
    return Response((await api.snapshots.get()).json, media_type="application/json")
