"""Faults of the database under a station with its window: how soon rows are safe, and stored again.

Ten groups of 100 tags at 100 ms against ``hmi simulate``, recorded by a station with the product's own time
limits. Goals: rows are stored again within 15 s of the database's return, the window never stands for more
than 100 ms because of it, no poll is missed, nothing is lost or doubled, and the program ends within 10 s
while the database hangs. The floor of each is the calm before, in the same run.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from hmi.config.ddl import ddl_of
from hmi.historian.oracle import OracleSettings
from hmi.model.tables import OWN_MAPPINGS
from tests.bench.bystander import Bystander
from tests.bench.figures import print_table
from tests.bench.outage_rows import Rows
from tests.bench.outage_trials import FAULTS, Exit, Line, Reports, Trial, Trials, seconds
from tests.bench.stations import GROUPS, TAGS, process, simulated_plant, use_oracle
from tests.servers.oracle.fixture import PASSWORD, USER, new_server
from tests.servers.oracle.server import OracleServer

_INTERVAL_MS = 100
_OPENING_S = 5.0


def run() -> None:
    """Try every fault and print two tables."""
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(new_server(root))
        folder = stack.enter_context(simulated_plant(root, _INTERVAL_MS))
        _prepare(server, folder)
        with Bystander() as bare, _station(folder) as running:
            reports = Reports(running)
            time.sleep(_OPENING_S)
            tried = Trials(server, reports)
            trials = [tried.trial(fault) for fault in FAULTS]
            ended = tried.close_while_it_hangs(running)
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

    reports: Reports
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
        seconds(trial.in_csv, trial.begun),
        seconds(trial.stored, trial.healed),
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


def _told(trial: Trial, reports: Reports) -> str:
    """What the operator saw."""
    lines = reports.between(trial.begun, trial.settled)
    states = dict.fromkeys(line["writer"] for line in lines)
    alarms = {name: text for line in lines for name, text in line["alarms"].items()}
    return "; ".join([", ".join(states), *(f"{name}: {text}" for name, text in alarms.items())])
