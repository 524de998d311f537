"""The window over a large plant: 10,000 tags at 1 s, 10 groups of 100 tags at 100 ms, every page in turn.

Goals: 99 of 100 frames within 33 ms on every page, 99 of 100 polls of every fast group 5 ms late at most.
Beside it a bare Qt program that has nothing to do but frames, in the same minutes; after it the same plant
without a window. LINESIDE_BENCH_WINDOW_S says for how long, 60 s else; memory is meant to be read over 600 s.
"""

from __future__ import annotations

import json
import math
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.bench.figures import percentile, print_table
from tests.bench.stations import Status, import_plant, last_line, process, status_of
from tests.plants import write_plant
from tests.processes import free_port, hmi, hmi_running

_OPENING_S = 4.0
_SECONDS = float(os.environ.get("LINESIDE_BENCH_WINDOW_S", "60"))
_COLLECTED_S = min(_SECONDS, 80.0)
_FAST = 100
_SLOW = 1000

_BARE = """
import json, sys, time
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
app, gaps, before = QApplication([]), [], [time.perf_counter()]
shown = QLabel("nothing")
shown.show()
def frame():
    now = time.perf_counter()
    gaps.append(1000 * (now - before[0]))
    before[0] = now
timer = QTimer()
timer.setTimerType(Qt.TimerType.PreciseTimer)
timer.timeout.connect(frame)
timer.start(16)
QTimer.singleShot(round(1000 * float(sys.argv[1])), app.quit)
app.exec()
print(json.dumps(gaps))
"""


def run() -> None:
    """Measure once and print two tables."""
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(2) as beside:
        root = Path(name)
        folder, ports = _plant(root)
        with hmi_running("simulate", "--data-dir", folder, ready=str(ports[-1])):
            bare = beside.submit(_run, ["-c", _BARE, str(_SECONDS)])
            module = ["-m", "tests.bench.window_frames", str(folder), str(_OPENING_S), str(_SECONDS)]
            found = _run(module)
            _print(found, bare.result())
            _print_lateness("the same plant by hmi collect, without a window", _collected(folder))


def _plant(root: Path) -> tuple[Path, list[int]]:
    """The data folder, and the ports of its PLCs."""
    ports = [free_port() for _ in range(6)]
    fast = write_plant(
        root / "fast",
        [(f"FAST{i}", port) for i, port in enumerate(ports[:2])],
        groups_per_plc=5,
        tags_per_group=100,
        interval_ms=_FAST,
    )
    slow = write_plant(
        root / "slow",
        [(f"SLOW{i}", port) for i, port in enumerate(ports[2:])],
        tags_per_group=2500,
        interval_ms=_SLOW,
    )
    import_plant(root / "data", [*fast, *slow])
    (root / "data" / "settings.toml").write_text("[polling]\nmax_running_groups = 20\n", encoding="utf-8")
    return root / "data", ports


def _run(words: list[str]) -> Any:
    """The JSON that a Python program prints at its end."""
    with process([sys.executable, *words], QT_QPA_PLATFORM="offscreen") as running:
        return json.loads(last_line(running, timeout=_SECONDS + 120))


def _print(found: dict[str, Any], bare_ms: list[float]) -> None:
    status = found["status"]
    failed = [group["last_error"] for group in status["groups"] if group["error_count"]]
    if failed:
        raise RuntimeError(f"{len(failed)} groups could not be read: {failed[0]}")
    rows = [_frames("bare Qt program, nothing to do", bare_ms)]
    rows += [_frames(f"page {page}", gaps) for page, gaps in found["gaps_ms"].items() if page]
    rows.append(_frames("all pages", [gap for gaps in found["gaps_ms"].values() for gap in gaps]))
    print_table(
        f"window: from one frame to the next in ms, 16 ms asked for, {_SECONDS:g} s (goal: p99 33 ms)",
        ["p50", "p99", "worst", "frames"],
        rows,
    )
    _print_lateness("with the window", status)
    first, last = found["memory_mb"][0], found["memory_mb"][-1]
    shown = "unknown" if math.isnan(first) else f"{first:.0f} -> {last:.0f} MB"
    print(f"  memory {shown} from {min(30.0, _SECONDS / 2):.0f} s to {_SECONDS:g} s")


def _collected(folder: Path) -> Status:
    """The status after some time without a window: what lateness the plant itself costs."""
    ran = hmi(
        "collect",
        "--data-dir",
        folder,
        "--duration",
        f"{_COLLECTED_S:g}",
        "--json",
        timeout=_COLLECTED_S + 120,
    )
    if ran.returncode:
        raise RuntimeError(f"hmi collect failed: {ran.stderr[-2000:]}")
    return status_of(ran.stdout.strip().rpartition("\n")[2])


def _print_lateness(how: str, status: Status) -> None:
    late = [g["start_late_p99_ms"] for g in status["groups"] if g["interval_ms"] == _FAST]
    print(
        f"  {how}: {len(late)} fast groups start late by p99 {max(late):.1f} ms at worst (goal: 5), "
        f"overruns {sum(group['overrun_count'] for group in status['groups'])}; "
        f"rows stored {status['rows']['stored']:,}, dropped {status['rows']['dropped']}"
    )


def _frames(name: str, gaps_ms: list[float]) -> list[str]:
    figures = percentile(gaps_ms, 0.5), percentile(gaps_ms, 0.99), max(gaps_ms)
    return [name, *(f"{figure:.1f}" for figure in figures), str(len(gaps_ms))]
