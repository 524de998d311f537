"""The configuration database ``station.db``: a whole plant in, a whole plant out."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from hmi.config.columns import GROUPS, PLCS, TABLES, TAGS, Column, Table
from hmi.config.migrations import APPLICATION_ID, NewerVersionError, migrate, station_scripts
from hmi.config.validation import require_sound
from hmi.config.values import value_text
from hmi.model.errors import UsageError
from hmi.model.plant import Plant

_log = logging.getLogger(__name__)


class ChangedMeanwhileError(UsageError):
    """What is stored is not what the change was made for."""


class ConfigDatabase:
    """One ``station.db``. Every call opens it for a moment and lets it go; any thread may call.

    ``scripts`` are the schema's versions, oldest first; ``busy_timeout_s`` is how long a lock that another
    program holds is waited for. Every error is a UsageError that names the file.
    """

    def __init__(
        self, path: Path, *, scripts: Sequence[str] | None = None, busy_timeout_s: float = 3.0
    ) -> None:
        self.path = path
        self._scripts = station_scripts() if scripts is None else scripts
        self._busy_timeout_s = busy_timeout_s

    @property
    def good_copy(self) -> Path:
        """The copy that every successful change leaves beside the database, for the day it is damaged."""
        return self.path.with_suffix(".good.db")

    def load_plant(self) -> Plant:
        """The whole configuration, every reference checked; an empty plant where no database is yet.

        Raises:
            UsageError: locked, damaged, not ours, newer than the program, or a row that is not valid.
        """
        if not self._exists():
            return Plant()
        with self._open() as connection:
            connection.execute("BEGIN")  # one moment for all three tables
            plant = self._read(connection)
            connection.execute("COMMIT")
        return plant

    def replace_plant(self, old: Plant, new: Plant) -> None:
        """Put ``new`` in the place of ``old`` in one transaction, on disk when it returns.

        Raises:
            ChangedMeanwhileError: what is stored is not ``old``; somebody else changed it.
            UsageError: as for ``load_plant``.
        """
        require_sound(new, str(self.path))
        if not self._exists():
            self._create()
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                if self._read(connection) != old:
                    raise ChangedMeanwhileError(
                        f"{self.path}: the configuration was changed by someone else at the same time; "
                        "nothing was written, try again"
                    )
                if new != old:
                    _write(connection, new)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            self._keep_copy(connection)

    # -- reading and writing -----------------------------------------------------------------------------

    def _read(self, connection: sqlite3.Connection) -> Plant:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise UsageError(self._damaged(verdict))
        plcs, groups, tags = (_read_table(connection, table, str(self.path)) for table in TABLES)
        plant = Plant(plcs, groups, tags)
        require_sound(plant, str(self.path))
        return plant

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._explained(), closing(self._connect(self.path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                raise UsageError(
                    f"{self.path} is a database of another program: move it away, or name another data folder"
                )
            migrate(connection, self._scripts)
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection

    def _connect(self, path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=self._busy_timeout_s, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
        return connection

    def _exists(self) -> bool:
        """True where a database is; an empty file is one that lost its content, never a new one."""
        try:
            size = self.path.stat().st_size
        except FileNotFoundError:
            return False
        except OSError as error:
            raise UsageError(f"{self.path} cannot be opened: {error.strerror or error}") from error
        if size == 0:
            raise UsageError(self._damaged("it is empty"))
        return True

    def _create(self) -> None:
        """Make an empty database under another name first, so that a half-made one is never seen."""
        new = self.path.with_suffix(f".new-{os.getpid()}-{threading.get_ident()}")
        try:
            with self._explained(), closing(self._connect(new)) as connection:
                migrate(connection, self._scripts)
            _publish(new, self.path)
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written: {error.strerror or error}") from error
        finally:
            new.unlink(missing_ok=True)

    def _keep_copy(self, connection: sqlite3.Connection) -> None:
        """The change is already safe, so a copy that cannot be made is worth a warning, not an error."""
        new = self.good_copy.with_suffix(".tmp")
        try:
            new.unlink(missing_ok=True)
            with closing(sqlite3.connect(new)) as copy:
                connection.backup(copy)
            new.replace(self.good_copy)
        except (OSError, sqlite3.Error) as error:
            _log.warning("no copy of the configuration could be kept in %s: %s", self.good_copy, error)

    # -- errors ------------------------------------------------------------------------------------------

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say in plain words what SQLite says."""
        try:
            yield
        except NewerVersionError as error:
            theirs, ours = error.args
            raise UsageError(
                f"{self.path} was written by a newer Lineside (version {theirs} of the configuration, "
                f"this program knows up to {ours}): install the newer program"
            ) from error
        except (sqlite3.Error, UnicodeDecodeError) as error:  # messages quote damaged text undecoded
            raise UsageError(self._sentence(error)) from error

    def _sentence(self, error: sqlite3.Error | UnicodeDecodeError) -> str:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return f"{self.path} is locked by another program: close it (a database browser?) and try again"
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
            return (
                f"{self.path} cannot be opened for reading and writing: allow this user to, file and folder"
            )
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            return f"{self.path}: the disk refused ({error}): make room or look at the disk, then try again"
        return self._damaged(str(error))

    def _damaged(self, why: str) -> str:
        remedy = "move it away and import your CSV files again"
        if self.good_copy.exists():
            remedy = f"put its last good copy {self.good_copy.name} in its place, or {remedy}"
        return f"{self.path} is damaged or not a configuration database ({why}): {remedy}"


def _publish(new: Path, final: Path) -> None:
    """Give a finished file its name, unless another process was faster: its file is as good as ours."""
    try:
        os.link(new, final)
    except FileExistsError:
        return
    except OSError:
        new.replace(final)  # a file system without hard links


def _read_table(connection: sqlite3.Connection, table: Table[Any], source: str) -> tuple[Any, ...]:
    names, defaults = table.column_names, table.defaults()
    # Most columns repeat a few values thousands of times, so each is understood once.
    columns = [(column, defaults[column.name], dict[object, object]()) for column in table.columns]
    rows = []
    for stored_row in connection.execute(f"SELECT {_names(table)} FROM {table.name} ORDER BY rowid"):
        values = []
        for (column, default, understood), stored in zip(columns, stored_row, strict=True):
            if stored not in understood:
                try:
                    understood[stored] = _understand(column, stored, default)
                except ValueError as error:
                    key = " ".join(str(stored_row[names.index(name)]) for name in table.key)
                    place = f"{source}, table {table.name}, row {key}, column {column.name}"
                    raise UsageError(f"{place}: {value_text(stored)!r} {error}") from error
            values.append(understood[stored])
        rows.append(table.build(dict(zip(names, values, strict=True))))
    return tuple(rows)


def _understand(column: Column, stored: object, default: object) -> object:
    if isinstance(stored, bytes):
        raise ValueError("is binary data, not text")
    text = value_text(stored)
    if text:
        return column.parse(text)
    if column.required:
        raise ValueError("is blank, and may not be")
    return default


def _write(connection: sqlite3.Connection, plant: Plant) -> None:
    for table in reversed(TABLES):
        connection.execute(f"DELETE FROM {table.name}")
    _insert(connection, PLCS, plant.plcs)
    _insert(connection, GROUPS, plant.groups)
    _insert(connection, TAGS, plant.tags)


def _insert(connection: sqlite3.Connection, table: Table[Any], rows: Sequence[object]) -> None:
    names = table.column_names
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO {table.name} ({_names(table)}) VALUES ({marks})",
        ([getattr(row, name) for name in names] for row in rows),
    )


def _names(table: Table[Any]) -> str:
    return ", ".join(f'"{name}"' for name in table.column_names)
