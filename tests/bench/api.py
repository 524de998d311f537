"""The remote face beside the polls: how fast it answers, and what it costs those.

Ten groups of 100 tags at 100 ms against ``hmi simulate``; station, simulator and clients each in a process of
its own. Goals: the status within 200 ms (p99) with 50 clients that ask and 200 that watch by WebSocket, and
the polls start no later than 5 ms (p99).
"""

from __future__ import annotations

import json
import secrets
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.bench.api_clients import TOKEN
from tests.bench.figures import cpu_seconds, print_table
from tests.bench.stations import GROUPS, TAGS, last_line, process, simulated_plant, status_of
from tests.processes import command, free_port

_INTERVAL_MS = 100
_ROUNDS = 3
_OPENING_S = 4.0
_SECONDS = 30.0
_CLOSING_S = 4.0
_POLLING, _WATCHING = 50, 200


class _Load(NamedTuple):
    """What clients do: so many ask, with a pause in s between answer and question; so many watch."""

    name: str
    polling: int = 0
    pause_s: float = 1.0
    watching: int = 0
    api: bool = True


_LOADS = (
    _Load("without it", api=False),
    _Load("nobody asks"),
    _Load(f"{_POLLING} ask every second, {_WATCHING} watch", polling=_POLLING, watching=_WATCHING),
    _Load(f"{_POLLING} ask without a pause", polling=_POLLING, pause_s=0.0),
)


class _Run(NamedTuple):
    """One station's run: what its clients saw, the lateness of its groups in ms, its processor time."""

    seen: dict[str, Any]
    late_ms: list[float]
    cpu_share: float


def run() -> None:
    """Measure in interleaved rounds and print one table."""
    runs: dict[str, list[_Run]] = {load.name: [] for load in _LOADS}
    with tempfile.TemporaryDirectory() as name, simulated_plant(Path(name), _INTERVAL_MS) as folder:
        for _ in range(_ROUNDS):
            for load in _LOADS:
                runs[load.name].append(_measure(folder, load))
    print_table(
        f"api: GET /api/status and lateness of polls in ms, {GROUPS} groups x {TAGS} tags x {_INTERVAL_MS} "
        f"ms; medians of {_ROUNDS} interleaved rounds of {_SECONDS:g} s (goals: status p99 200, late p99 5)",
        [
            "status p50",
            "p99",
            "worst",
            "asked/s",
            "messages/s",
            "gap p99 s",
            "late p99",
            "worst round",
            "CPU s/s",
        ],
        [_row(name, found) for name, found in runs.items()],
    )


def _row(name: str, runs: list[_Run]) -> list[str]:
    def of(key: str, per: float = 1.0, digits: int = 1) -> str:
        values = [run.seen[key] for run in runs if run.seen.get(key)]
        return f"{median(values) / per:.{digits}f}" if values else "-"

    worst = [max(run.late_ms) for run in runs]
    return [
        name,
        of("p50_ms"),
        of("p99_ms"),
        of("max_ms"),
        of("asked", _SECONDS, 0),
        of("messages", _SECONDS, 0),
        of("gap_p99_s", digits=2),
        f"{median(worst):.1f}",
        f"{max(worst):.1f}",
        f"{median(run.cpu_share for run in runs):.2f}",
    ]


def _measure(folder: Path, load: _Load) -> _Run:
    token, port = secrets.token_urlsafe(32), free_port()
    more = {TOKEN: token, "HMI_API_PORT": str(port)}
    duration = str(_OPENING_S + _SECONDS + _CLOSING_S)
    words = ["collect", "--data-dir", str(folder), "--duration", duration, "--json"]
    with process(command([*words, "--api"] if load.api else words), **more) as station:
        time.sleep(_OPENING_S)
        begun, used = time.monotonic(), cpu_seconds(station.pid)
        seen = _ask(f"http://127.0.0.1:{port}", load, more) if load.polling + load.watching else {}
        if not seen:
            time.sleep(_SECONDS)
        share = (cpu_seconds(station.pid) - used) / (time.monotonic() - begun)
        groups = status_of(last_line(station))["groups"]
    return _Run(seen, [group["start_late_p99_ms"] for group in groups], share)


def _ask(url: str, load: _Load, more: dict[str, str]) -> dict[str, Any]:
    figures = map(str, (_SECONDS, load.pause_s, load.polling, load.watching))
    with process([sys.executable, "-m", "tests.bench.api_clients", url, *figures], **more) as clients:
        seen: dict[str, Any] = json.loads(last_line(clients, 2 * _SECONDS))
        return seen
