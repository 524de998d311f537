"""What may be wrong with the program's own workers and the PC's clock."""

from __future__ import annotations

from collections.abc import Iterator

from hmi.alarms.condition import Condition, Facts, Severity
from hmi.model.said import Said, Span, quoted
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
    advice = Said(
        "Its work stands still; the others go on. hmi.log has what it was doing. If it does not go on by "
        "itself within a minute, close the program and start it again, and report it with the log."
    )
    return Condition(
        f"worker_hangs:{worker.name}",
        Severity.HIGH,
        Said(
            "Worker '{worker}' has given no sign of life for {time}",
            {"worker": worker.name, "time": Span(worker.silent_s)},
        ),
        (advice,),
    )


def _restarted(worker: WorkerStatus) -> Condition:
    if worker.restarts == 1:
        text = Said(
            "Worker '{worker}' died or hung and was started again, once since the start",
            {"worker": worker.name},
        )
    else:
        text = Said(
            "Worker '{worker}' died or hung and was started again, {times} times since the start",
            {"worker": worker.name, "times": worker.restarts},
        )
    reason = quoted(worker.last_death) if worker.last_death else Said("See hmi.log.")
    advice = Said("It works again. Report it with hmi.log: this is a fault of the program.")
    return Condition(
        f"worker_restarted:{worker.name}",
        Severity.MEDIUM,
        text,
        (reason, advice),
        happened=worker.restarts,
    )


def _stepped(step: ClockStep) -> Condition:
    by = {"time": Span(abs(step.seconds))}
    if step.seconds < 0:
        text = Said("The clock of this PC was set back by {time}", by)
        means = Said("Times of readings never go back: they stand still until the clock has caught up.")
    else:
        text = Said("The clock of this PC went forward by {time}", by)
        means = Said("It was set, or the PC slept; the times of readings have gone along.")
    advice = Said("Check the PC's time synchronisation. Polling was not disturbed.")
    return Condition("clock_stepped", Severity.MEDIUM, text, (means, advice), happened=step.number)


def _refused(ahead_s: float) -> Condition:
    advice = Said(
        "Readings go on with the time as it was before. If the clock is wrong, set it right: it is followed "
        "again by itself. If it is right, or the PC slept, acknowledge this alarm, and times follow it."
    )
    return Condition(
        "clock_refused",
        Severity.HIGH,
        Said("The clock of this PC is {time} in the future and is not believed", {"time": Span(ahead_s)}),
        (advice,),
    )


def _behind(behind_s: float) -> Condition:
    advice = Said(
        "Times of readings never go back: they stand still, 1 us apart, until the clock has caught up. If it "
        "is wrong, set it right. If the earlier readings' time was wrong, give their groups new names: those "
        "begin with the time of now. polling.log names the groups."
    )
    return Condition(
        "clock_behind",
        Severity.HIGH,
        Said("The clock of this PC is {time} behind the newest readings", {"time": Span(behind_s)}),
        (advice,),
    )
