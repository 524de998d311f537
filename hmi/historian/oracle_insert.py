"""Inserting rows so that each bad one costs only itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import oracledb

from hmi.historian.oracle_errors import ErrorClass, classify, code_of, words_of
from hmi.historian.oracle_table import INPUT_SIZES, INSERT, binds
from hmi.historian.protocol import Rejected
from hmi.model.reading import Row

SLICE_ROWS = 1000
"""Rows per call. The driver's own ``batch_size`` keeps the row errors of the last batch only."""


class InsertCursor(Protocol):
    """What is used of ``oracledb.Cursor``."""

    def setinputsizes(self, *args: Any) -> Any:
        """Declare the types of the binds for the next call."""

    def executemany(self, statement: str, parameters: Any, *, batcherrors: bool) -> None:
        """Insert all rows; those that fail are in ``getbatcherrors``."""

    def getbatcherrors(self) -> list[Any]:
        """Errors with ``offset``, in no order."""


def insert_rows(cursor: InsertCursor, rows: Sequence[Row]) -> list[Rejected]:
    """Insert the rows without committing and return those the database or the driver will never take.

    Rows that are there already count as inserted.

    Raises:
        oracledb.Error, OSError: what concerns more than single rows; the transaction must be rolled back.
    """
    rejected: list[Rejected] = []
    for start in range(0, len(rows), SLICE_ROWS):
        rejected += _insert_slice(cursor, rows[start : start + SLICE_ROWS])
    return rejected


def _insert_slice(cursor: InsertCursor, rows: Sequence[Row]) -> list[Rejected]:
    cursor.setinputsizes(*INPUT_SIZES)  # forgotten by the driver whenever the statement changes
    try:
        cursor.executemany(INSERT, binds(rows), batcherrors=True)
    except oracledb.Error as error:
        # A value that the driver can not send fails the whole call, with nothing sent.
        if classify(error) is not ErrorClass.BIND:
            raise
        if len(rows) == 1:
            return [Rejected(rows[0], code_of(error), words_of(error))]
        middle = len(rows) // 2
        return _insert_slice(cursor, rows[:middle]) + _insert_slice(cursor, rows[middle:])
    return _rejected(rows, cursor.getbatcherrors())


def _rejected(rows: Sequence[Row], errors: Sequence[Any]) -> list[Rejected]:
    rejected = []
    # An unknown error of one row is the row's; one that strikes every row is not.
    of_the_row = {ErrorClass.ROW} if 1 < len(rows) == len(errors) else {ErrorClass.ROW, ErrorClass.UNKNOWN}
    for error in sorted(errors, key=lambda error: error.offset):
        error_class = classify(error)
        if error_class in of_the_row:
            rejected.append(Rejected(rows[error.offset], code_of(error), words_of(error)))
        elif error_class is not ErrorClass.DUPLICATE:
            # No space, a deadlock: reported by row, but not the row's fault.
            raise oracledb.DatabaseError(error)
    return rejected
