"""A desk at the tests' Oracle database: one line for a statement, a query, or the error that it ends with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.servers.oracle.engine import ArrayResult, BindRow, OraError, SqlSession


class Desk:
    """Works with one session."""

    def __init__(self, session: SqlSession) -> None:
        self.session = session

    def run(self, sql: str, *row: Any) -> int:
        """Execute a statement once; how many rows changed."""
        return self.many(sql, [row]).applied

    def many(self, sql: str, rows: Sequence[BindRow], *, batch_errors: bool = False) -> ArrayResult:
        """Execute a statement with an array of binds."""
        return self.session.run(self.session.parse(sql), rows, batch_errors=batch_errors)

    def ask(self, sql: str, *row: Any) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return list(self.session.query(self.session.parse(sql), row))

    def one(self, sql: str, *row: Any) -> Any:
        """The only value of a query."""
        ((value,),) = self.ask(sql, *row)
        return value

    def refused(self, sql: str, *row: Any) -> str:
        """The error that a statement ends with."""
        with pytest.raises(OraError) as caught:
            (self.ask if sql.lstrip().upper().startswith("SELECT") else self.run)(sql, *row)
        return str(caught.value)
