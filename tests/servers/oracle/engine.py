"""What the wire asks of the SQL behind it.

Python stands for Oracle's types: ``str``, ``int`` and ``Decimal`` for NUMBER, ``float`` for BINARY_DOUBLE,
naive ``datetime`` for DATE and TIMESTAMP, ``bytes`` for RAW, None for NULL and for the empty string.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import NamedTuple, Protocol

Value = str | int | Decimal | float | datetime | bytes | None
BindRow = Sequence[Value]


class OraError(Exception):
    """An error of the database; ``str()`` is ``ORA-00942: table or view "X"."Y" does not exist``."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"ORA-{code:05}: {text}")
        self.code = code
        self.applied = 0
        """Rows of an array before the one that failed; see ``SqlSession.run``."""


class StatementInterruptedError(Exception):
    """``SqlSession.interrupt`` ended a statement."""


class Kind(Enum):
    """What a statement is."""

    QUERY = "query"
    DML = "dml"
    DDL = "ddl"
    """Commits before and after, as Oracle does; GRANT, CREATE USER and others likewise."""
    BLOCK = "block"
    """PL/SQL; without OUT binds."""
    OTHER = "other"
    """ALTER SESSION, LOCK TABLE and the like: no commit."""


class OraType(Enum):
    """Column types that a query may answer with; the value is the type number on the wire."""

    VARCHAR2 = 1
    NUMBER = 2
    DATE = 12
    RAW = 23
    CHAR = 96
    BINARY_FLOAT = 100
    BINARY_DOUBLE = 101
    TIMESTAMP = 180
    TIMESTAMP_TZ = 181
    TIMESTAMP_LTZ = 231


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of a query's answer; sizes in bytes, precision and scale as Oracle describes them."""

    name: str
    type: OraType
    size: int
    precision: int = 0
    scale: int = 0
    nullable: bool = True


class Statement(Protocol):
    """A parsed statement of one session."""

    @property
    def kind(self) -> Kind:
        """What it is."""

    @property
    def columns(self) -> tuple[ResultColumn, ...]:
        """Of a query's answer; else empty."""


class RowError(NamedTuple):
    """One row of an array that failed."""

    offset: int
    error: OraError


class ArrayResult(NamedTuple):
    """What an array of rows came to.

    ``applied`` is the number of rows changed in all, ``counts`` that of each iteration that was done;
    ``errors`` in the order in which Oracle lists them: unique violations (ORA-00001) after the others.
    """

    applied: int
    counts: tuple[int, ...]
    errors: tuple[RowError, ...]


class SqlSession(Protocol):
    """One logged-in user's session; used by one thread at a time, but for ``interrupt``."""

    @property
    def in_transaction(self) -> bool:
        """Something is not committed yet."""

    def parse(self, sql: str) -> Statement:
        """Understand a statement, tables, columns and rights included; raises OraError.

        DDL is only parsed.
        """

    def run(
        self, statement: Statement, rows: Sequence[BindRow], *, batch_errors: bool = False
    ) -> ArrayResult:
        """Execute anything but a query, once for each row of binds (``[()]`` without binds).

        Stops at the first bad row and raises its OraError with the attribute ``applied`` set to the number
        of rows before it, which stay applied in the transaction; with ``batch_errors`` it goes on and lists
        the errors. Raises StatementInterruptedError when ``interrupt`` was called.
        """

    def query(self, statement: Statement, row: BindRow) -> Iterator[tuple[Value, ...]]:
        """The rows of a query; raises OraError and StatementInterruptedError."""

    def commit(self) -> None:
        """Make the transaction durable."""

    def rollback(self) -> None:
        """Undo what is not committed."""

    def interrupt(self) -> None:
        """End the statement in progress soon; from any thread."""

    def close(self) -> None:
        """Roll back and let go."""


class SqlDatabase(Protocol):
    """The database: users and sessions; safe from any thread."""

    def verifier(self, user: str) -> str | None:
        """The password of a user in plain text, None where there is no such user (any case of letters)."""

    def log_in(self, user: str, *, password_matches: bool) -> SqlSession:
        """A session for a user whose password was compared.

        Raises:
            OraError: 1017 wrong user or password, 28000 the account is locked (also after too many wrong
                passwords), 28001 the password has expired, 1045 no CREATE SESSION.
        """
