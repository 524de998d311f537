"""What may be wrong on the way of rows into the historian."""

from __future__ import annotations

from collections.abc import Iterator

from hmi.alarms.condition import Condition, Facts, Severity, sentence
from hmi.model.status import ReplayState, WriterState

_HIGH_PCT = 80.0
_OVER_PCT = 70.0
_WAITS_S = 5.0


def found(facts: Facts) -> Iterator[Condition]:
    """A historian that takes no rows, memory that runs full, and rows that need a person."""
    if facts.writer is WriterState.BACKUP:
        yield _historian_down(facts)
    elif facts.writer_waits_s > _WAITS_S:
        yield _historian_waits(facts.writer_waits_s)
    fullest = max(facts.buffer.utilization_pct, facts.queue.utilization_pct)
    if fullest >= _OVER_PCT:
        yield _filling_up(facts, raises=fullest >= _HIGH_PCT)
    if facts.buffer.overflow_count:
        yield _spilled(facts)
    if facts.rows.dropped:
        yield _dropped(facts.rows.dropped)
    yield from _rows_that_need_a_person(facts)


def _historian_down(facts: Facts) -> Condition:
    """Down or refusing, it is one alarm: what to do differs, and the error itself says it."""
    text = "The historian does not take rows"
    if not facts.backup_refuses:
        text += "; they go to CSV backup files"
    safe = "" if facts.backup_refuses else "The rows are safe on disk. "
    return Condition(
        "historian_down",
        Severity.HIGH,
        text,
        f"{sentence(facts.writer_error)} {safe}Storing goes on by itself when the database takes them; "
        "changed settings need a new start.",
    )


def _historian_waits(seconds: float) -> Condition:
    return Condition(
        "historian_waits",
        Severity.MEDIUM,
        f"The historian has not answered for {seconds:.0f} s",
        "Look for locks and high load in the database. Rows wait meanwhile; the attempt is given up in time, "
        "and then they go to CSV backup files.",
    )


def _filling_up(facts: Facts, *, raises: bool) -> Condition:
    return Condition(
        "buffer_high",
        Severity.MEDIUM,
        f"Queue {facts.queue.utilization_pct:.0f} % and buffer {facts.buffer.utilization_pct:.0f} % full",
        "Rows come faster than they are stored, or the historian does not answer: look at the database's "
        "load, or read less. When they are full the oldest rows go to CSV backup files.",
        raises=raises,
    )


def _spilled(facts: Facts) -> Condition:
    count, rate = facts.buffer.overflow_count, facts.buffer.overflow_rate_pct
    return Condition(
        "rows_spilled",
        Severity.MEDIUM,
        f"The buffer was full: {count:,} rows since the start, {rate:.1f} % of the last hour's, took the way "
        "over disk",
        "More rows came than the historian took. They are safe and are stored later. If it happens again, "
        "look at the database's load, or read less; buffer.log has the times.",
        happened=count,
    )


def _dropped(rows: int) -> Condition:
    return Condition(
        "rows_dropped",
        Severity.CRITICAL,
        f"{rows:,} rows are lost: neither the historian nor the disk took them",
        "Free space on the data folder's disk and check that it can be written; buffer.log has the times.",
        happened=rows,
    )


def _rows_that_need_a_person(facts: Facts) -> Iterator[Condition]:
    if facts.rows.quarantined:
        yield Condition(
            "quarantine_not_empty",
            Severity.MEDIUM,
            f"{facts.rows.quarantined:,} rows are in quarantine",
            "The historian refuses them as they are; all other rows are stored. 'hmi quarantine list' shows "
            "why: correct and send them again, or export and delete them.",
        )
    if facts.backup.set_aside_files:
        yield Condition(
            "files_set_aside",
            Severity.MEDIUM,
            f"{facts.backup.set_aside_files:,} damaged CSV backup files are set aside",
            "Their intact rows are replayed; the rest cannot be read. The report beside each, in 'set_aside' "
            "of the backup folder, says which lines and how to bring them in; then delete both.",
        )
    replay = facts.backup.replay
    if replay.state is ReplayState.STUCK:
        yield Condition(
            "replay_stuck",
            Severity.MEDIUM,
            f"The replay of CSV backup files does not go on; {replay.rows_left:,} rows are left",
            f"{sentence(replay.last_error)} The historian takes new rows meanwhile, and the old ones are "
            "safe in their files; 'hmi backup verify' checks them. It is tried again by itself.",
        )
