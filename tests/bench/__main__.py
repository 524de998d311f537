"""Runs the benchmarks that are named, or all of them: ``python -m tests.bench read pipeline``.

Nothing here passes or fails by a time: machines differ. Every figure stands beside a floor, the least that
the same work can cost, measured in the same minute; the ratio is what can be compared.
"""

from __future__ import annotations

import os
import platform
import sys
import time
import traceback
from collections.abc import Sequence

from tests.bench import (
    api,
    lateness,
    memory,
    oracle,
    outage,
    pipeline,
    planning,
    read,
    record,
    replay,
    shop,
    window,
)

BENCHES = {
    "read": read.run,
    "planning": planning.run,
    "shop": shop.run,
    "lateness": lateness.run,
    "pipeline": pipeline.run,
    "memory": memory.run,
    "oracle": oracle.run,
    "record": record.run,
    "outage": outage.run,
    "replay": replay.run,
    "window": window.run,
    "api": api.run,
}


def main(arguments: Sequence[str]) -> int:
    """Exit code: 0, 1 when a benchmark could not run, 2 when there is none of that name."""
    unknown = [name for name in arguments if name not in BENCHES]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}: choose of {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {_load()}")
    failed = [name for name in arguments or BENCHES if not _ran(name)]
    return 1 if failed else 0


def _ran(name: str) -> bool:
    begun = time.monotonic()
    try:
        BENCHES[name]()
    except Exception:  # noqa: BLE001 - one that can not run here must not keep the others from it
        traceback.print_exc()
        print(f"{name} could not run", file=sys.stderr)
        return False
    print(f"({name}: {time.monotonic() - begun:.0f} s)", flush=True)
    return True


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
