"""What a logged-in client asks for: piggybacks, then one function with its body and its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from tests.servers.oracle.bind_rows import BindLayout, read_layout, read_rows
from tests.servers.oracle.engine import BindRow
from tests.servers.oracle.primitives import ProtocolError, Reader


class Function(IntEnum):
    """The functions this server knows, by their number."""

    REEXECUTE = 4
    FETCH = 5
    LOGOFF = 9
    COMMIT = 14
    ROLLBACK = 15
    REEXECUTE_AND_FETCH = 78
    EXECUTE = 94
    PING = 147


class Option:
    """Bits of EXECUTE."""

    EXECUTE = 0x20
    FETCH = 0x40
    COMMIT = 0x100
    NOT_PLSQL = 0x8000
    BATCH_ERRORS = 0x80000


_FUNCTION, _PIGGYBACK = 3, 17
_CLOSE_CURSORS, _END_TO_END, _SET_SCHEMA = 105, 135, 152
_QUERY_AT, _FLAGS_AT, _COUNT_AT = 7, 9, 1
_WANTS_ROW_COUNTS = 0x4000
_COMMIT_REEXECUTE = 0x1


@dataclass(frozen=True, slots=True)
class Execute:
    """Run a statement: a new one by its text, or an open cursor's again."""

    cursor_id: int
    """0 asks for a new cursor."""

    sql: str | None
    layout: BindLayout
    rows: list[BindRow]
    """One for each iteration; empty rows where the statement has no binds."""

    prefetch: int
    """How many rows of a query belong into the answer."""

    runs: bool = True
    """Else it is only parsed and described."""

    commits: bool = False
    batch_errors: bool = False
    row_counts: bool = False


@dataclass(frozen=True, slots=True)
class Fetch:
    """More rows of a query."""

    cursor_id: int
    count: int


@dataclass(frozen=True, slots=True)
class Plain:
    """COMMIT, ROLLBACK, PING or LOGOFF."""

    function: Function


Request = Execute | Fetch | Plain


class RequestReader:
    """Reads requests; knows what the piggybacks before them change.

    ``layout_of`` gives the binds of an open cursor as they were last described; ``close_cursor`` is called
    for cursors the client has no more use for.
    """

    def __init__(
        self, reader: Reader, layout_of: Callable[[int], BindLayout], close_cursor: Callable[[int], None]
    ) -> None:
        self._reader = reader
        self._layout_of = layout_of
        self._close_cursor = close_cursor

    def read(self) -> Request:
        """Block for the next request, the whole of it; raises ProtocolError for one that is not known."""
        reader = self._reader
        while (message := reader.u8()) == _PIGGYBACK:
            code = reader.u8()
            reader.u8()
            self._read_piggyback(code)
        if message != _FUNCTION:
            raise ProtocolError(f"message type {message}")
        code = reader.u8()
        reader.u8()
        if code not in Function.__members__.values():
            raise ProtocolError(f"function {code}")
        function = Function(code)
        if function is Function.EXECUTE:
            return self._read_execute()
        if function in (Function.REEXECUTE, Function.REEXECUTE_AND_FETCH):
            return self._read_reexecute(function)
        if function is Function.FETCH:
            return Fetch(reader.ub(), reader.ub())
        return Plain(function)

    def _read_piggyback(self, code: int) -> None:
        reader = self._reader
        if code == _CLOSE_CURSORS:
            reader.u8()
            for _ in range(reader.ub()):
                self._close_cursor(reader.ub())
        elif code == _SET_SCHEMA:
            reader.u8()
            reader.dalc()
        elif code == _END_TO_END:
            self._read_end_to_end()
        else:
            raise ProtocolError(f"piggyback {code}")

    def _read_end_to_end(self) -> None:
        reader = self._reader
        lengths = []
        reader.skip("11u")
        for _name in ("client identifier", "module", "action"):
            reader.u8()
            lengths.append(reader.ub())
        for _name in ("client info", "database operation"):
            reader.skip("1u1u1")
            lengths.append(reader.ub())
        for length in lengths:
            if length:
                reader.clr()

    def _read_execute(self) -> Execute:
        reader = self._reader
        options, cursor_id = reader.ub(), reader.ub()
        has_sql = reader.u8()
        reader.skip("u1u11u")  # lengths, and what goes unused before the number of rows to fetch
        prefetch = reader.ub()
        reader.skip("u1")
        bind_count = reader.ub()
        reader.skip("111111")
        define_count = reader.ub()
        reader.skip("u111u1uu")  # registration and object list
        reader.skip("1u1")  # where the row counts go
        reader.skip("1u1u1" + "1u")  # SQL signature, identifier and chunks
        text = reader.clr() if has_sql else None
        vector = [reader.ub() for _ in range(13)]
        if define_count:
            raise ProtocolError("a define: large objects are not known")
        layout = read_layout(reader, bind_count, plsql=not options & Option.NOT_PLSQL)
        runs = bool(options & Option.EXECUTE)
        iterations = 1 if vector[_QUERY_AT] else vector[_COUNT_AT]
        return Execute(
            cursor_id=cursor_id,
            sql=None if text is None else text.decode(),
            layout=layout,
            rows=read_rows(reader, layout, iterations) if runs else [],
            prefetch=prefetch if options & Option.FETCH else 0,
            runs=runs,
            commits=bool(options & Option.COMMIT),
            batch_errors=bool(options & Option.BATCH_ERRORS),
            row_counts=bool(vector[_FLAGS_AT] & _WANTS_ROW_COUNTS),
        )

    def _read_reexecute(self, function: Function) -> Execute:
        reader = self._reader
        cursor_id, count = reader.ub(), reader.ub()
        reader.ub()
        commits = bool(reader.ub() & _COMMIT_REEXECUTE)
        fetches = function is Function.REEXECUTE_AND_FETCH
        layout = self._layout_of(cursor_id)
        return Execute(
            cursor_id=cursor_id,
            sql=None,
            layout=layout,
            rows=read_rows(reader, layout, 1 if fetches else count),
            prefetch=count if fetches else 0,
            commits=commits,
        )
