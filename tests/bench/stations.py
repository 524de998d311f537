"""Stations for benchmarks: a simulated plant, and processes that have to end by themselves and well."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hmi.historian.oracle import OracleSettings
from tests.plants import write_plant
from tests.processes import environment, free_port, hmi, hmi_running

PLCS = 2  # a PLC serves one request a scan: ten a poll and 10 ms a scan would leave no time at all
GROUPS_PER_PLC = 5
GROUPS = PLCS * GROUPS_PER_PLC
TAGS = 100
_END_S = 30.0

Status = dict[str, Any]


@contextmanager
def simulated_plant(root: Path, interval_ms: int) -> Iterator[Path]:
    """The data folder of a station of 10 groups of 100 tags, whose PLCs a process of their own simulates."""
    plcs = [(f"PLC{number}", free_port()) for number in range(1, PLCS + 1)]
    files = write_plant(
        root / "csv", plcs, groups_per_plc=GROUPS_PER_PLC, tags_per_group=TAGS, interval_ms=interval_ms
    )
    import_plant(root / "data", files)
    with hmi_running("simulate", "--data-dir", root / "data", ready=str(plcs[-1][1])):
        yield root / "data"


def import_plant(folder: Path, files: Sequence[Path]) -> None:
    """Make the data folder of a station from CSV files."""
    imported = hmi("config", "import", *files, "--data-dir", folder)
    if imported.returncode:
        raise RuntimeError(f"the plant could not be imported: {imported.stderr}")


def use_oracle(folder: Path, oracle: OracleSettings) -> None:
    """Name the database in the station's settings; its password belongs into the environment."""
    (folder / "settings.toml").write_text(
        f'[oracle]\nhost = "{oracle.host}"\nport = {oracle.port}\n'
        f'service_name = "{oracle.service_name}"\nusername = "{oracle.username}"\n',
        encoding="utf-8",
    )


@contextmanager
def process(words: Sequence[str], **more: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has to end by itself and well; what it said on stderr is told where it does not."""
    with tempfile.TemporaryFile("w+") as errors:
        running = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment(**more)
        )
        try:
            yield running
            if running.wait(_END_S):
                raise RuntimeError(f"it ended with {running.returncode}")
        except Exception as error:
            errors.seek(0)
            raise RuntimeError(f"{' '.join(words)}: {error}\n{errors.read()[-2000:]}") from error
        finally:
            running.kill()
            running.communicate()


def next_line(running: subprocess.Popen[str]) -> str:
    """Wait for the next line of its stdout; empty at the end."""
    assert running.stdout is not None
    return running.stdout.readline()


def last_line(running: subprocess.Popen[str], timeout: float = _END_S) -> str:
    """Wait for its end; the last line of its stdout."""
    return running.communicate(timeout=timeout)[0].strip().rpartition("\n")[2]


def status_of(line: str) -> Status:
    """The status in a line."""
    if not line:
        raise RuntimeError("the station ended without a status")
    status: Status = json.loads(line)
    return status
