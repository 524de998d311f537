"""A logged-in session: requests in, answers out, until the client is gone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

from tests.servers.oracle.cursors import Cursor, Cursors, run_array
from tests.servers.oracle.engine import (
    Kind,
    OraError,
    RowError,
    SqlSession,
    StatementInterruptedError,
)
from tests.servers.oracle.faults import Faults
from tests.servers.oracle.gate import Gate
from tests.servers.oracle.primitives import Reader
from tests.servers.oracle.replies import (
    ARRAY_ERRORS,
    NO_DATA_FOUND,
    description,
    encoders_of,
    outcome,
    row_counts,
    rows_of,
    status,
)
from tests.servers.oracle.requests import Execute, Fetch, Function, Plain, Request, RequestReader
from tests.servers.oracle.transport import BreakError, Wire
from tests.servers.oracle.watch import Watch

_CANCELLED = OraError(1013, "user requested cancel of current operation")
_NO_MORE = OraError(NO_DATA_FOUND, "no data found")
_ARRAY_ERRORS = OraError(ARRAY_ERRORS, "error(s) in array DML")


class Session:
    """Serves one client on its connection's thread."""

    def __init__(self, wire: Wire, reader: Reader, sql: SqlSession, faults: Faults, watch: Watch) -> None:
        self._wire = wire
        self._reader = reader
        self._sql = sql
        self._faults = faults
        self._watch = watch
        self._gate = Gate(wire, faults)
        self._cursors = Cursors()
        self._requests = RequestReader(reader, self._cursors.layout_of, self._cursors.close)

    def serve(self) -> None:
        """Answer until the client goes: ends by ClientGoneError, CutError or ProtocolError.

        A break that crosses the answer on its way is met at the next request, which then fails by ORA-01013.
        """
        while True:
            try:
                reply = self._answer(self._requests.read())
                if self._wire.arrived():
                    self._wire.give_up()
                self._wire.send_message(reply)
            except (BreakError, StatementInterruptedError) as broken:
                self._settle_break(broken)

    def _settle_break(self, broken: Exception) -> None:
        if isinstance(broken, StatementInterruptedError):
            with suppress(BreakError):
                self._wire.give_up()
        self._reader.clear()
        self._wire.settle_break()
        self._wire.send_message(outcome(in_transaction=self._sql.in_transaction, error=_CANCELLED))

    def _answer(self, request: Request) -> bytes:
        if isinstance(request, Plain):
            return self._do(request.function)
        if isinstance(request, Fetch):
            return self._fetch(self._cursors.get(request.cursor_id), request.count)
        return self._execute(request)

    def _do(self, function: Function) -> bytes:
        try:
            if function is Function.COMMIT:
                self._commit()
            elif function is Function.ROLLBACK:
                self._sql.rollback()
        except OraError as error:
            return self._outcome(0, error=error)
        return status(in_transaction=self._sql.in_transaction)

    def _commit(self) -> None:
        self._gate.before("commit")
        self._sql.commit()
        self._gate.after("commit")

    def _execute(self, request: Execute) -> bytes:
        cursor_id = request.cursor_id
        try:
            cursor = self._cursor_of(request)
            if not request.runs:
                return description(cursor.statement.columns) + self._outcome(cursor.id)
            cursor_id = cursor.id
            self._gate.before("execute")
            if cursor.statement.kind is Kind.QUERY:
                return self._query(cursor, request)
            return self._run(cursor, request)
        except OraError as error:
            counts = row_counts([1] * error.applied) if request.row_counts else b""
            return counts + self._outcome(cursor_id, rows=error.applied, error=error)

    def _cursor_of(self, request: Execute) -> Cursor:
        if request.sql is None:
            cursor = self._cursors.get(request.cursor_id)
        else:
            cursor = self._cursors.open(self._sql.parse(request.sql), request.cursor_id)
        cursor.layout = request.layout
        return cursor

    def _run(self, cursor: Cursor, request: Execute) -> bytes:
        bad = self._faults.row_codes(len(request.rows))
        with self._watch.guarding(self._wire, self._sql.interrupt):
            result = run_array(
                self._sql, cursor.statement, request.rows, bad, batch_errors=request.batch_errors
            )
        self._gate.after("execute")
        if request.commits and not result.errors:
            self._commit()
        counts = row_counts(result.counts) if request.row_counts else b""
        return counts + self._outcome(
            cursor.id,
            rows=result.applied,
            error=_ARRAY_ERRORS if result.errors else None,
            row_errors=result.errors,
        )

    def _query(self, cursor: Cursor, request: Execute) -> bytes:
        is_new = request.sql is not None
        cursor.results = self._sql.query(cursor.statement, request.rows[0])
        described = description(cursor.statement.columns) if is_new else b""
        rows = self._fetch(cursor, request.prefetch)
        self._gate.after("execute")
        return described + rows

    def _fetch(self, cursor: Cursor, count: int) -> bytes:
        try:
            with self._watch.guarding(self._wire, self._sql.interrupt):
                rows = list(islice(cursor.results, count))
        except OraError as error:
            return self._outcome(cursor.id, error=error)
        data = rows_of(encoders_of(cursor.statement.columns), rows)
        return data + self._outcome(cursor.id, error=_NO_MORE if len(rows) < count else None)

    def _outcome(
        self,
        cursor_id: int,
        *,
        rows: int = 0,
        error: OraError | None = None,
        row_errors: Sequence[RowError] = (),
    ) -> bytes:
        return outcome(
            in_transaction=self._sql.in_transaction,
            cursor_id=cursor_id,
            rows=rows,
            error=error,
            row_errors=row_errors,
        )
