"""Polling groups: looked at, started, stopped and triggered."""

from __future__ import annotations

import asyncio
import time
from dataclasses import asdict, replace
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from hmi.api.answers import json_answer
from hmi.api.context import Api, ApiContext, By, Name
from hmi.api.documents import AllGroups, PollingDocument, TriggerDocument
from hmi.api.errors import Refusal, documented
from hmi.api.snapshots import Snapshot
from hmi.model.errors import did_you_mean
from hmi.model.status import GroupStatus, QueueStatus
from hmi.model.times import utc_text
from hmi.polling.triggers import TriggerResult, TriggerTicket

router = APIRouter(tags=["polling"])

_LOOK_S = 0.02
"""Between two looks at a trigger that is under way; no thread waits for it."""

WaitS = Annotated[float, Query(ge=0, le=30, description="Seconds to wait for the poll and its record.")]


@router.get("/api/polling/status", response_model=PollingDocument, responses=documented())
async def polling_status(api: Api) -> Response:
    """All groups and PLCs."""
    plain = (await api.snapshots.get()).plain
    return json_answer({"groups": plain["groups"], "plcs": plain["plcs"]})


@router.get("/api/polling/queue/status", response_model=QueueStatus, responses=documented())
async def queue_status(api: Api) -> Response:
    """The data queue, in readings."""
    return json_answer((await api.snapshots.get()).plain["queue"])


@router.get(
    "/api/polling/groups/{name:path}/status", response_model=GroupStatus, responses=documented(404, 422)
)
async def group_status(name: Name, api: Api) -> Response:
    """One group."""
    return _group(await api.snapshots.get(), name)


@router.post(
    "/api/polling/groups/{name:path}/start",
    response_model=GroupStatus,
    responses=documented(404, 409, 413, 422, 429),
)
def start_group(name: Name, api: Api, by: By) -> Response:
    """Start a group; 409 where it runs already, 429 where as many run as may."""
    api.station.start_group(name, by=by.who)
    return _group(api.snapshots.take(), name)


@router.post(
    "/api/polling/groups/{name:path}/stop",
    response_model=GroupStatus,
    responses=documented(404, 409, 413, 422),
)
def stop_group(name: Name, api: Api, by: By) -> Response:
    """Let a group finish its poll and stop it; 409 where it does not run. Takes up to 5 s."""
    api.station.stop_group(name, by=by.who)
    return _group(api.snapshots.take(), name)


@router.post(
    "/api/polling/groups/{name:path}/trigger",
    response_model=TriggerDocument,
    responses=documented(404, 409, 413, 422, 429)
    | {202: {"model": TriggerDocument, "description": "Accepted; not over within the time to wait"}},
)
async def trigger(name: Name, api: Api, by: By, wait_s: WaitS = 10.0) -> Response:
    """One poll of a HANDSHAKE group, and what became of its record.

    200 when the record is at rest, or there is none; 202 when that takes longer than ``wait_s``.
    """
    ticket = await asyncio.to_thread(api.station.trigger, name, by=by.who)
    told = _told(ticket, await _result(api, ticket, wait_s))
    return json_answer(asdict(told), 200 if told.done else 202)


@router.post("/api/polling/start-all", response_model=AllGroups, responses=documented(413))
def start_all(api: Api, by: By) -> Response:
    """Start every active group that does not run; those that cannot are told in ``refused``."""
    refused = [str(error) for error in api.station.start_all(by=by.who)]
    return json_answer({"groups": api.snapshots.take().plain["groups"], "refused": refused})


@router.post("/api/polling/stop-all", response_model=AllGroups, responses=documented(413))
def stop_all(api: Api, by: By) -> Response:
    """Stop every group. Takes up to 5 s."""
    api.station.stop_all(by=by.who)
    return json_answer({"groups": api.snapshots.take().plain["groups"], "refused": []})


async def _result(api: ApiContext, ticket: TriggerTicket, wait_s: float) -> TriggerResult | None:
    """The answer, as complete as it is after so many seconds, or at the end of the station."""
    end = time.monotonic() + wait_s
    while not _is_over(found := ticket.result(0.0)) and time.monotonic() < end and api.station.is_ready:
        await asyncio.sleep(_LOOK_S)
    return found


def _is_over(found: TriggerResult | None) -> bool:
    return found is not None and (found.destination is not None or found.tag_count == 0)


def _told(ticket: TriggerTicket, found: TriggerResult | None) -> TriggerDocument:
    told = TriggerDocument(
        ticket.group_name, utc_text(ticket.accepted_at), merged=ticket.merged, done=_is_over(found)
    )
    return told if found is None else replace(told, **asdict(found))


def _group(snapshot: Snapshot, name: str) -> Response:
    groups = {group["group_name"]: group for group in snapshot.plain["groups"]}
    if name not in groups:
        hint = did_you_mean(name, groups)
        raise Refusal(404, "unknown_group", f"There is no polling group {name!r} in the configuration{hint}")
    return json_answer(groups[name])
