"""``hmi collect`` in a real process: what it prints is what the historian holds."""

from __future__ import annotations

import json
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hmi.pipeline.journal import Journal
from tests.faults.promises import Prove
from tests.pipeline.samples import reading
from tests.plants import write_plant
from tests.processes import free_port, hmi, hmi_here, hmi_running, wait_until_polled

FORM = {
    "groups": "group_name plc_code mode state interval_ms tag_count bad_tag_count requests_per_poll "
    "poll_count success_count error_count overrun_count last_poll_time last_error_time last_error "
    "avg_poll_time_ms start_late_p99_ms poll_time_s handshake "
    "left_out",
    "plcs": "plc_code state connections_in_use connections_idle reconnects last_error requests scan_ms",
    "queue": "current_size max_size utilization_pct",
    "buffer": "current_size max_size utilization_pct overflow_count overflow_rate_pct",
    "writer": "backend state rows_written successful_writes failed_writes retries success_rate_pct "
    "avg_batch_size avg_write_latency_ms p50_row_age_ms p95_row_age_ms max_row_age_ms throughput_rows_per_s "
    "write_time_s last_write_time last_hour",
    "backup": "file_count total_bytes pending_rows set_aside_files replay",
    "rows": "accepted stored pending backed_up quarantined dropped",
}
"""Every part of the status and its keys: a contract with other programs."""


def rows_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "historian.db")) as historian:
        count: int = historian.execute("SELECT count(*) FROM tag_values").fetchone()[0]
        return count


def keys_of(part: Any) -> set[str]:
    return set(part[0] if isinstance(part, list) else part)


def check_law(rows: dict[str, int]) -> None:
    resting = rows["stored"] + rows["backed_up"] + rows["quarantined"] + rows["dropped"]
    assert rows["accepted"] == resting + rows["pending"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    folder = tmp_path_factory.mktemp("demo")
    done = hmi("collect", "--demo", "--data-dir", folder, "--duration", "5", "--json")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    return json.loads(done.stdout), folder


def test_the_status_has_the_form_that_others_rely_on(demo: tuple[dict[str, Any], Path]) -> None:
    status, _ = demo
    assert set(status) == {"station", "version", "uptime_s", "alarms", "workers", *FORM}
    assert {part: keys_of(status[part]) for part in FORM} == {part: set(FORM[part].split()) for part in FORM}


def test_every_accepted_row_of_the_demo_is_in_the_historian(demo: tuple[dict[str, Any], Path]) -> None:
    status, folder = demo
    rows = status["rows"]
    check_law(rows)
    assert rows["accepted"] > 0
    assert rows["pending"] == rows["dropped"] == rows["backed_up"] == 0
    assert rows_in(folder) == rows["stored"]


def test_the_demo_is_a_plant_of_three_plcs_with_a_handshake_group(demo: tuple[dict[str, Any], Path]) -> None:
    status, _ = demo
    assert len(status["plcs"]) == 3
    assert sorted(group["mode"] for group in status["groups"]) == ["FIXED"] * 5 + ["HANDSHAKE"]
    assert sum(group["tag_count"] for group in status["groups"]) == 600
    assert all(group["error_count"] == 0 for group in status["groups"])


def test_ten_groups_from_csv_files_are_stored_without_a_hole(tmp_path: Path) -> None:
    port = free_port()
    files = write_plant(
        tmp_path / "csv", [("LINE", port)], groups_per_plc=10, tags_per_group=100, interval_ms=500
    )
    folder = tmp_path / "data"
    assert hmi_here("config", "import", *files, "--data-dir", folder).returncode == 0
    with hmi_running("simulate", "--data-dir", folder, ready=str(port)):
        done = hmi("collect", "--data-dir", folder, "--duration", "4", "--json")
    assert done.returncode == 0, done.stderr
    status = json.loads(done.stdout)
    polls = sum(group["poll_count"] for group in status["groups"])
    assert polls >= 10 * 4  # of 8 that are due; a busy machine may begin late
    assert status["rows"]["accepted"] == status["rows"]["stored"] == polls * 100 == rows_in(folder)
    assert [group["group_name"] for group in status["groups"] if group["start_late_p99_ms"] is None] == []


def test_the_demo_never_goes_to_the_oracle_of_the_environment(tmp_path: Path) -> None:
    done = hmi_here(
        "collect", "--demo", "--data-dir", tmp_path, "--duration", "1", "--json", ORACLE_HOST="127.0.0.1"
    )
    assert json.loads(done.stdout)["writer"]["backend"] == "sqlite"


@pytest.fixture
def hang_up_counts() -> Iterator[None]:
    """A test run under nohup hands down that the end of the session is to be ignored."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends other signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_without_a_duration_it_runs_until_it_is_told_to_stop(
    tmp_path: Path, name: str, hang_up_counts: None
) -> None:
    with hmi_running("collect", "--demo", "--data-dir", tmp_path, "--json") as process:
        wait_until_polled(process)
        process.send_signal(getattr(signal, name))
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert "Stopping" in errors
    status = json.loads(output)
    check_law(status["rows"])
    assert rows_in(tmp_path) == status["rows"]["stored"]


@pytest.mark.promise("R21")
def test_a_second_station_on_the_same_data_is_refused(tmp_path: Path, prove: Prove) -> None:
    with hmi_running("collect", "--demo", "--data-dir", tmp_path) as process:
        wait_until_polled(process)
        second = hmi("collect", "--demo", "--data-dir", tmp_path, "--duration", "1")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert second.returncode == 2
    assert str(tmp_path) in second.stderr
    assert "Traceback" not in second.stderr
    assert process.returncode == 0
    prove(f"the second ends with code {second.returncode} and names the folder, the first goes on")


def test_rows_that_the_last_run_left_in_the_journal_are_told_and_stored(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.open()
    journal.append([reading(number, 10) for number in range(3)])  # and then it was killed
    done = hmi_here("collect", "--demo", "--data-dir", tmp_path, "--duration", "0.5", "--json")
    assert done.returncode == 0, done.stderr
    assert "30 rows that the last run left in the journal are taken up" in done.stderr
    rows = json.loads(done.stdout)["rows"]
    check_law(rows)
    assert rows["pending"] == 0
    assert rows_in(tmp_path) == rows["stored"] == rows["accepted"] > 30
