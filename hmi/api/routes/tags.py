"""Live values of tags, and their history out of the historian."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import AwareDatetime
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from hmi.api.answers import listed_answer
from hmi.api.context import Api, ApiContext, Name
from hmi.api.documents import HistoryDocument, TagsDocument
from hmi.api.errors import Refusal, documented
from hmi.api.words import TAGS, Language, said_text
from hmi.model.errors import did_you_mean
from hmi.model.live import GroupValues, why_stale
from hmi.model.plant import Tag
from hmi.model.reading import Fault, Quality
from hmi.model.times import utc_text

router = APIRouter(prefix="/api/tags", tags=["tags"])

_HOUR = timedelta(hours=1)
_GOOD = Fault(Quality.GOOD, "")

Text = Annotated[str, Query(max_length=200)]
Moment = Annotated[AwareDatetime | None, Query(description="ISO 8601 with its zone.")]


@router.get("", response_model=TagsDocument, responses=documented(422))
def live(
    api: Api,
    plc: Text = "",
    group: Text = "",
    search: Annotated[str, Query(max_length=200, description="Part of the name or the address.")] = "",
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1_000,
    lang: Annotated[Language, Query(description="Language of why a value is not of now.")] = Language.EN,
) -> Response:
    """What tags hold at this moment; those of a group that was never polled are not there."""
    found = [
        (values, index)
        for values in api.station.live.groups()
        if (not plc or values.plc_code == plc) and (not group or values.group_name == group)
        for index, tag in enumerate(values.tags)
        if not search or _has(tag, search.casefold())
    ]
    part = found[offset : offset + limit]
    return listed_answer({"total": len(found)}, "tags", _plain(api, part, lang))


@router.get(
    "/{plc_code:path}/{address}/history", response_model=HistoryDocument, responses=documented(404, 422)
)
async def history(
    plc_code: Name,
    address: Name,
    api: Api,
    begin: Annotated[Moment, Query(alias="from")] = None,
    end: Annotated[Moment, Query(alias="to")] = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1_000,
) -> Response:
    """Stored values of a tag with from <= ts <= to, of the last hour where nothing else is said.

    At most ``limit``, the newest; with ``more``, ask again with ``to`` just before the first.
    """
    first, last = _span(begin, end)
    async with api.reading:
        return await run_in_threadpool(_history, api, plc_code, address, first, last, limit)


def _span(begin: datetime | None, end: datetime | None) -> tuple[datetime, datetime]:
    try:
        last = (end or datetime.now(UTC)).astimezone(UTC)
        first = begin.astimezone(UTC) if begin else last - _HOUR
    except OverflowError:
        raise Refusal(422, "bad_input", "from, to: such a time does not exist in UTC") from None
    if first > last:
        raise Refusal(422, "bad_input", f"from {utc_text(first)} is after to {utc_text(last)}")
    return first, last


def _history(
    api: ApiContext, plc_code: str, address: str, first: datetime, last: datetime, limit: int
) -> Response:
    points = api.station.historian.trend(plc_code, address, first, last, limit + 1)
    if not points:
        _need_tag(api, plc_code, address)
    told = (
        {"ts": utc_text(point.ts), "value": point.value, "quality": point.quality}
        for point in points[-limit:]
    )
    more = len(points) > limit
    return listed_answer({"plc_code": plc_code, "tag_address": address, "more": more}, "points", told)


def _has(tag: Tag, text: str) -> bool:
    return text in tag.tag_name.casefold() or text in tag.tag_address.casefold()


def _plain(
    api: ApiContext, part: list[tuple[GroupValues, int]], language: Language
) -> Iterator[dict[str, Any]]:
    statuses = {group.group_name: group for group in api.snapshots.take().status.groups}
    now = time.time()
    stale = {values.group_name: why_stale(values, statuses.get(values.group_name), now) for values, _ in part}
    for values, index in part:
        tag, ts = values.tags[index], values.ts
        quality, reason = values.faults.get(index, _GOOD)
        old = stale[values.group_name]
        if old is not None and quality is Quality.GOOD:
            quality, reason = Quality.UNCERTAIN, said_text(old, language, TAGS)
        last = values.last_good.get(index)
        yield {
            "plc_code": values.plc_code,
            "tag_address": tag.tag_address,
            "tag_name": tag.tag_name,
            "group_name": values.group_name,
            "machine_code": tag.machine_code,
            "unit": tag.unit,
            "ts": utc_text(ts),
            "value": values.values[index],
            "quality": quality,
            "reason": reason,
            "last_good": None if last is None else {"ts": utc_text(last.ts), "value": last.value},
        }


def _need_tag(api: ApiContext, plc_code: str, address: str) -> None:
    """Nothing was stored in that time, or nobody knows such a tag."""
    addresses = [tag.tag_address for tag in api.station.setup.plant().tags if tag.plc_code == plc_code]
    if address not in addresses:
        hint = did_you_mean(address, addresses) or ": GET /api/tags lists those there are"
        raise Refusal(404, "unknown_tag", f"There is no tag {address!r} of a PLC {plc_code!r}{hint}")
