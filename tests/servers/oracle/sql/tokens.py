"""Words, names, literals and signs of Oracle's SQL.

Signs that Oracle does not know, the semicolon at the end of a statement among them, are ORA-00911.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from tests.servers.oracle.sql.errors import ora


class Lex(Enum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    STRING = "string"
    NUMBER = "number"
    BIND = "bind"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token; a word is in capitals, a quoted name and a string are without their quotes."""

    lex: Lex
    text: str
    start: int
    end: int


_RESERVED_WORDS = """
ACCESS ADD ALL ALTER AND ANY AS ASC AUDIT BETWEEN BY CHAR CHECK CLUSTER COLUMN COLUMN_VALUE
COMMENT COMPRESS CONNECT CREATE CURRENT DATE DECIMAL DEFAULT DELETE DESC DISTINCT DROP ELSE
EXCLUSIVE EXISTS FILE FLOAT FOR FROM GRANT GROUP HAVING IDENTIFIED IMMEDIATE IN INCREMENT
INDEX INITIAL INSERT INTEGER INTERSECT INTO IS LEVEL LIKE LOCK LONG MAXEXTENTS MINUS
MLSLABEL MODE MODIFY NESTED_TABLE_ID NOAUDIT NOCOMPRESS NOT NOWAIT NULL NUMBER OF OFFLINE ON
ONLINE OPTION OR ORDER PCTFREE PRIOR PUBLIC RAW RENAME RESOURCE REVOKE ROW ROWID ROWNUM ROWS
SELECT SESSION SET SHARE SIZE SMALLINT START SUCCESSFUL SYNONYM SYSDATE TABLE THEN TO
TRIGGER UID UNION UNIQUE UPDATE USER VALIDATE VALUES VARCHAR VARCHAR2 VIEW WHENEVER WHERE
WITH
"""

RESERVED = frozenset(_RESERVED_WORDS.split())
"""Words that are no names unless quoted (Oracle SQL Language Reference, appendix E)."""

_TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*|/\*.*?\*/)
    |'(?P<string>(?:[^']|'')*)'
    |(?P<number>(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    |:\s*(?P<bind>[^\W\d_][\w$\#]*|\d+|"[^"]+")
    |(?P<word>[^\W\d_][\w$\#]*)
    |"(?P<quoted>[^"]+)"
    |(?P<sign><=|>=|<>|!=|\^=|\|\||[-+*/(),.=<>])""",
    re.VERBOSE | re.DOTALL,
)
_MAX_NAME_BYTES = 128


def tokenize(sql: str) -> list[Token]:
    """The tokens of a statement, END last."""
    tokens: list[Token] = []
    place = 0
    while place < len(sql):
        match = _TOKEN.match(sql, place)
        if match is None:
            raise ora({"'": 1756, '"': 1740, ":": 1745}.get(sql[place], 911))
        token = _token(match)
        if token is not None:
            tokens.append(token)
        place = match.end()
    tokens.append(Token(Lex.END, "", len(sql), len(sql)))
    return tokens


def _token(match: re.Match[str]) -> Token | None:
    group = match.lastgroup or ""
    text = match[group]
    start, end = match.span()
    if group == "space":
        return None
    if group == "string":
        return Token(Lex.STRING, text.replace("''", "'"), start, end)
    if group in ("word", "quoted") and len(text.encode()) > _MAX_NAME_BYTES:
        raise ora(972)
    if group == "bind" and text.upper() in RESERVED:
        raise ora(1745)
    if group == "word":
        text = text.upper()
    return Token(Lex(group), text, start, end)


class Cursor:
    """The place in a statement; counts its binds, one for each occurrence."""

    def __init__(self, sql: str) -> None:
        self.sql = sql
        self._tokens = tokenize(sql)
        self._place = 0
        self.bind_count = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self._tokens[self._place]

    def ahead(self, count: int = 1) -> Token:
        """The token ``count`` after the next one."""
        return self._tokens[min(self._place + count, len(self._tokens) - 1)]

    def back(self) -> Token:
        """The token before."""
        return self._tokens[self._place - 1]

    def take(self) -> Token:
        """The next token, passing it."""
        token = self.token
        if token.lex is not Lex.END:
            self._place += 1
        return token

    def sees(self, *texts: str) -> bool:
        """These words or signs come next."""
        return all(
            (token := self.ahead(count)).text == text and token.lex in (Lex.WORD, Lex.SIGN)
            for count, text in enumerate(texts)
        )

    def accept(self, *texts: str) -> bool:
        """Pass these words or signs if they come next."""
        if not self.sees(*texts):
            return False
        for _ in texts:
            self.take()
        return True

    def expect(self, text: str, code: int) -> None:
        """Pass a word or sign; without it the statement ends with an error of this code."""
        if not self.accept(text):
            raise ora(code)

    def expect_all(self, texts: str, code: int) -> None:
        """As ``expect``, for words or signs between blanks."""
        for text in texts.split():
            self.expect(text, code)

    def accept_one(self, *texts: str) -> str | None:
        """Pass one of these words or signs, and say which."""
        for text in texts:
            if self.accept(text):
                return text
        return None

    @property
    def sees_name(self) -> bool:
        """A name comes next: quoted, or a word that is not reserved."""
        lex = self.token.lex
        return lex is Lex.QUOTED or (lex is Lex.WORD and self.token.text not in RESERVED)

    def name(self, code: int = 931) -> str:
        """Pass a name."""
        if not self.sees_name:
            raise ora(code)
        return self.take().text

    def qualified(self, code: int = 903) -> tuple[str | None, str]:
        """Pass NAME or OWNER.NAME."""
        first = self.name(code)
        return (first, self.name(code)) if self.accept(".") else (None, first)

    def integer(self, code: int = 922) -> int:
        """Pass a whole number, with its sign."""
        sign = -1 if self.accept("-") else 1
        if self.token.lex is not Lex.NUMBER or not self.token.text.isdigit():
            raise ora(code)
        return sign * int(self.take().text)

    def bind(self) -> int:
        """Pass a bind; its place among the binds of the statement."""
        self.take()
        self.bind_count += 1
        return self.bind_count - 1
