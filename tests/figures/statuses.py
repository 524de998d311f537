"""Statuses as a station gives them, one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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
    WriterState,
    WriterStatus,
)


def status(**changes: Any) -> StationStatus:
    """A healthy station of one group; ``changes`` are fields of the status."""
    healthy = StationStatus(
        station="Line 1",
        version="1",
        uptime_s=1.0,
        groups=(group(),),
        plcs=(PlcStatus("PRESS", LinkState.CONNECTED),),
        queue=QueueStatus(5, 100, 5.0),
        buffer=BufferStatus(10, 100, 10.0),
        writer=writer(),
        backup=BackupStatus(),
        rows=RowCounts(accepted=100, stored=70, pending=20, backed_up=10),
    )
    return replace(healthy, **changes)


def writer(batches: int = 0, **changes: Any) -> WriterStatus:
    """A writer that has stored so many batches of 50 rows, 4 ms each."""
    healthy = WriterStatus(
        "sqlite",
        WriterState.RUNNING,
        rows_written=50 * batches,
        successful_writes=batches,
        write_time_s=0.004 * batches,
    )
    return replace(healthy, **changes)


def group(polls: int = 0, good: int | None = None, **changes: Any) -> GroupStatus:
    """A group that was polled so often, 10 ms each."""
    good = polls if good is None else good
    healthy = GroupStatus(
        "PRESS_1",
        "PRESS",
        "FIXED",
        GroupState.RUNNING,
        interval_ms=1000,
        tag_count=1,
        poll_count=polls,
        success_count=good,
        error_count=polls - good,
        poll_time_s=0.010 * good,
    )
    return replace(healthy, **changes)
