"""Oracle's grammar of data types, CREATE TABLE, ALTER TABLE and CREATE INDEX.

Partitions are by intervals of one column. Storage clauses but TABLESPACE USERS and a LOCAL index,
foreign keys and virtual columns are ORA-03001.
"""

from __future__ import annotations

from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.grammar import QueryGrammar
from tests.servers.oracle.sql.syntax import (
    AlterTable,
    Column,
    Condition,
    Constraint,
    CreateIndex,
    CreateTable,
    Table,
)
from tests.servers.oracle.sql.tokens import Lex
from tests.servers.oracle.sql.types import ANY, DataType

_MAX_LENGTHS = {"VARCHAR2": 4000, "NVARCHAR2": 2000, "CHAR": 2000, "NCHAR": 1000}
_OTHER_TYPES = ("CLOB", "BLOB", "NCLOB", "LONG", "INTERVAL", "JSON", "RAW", "FLOAT", "VARCHAR", "DECIMAL")
_STORAGE = (
    "PCTFREE",
    "INITRANS",
    "COMPRESS",
    "NOCOMPRESS",
    "LOGGING",
    "NOLOGGING",
    "ORGANIZATION",
    "SEGMENT",
)


class TableGrammar(QueryGrammar):
    """Reads the definitions of tables and indexes."""

    def data_type(self) -> DataType:
        """A type with its numbers."""
        if self.token.lex is not Lex.WORD:
            raise ora(902)
        word = self.take().text
        if word in _MAX_LENGTHS:
            return self._text_type(word)
        if word == "NUMBER":
            return self._number_type()
        if word == "INTEGER":
            return DataType("NUMBER", scale=0)
        if word == "TIMESTAMP":
            return self._timestamp()
        if word in ("DATE", "BINARY_DOUBLE", "BINARY_FLOAT"):
            return DataType(word)
        raise ora(3001 if word in _OTHER_TYPES else 902)

    def _numbers(self, at_most: int) -> list[int]:
        self.expect("(", 906)
        numbers = [self.integer(907)]
        while len(numbers) < at_most and self.accept(","):
            numbers.append(self.integer(907))
        self.expect(")", 907)
        return numbers

    def _text_type(self, name: str) -> DataType:
        self.expect("(", 906)
        length = self.integer(907)
        unit = None if name.startswith("N") else self.accept_one("BYTE", "CHAR")
        self.expect(")", 907)
        if not 1 <= length <= _MAX_LENGTHS[name]:
            raise ora(910 if length > 0 else 1723)
        return DataType(name, length, in_chars=unit == "CHAR" or name.startswith("N"))

    def _number_type(self) -> DataType:
        if not self.sees("("):
            return DataType("NUMBER")
        precision, scale = (*self._numbers(2), 0)[:2]
        if not 1 <= precision <= 38:
            raise ora(1727)
        if not -84 <= scale <= 127:
            raise ora(1728)
        return DataType("NUMBER", precision=precision, scale=scale)

    def _timestamp(self) -> DataType:
        scale = self._numbers(1)[0] if self.sees("(") else 6
        if not 0 <= scale <= 9:
            raise ora(30088)
        name = "TIMESTAMP"
        if self.accept("WITH"):
            name += " WITH LOCAL TIME ZONE" if self.accept("LOCAL") else " WITH TIME ZONE"
            self.expect_all("TIME ZONE", 905)
        return DataType(name, scale=scale)

    def create_table(self) -> CreateTable:
        """After CREATE TABLE."""
        table = Table(*self.qualified())
        self.expect("(", 906 if self.token.lex is Lex.END else 922)
        columns, constraints = self._elements()
        self.expect(")", 907)
        partitioned_by = self._partitions() if self.accept("PARTITION") else ""
        self._storage()
        if self.sees("AS"):
            raise ora(3001)
        if self.token.lex is not Lex.END:
            raise ora(922)
        if not columns:
            raise ora(904, "")
        return CreateTable(table, columns, constraints, partitioned_by)

    def _elements(self) -> tuple[tuple[Column, ...], tuple[Constraint, ...]]:
        columns: list[Column] = []
        constraints: list[Constraint] = []
        while True:
            if self._sees_constraint():
                constraints.append(self._table_constraint())
            else:
                columns.append(self._column())
            if not self.accept(","):
                return tuple(columns), tuple(constraints)

    def _sees_constraint(self) -> bool:
        begins = self.token.text in ("PRIMARY", "UNIQUE", "CHECK", "FOREIGN") and self.ahead().text in (
            "KEY",
            "(",
        )
        return self.token.lex is Lex.WORD and (begins or self.token.text == "CONSTRAINT")

    def _column(self, *, modifies: bool = False) -> Column:
        if not self.sees_name:
            raise ora(904, "")
        name = self.take().text
        untyped = modifies and self.token.text in ("NOT", "NULL", "DEFAULT", "CONSTRAINT")
        kind = ANY if untyped else self.data_type()
        default, text, is_identity = None, "", False
        if self.accept("DEFAULT"):
            start = self.token.start
            default = self.expression()
            text = self.sql[start : self.back().end]
        elif self.accept("GENERATED"):
            self.accept("ALWAYS")
            self.expect_all("AS IDENTITY", 3001)
            is_identity = True
        constraints: list[Constraint] = []
        while (constraint := self._column_constraint(name)) is not None:
            constraints.append(constraint)
        return Column(name, kind, default, text, is_identity, not is_identity, tuple(constraints))

    def _column_constraint(self, column: str) -> Constraint | None:
        name = self.name(2250) if self.accept("CONSTRAINT") else ""
        if self.accept("NOT"):
            self.expect("NULL", 908)
            return Constraint("N", name, (column,))
        if self.accept("NULL"):
            return Constraint("", name, (column,))
        if self.accept("CHECK"):
            return Constraint("C", name, (), self._check())
        if kind := self._key_kind():
            return Constraint(kind, name, (column,))
        if name or self.sees("REFERENCES"):
            raise ora(3001)
        return None

    def _key_kind(self) -> str:
        if self.accept("PRIMARY"):
            self.expect("KEY", 905)
            return "P"
        return "U" if self.accept("UNIQUE") else ""

    def _check(self) -> Condition:
        self.expect("(", 906)
        condition = self.condition()
        self.expect(")", 907)
        return condition

    def _table_constraint(self) -> Constraint:
        name = self.name(2250) if self.accept("CONSTRAINT") else ""
        if self.accept("CHECK"):
            return Constraint("C", name, (), self._check())
        kind = self._key_kind()
        if not kind:
            raise ora(3001 if self.sees("FOREIGN") else 904, "")
        columns = self._column_list()
        if self.accept("USING"):
            self.expect("INDEX", 905)
            self.accept("LOCAL")
            self._storage()
        return Constraint(kind, name, columns)

    def _column_list(self) -> tuple[str, ...]:
        self.expect("(", 906)
        names = [self.name(904)]
        while self.accept(","):
            names.append(self.name(904))
        self.expect(")", 907)
        return tuple(names)

    def _storage(self) -> None:
        if self.accept("TABLESPACE") and self.name(959) != "USERS":
            raise ora(959, self.back().text)
        if self.token.text in _STORAGE and self.token.lex is Lex.WORD:
            raise ora(3001)

    def _partitions(self) -> str:
        self.expect_all("BY RANGE", 3001)
        (column,) = self._column_list()
        self.expect_all("INTERVAL (", 3001)
        self.expression()
        self.expect_all(") ( PARTITION", 905)
        self.name(922)
        self.expect_all("VALUES LESS THAN (", 905)
        self.expression()
        self.expect_all(") )", 3001)
        return column

    def alter_table(self) -> AlterTable:
        """After ALTER TABLE."""
        table = Table(*self.qualified())
        word = self.accept_one("ADD", "MODIFY", "DROP", "RENAME", "ENABLE", "DISABLE", "READ")
        if word not in ("ADD", "MODIFY"):
            raise ora(1735 if word is None else 3001)
        if word == "ADD":
            if not self._sees_constraint():
                raise ora(3001)
            return AlterTable(table, (), (self._table_constraint(),))
        parenthesis = self.accept("(")
        columns = [self._column(modifies=True)]
        while parenthesis and self.accept(","):
            columns.append(self._column(modifies=True))
        if parenthesis:
            self.expect(")", 907)
        return AlterTable(table, tuple(columns), ())

    def create_index(self, unique: bool) -> CreateIndex:
        """After CREATE [UNIQUE] INDEX."""
        index = Table(*self.qualified(953))
        self.expect("ON", 969)
        return CreateIndex(index, unique, Table(*self.qualified()), self._column_list())
