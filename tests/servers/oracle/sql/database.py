"""An Oracle database on a SQLite file: the SQL behind the tests' wire server."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from tests.servers.oracle.engine import SqlDatabase, Value
from tests.servers.oracle.sql.catalog import ADMIN, Catalog, User, quoted
from tests.servers.oracle.sql.connection import Connection
from tests.servers.oracle.sql.ddl import DdlChange
from tests.servers.oracle.sql.dictionary import dictionary_catalog
from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.locks import Locks
from tests.servers.oracle.sql.session import Session
from tests.servers.oracle.sql.statements import parse

MAX_WRONG_PASSWORDS = 10
"""Then the account is locked, as by Oracle's default profile."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS "$ddl" (user, schema, sql);
CREATE TABLE IF NOT EXISTS "$sequences" (name PRIMARY KEY, next);
"""


class Database(SqlDatabase):
    """The database: users and sessions; safe from any thread.

    What was defined and committed is there again when the same file is opened once more.
    """

    def __init__(self, path: Path) -> None:
        self.locks = Locks()
        self._path = path
        self._lock = threading.Lock()
        self._sessions: set[Session] = set()
        self._wrong: dict[str, int] = {}
        self._next: dict[str, int] = {}
        self._changed: set[str] = set()
        self._catalog = dictionary_catalog()
        self._anchor = self._open()

    def _open(self) -> sqlite3.Connection:
        """Read what is defined. The connection stays: SQLite locks the file when the last one goes."""
        self._catalog.users[ADMIN] = User(ADMIN, "manager", quota=True)
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(_SCHEMA)
        for user, schema, sql in connection.execute('SELECT user, schema, sql FROM "$ddl" ORDER BY rowid'):
            DdlChange(self._catalog, user, schema).apply(parse(sql)[0])  # type: ignore[arg-type]  # DDL
        for name, value in connection.execute('SELECT name, next FROM "$sequences"'):
            self._next[name] = int(value)
        return connection

    @property
    def catalog(self) -> Catalog:
        """The one in use."""
        return self._catalog

    def publish(self, catalog: Catalog) -> None:
        """Use another catalog."""
        with self._lock:
            for gone in self._catalog.sequences - catalog.sequences:
                self._next.pop(".".join(gone), None)
            self._catalog = catalog

    def sequence_value(self, full_name: str) -> int:
        """The next value of OWNER.NAME; no rollback takes it back."""
        with self._lock:
            value = self._next.get(full_name, 1)
            self._next[full_name] = value + 1
            self._changed.add(full_name)
            return value

    def changed_sequences(self) -> list[tuple[str, int]]:
        """Sequences that gave values since they were last asked for, and their next values."""
        with self._lock:
            changed = [(name, self._next[name]) for name in self._changed if name in self._next]
            self._changed.clear()
            return changed

    def forget(self, session: Session) -> None:
        """A session has closed."""
        with self._lock:
            self._sessions.discard(session)

    def verifier(self, user: str) -> str | None:
        """The password of a user in plain text, None where there is no such user (any case of letters)."""
        known = self._known(user)
        return known.password if known is not None else None

    def _known(self, user: str) -> User | None:
        users = self._catalog.users
        return users.get(user) or users.get(user.upper())

    def log_in(self, user: str, *, password_matches: bool) -> Session:
        """A session for a user whose password was compared.

        Raises:
            OraError: 1017 wrong user or password, 28000 the account is locked (also after 10 wrong
                passwords), 28001 the password has expired, 1045 no CREATE SESSION.
        """
        known = self._known(user)
        if known is None:
            raise ora(1017)
        self._check_lock(known, password_matches)
        if known.expired:
            raise ora(28001)
        if not self._catalog.may(known.name, "CREATE SESSION"):
            raise ora(1045, known.name)
        return self._session(known.name)

    def _check_lock(self, user: User, password_matches: bool) -> None:
        with self._lock:
            wrong = self._wrong.get(user.name, 0)
            if user.locked or wrong >= MAX_WRONG_PASSWORDS:
                raise ora(28000)
            self._wrong[user.name] = 0 if password_matches else wrong + 1
        if not password_matches:
            raise ora(1017)

    def _session(self, user: str) -> Session:
        session = Session(self, Connection(self._path, user, self.sequence_value))
        with self._lock:
            self._sessions.add(session)
        return session

    def admin(self) -> Session:
        """A session of SYSTEM, who may do anything, in other schemas too; close it."""
        return self._session(ADMIN)

    def run(self, *statements: str) -> None:
        """Do these as SYSTEM, and commit."""
        session = self.admin()
        try:
            for sql in statements:
                session.run(session.parse(sql), [()])
            session.commit()
        finally:
            session.close()

    def create_user(
        self,
        name: str,
        password: str,
        *,
        grants: Sequence[str] = ("CREATE SESSION", "CREATE TABLE", "CREATE SEQUENCE"),
        quota: bool = True,
    ) -> None:
        """Make a user; ``quota`` lets its tables grow."""
        space = " QUOTA UNLIMITED ON USERS" if quota else ""
        self.run(f"CREATE USER {quoted(name)} IDENTIFIED BY {quoted(password)}{space}")
        if grants:
            self.run(f"GRANT {', '.join(grants)} TO {quoted(name)}")

    def lock_user(self, name: str) -> None:
        """ORA-28000 at the next login."""
        self.run(f"ALTER USER {quoted(name)} ACCOUNT LOCK")

    def unlock_user(self, name: str) -> None:
        """Forget the wrong passwords too."""
        self.run(f"ALTER USER {quoted(name)} ACCOUNT UNLOCK")
        with self._lock:
            self._wrong.pop(name, None)

    def expire_password(self, name: str) -> None:
        """ORA-28001 at the next login."""
        self.run(f"ALTER USER {quoted(name)} PASSWORD EXPIRE")

    def set_password(self, name: str, password: str) -> None:
        """Another password, which has not expired."""
        self.run(f"ALTER USER {quoted(name)} IDENTIFIED BY {quoted(password)}")

    def rows(self, table: str) -> list[dict[str, Value]]:
        """The committed rows of a table, named as in SQL ("HMI.TAG_VALUES"), in the order of insertion."""
        session = self.admin()
        try:
            statement = session.parse(f"SELECT * FROM {table}")
            names = [column.name for column in statement.columns]
            return [dict(zip(names, row, strict=True)) for row in session.query(statement, ())]
        finally:
            session.close()

    def close(self) -> None:
        """End all sessions."""
        with self._lock:
            sessions = list(self._sessions)
        for session in sessions:
            session.interrupt()
            session.close()
        self._anchor.close()
