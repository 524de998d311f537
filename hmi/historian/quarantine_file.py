"""The quarantine's file: how it is laid out and opened, and what becomes of one that is damaged."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BUSY_S = 5.0
"""How long to wait for another program's lock, in seconds; every transaction is far shorter."""

_APPLICATION_ID = 0x4C535155  # "LSQU" in the file's header: tells our file from any other SQLite database
_SCHEMA_VERSION = 1

# What SQLite reports of the place where the file is; every other error is of the file itself.
_ERRNOS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
    sqlite3.SQLITE_PROTOCOL: errno.EBUSY,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_INTERRUPT: errno.EINTR,
}

# Not by INSERT OR IGNORE: within a trigger the statement outside decides what becomes of a conflict.
_NEW_TOTAL = """INSERT INTO totals SELECT new.code, new.state, 0
        WHERE NOT EXISTS (SELECT 1 FROM totals WHERE (code, state) = (new.code, new.state));"""

# ``totals`` is kept by triggers, so that counting a million rows costs nothing.
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS rows (
        id INTEGER PRIMARY KEY, plc_code NOT NULL, tag_address NOT NULL, ts_us INTEGER NOT NULL,
        tag_name NOT NULL, kind TEXT NOT NULL, value, quality TEXT NOT NULL, group_name NOT NULL,
        quality_reason NOT NULL, crc INTEGER NOT NULL, original_name, original_kind, original_value,
        original_quality, original_reason, code NOT NULL, reason NOT NULL,
        first_refused_us INTEGER NOT NULL, last_refused_us INTEGER NOT NULL, attempts INTEGER NOT NULL,
        state TEXT NOT NULL, UNIQUE (plc_code, tag_address, ts_us))""",
    "CREATE INDEX IF NOT EXISTS rows_to_send ON rows (ts_us) WHERE state = 'released'",
    "CREATE INDEX IF NOT EXISTS rows_by_code ON rows (code)",
    """CREATE TABLE IF NOT EXISTS totals (
        code NOT NULL, state NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (code, state)) WITHOUT ROWID""",
    f"""CREATE TRIGGER IF NOT EXISTS row_added AFTER INSERT ON rows BEGIN
        {_NEW_TOTAL}
        UPDATE totals SET rows = rows + 1 WHERE (code, state) = (new.code, new.state); END""",
    """CREATE TRIGGER IF NOT EXISTS row_removed AFTER DELETE ON rows BEGIN
        UPDATE totals SET rows = rows - 1 WHERE (code, state) = (old.code, old.state); END""",
    f"""CREATE TRIGGER IF NOT EXISTS row_changed AFTER UPDATE OF code, state ON rows BEGIN
        UPDATE totals SET rows = rows - 1 WHERE (code, state) = (old.code, old.state);
        {_NEW_TOTAL}
        UPDATE totals SET rows = rows + 1 WHERE (code, state) = (new.code, new.state); END""",
    f"PRAGMA application_id = {_APPLICATION_ID}",
    f"PRAGMA user_version = {_SCHEMA_VERSION}",
)

_CHECKED_PAGES = 10_000
"""Of 4,096 bytes, 200,000 rows: they are checked in 0.3 s; more would keep the program from starting."""

_COUNTS_DIFFER = "SELECT (SELECT count(*) FROM rows) <> (SELECT ifnull(sum(rows), 0) FROM totals)"
_TOTALS_DIFFER = """SELECT EXISTS (
    SELECT code, state, count(*) FROM rows GROUP BY code, state
    EXCEPT SELECT code, state, rows FROM totals)"""


class DamagedError(OSError):
    """The file holds something else than what was written, or is of another program."""


def open_file(path: Path) -> sqlite3.Connection:
    """A connection to the file, which is made with its folder where it is missing.

    WAL and synchronous FULL: what is committed survives a power loss. Transactions are begun and ended by
    the caller, one thread at a time.

    Raises:
        DamagedError: it is not a sound quarantine.
        OSError: locked, disk full or failing, no right to write.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with translated(path):
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about ``path`` into an OSError; a DamagedError where the file is to blame."""
    try:
        yield
    except MemoryError as error:
        raise OSError(errno.ENOMEM, "out of memory", str(path)) from error
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # our own mistake: no reason to give up a sound file
    except (sqlite3.Error, ValueError) as error:
        # An extended code carries its primary code in the low byte; errors of the sqlite3 module have none.
        code = getattr(error, "sqlite_errorcode", -1) & 0xFF
        number = _ERRNOS.get(code)
        # A damaged header can ask to be left alone although everybody may write the file.
        if number is None or (code == sqlite3.SQLITE_READONLY and _is_writable(path)):
            raise DamagedError(errno.EIO, f"damaged: {error}", str(path)) from error
        raise OSError(number, str(error), str(path)) from error


def inode(path: Path) -> int | None:
    """What tells the file at ``path`` from one that is put in its place; None where there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("BEGIN")  # one look, for another process may be making the file
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.execute("COMMIT")
    is_new = (application_id, objects) == (0, 0)
    if not is_new and (application_id, version) != (_APPLICATION_ID, _SCHEMA_VERSION):
        raise DamagedError(errno.EIO, "not a quarantine of this version of the program", str(path))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if is_new:
        _create(connection)
    else:
        _check(connection, path)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """A damaged index would hide rows, or let one in twice, without an error."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    is_small = pages <= _CHECKED_PAGES
    if connection.execute(_TOTALS_DIFFER if is_small else _COUNTS_DIFFER).fetchone()[0]:
        raise DamagedError(errno.EIO, "its rows and their count differ", str(path))
    if is_small:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise DamagedError(errno.EIO, str(found), str(path))


def _create(connection: sqlite3.Connection) -> None:
    """All or nothing; harmless when another connection was quicker."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("COMMIT")


def _is_writable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK)
