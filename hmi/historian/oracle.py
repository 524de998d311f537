"""The Oracle historian.

One connection, not a pool: the writer does one thing at a time, and a pool in which one connection attempt
hangs can neither be closed nor let the process exit. A pool is for those who read beside the writer.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import oracledb

from hmi.historian.oracle_errors import ErrorClass, classify, code_of, historian_error, words_of
from hmi.historian.oracle_insert import insert_rows
from hmi.historian.oracle_login import LoginPatience
from hmi.historian.oracle_session import OracleSession, OracleSettings, Work
from hmi.historian.oracle_table import PROBE, TABLE, ddl
from hmi.historian.protocol import HistorianUnavailableError, Rejected, WriteResult
from hmi.historian.screening import screen
from hmi.model.reading import Row

__all__ = ["OracleHistorian", "OracleSettings", "ddl"]

T = TypeVar("T")

CLOSE_WAIT_S = 2.0
"""How long ``close`` waits for the database to take leave, in seconds."""

MAX_HANGING = 8
"""Threads left behind in the driver at a time; TCP keep-alive ends one whose host is gone in 2 minutes."""

_SAME_SESSION = (ErrorClass.RETRY, ErrorClass.SPACE, ErrorClass.SETUP)


class CommitInDoubtError(Exception):
    """The connection failed during the commit; its cause is the driver's error."""


class OracleHistorian:
    """Writes rows into the table TAG_VALUES of an Oracle Database, 12.1 or later.

    ``write`` belongs to the writer's thread; ``check``, ``create_table`` and ``close`` may come from any.
    """

    name = "oracle"

    def __init__(self, settings: OracleSettings, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        # Before anything connects: the first connection of a process would block all others while it hangs.
        oracledb.enable_thin_mode()  # type: ignore[no-untyped-call]  # the driver left it unannotated
        self._settings = settings
        self._lock = threading.Lock()
        self._session: OracleSession | None = None
        self._left_behind: set[OracleSession] = set()
        self._patience = LoginPatience(monotonic)

    def write(self, rows: Sequence[Row]) -> WriteResult:
        """Insert the rows and commit; connects first where that is needed.

        Gives up after ``connect_timeout`` plus ``call_timeout`` plus 5 s.

        Raises:
            HistorianUnavailableError: connection, timeout, lock, space, or a commit in doubt.
            HistorianRefusedError: login, table or rights; a refused password is not tried at every call.
        """
        kept, rejected = screen(rows)
        if kept:
            rejected += self._ask(self._current(), partial(_store, rows=kept))
        return WriteResult(len(rows) - len(rejected), tuple(rejected))

    def check(self) -> str:
        """Log in on a connection of its own and try an insert of no rows; ends a pause after a bad login.

        Raises:
            HistorianError: with what is wrong and what to do.
        """
        version = self._ask_once(_probe)
        return f"Oracle Database {version}, {self._settings.where}: logged in, {TABLE} takes rows"

    def create_table(self, partitioned: bool = False) -> bool:
        """Make the table where it is missing; True when it was made, False when it was there.

        Raises:
            HistorianError: with what is wrong and what to do.
        """
        return self._ask_once(partial(_create, statement=ddl(partitioned)))

    def close(self) -> None:
        """Log off, waiting at most 2 s; a write in progress ends at once with HistorianUnavailableError.

        A later write connects again.
        """
        with self._lock:
            session, self._session = self._session, None
        if session is not None:
            session.end()
            if not session.join(CLOSE_WAIT_S):
                self._leave_behind(session)

    def _current(self) -> OracleSession:
        """The writer's session; a new one is kept from its first moment, so that ``close`` can end it."""
        with self._lock:
            if self._session is None:
                self._patience.ask()
                self._session = self._start()
            return self._session

    def _start(self) -> OracleSession:
        """A new session, connecting; with the lock held."""
        self._left_behind = {session for session in self._left_behind if session.is_alive}
        if len(self._left_behind) >= MAX_HANGING:
            raise HistorianUnavailableError(
                f"Oracle {self._settings.where}: {MAX_HANGING} earlier attempts still hang. "
                "Look at the database; the program goes on when one of them has ended."
            )
        return OracleSession(self._settings)

    def _ask_once(self, work: Work[T]) -> T:
        """Do ``work`` in a session of its own."""
        with self._lock:
            session = self._start()
        try:
            return self._ask(session, work)
        finally:
            session.end()

    def _ask(self, session: OracleSession, work: Work[T]) -> T:
        """Do ``work`` in the session, which is dropped unless what fails leaves it whole."""
        self._open(session)
        try:
            return session.run(work)
        except CommitInDoubtError as doubt:
            self._drop(session)
            raise HistorianUnavailableError(
                f"Oracle {self._settings.where}: the connection failed during the commit "
                f"({words_of(doubt.__cause__)}), so it is not known whether the rows are stored. "
                "They are written again; none is stored twice."
            ) from doubt
        except (oracledb.Error, OSError) as error:
            if classify(error) not in _SAME_SESSION:
                self._drop(session)
            raise historian_error(self._settings.where, error) from error
        except BaseException:
            self._drop(session)
            raise

    def _open(self, session: OracleSession) -> None:
        try:
            session.wait_open()
        except (oracledb.Error, OSError) as error:
            self._drop(session)
            problem = historian_error(self._settings.where, error)
            if code_of(error) == "ORA-01017":
                self._patience.refused(problem)
            raise problem from error
        except BaseException:
            self._drop(session)
            raise
        self._patience.accepted()

    def _drop(self, session: OracleSession) -> None:
        with self._lock:
            if self._session is session:
                self._session = None
        session.end()
        self._leave_behind(session)

    def _leave_behind(self, session: OracleSession) -> None:
        with self._lock:
            self._left_behind.add(session)


def _store(connection: oracledb.Connection, cursor: oracledb.Cursor, rows: Sequence[Row]) -> list[Rejected]:
    """On the session's thread: insert and commit, or leave the session without a transaction."""
    try:
        rejected = insert_rows(cursor, rows)
    except oracledb.Error as error:
        if classify(error) in _SAME_SESSION:
            connection.rollback()
        raise
    try:
        connection.commit()
    except (oracledb.Error, OSError) as error:
        raise CommitInDoubtError from error
    return rejected


def _probe(connection: oracledb.Connection, cursor: oracledb.Cursor) -> str:
    cursor.execute(PROBE)
    connection.rollback()
    return connection.version


def _create(_connection: oracledb.Connection, cursor: oracledb.Cursor, statement: str) -> bool:
    try:
        cursor.execute(statement)
    except oracledb.DatabaseError as error:
        if code_of(error) == "ORA-00955":  # the name is taken
            return False
        raise
    return True
