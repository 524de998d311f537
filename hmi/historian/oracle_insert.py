"""Inserting rows into one table so that each bad one costs only itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

import oracledb

from hmi.historian.oracle_bind import Batch, Bound, RowBinds
from hmi.historian.oracle_dictionary import Cursor, TableLayout, find_unique, guards_of
from hmi.historian.oracle_errors import ErrorClass, classify, code_of, words_of
from hmi.historian.oracle_facts import TagFacts
from hmi.historian.oracle_sizes import DeclaringCursor, declare
from hmi.historian.oracle_sql import insert_missing_sql, insert_sql, lock_sql
from hmi.historian.protocol import Rejected
from hmi.model.reading import Row
from hmi.model.tables import TableMapping

SLICE_ROWS = 1000
"""Rows per call. The driver's own ``batch_size`` keeps the row errors of the last batch only."""

ALTERED_KEY = "ALTERED_KEY"
"""Code of a row that the table refuses as being there, though no row with its key is."""

_CONSTRAINT = re.compile(r"\(([^().]+\.[^()]+?)\)")
"""Where ORA-00001 names what is violated, in whichever language: ``(HMI.TAG_VALUES_PK)``."""


class InsertCursor(Cursor, DeclaringCursor, Protocol):
    """What is used of ``oracledb.Cursor`` to insert."""

    def executemany(self, statement: str, parameters: Any, *, batcherrors: bool) -> None:
        """Insert all rows; those that fail are in ``getbatcherrors``."""

    def getbatcherrors(self) -> list[Any]:
        """Errors with ``offset``, in no order."""


class _Call(NamedTuple):
    """What is sent of each slice."""

    statement: str
    sizes: tuple[object, ...]
    with_key: bool


class TableInsert:
    """Inserts into one table; made of its mapping and of what the dictionary says of it.

    ``is_guarded`` says that the table itself keeps a row from coming twice.
    """

    def __init__(self, mapping: TableMapping, layout: TableLayout) -> None:
        self._mapping = mapping
        self._table = layout.table
        self._binds = RowBinds(mapping, layout)
        self._plain = _Call(insert_sql(mapping), self._binds.sizes, with_key=False)
        self._missing = _Call(
            insert_missing_sql(mapping), self._binds.sizes + self._binds.key_sizes, with_key=True
        )
        self._unique = layout.unique
        self._guards = guards_of(layout.unique, mapping.key)
        self.is_guarded = bool(self._guards)

    def insert(
        self,
        cursor: InsertCursor,
        rows: Sequence[Row],
        facts: Sequence[TagFacts],
        written_at: datetime,
        *,
        again: bool,
    ) -> list[Rejected]:
        """Insert the rows without committing and return those that will never be taken.

        Rows that are there already count as inserted; ORA-00001 alone does not prove it, for a table or a
        trigger that shortens the time makes two rows one, so the key is looked for. Where nothing in the
        table keeps a row from coming twice and ``again`` says that it may, each is looked for first; the
        table is locked for that, so that a transaction of a session that was left behind can not commit it
        meanwhile.

        Raises:
            oracledb.Error, OSError: what concerns more than single rows; the transaction must be rolled back.
        """
        call = self._plain
        if again and not self.is_guarded:
            cursor.execute(lock_sql(str(self._table)))
            call = self._missing
        rejected: list[Rejected] = []
        for start in range(0, len(rows), SLICE_ROWS):
            part = slice(start, start + SLICE_ROWS)
            bound = self._binds.bind(Batch(rows[part], facts[part], written_at), with_key=call.with_key)
            rejected += bound.rejected
            if bound.rows:
                rejected += self._send(cursor, call, bound)
        return rejected

    def _send(self, cursor: InsertCursor, call: _Call, bound: Bound) -> list[Rejected]:
        rows, binds, _ = bound
        declare(cursor, call.sizes)
        try:
            cursor.executemany(call.statement, binds, batcherrors=True)
        except oracledb.Error as error:
            # A value that the driver can not send fails the whole call, with nothing sent.
            if classify(error) is not ErrorClass.BIND:
                raise
            if len(rows) == 1:
                return [Rejected(rows[0], code_of(error), words_of(error))]
            middle = len(rows) // 2
            return self._send(cursor, call, Bound(rows[:middle], binds[:middle], [])) + self._send(
                cursor, call, Bound(rows[middle:], binds[middle:], [])
            )
        errors = cursor.getbatcherrors()
        return self._rejected(cursor, call, bound, errors) if errors else []

    def _rejected(
        self, cursor: InsertCursor, call: _Call, bound: Bound, errors: Sequence[Any]
    ) -> list[Rejected]:
        rows, rejected, there = bound.rows, [], []
        self._learn_guards(cursor, errors)
        classes = [classify(error) for error in errors]
        # An unknown error of one row is the row's; one that strikes every row is not.
        strikes_all = 1 < len(rows) == classes.count(ErrorClass.UNKNOWN)
        of_the_row = {ErrorClass.ROW} if strikes_all else {ErrorClass.ROW, ErrorClass.UNKNOWN}
        for error, error_class in sorted(zip(errors, classes, strict=True), key=lambda one: one[0].offset):
            row = rows[error.offset]
            if error_class in of_the_row:
                rejected.append(Rejected(row, code_of(error), words_of(error)))
            elif error_class is not ErrorClass.DUPLICATE:
                # No space, a deadlock: reported by row, but not the row's fault.
                raise oracledb.DatabaseError(error)
            elif _violated(error) not in self._guards:
                rejected.append(Rejected(row, code_of(error), _another_row(error)))
            elif call.with_key:  # it was looked for already
                rejected.append(Rejected(row, ALTERED_KEY, _altered_key(error)))
            else:
                there.append(error.offset)
        return rejected + self._look(cursor, bound, there) if there else rejected

    def _look(self, cursor: InsertCursor, bound: Bound, places: Sequence[int]) -> list[Rejected]:
        """Look for the rows that the table refuses as being there, and return those that are not."""
        suspects = Bound(
            [bound.rows[place] for place in places],
            [self._binds.with_key(bound.binds[place]) for place in places],
            [],
        )
        try:
            return self._send(cursor, self._missing, suspects)
        except oracledb.Error as error:
            if classify(error) is not ErrorClass.SETUP:
                raise
            return []  # who may only insert can not look, and has to believe it

    def _learn_guards(self, cursor: Cursor, errors: Sequence[Any]) -> None:
        """Look again at what is unique in the table where a row fails for something that we do not know."""
        names = {_violated(error) for error in errors if classify(error) is ErrorClass.DUPLICATE}
        if not names <= self._unique.keys():
            self._unique = find_unique(cursor, self._table)
            self._guards = guards_of(self._unique, self._mapping.key)


def _violated(error: object) -> str:
    found = _CONSTRAINT.search(str(error))
    return found[1] if found else ""


def _altered_key(error: object) -> str:
    return (
        f"{words_of(error)}: the table has no row with this time and tag, but takes it for one that it has, "
        "so the table, or a trigger, keeps less of them than is written: see `hmi check oracle`, correct "
        "that, then send the row again"
    )


def _another_row(error: object) -> str:
    return (
        f"{words_of(error)}: another row has the same, and it is not the key of the mapping; "
        "look at the row that is there"
    )
