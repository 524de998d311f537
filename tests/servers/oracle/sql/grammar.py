"""Oracle's grammar of expressions, conditions, SELECT and INSERT, as far as the product writes them.

A condition is no value. What is no Oracle SQL is refused with Oracle's own error; joins, arithmetic, CASE and
whatever else only a real Oracle can do is ORA-03001.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import NoReturn

from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.syntax import (
    Bind,
    Call,
    Comparison,
    Condition,
    Exists,
    Expression,
    Insert,
    IsNull,
    Item,
    Junction,
    Literal,
    Name,
    Negation,
    Query,
    Table,
)
from tests.servers.oracle.sql.tokens import Cursor, Lex
from tests.servers.oracle.sql.types import ANY, DATE, NUMBER, TIMESTAMP, DataType

NULL = Literal(None, ANY)
_COMPARISONS = ("=", "<>", "!=", "^=", "<=", ">=", "<", ">")
_ORACLE_ONLY = {
    *("+", "-", "*", "/", "||", "CASE", "CAST", "INTERVAL", "DISTINCT", "UNIQUE", "ROWNUM", "ROWID", "LEVEL"),
    *("JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "CONNECT", "START", "HAVING", "OFFSET"),
    *(
        "UNION",
        "INTERSECT",
        "MINUS",
        "LIKE",
        "IN",
        "OVER",
        "KEEP",
        "AT",
        "RETURNING",
        "RETURN",
        "LOG",
        "NULLS",
    ),
}


class QueryGrammar(Cursor):
    """Reads expressions, conditions, queries and inserts."""

    def refuse_more(self, code: int) -> NoReturn:
        """Nothing may go on from here: ORA-03001 for what Oracle could go on with, else an error."""
        if self.token.lex in (Lex.WORD, Lex.SIGN) and self.token.text in _ORACLE_ONLY:
            raise ora(3001)
        raise ora(code)

    def end(self) -> None:
        """The statement must end here."""
        if self.sees("FOR", "UPDATE"):
            raise ora(3001)
        if self.token.lex is not Lex.END:
            self.refuse_more(933)

    def expression(self) -> Expression:
        """A literal, a bind, a name or a function of such."""
        token = self.token
        if token.lex is Lex.BIND:
            return Bind(self.bind())
        if token.lex is Lex.STRING:
            self.take()
            return Literal(token.text or None, DataType("CHAR", max(1, len(token.text.encode()))))
        if token.lex is Lex.NUMBER or self.sees("-"):
            return self._number()
        if self.accept("NULL"):
            return NULL
        if token.text in ("DATE", "TIMESTAMP") and self.ahead().lex is Lex.STRING:
            return self._time_literal()
        if token.lex is Lex.WORD and token.text in ("SYSDATE", "USER"):
            return Name((self.take().text,))
        return self._named()

    def _number(self) -> Literal:
        sign = -1 if self.accept("-") else 1
        if self.token.lex is not Lex.NUMBER:
            self.refuse_more(936)
        number = sign * Decimal(self.take().text)
        return Literal(int(number) if number == number.to_integral_value() else number, NUMBER)

    def _time_literal(self) -> Literal:
        kind, sample = (
            (DATE, "2000-01-01") if self.take().text == "DATE" else (TIMESTAMP, "2000-01-01 00:00:00")
        )
        text = self.take().text
        try:
            value = datetime.fromisoformat(text)
        except ValueError:
            raise ora(1861) from None
        if value.tzinfo is not None:
            raise ora(3001)
        if len(text) < len(sample) or (kind is DATE and len(text) > len(sample)):
            raise ora(1861)
        return Literal(value, kind)

    def _named(self) -> Expression:
        if self.sees("("):
            raise ora(3001)
        if not self.sees_name or self.sees("CASE"):
            self.refuse_more(936)
        is_word = self.token.lex is Lex.WORD
        parts = [self.take().text]
        while self.accept("."):
            parts.append(self.name(1747))
        if len(parts) == 1 and is_word and self.accept("("):
            return self._call(parts[0])
        return Name(tuple(parts))

    def _call(self, name: str) -> Expression:
        if self.accept("*", ")") or self.accept(")"):
            return Call(name, ())
        distinct = self.accept("DISTINCT")
        args = self._list()
        self.expect(")", 907)
        return Call(name, args, distinct)

    def _list(self) -> tuple[Expression, ...]:
        found = [self.expression()]
        while self.accept(","):
            found.append(self.expression())
        return tuple(found)

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
        if self.accept("("):
            inner = self.condition()
            self.expect(")", 907)
            return inner
        return self._simple_condition(self.expression())

    def _simple_condition(self, operand: Expression) -> Condition:
        if sign := self.accept_one(*_COMPARISONS):
            return Comparison("<>" if sign in ("!=", "^=") else sign, (operand, self.expression()))
        if self.accept("IS"):
            negated = self.accept("NOT")
            self.expect("NULL", 908)
            return Negation(IsNull(operand)) if negated else IsNull(operand)
        negated = self.accept("NOT")
        if not self.accept("BETWEEN"):
            self.refuse_more(920)
        low = self.expression()
        self.expect("AND", 905)
        between = Comparison("BETWEEN", (operand, low, self.expression()))
        return Negation(between) if negated else between

    def query(self) -> Query:
        """A SELECT, with ORDER BY and FETCH."""
        self.expect("SELECT", 928)
        items = self._items()
        table = self._from()
        where = self.condition() if self.accept("WHERE") else None
        group_by = self._list() if self._by("GROUP") else ()
        order_by = self._orders() if self._by("ORDER") else ()
        return Query(items, table, where, group_by, order_by, self._fetch())

    def _items(self) -> tuple[Item, ...]:
        if self.accept("*"):
            return ()
        items = [self._item()]
        while self.accept(","):
            items.append(self._item())
        return tuple(items)

    def _item(self) -> Item:
        start = self.token.start
        expression = self.expression()
        text = "".join(self.sql[start : self.back().end].split()).upper()
        name = expression.parts[-1] if isinstance(expression, Name) else text
        if self.accept("AS"):
            return Item(expression, self.name(923))
        return Item(expression, self.alias() or name)

    def _from(self) -> Table:
        if not self.accept("FROM"):
            self.refuse_more(923)
        if self.sees("("):
            raise ora(3001)
        table = Table(*self.qualified(), self.alias())
        if self.sees(","):
            raise ora(3001)
        return table

    def alias(self) -> str | None:
        """The name that a table or a column may have without AS, which is not allowed for a table."""
        if not self.sees_name or (self.token.lex is Lex.WORD and self._sees_clause()):
            return None
        return self.take().text

    def _sees_clause(self) -> bool:
        return self.token.text in (*_ORACLE_ONLY, "FETCH", "LIMIT")

    def _by(self, word: str) -> bool:
        if not self.accept(word):
            return False
        self.expect("BY", 924)
        return True

    def _orders(self) -> tuple[tuple[Expression, bool], ...]:
        orders: list[tuple[Expression, bool]] = []
        while not orders or self.accept(","):
            expression = self.expression()
            orders.append((expression, self.accept_one("ASC", "DESC") == "DESC"))
        return tuple(orders)

    def _fetch(self) -> Expression | None:
        if not self.accept("FETCH"):
            return None
        if self.accept_one("FIRST", "NEXT") is None:
            raise ora(905)
        count = self.expression()
        if self.sees("PERCENT"):
            raise ora(3001)
        if self.accept_one("ROWS", "ROW") is None:
            raise ora(905)
        if self.sees("WITH", "TIES"):
            raise ora(3001)
        self.expect("ONLY", 905)
        return count

    def insert(self) -> Insert:
        """After INSERT."""
        if self.sees("ALL") or self.sees("FIRST"):
            raise ora(3001)
        self.expect("INTO", 925)
        table = Table(*self.qualified())
        columns = self._columns() if self.sees("(") else ()
        if self.accept("VALUES"):
            self.expect("(", 906)
            values = self._list()
            self.expect(")", 917)
            return Insert(table, columns, values)
        if not self.sees("SELECT"):
            raise ora(926)
        query = self.query()
        if not query.is_from_dual or not query.items or query.order_by or query.is_grouped or query.fetch:
            raise ora(3001)
        return Insert(table, columns, tuple(item.expression for item in query.items), True, query.where)

    def _columns(self) -> tuple[str, ...]:
        self.take()
        columns = [self.name(1747 if self.token.lex is Lex.WORD else 928)]
        while self.accept(","):
            columns.append(self.name(1747))
        self.expect(")", 917)
        return tuple(columns)
