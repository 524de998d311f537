"""Hosts workers in QThreads, supervised; with ``window/`` the only Qt in the house.

Works with and without a QCoreApplication: the threads have no event loop.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from types import TracebackType

from PySide6.QtCore import QThread

from hmi.model.heartbeat import PATIENCE_S
from hmi.model.status import WorkerStatus
from hmi.model.worker import Worker
from hmi.supervision import Job, Pace, Run, Watch

_log = logging.getLogger(__name__)

_LAST_STEPS_S = 0.0005
"""Between two looks whether Qt has done its own last steps on a thread, which take microseconds."""
_SWITCH_S = 0.0005
"""How long a thread may compute before Python lets another one go on; Python's own is ten times as long.

Painting gives the interpreter away and takes it back many times. While the plan of 3,300 tags is made in a
worker, each time costs this long: the window stood for 0.9 s at 5 ms, and for 0.3 s at 0.5 ms (measured on 2
processors). Beside 10,000 tags a second, without a window, polls of 100 ms start late by p99 5 to 20 ms at
5 ms, and 5 to 8 ms at 0.5 ms (four runs each, beside other work).
"""


class _WorkerThread(QThread):
    """Runs one run of a worker after the other, each from a start of its own."""

    def __init__(self, task: Run) -> None:
        super().__init__()
        self.take(task)

    def take(self, task: Run) -> None:
        """Be the thread of another run; only while it does not run."""
        self.task = task
        self.setObjectName(task.job.name)

    def run(self) -> None:
        """The thread's body (called by Qt)."""
        self.task.execute()


class QThreadHandle:
    """A worker on its QThread (``hmi.model.worker.WorkerHandle``); every method from any thread."""

    def __init__(self, job: Job, host: QThreadHost) -> None:
        self._job = job
        self._host = host

    @property
    def restarts(self) -> int:
        """How often the worker died, or hung and was replaced, and was started again."""
        return self._job.restarts

    def is_alive(self) -> bool:
        """True until ``run`` has returned after a stop."""
        return not self._job.ended.is_set()

    def request_stop(self) -> None:
        """Set the worker's stop event and return at once."""
        self._job.request_stop()

    def join(self, timeout: float) -> bool:
        """Wait up to ``timeout`` seconds for the end; True when the thread is gone, or has another worker."""
        if not self._job.ended.wait(max(0.0, timeout)):
            return False
        while self._host.runs(self._job.run):
            time.sleep(_LAST_STEPS_S)
        return True


class QThreadHost:
    """Runs workers on QThreads of their own (``hmi.model.worker.WorkerHost``); may be used from any thread.

    A worker whose ``run`` raises, or returns before it was stopped, is started again after
    ``restart_delay_s`` seconds, and later each time, up to 10 s. One that gives no sign of life for
    ``patience_s`` and has no reason for it hangs: see ``hmi.supervision``, which looks every ``look_s``.
    QThreads are used again and never destroyed: one that still runs would abort the process, and so do, now
    and then, QThreads that several short-lived Python threads make and drop at the same time (double free in
    Qt 6.11, when such a thread ends).
    """

    def __init__(
        self, *, restart_delay_s: float = 0.5, patience_s: float = PATIENCE_S, look_s: float = 1.0
    ) -> None:
        self._pace = Pace(restart_delay_s, patience_s, look_s)
        self._watch = Watch(self._pace, self._start)
        self._lock = threading.Lock()
        self._threads: list[_WorkerThread] = []

    def start(self, worker: Worker) -> QThreadHandle:
        """Run the worker on a thread that no other one runs on."""
        job = Job(worker, self._pace, self._watch.remove)
        self._watch.add(job)
        self._start(job.run)
        return QThreadHandle(job, self)

    def statuses(self) -> tuple[WorkerStatus, ...]:
        """Every worker that has not ended, and its signs of life; at once."""
        return self._watch.statuses()

    def runs(self, run: Run) -> bool:
        """Whether a thread is still busy with this run."""
        with self._lock:
            return any(thread.task is run and not thread.isFinished() for thread in self._threads)

    def hanging(self) -> tuple[str, ...]:
        """Names of the workers that run at this moment, those left behind included.

        After everything was stopped there are none. Where there are, the process has to be left by
        ``os._exit``: Python's own way out destroys the QThread, and Qt aborts the process for that.
        """
        with self._lock:
            return tuple(thread.objectName() for thread in self._threads if not thread.isFinished())

    def _start(self, run: Run) -> None:
        with self._lock:
            thread = next((known for known in self._threads if known.isFinished()), None)
            if thread is None:
                thread = _WorkerThread(run)
                self._threads.append(thread)
            else:
                thread.take(run)
            thread.start()


def take_short_turns() -> None:
    """Let the threads of this process take turns at short intervals; once in a process."""
    sys.setswitchinterval(_SWITCH_S)


def install_exception_hooks() -> None:
    """Log what no one caught, in slots and in Python threads, as critical; the process goes on.

    No dialog is opened from here: an exception may come from any thread, and from inside a paint.
    Ctrl+C keeps its usual meaning.
    """
    previous = sys.excepthook

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            previous(kind, error, trace)
            return
        _log.critical("unexpected %s: %s", kind.__name__, error, exc_info=(kind, error, trace))

    def uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
        name = args.thread.name if args.thread is not None else "?"
        error = args.exc_value if args.exc_value is not None else args.exc_type()
        _log.critical("unexpected %s in thread %r: %s", args.exc_type.__name__, name, error, exc_info=error)

    sys.excepthook = uncaught
    threading.excepthook = uncaught_in_thread
