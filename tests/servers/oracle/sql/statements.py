"""Oracle's grammar of a whole statement: what begins it, sequences, synonyms, users, rights, locks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.servers.oracle.sql.catalog import SYSTEM_RIGHTS, TABLE_RIGHTS
from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.locks import MODES
from tests.servers.oracle.sql.syntax import (
    AlterSession,
    ChangeUser,
    CreateSequence,
    CreateSynonym,
    Ddl,
    DropSequence,
    DropTable,
    EndTransaction,
    Grant,
    LockTable,
    Node,
    Table,
)
from tests.servers.oracle.sql.table_grammar import TableGrammar
from tests.servers.oracle.sql.tokens import Lex

_OTHER_STATEMENTS = """
UPDATE DELETE MERGE WITH TRUNCATE CALL EXPLAIN SAVEPOINT SET COMMENT RENAME AUDIT PURGE ANALYZE (
"""
_OTHER_OBJECTS = """
VIEW TRIGGER PROCEDURE FUNCTION PACKAGE ROLE TABLESPACE GLOBAL MATERIALIZED PROFILE TYPE PUBLIC DIRECTORY OR
INDEX SEQUENCE SYNONYM USER SYSTEM DATABASE
"""


class Grammar(TableGrammar):
    """Reads any statement."""

    def statement(self) -> Node:
        """The whole of it."""
        if self.token.lex is Lex.END:
            raise ora(900)
        node = self.query() if self.sees("SELECT") else self._other_statement()
        self.end()
        return node

    def _other_statement(self) -> Node:
        readers: dict[str, Callable[[], Node]] = {
            "INSERT": self.insert,
            "CREATE": self._create,
            "ALTER": self._alter,
            "DROP": self._drop,
            "LOCK": self._lock_table,
            "GRANT": lambda: self._grant(revoke=False),
            "REVOKE": lambda: self._grant(revoke=True),
            "COMMIT": lambda: EndTransaction(True),
            "ROLLBACK": lambda: EndTransaction(False),
        }
        word = self.accept_one(*readers)
        if word is None:
            raise ora(3001 if self.token.text in _OTHER_STATEMENTS.split() else 900)
        return readers[word]()

    def _create(self) -> Ddl:
        if self.accept("TABLE"):
            return self.create_table()
        if self.accept("INDEX"):
            return self.create_index(unique=False)
        if self.accept("UNIQUE", "INDEX"):
            return self.create_index(unique=True)
        if self.accept("SEQUENCE"):
            return self._sequence()
        if self.accept("USER"):
            return self._user(create=True)
        if self.accept("SYNONYM"):
            synonym = Table(*self.qualified(995))
            self.expect("FOR", 905)
            return CreateSynonym(synonym, Table(*self.qualified()))
        raise ora(3001 if self.token.text in _OTHER_OBJECTS.split() else 901)

    def _alter(self) -> Node:
        if self.accept("TABLE"):
            return self.alter_table()
        if self.accept("SESSION"):
            return self._alter_session()
        if self.accept("USER"):
            return self._user(create=False)
        raise ora(3001 if self.token.text in _OTHER_OBJECTS.split() else 940)

    def _drop(self) -> Ddl:
        if self.accept("TABLE"):
            table = Table(*self.qualified())
            self.accept("PURGE")
            return DropTable(table)
        if self.accept("SEQUENCE"):
            return DropSequence(Table(*self.qualified(2277)))
        raise ora(3001 if self.token.text in _OTHER_OBJECTS.split() else 950)

    def _sequence(self) -> CreateSequence:
        node = CreateSequence(Table(*self.qualified(2277)))
        if self.accept("CACHE") and self.integer() < 2:
            raise ora(4010)
        if self.token.lex is Lex.WORD:
            raise ora(3001)  # START WITH and others
        return node

    def _lock_table(self) -> LockTable:
        self.expect("TABLE", 905)
        table = Table(*self.qualified())
        self.expect("IN", 905)
        mode = next((mode for mode in MODES if self.accept(*mode.split())), None)
        if mode is None:
            raise ora(905)
        self.expect("MODE", 905)
        wait_s: float | None = None
        if self.accept("NOWAIT"):
            wait_s = 0.0
        elif self.accept("WAIT"):
            wait_s = float(self.integer(30005))
        return LockTable(table, mode, wait_s)

    def _alter_session(self) -> AlterSession:
        self.expect("SET", 922)
        settings: list[tuple[str, str]] = []
        while not settings or self.token.lex is not Lex.END:
            name = self.name(2248)
            self.expect("=", 927)
            settings.append((name, self.take().text))
        return AlterSession(tuple(settings))

    def _user(self, *, create: bool) -> ChangeUser:
        user = ChangeUser(create, self.name(1935))
        if create and not self.sees("IDENTIFIED"):
            raise ora(3001)
        while self.token.lex is not Lex.END:
            user = self._user_option(user)
        return user

    def _user_option(self, user: ChangeUser) -> ChangeUser:
        if self.accept("IDENTIFIED"):
            self.expect("BY", 924)
            word = self.token
            self.name(988)
            # An unquoted password keeps its letters, for they count since 11g.
            return replace(user, password=self.sql[word.start : word.end].strip('"'))
        if self.accept("ACCOUNT"):
            which = self.accept_one("LOCK", "UNLOCK")
            if which is None:
                raise ora(922)
            return replace(user, locked=which == "LOCK")
        if self.accept("PASSWORD"):
            self.expect("EXPIRE", 922)
            return replace(user, expired=True)
        if self.accept("QUOTA"):
            quota = self.accept("UNLIMITED") or self.integer() > 0
            self.expect_all("ON USERS", 3001)
            return replace(user, quota=quota)
        raise ora(3001 if self.token.text in ("DEFAULT", "TEMPORARY", "PROFILE") else 922)

    def _grant(self, *, revoke: bool) -> Grant:
        rights = [self._right()]
        while self.accept(","):
            rights.append(self._right())
        on = Table(*self.qualified()) if self.accept("ON") else None
        self.expect("FROM" if revoke else "TO", 905)
        grantees = [self._grantee()]
        while self.accept(","):
            grantees.append(self._grantee())
        if self.sees("WITH"):
            raise ora(3001)
        if unknown := set(rights) - set(SYSTEM_RIGHTS if on is None else TABLE_RIGHTS):
            raise ora(3001 if any(map(str.split, unknown)) else 990)
        return Grant(revoke, tuple(rights), on, tuple(grantees))

    def _grantee(self) -> str:
        return "PUBLIC" if self.accept("PUBLIC") else self.name(987)

    def _right(self) -> str:
        words: list[str] = []
        while self.token.lex is Lex.WORD and self.token.text not in ("ON", "TO", "FROM"):
            words.append(self.take().text)
        return " ".join(words)


def parse(sql: str) -> tuple[Node, int]:
    """A statement, and the number of its binds, each occurrence for itself."""
    if sql.lstrip().upper().startswith(("BEGIN ", "DECLARE ")):
        raise ora(3001)  # PL/SQL, whose signs are others
    grammar = Grammar(sql)
    return grammar.statement(), grammar.bind_count
