"""The way of a value behind the polls: buffer, writer, health."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter
from starlette.responses import Response

from hmi.api.answers import json_answer
from hmi.api.context import Api
from hmi.api.documents import BufferMetrics, HealthDocument
from hmi.api.errors import documented
from hmi.model.status import BufferStatus, StationStatus, WriterState, WriterStatus

router = APIRouter(prefix="/api/buffer", tags=["buffer"])

_FULL_PCT = 90.0
_METRICS = ("queue", "buffer", "writer", "backup", "rows")


@router.get("/status", response_model=BufferStatus, responses=documented())
async def buffer_status(api: Api) -> Response:
    """The circular buffer, in values."""
    return json_answer((await api.snapshots.get()).plain["buffer"])


@router.get("/writer/metrics", response_model=WriterStatus, responses=documented())
async def writer_metrics(api: Api) -> Response:
    """The writer; its figures are over the last 5 minutes, and over the last hour."""
    return json_answer((await api.snapshots.get()).plain["writer"])


@router.get(
    "/health",
    response_model=HealthDocument,
    responses=documented() | {503: documented()[503] | {"model": HealthDocument}},
)
async def health(api: Api) -> Response:
    """200 while rows come to rest in the historian, else 503."""
    reasons = list(_sick((await api.snapshots.get()).status))
    return json_answer({"healthy": not reasons, "reasons": reasons}, 503 if reasons else 200)


@router.get("/metrics", response_model=BufferMetrics, responses=documented())
async def metrics(api: Api) -> Response:
    """All figures: queue, buffer, writer, backup, and where every row is."""
    plain = (await api.snapshots.get()).plain
    return json_answer({name: plain[name] for name in _METRICS})


def _sick(status: StationStatus) -> Iterator[str]:
    if status.writer.state is not WriterState.RUNNING:
        yield f"the writer is {status.writer.state}: rows wait in memory or go to backup files"
    for name, use in (("data queue", status.queue), ("circular buffer", status.buffer)):
        if use.utilization_pct >= _FULL_PCT:
            yield f"the {name} is {use.utilization_pct:.0f} % full"
    if status.rows.dropped:
        yield f"{status.rows.dropped} rows were lost since the start"
    yield from (f"worker {worker.name!r} hangs" for worker in status.workers if worker.hangs)
