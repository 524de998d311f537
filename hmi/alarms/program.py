"""What may be wrong with the program's own workers and the PC's clock."""

from __future__ import annotations

from collections.abc import Iterator

from hmi.alarms.condition import Condition, Facts, Severity, duration, sentence
from hmi.model.status import WorkerStatus
from hmi.polling.clock import ClockStep

_DAY_S = 86400.0


def found(facts: Facts) -> Iterator[Condition]:
    """Workers that hang or died, and a clock that was set."""
    for worker in facts.workers:
        if worker.hangs:
            yield _hangs(worker)
        if worker.restarts:
            yield _restarted(worker)
    clock = facts.clock
    if clock.last_step is not None and not clock.last_step.refused:
        yield _stepped(clock.last_step)
    if clock.ahead_s:
        yield _refused(clock.ahead_s)
    if clock.behind_s > _DAY_S:
        yield _behind(clock.behind_s)


def _hangs(worker: WorkerStatus) -> Condition:
    return Condition(
        f"worker_hangs:{worker.name}",
        Severity.HIGH,
        f"Worker '{worker.name}' has given no sign of life for {worker.silent_s:.0f} s",
        "Its work stands still; the others go on. hmi.log has what it was doing. If it does not go on by "
        "itself within a minute, close the program and start it again, and report it with the log.",
    )


def _restarted(worker: WorkerStatus) -> Condition:
    times = "once" if worker.restarts == 1 else f"{worker.restarts:,} times"
    return Condition(
        f"worker_restarted:{worker.name}",
        Severity.MEDIUM,
        f"Worker '{worker.name}' died or hung and was started again, {times} since the start",
        f"{sentence(worker.last_death or 'See hmi.log')} It works again. Report it with hmi.log: this is a "
        "fault of the program.",
        happened=worker.restarts,
    )


def _stepped(step: ClockStep) -> Condition:
    back = step.seconds < 0
    by = duration(abs(step.seconds))
    return Condition(
        "clock_stepped",
        Severity.MEDIUM,
        f"The clock of this PC was set back by {by}"
        if back
        else f"The clock of this PC went forward by {by}",
        (
            "Times of readings never go back: they stand still until the clock has caught up. "
            if back
            else "It was set, or the PC slept; the times of readings have gone along. "
        )
        + "Check the PC's time synchronisation. Polling was not disturbed.",
        happened=step.number,
    )


def _refused(ahead_s: float) -> Condition:
    return Condition(
        "clock_refused",
        Severity.HIGH,
        f"The clock of this PC is {duration(ahead_s)} in the future and is not believed",
        "Readings go on with the time as it was before. If the clock is wrong, set it right: it is followed "
        "again by itself. If it is right, or the PC slept, acknowledge this alarm, and times follow it.",
    )


def _behind(behind_s: float) -> Condition:
    return Condition(
        "clock_behind",
        Severity.HIGH,
        f"The clock of this PC is {duration(behind_s)} behind the newest readings",
        "Times of readings never go back: they stand still, 1 us apart, until the clock has caught up. If it "
        "is wrong, set it right. If the earlier readings' time was wrong, give their groups new names: those "
        "begin with the time of now. polling.log names the groups.",
    )
