"""What may be wrong on the way of rows into the historian."""

from __future__ import annotations

from collections.abc import Iterator

from hmi.alarms.condition import Condition, Facts, Severity
from hmi.model.said import Said, Span, quoted
from hmi.model.status import ReplayState, ReplayStatus, WriterState

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
    error = quoted(facts.writer_error)
    advice = Said(
        "Storing goes on by itself when the database takes them; changed settings need a new start."
    )
    if facts.backup_refuses:
        text = Said("The historian does not take rows")
        return Condition("historian_down", Severity.HIGH, text, (error, advice))
    text = Said("The historian does not take rows; they go to CSV backup files")
    safe = Said("The rows are safe on disk.")
    return Condition("historian_down", Severity.HIGH, text, (error, safe, advice))


def _historian_waits(seconds: float) -> Condition:
    advice = Said(
        "Look for locks and high load in the database. Rows wait meanwhile; the attempt is given up in time, "
        "and then they go to CSV backup files."
    )
    return Condition(
        "historian_waits",
        Severity.MEDIUM,
        Said("The historian has not answered for {time}", {"time": Span(seconds)}),
        (advice,),
    )


def _filling_up(facts: Facts, *, raises: bool) -> Condition:
    advice = Said(
        "Rows come faster than they are stored, or the historian does not answer: look at the database's "
        "load, or read less. When they are full the oldest rows go to CSV backup files."
    )
    shares = {"queue": round(facts.queue.utilization_pct), "buffer": round(facts.buffer.utilization_pct)}
    return Condition(
        "buffer_high",
        Severity.MEDIUM,
        Said("Queue {queue} % and buffer {buffer} % full", shares),
        (advice,),
        raises=raises,
    )


def _spilled(facts: Facts) -> Condition:
    count, rate = facts.buffer.overflow_count, facts.buffer.overflow_rate_pct
    advice = Said(
        "More rows came than the historian took. They are safe and are stored later. If it happens again, "
        "look at the database's load, or read less; buffer.log has the times."
    )
    return Condition(
        "rows_spilled",
        Severity.MEDIUM,
        Said(
            "The buffer was full: {rows} rows since the start, {share} % of the last hour's, took the way "
            "over disk",
            {"rows": count, "share": float(rate)},
        ),
        (advice,),
        happened=count,
    )


def _dropped(rows: int) -> Condition:
    advice = Said(
        "Free space on the data folder's disk and check that it can be written; buffer.log has the times."
    )
    return Condition(
        "rows_dropped",
        Severity.CRITICAL,
        Said("{rows} rows are lost: neither the historian nor the disk took them", {"rows": rows}),
        (advice,),
        happened=rows,
    )


def _rows_that_need_a_person(facts: Facts) -> Iterator[Condition]:
    refused = facts.rows.quarantined - facts.set_aside_rows
    if refused > 0:
        yield _quarantined(refused)
    if facts.backup.set_aside_files:
        yield _set_aside(facts.backup.set_aside_files)
    if facts.backup.replay.state is ReplayState.STUCK:
        yield _stuck(facts.backup.replay)


def _quarantined(rows: int) -> Condition:
    advice = Said(
        "The historian refuses them as they are; all other rows are stored. The Backups page and 'hmi "
        "quarantine list' show why: correct and send them again, or export and delete them."
    )
    return Condition(
        "quarantine_not_empty",
        Severity.MEDIUM,
        Said("{rows} rows are in quarantine", {"rows": rows}),
        (advice,),
    )


def _set_aside(files: int) -> Condition:
    advice = Said(
        "Their intact rows are replayed; the rest cannot be read. The report beside each, in 'set_aside' of "
        "the backup folder, says which lines and how to bring them in; then delete both."
    )
    return Condition(
        "files_set_aside",
        Severity.MEDIUM,
        Said("{files} damaged CSV backup files are set aside", {"files": files}),
        (advice,),
    )


def _stuck(replay: ReplayStatus) -> Condition:
    advice = Said(
        "The historian takes new rows meanwhile, and the old ones are safe in their files; the Backups page "
        "and 'hmi backup verify' check them. It is tried again by itself."
    )
    return Condition(
        "replay_stuck",
        Severity.MEDIUM,
        Said(
            "The replay of CSV backup files does not go on; {rows} rows are left", {"rows": replay.rows_left}
        ),
        (quoted(replay.last_error), advice),
    )
