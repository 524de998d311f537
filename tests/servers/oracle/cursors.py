"""Open cursors of a session, and an array's run with the rows that fail on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tests.servers.oracle.bind_rows import NO_BINDS, BindLayout
from tests.servers.oracle.engine import (
    ArrayResult,
    BindRow,
    OraError,
    RowError,
    SqlSession,
    Statement,
    Value,
)
from tests.servers.oracle.primitives import ProtocolError

_UNIQUE_VIOLATED = 1


@dataclass(slots=True)
class Cursor:
    """A statement the client may run again by its number."""

    id: int
    statement: Statement
    layout: BindLayout = NO_BINDS
    results: Iterator[tuple[Value, ...]] = field(default_factory=lambda: iter(()))
    fetched: int = 0


class Cursors:
    """By their number, from 1."""

    def __init__(self) -> None:
        self._cursors: dict[int, Cursor] = {}
        self._last = 0

    def open(self, statement: Statement, cursor_id: int) -> Cursor:
        """A cursor for a statement: a new one, or the one of that number with its statement replaced."""
        if cursor_id == 0:
            self._last += 1
            cursor_id = self._last
        cursor = self._cursors[cursor_id] = Cursor(cursor_id, statement)
        return cursor

    def get(self, cursor_id: int) -> Cursor:
        """An open cursor; raises ProtocolError where there is none."""
        if cursor_id not in self._cursors:
            raise ProtocolError(f"no cursor {cursor_id}")
        return self._cursors[cursor_id]

    def layout_of(self, cursor_id: int) -> BindLayout:
        """The binds of an open cursor as they were last described."""
        return self.get(cursor_id).layout

    def close(self, cursor_id: int) -> None:
        """Forget it."""
        self._cursors.pop(cursor_id, None)


def run_array(
    session: SqlSession,
    statement: Statement,
    rows: Sequence[BindRow],
    bad: Mapping[int, int],
    *,
    batch_errors: bool,
) -> ArrayResult:
    """Run the rows; those in ``bad`` (error code by row) fail on purpose, without reaching the database.

    Raises OraError for the first bad row, where no batch errors are asked for.
    """
    if not bad:
        return session.run(statement, rows, batch_errors=batch_errors)
    if batch_errors:
        return _run_good_rows(session, statement, rows, bad)
    first = min(bad)
    error = _on_purpose(bad[first])
    if first:
        error.applied = session.run(statement, rows[:first]).applied
    raise error


def _run_good_rows(
    session: SqlSession, statement: Statement, rows: Sequence[BindRow], bad: Mapping[int, int]
) -> ArrayResult:
    places = [place for place in range(len(rows)) if place not in bad]
    result = ArrayResult(0, (), ())
    if places:
        result = session.run(statement, [rows[place] for place in places], batch_errors=True)
    errors = [RowError(places[one.offset], one.error) for one in result.errors]
    errors += [RowError(place, _on_purpose(code)) for place, code in bad.items()]
    errors.sort(key=lambda one: (one.error.code == _UNIQUE_VIOLATED, one.offset))
    return ArrayResult(result.applied, result.counts, tuple(errors))


def _on_purpose(code: int) -> OraError:
    return OraError(code, "the row is refused on purpose")
