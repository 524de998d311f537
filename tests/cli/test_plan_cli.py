"""``hmi plan``: the figures of groups and PLCs, and what cannot be met."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.importer import import_files
from hmi.config.scan_times import save_scan_times
from hmi.melsec.tag_addresses import check_ack_address, check_address
from tests.plants import write_plant
from tests.processes import free_port, hmi, hmi_here


def import_plant(place: Path, files: list[Path]) -> None:
    folder = DataFolder(place)
    folder.create()
    report = import_files(
        ConfigDatabase(folder.station_db),
        files,
        check_address=check_address,
        check_ack_address=check_ack_address,
    )
    assert report.written


def planned(folder: Path) -> dict[str, Any]:
    done = hmi_here("plan", "--json", "--data-dir", folder)
    assert (done.returncode, done.stderr) == (0, "")
    document: dict[str, Any] = json.loads(done.stdout)
    return document


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("plant")
    files = write_plant(place / "csv", [("PRESS", free_port())], groups_per_plc=2, interval_ms=100)
    import_plant(place, files)
    return place


def test_groups_are_planned_alone_and_a_plc_with_its_groups_sharing_requests(folder: Path) -> None:
    plan = planned(folder)
    assert [
        (
            g["group_name"],
            g["tag_count"],
            g["requests"],
            g["points"],
            g["estimated_ms"],
            g["fits"],
            g["reason"],
        )
        for g in plan["groups"]
    ] == [
        ("PRESS_G0", 10, 1, 10, 11.0, True, ""),
        ("PRESS_G1", 10, 1, 10, 11.0, True, ""),
    ]
    (plc,) = plan["plcs"]
    assert (plc["series"], plc["tag_count"], plc["requests"], plc["estimated_ms"]) == ("Q", 20, 1, 11.0)
    assert (plc["requests_per_s"], plc["load_pct"], plc["fits"]) == (10.0, 11.0, True)
    assert (plan["scan_ms"], plc["scan_ms"], plc["scan_measured"]) == (10.0, 10.0, False)


def test_the_plan_is_a_table_that_is_never_cut_and_a_sentence_for_each_plc(folder: Path) -> None:
    lines = hmi_here("plan", "--data-dir", folder).stdout.splitlines()
    assert lines[1].split() == ["PRESS_G0", "PRESS", "FIXED", "100", "10", "0", "1", "10", "11"]
    assert lines[-1] == (
        "PRESS: 20 tags, 1 request, about 11 ms at a 10 ms scan (assumed, none was measured yet); "
        "your interval is 100 ms"
    )


def test_the_scan_time_that_was_measured_last_is_reckoned_with(tmp_path: Path) -> None:
    files = write_plant(tmp_path / "csv", [("PRESS", free_port()), ("PAINT", free_port())])
    import_plant(tmp_path / "data", files)
    save_scan_times(DataFolder(tmp_path / "data"), {"PRESS": 3.5}, datetime.now(UTC))
    press, paint = planned(tmp_path / "data")["plcs"]
    assert (press["scan_ms"], press["scan_measured"], press["estimated_ms"]) == (3.5, True, 4.5)
    assert (paint["scan_ms"], paint["scan_measured"], paint["estimated_ms"]) == (10.0, False, 11.0)
    assert "at a 3.5 ms scan (measured)" in hmi_here("plan", "--data-dir", tmp_path / "data").stdout


def test_an_interval_that_cannot_be_met_is_said_with_one_that_can(tmp_path: Path) -> None:
    files = write_plant(tmp_path / "csv", [("PRESS", free_port())], interval_ms=100)
    far = tmp_path / "far.csv"
    rows = [
        f"PRESS,{device}{number},far,INT,PRESS_G0"
        for device in ("D", "ZR", "SD", "R")
        for number in range(2000, 500_000, 961)
    ]
    far.write_text("\n".join(["PLC_CODE,TAG_ADDRESS,TAG_NAME,TAG_TYPE,GROUP_NAME", *rows]))
    import_plant(tmp_path / "data", [*files, far])
    done = hmi_here("plan", "--data-dir", tmp_path / "data")
    assert "PRESS_G0: one poll takes about" in done.stderr
    assert "its interval of 100 ms; make the interval" in done.stderr
    (group,) = planned(tmp_path / "data")["groups"]
    assert not group["fits"]
    assert group["reason"] in done.stderr


def test_the_plan_reads_the_same_whatever_the_encoding_of_the_console(tmp_path: Path) -> None:
    files = write_plant(tmp_path / "csv", [("PRESS", free_port())])
    groups = tmp_path / "more.csv"
    groups.write_text("GROUP_NAME,PLC_CODE,POLLING_MODE\n프레스,PRESS,FIXED\n", encoding="utf-8")
    import_plant(tmp_path / "data", [*files, groups])
    done = hmi("plan", "--data-dir", tmp_path / "data", PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (0, "")
    as_json = hmi("plan", "--json", "--data-dir", tmp_path / "data", PYTHONIOENCODING="cp1252").stdout
    assert json.loads(as_json)["groups"][-1]["group_name"] == "프레스"
