"""Alarms, and who has seen them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from hmi.api.answers import json_answer
from hmi.api.context import Api, By, Name
from hmi.api.documents import AlarmsDocument
from hmi.api.errors import Refusal, documented
from hmi.api.words import Language, alarm_guidance, alarm_text
from hmi.model.status import AlarmStatus

router = APIRouter(prefix="/api/alarms", tags=["alarms"])

Lang = Annotated[Language, Query(description="Language of text and guidance.")]


@router.get("", response_model=AlarmsDocument, responses=documented(422))
def alarms(api: Api, lang: Lang = Language.EN) -> Response:
    """Alarms that stand, the highest first, and those that went away before anybody had seen them."""
    return json_answer(_all(api, lang))


@router.post(
    "/{alarm_id:path}/acknowledge", response_model=AlarmsDocument, responses=documented(404, 409, 413, 422)
)
def acknowledge(alarm_id: Name, api: Api, by: By, lang: Lang = Language.EN) -> Response:
    """A person has seen the alarm; 409 where somebody was faster. Answers the alarms that are left."""
    status = api.snapshots.take().status
    if not any(alarm.id == alarm_id for alarm in (*status.alarms, *status.alarms_over)):
        raise Refusal(404, "unknown_alarm", f"There is no alarm {alarm_id!r}: it may be over")
    if not api.station.acknowledge(alarm_id, by=by.who):
        raise Refusal(409, "already_acknowledged", f"Alarm {alarm_id!r} was acknowledged already")
    return json_answer(_all(api, lang))


def _all(api: Api, language: Language) -> dict[str, Any]:
    status = api.snapshots.take().status
    return {
        "alarms": [_plain(alarm, language) for alarm in status.alarms],
        "over": [_plain(alarm, language) for alarm in status.alarms_over],
    }


def _plain(alarm: AlarmStatus, language: Language) -> dict[str, Any]:
    return alarm.as_dict() | {
        "text": alarm_text(alarm, language),
        "guidance": alarm_guidance(alarm, language),
        "acknowledged_at": alarm.acknowledged_at,
        "acknowledged_by": alarm.acknowledged_by,
        "over_since": alarm.over_since,
    }
