"""The way behind the polls over REST: buffer, writer, backup files, and what Prometheus collects."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from hmi.api.routes import metrics as route
from hmi.model.status import StationStatus
from tests.api.stations import RUNNING, SPARE, Served
from tests.historian.replay_rig import earlier_run
from tests.pipeline.samples import reading
from tests.statuses import group, status

PARTS = {
    "/api/buffer/status": "buffer",
    "/api/buffer/writer/metrics": "writer",
}


@pytest.mark.parametrize(("path", "part"), PARTS.items())
def test_each_part_is_that_of_the_status(served: Served, path: str, part: str) -> None:
    answer = served.reader.get(path)
    assert answer.status == 200
    assert list(answer.json) == list(served.station.status().as_dict()[part])


def test_all_metrics_at_once_and_every_row_is_somewhere(served: Served) -> None:
    told = served.reader.get("/api/buffer/metrics").json
    assert set(told) == {"queue", "buffer", "writer", "backup", "rows"}
    rows = told["rows"]
    assert rows["accepted"] == sum(count for place, count in rows.items() if place != "accepted")


def test_a_healthy_station_says_so(served: Served) -> None:
    answer = served.reader.get("/api/buffer/health")
    assert (answer.status, answer.json) == (200, {"healthy": True, "reasons": []})


# -- backup files ----------------------------------------------------------------------------------------


@pytest.fixture
def waiting(served: Served, tmp_path: Path) -> Iterator[str]:
    """A file of three readings that an earlier run left, and which does not go back by itself."""
    served.station.at_rest.set_automatic(False)
    name = earlier_run(tmp_path, *(reading(number, 10) for number in range(3)))
    shutil.copy(tmp_path / name, served.station.backups.folder / name)
    yield name
    served.station.at_rest.set_automatic(True)


def test_files_that_wait_are_listed_with_what_is_in_them(served: Served, waiting: str) -> None:
    told = served.reader.get("/api/backups").json
    (file,) = (file for file in told["files"] if file["name"] == waiting)
    assert (file["rows"], file["confirmed"], file["is_open"]) == (30, 0, False)
    assert file["size_bytes"] > 0
    assert file["first_ts"] < file["last_ts"]
    assert told["replay"]["automatic"] is False
    assert served.reader.get("/api/backups?place=set_aside").json["files"] == []


@pytest.mark.parametrize(
    "name",
    [
        "backup_20200101_000000.csv",
        "x%00.csv",
        "%2e%2e",
        "..%5c..%5cstation.db",
        "%5c%5chost%5cshare%5cx.csv",
        "%ED%95%9C.csv",
        "n" * 255 + ".csv",
    ],
)
def test_what_does_not_wait_is_not_replayed(served: Served, name: str) -> None:
    answer = served.commander.post(f"/api/backups/{name}/replay")
    assert (answer.status, answer.code) == (404, "unknown_file")
    assert "GET /api/backups" in answer.detail


@pytest.mark.parametrize("path", ["/api/backups?place=journal", "/api/backups?place=../.."])
def test_there_are_three_places(served: Served, path: str) -> None:
    assert served.reader.get(path).code == "bad_input"


# -- Prometheus ------------------------------------------------------------------------------------------


def samples(text: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """By name and labels."""
    families = text_string_to_metric_families(text)
    return {(one.name, frozenset(one.labels.items())): one.value for f in families for one in f.samples}


def test_metrics_are_what_prometheus_reads(served: Served) -> None:
    answer = served.reader.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    found = samples(answer.body.decode())
    running = {
        dict(labels)["group"]: value
        for (name, labels), value in found.items()
        if name == "lineside_group_running"
    }
    assert running == dict.fromkeys(RUNNING, 1.0) | {SPARE: 0.0}
    assert found["lineside_writer_up", frozenset()] == 1.0
    assert found[
        "lineside_info", frozenset({"station": "Line 1", "version": served.station.status().version}.items())
    ]


def test_every_figure_is_that_of_the_status() -> None:
    odd = 'A "quoted\\name"\nwith a line'
    one = status(groups=(group(odd, poll_count=7, error_count=2, overrun_count=1, start_late_p99_ms=2.5),))
    found = metrics_of(one)
    labels = frozenset({"group": odd, "plc": "PRESS"}.items())
    assert found["lineside_group_polls_total", labels] == 7
    assert found["lineside_group_errors_total", labels] == 2
    assert found["lineside_group_overruns_total", labels] == 1
    assert found["lineside_group_start_late_p99_seconds", labels] == 0.0025
    assert found["lineside_group_poll_seconds", labels] == 0.0134
    nothing: frozenset[tuple[str, str]] = frozenset()
    assert found["lineside_rows_accepted_total", nothing] == 5120
    places = {dict(key[1])["place"]: value for key, value in found.items() if key[0] == "lineside_rows"}
    assert places == {"stored": 5000, "pending": 120, "backed_up": 0, "quarantined": 0, "dropped": 0}
    assert found["lineside_buffer_values", nothing] == 120
    assert found["lineside_writer_latency_seconds", nothing] == pytest.approx(0.0042)
    assert found["lineside_plc_up", frozenset({"plc": "PRESS"}.items())] == 1
    assert ("lineside_writer_row_age_p95_seconds", nothing) not in found  # nothing was measured


def metrics_of(status: StationStatus) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    return samples(route.metrics_text(status).decode())
