"""A PLC that goes away and comes back, under a running station: real processes, killed with SIGKILL."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.faults.promises import Prove
from tests.plants import write_plant
from tests.processes import free_port, hmi_here, hmi_running, wait_until_polled

INTERVAL = timedelta(seconds=1)
OUTAGE_S = 5.0
AFTERWARDS_S = 2.5
"""From the PLC's return to the end: its groups' next polls, and those after them."""


pytestmark = pytest.mark.promise("R16")


class Outage:
    """What a station recorded while the PLC named LOST was away for 5 s and the one named KEPT was not."""

    def __init__(self, folder: Path) -> None:
        ports = {"LOST": free_port(), "KEPT": free_port()}
        self.data = folder / "station"
        self._import(self.data, ports)
        for code, port in ports.items():
            self._import(folder / code, {code: port})
        self.status, self.gone, self.back = self._run(folder, ports)

    @staticmethod
    def _import(data: Path, ports: dict[str, int]) -> None:
        files = write_plant(data / "csv", ports.items(), interval_ms=1000)
        done = hmi_here("config", "import", *files, "--data-dir", data)
        assert done.returncode == 0, done.stderr

    def _run(self, folder: Path, ports: dict[str, int]) -> tuple[dict[str, Any], datetime, datetime]:
        simulate = ("simulate", "--data-dir", folder / "LOST")
        with hmi_running("simulate", "--data-dir", folder / "KEPT", ready=str(ports["KEPT"])):
            with hmi_running(*simulate, ready=str(ports["LOST"])):
                collect = hmi_running("collect", "--data-dir", self.data, "--json")
                station = collect.__enter__()
                wait_until_polled(station)
                gone = datetime.now().astimezone()
            # Leaving the block has killed the simulator; the outage itself is the time that passes here.
            assert self._ended(station, OUTAGE_S) is False
            with hmi_running(*simulate, ready=str(ports["LOST"])):
                back = datetime.now().astimezone()
                assert self._ended(station, AFTERWARDS_S) is False
                station.send_signal(signal.SIGTERM)
                output, errors = station.communicate(timeout=60)
            collect.__exit__(None, None, None)
        assert station.returncode == 0, errors
        return json.loads(output), gone, back

    @staticmethod
    def _ended(station: subprocess.Popen[str], seconds: float) -> bool:
        try:
            station.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def rows(self, plc_code: str) -> list[tuple[datetime, float | None, str]]:
        """(ts, value, quality) of a PLC, in time."""
        return [
            (datetime.fromisoformat(ts), value, quality)
            for ts, value, quality in self._ask(
                "SELECT ts, tag_value, quality FROM tag_values WHERE plc_code = ? ORDER BY ts", plc_code
            )
        ]

    def reasons(self, plc_code: str) -> set[str]:
        """Why rows of a PLC are not GOOD."""
        return {
            reason for (reason,) in self._ask("SELECT reason FROM tag_faults WHERE plc_code = ?", plc_code)
        }

    def _ask(self, sql: str, plc_code: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.data / "historian.db")) as historian:
            return historian.execute(sql, (plc_code,)).fetchall()


@pytest.fixture(scope="module")
def outage(tmp_path_factory: pytest.TempPathFactory) -> Outage:
    return Outage(tmp_path_factory.mktemp("outage"))


def test_rows_of_the_outage_are_bad_and_say_why(outage: Outage) -> None:
    bad = [row for row in outage.rows("LOST") if row[2] == "BAD"]
    assert len(bad) >= 10 * (OUTAGE_S - 1)
    assert all(value is None for _, value, _ in bad)
    reasons = outage.reasons("LOST")
    assert reasons
    assert all("LOST" in reason for reason in reasons)


def test_no_value_of_the_outage_is_good_and_no_good_value_is_zero(outage: Outage) -> None:
    margin = INTERVAL / 5  # a poll that had its answer just before the kill
    away = [row for row in outage.rows("LOST") if outage.gone + margin < row[0] < outage.back]
    assert {quality for _, _, quality in away} == {"BAD"}
    assert all(value != 0 for _, value, quality in outage.rows("LOST") if quality == "GOOD")


def test_the_plc_is_read_again_within_one_interval_of_its_return(outage: Outage, prove: Prove) -> None:
    """By the first poll that began after it, however late a busy machine let that begin."""
    rows = [(ts, quality) for ts, _, quality in outage.rows("LOST") if ts > outage.back - INTERVAL]
    recovered = min(ts for ts, quality in rows if quality == "GOOD")
    refused_just_before = {ts for ts, quality in rows if quality == "BAD" and ts > outage.back}
    assert len(refused_just_before) <= 1
    assert all(ts < recovered for ts in refused_just_before)
    prove(f"read again {(recovered - outage.back).total_seconds():.1f} s after its return, at 1 s intervals")


def test_the_other_plc_is_not_disturbed(outage: Outage) -> None:
    (kept,) = [group for group in outage.status["groups"] if group["plc_code"] == "KEPT"]
    assert kept["error_count"] == 0
    rows = outage.rows("KEPT")
    assert {quality for _, _, quality in rows} == {"GOOD"}
    times = sorted({ts for ts, _, _ in rows})
    # One poll that a busy machine begins late is no disturbance; whoever waits for the other PLC misses more.
    assert max(later - earlier for earlier, later in pairwise(times)) < 3 * INTERVAL


def test_every_row_of_the_outage_is_stored(outage: Outage) -> None:
    rows = outage.status["rows"]
    assert rows["accepted"] == rows["stored"] == len(outage.rows("LOST")) + len(outage.rows("KEPT"))
