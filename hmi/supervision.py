"""Supervises workers: those that die are started again, those that hang are told of, woken and replaced.

Knows no threads of Qt; ``hmi.qthreads`` gives each run its thread.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from hmi.model.heartbeat import PATIENCE_S, Heartbeat, LeftBehindError
from hmi.model.status import WorkerStatus
from hmi.model.times import utc_text
from hmi.model.worker import Interruptible, Replaceable, Worker
from hmi.stacks import stacks

_log = logging.getLogger(__name__)
_stacks_log = logging.getLogger("hmi.stacks")

_LONGEST_DELAY_S = 10.0
_HEALTHY_S = 60.0
"""A worker that lived so long is started again as soon as after its first death."""

_LOOKS_TO_WAKE = 3
"""Looks that a worker has to wake after it was told of and interrupted; then it is replaced."""

_MOST_LEFT_BEHIND = 3
"""Threads of one worker that may hang at a time; a fourth would hang as well."""


class WorkerEndedError(Exception):
    """A worker's ``run`` returned although nobody had told it to stop."""


class WorkerHungError(Exception):
    """A worker gave no sign of life for too long, and was replaced."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient the supervision is, in seconds; a worker's own ``may_take`` comes on top."""

    restart_delay_s: float = 0.5
    patience_s: float = PATIENCE_S
    look_s: float = 1.0

    def delay(self, deaths: int) -> float:
        """What the worker is left alone after so many deaths, one soon after the other."""
        longest = max(_LONGEST_DELAY_S, self.restart_delay_s)
        return float(min(self.restart_delay_s * 2 ** min(deaths - 1, 10), longest))


class Job:
    """One worker from its start to its end, over deaths and replaced runs; from any thread."""

    def __init__(self, worker: Worker, pace: Pace, ended: Callable[[Job], None]) -> None:
        self.worker = worker
        self.pace = pace
        self.ended = threading.Event()
        self.restarts = 0
        self.hangs = False
        """As the watch saw it last."""
        self._tell_end = ended
        self._lock = threading.Lock()
        self._is_stopping = False
        self._left_behind: list[Run] = []
        self._last_death: tuple[str, str] | None = None
        self.run = Run(self)

    @property
    def name(self) -> str:
        """The worker's name."""
        return self.worker.name

    @property
    def is_stopping(self) -> bool:
        """Nobody is to watch it any more: who has stopped it waits for its end."""
        return self._is_stopping or self.ended.is_set()

    @property
    def can_be_replaced(self) -> bool:
        """Whether another run would do any good."""
        hanging = [run for run in self._left_behind if not run.ended.is_set()]
        return isinstance(self.worker, Replaceable) and len(hanging) < _MOST_LEFT_BEHIND

    def request_stop(self) -> None:
        """Stop the worker for good."""
        with self._lock:
            self._is_stopping = True
            self.run.stop.set()

    def replace(self, error: WorkerHungError) -> Run | None:
        """Leave the present run behind: the one in its place, to be run on another thread.

        None when the worker has ended or is to stop.
        """
        with self._lock:
            if self.is_stopping:
                return None
            self.run.stop.leave_behind()
            self._left_behind = [run for run in self._left_behind if not run.ended.is_set()] + [self.run]
            self.run = Run(self, replaces=error)
        self.note_death(error)
        return self.run

    def note_death(self, error: BaseException) -> None:
        """Count a death or a hang for the status."""
        self.restarts += not self._is_stopping
        self._last_death = (f"{type(error).__name__}: {error}", utc_text(datetime.now(UTC)))

    def run_ended(self, run: Run) -> None:
        """The run's thread is about to end."""
        run.ended.set()
        with self._lock:
            if run is not self.run:
                return
            self.ended.set()
        self._tell_end(self)

    def status(self, now: float, since: float) -> WorkerStatus:
        """Signs of life at ``now``; silence is counted from ``since`` at the earliest."""
        silent_s, _ = self.run.stop.silence(now, since)
        death, at = self._last_death or (None, None)
        return WorkerStatus(self.name, round(silent_s, 1), self.hangs, self.restarts, death, at)


class Run:
    """A worker on one thread, over its deaths, until it is stopped or left behind."""

    def __init__(self, job: Job, *, replaces: WorkerHungError | None = None) -> None:
        self.stop = Heartbeat(job.pace.patience_s)
        self.ended = threading.Event()
        self.job = job
        self._replaces = replaces
        self._deaths = 0

    def execute(self) -> None:
        """Work until the end, on the thread that calls.

        A worker that is stopped before it began, or while it waits to be started again, still runs: what
        it does on a stop, such as writing out what it holds, has to be done.
        """
        # logging would make up a name such as Dummy-3 for a thread that Python did not start
        threading.current_thread().name = self.job.name
        try:
            with self.stop.on_this_thread():
                self._live()
        except LeftBehindError:
            _log.warning("worker %r: the run that hung has ended; another has its work", self.job.name)
        finally:
            self.job.run_ended(self)

    def _live(self) -> None:
        if self._replaces is not None:
            _log.critical("worker %r is replaced: %s", self.job.name, self._replaces)
            if isinstance(self.job.worker, Replaceable):
                self._tell(self.job.worker.replaced, self._replaces)
        while (error := self._work()) is not None:
            self._survive(error)
            if self.stop.is_set():
                return
            self.stop.wait(self.job.pace.delay(self._deaths))

    def _work(self) -> BaseException | None:
        """What the worker died of; None when it returned after a stop."""
        began = time.monotonic()
        try:
            self.job.worker.run(self.stop)
        except BaseException as error:  # noqa: BLE001 - whatever a worker dies of, its thread goes on
            death: BaseException = error
        else:
            if self.stop.is_set():
                return None
            death = WorkerEndedError("it returned although nobody had stopped it")
        self.stop.beat()  # raises in a run left behind: nobody waits for what it died of
        self._deaths = 1 if time.monotonic() - began >= _HEALTHY_S else self._deaths + 1
        return death

    def _survive(self, error: BaseException) -> None:
        self.job.note_death(error)
        next_step = "not started again"
        if not self.stop.is_set():
            next_step = f"started again in {self.job.pace.delay(self._deaths):g} s"
        _log.critical(
            "worker %r died (%s: %s); it is %s",
            self.job.name,
            type(error).__name__,
            error,
            next_step,
            exc_info=error,
        )
        self._tell(self.job.worker.crashed, error)

    def _tell(self, worker: Callable[[BaseException], None], error: BaseException) -> None:
        try:
            worker(error)
        except Exception:  # noqa: BLE001 - a fault in the clean-up must not end the supervision
            _log.critical("worker %r could not take note of its death", self.job.name, exc_info=True)


class Watch:
    """Looks at every job each second, on a thread that lives as long as there are any.

    That thread touches neither disk nor log nor lock of a worker, for these may be what hangs: what is
    told and woken is so on another.
    """

    def __init__(self, pace: Pace, start: Callable[[Run], None]) -> None:
        self._pace = pace
        self._start = start
        self._changed = threading.Condition()
        self._jobs: list[Job] = []
        self._is_watching = False
        self._since = 0.0

    def add(self, job: Job) -> None:
        """Watch a job until it ends."""
        with self._changed:
            self._jobs.append(job)
            if not self._is_watching:
                self._is_watching = True
                threading.Thread(target=self._watch, name="watch over workers", daemon=True).start()

    def remove(self, job: Job) -> None:
        """The job has ended."""
        with self._changed:
            self._jobs.remove(job)
            self._changed.notify_all()

    def statuses(self) -> tuple[WorkerStatus, ...]:
        """Every job that has not ended."""
        with self._changed:
            jobs, since = list(self._jobs), self._since
        now = time.monotonic()
        return tuple(job.status(now, since) for job in jobs)

    def _watch(self) -> None:
        looked = time.monotonic()
        while True:
            with self._changed:
                if not self._jobs:
                    self._is_watching = False
                    return
                self._changed.wait(self._pace.look_s)
                jobs = list(self._jobs)
            now = time.monotonic()
            if now - looked > self._pace.look_s + self._pace.patience_s / 2:
                self._since = now  # the whole PC slept, or this process got no time: nobody hangs for that
            looked = now
            for job in jobs:
                try:
                    self._look(job, now)
                except Exception:  # noqa: BLE001 - one that cannot be looked after must not end the watch
                    _log.critical("worker %r cannot be looked after", job.name, exc_info=True)

    def _look(self, job: Job, now: float) -> None:
        silent_s, allowed_s = job.run.stop.silence(now, self._since)
        if job.is_stopping or silent_s <= allowed_s:
            was_hanging, job.hangs = job.hangs, False
            if was_hanging and not job.is_stopping:
                self._apart(_tell_recovery, job)
        elif not job.hangs:
            job.hangs = True
            self._apart(_tell_hang, job, silent_s, allowed_s)
        elif silent_s > allowed_s + _LOOKS_TO_WAKE * self._pace.look_s and job.can_be_replaced:
            run = job.replace(WorkerHungError(f"no sign of life for {silent_s:.1f} s, see logs/stacks.log"))
            if run is not None:
                job.hangs = False
                self._start(run)

    def _apart(self, tell: Callable[..., None], *arguments: object) -> None:
        threading.Thread(target=tell, args=arguments, name="tell of a hang", daemon=True).start()


def _tell_hang(job: Job, silent_s: float, allowed_s: float) -> None:
    """Log where everything stands, then try to wake the worker."""
    next_step = (
        "it is replaced unless it wakes"
        if job.can_be_replaced
        else "restart the program unless it wakes, and report this with the log"
    )
    try:
        text = stacks()
    except OSError as error:
        text = f"no stacks: {error}"
    _stacks_log.critical("worker %r hangs; all threads:\n%s", job.name, text)
    _log.critical(
        "worker %r hangs: no sign of life for %.1f s, where at most %.1f s are explained; %s. "
        "Where it stands is in logs/stacks.log",
        job.name,
        silent_s,
        allowed_s,
        next_step,
    )
    if isinstance(job.worker, Interruptible):
        job.worker.interrupt()


def _tell_recovery(job: Job) -> None:
    _log.warning("worker %r, which hung, goes on", job.name)
