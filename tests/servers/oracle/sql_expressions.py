"""Oracle's grammar of expressions and conditions, which are two things: a condition is no value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_syntax import (
    Between,
    Bind,
    Call,
    Case,
    Cast,
    Comparison,
    Condition,
    Exists,
    Expression,
    InList,
    InQuery,
    IsNull,
    Junction,
    Like,
    Literal,
    Name,
    Negation,
    Operation,
    Query,
    Star,
    Subquery,
)
from tests.servers.oracle.sql_tokens import RESERVED, Cursor, Lex
from tests.servers.oracle.sql_types import (
    ANY,
    DATE,
    DOUBLE,
    INTERVAL,
    NUMBER,
    TIMESTAMP,
    DataType,
)

NULL = Literal(None, ANY)
BARE = ("SYSDATE", "USER", "UID", "ROWNUM", "ROWID", "LEVEL")
"""Reserved words that are expressions by themselves."""

_COMPARISONS = ("=", "<>", "!=", "^=", "<=", ">=", "<", ">")
_INTERVAL_US = {"DAY": 86_400_000_000, "HOUR": 3_600_000_000, "MINUTE": 60_000_000, "SECOND": 1_000_000}


class ExpressionGrammar(Cursor):
    """Reads expressions and conditions."""

    def query(self) -> Query:
        """A SELECT, without parentheses."""
        raise NotImplementedError

    def data_type(self) -> DataType:
        """A type with its numbers."""
        raise NotImplementedError

    def expression(self) -> Expression:
        """Sums and || of products."""
        left = self._product()
        while sign := self.accept_one("+", "-", "||"):
            left = Operation(sign, left, self._product())
        return left

    def _product(self) -> Expression:
        left = self._signed()
        while sign := self.accept_one("*", "/"):
            left = Operation(sign, left, self._signed())
        return left

    def _signed(self) -> Expression:
        if self.accept("+"):
            return self._signed()
        if self.accept("-"):
            return Operation("-", None, self._signed())
        return self._primary()

    def _primary(self) -> Expression:
        token = self.token
        if token.lex is Lex.BIND:
            return Bind(self.bind())
        if token.lex is Lex.STRING:
            self.take()
            return Literal(token.text or None, DataType("CHAR", max(1, len(token.text.encode()))))
        if token.lex is Lex.NUMBER:
            return self._number()
        if self.accept("("):
            return self._parenthesis()
        if self.accept("NULL"):
            return NULL
        if self.accept("CASE"):
            return self._case()
        if self.sees("CAST", "("):
            return self._cast()
        if token.text in ("DATE", "TIMESTAMP", "INTERVAL") and self.ahead().lex is Lex.STRING:
            return self._time_literal()
        return self._named()

    def _number(self) -> Literal:
        text = self.take().text
        if text[-1] in "dDfF":
            return Literal(float(text[:-1]), DOUBLE)
        number = Decimal(text)
        return Literal(int(number) if number == number.to_integral_value() else number, NUMBER)

    def _parenthesis(self) -> Expression:
        inner = Subquery(self.query()) if self.sees("SELECT") else self.expression()
        self.expect(")", 907)
        return inner

    def _case(self) -> Expression:
        operand = None if self.sees("WHEN") else self.expression()
        whens: list[tuple[Condition, Expression]] = []
        while self.accept("WHEN"):
            condition = self.condition() if operand is None else Comparison("=", operand, self.expression())
            self.expect("THEN", 905)
            whens.append((condition, self.expression()))
        otherwise = self.expression() if self.accept("ELSE") else NULL
        if not whens:
            raise ora(905)
        self.expect("END", 905)
        return Case(tuple(whens), otherwise)

    def _cast(self) -> Expression:
        self.take()
        self.take()
        operand = self.expression()
        self.expect("AS", 905)
        kind = self.data_type()
        self.expect(")", 907)
        return Cast(operand, kind)

    def _time_literal(self) -> Literal:
        word, text = self.take().text, self.take().text
        if word == "INTERVAL":
            return self._interval(text)
        try:
            value = datetime.fromisoformat(text)
        except ValueError:
            raise ora(1861) from None
        if value.tzinfo is not None:
            raise ora(3001)
        if word == "DATE":
            if len(text) > len("2000-01-01"):
                raise ora(1861)
            return Literal(value, DATE)
        if len(text) < len("2000-01-01 00:00:00"):
            raise ora(1861)
        return Literal(value, TIMESTAMP)

    def _interval(self, text: str) -> Literal:
        unit = self.accept_one(*_INTERVAL_US)
        if unit is None:
            raise ora(3001)
        try:
            return Literal(round(Decimal(text) * _INTERVAL_US[unit]), INTERVAL)
        except ArithmeticError:
            raise ora(1861) from None

    def _named(self) -> Expression:
        if self.token.lex is Lex.WORD and self.token.text in BARE:
            return Name((self.take().text,))
        if not self.sees_name:
            raise ora(936)
        parts = [self.take().text]
        while self.accept("."):
            if self.token.text in ("ROWID", "ROWNUM") and self.token.lex is Lex.WORD:
                parts.append(self.take().text)
            else:
                parts.append(self.name(1747))
        if len(parts) == 1 and self.back().lex is Lex.WORD and self.accept("("):
            called = self._call(parts[0])
            if self.sees("OVER") or self.sees("KEEP", "("):
                raise ora(3001)
            return called
        if self.sees("AT", "TIME", "ZONE") or self.sees("(", "+", ")"):
            raise ora(3001)
        return Name(tuple(parts))

    def _call(self, name: str) -> Expression:
        if self.accept("*", ")"):
            return Call(name, (Star(),))
        if self.accept(")"):
            return Call(name, ())
        distinct = self.accept("DISTINCT")
        args = [self.expression()]
        while self.accept(","):
            args.append(self.expression())
        self.expect(")", 907)
        return Call(name, tuple(args), distinct)

    def condition(self) -> Condition:
        """AND binds closer than OR."""
        return self._junction("OR", lambda: self._junction("AND", self._negation))

    def _junction(self, word: str, part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self.accept(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Junction(word, tuple(parts))

    def _negation(self) -> Condition:
        if self.accept("NOT"):
            return Negation(self._negation())
        if self.accept("EXISTS"):
            self.expect("(", 906)
            query = self.query()
            self.expect(")", 907)
            return Exists(query)
        if self.sees("(") and self._parenthesis_is_condition():
            self.take()
            inner = self.condition()
            self.expect(")", 907)
            return inner
        return self._simple_condition(self.expression())

    def _parenthesis_is_condition(self) -> bool:
        """Whether what the parenthesis holds is compared, rather than computed: a look ahead."""
        depth, count = 0, 0
        while (token := self.ahead(count)).lex is not Lex.END:
            depth += {"(": 1, ")": -1}.get(token.text, 0) if token.lex is Lex.SIGN else 0
            if depth == 0:
                return False
            if depth == 1 and self._is_comparing(count):
                return True
            if depth == 1 and token.text in ("SELECT", "CASE") and token.lex is Lex.WORD:
                return False
            count += 1
        return False

    def _is_comparing(self, count: int) -> bool:
        token = self.ahead(count)
        if token.lex is Lex.SIGN:
            return token.text in _COMPARISONS
        words = ("IS", "IN", "BETWEEN", "LIKE", "EXISTS", "NOT", "AND", "OR")
        return token.lex is Lex.WORD and token.text in words

    def _simple_condition(self, operand: Expression) -> Condition:
        if sign := self.accept_one(*_COMPARISONS):
            return Comparison("<>" if sign in ("!=", "^=") else sign, operand, self.expression())
        if self.accept("IS"):
            negated = self.accept("NOT")
            self.expect("NULL", 908)
            return Negation(IsNull(operand)) if negated else IsNull(operand)
        negated = self.accept("NOT")
        word = self.accept_one("BETWEEN", "IN", "LIKE")
        if word is None:
            raise ora(920)
        readers = {"BETWEEN": self._between, "IN": self._in, "LIKE": self._like}
        condition = readers[word](operand)
        return Negation(condition) if negated else condition

    def _between(self, operand: Expression) -> Condition:
        low = self.expression()
        self.expect("AND", 905)
        return Between(operand, low, self.expression())

    def _in(self, operand: Expression) -> Condition:
        self.expect("(", 906)
        if self.sees("SELECT"):
            found: Condition = InQuery(operand, self.query())
        else:
            items = [self.expression()]
            while self.accept(","):
                items.append(self.expression())
            if len(items) > 1000:
                raise ora(1795)
            found = InList(operand, tuple(items))
        self.expect(")", 907)
        return found

    def _like(self, operand: Expression) -> Condition:
        pattern = self.expression()
        return Like(operand, pattern, self.expression() if self.accept("ESCAPE") else None)

    def alias(self) -> str | None:
        """The name that a table or a query in FROM may have; AS is not allowed there."""
        if self.token.lex is Lex.QUOTED:
            return self.take().text
        ends = ("JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "FETCH", "OFFSET", "LIMIT")
        if self.token.lex is Lex.WORD and self.token.text not in RESERVED and self.token.text not in ends:
            return self.take().text
        return None
