"""Snapshots to show, and how long a test waits for what comes of them."""

from __future__ import annotations

import time
from typing import Any

from hmi.window.snapshot import Snapshot
from tests.statuses import status

PATIENCE_MS = 20_000
"""How long a test waits for what a station does; it fails then, it never sleeps."""


def snapshot(when: float | None = None, *, beat: bool = True, **changes: Any) -> Snapshot:
    return Snapshot(status(**changes), time.time() if when is None else when, beat=beat)
