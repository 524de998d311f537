"""Statuses as a station gives them: a healthy one, and what a test wants otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hmi.alarms import Facts
from hmi.model.status import (
    BackupStatus,
    BufferStatus,
    GroupState,
    GroupStatus,
    LinkState,
    PlcStatus,
    QueueStatus,
    RowCounts,
    StationStatus,
    WorkerStatus,
    WriterState,
    WriterStatus,
)


def group(name: str = "PRESS_OPERATION", **changes: Any) -> GroupStatus:
    """A group that runs; ``changes`` are fields of its status."""
    healthy = GroupStatus(
        name,
        "PRESS",
        "FIXED",
        GroupState.RUNNING,
        interval_ms=1000,
        tag_count=140,
        requests_per_poll=1,
        poll_count=1234,
        success_count=1234,
        last_poll_time="2026-11-22T03:04:05.000678Z",
        avg_poll_time_ms=13.4,
        start_late_p99_ms=1.2,
    )
    return replace(healthy, **changes)


def status(**changes: Any) -> StationStatus:
    """A station of two groups on two PLCs; ``changes`` are fields of its status."""
    healthy = StationStatus(
        station="Line 1",
        version="0.1.0",
        uptime_s=60.0,
        groups=(group(), group("PAINT_QUALITY", plc_code="PAINT", mode="HANDSHAKE")),
        plcs=(PlcStatus("PRESS", LinkState.CONNECTED), PlcStatus("PAINT", LinkState.CONNECTED)),
        queue=QueueStatus(0, 10_000, 0.0),
        buffer=BufferStatus(120, 100_000, 0.1),
        writer=WriterStatus("sqlite", WriterState.RUNNING, rows_written=5000, avg_write_latency_ms=4.2),
        backup=BackupStatus(),
        rows=RowCounts(accepted=5120, stored=5000, pending=120),
    )
    return replace(healthy, **changes)


def facts(*groups: GroupStatus, **changes: Any) -> Facts:
    """What alarms and events are made of, while there are none: PLC PRESS answers, nothing waits."""
    quiet = Facts(
        groups=groups,
        plcs=(PlcStatus("PRESS", LinkState.CONNECTED),),
        queue=QueueStatus(0, 10_000, 0.0),
        buffer=BufferStatus(0, 100_000, 0.0),
        writer=WriterState.RUNNING,
        rows=RowCounts(),
        workers=(WorkerStatus("writer"),),
    )
    return replace(quiet, **changes)
