"""Alarms: what is wrong, since when, and what to do about it. Pure: no clock, no thread, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hmi.model.status import (
    AlarmStatus,
    BufferStatus,
    GroupState,
    GroupStatus,
    LinkState,
    PlcStatus,
    QueueStatus,
    RowCounts,
    WriterState,
)

_HIGH_PCT = 80.0
_WAITS_S = 5.0
_SEVERITIES = ("critical", "high", "medium")


@dataclass(frozen=True, slots=True)
class Condition:
    """Something abnormal that is so at this moment; ``id`` names it for as long as it lasts."""

    id: str
    severity: str
    text: str
    guidance: str


def conditions(
    groups: Sequence[GroupStatus],
    plcs: Sequence[PlcStatus],
    queue: QueueStatus,
    buffer: BufferStatus,
    writer: WriterState,
    writer_error: str | None,
    rows: RowCounts,
    *,
    disk_refuses: bool,
    writer_waits_s: float,
) -> list[Condition]:
    """Everything that is abnormal in a snapshot and asks for a person."""
    down = {plc.plc_code for plc in plcs if plc.state is LinkState.DOWN}
    found = [_plc_down(plc) for plc in plcs if plc.plc_code in down]
    found += [_handshake_stands(group) for group in groups if _stands(group) and group.plc_code not in down]
    if disk_refuses:
        found.append(_disk_refuses(writer_error))
    elif writer is WriterState.BACKUP:
        found.append(_historian_down(writer_error))
    elif writer_waits_s > _WAITS_S:
        found.append(_historian_waits())
    if buffer.utilization_pct >= _HIGH_PCT or queue.utilization_pct >= _HIGH_PCT:
        found.append(_filling_up(queue, buffer))
    if rows.dropped:
        found.append(_dropped(rows.dropped))
    return found


def _plc_down(plc: PlcStatus) -> Condition:
    return Condition(
        f"plc_down:{plc.plc_code}",
        "high",
        f"PLC {plc.plc_code} cannot be read",
        f"{_reason(plc.last_error)} Check the cable, the PLC's power and its port's settings; "
        "collection goes on by itself as soon as it answers.",
    )


def _stands(group: GroupStatus) -> bool:
    """A machine waits for this group, or the group for it."""
    return group.handshake is not None and group.state is GroupState.ERROR


def _handshake_stands(group: GroupStatus) -> Condition:
    is_empty = 0 < group.bad_tag_count == group.tag_count
    return Condition(
        f"handshake:{group.group_name}",
        "high",
        f"Group {group.group_name}: the handshake with PLC {group.plc_code} "
        + ("brings no values" if is_empty else "does not go on"),
        f"{_reason(group.last_error)} A machine may be waiting; it goes on by itself as soon as it can.",
    )


def _reason(error: str | None) -> str:
    """An error's text as a sentence."""
    text = error or "No answer"
    return text if text.endswith(".") else f"{text}."


def _historian_down(error: str | None) -> Condition:
    return Condition(
        "historian_down",
        "high",
        "The historian does not take rows; they go to CSV backup files",
        f"{_reason(error)} The rows are safe on disk; storing goes on by itself when the database takes "
        "them; changed settings need a new start.",
    )


def _historian_waits() -> Condition:
    return Condition(
        "historian_waits",
        "medium",
        f"The historian has not answered for more than {_WAITS_S:.0f} s",
        "Look for locks and high load in the database. Rows wait in memory; the attempt is given up in time, "
        "and then they go to CSV backup files.",
    )


def _disk_refuses(error: str | None) -> Condition:
    return Condition(
        "backup_disk",
        "critical",
        "Rows wait in memory: neither the historian nor the disk takes them",
        "Free space on the disk of the backup folder and check that the folder can be written; when the "
        f"buffer is full the oldest rows are lost. {error or ''}".rstrip(),
    )


def _filling_up(queue: QueueStatus, buffer: BufferStatus) -> Condition:
    return Condition(
        "buffer_high",
        "medium",
        f"Queue {queue.utilization_pct:.0f} % and buffer {buffer.utilization_pct:.0f} % full",
        "Rows come faster than they are stored, or the historian does not answer. When they are full the "
        "oldest rows go to CSV backup files.",
    )


def _dropped(rows: int) -> Condition:
    return Condition(
        "rows_dropped",
        "critical",
        f"{rows} rows are lost: neither the historian nor the disk took them",
        "Free space on the data folder's disk and check that it can be written; buffer.log has the times.",
    )


class AlarmBoard:
    """Remembers since when each condition lasts. Not thread-safe: its owner holds a lock."""

    def __init__(self) -> None:
        self._since: dict[str, str] = {}

    def update(self, found: Iterable[Condition], now: str) -> tuple[AlarmStatus, ...]:
        """The alarms that stand at ``now`` (ISO 8601, UTC), the most severe first, then the oldest."""
        standing = list(found)
        self._since = {condition.id: self._since.get(condition.id, now) for condition in standing}
        alarms = [
            AlarmStatus(c.id, c.severity, self._since[c.id], False, c.text, c.guidance) for c in standing
        ]
        return tuple(sorted(alarms, key=lambda alarm: (_SEVERITIES.index(alarm.severity), alarm.since)))
