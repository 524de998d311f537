"""Live values and history of tags over REST, exactly as they are."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from hmi.historian.sqlite import SqliteHistorian
from hmi.model.reading import Quality, Row, Value
from hmi.model.times import utc_text
from tests.api.clients import Answer, group_path
from tests.api.stations import FAST, HAND, KOREAN, ODD, Served
from tests.melsec.scripted import wait_until

LONG_AGO = datetime(2020, 2, 29, 12, tzinfo=UTC)


def tags(served: Served, **query: str | int) -> dict[str, dict[str, Any]]:
    answer = served.reader.get(f"/api/tags?{urlencode(query)}")
    assert answer.status == 200, answer.body
    return {f"{tag['plc_code']} {tag['tag_address']}": tag for tag in answer.json["tags"]}


def history(served: Served, plc_code: str, address: str, **query: str | int) -> Answer:
    names = {"begin": "from", "end": "to"}
    asked = urlencode({names.get(name, name): value for name, value in query.items()})
    return served.reader.get(
        f"/api/tags/{quote(plc_code, safe='')}/{quote(address, safe='')}/history?{asked}"
    )


def store(served: Served, plc_code: str, address: str, *values: Value) -> list[datetime]:
    """Rows one second apart, as an earlier run would have left them."""
    historian = served.station.historian
    assert isinstance(historian, SqliteHistorian)
    times = [LONG_AGO + timedelta(seconds=n) for n in range(len(values))]
    historian.write(
        [
            Row(ts, plc_code, address, "Old", value, Quality.BAD if value is None else Quality.GOOD, "OLD")
            for ts, value in zip(times, values, strict=True)
        ]
    )
    return times


@pytest.fixture(scope="module", autouse=True)
def everything_was_polled(served: Served) -> None:
    served.commander.post(group_path(HAND, "trigger"))
    wait_until(lambda: len(served.station.live.groups()) >= 4)


# -- live ------------------------------------------------------------------------------------------------


def test_every_tag_that_was_polled_is_there_with_its_value(served: Served) -> None:
    found = tags(served)
    force = found["PRESS D100"]
    assert (force["tag_name"], force["unit"], force["machine_code"]) == ("Force", "kN", "PRS-L1-ST01-01")
    assert (force["quality"], force["reason"], force["last_good"]) == ("GOOD", "", None)
    kinds = {name: type(tag["value"]) for name, tag in found.items()}
    assert kinds["PRESS D102"] is int
    assert kinds["PRESS D104"] is float
    assert kinds["PRESS D110.3"] is bool
    assert kinds["PRESS D120"] is str
    assert found["PRESS W1A0"]["tag_name"] == "온도"


@pytest.mark.parametrize(
    ("query", "addresses"),
    [
        ({"plc": "PAINT", "group": KOREAN}, {"PAINT D200"}),
        ({"group": ODD}, {"PRESS W1A0"}),
        ({"search": "온도"}, {"PRESS W1A0"}),
        ({"search": "d110"}, {"PRESS D110.3"}),
        ({"search": "WEIGHT"}, {"PRESS D300"}),
        ({"plc": "PAINT", "group": FAST}, set()),
        ({"plc": "\x00"}, set()),
    ],
)
def test_filters(served: Served, query: dict[str, str], addresses: set[str]) -> None:
    assert set(tags(served, **query)) == addresses


def test_pages_make_up_the_whole(served: Served) -> None:
    whole = served.reader.get("/api/tags").json
    pages = [served.reader.get(f"/api/tags?offset={n}&limit=3").json for n in range(0, 15, 3)]
    assert {page["total"] for page in pages} == {whole["total"]}
    listed = [tag["tag_address"] for page in pages for tag in page["tags"]]
    assert listed == [tag["tag_address"] for tag in whole["tags"]]
    assert len(listed) == whole["total"]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=10001", "offset=-1", "limit=x", "limit=1.5", "plc=" + "x" * 201, "lang=xx"]
)
def test_bad_input(served: Served, query: str) -> None:
    answer = served.reader.get(f"/api/tags?{query}")
    assert (answer.status, answer.code) == (422, "bad_input")


def test_a_stopped_group_has_no_good_values_and_says_so_in_three_languages(served: Served) -> None:
    served.commander.post(group_path(ODD, "stop"))
    for lang, words in (("en", "is stopped"), ("ko", "정지"), ("ja", "停止")):
        (tag,) = tags(served, group=ODD, lang=lang).values()
        assert tag["quality"] == "UNCERTAIN"
        assert tag["value"] is not None
        assert words in tag["reason"]
    served.commander.post(group_path(ODD, "start"))
    wait_until(lambda: tags(served, group=ODD)["PRESS W1A0"]["quality"] == "GOOD")


def test_a_lost_plc_has_bad_values_and_the_last_good_one_apart(served: Served) -> None:
    plc = served.plcs.plcs["PAINT"]
    plc.stop()
    wait_until(lambda: tags(served, group=KOREAN)["PAINT D200"]["quality"] == "BAD")
    tag = tags(served, group=KOREAN)["PAINT D200"]
    assert tag["value"] is None
    assert "PAINT" in tag["reason"]
    assert isinstance(tag["last_good"]["value"], int)
    assert tag["last_good"]["ts"] < tag["ts"]
    plc.start()
    wait_until(lambda: tags(served, group=KOREAN)["PAINT D200"]["quality"] == "GOOD")


# -- history ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["U3\\G100", "D100.3", "W327C.A", "A B+C", "%2F", "온도?#", "history"])
def test_every_address_has_its_history_and_every_value_is_exact(served: Served, address: str) -> None:
    values: list[Value] = [2**63 - 1, -(2**63), 9007199254740993, 0.1, -1e308, "온도 <\"'\\>\n\x00", "", None]
    times = store(served, "OLD / 라인", address, *values)
    answer = history(served, "OLD / 라인", address, begin=utc_text(times[0]), end=utc_text(times[-1]))
    assert answer.status == 200, answer.body
    told = answer.json
    assert [point["value"] for point in told["points"]] == values
    assert [point["ts"] for point in told["points"]] == list(map(utc_text, times))
    assert [point["quality"] for point in told["points"]] == ["GOOD"] * 7 + ["BAD"]
    assert (told["plc_code"], told["tag_address"], told["more"]) == ("OLD / 라인", address, False)
    assert b"9223372036854775807" in answer.body


def test_the_newest_come_first_and_the_rest_by_asking_again(served: Served) -> None:
    times = store(served, "OLD", "D7", *range(10))
    span = {"begin": utc_text(times[0]), "end": utc_text(times[-1])}
    newest = history(served, "OLD", "D7", limit=4, **span).json
    assert ([point["value"] for point in newest["points"]], newest["more"]) == ([6, 7, 8, 9], True)
    before = datetime.fromisoformat(newest["points"][0]["ts"]) - timedelta(microseconds=1)
    rest = history(served, "OLD", "D7", limit=6, begin=span["begin"], end=utc_text(before)).json
    assert ([point["value"] for point in rest["points"]], rest["more"]) == ([0, 1, 2, 3, 4, 5], False)


def test_both_ends_belong_to_the_span_in_any_zone(served: Served) -> None:
    times = store(served, "OLD", "D8", *range(5))
    seoul = "+09:00"
    begin, end = (
        (ts + timedelta(hours=9)).replace(tzinfo=None).isoformat() + seoul for ts in (times[1], times[3])
    )
    points = history(served, "OLD", "D8", begin=begin, end=end).json["points"]
    assert [point["value"] for point in points] == [1, 2, 3]


def test_without_a_span_it_is_the_last_hour(served: Served) -> None:
    wait_until(lambda: bool(history(served, "PRESS", "D100").json["points"]))
    now = datetime.now(UTC)
    points = history(served, "PRESS", "D100").json["points"]
    assert all(now - timedelta(minutes=5) < datetime.fromisoformat(point["ts"]) for point in points)


def test_a_tag_of_which_nothing_is_stored_is_empty_and_an_unknown_one_not_found(served: Served) -> None:
    span = {"begin": "1990-01-01T00:00:00Z", "end": "1990-01-02T00:00:00Z"}
    assert history(served, "PRESS", "D100", **span).json["points"] == []
    for plc_code, address in (("PRESS", "D99999"), ("NOBODY", "D100"), ("\x00", "\x00"), ("PRESS", "../x")):
        answer = history(served, plc_code, address)
        assert (answer.status, answer.code) == (404, "unknown_tag")
    assert "did you mean 'D110.3'?" in history(served, "PRESS", "D110.4").detail


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"begin": "2026-01-02T00:00:00Z", "end": "2026-01-01T00:00:00Z"}, "is after to"),
        ({"begin": "2026-01-02T00:00:00"}, "from: "),
        ({"begin": "yesterday"}, "from: "),
        ({"end": "0001-01-01T00:00:00+23:59"}, "does not exist in UTC"),
        ({"end": "0001-01-01T00:00:00Z"}, "does not exist in UTC"),
        ({"begin": "9999-12-31T23:59:59-23:59"}, "does not exist in UTC"),
        ({"begin": "nan"}, "from: "),
        ({"begin": "1e300"}, "from: "),
        ({"limit": 0}, "limit: "),
        ({"limit": 10_001}, "limit: "),
    ],
)
def test_a_span_that_is_none_is_bad_input(served: Served, query: dict[str, Any], named: str) -> None:
    answer = history(served, "PRESS", "D100", **query)
    assert (answer.status, answer.code) == (422, "bad_input")
    assert named in answer.detail


def test_the_ends_of_time_are_times(served: Served) -> None:
    span = {"begin": "0001-01-01T00:00:00Z", "end": "9999-12-31T23:59:59.999999Z"}
    answer = history(served, "PRESS", "D100", limit=1, **span)
    assert answer.status == 200
    assert len(json.loads(answer.body)["points"]) == 1
