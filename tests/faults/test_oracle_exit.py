"""A program whose database hangs ends in time all the same, with code 0 and every row at rest."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hmi.config.ddl import ddl_of
from hmi.model.tables import OWN_MAPPINGS
from tests.faults.promises import Prove
from tests.historian.rig import csv_rows
from tests.processes import hmi_running
from tests.servers.oracle.fixture import PASSWORD, new_server
from tests.servers.oracle.server import OracleServer

FAULTS = ("silent", "hang-execute", "hang-commit", "cut-after-commit", "slow-reader")
END_S = 10.0

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch"),
    pytest.mark.promise("R15"),
]


@dataclass(frozen=True)
class Run:
    """One ``hmi collect`` of the demo plant, its database with a fault, and its end."""

    fault: str
    code: int
    seconds: float
    """From the signal to the end."""
    status: dict[str, Any]
    stored: int
    backed_up: int


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Run]]:
    """All of them at the same time: each only waits."""
    with ExitStack() as stack:
        servers = {fault: _server(tmp_path_factory.mktemp(fault), stack) for fault in FAULTS}
        folders = {
            fault: _folder(tmp_path_factory.mktemp(f"data-{fault}"), servers[fault]) for fault in FAULTS
        }
        processes = {
            fault: stack.enter_context(
                hmi_running(
                    "collect", "--demo", "--data-dir", folders[fault], "--json", ORACLE_PASSWORD=PASSWORD
                )
            )
            for fault in FAULTS
        }
        for fault, server in servers.items():
            assert server.faults.wait_until_met(fault, 30), fault
        for process in processes.values():
            process.send_signal(signal.SIGTERM)
        begun = time.monotonic()
        yield {
            fault: _ended(fault, process, servers[fault], folders[fault], begun)
            for fault, process in processes.items()
        }


def _server(folder: Path, stack: ExitStack) -> OracleServer:
    server = stack.enter_context(new_server(folder))
    admin = server.database.log_in("HMI", password_matches=True)
    for statement in ddl_of(OWN_MAPPINGS):
        admin.run(admin.parse(statement.sql), [()])
    admin.close()
    return server


def _folder(folder: Path, server: OracleServer) -> Path:
    """The demo's own settings file: the environment's Oracle is none of its business."""
    (folder / "settings.toml").write_text(
        f'[oracle]\nhost = "127.0.0.1"\nport = {server.port}\nservice_name = "LINESIDE"\nusername = "HMI"\n',
        encoding="utf-8",
    )
    server.faults.inject(folder.name.removeprefix("data-").rstrip("0123456789"))
    return folder


def _ended(
    fault: str, process: subprocess.Popen[str], server: OracleServer, folder: Path, begun: float
) -> Run:
    output, errors = process.communicate(timeout=max(0.1, begun + END_S - time.monotonic()))
    seconds = time.monotonic() - begun
    assert process.returncode == 0, errors
    server.faults.clear()
    return Run(
        fault,
        process.returncode,
        seconds,
        json.loads(output),
        len(server.database.rows("HMI.TAG_VALUES")),
        len(csv_rows(folder / "backup")),
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_it_ends_in_time_with_every_row_stored_or_on_disk(
    runs: dict[str, Run], fault: str, prove: Prove
) -> None:
    run = runs[fault]
    rows = run.status["rows"]
    assert run.code == 0
    assert rows["accepted"] > 0
    assert rows["pending"] == rows["dropped"] == rows["quarantined"] == 0
    assert rows["accepted"] == rows["stored"] + rows["backed_up"]
    assert rows["backed_up"] == run.backed_up
    assert run.stored >= rows["stored"], "a commit in doubt may have stored more than was answered for"
    prove(
        "{times} ways to hang: code {most_code} within {most_s:.1f} s of SIGTERM, {rows:,} rows at rest",
        most_code=run.code,
        most_s=run.seconds,
        rows=rows["accepted"],
    )


def test_where_nothing_answered_everything_is_on_disk(runs: dict[str, Run]) -> None:
    for fault in ("silent", "hang-execute"):
        rows = runs[fault].status["rows"]
        assert rows["backed_up"] == rows["accepted"]
