"""A database for the wire's own tests: one table in memory, answers by statement, failures by row."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.servers.oracle.engine import (
    ArrayResult,
    BindRow,
    Kind,
    OraError,
    ResultColumn,
    RowError,
    SqlSession,
    Statement,
    StatementInterruptedError,
    Value,
)

PASSWORD = "tiger-s3cr3t"


Answer = tuple[tuple[ResultColumn, ...], list[tuple[Value, ...]]]
"""The columns and the rows of a query."""


@dataclass(frozen=True)
class FakeStatement:
    """A statement by its first word."""

    kind: Kind
    sql: str
    columns: tuple[ResultColumn, ...] = ()


@dataclass
class FakeDatabase:
    """``answers`` by the text of a query; ``refuse`` says which rows fail; ``rows`` are committed."""

    answers: dict[str, Answer] = field(default_factory=dict)
    refuse: Callable[[BindRow], OraError | None] = lambda row: None
    refuse_login: OraError | None = None
    rows: list[BindRow] = field(default_factory=list)
    rolled_back: int = 0
    sessions: int = 0
    waiting: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def verifier(self, user: str) -> str | None:
        return PASSWORD if user.upper() == "HMI" else None

    def log_in(self, user: str, *, password_matches: bool) -> SqlSession:
        if not password_matches:
            raise OraError(1017, "invalid username/password; logon denied")
        if self.refuse_login is not None:
            raise self.refuse_login
        with self.changed:
            self.sessions += 1
        return FakeSession(self)

    def wait_for(self, condition: Callable[[], bool]) -> bool:
        """Wait up to 10 s for something the server's threads do to the database."""
        with self.changed:
            return self.changed.wait_for(condition, 10)


class FakeSession:
    """Inserts append the row; ``WAIT`` lasts until it is interrupted; a query answers what is prepared."""

    def __init__(self, database: FakeDatabase) -> None:
        self._database = database
        self._pending: list[BindRow] = []
        self._interrupted = threading.Event()

    @property
    def in_transaction(self) -> bool:
        return bool(self._pending)

    def parse(self, sql: str) -> FakeStatement:
        word = sql.split()[0].upper()
        if word == "SELECT":
            if sql not in self._database.answers:
                raise OraError(942, "table or view does not exist")
            return FakeStatement(Kind.QUERY, sql, self._database.answers[sql][0])
        kinds = {"INSERT": Kind.DML, "CREATE": Kind.DDL, "BEGIN": Kind.BLOCK}
        return FakeStatement(kinds.get(word, Kind.OTHER), sql)

    def run(
        self, statement: Statement, rows: Sequence[BindRow], *, batch_errors: bool = False
    ) -> ArrayResult:
        assert isinstance(statement, FakeStatement)
        if statement.sql == "WAIT":
            self._wait()
        errors = []
        before = len(self._pending)
        for offset, row in enumerate(rows):
            error = self._database.refuse(row)
            if error is None:
                self._pending.append(row)
            elif batch_errors:
                errors.append(RowError(offset, error))
            else:
                error.applied = offset
                raise error
        applied = len(self._pending) - before
        if statement.kind is not Kind.DML:
            del self._pending[before:]
        return ArrayResult(applied, (1,) * applied, tuple(errors))

    def _wait(self) -> None:
        self._interrupted.clear()  # of the statement before; whoever means this one says so again
        with self._database.changed:
            self._database.waiting += 1
            self._database.changed.notify_all()
        assert self._interrupted.wait(10)
        raise StatementInterruptedError

    def query(self, statement: Statement, row: BindRow) -> Iterator[tuple[Value, ...]]:
        assert isinstance(statement, FakeStatement)
        return iter(self._database.answers[statement.sql][1])

    def commit(self) -> None:
        with self._database.changed:
            self._database.rows += self._pending
            self._pending = []
            self._database.changed.notify_all()

    def rollback(self) -> None:
        with self._database.changed:
            self._database.rolled_back += len(self._pending)
            self._pending = []
            self._database.changed.notify_all()

    def interrupt(self) -> None:
        self._interrupted.set()

    def close(self) -> None:
        self.rollback()
        with self._database.changed:
            self._database.sessions -= 1
            self._database.changed.notify_all()
