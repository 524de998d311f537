"""One Oracle connection on a thread of its own, which can be left behind when the database hangs.

The driver's ``connect()`` can not be interrupted: with a listener that accepts and stays silent it waits for
ever, whatever timeouts are set. ``call_timeout`` and ``cancel()`` must never be touched on a connection whose
transport is gone: that ends the process with SIGSEGV. So everything the driver does, connecting and closing
included, happens on one daemon thread that alone holds the connection; whoever waits for it waits with a
deadline, and may walk away. A thread that was left behind closes its connection when the driver returns.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from dataclasses import dataclass, field
from typing import TypeVar

import oracledb

from hmi.historian.protocol import HistorianUnavailableError

T = TypeVar("T")
Work = Callable[[oracledb.Connection, oracledb.Cursor], T]
"""What is done with a session's connection and its one cursor, on the session's thread."""

GRACE_S = 5.0
"""How long the driver may take to give up an overdue call by itself, in seconds."""

_REMEDIES = {
    "connecting": "Check that this is the host and port of the Oracle listener, and that it is not hanging",
    "writing": "Look for locks, high load or a full disk in the database",
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OracleSettings:
    """The way to the database; times in seconds.

    ``connect_timeout`` is for the whole way to a session. ``call_timeout`` is for each answer of the
    database; one that is overdue is given up, and 5 s later so is a driver that does not return.
    """

    host: str
    service_name: str
    username: str
    password: str = field(repr=False)
    port: int = 1521
    connect_timeout: float = 10.0
    call_timeout: float = 15.0

    @property
    def where(self) -> str:
        """``USER@host:port/service``, for texts."""
        return f"{self.username}@{self.host}:{self.port}/{self.service_name}"


def connect(settings: OracleSettings) -> oracledb.Connection:
    """A new connection; may hang for ever, so call it on a thread that can be left behind."""
    connection = oracledb.connect(
        host=settings.host,
        port=settings.port,
        service_name=settings.service_name,
        user=settings.username,
        password=settings.password,
        tcp_connect_timeout=min(5.0, settings.connect_timeout),
        retry_count=0,  # the writer has its own back-off
        expire_time=1,  # minutes until TCP asks whether the other side is still there
    )
    # Once, here, and never again: see the module's text.
    connection.call_timeout = round(settings.call_timeout * 1000)
    return connection


class OracleSession:
    """A connection and its thread; made connecting, ended once, not used again after a failure."""

    def __init__(self, settings: OracleSettings) -> None:
        self._settings = settings
        self._ended = False
        self._work: queue.SimpleQueue[tuple[Work[object], Future[object]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name=f"oracle {settings.where}", daemon=True)
        self._opened: Future[object] = Future()
        self._pending: Future[object] = self._opened
        self._thread.start()

    def wait_open(self) -> None:
        """Wait until the session stands, at most ``connect_timeout``.

        Raises:
            HistorianUnavailableError: no answer in time, or ended meanwhile.
            oracledb.Error, OSError: what the driver reports.
        """
        self._wait(self._opened, self._settings.connect_timeout, "connecting")

    def run(self, work: Work[T]) -> T:
        """Do ``work`` on the session's thread and return its result; one at a time.

        Raises:
            HistorianUnavailableError: not done in time, or ended meanwhile; it is open what has happened.
            Exception: whatever ``work`` raises.
        """
        done: Future[T] = Future()
        self._pending = done  # type: ignore[assignment]  # only ever cancelled
        self._work.put((work, done))  # type: ignore[arg-type]  # the result goes back where it came from
        if self._ended:  # before ``end`` could know of this work
            done.cancel()
        return self._wait(done, self._settings.call_timeout + GRACE_S, "writing")

    def end(self) -> None:
        """Let the connection be closed on its own thread and return at once; whoever waits is woken."""
        self._ended = True
        self._work.put(None)
        self._pending.cancel()

    def join(self, timeout: float) -> bool:
        """Wait for the end of the thread; False when the driver still does not return."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    @property
    def is_alive(self) -> bool:
        """True while the thread lives."""
        return self._thread.is_alive()

    def _wait(self, future: Future[T], timeout: float, doing: str) -> T:
        where = self._settings.where
        try:
            return future.result(timeout)
        except CancelledError:
            raise HistorianUnavailableError(
                f"Oracle {where}: closed by the program while {doing}; it connects again by itself."
            ) from None
        except TimeoutError:
            if future.done():  # in the last moment, or with a TimeoutError of the driver
                return future.result()
            self.end()
            raise HistorianUnavailableError(
                f"Oracle {where}: no answer within {timeout:g} s while {doing}. {_REMEDIES[doing]}; "
                "the program tries again by itself."
            ) from None

    def _serve(self) -> None:
        """The thread: connect, do what is asked, close. Holds the only reference to the connection."""
        try:
            connection = connect(self._settings)
            cursor = connection.cursor()  # kept, so that a repeated statement is parsed once
        except BaseException as error:  # noqa: BLE001  handed to whoever waits
            _settle(self._opened, error)
            return
        _log.info("Connected to Oracle Database %s, %s", connection.version, self._settings.where)
        _settle(self._opened, None)
        while (item := self._work.get()) is not None:
            work, done = item
            try:
                result = work(connection, cursor)
            except BaseException as error:  # noqa: BLE001  handed to whoever waits
                _settle(done, error)
            else:
                _settle(done, None, result)
        with contextlib.suppress(oracledb.Error, OSError):  # closed is closed
            connection.close()
        _log.info("Connection to Oracle %s closed", self._settings.where)


def _settle(future: Future[object], error: BaseException | None, result: object = None) -> None:
    _forget_frames(error)
    with contextlib.suppress(InvalidStateError):  # cancelled: nobody waits any more
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)


def _forget_frames(error: BaseException | None) -> None:
    """Cut the connection off an error of the driver, lest another thread be the one to drop it.

    A dropped connection closes itself, and that can hang.
    """
    while error is not None:
        if isinstance(error, oracledb.Error | OSError):
            error.__traceback__ = None
        error = error.__cause__ or error.__context__
