"""The quarantine: rows the historian will never take as they are, until a person corrects or deletes them."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from hmi.historian import quarantine_sql as sql
from hmi.historian.csvfile import utc_now
from hmi.historian.protocol import Rejected
from hmi.historian.quarantine_export import export_rows
from hmi.historian.quarantine_file import BUSY_S, DamagedError, inode, open_file, translated
from hmi.historian.quarantine_log import RefusalLog
from hmi.historian.quarantine_rows import (
    EVERY_ROW,
    CodeCount,
    QuarantinedRow,
    RowKey,
    TagCount,
    Which,
    key_of,
    value_text,
)
from hmi.historian.quarantine_salvage import finish_salvage, set_aside
from hmi.historian.quarantine_values import corrected
from hmi.model.reading import Row, Value
from hmi.model.times import us_of, utc_text

_log = logging.getLogger(__name__)

T = TypeVar("T")
Chosen = Which | Sequence[RowKey]
"""Rows by what they have in common, or one by one."""

_CHUNK = 2_000
"""Rows in one transaction: others wait for the file's lock meanwhile."""

_READ, _CHANGE = "BEGIN", "BEGIN IMMEDIATE"


class Quarantine:
    """Keeps refused rows in ``folder/quarantine.db``, each key once; safe from any thread and process.

    The file is made with the first row. A damaged one is set aside, and its intact rows go on in a new one;
    one that is deleted is made anew.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = utc_now) -> None:
        self.folder = folder
        self._path = folder / "quarantine.db"
        self._now = now
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._inode: int | None = None
        self._count = 0
        self._difference: int | None = None
        self._refusals = RefusalLog()
        self._look_first()

    @property
    def count(self) -> int:
        """Rows in quarantine as of the last access to the file; from any thread, never waits for a disk.

        What another process does shows with the next ``released`` or ``reconcile``.
        """
        return self._count

    def write(self, rejected: Sequence[Rejected]) -> None:
        """Keep refused rows; they are on disk (fsync) when this returns.

        A row that is there already is not doubled: it is held again, with the new code and reason and one
        attempt more, and keeps its value, which may have been corrected.

        Raises:
            OSError: the disk refuses; none of the rows is kept.
        """
        if not rejected:
            return
        now_us = us_of(self._now())
        with self._lock:
            self._locked(lambda file: sql.upsert(file, rejected, now_us))
        self._refusals.tell(rejected)

    def rows(self, limit: int = 100, offset: int = 0, which: Which = EVERY_ROW) -> list[QuarantinedRow]:
        """Some of the rows, the newest in quarantine first.

        Raises:
            OSError: the file cannot be read now.
        """
        return self._look(lambda file: sql.newest(file, which, limit, offset), [])

    def codes(self) -> list[CodeCount]:
        """The codes with which rows were refused, the commonest first.

        Raises:
            OSError: the file cannot be read now.
        """
        return self._look(sql.codes, [])

    def tags(self) -> list[tuple[str, str]]:
        """The (plc_code, tag_address) of which rows are here, in order.

        Raises:
            OSError: the file cannot be read now.
        """
        return self._look(sql.tags, [])

    def tag_counts(self, code: str | None = None) -> list[TagCount]:
        """The tags of which rows are here, all or those refused with that code; in order.

        Raises:
            OSError: the file cannot be read now.
        """
        return self._look(lambda file: sql.tag_counts(file, code), [])

    def keys(self, which: Which, limit: int) -> list[RowKey]:
        """Which rows are meant, the newest in quarantine first; ``limit`` at the most.

        Raises:
            OSError: the file cannot be read now.
        """
        return self._look(lambda file: sql.keys(file, which, limit), [])

    def find(self, keys: Sequence[RowKey]) -> list[QuarantinedRow]:
        """Those of these rows that are here.

        Raises:
            OSError: the file cannot be read now.
        """
        return self._look(lambda file: [one for _, one in sql.by_key(file, keys)], [])

    def count_released(self) -> int:
        """Rows that are to be sent again and are neither stored nor refused yet.

        Raises:
            OSError: the file cannot be read now.
        """
        return self._look(sql.count_released, 0)

    def correct(self, chosen: Chosen, *, value: Value = None, tag_name: str | None = None) -> int:
        """Give rows another value or name, None leaves it; how many rows were meant.

        A text is read by the type of each row's value. The row as it was refused first is remembered.

        Raises:
            CorrectionError: the text is no value of a row's type.
            OSError: the disk refuses.
        """

        def change(file: sqlite3.Connection, ids: Sequence[int]) -> int:
            for number, old in sql.by_id(file, ids):
                sql.replace(file, number, corrected(old.row, value, tag_name), old.original or old.row)
            return len(ids)

        count = self._each(chosen, change)
        if count:
            given = {"value": value, "name": tag_name}
            what = ", ".join(f"{name} {text!r}" for name, text in given.items() if text is not None)
            _log.info("%d rows in quarantine corrected: %s", count, what)
        return count

    def release(self, chosen: Chosen) -> int:
        """Have rows sent to the historian again; how many were not on their way yet.

        Raises:
            OSError: the disk refuses.
        """
        count = self._each(chosen, sql.release)
        if count:
            _log.info("%d rows in quarantine are to be sent again", count)
        return count

    def delete(self, chosen: Chosen) -> int:
        """Delete rows for ever; how many there were.

        Raises:
            OSError: the disk refuses.
        """
        count = self._each(chosen, sql.delete)
        if count:
            _log.info("%d rows deleted from quarantine by hand", count)
        return count

    def released(self, limit: int) -> list[Row]:
        """Rows to send to the historian again, as corrected, by their time; the same until they are settled.

        Then give those that are stored to ``sent`` and those refused again to ``write``. Cheap enough to be
        asked every second.

        Raises:
            OSError: the file cannot be read now.
        """
        return self._look(lambda file: sql.released(file, limit), [])

    def sent(self, rows: Sequence[Row]) -> None:
        """Let go of released rows that are stored; the log says what was stored instead of what.

        Raises:
            OSError: the disk refuses; they stay, and may be sent again.
        """

        def remove(file: sqlite3.Connection) -> list[QuarantinedRow]:
            found = list(sql.by_key(file, map(key_of, rows)))
            sql.delete(file, [number for number, _ in found])
            return [one for _, one in found]

        if not rows:
            return
        with self._lock:
            gone = self._locked_if_there(remove, list[QuarantinedRow]())
        stored = {key_of(row): row for row in rows}
        for one in gone:
            _log_correction(one, stored[one.key])
        _log.info("%d rows of the quarantine are stored", len(gone))

    def reconcile(self, known: int) -> int:
        """How many rows are here beyond the ``known`` ones of the ledger, fewer where it is negative.

        The first answer is what an earlier run has left. Later, rows were deleted, by whichever process, or
        came a second time; a difference counts only when two looks in a row find it, for rows that were
        written a moment ago are not in the ledger yet.

        Raises:
            OSError: the file cannot be read now.
        """
        difference = self._look(sql.count, 0) - known
        is_sure = self._difference is None or difference == self._difference
        self._difference = 0 if is_sure else difference
        if not is_sure or not difference:
            return 0
        if difference > 0:
            _log.info("%d rows are in quarantine beside %d known ones", difference, known)
        else:
            _log.info("%d of %d known rows are not in quarantine any more: deleted", -difference, known)
        return difference

    def export(self, path: Path, *, overwrite: bool = False) -> int:
        """Write every row, the oldest in quarantine first, to a CSV file; how many.

        Raises:
            UsageError: the file is there already, or has no folder.
            OSError: the quarantine cannot be read, or the file not be written.
        """
        return export_rows(path, self._all(), overwrite=overwrite)

    def close(self) -> None:
        """Let go of the file; a later access opens it again. From any thread, never hangs."""
        if not self._lock.acquire(timeout=BUSY_S):
            if (connection := self._connection) is not None:
                connection.interrupt()
            return
        try:
            self._let_go()
        finally:
            self._lock.release()

    def _look_first(self) -> None:
        """Nothing that is wrong with the quarantine keeps the program from starting."""
        try:
            finish_salvage(self._path)
            self._look(lambda _: None, None)
        except OSError as error:
            _log.error("The quarantine cannot be opened, refused rows have to wait: %s", error)
        finally:
            self.close()

    def _all(self) -> Iterator[QuarantinedRow]:
        last: int | None = None
        nothing: list[tuple[int, QuarantinedRow]] = []
        while chunk := self._look(partial(sql.after, number=last, limit=_CHUNK), nothing):
            yield from (one for _, one in chunk)
            last = chunk[-1][0]

    def _each(self, chosen: Chosen, change: Callable[[sqlite3.Connection, Sequence[int]], int]) -> int:
        """Change rows in short transactions, each row once, whatever comes back meanwhile."""
        try:
            return self._each_portion(chosen, change)
        except DamagedError as error:
            with self._lock:
                self._mend(error)
            return self._each_portion(chosen, change)  # from the start: the rows have other numbers now

    def _each_portion(
        self, chosen: Chosen, change: Callable[[sqlite3.Connection, Sequence[int]], int]
    ) -> int:
        total = 0
        for ids_of in sql.portions(chosen, _CHUNK):

            def step(file: sqlite3.Connection, ids_of: sql.IdsOf = ids_of) -> int:
                ids = ids_of(file)
                return change(file, ids) if ids else 0

            with self._lock:
                if not self._is_there():
                    break
                total += self._transaction(step)
        return total

    def _look(self, work: Callable[[sqlite3.Connection], T], default: T) -> T:
        with self._lock:
            return self._locked_if_there(work, default, _READ)

    def _locked_if_there(
        self, work: Callable[[sqlite3.Connection], T], default: T, begin: str = _CHANGE
    ) -> T:
        return self._locked(work, begin) if self._is_there() else default

    def _is_there(self) -> bool:
        if self._path.exists():
            return True
        self._let_go()
        self._count = 0
        return False

    def _locked(self, work: Callable[[sqlite3.Connection], T], begin: str = _CHANGE) -> T:
        """One transaction; once more, in a file made anew, where this one turns out to be damaged."""
        try:
            return self._transaction(work, begin)
        except DamagedError as error:
            self._mend(error)
            return self._transaction(work, begin)

    def _mend(self, error: DamagedError) -> None:
        _log.error("The quarantine is set aside: %s", error)
        set_aside(self._path, self._inode, self._now())

    def _transaction(self, work: Callable[[sqlite3.Connection], T], begin: str = _CHANGE) -> T:
        try:
            with translated(self._path):
                file = self._opened()
                file.execute(begin)
                result = work(file)
                count = sql.count(file)
                file.execute("COMMIT")
        except BaseException:
            self._let_go()  # rolls back
            raise
        self._count = count
        return result

    def _opened(self) -> sqlite3.Connection:
        """The open file; opened anew when someone moved or deleted it, for rows must not go into the void."""
        now = inode(self._path)
        if self._connection is not None and now != self._inode:
            _log.warning("The quarantine %s was moved or deleted while it was open", self._path)
            self._let_go()
        if self._connection is None:
            self._inode = now
            finish_salvage(self._path)
            self._connection = open_file(self._path)
            self._inode = inode(self._path)
        return self._connection

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _log_correction(one: QuarantinedRow, stored: Row) -> None:
    name = f"PLC {one.row.plc_code}, tag {one.row.tag_address} at {utc_text(one.row.ts)}"
    if one.original is not None:
        _log.info(
            "%s is stored as %r (%s) instead of %r (%s), which was refused with %s",
            name,
            value_text(stored.value),
            stored.tag_name,
            value_text(one.original.value),
            one.original.tag_name,
            one.code,
        )
    if repr(one.row) != repr(stored):  # NaN is not equal to itself
        _log.warning("%s was corrected too late: stored already as %r", name, value_text(stored.value))
