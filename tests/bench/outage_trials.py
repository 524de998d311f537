"""One fault of the database after the other, under a station that reports how it is."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tests.servers.oracle.server import OracleServer

_CALM_S = 8.0
_UNTIL_CSV_S = 45.0
_STANDING_S = 6.0
_UNTIL_STORED_S = 60.0
_SETTLING_S = 30.0
_HANGING_S = 2.0
_END_S = 30.0
_MET_S = 20.0

Line = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """One fault: by its name in ``Faults``, or the closed port."""

    name: str
    code: int | None = None
    for_good: bool = False
    """What hung is never answered, also after the return; which comes just as the next attempt begins."""

    def __str__(self) -> str:
        code = f" {self.code}" if self.code else ""
        return f"{self.name}{code}{', never answered' if self.for_good else ''}"

    def begin(self, server: OracleServer) -> None:
        """From now on it is on."""
        if self.name == "port closed":
            server.stop()
            return
        server.faults.inject(self.name, code=self.code)
        if self.name in ("refuse", "silent"):
            server.kill_sessions()  # else nobody would log in

    def end(self, server: OracleServer) -> None:
        """The database is back."""
        if self.name == "port closed":
            server.start()
        elif self.for_good:
            self._let_somebody_run_into_it(server)
            server.faults._held.clear()
        server.faults.clear()

    def _let_somebody_run_into_it(self, server: OracleServer) -> None:
        server.faults._met.discard(self.name)
        server.faults.wait_until_met(self.name, _MET_S)


FAULTS = (
    Fault("port closed"),
    Fault("refuse"),
    Fault("silent"),
    Fault("silent", for_good=True),
    Fault("hang-execute"),
    Fault("hang-execute", for_good=True),
    Fault("hang-commit"),
    Fault("cut-before-commit"),
    Fault("cut-after-commit"),
    Fault("rst-after-commit"),
    Fault("slow-reader"),
    Fault("ora-execute", code=942),
    Fault("ora-execute", code=1653),
)


class Trial(NamedTuple):
    """One fault's times in seconds since 1970; None where it never came to that."""

    fault: Fault
    calm: float
    begun: float
    in_csv: float | None
    healed: float
    stored: float | None
    settled: float


class Exit(NamedTuple):
    """How the window ended while the database hung."""

    seconds: float
    code: int


class Reports:
    """The lines of a station's process as they come, kept by a thread."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        assert running.stdout is not None
        self.lines: list[Line] = []
        self._out = running.stdout
        self._came = threading.Condition()
        self._thread = threading.Thread(target=self._read, name="reports")
        self._thread.start()

    def wait_for(self, met: Callable[[Line], bool], timeout: float) -> Line | None:
        """The first line from now on that meets the condition; None when none came in time."""
        deadline = time.monotonic() + timeout
        with self._came:
            seen = len(self.lines)
            while True:
                for line in self.lines[seen:]:
                    if met(line):
                        return line
                seen = len(self.lines)
                if not self._thread.is_alive():
                    raise RuntimeError("the station has ended in the middle of it")
                if time.monotonic() >= deadline:
                    return None
                self._came.wait(0.5)

    def between(self, begin: float, end: float) -> list[Line]:
        """The lines of a span of time."""
        return [line for line in self.lines if begin < line["time"] <= end]

    def join(self) -> None:
        """Wait for the last line."""
        self._thread.join()

    def _read(self) -> None:
        for text in self._out:
            with self._came:
                self.lines.append(json.loads(text))
                self._came.notify_all()


class Trials:
    """A station under one fault after the other."""

    def __init__(self, server: OracleServer, reports: Reports) -> None:
        self._server = server
        self._reports = reports

    def trial(self, fault: Fault) -> Trial:
        """Calm, fault, return, and calm again."""
        calm = time.time()
        time.sleep(_CALM_S)
        before = self._reports.lines[-1]["rows"]
        begun = time.time()
        fault.begin(self._server)
        in_csv = self._reports.wait_for(lambda line: _more("backed_up", line, before), _UNTIL_CSV_S)
        time.sleep(_STANDING_S)
        standing = self._reports.lines[-1]["rows"]
        fault.end(self._server)
        healed = time.time()
        stored = self._reports.wait_for(lambda line: _more("stored", line, standing), _UNTIL_STORED_S)
        self._reports.wait_for(_is_calm, _SETTLING_S)
        trial = Trial(fault, calm, begun, _time_of(in_csv), healed, _time_of(stored), time.time())
        print(f"  {fault}: {seconds(trial.in_csv, begun)} s, {seconds(trial.stored, healed)} s", flush=True)
        return trial

    def close_while_it_hangs(self, running: subprocess.Popen[str]) -> Exit:
        """Close the window in the middle of a commit that nobody answers."""
        self._server.faults.inject("hang-commit")
        if not self._server.faults.wait_until_met("hang-commit", _MET_S):
            raise RuntimeError("nothing was committed any more")
        time.sleep(_HANGING_S)
        begun = time.monotonic()
        running.send_signal(signal.SIGTERM)
        code = running.wait(_END_S)
        return Exit(time.monotonic() - begun, code)


def _more(where: str, line: Line, before: Mapping[str, int]) -> bool:
    more: int = line["rows"][where] - before[where]
    return more > 0


def _is_calm(line: Line) -> bool:
    return bool(line["writer"] == "running" and line["buffer_pct"] < 5.0)


def _time_of(line: Line | None) -> float | None:
    return None if line is None else line["time"]


def seconds(at: float | None, since: float) -> str:
    """From one time to another, as the tables show it."""
    return "never" if at is None else f"{at - since:.1f}"
