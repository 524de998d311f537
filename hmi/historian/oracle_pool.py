"""A pool of Oracle sessions that nothing can hang.

The driver's own pool is not used: one connection attempt that a silent listener never answers keeps its
``close(force=True)`` waiting and the process from exiting (measured, python-oracledb 26.1). Here each session
has a daemon thread of its own and whoever waits for one walks away in time.
"""

from __future__ import annotations

import contextlib
import logging
import math
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import oracledb

from hmi.historian.oracle_errors import code_of, historian_error, words_of
from hmi.historian.oracle_login import LoginPatience
from hmi.historian.oracle_session import OracleSession, OracleSettings
from hmi.historian.protocol import HistorianError, HistorianUnavailableError
from hmi.model.heartbeat import may_take

CLOSE_WAIT_S = 2.0
"""How long ``close`` waits for the database to take leave, in seconds."""

MAX_HANGING = 8
"""Threads left behind in the driver at a time; TCP keep-alive ends one whose host is gone in 2 minutes. One
whose peer is there and stays silent, such as a gateway that lost the other side, may never end."""

MOST_HANGING = 4 * MAX_HANGING
"""The same where each further one has asked the listener first, and got an answer."""

ASK_AFTER_S = 10.0
"""Between two further ones, in seconds."""

PING_AFTER_S = 60.0
"""A session that was idle for longer is asked whether it still stands: firewalls forget idle connections."""

PING_S = 2.0
"""How long it may take to answer, in seconds."""

CLOSE_IDLE_S = 600.0
"""Sessions above the smallest number are closed when nobody used them for so long, in seconds."""

REFILL_S = 60.0
"""Between two attempts to bring the pool back to its smallest number, in seconds."""

_NO_MORE_SESSIONS = frozenset(
    {"ORA-00018", "ORA-00020", "ORA-02391", "ORA-12516", "ORA-12518", "ORA-12519", "ORA-12520"}
)
"""Of a login that fails because there are as many sessions as the database allows."""

_log = logging.getLogger(__name__)


class _Login:
    """One login in progress, in the background; nobody, one or several wait for it."""

    def __init__(self, session: OracleSession, began: float) -> None:
        self.session = session
        self.began = began
        self.is_over = False
        self.problem: HistorianError | None = None


class OraclePool:
    """``pool_min`` to ``pool_max`` sessions; all methods may be called from any thread.

    One login at a time, so that a wrong password is tried once, however many wait. Readers never hold the
    last session: the writer always finds one. Where the database allows fewer than ``pool_max``, the pool
    makes do with those for 60 s before it tries for one more. A session that hangs does not count any more
    once it is dropped; the database may see it until the driver gives up.
    """

    def __init__(self, settings: OracleSettings, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._idle: dict[OracleSession, float] = {}  # since when; the one used last stands last
        self._in_use: dict[OracleSession, bool] = {}  # by a reader?
        self._apart: set[OracleSession] = set()
        self._login: _Login | None = None
        self._left_behind: set[OracleSession] = set()
        self._patience = LoginPatience(monotonic)
        self._refill_from = -math.inf
        self._lost_at = -math.inf
        self._allowed = settings.pool_max  # by the database, as a login found out; for some time
        self._allowed_until = -math.inf
        self._ask_from = math.inf  # while too many hang
        self._closings = 0

    def acquire(self, *, reader: bool = False) -> OracleSession:
        """A session that stands; to be given back with ``release`` or ``drop``.

        Waits at most ``wait_timeout`` for a free one, or ``connect_timeout`` for a new one.

        Raises:
            HistorianUnavailableError: none was free in time, no connection, or closed meanwhile.
            HistorianRefusedError: the login was refused, now or lately.
        """
        closings = self._closings
        while True:
            session, since = self._take(reader, closings)
            if self._monotonic() - since <= PING_AFTER_S or _answers(session):
                return session
            self._drop_idle()
            self.drop(session)

    def release(self, session: OracleSession) -> None:
        """Give back a session that is whole."""
        with self._changed:
            if self._in_use.pop(session, None) is not None:  # else the pool was closed meanwhile
                self._idle[session] = self._monotonic()
                self._tidy()
                self._changed.notify_all()

    def drop(self, session: OracleSession) -> None:
        """End a session that failed; idle ones are asked before they are used, for the host may be gone."""
        with self._changed:
            self._in_use.pop(session, None)
            self._lost_at = self._monotonic()
            self._idle = dict.fromkeys(self._idle, -math.inf)
            self._end(session)

    @contextlib.contextmanager
    def apart(self) -> Iterator[OracleSession]:
        """Log in on a session beside the pool, also after a refused password, and end it afterwards.

        Raises:
            HistorianError: no session; its cause is the driver's error where there is one.
        """
        with self._changed:
            session = self._start()
            self._apart.add(session)
        try:
            try:
                session.wait_open()
            except (oracledb.Error, OSError) as error:
                raise self._problem(error) from error
            with self._changed:
                self._patience.accepted()
            yield session
        finally:
            with self._changed:
                self._apart.discard(session)
                self._end(session)

    def close(self) -> None:
        """End all sessions within 2 s, whatever hangs, and wake whoever waits for one.

        Opens again when it is used again.
        """
        with self._changed:
            self._closings += 1
            ending = [*self._idle, *self._in_use, *self._apart]
            if self._login is not None:
                ending.append(self._login.session)
            self._idle, self._in_use, self._login = {}, {}, None
            for session in ending:
                self._end(session)
            leaving = list(self._left_behind)
        until = time.monotonic() + CLOSE_WAIT_S
        for session in leaving:
            session.join(max(0.0, until - time.monotonic()))

    # -- taking one; from here on the lock is held, or taken where another thread comes in ----------------

    def _take(self, reader: bool, closings: int) -> tuple[OracleSession, float]:
        """An idle session and since when it is; waits for one, or for a login where there is room."""
        began = self._monotonic()
        with self._changed:
            self._tidy()
            while not (self._idle and self._may_hold(reader)):
                if self._closings != closings:
                    raise self._unavailable("closed by the program while waiting for a session.")
                login = self._login_for(reader)
                if login is None:
                    self._wait_for_free(reader, began)
                else:
                    self._wait_for_login(login)
            session, since = self._idle.popitem()
            self._in_use[session] = reader
            return session, since

    def _may_hold(self, reader: bool) -> bool:
        return not reader or sum(self._in_use.values()) < self._most() - 1

    def _most(self) -> int:
        """How many sessions there may be."""
        is_known = self._monotonic() < self._allowed_until
        return self._allowed if is_known else self._settings.pool_max

    def _login_for(self, reader: bool) -> _Login | None:
        """The login in progress, or a new one; None where all sessions that there may be are in use."""
        if not self._may_hold(reader):
            return None
        if self._login is None and self._count() < self._most():
            return self._begin_login()
        return self._login

    def _wait_for_free(self, reader: bool, began: float) -> None:
        left = began + self._settings.wait_timeout - self._monotonic()
        most = self._most()
        if left <= 0 or (reader and most == 1):
            kept = "; one of them is kept for the writer" if reader else ""
            more = (
                "allow more with ORACLE_POOL_MAX"
                if most == self._settings.pool_max
                else "ask the database administrator to allow more"
            )
            raise self._unavailable(
                f"{len(self._in_use)} of at most {most} sessions are in use{kept}. Try again, or {more}."
            )
        with may_take(left):
            self._changed.wait(left)

    def _wait_for_login(self, login: _Login) -> None:
        if not login.is_over:
            left = max(0.0, self._time_left(login))
            with may_take(left):
                self._changed.wait(left)
        if self._login is login and self._time_left(login) <= 0:
            self._give_up(login)
        # One that began before a loss tells of the host as it was: whoever joined it tries for himself.
        is_stale = isinstance(login.problem, HistorianUnavailableError) and login.began < self._lost_at
        if login.problem is not None and not is_stale:
            raise type(login.problem)(str(login.problem)) from login.problem.__cause__

    # -- logging in --------------------------------------------------------------------------------------

    def _begin_login(self) -> _Login:
        self._patience.ask()
        login = self._login = _Login(self._start(), self._monotonic())
        login.session.when_settled(partial(self._settled, login))
        return login

    def _start(self) -> OracleSession:
        self._left_behind = {session for session in self._left_behind if session.is_alive}
        hanging, now = len(self._left_behind), self._monotonic()
        if hanging < MAX_HANGING:
            self._ask_from = math.inf
            return OracleSession(self._settings)
        if hanging < MOST_HANGING and now >= self._ask_from:
            self._ask_from = now + ASK_AFTER_S
            return OracleSession(self._settings, ask_first=True)
        self._ask_from = min(self._ask_from, now + ASK_AFTER_S)
        raise self._unavailable(
            f"{hanging} earlier attempts still hang. "
            "Look at the database and the network; the program tries again by itself."
        )

    def _settled(self, login: _Login, error: BaseException | None) -> None:
        """On the session's thread: the login has come to an end."""
        with self._changed:
            if self._login is not login:  # given up or closed meanwhile
                return
            self._login, login.is_over = None, True
            if error is None:
                self._patience.accepted()
                # One that began before a loss may have met the same host: it is asked first, as idle ones.
                since = -math.inf if login.began <= self._lost_at else self._monotonic()
                self._idle[login.session] = since
                self._tidy()
            elif self._idle.keys() | self._in_use.keys() and code_of(error) in _NO_MORE_SESSIONS:
                self._make_do(error)
            else:
                login.problem = self._problem(error)
                login.problem.__cause__ = error
                _log.debug("login failed: %s", login.problem)
            self._changed.notify_all()

    def _make_do(self, error: BaseException) -> None:
        """Whoever waits for the login goes on waiting, for one of the sessions that there are."""
        self._allowed = len(self._idle) + len(self._in_use)
        self._allowed_until = self._monotonic() + REFILL_S
        _log.warning(
            "Oracle %s: no more than %d sessions for now: %s",
            self._settings.where,
            self._allowed,
            words_of(error),
        )

    def _problem(self, error: BaseException) -> HistorianError:
        problem = historian_error(self._settings.where, error)
        if code_of(error) == "ORA-01017":
            with self._changed:
                self._patience.refused(problem)
        return problem

    def _time_left(self, login: _Login) -> float:
        return login.began + self._settings.connect_timeout - self._monotonic()

    def _give_up(self, login: _Login) -> None:
        self._login, login.is_over = None, True
        login.problem = login.session.give_up(self._settings.connect_timeout, "connecting")
        self._end(login.session)

    # -- in order ----------------------------------------------------------------------------------------

    def _tidy(self) -> None:
        """Give up a login that nobody waits for, close what is too much, open what is too little."""
        now = self._monotonic()
        if self._login is not None and self._time_left(self._login) <= 0:
            self._give_up(self._login)
        for session, since in list(self._idle.items()):
            if now - since > CLOSE_IDLE_S and self._count() > self._settings.pool_min:
                del self._idle[session]
                self._end(session)
        standing = len(self._idle) + len(self._in_use)
        if (
            0 < standing < min(self._settings.pool_min, self._most())
            and self._login is None
            and now >= self._refill_from
        ):
            self._refill_from = now + REFILL_S
            # A password that was refused lately, or threads that hang: said to whoever asks for a session.
            with contextlib.suppress(HistorianError):
                self._begin_login()

    def _count(self) -> int:
        return len(self._idle) + len(self._in_use) + (self._login is not None)

    def _drop_idle(self) -> None:
        with self._changed:
            for session in self._idle:
                self._end(session)
            self._idle = {}

    def _end(self, session: OracleSession) -> None:
        session.end()
        self._left_behind.add(session)
        self._changed.notify_all()

    def _unavailable(self, text: str) -> HistorianUnavailableError:
        return HistorianUnavailableError(f"Oracle {self._settings.where}: {text}")


def _answers(session: OracleSession) -> bool:
    try:
        session.run(lambda connection, _cursor: connection.ping(), timeout=PING_S)
    except (HistorianError, oracledb.Error, OSError):
        return False
    return True
