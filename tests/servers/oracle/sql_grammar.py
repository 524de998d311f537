"""Oracle's grammar of SELECT, INSERT, UPDATE, DELETE and what goes with a transaction.

What is no Oracle SQL is refused with Oracle's own error; ORA-03001 is for what only a real Oracle can do.
"""

from __future__ import annotations

from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_expressions import ExpressionGrammar
from tests.servers.oracle.sql_syntax import (
    AlterSession,
    Condition,
    Delete,
    Derived,
    EndTransaction,
    Expression,
    Insert,
    Item,
    Join,
    Literal,
    LockTable,
    NullBlock,
    Order,
    Query,
    Star,
    Table,
    Update,
)
from tests.servers.oracle.sql_tokens import RESERVED, Lex
from tests.servers.oracle.sql_types import NUMBER, DataType

_LOCK_MODES = ("ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE", "SHARE ROW EXCLUSIVE", "SHARE", "EXCLUSIVE")
_DEFAULT_LENGTHS = {"CHAR": 1, "NCHAR": 1}
_MAX_LENGTHS = {"VARCHAR2": 4000, "NVARCHAR2": 2000, "CHAR": 2000, "NCHAR": 1000, "RAW": 2000}
_WHOLE = {"INTEGER", "INT", "SMALLINT"}


class QueryGrammar(ExpressionGrammar):
    """Reads queries and data types."""

    def query(self) -> Query:
        """A SELECT, with ORDER BY and FETCH."""
        if self.token.text == "WITH" and self.token.lex is Lex.WORD:
            raise ora(3001)
        self.expect("SELECT", 928)
        distinct = self.accept_one("DISTINCT", "UNIQUE") is not None
        self.accept("ALL")
        items = self._items()
        self.expect("FROM", 923)
        first = self._source()
        joins = self._joins()
        where = self.condition() if self.accept("WHERE") else None
        if self.sees("CONNECT") or self.sees("START"):
            raise ora(3001)
        group_by = self._list() if self._by("GROUP") else ()
        having = self.condition() if self.accept("HAVING") else None
        union_all = self._union()
        order_by = () if union_all else self._orders()
        offset, fetch = (None, None) if union_all else self._limits()
        return Query(
            items, first, joins, where, group_by, having, order_by, offset, fetch, distinct, union_all
        )

    def _union(self) -> Query | None:
        if self.token.text in ("INTERSECT", "MINUS") and self.token.lex is Lex.WORD:
            raise ora(3001)
        if not self.accept("UNION"):
            return None
        if not self.accept("ALL"):
            raise ora(3001)
        return self.query()

    def _items(self) -> tuple[Item, ...]:
        items = [self._item()]
        while self.accept(","):
            items.append(self._item())
        if len(items) > 1 and any(isinstance(item.expression, Star) and not item.text for item in items):
            raise ora(923)
        return tuple(items)

    def _item(self) -> Item:
        if self.accept("*"):
            return Item(Star(), None, "")
        if self.sees_name and self.ahead().text == "." and self.ahead(2).text == "*":
            alias = self.take().text
            self.take()
            self.take()
            return Item(Star(alias), None, "*")
        start = self.token.start
        expression = self.expression()
        text = "".join(self.sql[start : self.back().end].split())
        if self.accept("AS"):
            return Item(expression, self.name(923), text)
        named = self.token.lex is Lex.QUOTED or (
            self.token.lex is Lex.WORD and self.token.text not in RESERVED
        )
        return Item(expression, self.take().text if named else None, text)

    def _source(self) -> Table | Derived:
        if self.accept("("):
            query = self.query()
            self.expect(")", 907)
            return Derived(query, self.alias())
        owner, name = self.qualified()
        return Table(owner, name, self.alias())

    def table(self) -> Table:
        """A table of DML, with its alias."""
        owner, name = self.qualified()
        alias = None if self.sees("VALUES") or self.sees("SET") else self.alias()
        return Table(owner, name, alias)

    def _joins(self) -> tuple[Join, ...]:
        joins: list[Join] = []
        while True:
            if self.accept(",") or self.accept("CROSS", "JOIN"):
                joins.append(Join("CROSS", self._source(), None))
            elif self.accept("JOIN") or self.accept("INNER", "JOIN"):
                joins.append(Join("INNER", self._source(), self._on()))
            elif self.accept("LEFT", "OUTER", "JOIN") or self.accept("LEFT", "JOIN"):
                joins.append(Join("LEFT", self._source(), self._on()))
            elif self.token.text in ("RIGHT", "FULL", "NATURAL") and self.token.lex is Lex.WORD:
                raise ora(3001)
            else:
                return tuple(joins)

    def _on(self) -> Condition:
        if self.sees("USING"):
            raise ora(3001)
        self.expect("ON", 905)
        return self.condition()

    def _by(self, word: str) -> bool:
        if not self.accept(word):
            return False
        self.expect("BY", 924)
        return True

    def _list(self) -> tuple[Expression, ...]:
        found = [self.expression()]
        while self.accept(","):
            found.append(self.expression())
        return tuple(found)

    def _orders(self) -> tuple[Order, ...]:
        if not self._by("ORDER"):
            return ()
        orders = [self._order()]
        while self.accept(","):
            orders.append(self._order())
        return tuple(orders)

    def _order(self) -> Order:
        expression = self.expression()
        descending = self.accept_one("ASC", "DESC") == "DESC"
        nulls_first = descending
        if self.accept("NULLS"):
            which = self.accept_one("FIRST", "LAST")
            if which is None:
                raise ora(30962)
            nulls_first = which == "FIRST"
        return Order(expression, descending, nulls_first)

    def _limits(self) -> tuple[Expression | None, Expression | None]:
        offset = None
        if self.accept("OFFSET"):
            offset = self.expression()
            if self.accept_one("ROWS", "ROW") is None:
                raise ora(905)
        if not self.accept("FETCH"):
            return offset, None
        if self.accept_one("FIRST", "NEXT") is None:
            raise ora(905)
        one = self.sees("ROW") or self.sees("ROWS")
        fetch: Expression = Literal(1, NUMBER) if one else self.expression()
        if self.sees("PERCENT"):
            raise ora(3001)
        if self.accept_one("ROWS", "ROW") is None:
            raise ora(905)
        if self.sees("WITH", "TIES"):
            raise ora(3001)
        self.expect("ONLY", 905)
        return offset, fetch

    def data_type(self) -> DataType:
        """A type with its numbers."""
        if self.token.lex is not Lex.WORD:
            raise ora(902)
        word = self.take().text
        if word in ("VARCHAR2", "NVARCHAR2", "VARCHAR", "CHAR", "CHARACTER", "NCHAR", "RAW"):
            return self._sized({"VARCHAR": "VARCHAR2", "CHARACTER": "CHAR"}.get(word, word))
        if word in ("NUMBER", "NUMERIC", "DECIMAL", "DEC"):
            return self._number_type(0 if word != "NUMBER" else None)
        if word in _WHOLE:
            return DataType("NUMBER", precision=None, scale=0)
        if word == "FLOAT":
            return DataType("FLOAT", precision=self._numbers(1)[0] if self.sees("(") else 126)
        if word == "TIMESTAMP":
            return self._timestamp()
        if word in ("DATE", "BINARY_DOUBLE", "BINARY_FLOAT"):
            return DataType(word)
        raise ora(3001 if word in ("CLOB", "BLOB", "NCLOB", "LONG", "INTERVAL", "JSON") else 902)

    def _numbers(self, at_most: int) -> list[int]:
        self.expect("(", 906)
        numbers = [self.integer(907)]
        while len(numbers) < at_most and self.accept(","):
            numbers.append(self.integer(907))
        self.expect(")", 907)
        return numbers

    def _sized(self, name: str) -> DataType:
        if not self.sees("("):
            if name not in _DEFAULT_LENGTHS:
                raise ora(906)
            return DataType(name, _DEFAULT_LENGTHS[name], in_chars=name == "NCHAR")
        self.take()
        length = self.integer(907)
        unit = None if name in ("RAW", "NVARCHAR2", "NCHAR") else self.accept_one("BYTE", "CHAR")
        self.expect(")", 907)
        if not 1 <= length <= _MAX_LENGTHS[name]:
            raise ora(910 if length > 0 else 1723)
        return DataType(name, length, in_chars=unit == "CHAR" or name.startswith("N"))

    def _number_type(self, scale: int | None) -> DataType:
        if not self.sees("("):
            return DataType("NUMBER", scale=scale)
        if self.ahead().text == "*":
            self.take()
            self.take()
            self.expect(",", 907)
            scale = self.integer(907)
            self.expect(")", 907)
            return DataType("NUMBER", scale=scale)
        numbers = self._numbers(2)
        if not 1 <= numbers[0] <= 38:
            raise ora(1727)
        if len(numbers) > 1 and not -84 <= numbers[1] <= 127:
            raise ora(1728)
        return DataType("NUMBER", precision=numbers[0], scale=numbers[1] if len(numbers) > 1 else 0)

    def _timestamp(self) -> DataType:
        scale = self._numbers(1)[0] if self.sees("(") else 6
        if not 0 <= scale <= 9:
            raise ora(30088)
        name = "TIMESTAMP"
        if self.accept("WITH"):
            name += " WITH LOCAL TIME ZONE" if self.accept("LOCAL") else " WITH TIME ZONE"
            if not self.accept("TIME", "ZONE"):
                raise ora(905)
        return DataType(name, scale=scale)


class DmlGrammar(QueryGrammar):
    """Reads statements that change rows, and what ends or locks."""

    def insert(self) -> Insert:
        """After INSERT."""
        if self.sees("ALL") or self.sees("FIRST"):
            raise ora(3001)
        self.expect("INTO", 925)
        table = self.table()
        columns = self._columns() if self.sees("(") and self.ahead().text != "SELECT" else ()
        if self.accept("VALUES"):
            self.expect("(", 906)
            values = [self._value()]
            while self.accept(","):
                values.append(self._value())
            self.expect(")", 917)
            if self.sees("RETURNING") or self.sees("RETURN") or self.sees("LOG"):
                raise ora(3001)
            return Insert(table, columns, tuple(values), None)
        parenthesis = self.accept("(")
        if not self.sees("SELECT"):
            raise ora(926)
        query = self.query()
        if parenthesis:
            self.expect(")", 907)
        return Insert(table, columns, (), query)

    def _columns(self) -> tuple[str, ...]:
        self.take()
        columns = [self.name(1747 if self.token.lex is Lex.WORD else 928)]
        while self.accept(","):
            columns.append(self.name(1747))
        self.expect(")", 917)
        return tuple(columns)

    def _value(self) -> Expression | None:
        return None if self.accept("DEFAULT") else self.expression()

    def update(self) -> Update:
        """After UPDATE."""
        table = self.table()
        self.expect("SET", 971)
        changes = [self._change()]
        while self.accept(","):
            changes.append(self._change())
        return Update(table, tuple(changes), self.condition() if self.accept("WHERE") else None)

    def _change(self) -> tuple[str, Expression | None]:
        column = self.name(1747)
        if self.accept("."):
            column = self.name(1747)
        self.expect("=", 927)
        return column, self._value()

    def delete(self) -> Delete:
        """After DELETE; FROM may be left out, as Oracle allows."""
        self.accept("FROM")
        table = self.table()
        return Delete(table, self.condition() if self.accept("WHERE") else None)

    def lock_table(self) -> LockTable:
        """After LOCK."""
        if not self.accept("TABLE"):
            raise ora(905)
        owner, name = self.qualified()
        self.expect("IN", 905)
        mode = next((mode for mode in _LOCK_MODES if self.accept(*mode.split())), None)
        if mode is None:
            raise ora(905)
        self.expect("MODE", 905)
        wait_s: float | None = None
        if self.accept("NOWAIT"):
            wait_s = 0.0
        elif self.accept("WAIT"):
            wait_s = float(self.integer(30005))
        return LockTable(Table(owner, name, None), mode, wait_s)

    def alter_session(self) -> AlterSession:
        """After ALTER SESSION."""
        self.expect("SET", 922)
        settings: list[tuple[str, str]] = []
        while self.token.lex is not Lex.END:
            name = self.name(2248)
            self.expect("=", 927)
            token = self.take()
            if token.lex not in (Lex.STRING, Lex.WORD, Lex.QUOTED, Lex.NUMBER):
                raise ora(2248)
            settings.append((name, token.text))
        if not settings:
            raise ora(2248)
        return AlterSession(tuple(settings))

    def end_transaction(self, commit: bool) -> EndTransaction:
        """After COMMIT or ROLLBACK."""
        self.accept("WORK")
        return EndTransaction(commit)


def null_block(sql: str) -> NullBlock | None:
    """The block of PL/SQL that does nothing; None where ``sql`` is no PL/SQL."""
    words = sql.replace(";", " ; ").upper().split()
    if not words or words[0] not in ("BEGIN", "DECLARE"):
        return None
    if words != ["BEGIN", "NULL", ";", "END", ";"]:
        raise ora(6550)
    return NullBlock()
