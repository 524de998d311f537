"""The Oracle historian: rows in, points out, through a pool of sessions that nothing can hang."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple, TypeVar

import oracledb

from hmi.historian.csvfile import utc_now
from hmi.historian.oracle_errors import ErrorClass, classify, code_of, historian_error, words_of
from hmi.historian.oracle_pool import OraclePool
from hmi.historian.oracle_reach import CheckStep, check_steps
from hmi.historian.oracle_session import OracleSession, OracleSettings, Work
from hmi.historian.oracle_tables import OracleTables, TablesReport
from hmi.historian.protocol import (
    HistorianRefusedError,
    HistorianUnavailableError,
    Rejected,
    TrendPart,
    TrendPoint,
    WriteResult,
)
from hmi.historian.screening import screen
from hmi.historian.trend_parts import parts_by_points
from hmi.model.reading import Row

__all__ = ["OracleHistorian", "OracleSettings"]

T = TypeVar("T")

_SAME_SESSION = (ErrorClass.RETRY, ErrorClass.SPACE, ErrorClass.SETUP)
"""After an error of these the session is whole, once its transaction is rolled back."""

_log = logging.getLogger(__name__)


class CommitInDoubtError(Exception):
    """The commit was sent, and no answer says that it happened; its cause is the driver's error."""


class AbandonedError(Exception):
    """Nobody waits for this work any more, so it was not committed; nobody is told either."""


class _Outcome(NamedTuple):
    """What a write came to; ``report`` of an inspection: where it has problems, nothing was sent."""

    report: TablesReport | None
    rejected: Sequence[Rejected] = ()


class OracleHistorian:
    """Writes rows into tables of an Oracle Database, 12.1 or later, and reads them back.

    ``write`` belongs to the writer's thread; everything else may come from any thread.
    """

    name = "oracle"

    def __init__(
        self,
        settings: OracleSettings,
        tables: OracleTables,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        # Before anything connects: the first connection of a process would block all others while it hangs.
        oracledb.enable_thin_mode()  # type: ignore[no-untyped-call]  # the driver left it unannotated
        self._settings = settings
        self._tables = tables
        self._pool = OraclePool(settings, monotonic=monotonic)
        self._now = now
        self._warned: set[str] = set()
        # The newest time of a row that may be stored although nobody was told so. Whatever comes again, from
        # the CSV backup or as a retry, is not newer; rows from before this start may be an earlier one's.
        self._in_doubt_up_to = now()
        # They come again where the disk did not take those of them that were rejected.
        self._stored_last: Sequence[Row] = ()

    @property
    def place(self) -> str:
        """``USER@host:port/service``."""
        return self._settings.where

    def write(self, rows: Sequence[Row], *, again: bool = False) -> WriteResult:
        """Insert the rows and commit; connects and looks at the tables first where that is needed.

        Gives up after ``connect_timeout`` plus ``call_timeout`` plus 5 s.

        Raises:
            HistorianUnavailableError: connection, timeout, lock, or a commit in doubt.
            HistorianRefusedError: login, tables, rights or space; a refused password is not tried at every
                call.
        """
        kept, rejected = screen(rows)
        if kept:
            rejected += self._store(self._pool.acquire(), kept, again=again)
        return WriteResult(len(rows) - len(rejected), tuple(rejected))

    def trend(
        self, plc_code: str, tag_address: str, start: datetime, end: datetime, limit: int
    ) -> list[TrendPoint]:
        """The newest ``limit`` points of a tag with ``start <= ts <= end`` (aware), oldest first.

        Raises:
            HistorianError: no session free in time, or what the database says.
        """

        def read(_connection: oracledb.Connection, cursor: oracledb.Cursor) -> list[TrendPoint]:
            return self._tables.trend(cursor, plc_code, tag_address, start, end, limit)

        session = self._pool.acquire(reader=True)
        try:
            return self._do(session, read, "reading")
        except (oracledb.Error, OSError) as error:
            raise historian_error(self._settings.where, error) from error

    def trend_parts(
        self, plc_code: str, tag_address: str, start: datetime, end: datetime, part_s: int
    ) -> list[TrendPart]:
        """The points of a tag with ``start <= ts <= end`` (aware) by parts of so many seconds, oldest first.

        Put together here: a customer's table may keep numbers as text, which Oracle would order as such.

        Raises:
            HistorianError: as ``trend``.
        """
        return parts_by_points(partial(self.trend, plc_code, tag_address), start, end, part_s)

    def check_steps(self) -> Iterator[CheckStep]:
        """Try the way to the tables: network, listener, login, tables; the step that fails is the last.

        On a session of its own; ends a pause after a refused password.
        """
        return check_steps(self._settings, self._pool, self._tables)

    def check(self) -> str:
        """Try the way to the tables; what was found at its end.

        Raises:
            HistorianError: with what is wrong and what to do.
        """
        found = []
        for step in self.check_steps():
            if not step.ok:
                kind = HistorianRefusedError if step.refused else HistorianUnavailableError
                raise kind(f"Oracle {self._settings.where}: {_on_one_line(step.text, step.remedy)}")
            found.append(step.text)
        return _on_one_line(*found[-2:])

    def create_tables(self, statements: Sequence[str]) -> list[bool]:
        """Run statements that make tables or sequences; for each True when made, False when it was there.

        Raises:
            HistorianError: with what is wrong and what to do; what was made before stays.
        """
        try:
            with self._pool.apart() as session:
                return [session.run(partial(_create, statement=statement)) for statement in statements]
        except (oracledb.Error, OSError) as error:
            raise historian_error(self._settings.where, error) from error
        finally:
            self._tables.forget()

    def close(self) -> None:
        """Log off, waiting at most 2 s; a write in progress ends at once with HistorianUnavailableError.

        A later write connects again.
        """
        self._pool.close()

    def _store(self, session: OracleSession, rows: Sequence[Row], *, again: bool) -> Sequence[Rejected]:
        again = again or self._may_be_stored(rows)
        store = partial(_store, session=session, tables=self._tables, rows=rows, again=again)
        try:
            outcome = self._do(session, store, "writing")
        except (oracledb.Error, OSError) as error:  # before the commit, so that nothing is stored
            self._tables.forget()
            raise historian_error(self._settings.where, error) from error
        except CommitInDoubtError as doubt:
            self._doubt(rows)
            raise HistorianUnavailableError(
                f"Oracle {self._settings.where}: the connection failed during the commit "
                f"({words_of(doubt.__cause__)}), so it is not known whether the rows are stored. "
                "They are written again; none is stored twice."
            ) from doubt
        except BaseException:  # given up while it hangs, or broken off: the session may still commit
            self._doubt(rows)
            raise
        if outcome.report is not None:
            self._tell(outcome.report)
        self._stored_last = rows
        return outcome.rejected

    def _may_be_stored(self, rows: Sequence[Row]) -> bool:
        times = [row.ts for row in rows]
        if min(times) <= self._in_doubt_up_to or rows == self._stored_last:
            return True
        return max(times) > self._now()  # from before the clock was set back, perhaps by an earlier start

    def _doubt(self, rows: Sequence[Row]) -> None:
        self._in_doubt_up_to = max(self._in_doubt_up_to, *(row.ts for row in rows))
        self._tables.forget()

    def _tell(self, report: TablesReport) -> None:
        """Log what is new among the warnings.

        Raises:
            HistorianRefusedError: with all problems.
        """
        for warning in report.warnings:
            if warning not in self._warned:
                self._warned.add(warning)
                _log.warning("Oracle %s: %s", self._settings.where, warning)
        if report.problems:
            raise HistorianRefusedError(f"Oracle {self._settings.where}: {' '.join(report.problems)}")

    def _do(self, session: OracleSession, work: Work[T], doing: str) -> T:
        """Do ``work`` in a session of the pool, which gets it back unless what failed broke it."""
        try:
            result = session.run(work, doing)
        except (oracledb.Error, OSError) as error:
            if classify(error) in _SAME_SESSION:
                self._pool.release(session)
            else:
                self._pool.drop(session)
            raise
        except HistorianRefusedError:  # found by looking at the tables
            self._pool.release(session)
            raise
        except BaseException:
            self._pool.drop(session)
            raise
        self._pool.release(session)
        return result


def _store(
    connection: oracledb.Connection,
    cursor: oracledb.Cursor,
    *,
    session: OracleSession,
    tables: OracleTables,
    rows: Sequence[Row],
    again: bool,
) -> _Outcome:
    """On the session's thread: insert and commit, or leave the session without a transaction."""
    report = None
    try:
        if not tables.is_inspected:
            report = tables.inspect(cursor)
            if report.problems:
                return _Outcome(report)
        rejected = tables.insert(cursor, rows, again=again)
    except oracledb.Error as error:
        if classify(error) in _SAME_SESSION:
            connection.rollback()
        raise
    if session.is_ended:  # while the insert hung; the rows have gone another way since
        raise AbandonedError
    try:
        connection.commit()
    except (oracledb.Error, OSError) as error:
        raise CommitInDoubtError from error
    return _Outcome(report, rejected)


def _on_one_line(*texts: str) -> str:
    return " ".join(line for text in texts for line in text.splitlines())


def _create(_connection: oracledb.Connection, cursor: oracledb.Cursor, statement: str) -> bool:
    try:
        cursor.execute(statement)
    except oracledb.DatabaseError as error:
        if code_of(error) == "ORA-00955":  # the name is taken
            return False
        raise
    return True
