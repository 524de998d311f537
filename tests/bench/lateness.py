"""How late polls start, without and with the window, beside a bare thread that only waits.

Ten groups of 100 tags at 100 ms against ``hmi simulate``, each in a process of its own. Goal: 5 ms, which 99
of 100 polls of every group do not exceed.
"""

from __future__ import annotations

import math
import multiprocessing
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.figures import cpu_seconds, percentile, print_table
from tests.bench.stations import (
    GROUPS,
    TAGS,
    Status,
    last_line,
    next_line,
    process,
    simulated_plant,
    status_of,
)
from tests.processes import command

_INTERVAL_MS = 100
_ROUNDS = 3
_OPENING_S = 2.0
_SECONDS = 12.0
_END_S = 30.0


class _Run(NamedTuple):
    """One station's run: lateness by group in ms, and what stood beside it."""

    late_ms: list[float]
    overruns: int
    polls: int
    cpu_share: float
    bare_late_ms: float


def run() -> None:
    """Measure in interleaved rounds and print one table."""
    collected: list[_Run] = []
    shown: list[_Run] = []
    openings: list[_Run] = []
    spawn = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory() as name,
        ProcessPoolExecutor(1, spawn) as idle,
        simulated_plant(Path(name), _INTERVAL_MS) as folder,
    ):
        idle.submit(_bare_p99_ms, 0.5).result()  # its process is there before it counts
        for _ in range(_ROUNDS):
            collected.append(_collect(folder, idle))
            opening, open_ = _show_window(folder, idle)
            openings.append(opening)
            shown.append(open_)
    _print(collected, shown, openings)


def _print(collected: list[_Run], shown: list[_Run], openings: list[_Run]) -> None:
    print_table(
        f"lateness: p99 of poll starts in ms, {GROUPS} groups x {TAGS} tags x "
        f"{_INTERVAL_MS} ms; medians of {_ROUNDS} interleaved rounds of {_SECONDS:g} s (goal: 5 ms)",
        ["worst group", "median group", "worst round", "overruns", "polls", "CPU s/s"],
        [
            _bare_row("bare thread, beside hmi collect", collected),
            _row("hmi collect", collected),
            _bare_row("bare thread, beside the window", shown),
            _row("hmi with its window", shown),
            _row(f"  its first {_OPENING_S:g} s, building it", openings),
        ],
    )


def _bare_row(name: str, runs: list[_Run]) -> list[str]:
    late = [run.bare_late_ms for run in runs]
    return [name, f"{median(late):.1f}", "-", f"{max(late):.1f}", "-", "-", "-"]


def _row(name: str, runs: list[_Run]) -> list[str]:
    worst = [max(run.late_ms) for run in runs]
    cpu = median(run.cpu_share for run in runs)
    return [
        name,
        f"{median(worst):.1f}",
        f"{median(median(run.late_ms) for run in runs):.1f}",
        f"{max(worst):.1f}",
        str(sum(run.overruns for run in runs)),
        str(sum(run.polls for run in runs)),
        "-" if math.isnan(cpu) else f"{cpu:.2f}",
    ]


# -- what is measured ------------------------------------------------------------------------------------


def _collect(folder: Path, idle: Executor) -> _Run:
    words: list[str | Path] = [
        "collect",
        "--data-dir",
        folder,
        "--duration",
        str(_OPENING_S + _SECONDS),
        "--json",
    ]
    with process(command(words)) as running:
        time.sleep(_OPENING_S)
        bare, cpu = _beside(running, idle, lambda: time.sleep(_SECONDS))
        return _judge(status_of(last_line(running)), cpu, bare)


def _show_window(folder: Path, idle: Executor) -> tuple[_Run, _Run]:
    """The opening and the time after it."""
    module = ["-m", "tests.bench.window_station", str(folder), str(_OPENING_S), str(_SECONDS)]
    with process([sys.executable, *module]) as running:
        lines: list[str] = []
        lines.append(next_line(running))
        bare, cpu = _beside(running, idle, lambda: lines.append(next_line(running)))
        running.communicate(timeout=_END_S)
        opening, after = map(status_of, lines)
        return _judge(opening, math.nan, math.nan), _judge(after, cpu, bare)


def _beside(running: subprocess.Popen[str], idle: Executor, wait: Callable[[], None]) -> tuple[float, float]:
    """While ``wait`` waits: p99 of the bare thread, and the share of a processor that the process uses."""
    bare = idle.submit(_bare_p99_ms, _SECONDS)
    begun, used = time.monotonic(), cpu_seconds(running.pid)
    wait()
    share = (cpu_seconds(running.pid) - used) / (time.monotonic() - begun)
    return bare.result(), share


def _bare_p99_ms(seconds: float) -> float:
    """A thread in a process that does nothing else waits for the ticks halfway between the polls'."""
    late_ms: list[float] = []
    thread = threading.Thread(target=_wait_for_ticks, args=(seconds, late_ms))
    thread.start()
    thread.join()
    return percentile(late_ms, 0.99)


def _wait_for_ticks(seconds: float, late_ms: list[float]) -> None:
    interval_s, never = _INTERVAL_MS / 1000.0, threading.Event()
    first = (math.ceil(time.monotonic() / interval_s) + 0.5) * interval_s
    for tick in range(round(seconds / interval_s)):
        due = first + tick * interval_s
        never.wait(max(0.0, due - time.monotonic()))
        late_ms.append(1000.0 * (time.monotonic() - due))


def _judge(status: Status, cpu_share: float, bare_late_ms: float) -> _Run:
    groups, rows = status["groups"], status["rows"]
    failed = [group["last_error"] for group in groups if group["error_count"] or not group["poll_count"]]
    if failed:
        raise RuntimeError(f"{len(failed)} groups could not be read: {failed[0]}")
    if rows["dropped"] or rows["backed_up"] or rows["quarantined"]:
        raise RuntimeError(f"rows did not reach the historian: {rows}")
    return _Run(
        [group["start_late_p99_ms"] for group in groups],
        sum(group["overrun_count"] for group in groups),
        sum(group["poll_count"] for group in groups),
        cpu_share,
        bare_late_ms,
    )
