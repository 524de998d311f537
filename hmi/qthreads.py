"""Hosts workers in QThreads and starts those again that die; with ``window/`` the only Qt in the house.

Works with and without a QCoreApplication: the threads have no event loop.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from types import TracebackType

from PySide6.QtCore import QThread

from hmi.model.worker import Worker

_log = logging.getLogger(__name__)

_RESTART_DELAY_S = 0.5
_LAST_STEPS_S = 0.0005
"""Between two looks whether Qt has done its own last steps on a thread, which take microseconds."""


class WorkerEndedError(Exception):
    """A worker's ``run`` returned although nobody had told it to stop."""


class _Job:
    """One worker from its start to its end; each death is logged, told to the worker, and survived."""

    def __init__(self, worker: Worker, restart_delay_s: float) -> None:
        self.stop = threading.Event()
        self.ended = threading.Event()
        self.restarts = 0
        self._worker = worker
        self._restart_delay_s = restart_delay_s

    @property
    def name(self) -> str:
        """The worker's name."""
        return self._worker.name

    def run(self) -> None:
        """Work until the end, on the thread that calls.

        A worker that is stopped before it began, or while it waits to be started again, still runs: what
        it does on a stop, such as writing out what it holds, has to be done.
        """
        # logging would make up a name such as Dummy-3 for a thread that Python did not start
        threading.current_thread().name = self._worker.name
        while (error := self._run_worker()) is not None:
            self._take_note(error)
            if self.stop.is_set():
                return
            self.restarts += 1
            self.stop.wait(self._restart_delay_s)

    def _run_worker(self) -> BaseException | None:
        """What the worker died of; None when it returned after a stop."""
        try:
            self._worker.run(self.stop)
        except BaseException as error:  # noqa: BLE001 - whatever a worker dies of, its thread goes on
            return error
        return None if self.stop.is_set() else WorkerEndedError("it returned although nobody had stopped it")

    def _take_note(self, error: BaseException) -> None:
        next_step = (
            "not started again" if self.stop.is_set() else f"started again in {self._restart_delay_s:g} s"
        )
        _log.critical(
            "worker %r died (%s: %s); it is %s",
            self._worker.name,
            type(error).__name__,
            error,
            next_step,
            exc_info=error,
        )
        try:
            self._worker.crashed(error)
        except Exception:  # noqa: BLE001 - a fault in the clean-up must not end the supervision
            _log.critical("worker %r could not take note of its death", self._worker.name, exc_info=True)


class _WorkerThread(QThread):
    """Runs one job after the other, each from a start of its own."""

    def __init__(self, job: _Job) -> None:
        super().__init__()
        self.take(job)

    def take(self, job: _Job) -> None:
        """Be the thread of another job; only while it does not run."""
        self.job = job
        self.setObjectName(job.name)

    def run(self) -> None:
        """The thread's body (called by Qt)."""
        job = self.job
        try:
            job.run()
        finally:
            job.ended.set()


class QThreadHandle:
    """A worker on its QThread (``hmi.model.worker.WorkerHandle``); every method from any thread."""

    def __init__(self, job: _Job, thread: _WorkerThread) -> None:
        self._job = job
        self._thread = thread  # kept as long as somebody may ask for it

    @property
    def restarts(self) -> int:
        """How often the worker died and was started again."""
        return self._job.restarts

    def is_alive(self) -> bool:
        """True until ``run`` has returned after a stop."""
        return not self._job.ended.is_set()

    def request_stop(self) -> None:
        """Set the worker's stop event and return at once."""
        self._job.stop.set()

    def join(self, timeout: float) -> bool:
        """Wait up to ``timeout`` seconds for the end; True when the thread is gone, or has another worker."""
        if not self._job.ended.wait(max(0.0, timeout)):
            return False
        while self._thread.job is self._job and not self._thread.isFinished():
            time.sleep(_LAST_STEPS_S)
        return True


class QThreadHost:
    """Runs workers on QThreads of their own (``hmi.model.worker.WorkerHost``); may be used from any thread.

    A worker whose ``run`` raises, or returns before it was stopped, is started again after
    ``restart_delay_s`` seconds. QThreads are used again and never destroyed: one that still runs would abort
    the process, and so do, now and then, QThreads that several short-lived Python threads make and drop at
    the same time (double free in Qt 6.11, when such a thread ends).
    """

    def __init__(self, *, restart_delay_s: float = _RESTART_DELAY_S) -> None:
        self._restart_delay_s = restart_delay_s
        self._lock = threading.Lock()
        self._threads: list[_WorkerThread] = []

    def start(self, worker: Worker) -> QThreadHandle:
        """Run the worker on a thread that no other one runs on."""
        job = _Job(worker, self._restart_delay_s)
        with self._lock:
            thread = next((known for known in self._threads if known.isFinished()), None)
            if thread is None:
                thread = _WorkerThread(job)
                self._threads.append(thread)
            else:
                thread.take(job)
            thread.start()
        return QThreadHandle(job, thread)

    def hanging(self) -> tuple[str, ...]:
        """Names of the workers that run at this moment.

        After everything was stopped there are none. Where there are, the process has to be left by
        ``os._exit``: Python's own way out destroys the QThread, and Qt aborts the process for that.
        """
        with self._lock:
            return tuple(thread.objectName() for thread in self._threads if not thread.isFinished())


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
