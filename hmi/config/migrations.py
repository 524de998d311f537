"""Brings the configuration database forward to the version that this program knows.

The version is in ``PRAGMA user_version``; script number N leads from version N - 1 to N.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from hmi.config.resources import resource_path

_SCRIPTS = ("station_1.sql", "station_2.sql")

APPLICATION_ID = 0x4C696E65
"""``Line``: tells our database from any other SQLite file."""


class NewerVersionError(Exception):
    """The database was written by a newer program; ``args`` are its version and ours."""


def station_scripts() -> tuple[str, ...]:
    """The SQL of every version, oldest first."""
    return tuple(resource_path("sql", name).read_text(encoding="utf-8") for name in _SCRIPTS)


def migrate(connection: sqlite3.Connection, scripts: Sequence[str]) -> None:
    """Run the scripts that the database has not seen, all of them or none.

    The connection is in autocommit mode with foreign keys off, so that a script may rebuild tables.

    Raises:
        NewerVersionError: the database is ahead of the scripts.
        sqlite3.Error: a script failed; the database is as before.
    """
    if _version(connection) == len(scripts):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        _run(connection, scripts)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _run(connection: sqlite3.Connection, scripts: Sequence[str]) -> None:
    # Asked again inside the transaction: another process may have been faster.
    version = _version(connection)
    if version > len(scripts):
        raise NewerVersionError(version, len(scripts))
    for script in scripts[version:]:
        for statement in _statements(script):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(scripts)}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise sqlite3.IntegrityError(f"{len(orphans)} rows refer to rows that are not there")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements(script: str) -> Iterator[str]:
    """One statement at a time; ``executescript`` would commit behind our back."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
