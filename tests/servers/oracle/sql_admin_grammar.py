"""Oracle's grammar of sequences, synonyms, users and rights, and of a whole statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.servers.oracle.sql_catalog import ROLES, SYSTEM_RIGHTS
from tests.servers.oracle.sql_ddl_grammar import TableGrammar
from tests.servers.oracle.sql_ddl_syntax import (
    ChangeUser,
    CreateSequence,
    CreateSynonym,
    Ddl,
    DropIndex,
    DropSequence,
    DropSynonym,
    DropTable,
    DropUser,
    Grant,
    SequenceOptions,
    TruncateTable,
)
from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_grammar import null_block
from tests.servers.oracle.sql_syntax import (
    AlterSession,
    Delete,
    EndTransaction,
    Insert,
    LockTable,
    NullBlock,
    Query,
    Update,
)
from tests.servers.oracle.sql_tokens import Lex

Node = Query | Insert | Update | Delete | LockTable | AlterSession | EndTransaction | NullBlock | Ddl

_KNOWN_WORDS = (
    "MERGE",
    "EXPLAIN",
    "CALL",
    "SAVEPOINT",
    "SET",
    "ANALYZE",
    "COMMENT",
    "RENAME",
    "AUDIT",
    "PURGE",
)
_OBJECT_RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "ALTER", "INDEX", "REFERENCES", "READ")


class Grammar(TableGrammar):
    """Reads any statement."""

    def statement(self) -> Node:
        """The whole of it."""
        node = self._statement()
        self.end()
        return node

    def _statement(self) -> Node:
        if self.token.lex is Lex.END:
            raise ora(900)
        if self.sees("SELECT") or self.sees("WITH"):
            return self.query()
        readers: dict[str, Callable[[], Node]] = {
            "INSERT": self.insert,
            "UPDATE": self.update,
            "DELETE": self.delete,
            "CREATE": self._create,
            "ALTER": self._alter,
            "DROP": self._drop,
            "TRUNCATE": self._truncate,
            "LOCK": self.lock_table,
            "GRANT": lambda: self._grant(revoke=False),
            "REVOKE": lambda: self._grant(revoke=True),
            "COMMIT": lambda: self.end_transaction(True),
            "ROLLBACK": lambda: self.end_transaction(False),
        }
        word = self.accept_one(*readers)
        if word is None:
            raise ora(3001 if self.token.text in _KNOWN_WORDS or self.sees("(") else 900)
        return readers[word]()

    def _create(self) -> Ddl:
        if self.accept("TABLE"):
            return self.create_table()
        if self.accept("INDEX"):
            return self.create_index(unique=False)
        if self.accept("UNIQUE", "INDEX"):
            return self.create_index(unique=True)
        if self.accept("SEQUENCE"):
            owner, name = self.qualified(2277)
            return CreateSequence(owner, name, self.sequence_options())
        if self.accept("USER"):
            return self._user(create=True)
        changes = self.accept("OR", "REPLACE")
        public = self.accept("PUBLIC")
        if self.accept("SYNONYM"):
            owner, name = self.qualified(995)
            self.expect("FOR", 905)
            return CreateSynonym(public, changes, owner, name, *self.qualified())
        raise ora(3001 if self._is_other_object() else 901)

    def _is_other_object(self) -> bool:
        words = (
            "VIEW",
            "TRIGGER",
            "PROCEDURE",
            "FUNCTION",
            "PACKAGE",
            "ROLE",
            "TABLESPACE",
            "GLOBAL",
            "PROFILE",
        )
        return self.token.text in (*words, "MATERIALIZED", "TYPE", "BITMAP", "FORCE", "DIRECTORY", "PRIVATE")

    def _alter(self) -> Node:
        if self.accept("TABLE"):
            return self.alter_table()
        if self.accept("SESSION"):
            return self.alter_session()
        if self.accept("USER"):
            return self._user(create=False)
        raise ora(3001 if self._is_other_object() or self.sees("INDEX") or self.sees("SEQUENCE") else 940)

    def _drop(self) -> Ddl:
        if self.accept("TABLE"):
            owner, name = self.qualified()
            self.accept("CASCADE", "CONSTRAINTS")
            self.accept("PURGE")
            return DropTable(owner, name)
        if self.accept("INDEX"):
            return DropIndex(*self.qualified(953))
        if self.accept("SEQUENCE"):
            return DropSequence(*self.qualified(2277))
        if self.accept("USER"):
            return DropUser(self.name(1935), self.accept("CASCADE"))
        public = self.accept("PUBLIC")
        if self.accept("SYNONYM"):
            return DropSynonym(public, *self.qualified(995))
        raise ora(3001 if self._is_other_object() else 950)

    def _truncate(self) -> TruncateTable:
        if not self.accept("TABLE"):
            raise ora(3290)
        owner, name = self.qualified()
        if self.accept_one("DROP", "REUSE"):
            self.expect("STORAGE", 3291)
        return TruncateTable(owner, name)

    def sequence_options(self) -> SequenceOptions:
        """START WITH, INCREMENT BY and the rest; in the parentheses of IDENTITY too."""
        found = SequenceOptions()
        while True:
            if self.accept("START"):
                self.expect("WITH", 905)
                found = replace(found, start=self.integer(1720))
            elif self.accept("INCREMENT"):
                self.expect("BY", 924)
                found = replace(found, step=self.integer(4004))
            elif self.accept("CACHE"):
                found = replace(found, cache=self.integer(4010))
            elif self.accept("MINVALUE"):
                found = replace(found, low=self.integer(4004))
            elif self.accept("MAXVALUE"):
                found = replace(found, high=self.integer(4004))
            elif self.accept("CYCLE"):
                found = replace(found, cycle=True)
            elif self.accept("NOCACHE"):
                found = replace(found, cache=0)
            elif self.accept_one("NOCYCLE", "ORDER", "NOORDER", "NOMINVALUE", "NOMAXVALUE") is None:
                return found

    def _user(self, *, create: bool) -> ChangeUser:
        user = ChangeUser(create, self.name(1935))
        if create and not self.sees("IDENTIFIED"):
            raise ora(1939 if self.token.lex is Lex.END else 922)
        while self.token.lex is not Lex.END:
            user = self._user_option(user)
        return user

    def _user_option(self, user: ChangeUser) -> ChangeUser:
        if self.accept("IDENTIFIED"):
            self.expect("BY", 924)
            word = self.token
            password = self.name(988)
            # An unquoted password keeps its letters, for they count since 11g.
            return replace(user, password=self.sql[word.start : word.end].strip('"') or password)
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
            self.accept_one("K", "M", "G")
            self.expect("ON", 969)
            self.name(959)
            return replace(user, quota=quota)
        if self.accept("DEFAULT", "TABLESPACE") or self.accept("TEMPORARY", "TABLESPACE"):
            self.name(959)
            return user
        raise ora(922)

    def _grant(self, *, revoke: bool) -> Grant:
        rights = [self._right()]
        while self.accept(","):
            rights.append(self._right())
        on_owner, on = self.qualified(903) if self.accept("ON") else (None, "")
        self.expect("FROM" if revoke else "TO", 905)
        grantees = [self._grantee()]
        while self.accept(","):
            grantees.append(self._grantee())
        if self.accept("WITH") and not (self.accept_one("ADMIN", "GRANT") and self.accept("OPTION")):
            raise ora(905)
        every = tuple(right for names in rights for right in self._checked(names, bool(on)))
        return Grant(revoke, every, on_owner, on, tuple(grantees))

    def _grantee(self) -> str:
        return "PUBLIC" if self.accept("PUBLIC") else self.name(987)

    def _right(self) -> str:
        words: list[str] = []
        while self.token.lex is Lex.WORD and self.token.text not in ("ON", "TO", "FROM"):
            words.append(self.take().text)
        return " ".join(words)

    def _checked(self, right: str, on_object: bool) -> tuple[str, ...]:
        if on_object:
            if right in ("ALL", "ALL PRIVILEGES"):
                return _OBJECT_RIGHTS[:-1]
            if right not in _OBJECT_RIGHTS:
                raise ora(990)
            return ("SELECT",) if right == "READ" else (right,)
        if right == "DBA":
            return tuple(sorted(SYSTEM_RIGHTS))
        if right in ROLES:
            return ROLES[right]
        if right not in SYSTEM_RIGHTS:
            raise ora(990 if not right or right in _OBJECT_RIGHTS else 1919, right)
        return (right,)


def parse(sql: str) -> tuple[Node, list[str]]:
    """A statement, and the names of its binds, each occurrence for itself."""
    block = null_block(sql)
    if block is not None:
        return block, []
    grammar = Grammar(sql)
    return grammar.statement(), grammar.bind_names
