"""Statuses with the counts that figures are made of, one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hmi.model.status import (
    BufferStatus,
    GroupStatus,
    LinkState,
    PlcStatus,
    QueueStatus,
    RowCounts,
    StationStatus,
    WriterState,
    WriterStatus,
)
from tests import statuses


def status(**changes: Any) -> StationStatus:
    """A healthy station of one group; ``changes`` are fields of the status."""
    healthy = statuses.status(
        groups=(group(),),
        plcs=(PlcStatus("PRESS", LinkState.CONNECTED),),
        queue=QueueStatus(5, 100, 5.0),
        buffer=BufferStatus(10, 100, 10.0),
        writer=writer(),
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
    healthy = statuses.group(
        "PRESS_1",
        poll_count=polls,
        success_count=good,
        error_count=polls - good,
        poll_time_s=0.010 * good,
    )
    return replace(healthy, **changes)
