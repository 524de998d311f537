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

from hmi import __version__
from hmi.historian.oracle_errors import words_of
from hmi.historian.oracle_listener import require_listener
from hmi.historian.protocol import HistorianUnavailableError
from hmi.model.heartbeat import may_take

T = TypeVar("T")
Work = Callable[[oracledb.Connection, oracledb.Cursor], T]
"""What is done with a session's connection and its one cursor, on the session's thread."""

GRACE_S = 3.0
"""How long the driver may take to give up an overdue call by itself, in seconds."""

TCP_CONNECT_S = 5.0
"""How long the host may take to accept a connection, in seconds."""

_REMEDIES = {
    "connecting": "Check that this is the host and port of the Oracle listener, and that it is not hanging",
    "writing": "Look for locks, high load or a full disk in the database",
    "reading": "Look for high load in the database, or ask for a shorter time",
    "looking": "Look for locks or high load in the database",
}

_UTC = "ALTER SESSION SET TIME_ZONE = '+00:00'"
"""Columns WITH TIME ZONE of a customer's table take the session's zone, and all our times are UTC."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OracleSettings:
    """The way to the database; times in seconds.

    ``connect_timeout`` is for the whole way to a session. ``call_timeout`` is for each answer of the
    database; one that is overdue is given up, and 3 s later so is a driver that does not return.
    ``wait_timeout`` is for a free one among ``pool_max`` sessions, of which ``pool_min`` stay open.
    """

    host: str
    service_name: str
    username: str
    password: str = field(repr=False)
    port: int = 1521
    connect_timeout: float = 10.0
    call_timeout: float = 10.0
    wait_timeout: float = 5.0
    pool_min: int = 2
    pool_max: int = 5

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
        tcp_connect_timeout=min(TCP_CONNECT_S, settings.connect_timeout),
        retry_count=0,  # the writer has its own back-off
        expire_time=1,  # minutes until TCP asks whether the other side is still there
    )
    # Once, here, and never again: see the module's text.
    connection.call_timeout = round(settings.call_timeout * 1000)
    # For whoever looks at the sessions of the database; sent with the next call.
    connection.module = "Lineside"
    connection.clientinfo = f"Lineside {__version__}"
    return connection


class OracleSession:
    """A connection and its thread; made connecting, ended once, not used again after a failure.

    ``ask_first``: have the listener answer before the driver, which one that stays silent hangs for ever.
    """

    def __init__(self, settings: OracleSettings, *, ask_first: bool = False) -> None:
        self._settings = settings
        self._ask_first = ask_first
        self._ended = False
        self._work: queue.SimpleQueue[tuple[Work[object], Future[object]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name=f"oracle {settings.where}", daemon=True)
        self._opened: Future[object] = Future()
        self._pending: Future[object] = self._opened
        self._thread.start()

    def when_settled(self, tell: Callable[[BaseException | None], None]) -> None:
        """Call ``tell`` once the session stands (None), or with what the connecting came to.

        On the session's thread, or on the one that ends it; at once where it is settled already.
        """

        def settled(opened: Future[object]) -> None:
            tell(CancelledError() if opened.cancelled() else opened.exception())

        self._opened.add_done_callback(settled)

    def wait_open(self) -> None:
        """Wait until the session stands, at most ``connect_timeout``.

        Raises:
            HistorianUnavailableError: no answer in time, or ended meanwhile.
            oracledb.Error, OSError: what the driver reports.
        """
        self._wait(self._opened, self._settings.connect_timeout, "connecting")

    def run(self, work: Work[T], doing: str = "looking", timeout: float | None = None) -> T:
        """Do ``work`` on the session's thread and return its result; one at a time.

        Waits ``call_timeout`` plus 3 s unless ``timeout`` says otherwise; ``doing`` is ``writing``,
        ``reading`` or ``looking``, for the text of an error.

        Raises:
            HistorianUnavailableError: not done in time, or ended meanwhile; it is open what has happened.
            Exception: whatever ``work`` raises.
        """
        done: Future[T] = Future()
        self._pending = done  # type: ignore[assignment]  # only ever cancelled
        self._work.put((work, done))  # type: ignore[arg-type]  # the result goes back where it came from
        if self._ended:  # before ``end`` could know of this work
            done.cancel()
        return self._wait(done, timeout or self._settings.call_timeout + GRACE_S, doing)

    def end(self) -> None:
        """Let the connection be closed on its own thread and return at once; whoever waits is woken."""
        self._ended = True
        self._work.put(None)
        self._pending.cancel()

    def give_up(self, timeout: float, doing: str) -> HistorianUnavailableError:
        """End a session that did not answer within ``timeout`` and return what to say about it."""
        self.end()
        return HistorianUnavailableError(
            f"Oracle {self._settings.where}: no answer within {timeout:g} s while {doing}. "
            f"{_REMEDIES[doing]}; the program tries again by itself."
        )

    def join(self, timeout: float) -> bool:
        """Wait for the end of the thread; False when the driver still does not return."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    @property
    def is_alive(self) -> bool:
        """True while the thread lives."""
        return self._thread.is_alive()

    @property
    def is_ended(self) -> bool:
        """True when nobody waits for this session's work any more: what is not committed shall not be."""
        return self._ended

    def _wait(self, future: Future[T], timeout: float, doing: str) -> T:
        try:
            with may_take(timeout):
                return future.result(timeout)
        except CancelledError:
            raise HistorianUnavailableError(
                f"Oracle {self._settings.where}: closed by the program while {doing}; "
                "it connects again by itself."
            ) from None
        except TimeoutError:
            if future.done():  # in the last moment, or with a TimeoutError of the driver
                return future.result()
            raise self.give_up(timeout, doing) from None

    def _serve(self) -> None:
        """The thread: connect, do what is asked, close. Holds the only reference to the connection."""
        try:
            if self._ask_first:
                settings = self._settings
                require_listener(settings.host, settings.port, TCP_CONNECT_S, settings.connect_timeout)
            connection = connect(self._settings)
            cursor = connection.cursor()  # kept, so that a repeated statement is parsed once
            cursor.execute(_UTC)
        except BaseException as error:  # noqa: BLE001  handed to whoever waits
            _settle(self._opened, error)
            return
        _log.info("Connected to Oracle Database %s, %s", connection.version, self._settings.where)
        if connection.warning is not None:  # such as ORA-28002, the password will expire
            _log.warning("Oracle %s: %s", self._settings.where, words_of(connection.warning))
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
