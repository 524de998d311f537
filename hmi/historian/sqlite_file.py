"""The embedded historian's file: how it is laid out, opened and refused.

A row is 25 to 35 bytes: texts that repeat (tags, names, reasons) are numbered once. Samples are ordered by
time slot, then by tag, then by time within the slot. Ordered by tag alone, every batch would touch one page
per tag: measured with 1,000 tags at 1 s, that wrote 6.9 KB to the disk per row at 57,000 rows/s, against
0.24 KB at 255,000 rows/s with slots. Ordered by time alone, the trend of one tag would read all the others.
A slot is 2**23 microseconds (8.4 s), the longest whose offset fits the three-byte integer of SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hmi.historian.protocol import HistorianError, HistorianRefusedError, HistorianUnavailableError
from hmi.model.reading import Quality

SLOT_BITS = 23
"""A sample's time in microseconds since 1970 is ``slot << SLOT_BITS | offset_us``."""

QUALITY_NUMBERS = {Quality.GOOD: 0, Quality.BAD: 1, Quality.UNCERTAIN: 2}
"""How the quality is stored; a change needs a new schema version."""

BUSY_S = 1.0
"""How long to wait for another program's lock, in seconds."""

_APPLICATION_ID = 0x4C534849  # "LSHI" in the file's header: tells our file from any other SQLite database
_SCHEMA_VERSION = 1

_TS_US = f"((slot << {SLOT_BITS}) | offset_us)"
_TS_TEXT = (
    f"strftime('%Y-%m-%dT%H:%M:%S', {_TS_US} / 1000000, 'unixepoch') || printf('.%06dZ', {_TS_US} % 1000000)"
)
_WHENS = " ".join(f"WHEN {number} THEN '{quality}'" for quality, number in QUALITY_NUMBERS.items())
_QUALITY_TEXT = f"CASE quality {_WHENS} END"

# CROSS JOIN keeps SQLite from making the samples the inner loop, whichever tags are asked for.
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS tags (
        id INTEGER PRIMARY KEY, plc_code TEXT NOT NULL, tag_address TEXT NOT NULL,
        UNIQUE (plc_code, tag_address))""",
    "CREATE TABLE IF NOT EXISTS names (id INTEGER PRIMARY KEY, tag_name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE IF NOT EXISTS reasons (id INTEGER PRIMARY KEY, reason TEXT NOT NULL UNIQUE)",
    """CREATE TABLE IF NOT EXISTS samples (
        slot INTEGER NOT NULL, tag_id INTEGER NOT NULL, offset_us INTEGER NOT NULL,
        name_id INTEGER NOT NULL, value, quality INTEGER NOT NULL, reason_id INTEGER,
        PRIMARY KEY (slot, tag_id, offset_us)) WITHOUT ROWID""",
    f"""CREATE VIEW IF NOT EXISTS tag_values AS
        SELECT {_TS_TEXT} AS ts, plc_code, tag_address, tag_name,
            value AS tag_value, {_QUALITY_TEXT} AS quality
        FROM samples CROSS JOIN tags ON tags.id = tag_id CROSS JOIN names ON names.id = name_id""",
    f"""CREATE VIEW IF NOT EXISTS tag_faults AS
        SELECT {_TS_TEXT} AS ts, plc_code, tag_address, tag_name, {_QUALITY_TEXT} AS quality, reason
        FROM samples CROSS JOIN tags ON tags.id = tag_id CROSS JOIN names ON names.id = name_id
        LEFT JOIN reasons ON reasons.id = reason_id
        WHERE quality <> {QUALITY_NUMBERS[Quality.GOOD]}""",
    f"PRAGMA application_id = {_APPLICATION_ID}",
    f"PRAGMA user_version = {_SCHEMA_VERSION}",
)


def open_for_writing(path: Path) -> sqlite3.Connection:
    """A connection that may write; the file is made where it is missing or empty.

    WAL, so that readers never wait for the writer; synchronous FULL, so that a committed row survives a
    power loss. Transactions are begun and ended by the caller.

    Raises:
        HistorianRefusedError: the file is not ours, damaged or of a newer version; it is left untouched.
        HistorianUnavailableError: locked, disk full or failing, folder missing.
    """
    with translated(path), _closed_on_error(_connect(path)) as connection:
        is_new = _is_new(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if is_new:
            _create(connection)
        return connection


def open_for_reading(path: Path) -> sqlite3.Connection | None:
    """A connection that can not write, or None where there is no file or nothing in it yet.

    Raises:
        HistorianError: as for writing.
    """
    if not path.exists():
        return None
    with translated(path), _closed_on_error(_connect(path)) as connection:
        connection.execute("PRAGMA query_only = ON")
        if _is_new(connection, path):
            connection.close()
            return None
        return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about ``path`` into a HistorianError that names the file and the remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise _historian_error(path, error) from error


def _connect(path: Path) -> sqlite3.Connection:
    # Writer's thread, or whoever closes: one at a time, which the historian's lock sees to.
    return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def _is_new(connection: sqlite3.Connection, path: Path) -> bool:
    """True for an empty file, False for a historian of ours; anything else is refused."""
    # The objects first: another connection may make the file ours between these looks.
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id == 0 and objects == 0:
        return True
    if application_id != _APPLICATION_ID:
        raise HistorianRefusedError(
            f"{path} is not a historian of this program but another SQLite database. "
            "Move it away or choose another data folder; it has not been touched."
        )
    if version > _SCHEMA_VERSION:
        raise HistorianRefusedError(
            f"{path} was written by a newer version of this program (layout {version}, known is "
            f"{_SCHEMA_VERSION}). Install that version again, or move the file away to begin a new one."
        )
    return False


def _create(connection: sqlite3.Connection) -> None:
    """All or nothing; harmless when another connection was quicker."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("COMMIT")


def _historian_error(path: Path, error: sqlite3.Error) -> HistorianError:
    # An extended code carries its primary code in the low byte; errors of the sqlite3 module have none.
    code = getattr(error, "sqlite_errorcode", -1) & 0xFF
    kind, text = _ERRORS.get(code, (HistorianUnavailableError, "Look at the disk; writing is tried again."))
    return kind(f"The historian {path} cannot be used: {error}. {text}")


_DAMAGED = (
    "The file is damaged. Close the program and move the file away (`sqlite3 FILE .recover` may save most of "
    "it); a new one is begun, and rows wait in the CSV backup until then."
)
_PROTECTED = "Give this user the right to write the file and its folder."
_ERRORS: dict[int, tuple[Callable[[str], HistorianError], str]] = {
    sqlite3.SQLITE_NOTADB: (
        HistorianRefusedError,
        "It is not a database. Move it away or choose another data folder; it has not been touched.",
    ),
    sqlite3.SQLITE_CORRUPT: (HistorianRefusedError, _DAMAGED),
    sqlite3.SQLITE_ERROR: (HistorianRefusedError, _DAMAGED),
    sqlite3.SQLITE_READONLY: (HistorianRefusedError, _PROTECTED),
    sqlite3.SQLITE_PERM: (HistorianRefusedError, _PROTECTED),
    sqlite3.SQLITE_BUSY: (
        HistorianUnavailableError,
        "Another program holds it locked: close it, or let it finish.",
    ),
    sqlite3.SQLITE_FULL: (HistorianUnavailableError, "The disk is full: free some space."),
    sqlite3.SQLITE_IOERR: (HistorianUnavailableError, "The disk failed: check that it is there and sound."),
    sqlite3.SQLITE_CANTOPEN: (
        HistorianUnavailableError,
        "Check that its folder exists, that the drive is connected, and that this user may write there.",
    ),
}
