"""Work off the GUI thread: ``tasks.operation(work).success(show).failure(tell).start()``."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, Generic, Self, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from hmi.model.errors import HmiError

_log = logging.getLogger(__name__)
_MAX_THREADS = 8
_THREADS = "window"
_PATIENCE_S = 3.0
"""At the end, for work that hangs in a disk or a keyring: every row is at rest by then."""

T = TypeVar("T")


class Operation(Generic[T]):
    """One piece of work and what follows it; the callbacks run on the GUI thread."""

    def __init__(self, tasks: Tasks, work: Callable[[], T]) -> None:
        self._tasks = tasks
        self._work = work
        self._success: Callable[[T], object] | None = None
        self._failure: Callable[[str], object] | None = None

    def success(self, callback: Callable[[T], object]) -> Self:
        """Call this with the result."""
        self._success = callback
        return self

    def failure(self, callback: Callable[[str], object]) -> Self:
        """Call this with a text for the user."""
        self._failure = callback
        return self

    def start(self) -> None:
        """Begin; returns at once."""
        self._tasks.submit(self)

    def run(self) -> Callable[[], object]:
        """Do the work on a thread of the pool and return what the GUI thread has to call."""
        try:
            result = self._work()
        except HmiError as error:
            text = str(error)
        except OSError as error:
            text = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        except Exception as error:  # noqa: BLE001  whatever it was, the user must see that it failed
            _log.exception("unexpected error in a command of the window")
            text = QCoreApplication.translate("Tasks", "Unexpected error, see hmi.log: {error}")
            text = text.format(error=error)
        else:
            return self._bind(self._success, result)
        if self._failure is None:
            _log.error("%s", text)  # nobody shows it
        return self._bind(self._failure, text)

    @staticmethod
    def _bind(callback: Callable[[Any], object] | None, argument: object) -> Callable[[], object]:
        def deliver() -> object:
            owner = getattr(callback, "__self__", None)
            if callback is None or (isinstance(owner, QObject) and not isValid(owner)):
                return None  # nobody waits for it, or who did is gone: a dialog that was closed meanwhile
            return callback(argument)

        return deliver


class Tasks(QObject):
    """A few threads for commands that block; joined when the window closes, but for those that hang."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_MAX_THREADS, thread_name_prefix=_THREADS)
        self._running: set[Future[None]] = set()
        self._closed = False
        self.closing = threading.Event()
        """Set when the window begins to close; work that waits for something watches it."""
        self._finished.connect(self._deliver)

    def operation(self, work: Callable[[], T]) -> Operation[T]:
        """Prepare ``work`` to run on a thread of the pool."""
        return Operation(self, work)

    def submit(self, operation: Operation[Any]) -> None:
        """Run a prepared operation; nothing happens after ``close``."""
        if not self._closed:
            running = self._pool.submit(lambda: self._finished.emit(operation.run()))
            self._running.add(running)
            running.add_done_callback(self._running.discard)

    def close(self) -> None:
        """Drop what has not begun, and wait 3 s at most for what has; ``left_behind`` tells of the rest."""
        self.closing.set()
        self._closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        hanging = wait(self._running.copy(), _PATIENCE_S).not_done
        if hanging:
            _log.error("work of the window hangs and is left behind: %d", len(hanging))
        else:
            self._pool.shutdown(wait=True)

    def _deliver(self, callback: Callable[[], object]) -> None:
        if not self._closed:
            callback()


def left_behind() -> bool:
    """Whether work hangs that was begun for a window which has closed.

    Python waits for it at the end of the process, which has to be left by ``os._exit`` then.
    """
    return any(thread.name.startswith(f"{_THREADS}_") for thread in threading.enumerate())
