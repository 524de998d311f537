"""Faults of the database under a station with its window: how soon rows are safe, and stored again.

Ten groups of 100 tags at 100 ms against ``hmi simulate``, recorded by a station with the product's own time
limits. Goals: rows are stored again within 15 s of the database's return, the window never stands for more
than 100 ms because of it, no poll is missed, nothing is lost or doubled, and the program ends within 10 s
while the database hangs. The floor of each is the calm before, in the same run.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from hmi.config.ddl import ddl_of
from hmi.historian.oracle import OracleSettings
from hmi.model.tables import OWN_MAPPINGS
from tests.bench.bystander import Bystander
from tests.bench.figures import print_table
from tests.bench.outage_rows import Rows
from tests.bench.stations import GROUPS, TAGS, process, simulated_plant, use_oracle
from tests.servers.oracle.fixture import PASSWORD, USER, new_server
from tests.servers.oracle.server import OracleServer

_INTERVAL_MS = 100
_OPENING_S = 5.0
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


# -- the run ---------------------------------------------------------------------------------------------


class _Reports:
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


class _Run:
    """A station under one fault after the other."""

    def __init__(self, server: OracleServer, reports: _Reports) -> None:
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
        print(f"  {fault}: {_seconds(trial.in_csv, begun)} s, {_seconds(trial.stored, healed)} s", flush=True)
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


def run() -> None:
    """Try every fault and print two tables."""
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(new_server(root))
        folder = stack.enter_context(simulated_plant(root, _INTERVAL_MS))
        _prepare(server, folder)
        with Bystander() as bare, _station(folder) as running:
            reports = _Reports(running)
            time.sleep(_OPENING_S)
            one = _Run(server, reports)
            trials = [one.trial(fault) for fault in FAULTS]
            ended = one.close_while_it_hangs(running)
            reports.join()
        server.faults.clear()
        _print(trials, ended, _Seen(reports, bare, Rows(folder, server.database)))


def _prepare(server: OracleServer, folder: Path) -> None:
    owner = server.database.log_in(USER, password_matches=True)
    for statement in ddl_of(OWN_MAPPINGS):
        owner.run(owner.parse(statement.sql), [()])
    owner.close()
    use_oracle(folder, OracleSettings(server.host, server.service_name, USER, PASSWORD, port=server.port))


@contextmanager
def _station(folder: Path) -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, "-m", "tests.bench.outage_station", str(folder)]
    with process(words, ORACLE_PASSWORD=PASSWORD) as running:
        yield running


# -- what it came to -------------------------------------------------------------------------------------


class _Seen(NamedTuple):
    """All that is known of a run at its end."""

    reports: _Reports
    bare: Bystander
    rows: Rows


def _print(trials: Sequence[Trial], ended: Exit, seen: _Seen) -> None:
    rows, reports = seen.rows, seen.reports
    ends = [*(trial.calm for trial in trials[1:]), time.time()]
    print_table(
        f"outage: {GROUPS} groups x {TAGS} tags x {_INTERVAL_MS} ms with the window (goals: stored again in "
        "15 s, no gap of the event loop over 100 ms that was not there before, nothing lost or doubled)",
        _COLUMNS,
        [
            [str(trial.fault), *_figures(trial, seen), *_row_figures(trial, end, rows)]
            for trial, end in zip(trials, ends, strict=True)
        ],
    )
    print("  gaps: the longest in ms, calm / while it lasts / until all is stored again; of the event loop,")
    print("  and of a bare thread in a process that does nothing else")
    print("  polls late: p99 of the worst group in ms, and missed: both calm / from the fault on\n")
    for trial in trials:
        print(f"  {trial.fault}: {_told(trial, reports)}")
    last = reports.lines[-1]["rows"]
    print(f"\n  closed while a commit hung: {ended.seconds:.1f} s, exit code {ended.code} (goal: 10 s, 0)")
    print(f"  at the end: {last}; {TAGS * len(rows.accepted):,} rows were noted; {rows.foreign} foreign")


_COLUMNS = (
    "in CSV after s",
    "stored after s",
    "gaps",
    "bare gaps",
    "polls late",
    "missed",
    "accepted",
    "lost",
    "doubled",
    "in both",
)


def _figures(trial: Trial, seen: _Seen) -> list[str]:
    spans = ((trial.calm, trial.begun), (trial.begun, trial.healed), (trial.healed, trial.settled))
    calm, during, after = (seen.reports.between(*span) for span in spans)
    return [
        _seconds(trial.in_csv, trial.begun),
        _seconds(trial.stored, trial.healed),
        " / ".join(f"{_worst('gap_ms', lines):.0f}" for lines in (calm, during, after)),
        " / ".join(f"{seen.bare.worst_ms(*span):.0f}" for span in spans),
        " / ".join(f"{_worst('late_p99_ms', lines):.1f}" for lines in (calm, [*during, *after])),
    ]


def _row_figures(trial: Trial, end: float, rows: Rows) -> list[str]:
    account = rows.account(trial.begun, end)
    calm, during = (
        _missed(rows.times_between(*span))
        for span in ((trial.calm, trial.begun), (trial.begun, trial.settled))
    )
    return [f"{calm} / {during}", *(f"{count:,}" for count in account)]


def _worst(name: str, lines: Sequence[Line]) -> float:
    return max((line[name] for line in lines), default=0.0)


def _missed(times: Mapping[str, list[float]]) -> int:
    """Polls that are not there, by the gaps between those that are."""
    gaps = (after - before for of_group in times.values() for before, after in pairwise(of_group))
    return sum(max(0, round(1000.0 * gap / _INTERVAL_MS) - 1) for gap in gaps)


def _told(trial: Trial, reports: _Reports) -> str:
    """What the operator saw."""
    lines = reports.between(trial.begun, trial.settled)
    states = dict.fromkeys(line["writer"] for line in lines)
    alarms = {name: text for line in lines for name, text in line["alarms"].items()}
    return "; ".join([", ".join(states), *(f"{name}: {text}" for name, text in alarms.items())])


def _seconds(at: float | None, since: float) -> str:
    return "never" if at is None else f"{at - since:.1f}"
