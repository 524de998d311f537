"""Alarms over REST: in three languages, and acknowledged by who asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest

from hmi.alarms import board
from hmi.model.events import EventKind
from tests.api.clients import Answer
from tests.api.stations import Served
from tests.melsec.scripted import wait_until

PAINT = "plc_down:PAINT"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost PLC is an alarm for 10 s more at least, for which no test waits."""
    monkeypatch.setitem(board._DELAYS, "plc_down", board._Delay(on=0.2, off=0.2))


def listed(served: Served, lang: str = "en", part: str = "alarms") -> dict[str, dict[str, Any]]:
    answer = served.reader.get(f"/api/alarms?lang={lang}")
    assert answer.status == 200
    return {alarm["id"]: alarm for alarm in answer.json[part]}


def acknowledge(served: Served, alarm_id: str = PAINT) -> Answer:
    return served.commander.post(f"/api/alarms/{quote(alarm_id, safe='')}/acknowledge")


@contextmanager
def paint_away(served: Served) -> Iterator[None]:
    plc = served.plcs.plcs["PAINT"]
    plc.stop()
    wait_until(lambda: PAINT in listed(served))
    yield
    plc.start()
    wait_until(lambda: PAINT not in listed(served))


def test_what_does_not_stand_is_not_acknowledged(served: Served) -> None:
    assert list(listed(served)) == ["groups_left_out"]
    assert listed(served, part="over") == {}
    for name in (PAINT, "nonsense", "\x00", "a/b", "용접"):
        answer = acknowledge(served, name)
        assert (answer.status, answer.code) == (404, "unknown_alarm")


def test_an_alarm_speaks_three_languages_and_is_acknowledged_once(served: Served) -> None:
    with paint_away(served):
        found = [listed(served, lang)[PAINT] for lang in ("en", "ko", "ja")]
        assert [alarm["text"] for alarm in found] == [
            "PLC PAINT cannot be read",
            "PLC PAINT을(를) 읽을 수 없습니다",
            "PLC PAINT を読み取れません",
        ]
        assert all(alarm["guidance"] for alarm in found)
        assert served.reader.post(f"/api/alarms/{PAINT}/acknowledge").code == "read_only"
        assert not listed(served)[PAINT]["acknowledged"]

        answer = acknowledge(served)
        (left,) = (alarm for alarm in answer.json["alarms"] if alarm["id"] == PAINT)
        assert (answer.status, left["acknowledged"]) == (200, True)
        assert left["acknowledged_by"] == "API 127.0.0.1"
        assert left["acknowledged_at"] >= left["since"]
        assert [event.subject for event in served.events(EventKind.ALARM_ACKNOWLEDGED)] == [PAINT]
        again = acknowledge(served)
        assert (again.status, again.code) == (409, "already_acknowledged")


def test_what_went_away_before_anybody_saw_it_waits_to_be_seen(served: Served) -> None:
    with paint_away(served):
        pass
    gone = listed(served, part="over")[PAINT]
    assert gone["over_since"] >= gone["since"]
    assert acknowledge(served).json["over"] == []
    assert acknowledge(served).status == 404


@pytest.mark.parametrize("lang", ["tlh", "", "en%00", "EN"])
def test_a_language_that_nobody_speaks_is_bad_input(served: Served, lang: str) -> None:
    answer = served.reader.get(f"/api/alarms?lang={lang}")
    assert (answer.status, answer.code) == (422, "bad_input")
