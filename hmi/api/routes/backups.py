"""The CSV backup files, and their way back to the historian."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from hmi.api.answers import json_answer, listed_answer
from hmi.api.context import Api, ApiContext, By, Name
from hmi.api.documents import BackupsDocument, ReplayDocument
from hmi.api.errors import Refusal, documented
from hmi.at_rest import RestingFile
from hmi.historian.archive import Place

router = APIRouter(prefix="/api/backups", tags=["backups"])


class Folder(StrEnum):
    """Which files: those that wait for their replay, those replayed, or damaged ones that were set aside."""

    WAITING = "waiting"
    REPLAYED = "replayed"
    SET_ASIDE = "set_aside"


_PLACES = {Folder.WAITING: Place.WAITING, Folder.REPLAYED: Place.REPLAYED, Folder.SET_ASIDE: Place.SET_ASIDE}


@router.get("", response_model=BackupsDocument, responses=documented(422))
async def backups(
    api: Api, place: Annotated[Folder, Query(description="Which files.")] = Folder.WAITING
) -> Response:
    """The backup files of one place, the newest first."""
    async with api.reading:
        return await run_in_threadpool(_listed, api, _PLACES[place])


def _listed(api: ApiContext, place: Place) -> Response:
    files = api.station.at_rest.files(place)
    return listed_answer({"replay": _replay(api)}, "files", map(_plain, files))


@router.post(
    "/{file}/replay",
    status_code=202,
    response_model=ReplayDocument,
    responses=documented(404, 413, 422),
)
def replay(file: Name, api: Api, by: By) -> Response:
    """Send the rows of a file to the historian; ``GET /api/backups`` tells how far it is."""
    if not any(waiting.name == file for waiting in api.station.at_rest.files(Place.WAITING)):
        text = f"No backup file {file!r} waits: GET /api/backups lists those that do"
        raise Refusal(404, "unknown_file", text)
    api.station.at_rest.replay([file], by=by.who)
    return json_answer({"file": file, "replay": _replay(api)}, 202)


def _replay(api: Api) -> object:
    return api.snapshots.take().plain["backup"]["replay"]


def _plain(resting: RestingFile) -> dict[str, object]:
    file = resting.file
    return {
        "name": file.name,
        "rows": file.rows,
        "confirmed": resting.confirmed,
        "size_bytes": file.size_bytes,
        "first_ts": file.first_ts,
        "last_ts": file.last_ts,
        "is_open": file.is_open,
        "reasons": list(file.reasons),
    }
