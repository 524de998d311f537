"""What is asked of the quarantine's file, each within a transaction of the caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from hmi.historian.protocol import Rejected
from hmi.historian.quarantine_rows import (
    COLUMNS,
    CodeCount,
    QuarantinedRow,
    RowKey,
    State,
    Stored,
    TagCount,
    Which,
    loaded,
    stored_key,
    stored_original,
    stored_row,
    stored_text,
)
from hmi.model.reading import Row
from hmi.model.times import moment_of, us_of

IdsOf = Callable[[sqlite3.Connection], list[int]]

_BEFORE_ALL = -(2**63)

_COLUMNS = ", ".join(COLUMNS)
_SELECT = f"SELECT id, {_COLUMNS} FROM rows"
_BY_KEY = "(plc_code, tag_address, ts_us) = (?, ?, ?)"
_ANY_TEXT = (
    "instr(lower(plc_code || ' ' || tag_address || ' ' || tag_name || ' ' || group_name || ' ' || "
    "ifnull(value, '') || ' ' || code || ' ' || reason), lower(?))"
)
_UPSERT = f"""
    INSERT INTO rows ({_COLUMNS}) VALUES ({", ".join("?" * len(COLUMNS))})
    ON CONFLICT (plc_code, tag_address, ts_us) DO UPDATE SET
        code = excluded.code, reason = excluded.reason, last_refused_us = excluded.last_refused_us,
        attempts = attempts + 1, state = excluded.state"""
_CORRECTED = COLUMNS[: COLUMNS.index("code")]
_REPLACE = f"UPDATE rows SET {', '.join(f'{name} = ?' for name in _CORRECTED)} WHERE id = ?"
_RELEASED = f"{_SELECT} WHERE state = 'released' ORDER BY ts_us LIMIT ?"
_CODES = """
    SELECT code, sum(rows) AS n,
        (SELECT reason FROM rows WHERE rows.code = totals.code ORDER BY id DESC LIMIT 1)
    FROM totals GROUP BY code HAVING n > 0 ORDER BY n DESC, code"""


def count(file: sqlite3.Connection) -> int:
    """Rows in the file, without looking at them."""
    (rows,) = file.execute("SELECT ifnull(sum(rows), 0) FROM totals").fetchone()
    return int(rows)


def upsert(file: sqlite3.Connection, rejected: Iterable[Rejected], now_us: int) -> None:
    """Insert refused rows, or hold again those that are there."""
    file.executemany(_UPSERT, (_refused(one, now_us) for one in rejected))


def newest(file: sqlite3.Connection, which: Which, limit: int, offset: int) -> list[QuarantinedRow]:
    """The newest first."""
    condition, values = _condition(which)
    asked = f"{_SELECT} WHERE {condition} ORDER BY id DESC LIMIT ? OFFSET ?"
    return [one for _, one in _rows(file.execute(asked, (*values, limit, offset)))]


def after(file: sqlite3.Connection, number: int | None, limit: int) -> list[tuple[int, QuarantinedRow]]:
    """Rows with the ids after ``number``, all where it is None; the oldest first."""
    start = _BEFORE_ALL if number is None else number
    return list(_rows(file.execute(f"{_SELECT} WHERE id > ? ORDER BY id LIMIT ?", (start, limit))))


def by_id(file: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, QuarantinedRow]]:
    """The rows of these ids."""
    for number in numbers:
        yield from _rows(file.execute(f"{_SELECT} WHERE id = ?", (number,)))


def by_key(file: sqlite3.Connection, keys: Iterable[RowKey]) -> Iterator[tuple[int, QuarantinedRow]]:
    """Those of these keys that are there."""
    for key in keys:
        yield from _rows(file.execute(f"{_SELECT} WHERE {_BY_KEY}", stored_key(key)))


def released(file: sqlite3.Connection, limit: int) -> list[Row]:
    """Rows to send, by their time."""
    return [one.row for _, one in _rows(file.execute(_RELEASED, (limit,)))]


def codes(file: sqlite3.Connection) -> list[CodeCount]:
    """The codes, the commonest first."""
    return [CodeCount(_shown(code), _shown(reason), rows) for code, rows, reason in file.execute(_CODES)]


def tags(file: sqlite3.Connection) -> list[tuple[str, str]]:
    """The tags of which rows are there."""
    found = file.execute("SELECT DISTINCT plc_code, tag_address FROM rows ORDER BY plc_code, tag_address")
    return [(_shown(plc_code), _shown(address)) for plc_code, address in found]


def tag_counts(file: sqlite3.Connection, code: str | None) -> list[TagCount]:
    """The tags of which rows are there, all or those refused with a code; in order."""
    condition, values = _condition(Which(code=code))
    # The bare column is that of the row with the largest id: SQLite says so of max().
    found = file.execute(
        f"SELECT plc_code, tag_address, tag_name, count(*), max(id) FROM rows WHERE {condition} "
        "GROUP BY plc_code, tag_address ORDER BY plc_code, tag_address",
        values,
    )
    return [
        TagCount(_shown(plc_code), _shown(address), _shown(name), int(rows))
        for plc_code, address, name, rows, _ in found
    ]


def keys(file: sqlite3.Connection, which: Which, limit: int) -> list[RowKey]:
    """The keys of the newest rows, the newest first."""
    condition, values = _condition(which)
    asked = f"SELECT plc_code, tag_address, ts_us FROM rows WHERE {condition} ORDER BY id DESC LIMIT ?"
    return [
        RowKey(_shown(plc_code), _shown(address), moment_of(ts_us))
        for plc_code, address, ts_us in file.execute(asked, (*values, limit))
    ]


def count_released(file: sqlite3.Connection) -> int:
    """Rows that are to be sent, without looking at them."""
    asked = "SELECT ifnull(sum(rows), 0) FROM totals WHERE state = ?"
    (rows,) = file.execute(asked, (State.RELEASED.value,)).fetchone()
    return int(rows)


def replace(file: sqlite3.Connection, number: int, row: Row, original: Row) -> None:
    """Put a corrected row in the place of the one with this id and the same key."""
    file.execute(_REPLACE, (*stored_row(row), *stored_original(original), number))


def release(file: sqlite3.Connection, numbers: Sequence[int]) -> int:
    """Mark rows to be sent; how many were not marked yet."""
    marked = "UPDATE rows SET state = 'released' WHERE id = ? AND state <> 'released'"
    return file.executemany(marked, ((number,) for number in numbers)).rowcount


def delete(file: sqlite3.Connection, numbers: Sequence[int]) -> int:
    """Delete rows; how many there were."""
    return file.executemany("DELETE FROM rows WHERE id = ?", ((number,) for number in numbers)).rowcount


def portions(chosen: Which | Sequence[RowKey], size: int) -> Iterator[IdsOf]:
    """Queries for the ids of the chosen rows, ``size`` at a time, to be asked before the next is taken.

    They go upwards, so that a row that changes behind them does not come again.
    """
    if not isinstance(chosen, Which):
        for start in range(0, len(chosen), size):
            yield partial(_ids_of_keys, chosen[start : start + size])
        return
    walk = _Walk(chosen, size)
    while not walk.is_done:
        yield walk.ids


class _Walk:
    """Goes through the rows that are meant, by their ids."""

    def __init__(self, which: Which, size: int) -> None:
        self.is_done = False
        condition, self._values = _condition(which)
        self._query = f"SELECT id FROM rows WHERE id > ? AND {condition} ORDER BY id LIMIT ?"
        self._size = size
        self._after = _BEFORE_ALL

    def ids(self, file: sqlite3.Connection) -> list[int]:
        """The next ids."""
        found = [number for (number,) in file.execute(self._query, (self._after, *self._values, self._size))]
        self.is_done = len(found) < self._size
        if found:
            self._after = found[-1]
        return found


def _ids_of_keys(keys: Sequence[RowKey], file: sqlite3.Connection) -> list[int]:
    query = f"SELECT id FROM rows WHERE {_BY_KEY}"
    return [number for key in keys for (number,) in file.execute(query, stored_key(key))]


def _condition(which: Which) -> tuple[str, list[Stored]]:
    terms: list[str] = ["1"]
    values: list[Stored] = []
    given = {"plc_code": which.plc_code, "tag_address": which.tag_address, "code": which.code}
    for name, text in given.items():
        if text is not None:
            terms.append(f"{name} = ?")
            values.append(stored_text(text))
    if which.ts is not None:
        terms.append("ts_us = ?")
        values.append(us_of(which.ts))
    if which.text:
        terms.append(_ANY_TEXT)
        values.append(stored_text(which.text))
    return " AND ".join(terms), values


def _rows(found: Iterable[Sequence[Stored]]) -> Iterator[tuple[int, QuarantinedRow]]:
    for number, *fields in found:
        yield int(number), loaded(fields)  # type: ignore[arg-type]  # an id is always an integer


def _refused(one: Rejected, now_us: int) -> tuple[Stored, ...]:
    return (
        *stored_row(one.row),
        *stored_original(None),
        *(stored_text(one.code), stored_text(one.reason)),
        *(now_us, now_us, 1, State.HELD.value),
    )


def _shown(stored: str | bytes) -> str:
    return stored if isinstance(stored, str) else stored.decode("utf-8", "surrogatepass")
