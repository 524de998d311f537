"""Simulated PLCs in a process of their own, taken away and brought back by a test.

``python -m tests.api.plc_process DATA_DIR`` serves the plant of a data folder; each line of its stdin names a
PLC and what becomes of it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.melsec.simulator.plant import SimulatedPlant


class PlcProcess:
    """What a test does to the PLCs; each returns when it is done."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def take_away(self, plc_code: str) -> None:
        self._tell(f"stop {plc_code}")

    def bring_back(self, plc_code: str) -> None:
        self._tell(f"start {plc_code}")

    def _tell(self, line: str) -> None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        print(line, file=stdin, flush=True)
        assert stdout.readline() == f"{line}\n"


@contextmanager
def plcs_of(folder: Path) -> Iterator[PlcProcess]:
    """The PLCs of a data folder, all of them there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.api.plc_process", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    try:
        yield PlcProcess(process)
    finally:
        process.communicate()  # the end of its input is its own


def main(folder: Path) -> None:
    """Serve until the input ends."""
    with SimulatedPlant(ConfigDatabase(DataFolder(folder).station_db).load_plant(), scan_ms=1) as plant:
        _say("ready\n")
        for line in sys.stdin:
            action, plc_code = line.split()
            plc = plant.plcs[plc_code]
            if action == "stop":
                plc.stop()
            else:
                plc.start()
            _say(line)


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
